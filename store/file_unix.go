//go:build unix

package store

import (
	"os"
	"strconv"
)

// initialMmap is how much address space is taken at once. It costs no memory and
// no disk, and as long as the file fits, a growing file need not wait for readers.
const initialMmap = 1 << 30 * (strconv.IntSize / 64)

// losesName tells whether a file that is open can be replaced.
const losesName = true

// syncDir makes a rename in a folder durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if cerr := d.Close(); err == nil {
		err = cerr
	}
	return err
}

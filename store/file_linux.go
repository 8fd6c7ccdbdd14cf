package store

import (
	"bytes"
	"os"
	"strconv"
	"sync"
	"syscall"

	"go.etcd.io/bbolt"
	"golang.org/x/sys/unix"
)

// letGo tells the kernel that the mapped pages are not needed for now. The pages
// stay in the page cache; a reader gets them back at the cost of a minor fault.
// That it may fail does not matter. The caller has a transaction, or the file to
// itself: at no other time is it certain that the map stays where it is.
func letGo(b *bbolt.DB, size int64) {
	const dontNeed = 4 // MADV_DONTNEED, harmless for a mapping that is only read
	_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, b.Info().Data, uintptr(size), dontNeed)
}

var statm = sync.OnceValue(func() *os.File {
	f, err := os.Open("/proc/self/statm")
	if err != nil {
		return nil
	}
	return f
})

// mapped is how many bytes of files are in this process's resident memory (the third
// figure of statm, in pages: proc(5)); false where nobody can tell.
func mapped() (int64, bool) {
	f := statm()
	if f == nil {
		return 0, false
	}
	var buf [128]byte
	n, _ := f.ReadAt(buf[:], 0)
	fields := bytes.Fields(buf[:n])
	if len(fields) < 3 {
		return 0, false
	}
	pages, err := strconv.ParseInt(string(fields[2]), 10, 64)
	return pages * int64(os.Getpagesize()), err == nil
}

// forget drops the system's copies of a file that nobody has mapped, so that whoever
// reads it next sees what the disk has. It matters after a sync that failed.
func forget(path string) {
	f, err := os.Open(path)
	if err != nil {
		return
	}
	defer f.Close()
	_ = unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED)
}

//go:build !unix

package store

// initialMmap is zero: on Windows the file would take that size at once.
const initialMmap = 0

// losesName is false: Windows refuses to replace a file that is open.
const losesName = false

// syncDir does nothing: Windows has no such thing, NTFS journals renames itself.
func syncDir(string) error { return nil }

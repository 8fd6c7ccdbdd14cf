//go:build !unix

package store

// initialMmap is zero: on Windows the file would take that size at once.
const initialMmap = 0

// syncDir does nothing: Windows has no such thing, NTFS journals renames itself.
func syncDir(string) error { return nil }

package store

import (
	"syscall"

	"go.etcd.io/bbolt"
)

// letGo tells the kernel that the mapped pages are not needed for now. The pages
// stay in the page cache; a reader gets them back at the cost of a minor fault.
// That it may fail does not matter. The caller has a transaction, or the file to
// itself: at no other time is it certain that the map stays where it is.
func letGo(b *bbolt.DB, size int64) {
	const dontNeed = 4 // MADV_DONTNEED, harmless for a mapping that is only read
	_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, b.Info().Data, uintptr(size), dontNeed)
}

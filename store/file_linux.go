package store

import (
	"syscall"

	"go.etcd.io/bbolt"
)

// letGo tells the kernel that the mapped pages are not needed for now. bbolt walks
// the whole file when it opens it, which would leave all of it in this process's
// resident memory. The pages stay in the page cache; a reader gets them back at
// the cost of a minor fault. That it may fail does not matter.
func letGo(b *bbolt.DB, size int64) {
	const dontNeed = 4 // MADV_DONTNEED, harmless for a mapping that is only read
	_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, b.Info().Data, uintptr(size), dontNeed)
}

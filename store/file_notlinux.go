//go:build !linux

package store

import "go.etcd.io/bbolt"

// letGo does nothing here.
func letGo(*bbolt.DB, int64) {}

// mapped is nothing here: nothing can be let go.
func mapped() (int64, bool) { return 0, true }

// forget does nothing here.
func forget(string) {}

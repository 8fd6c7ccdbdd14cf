// Package store keeps everything that must survive a restart, in one bbolt file.
package store

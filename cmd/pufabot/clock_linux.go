package main

import "syscall"

// timeError is what adjtimex returns while nothing disciplines the clock, and
// unsynchronised the flag that says so (linux/timex.h: TIME_ERROR, STA_UNSYNC).
const (
	timeError      = 5
	unsynchronised = 0x40
)

// clockSynchronised asks the kernel whether the clock is kept right; known is false
// where it does not tell.
func clockSynchronised() (is, known bool) {
	var t syscall.Timex
	state, err := syscall.Adjtimex(&t)
	return err == nil && state != timeError && t.Status&unsynchronised == 0, err == nil
}

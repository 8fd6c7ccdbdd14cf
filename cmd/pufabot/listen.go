package main

import (
	"errors"
	"net"
	"syscall"

	"pufabot/messages"
)

// The numbers that Windows has for these reasons; elsewhere no error has them.
const (
	winDenied    = syscall.Errno(10013) // also of a port that is kept for something else
	winTaken     = syscall.Errno(10048)
	winNoAddress = syscall.Errno(10049)
)

// listenError words why an address cannot be listened at.
func listenError(addr string, err error) error {
	is := func(any ...error) bool {
		for _, e := range any {
			if errors.Is(err, e) {
				return true
			}
		}
		return false
	}
	why := ""
	switch {
	case is(syscall.EADDRINUSE, winTaken):
		why = "taken"
	case is(syscall.EADDRNOTAVAIL, winNoAddress):
		why = "address"
	case is(syscall.EACCES, winDenied):
		why = "denied"
	case errors.As(err, new(*net.DNSError)):
		why = "name"
	}
	return errors.New(messages.CannotListen(addr, why))
}

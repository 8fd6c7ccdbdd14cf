package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// untilStopped ends when somebody stops the program: with Ctrl-C, with SIGTERM, or by
// closing its terminal (SIGHUP), unless he has asked with nohup that it outlive that.
func untilStopped() (context.Context, context.CancelFunc) {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	return signal.NotifyContext(context.Background(), signals...)
}

package main

import (
	"fmt"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"pufabot/bot/ledger"
)

// Whoever cannot be heard is told why: the port is taken, this computer has no such
// address, nobody is called so, it is not allowed.
func TestListenErrors(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for addr, want := range map[string]string{taken.Addr().String(): "占用", "203.0.113.7:8080": "没有这个地址"} {
		_, err := net.Listen("tcp", addr)
		if err == nil {
			t.Fatalf("%s can be listened at", addr)
		}
		if said := listenError(addr, err).Error(); !strings.Contains(said, want) || !strings.Contains(said, addr) {
			t.Errorf("%v: %s", err, said)
		}
	}
	for want, err := range map[string]error{"不让用": os.NewSyscallError("bind", syscall.EACCES), "找不到": &net.DNSError{}, "没有这个地址": winNoAddress,
		"占用": fmt.Errorf("bind: %w", winTaken), "系统不允许": net.ErrClosed} {
		if said := listenError("x:1", &net.OpError{Op: "listen", Err: err}).Error(); !strings.Contains(said, want) {
			t.Errorf("%v: %s", err, said)
		}
	}
}

// A clock, or a campaign, of another year is noticed; preparing and looking back are not.
func TestClockAway(t *testing.T) {
	c := loaded(t, examplePath) // of December 2026
	for day, want := range map[string]bool{"1970-01-01": true, "2025-12-05": true, "2026-07-01": false, "2026-12-31": false, "2027-05-01": false, "2027-12-01": true, "2036-12-05": true} {
		d, err := ledger.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.clockAway(d.At(ledger.Clock{Hour: 9}, time.UTC)); got != want {
			t.Errorf("%s: %v", day, got)
		}
	}
}

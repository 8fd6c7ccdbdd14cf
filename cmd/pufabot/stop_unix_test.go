//go:build unix

package main

import (
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"pufabot/messages"
)

// However somebody stops the bot, it finishes what is in flight and says that it has
// stopped: also when its terminal is closed, but not where nohup was asked for.
func TestStoppedBySignals(t *testing.T) {
	for name, tt := range map[string]struct {
		under []string
		send  []syscall.Signal
	}{
		"Ctrl-C":       {nil, []syscall.Signal{syscall.SIGINT}},
		"asked to end": {nil, []syscall.Signal{syscall.SIGTERM}},
		"no terminal":  {nil, []syscall.Signal{syscall.SIGHUP}},
		"with nohup":   {[]string{"sh", "-c", `trap "" HUP; exec "$@"`, "sh"}, []syscall.Signal{syscall.SIGHUP, syscall.SIGTERM}},
	} {
		t.Run(name, func(t *testing.T) {
			if tt.under == nil && slices.ContainsFunc(tt.send, func(s syscall.Signal) bool { return signal.Ignored(s) }) {
				t.Skip("a signal is ignored here, as under nohup, and so by the program")
			}
			v := newVictim(t)
			v.under = tt.under
			v.live()
			for i, s := range tt.send {
				for range 100 * i { // one that is stopping soon takes no more requests
					if !v.ask("/healthz") {
						t.Fatal("stopped by the first signal")
					}
				}
				if err := v.cmd.Process.Signal(s); err != nil {
					t.Fatal(err)
				}
			}
			if code, said := v.ended(); code != exitOK || !strings.Contains(said, messages.Stopped()) {
				t.Errorf("exit %d:\n%s", code, said)
			}
		})
	}
}

// A rehearsal in the browser leaves no folder behind when it is stopped by a signal.
func TestSignalledStageLeavesNothing(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		if signal.Ignored(s) { // under nohup: the program is to go on, too
			t.Logf("%v is ignored here and was not tried", s)
			continue
		}
		v := newVictim(t)
		temp := t.TempDir()
		cmd := exec.Command(binary(t), "serve", "--rehearse", "-c", v.config)
		cmd.Env = append(os.Environ(), "TMPDIR="+temp)
		v.cmd = cmd
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for n := 0; !v.ask("/healthz"); n++ {
			if n == 60_000 {
				t.Fatal("it does not come up")
			}
			time.Sleep(time.Millisecond) // another process: nothing to wait on but its port
		}
		if left, _ := filepath.Glob(filepath.Join(temp, "pufabot-rehearse-*")); len(left) != 1 {
			t.Errorf("folders while it runs: %v", left)
		}
		if err := cmd.Process.Signal(s); err != nil {
			t.Fatal(err)
		}
		err := cmd.Wait()
		v.cmd = nil
		if left, _ := os.ReadDir(temp); len(left) > 0 || err != nil {
			t.Errorf("%v: %v, left behind: %v", s, err, left)
		}
	}
}

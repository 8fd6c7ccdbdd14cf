package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestChaosKilledAtWork kills backup, restore, export and purge at random calls of
// the system. The ledger is whole after each, a copy under its own name is whole or
// not there; and when the work is done once more, nothing is left lying about of
// what was killed: after a purge, nobody's words or account anywhere in the folder.
func TestChaosKilledAtWork(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("strace is not installed; .ci/run installs it")
	}
	for _, tt := range []struct {
		name string
		args []string
		sum  []int // what the ledger may count after it
	}{
		{"backup", []string{"backup", "-o", "OUT"}, []int{30}},
		{"export", []string{"export", "--format", "xlsx", "-o", "OUT"}, []int{30}},
		{"restore", []string{"restore", "OLD", "--force"}, []int{10, 30}},
		{"purge", []string{"purge", "--yes", "--early"}, []int{30}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := newVictim(t)
			old := filepath.Join(v.dir, "old.db")
			v.live()
			for n := range 30 {
				if !v.post(n) {
					t.Fatalf("message %d was not taken", n)
				}
				if n == 9 {
					v.done("backup", "-o", old)
				}
			}
			v.kill()
			whole, err := os.ReadFile(v.ledgerPath())
			if err != nil {
				t.Fatal(err)
			}
			out := filepath.Join(v.dir, "out")
			args := make([]string, len(tt.args))
			for i, a := range tt.args {
				args[i] = strings.NewReplacer("OUT", out, "OLD", old).Replace(a)
			}
			deaths := 0
			for range *chaosRounds {
				if err := os.WriteFile(v.ledgerPath(), whole, 0o600); err != nil {
					t.Fatal(err)
				}
				_ = os.Remove(out)
				call := []string{"pwrite64", "write", "fdatasync", "fsync", "renameat", "unlinkat", "linkat", "ftruncate", "openat"}[rand.IntN(9)]
				kill := append([]string{"-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e", fmt.Sprintf("inject=%s:signal=SIGKILL:when=%d", call, 1+rand.IntN(4)),
					binary(t)}, args...)
				if exec.Command("strace", append(kill, "-c", v.config)...).Run() != nil {
					deaths++
				}
				if got := v.counted(); got != tt.sum[0] && got != tt.sum[len(tt.sum)-1] {
					t.Errorf("killed at %s: the ledger counts %d", call, got)
				}
				if _, err := os.Stat(out); err == nil && tt.name == "backup" {
					v.done("verify", out)
				}
			}
			t.Logf("%d deaths", deaths)
			v.done(args...)
			if tt.name == "purge" {
				for _, words := range []string{"staff", "再加1人"} {
					for _, where := range holding(t, filepath.Join(v.dir, "data"), words) {
						t.Errorf("%s is still in %s", words, where)
					}
				}
			}
			data := filepath.Join(v.dir, "data")
			for _, path := range litter(t, data) { // nobody's work in hand
				if err := os.Chtimes(path, time.Time{}, time.Now().Add(-2*litterAge)); err != nil {
					t.Fatal(err)
				}
			}
			v.live() // clears it away
			v.kill()
			if left := litter(t, data); len(left) > 0 {
				t.Errorf("left over: %v", left)
			}
		})
	}
}

// litter are the files that have no business in a data folder.
func litter(t *testing.T, data string) (paths []string) {
	t.Helper()
	entries, err := os.ReadDir(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		switch name := e.Name(); {
		case e.IsDir(), name == "pufabot.db", strings.HasSuffix(name, ".token"), strings.HasPrefix(name, "pufabot.db.replaced"), strings.HasPrefix(name, "purge-"):
		default:
			paths = append(paths, filepath.Join(data, name))
		}
	}
	return paths
}

// done runs a subcommand, which must succeed.
func (v *victim) done(args ...string) {
	v.t.Helper()
	if out, err := exec.Command(binary(v.t), append(args, "-c", v.config)...).CombinedOutput(); err != nil {
		v.t.Errorf("%v: %v\n%s", args, err, out)
	}
}

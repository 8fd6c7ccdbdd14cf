package store

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// touching are the calls by which the migration of a file reaches the disk.
var touching = []string{"pwrite64", "write", "copy_file_range", "fdatasync", "fsync", "ftruncate"}

// A process that is killed at any write or sync of a migration leaves a file that
// opens, has every figure and verifies; what is kept of the old one is whole by then.
// strace kills a process of its own, which is this test again, at the n-th such call.
func TestKilledWhileMigrating(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and each run of it is a process of its own")
	}
	const env = "PUFABOT_STORE_TEST_MIGRATE"
	if path := os.Getenv(env); path != "" {
		runtime.LockOSThread() // strace counts for each thread
		db, err := open(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Parallel()
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("strace is not installed; .ci/run installs it")
	}
	const version = schemaVersion - 1
	old, err := os.ReadFile(schemaFile(version))
	if err != nil {
		t.Fatal(err)
	}
	kills := 0
	for _, call := range touching {
		for n, killed := 1, true; killed; n++ {
			path := filepath.Join(t.TempDir(), "old.db")
			load(t, path, string(old))
			cmd := exec.Command("strace", "-f", "-o", os.DevNull, "-e", "trace="+call,
				"-e", fmt.Sprintf("inject=%s:signal=KILL:when=%d", call, n), os.Args[0], "-test.run=^TestKilledWhileMigrating$")
			cmd.Env = append(os.Environ(), env+"="+path)
			out, err := cmd.CombinedOutput()
			status, _ := cmd.ProcessState.Sys().(syscall.WaitStatus)
			killed = err != nil && status.Signaled() && status.Signal() == syscall.SIGKILL // strace ends as the process did
			if err != nil && !killed {
				t.Fatalf("%v: %s", err, out)
			}
			if killed {
				kills++
			}
			migratedAlthoughKilled(t, fmt.Sprintf("%s %d", call, n), path, string(old))
		}
	}
	if kills < 10 {
		t.Errorf("killed only %d times", kills)
	}
	t.Logf("killed %d times", kills)
}

func migratedAlthoughKilled(t *testing.T, at, path, old string) {
	t.Helper()
	db, err := open(path)
	if err != nil {
		t.Fatalf("killed at %s: %v", at, err)
	}
	view(t, db, func(tx *Tx) {
		if n := tx.Tally("hengnan", "quiz").Value(); n != 126 || tx.CountLines() != 7 {
			t.Errorf("killed at %s: %d, %d lines", at, n, tx.CountLines())
		}
	})
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	mustVerify(t, path)
	if strings.Contains(dump(t, path), `" "S`) {
		t.Errorf("killed at %s: the migration was not made", at)
	}
	if dump(t, fmt.Sprintf("%s.schema%d", path, schemaVersion-1)) != old {
		t.Errorf("killed at %s: the file before the migration is not what it was", at)
	}
}

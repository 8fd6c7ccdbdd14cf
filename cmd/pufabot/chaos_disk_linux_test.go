package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"pufabot/messages"
)

// postUntil delivers messages one after the other until so many were refused, and
// gives the numbers of those that were taken.
func (v *victim) postUntil(refusals int) (taken map[int]bool, sent int) {
	v.t.Helper()
	taken = map[int]bool{}
	for sent-len(taken) < refusals {
		if sent++; sent > 20_000 {
			v.t.Fatal("nothing is refused")
		}
		if v.post(sent) {
			taken[sent] = true
		}
	}
	if len(taken) == 0 {
		v.t.Fatal("nothing was taken at all")
	}
	return taken, sent
}

// repeat delivers all messages once more; each must be taken now, and counted once.
func (v *victim) repeat(sent int) {
	v.t.Helper()
	for n := 1; n <= sent; n++ {
		if !v.post(n) {
			v.t.Fatalf("message %d is refused although the disk is well again", n)
		}
	}
	v.kill()
	if got := v.counted(); got != sent {
		v.t.Errorf("%d lines, the ledger counts %d", sent, got)
	}
}

// diskFails lets the bot's next life meet errors of the disk: strace answers some of
// its calls in the kernel's place, counted for each thread.
func (v *victim) diskFails(call, fault string) {
	v.t.Helper()
	if _, err := exec.LookPath("strace"); err != nil {
		v.t.Skip("strace is not installed; .ci/run installs it")
	}
	v.under = []string{"strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e", "inject=" + call + ":" + fault}
	v.end = func() { // strace passes no signal on
		if children, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%[1]d/children", v.cmd.Process.Pid)); err == nil {
			if pid, err := strconv.Atoi(strings.TrimSpace(string(children))); err == nil {
				_ = unix.Kill(pid, unix.SIGKILL)
			}
		}
	}
}

// diskHeals ends that for the lives to come.
func (v *victim) diskHeals() { v.under, v.end = nil, nil }

// TestChaosFullDisk lets the file grow no more: lines are refused aloud, readiness
// tells, what was taken stays; and with room again the same process takes the
// repeats, and counts them once.
func TestChaosFullDisk(t *testing.T) {
	t.Parallel()
	v := newVictim(t)
	v.limit = "9000" // the first growth of the file fits, the second does not
	v.live()
	_, sent := v.postUntil(5)
	if v.ask("/readyz") {
		t.Error("it says that it is ready while the disk is full")
	}
	if !v.ask("/healthz") {
		t.Error("it died of a full disk")
	}
	if err := unix.Prlimit(v.cmd.Process.Pid, unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: unix.RLIM_INFINITY, Max: unix.RLIM_INFINITY}, nil); err != nil {
		t.Fatal(err)
	}
	v.repeat(sent)
}

// TestChaosSyncErrors lets the disk fail to confirm a write: nothing is answered
// after that, the bot ends by itself and says why, and starts again without a loss.
func TestChaosSyncErrors(t *testing.T) {
	t.Parallel()
	v := newVictim(t)
	v.live() // the file is made by a healthy disk
	v.kill()
	v.diskFails("fdatasync", fmt.Sprintf("error=EIO:when=%d", 6+rand.IntN(10)))
	v.live()
	taken, sent := v.postUntil(1)
	for range 3 {
		if sent++; v.post(sent) {
			t.Errorf("a line was answered after a sync that failed")
		}
	}
	if code, said := v.ended(); code != exitFailed || !strings.Contains(said, messages.DiskUnsure()) {
		t.Errorf("it ended with %d and said:\n%s", code, said)
	}
	v.diskHeals()
	if got := v.counted(); got < len(taken) || got > sent {
		t.Errorf("%d lines were taken, the ledger counts %d", len(taken), got)
	}
	v.live()
	v.repeat(sent)
}

// TestChaosReadOnly lets the disk become read-only under the bot: it stays, refuses
// aloud, and tells.
func TestChaosReadOnly(t *testing.T) {
	t.Parallel()
	v := newVictim(t)
	v.live()
	v.kill()
	v.diskFails("pwrite64", fmt.Sprintf("error=EROFS:when=%d+", 30+rand.IntN(30)))
	v.live()
	taken, sent := v.postUntil(3)
	if !v.ask("/healthz") || v.ask("/readyz") {
		t.Error("a bot on a read-only disk must live and not be ready")
	}
	v.kill()
	if got := v.counted(); got != len(taken) {
		t.Errorf("%d lines were taken, the ledger counts %d", len(taken), got)
	}
	v.diskHeals()
	v.live()
	v.repeat(sent)
}

// TestChaosReadOnlyFolder starts the bot where nothing can be written: it says so
// and ends, and what was there still verifies.
func TestChaosReadOnlyFolder(t *testing.T) {
	t.Parallel()
	v := newVictim(t)
	v.live()
	if !v.post(1) {
		t.Fatal("message 1 was not taken")
	}
	v.kill()
	data := filepath.Join(v.dir, "data")
	frozen := []string{"unshare", "-rm", "sh", "-c", `mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"`, data}
	if err := exec.Command(frozen[0], append(frozen[1:], "true")...).Run(); err != nil {
		t.Skip("nothing can be mounted here")
	}
	out, err := exec.Command(frozen[0], append(frozen[1:], binary(t), "serve", "-c", v.config)...).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "只读") || !strings.Contains(string(out), data) {
		t.Errorf("%v\n%s", err, out)
	}
	if got := v.counted(); got != 1 {
		t.Errorf("1 line was taken, the ledger counts %d", got)
	}
}

package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"pufabot/store"
)

// powerlossImages is how many disks are rebuilt. More: go test ./cmd/pufabot -run PowerLoss -powerloss.images=5000
var powerlossImages = flag.Int("powerloss.images", 150, "how many images of a disk after a power loss are opened")

// TestPowerLoss records every write of the built binary, from the moment the file is
// created, while people report. Then it takes the power away after any of them: the
// disk has all that was synced, and of the rest any subset of its sectors. Each such
// file must open, verify, and hold every line that was answered by then.
func TestPowerLoss(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("strace is not installed; .ci/run installs it")
	}
	const lines = 30
	ops := recordWrites(t, lines)
	c := loadExample(t)
	r := rand.New(rand.NewPCG(1, uint64(time.Now().UnixNano())))
	cuts := make([]int, *powerlossImages) // in order, so that the writes are replayed once
	for i := range cuts {
		cuts[i] = 1 + r.IntN(len(ops))
	}
	slices.Sort(cuts)
	dir, opened, absent := t.TempDir(), 0, 0
	var d disk
	from := 0
	for i, cut := range cuts {
		for _, op := range ops[from:cut] {
			d.do(op)
		}
		from = cut
		if !d.named {
			if d.answered > 0 {
				t.Fatal("a line was answered before there was a file")
			}
			absent++
			continue
		}
		path := filepath.Join(dir, "pufabot.db")
		if err := os.WriteFile(path, d.image(r), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := holdsAnswered(path, c, d.answered, lines); err != nil {
			t.Fatalf("image %d, after %d answers: %v", i, d.answered, err)
		}
		opened++
	}
	t.Logf("%d writes and syncs recorded, %d images opened, %d before there was a file", len(ops), opened, absent)
}

// holdsAnswered opens and verifies an image.
func holdsAnswered(path string, c *Config, least, most int) error {
	db, err := store.Open(path, store.Options{Plan: c.Plan(), Now: time.Now})
	if err != nil {
		return err
	}
	sum := 0
	err = db.View(func(tx *store.Tx) error {
		for key, tally := range tx.Tallies() {
			if key.Item == "quiz" {
				sum += tally.Value()
			}
		}
		return nil
	})
	if cerr := db.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	if sum < least || sum > most {
		return fmt.Errorf("%d counted, %d were answered", sum, least)
	}
	report, err := store.Verify(path, c.Plan())
	if err == nil && !report.OK() {
		err = fmt.Errorf("verify: %v", report.Problems)
	}
	return err
}

// diskOp is one step that matters to the ledger file, or an answer to a message.
type diskOp struct {
	kind string // write, size, sync, name, answer
	at   int64
	data []byte
}

// disk is what a machine has of the file: what is safe, and what is not yet.
type disk struct {
	safe     []byte
	pending  []diskOp
	named    bool
	answered int
}

func (d *disk) do(op diskOp) {
	switch op.kind {
	case "sync":
		for _, p := range d.pending {
			d.safe = p.apply(d.safe)
		}
		d.pending = nil
	case "name":
		d.named = true
	case "answer":
		d.answered++
	default:
		d.pending = append(d.pending, op)
	}
}

func (op diskOp) apply(to []byte) []byte {
	size := op.at + int64(len(op.data))
	if int64(len(to)) < size {
		to = append(to, make([]byte, size-int64(len(to)))...)
	}
	if op.kind == "size" {
		return to[:size]
	}
	copy(to[op.at:], op.data)
	return to
}

// image is the file as the disk could have left it: of what was not synced, each
// sector, of 512 or 4096 bytes, is there or not.
func (d *disk) image(r *rand.Rand) []byte {
	out := bytes.Clone(d.safe)
	sector := []int64{512, 4096}[r.IntN(2)]
	chance := []float64{0, 0.1, 0.5, 0.9, 1}[r.IntN(5)]
	for _, p := range d.pending {
		if p.kind == "size" {
			if r.Float64() < chance {
				out = p.apply(out)
			}
			continue
		}
		for from := int64(0); from < int64(len(p.data)); {
			to := min((p.at+from)/sector*sector+sector-p.at, int64(len(p.data)))
			if r.Float64() < chance {
				out = diskOp{"write", p.at + from, p.data[from:to]}.apply(out)
			}
			from = to
		}
	}
	return out
}

// recordWrites runs the binary under strace while somebody reports line after line.
func recordWrites(t *testing.T, lines int) []diskOp {
	t.Helper()
	v := newVictim(t)
	trace := filepath.Join(v.dir, "trace")
	v.under = []string{"strace", "-f", "-y", "-xx", "-s", "8388608", "-e", "trace=pwrite64,write,fdatasync,fsync,ftruncate,linkat", "-o", trace}
	v.live()
	v.takes(lines)
	// strace passes the signal on to nobody: it detaches and the bot lives on alone.
	pid := childOf(t, v.cmd.Process.Pid)
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	_ = v.cmd.Wait()
	file, err := os.Open(trace)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	ops := readTrace(t, file)
	answers := 0
	for _, op := range ops {
		if op.kind == "answer" {
			answers++
		}
	}
	if answers != lines {
		t.Fatalf("%d answers in the trace, %d lines", answers, lines)
	}
	return ops
}

func childOf(t *testing.T, pid int) int {
	t.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	if err != nil {
		t.Fatal(err)
	}
	child, err := strconv.Atoi(strings.Fields(string(data))[0])
	if err != nil {
		t.Fatal(err)
	}
	return child
}

var (
	callForm = regexp.MustCompile(`^(\d+) +(\w+)\((.*)$`)
	restForm = regexp.MustCompile(`^(\d+) +<\.\.\. (\w+) resumed>(.*)$`)
	fileForm = regexp.MustCompile(`^\d+<([^>]*)>`)
	textForm = regexp.MustCompile(`"([^"]*)"`)
	tailForm = regexp.MustCompile(`, (\d+)(?:, (\d+))?\) += `)
)

// readTrace picks out what happened to the ledger file. A call that another thread
// interrupts counts when it returns.
func readTrace(t *testing.T, file *os.File) []diskOp {
	t.Helper()
	var ops []diskOp
	ledger, others := "", map[string][]diskOp{} // the file has another name until it is whole
	begun := map[string]string{}
	in := bufio.NewScanner(file)
	in.Buffer(nil, 64<<20)
	for in.Scan() {
		line := in.Text()
		var pid, call, rest string
		if m := restForm.FindStringSubmatch(line); m != nil {
			pid, call, rest = m[1], m[2], begun[m[1]]+m[3]
		} else if m := callForm.FindStringSubmatch(line); m != nil {
			pid, call, rest = m[1], m[2], m[3]
		} else {
			continue
		}
		if head, unfinished := strings.CutSuffix(rest, " <unfinished ...>"); unfinished {
			begun[pid] = head
			continue
		}
		texts := textForm.FindAllStringSubmatch(rest, -1)
		if call == "linkat" {
			if to := string(unhex(texts[1][1])); strings.HasSuffix(to, "pufabot.db") {
				ledger, ops = to, append(ops, others[string(unhex(texts[0][1]))]...)
				ops = append(ops, diskOp{kind: "name"})
			}
			continue
		}
		m := fileForm.FindStringSubmatch(rest)
		if m == nil {
			continue
		}
		path, op := string(unhex(m[1])), diskOp{}
		numbers := tailForm.FindStringSubmatch(rest)
		switch call {
		case "pwrite64":
			at, err := strconv.ParseInt(numbers[2], 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			op = diskOp{"write", at, unhex(texts[0][1])}
		case "ftruncate":
			size, err := strconv.ParseInt(numbers[1], 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			op = diskOp{"size", size, nil}
		case "fsync", "fdatasync":
			op = diskOp{kind: "sync"}
		case "write":
			if bytes.Contains(unhex(texts[0][1]), []byte(`{"msgtype":"empty"}`)) {
				ops = append(ops, diskOp{kind: "answer"})
			}
			continue
		}
		if path == ledger {
			ops = append(ops, op)
		} else {
			others[path] = append(others[path], op)
		}
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return ops
}

// unhex reads \x41\x42.
func unhex(s string) []byte {
	out := make([]byte, 0, len(s)/4)
	for i := 0; i+3 < len(s); i += 4 {
		n, err := strconv.ParseUint(s[i+2:i+4], 16, 8)
		if err != nil {
			panic(err) // not strace's writing
		}
		out = append(out, byte(n))
	}
	return out
}

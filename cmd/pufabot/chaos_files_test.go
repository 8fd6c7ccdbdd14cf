package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"pufabot/messages"
	"pufabot/store"
)

// chaosFlips is how many single bits are flipped. More: go test ./cmd/pufabot -run Chaos -chaos.flips=400
var chaosFlips = flag.Int("chaos.flips", 16, "how many single bits the chaos test flips")

// ledgerPath is where the victim's ledger lies.
func (v *victim) ledgerPath() string { return filepath.Join(v.dir, "data", "pufabot.db") }

// figures are all the answers that status gives, and whether it gives any; said is
// what it prints beside them.
func (v *victim) figures() (answers, said string, ok bool) {
	v.t.Helper()
	cmd := exec.Command(binary(v.t), "status", "--json", "-c", v.config)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		return "", errs.String(), false
	}
	var s statusReport
	if err := json.Unmarshal(out, &s); err != nil {
		v.t.Fatal(err)
	}
	all, err := json.Marshal(s.Units)
	if err != nil {
		v.t.Fatal(err)
	}
	return string(all), errs.String(), true
}

// TestChaosDamagedFiles puts a damaged file, or another program's, in the place of
// the ledger: no subcommand opens it silently, none changes it, each says what it is;
// and restore puts things right.
func TestChaosDamagedFiles(t *testing.T) {
	t.Parallel()
	v := newVictim(t)
	v.live()
	v.takes(40)
	backup := filepath.Join(v.dir, "kept.db")
	if out, err := exec.Command(binary(t), "backup", "-o", backup, "-c", v.config).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	v.kill()
	whole, err := os.ReadFile(v.ledgerPath())
	if err != nil {
		t.Fatal(err)
	}
	want, _, ok := v.figures()
	if !ok {
		t.Fatal("no figures")
	}
	zeroed := bytes.Clone(whole)
	clear(zeroed[:len(zeroed)/2])
	for name, tt := range map[string]struct {
		file []byte
		why  string
	}{
		"empty":        {nil, "truncated"},
		"cut":          {whole[:8192], "truncated"},
		"half zeroes":  {zeroed, "foreign"},
		"text":         {[]byte(strings.Repeat("单位,事项,数量\n", 1000)), "foreign"},
		"a sheet":      {append([]byte("PK\x03\x04"), make([]byte, 20_000)...), "foreign"},
		"other's bolt": {otherBolt(t), "foreign"},
	} {
		if err := os.WriteFile(v.ledgerPath(), tt.file, 0o600); err != nil {
			t.Fatal(err)
		}
		said := messages.StoreTrouble(tt.why, v.ledgerPath())
		for _, command := range []string{"serve", "status", "export", "backup", "purge"} {
			args := map[string][]string{"export": {"export", "--format", "csv"}, "purge": {"purge", "--yes", "--early"}}[command]
			if args == nil {
				args = []string{command}
			}
			if out := v.fails(args...); !strings.Contains(out, said) {
				t.Errorf("%s, %s says:\n%s", name, command, out)
			}
		}
		v.fails("verify")
		if now, err := os.ReadFile(v.ledgerPath()); err != nil || !bytes.Equal(now, tt.file) {
			t.Errorf("%s: the file was changed: %v", name, err)
		}
	}
	if err := os.WriteFile(v.ledgerPath(), []byte(strings.Repeat("单位,事项,数量\n", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(binary(t), "restore", backup, "--force", "-c", v.config).CombinedOutput(); err == nil {
		t.Errorf("another program's file was replaced:\n%s", out)
	}
	if err := os.WriteFile(v.ledgerPath(), whole[:8192], 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(binary(t), "restore", backup, "-c", v.config).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	if got, _, _ := v.figures(); got != want {
		t.Error("the backup has other figures")
	}
}

// otherBolt is a healthy file of the same engine that is not ours.
func otherBolt(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "other.db")
	other, err := bbolt.Open(path, 0o600, nil)
	if err == nil {
		err = other.Update(func(tx *bbolt.Tx) error { _, err := tx.CreateBucket([]byte("registry")); return err })
	}
	if err == nil {
		err = other.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestChaosFlippedBits flips single bits of the ledger: the built bot refuses, or
// answers as before, or says aloud that a commit may be missing.
func TestChaosFlippedBits(t *testing.T) {
	t.Parallel()
	v := newVictim(t)
	v.live()
	v.takes(60)
	compact := filepath.Join(v.dir, "compact.db") // without free pages, so that most flips hit something
	if out, err := exec.Command(binary(t), "backup", "-o", compact, "-c", v.config).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	v.kill()
	whole, err := os.ReadFile(compact)
	if err != nil {
		t.Fatal(err)
	}
	put := func(file []byte) {
		if err := os.WriteFile(v.ledgerPath(), file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put(whole)
	want, _, ok := v.figures()
	if !ok {
		t.Fatal("no figures")
	}
	refused, same, warned := 0, 0, 0
	for i := range *chaosFlips {
		file, bit := bytes.Clone(whole), rand.IntN(8*len(whole))
		if i < 4 { // the two meta pages are few bytes of many, and the worst
			bit = i%2*8*os.Getpagesize() + 8*(16+rand.IntN(64)) + rand.IntN(8)
		}
		file[bit/8] ^= 1 << (bit % 8)
		put(file)
		verified := exec.Command(binary(t), "verify", "-c", v.config)
		complaint, sound := verified.CombinedOutput()
		got, said, ok := v.figures()
		switch {
		case !ok && strings.Contains(said, v.ledgerPath()) && sound != nil:
			refused++
		case ok && sound == nil && strings.Contains(said, noted(store.NoteMeta)) && strings.Contains(string(complaint), noted(store.NoteMeta)):
			warned++
		case ok && got == want && sound == nil && said == "":
			same++
		default:
			t.Errorf("bit %d: status (%v) says %q, verify (%v) says %q", bit, ok, said, sound, complaint)
		}
	}
	t.Logf("%d refused, %d in unused bytes, %d warned of", refused, same, warned)
	if refused == 0 && *chaosFlips > 10 {
		t.Error("no flip hit anything")
	}
}

// TestChaosSecondProcess starts a second bot on the same folder, and subcommands that
// want the file for themselves: all are refused, and the first does not notice.
func TestChaosSecondProcess(t *testing.T) {
	t.Parallel()
	v := newVictim(t)
	v.live()
	if !v.post(1) {
		t.Fatal("message 1 was not taken")
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	other := *v
	other.config = filepath.Join(v.dir, "other.toml")
	_ = ln.Close()
	text, err := os.ReadFile(v.config)
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.Replace(text, []byte(strings.TrimPrefix(v.url, "http://")), []byte(ln.Addr().String()), 1)
	if err := os.WriteFile(other.config, text, 0o600); err != nil {
		t.Fatal(err)
	}
	backup := filepath.Join(v.dir, "kept.db")
	if out, err := exec.Command(binary(t), "backup", "-o", backup, "-c", v.config).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, args := range [][]string{{"serve"}, {"restore", backup, "--force"}, {"purge", "--yes", "--early"}} {
		if out := other.fails(args...); !strings.Contains(out, messages.StoreTrouble("locked", v.ledgerPath())) {
			t.Errorf("%v says:\n%s", args, out)
		}
	}
	if !v.post(2) || !v.ask("/readyz") {
		t.Error("the first one noticed")
	}
	v.kill()
	if got := v.counted(); got != 2 {
		t.Errorf("2 lines, the ledger counts %d", got)
	}
}

package store

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What many find in a file is what one finds, in whole files and in damaged ones,
// and it is told in the same order each time.
func TestTogetherAsAlone(t *testing.T) {
	db, _ := openNew(t)
	for from := range 4 {
		update(t, db, func(tx *Tx) {
			for i := range 500 {
				say(tx, fmt.Sprint(from, "/", i), quiz(i))
			}
		})
	}
	path := filepath.Join(t.TempDir(), "many.db")
	if err := db.Backup(context.Background(), path); err != nil {
		t.Fatal(err)
	}
	file, meta := pagesOf(t, path)
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rnd := rand.New(rand.NewPCG(3, 4))
	found := 0
	for round := range 8 {
		damaged := slices.Clone(file)
		for range round {
			damaged[2*meta.pageSize+rnd.Int64N(int64(len(file))-2*meta.pageSize)] ^= 1 << rnd.IntN(8)
		}
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		alone := &task{}
		w := alone.walk(f, meta, newPageSet(meta.high))
		w.run()
		alone.pages = w.pages
		want := told(alone.found)
		got, n := inTeam(f, meta)
		if n.pages < 400 && round == 0 {
			t.Fatalf("only %d pages: little to share", n.pages)
		}
		again, _ := inTeam(f, meta)
		if got != again && !strings.Contains(got, "twice") { // who meets a page first is luck
			t.Fatalf("%s\nand then\n%s", got, again)
		}
		if sorted(got) != sorted(want) && !strings.Contains(want, "twice") || round == 0 && n != alone.walked {
			t.Fatalf("%d flips: %+v and\n%s\nalone: %+v and\n%s", round, n, got, alone.walked, want)
		}
		found += len(alone.found)
	}
	if found < 8 {
		t.Error("the damage hit nothing")
	}
}

func inTeam(f *os.File, meta boltMeta) (string, walked) {
	var found []finding
	n := together(f, meta, func(k Kind, err error) { found = append(found, finding{k, err}) })
	return told(found), n
}

func told(found []finding) string {
	var b strings.Builder
	for _, f := range found {
		fmt.Fprintln(&b, f.kind, f.err)
	}
	return b.String()
}

func sorted(lines string) string {
	all := strings.Split(lines, "\n")
	slices.Sort(all)
	return strings.Join(all, "\n")
}

// A window gives the bytes of the file, however it is gone through.
func TestWindow(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	file := make([]byte, 3*windowSize+1234)
	for i := range file {
		file[i] = byte(rnd.Uint32())
	}
	w := &window{r: bytes.NewReader(file)}
	at := 0
	for range 3000 {
		if at += rnd.IntN(9000); rnd.IntN(40) == 0 || at > len(file) {
			at = rnd.IntN(len(file))
		}
		p := make([]byte, 1+rnd.IntN(9000))
		n, err := w.ReadAt(p, int64(at))
		whole := min(len(p), len(file)-at)
		if n != whole || !bytes.Equal(p[:n], file[at:at+n]) || (err == nil) != (n == len(p)) {
			t.Fatalf("%d of %d bytes at %d: %v", n, len(p), at, err)
		}
		at += n
	}
}

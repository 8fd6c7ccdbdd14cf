package store

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"
)

var write = flag.Bool("write-schema", false, "write testdata/schema-<version>.txt, only for a new version")

func schemaFile(version int) string {
	return filepath.Join("testdata", fmt.Sprintf("schema-%d.txt", version))
}

// dump writes every key and body of a file, quoted, one to a line.
func dump(t *testing.T, path string) string {
	t.Helper()
	b, err := openBolt(path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	var s strings.Builder
	err = b.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, bucket *bbolt.Bucket) error {
			return bucket.ForEach(func(k, v []byte) error {
				body, err := unseal(name, k, v)
				fmt.Fprintf(&s, "%q %q %q\n", name, k, body)
				return err
			})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return s.String()
}

// load makes a file from a dump.
func load(t *testing.T, path, dump string) {
	t.Helper()
	b, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	err = b.Update(func(tx *bbolt.Tx) error {
		for line := range strings.Lines(dump) {
			var part [3][]byte
			rest := strings.TrimSuffix(line, "\n")
			for i := range part {
				q, err := strconv.QuotedPrefix(rest)
				if err != nil {
					return err
				}
				s, err := strconv.Unquote(q)
				if err != nil {
					return err
				}
				part[i], rest = []byte(s), strings.TrimPrefix(rest[len(q):], " ")
			}
			bucket, err := tx.CreateBucketIfNotExists(part[0])
			if err == nil {
				err = bucket.Put(part[1], seal(part[0], part[1], part[2]))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The bytes at rest are a promise to next year's program. When this fails, either
// the change was not meant, or it needs a new schema version, a migration from the
// old one with its test, and a new file (go test ./store -run TestSchema -write-schema).
func TestSchema(t *testing.T) {
	db, c := openNew(t)
	furnish(t, db, c)
	db.Close()
	got := dump(t, db.Path())
	name := schemaFile(schemaVersion)
	if *write {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("the bytes at rest have changed (-kept +now):\n%s", diff)
	}
}

// The file of every schema ever released opens today and verifies.
func TestOldSchemasOpen(t *testing.T) {
	if len(migrations) != schemaVersion-1 {
		t.Fatalf("%d migrations to schema %d", len(migrations), schemaVersion)
	}
	for version := 1; version <= schemaVersion; version++ {
		t.Run(strconv.Itoa(version), func(t *testing.T) {
			old, err := os.ReadFile(schemaFile(version))
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "old.db")
			load(t, path, string(old))
			c := newClock()
			db := openAt(t, path, c)
			view(t, db, func(tx *Tx) {
				if n := tx.Tally("hengnan", "quiz").Value(); n != 126 || tx.CountLines() != 7 {
					t.Errorf("%d, %d lines", n, tx.CountLines())
				}
			})
			db.Close()
			mustVerify(t, path)
			if now := dump(t, path); strings.Contains(now, `" "S`) {
				t.Errorf("messages seen by time are still there:\n%s", now)
			}
		})
	}
}

func TestMigrate(t *testing.T) {
	first, err := os.ReadFile(schemaFile(1))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "old.db")
	load(t, path, string(first))
	b, err := openBolt(path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	mark := func(name string) migration {
		return func(tx *bbolt.Tx) error {
			about := tx.Bucket([]byte(aboutBucket))
			key := []byte("steps")
			steps := append(bytes.Clone(about.Get(key)), name...)
			return about.Put(key, steps)
		}
	}
	oops := errors.New("oops")
	fail := func(*bbolt.Tx) error { return oops }
	if err := migrate(b, 1, []migration{mark("a"), fail}); !errors.Is(err, oops) {
		t.Errorf("%v", err)
	}
	state := func() (version int, steps string) {
		version, err := schemaOf(b)
		if err != nil {
			t.Fatal(err)
		}
		b.View(func(tx *bbolt.Tx) error {
			steps = string(tx.Bucket([]byte(aboutBucket)).Get([]byte("steps")))
			return nil
		})
		return version, steps
	}
	if v, steps := state(); v != 1 || steps != "" {
		t.Errorf("a failed migration left schema %d and %q", v, steps)
	}
	if err := migrate(b, 1, []migration{mark("a"), mark("b")}); err != nil {
		t.Fatal(err)
	}
	if v, steps := state(); v != 3 || steps != "ab" {
		t.Errorf("schema %d and %q", v, steps)
	}
	if err := migrate(b, 3, []migration{fail, fail, mark("c")}); err != nil { // only what is missing
		t.Fatal(err)
	}
	if v, steps := state(); v != 4 || steps != "abc" {
		t.Errorf("schema %d and %q", v, steps)
	}
	old := filepath.Join(t.TempDir(), "old.db")
	if err := keepOld(b, old, 3); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old + ".schema3"); err != nil {
		t.Error(err)
	}
}

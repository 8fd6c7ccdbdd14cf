package store

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Whatever lies in the file, in the redo log, in the layer of a batch on its way and in
// that of the running one: a transaction reads it as one ordered map.
func TestLayersReadAsOne(t *testing.T) {
	key := rapid.Custom(func(rt *rapid.T) string {
		return "z" + rapid.SampledFrom([]string{"a", "b", "ba", "b\x00", "c", "cc", "\xff"}).Draw(rt, "key")
	})
	rapid.Check(t, func(rt *rapid.T) {
		db, _ := openNew(t)
		db.bolt.NoSync = true
		db.options.recent = rapid.SampledFrom([]int{1, 600, 0}).Draw(rt, "recent")
		defer db.Close()
		want := map[string]string{}
		n := 0
		change := func(tx *Tx, what string) {
			for range rapid.IntRange(0, 6).Draw(rt, what) {
				k := key.Draw(rt, what+" key")
				if n++; rapid.Bool().Draw(rt, what+" drops") {
					tx.drop([]byte(k))
					delete(want, k)
				} else {
					tx.put([]byte(k), fmt.Append(nil, n))
					want[k] = fmt.Sprint(n)
				}
			}
		}
		for range rapid.IntRange(1, 4).Draw(rt, "commits") {
			update(t, db, func(tx *Tx) { change(tx, "file") })
		}
		err := db.DryRun(func(tx *Tx) error {
			change(tx, "under")
			tx.under, tx.top, tx.wrote = tx.top, new(layer), nil
			change(tx, "top")
			kept := fmt.Sprint(want)
			lost := tx.next()
			change(lost, "taken back")
			lost.takeBack()
			if fmt.Sprint(want) != kept { // what the lost one has changed in the model, too
				want = map[string]string{}
				tx.scan([]byte("z"), func(k, body []byte) bool { want[string(k)] = string(body); return true })
			}
			if got := fmt.Sprint(want); got != kept {
				rt.Fatalf("taken back: %q, want %q", got, kept)
			}
			var keys []string
			for k := range want {
				keys = append(keys, k)
			}
			slices.Sort(keys)
			for _, prefix := range []string{"z", "zb", "zc", "z\xff", "y", "zd"} {
				var under, got []string
				for _, k := range keys {
					if len(k) >= len(prefix) && k[:len(prefix)] == prefix {
						under = append(under, k+"="+want[k])
					}
				}
				tx.scan([]byte(prefix), func(k, body []byte) bool { got = append(got, string(k)+"="+string(body)); return true })
				if diff := cmp.Diff(under, got); diff != "" {
					rt.Fatalf("under %q: %s", prefix, diff)
				}
				k, body, ok := tx.last([]byte(prefix))
				if ok != (len(under) > 0) || ok && string(k)+"="+string(body) != under[len(under)-1] {
					rt.Fatalf("last of %q: %q %q %v of %q", prefix, k, body, ok, under)
				}
				if len(under) > 0 {
					if k := tx.notBefore([]byte(prefix)); string(k)+"="+want[string(k)] != under[0] {
						rt.Fatalf("first of %q: %q", prefix, k)
					}
				}
			}
			for _, k := range keys {
				if body, ok := tx.get([]byte(k)); !ok || string(body) != want[k] {
					rt.Fatalf("%q: %q %v", k, body, ok)
				}
			}
			return nil
		})
		if err != nil {
			rt.Fatal(err)
		}
	})
}

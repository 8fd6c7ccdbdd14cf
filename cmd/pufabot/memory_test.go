package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestMemoryLimit(t *testing.T) {
	dir := t.TempDir()
	for content, want := range map[string]int64{"134217728\n": 134217720 / 10 * 9, "max\n": 0, "": 0, "12": 0, "-1": 0, "99999999999999999999": 0, "9223372036854771712": 0} {
		path := filepath.Join(dir, "memory.max")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, ok := memoryLimit(path); got != want || ok != (want > 0) {
			t.Errorf("%q: %d %v, want %d", content, got, ok, want)
		}
	}
	if _, ok := memoryLimit(filepath.Join(dir, "none")); ok {
		t.Error("a limit without a file")
	}
}

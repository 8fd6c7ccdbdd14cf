package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file that is not there is no reason to run serve.
func TestVerifyAndRestoreOfNoFile(t *testing.T) {
	dir := t.TempDir()
	config, none := filepath.Join(dir, "pufabot.toml"), filepath.Join(dir, "none.db")
	example, err := os.ReadFile(filepath.Join("..", "..", "config.example.toml"))
	if err == nil {
		err = os.WriteFile(config, example, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir) // where the example keeps its data
	for _, verb := range []string{"verify", "restore"} {
		out, errs, code := invoke(verb, "-c", config, none)
		if code == 0 || !strings.Contains(out+errs, "没有这个文件") || strings.Contains(out+errs, "serve") {
			t.Errorf("%s: %d %s%s", verb, code, out, errs)
		}
	}
}

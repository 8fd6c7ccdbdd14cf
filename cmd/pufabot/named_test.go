package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every test that the lists of attacks and of seams name exists.
func TestNamedTestsExist(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	seams, err := os.ReadFile(filepath.Join("deploy", "scale.md"))
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]bool{}
	defined := regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`)
	err = filepath.WalkDir(filepath.Join("..", ".."), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		for _, m := range defined.FindAllSubmatch(data, -1) {
			tests[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(doc), "# Attacks")
	named := regexp.MustCompile(`\b(Test|Fuzz)\w+`).FindAllString(list+string(seams), -1)
	if len(named) < 30 {
		t.Errorf("only %d tests are named", len(named))
	}
	for _, name := range named {
		if !tests[name] {
			t.Errorf("there is no %s", name)
		}
	}
	for _, chat := range regexp.MustCompile(`\w+\.chat`).FindAllString(list, -1) {
		if _, err := os.Stat(filepath.Join("..", "..", "bot", "testdata", chat)); err != nil {
			t.Error(err)
		}
	}
}

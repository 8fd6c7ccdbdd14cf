package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"pufabot/store"
)

// scratchName is what commands work on in the system's folder for that, and leave
// there when they are killed.
var scratchName = regexp.MustCompile(`^pufabot-(verify|explain|rehearse|upload)-`)

// scratch makes a folder for work that is thrown away, after it has removed those of
// runs that were killed. Whoever makes one removes it.
func scratch(kind string) (dir string, err error) {
	clearScratch(os.TempDir(), time.Now())
	return os.MkdirTemp("", "pufabot-"+kind+"-")
}

// clearScratch removes what is old enough and has no ledger that somebody has open.
// What cannot be removed, somebody else's, stays.
func clearScratch(in string, now time.Time) {
	entries, _ := os.ReadDir(in)
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !e.IsDir() && !info.Mode().IsRegular() || !scratchName.MatchString(e.Name()) || now.Sub(info.ModTime()) <= litterAge {
			continue
		}
		path := filepath.Join(in, e.Name())
		if ledgers, _ := filepath.Glob(filepath.Join(path, "*.db")); !slices.ContainsFunc(ledgers, store.InUse) {
			_ = os.RemoveAll(path)
		}
	}
}

package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"pufabot/messages"
)

var (
	// ownName is what the program keeps in its data folder and a purge has taken care of.
	ownName = regexp.MustCompile(`^(pufabot\.db(\.closed)?|(admin|board)\.token|purge-.*\.txt|files|backups)$`)
	// ledgerName is what a copy of the ledger may be called in the folder of the backups,
	// which may be a shared one.
	ledgerName = regexp.MustCompile(`pufabot|\.db(\.|$)`)
)

// elsewhere are the files that may tell of people and are not the program's to remove:
// whose they are, or whether somebody works on them, it cannot know. gone are those
// that it removes, logs those that it looks into. A folder that cannot be read is
// named itself.
func (c *Config) elsewhere(gone, logs []string) (out []string) {
	for _, place := range []struct {
		dir     string
		suspect func(name string) bool
	}{
		{c.DataDir, func(name string) bool { return !ownName.MatchString(name) }},
		{c.backupDir(), func(name string) bool { return ledgerName.MatchString(name) || messages.IsDocumentName(name) }},
		{".", messages.IsDocumentName},
		{os.TempDir(), scratchName.MatchString},
	} {
		entries, err := os.ReadDir(place.dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			out = append(out, place.dir)
		}
		for _, e := range entries {
			path := filepath.Join(place.dir, e.Name())
			ours := slices.Contains(gone, path) || sameFile(path, c.backupDir()) ||
				slices.ContainsFunc(logs, func(log string) bool { return log == path || sameFile(path, filepath.Dir(log)) })
			if place.suspect(e.Name()) && !ours && !slices.Contains(out, path) {
				out = append(out, path)
			}
		}
	}
	return out
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// logFiles are the log files that the program has written itself, also those that were
// turned over; a Windows service has one without a configured name.
func (c *Config) logFiles() (out []string) {
	for _, path := range []string{c.Log.File, c.serviceLog()} {
		if path == "" {
			continue
		}
		ext := filepath.Ext(path)
		name := strings.TrimSuffix(filepath.Base(path), ext)
		form := regexp.MustCompile(`^` + regexp.QuoteMeta(name) + `(-\d{4}-\d{2}-\d{2}T[\d.-]+)?` + regexp.QuoteMeta(ext) + `$`)
		found, err := named(filepath.Dir(path), form)
		if err != nil {
			found = []string{path}
		}
		for _, f := range found {
			if !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	}
	return out
}

// telling are those of the files that have one of the words in them, or that cannot be
// read. Offices keep their logs for months; they are not removed for nothing.
func telling(files, words []string) (out []string) {
	byStart := map[[wordLen]byte][]string{}
	for _, w := range words {
		if len(w) >= wordLen {
			byStart[[wordLen]byte([]byte(w))] = append(byStart[[wordLen]byte([]byte(w))], w)
		}
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil || hasOne(string(data), byStart) {
			out = append(out, path)
		}
	}
	return out
}

// wordLen is how long a word must be, in bytes, to tell of somebody: two Chinese
// characters are longer.
const wordLen = 4

func hasOne(text string, byStart map[[wordLen]byte][]string) bool {
	for i := range max(0, len(text)-wordLen+1) {
		for _, w := range byStart[[wordLen]byte([]byte(text[i:i+wordLen]))] {
			if strings.HasPrefix(text[i:], w) {
				return true
			}
		}
	}
	return false
}

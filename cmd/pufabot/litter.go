package main

import (
	"os"
	"path/filepath"
	"regexp"
	"time"
)

// litterName is what work leaves behind that was killed: copies half written, under
// the names that they have until they are whole.
var litterName = regexp.MustCompile(`^(\.pufabot-new-\d+.*|backup-.*\.(tmp|part)|pufabot-\d{4}-\d{2}-\d{2}\.db\.new)$`)

// litterAge is how old litter must be, so that nobody's work in hand is taken away.
const litterAge = time.Hour

// clearLitter removes litter from the folders in which copies are made. What cannot
// be removed stays: it is in nobody's way.
func (c *Config) clearLitter(now time.Time) {
	for _, dir := range []string{c.DataDir, c.backupDir()} {
		paths, _ := named(dir, litterName)
		for _, path := range paths {
			if info, err := os.Lstat(path); err == nil && now.Sub(info.ModTime()) > litterAge {
				_ = os.Remove(path)
			}
		}
	}
}

// named are the files of a folder whose names have a form; a folder that is not
// there has none.
func named(dir string, form *regexp.Regexp) (paths []string, err error) {
	entries, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return nil, nil
	}
	for _, e := range entries {
		if e.Type().IsRegular() && form.MatchString(e.Name()) {
			paths = append(paths, filepath.Join(dir, e.Name()))
		}
	}
	return paths, err
}

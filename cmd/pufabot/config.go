package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"pufabot/messages/parcel"
)

// Config is the configuration file with every default filled in, every
// reference checked and every secret resolved. LoadConfig is the only way to
// make one, so whoever holds a Config need not check it again.
type Config struct {
	// File is the path that the configuration was read from, as given.
	File string `toml:"-"`

	// DataDir is relative to the working directory unless absolute.
	DataDir    string            `toml:"data_dir"`
	HTTP       HTTPConfig        `toml:"http"`
	Log        LogConfig         `toml:"log"`
	Backup     BackupConfig      `toml:"backup"`
	Files      FilesConfig       `toml:"files"`
	Campaign   CampaignConfig    `toml:"campaign"`
	Units      []UnitConfig      `toml:"units"`
	Items      []ItemConfig      `toml:"items"`
	Milestones []MilestoneConfig `toml:"milestones"`
	Groups     []GroupConfig     `toml:"groups"`
	People     []PersonConfig    `toml:"people"`
	Console    ConsoleConfig     `toml:"console"`
	WeCom      WeComConfig       `toml:"wecom"`
	DingTalk   DingTalkConfig    `toml:"dingtalk"`

	// notes is where a subcommand tells what is odd about the ledger file.
	notes io.Writer
	// made makes a document of an outgoing message; nil: nothing runs that could.
	made func(parcel.Order) ([]byte, error)
	// making is held while a document is made; nil: nobody else could want one.
	making *sync.Mutex
}

// LoadConfig reads and checks a configuration file. The error says that the
// file could not be read at all. Faults are everything that is wrong with its
// contents, in the order of the file; with any fault there is no Config.
func LoadConfig(path string) (*Config, []Fault, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	c, faults := parseConfig(path, data)
	return c, faults, nil
}

// parseConfig is LoadConfig for bytes; path names the file in faults and
// anchors file: secrets.
func parseConfig(path string, data []byte) (*Config, []Fault) {
	d := &decoder{file: path, dir: filepath.Dir(path), lines: map[string]int{}, given: map[string]bool{}, broken: map[string]bool{}}
	root := d.tree(data)
	c := defaults()
	c.File, c.notes = path, io.Discard
	d.config(root, &c)
	checkPlan(d, &c)
	checkChannels(d, &c)
	if len(d.faults) > 0 {
		slices.SortStableFunc(d.faults, func(a, b Fault) int { return a.Line - b.Line })
		return nil, d.faults
	}
	return &c, nil
}

// Fault is one thing that is wrong with a configuration file.
type Fault struct {
	File string
	Line int    // from 1
	Path string // e.g. items[2].due, counted from 1 as people count; empty for the file as a whole
	Text string // one plain Chinese sentence; never holds a secret
}

// String is file:line: key.path: sentence.
func (f Fault) String() string {
	if f.Path == "" {
		return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Text)
	}
	return fmt.Sprintf("%s:%d: %s: %s", f.File, f.Line, f.Path, f.Text)
}

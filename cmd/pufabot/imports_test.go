package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mayImport is the house's drawing of its arrows: which rooms a room may look
// into. A new package needs a line here.
var mayImport = map[string][]string{
	"bot/ledger":                  {},
	"bot/pinyin":                  {},
	"bot/plainjson":               {},
	"bot/plainjson/plainjsontest": {},
	"bot/command":                 {"bot/ledger", "bot/pinyin", "bot/plainjson"},
	"bot/command/commandtest":     {"bot/ledger", "bot/command"},
	"bot/policy":                  {"bot/ledger", "bot/command"},
	"messages":                    {"bot/ledger"},
	"messages/dossier":            {"bot/ledger", "messages"},
	"messages/dossiertest":        {"bot/ledger", "bot/command/commandtest", "messages", "messages/dossier"},
	"messages/parcel":             {"bot/document", "bot/ledger", "messages", "messages/dossier", "messages/docx", "messages/picture", "messages/sheet"},
	"messages/picture":            {"bot/ledger", "messages", "messages/dossier"},
	"messages/docx":               {"bot/ledger", "messages", "messages/dossier"},
	"messages/sheet":              {"bot/ledger", "messages", "messages/dossier"},
	"store":                       {"bot/ledger", "bot/plainjson", "messages"},
	"bot/document":                {"bot/ledger"},
	"bot/outbox":                  {"bot/ledger", "messages", "store"},
	"bot/wire":                    {"messages"},
	"bot/wire/wiretest":           {},
	"bot/wecom":                   {"bot/ledger", "bot/wire", "messages"},
	"bot/wecom/wecomtest":         {"bot/ledger", "messages", "bot/wecom"},
	"bot/dingtalk":                {"bot/ledger", "bot/wire", "messages"},
	"bot/dingtalk/dingtalktest":   {"bot/ledger", "messages", "bot/dingtalk"},
	"bot/console":                 {"bot/ledger", "bot/pinyin", "bot/wire", "messages", "messages/dossier", "messages/parcel", "messages/picture"},
	"scheduler":                   {"bot/ledger", "messages", "store"},
	"bot":                         {"bot/ledger", "bot/command", "bot/policy", "bot/document", "messages", "messages/dossier", "messages/parcel", "messages/picture", "messages/sheet", "store"},
	"cmd/pufabot":                 {"*"},
}

// onlyIn are libraries with a single home (and its test double's).
var onlyIn = map[string]string{
	"github.com/silenceper/wechat/": "bot/wecom",
	"go.etcd.io/bbolt":              "store",
	"github.com/robfig/cron/":       "scheduler",
	"github.com/xuri/excelize/":     "messages/sheet",
	"golang.org/x/image/":           "messages/picture",
}

// pure packages never read the clock and never do I/O.
var pure = []string{"bot/ledger", "bot/pinyin", "bot/plainjson", "bot/command", "bot/policy", "bot/document"}

func TestImportsLookDown(t *testing.T) {
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		rel, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		room := filepath.ToSlash(rel)
		allowed, known := mayImport[room]
		if !known {
			t.Errorf("%s: a new package needs a line in mayImport", room)
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			checkImport(t, path, room, strings.Trim(spec.Path.Value, `"`), allowed)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkImport(t *testing.T, path, room, imported string, allowed []string) {
	t.Helper()
	if inner, ours := strings.CutPrefix(imported, "pufabot/"); ours {
		if !slices.Contains(allowed, inner) && !slices.Contains(allowed, "*") {
			t.Errorf("%s imports %s: imports look down", path, imported)
		}
		return
	}
	for lib, home := range onlyIn {
		if strings.HasPrefix(imported, lib) && room != home && room != home+"/"+filepath.Base(home)+"test" {
			t.Errorf("%s imports %s, whose only home is %s", path, imported, home)
		}
	}
	if slices.Contains(pure, room) && slices.Contains([]string{"os", "net", "net/http", "log", "io/fs", "database/sql", "github.com/rs/zerolog"}, imported) {
		t.Errorf("%s imports %s: this package is pure", path, imported)
	}
}

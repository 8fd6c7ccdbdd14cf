package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"text/template"

	"github.com/pelletier/go-toml/v2"
	"github.com/rs/zerolog"
)

const treasure = "tR3asure"

func TestSecretsNeverPrint(t *testing.T) {
	v := treasure
	s := Secret{value: &v}
	type named struct{ S Secret }
	type inner struct{ hidden Secret } // fmt calls no methods on unexported fields
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%p", "%10.3s", "%T %v"} {
		for what, got := range map[string]string{
			"value":      fmt.Sprintf(verb, s),
			"pointer":    fmt.Sprintf(verb, &s),
			"slice":      fmt.Sprintf(verb, []Secret{s}),
			"config":     fmt.Sprintf(verb, Config{WeCom: WeComConfig{Token: s}, Groups: []GroupConfig{{WeComWebhookKey: s}}}),
			"unexported": fmt.Sprintf(verb, inner{s}),
		} {
			if strings.Contains(strings.ToLower(got), "tr3a") || strings.Contains(strings.ToLower(got), "7452336173757265") {
				t.Errorf("%s %s gave it away: %s", verb, what, got)
			}
		}
	}
	if got := fmt.Sprint(s, Secret{}); got != "*** ***" {
		t.Errorf("printed %q", got)
	}
	var log bytes.Buffer
	l := zerolog.New(&log)
	l.Info().Interface("a", s).Any("b", &s).Stringer("c", s).Str("d", s.String()).
		Interface("e", Config{DingTalk: DingTalkConfig{ClientSecret: s}}).Fields(map[string]any{"f": s}).Msg("x")
	cw := zerolog.New(zerolog.ConsoleWriter{Out: &log, NoColor: true})
	cw.Info().Interface("a", s).Msg("x")
	j, err := json.Marshal(map[Secret]Secret{s: s})
	if err != nil {
		t.Fatal(err)
	}
	x, err := xml.Marshal(named{s})
	if err != nil {
		t.Fatal(err)
	}
	tm, err := toml.Marshal(named{s})
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	if err := template.Must(template.New("").Parse("{{.}}")).Execute(&page, s); err != nil {
		t.Fatal(err)
	}
	for what, got := range map[string]string{"log": log.String(), "json": string(j), "xml": string(x), "toml": string(tm), "template": page.String(), "go": s.GoString()} {
		if strings.Contains(got, "tR3") || !strings.Contains(got, "***") {
			t.Errorf("%s: %s", what, got)
		}
	}
	if s.Reveal() != treasure || !s.Set() || (Secret{}).Set() {
		t.Error("the value itself is lost")
	}
}

func TestSecretsResolve(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PUFABOT_TEST_SECRET", "from-env\n")
	t.Setenv("PUFABOT_TEST_EMPTY", "")
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	abs := write("token.txt", "from-file\r\n")
	write("empty.txt", "\n")
	write("big.txt", strings.Repeat("x", maxSecretFile+1))
	for _, tc := range []struct{ ref, want, missing, fault string }{
		{"", "", "", ""},
		{"plain", "plain", "", ""},
		{"env:PUFABOT_TEST_SECRET", "from-env", "", ""},
		{"env:PUFABOT_TEST_EMPTY", "", "PUFABOT_TEST_EMPTY", ""},
		{"env:PUFABOT_TEST_ABSENT", "", "PUFABOT_TEST_ABSENT", ""},
		{"env:", "", "", "env:"},
		{"env:a b", "", "", "env:"},
		{"env: X", "", "", "env:"},
		{"file:token.txt", "from-file", "", ""},
		{"file:" + abs, "from-file", "", ""},
		{"file:none.txt", "", "不存在", ""},
		{"file:empty.txt", "", "空的", ""},
		{"file:big.txt", "", "读不出来", ""},
		{"file:.", "", "读不出来", ""},
		{"file:", "", "", "file:"},
	} {
		s, fault := resolve(tc.ref, dir)
		if s.Reveal() != tc.want || !strings.Contains(s.missing, tc.missing) || (s.missing == "") != (tc.missing == "") ||
			!strings.Contains(fault, tc.fault) || (fault == "") != (tc.fault == "") {
			t.Errorf("%q: value %q, missing %q, fault %q", tc.ref, s.Reveal(), s.missing, fault)
		}
	}
}

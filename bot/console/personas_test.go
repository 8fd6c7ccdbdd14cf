package console

import (
	"bytes"
	"embed"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/pinyin"
	"pufabot/messages"
)

func TestPersonas(t *testing.T) {
	got := map[string][]string{}
	people := Personas(testPlan())
	for _, p := range people {
		got[p.section()] = append(got[p.section()], p.Account.UserID+" "+p.Label)
		if len(p.Examples) == 0 {
			t.Errorf("%s has nothing to try", p.Label)
		}
	}
	if n := len(got["county"]); n != 13 || got["county"][12] != "city 市本级联络员" {
		t.Errorf("counties %v", got["county"])
	}
	delete(got, "county")
	want := map[string][]string{
		"coordinator": {"coordinator 协调员"},
		"section":     {"office 办公室联络员", "law 法规科联络员", "industry 工业科联络员"},
		"other":       {"observer 观察员", "unbound 新同事（未绑定）"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestExamplesFollowThePlan(t *testing.T) {
	people := Personas(testPlan())
	find := func(id string) []string {
		return people[slices.IndexFunc(people, func(p Persona) bool { return p.Account.UserID == id })].Examples
	}
	if x := find("leiyang"); x[0] != "专项答题126人，普法宣讲2场" {
		t.Errorf("county: %q", x)
	}
	if x := find("law"); x[0] != "宣讲人员报名：张明、李华" {
		t.Errorf("section: %q", x)
	}
}

func TestPickerFindsByPinyin(t *testing.T) {
	people := Personas(testPlan())
	i := slices.IndexFunc(people, func(p Persona) bool { return p.Account.UserID == "hengyang-xian" })
	found := people[i].search(pinyin.New(nil))
	for _, typed := range []string{"衡阳", "hengyangxian", "hyx", "hengyang-xian"} {
		if !strings.Contains(found, typed) {
			t.Errorf("%q not in %q", typed, found)
		}
	}
}

func TestPeopleAreServed(t *testing.T) {
	w := newBench(t).do(request("GET", "/console/people", ""))
	var got struct {
		Groups []groupJSON
		People []personJSON
	}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Groups) != 1 || got.Groups[0].Chat != "group/work" || len(got.People) != 19 || got.People[0].Chat != "private/coordinator" {
		t.Errorf("%+v", got)
	}
}

// The page gets its words from package messages: none in its own files.
func TestNoWordsInThePagesFiles(t *testing.T) {
	for _, dir := range []struct {
		files embed.FS
		name  string
	}{{web, "web"}, {wall, "wall"}} {
		files, err := dir.files.ReadDir(dir.name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			data, err := dir.files.ReadFile(dir.name + "/" + f.Name())
			if err != nil {
				t.Fatal(err)
			}
			noWords(t, f.Name(), data)
		}
	}
}

func noWords(t *testing.T, name string, data []byte) {
	t.Helper()
	for _, line := range strings.Split(string(data), "\n") {
		line = strings.ReplaceAll(line, "，。；", "") // ends of links, not words
		for _, r := range line {
			if unicode.Is(unicode.Han, r) {
				t.Errorf("%s has words of its own: %s", name, line)
				break
			}
		}
	}
	if bytes.Contains(data, []byte("innerHTML")) || bytes.Contains(data, []byte("insertAdjacentHTML")) {
		t.Errorf("%s makes nodes from strings", name)
	}
	if name != "icon.svg" && regexp.MustCompile(`(src|href|url\(|from )\W{0,2}https?://`).Match(data) {
		t.Errorf("%s loads something from elsewhere", name)
	}
}

// Every word that a script asks for exists.
func TestScriptsAskForWordsThatExist(t *testing.T) {
	raw, err := json.Marshal(messages.ConsolePage())
	if err != nil {
		t.Fatal(err)
	}
	var have map[string]any
	if err := json.Unmarshal(raw, &have); err != nil {
		t.Fatal(err)
	}
	for name, v := range have {
		if v == "" || v == nil {
			t.Errorf("%s is empty", name)
		}
	}
	files, err := web.ReadDir("web")
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".js") {
			continue
		}
		data, err := web.ReadFile("web/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\bwords\.(\w+)`).FindAllSubmatch(data, -1) {
			asked++
			if _, ok := have[string(m[1])]; !ok {
				t.Errorf("%s asks for %q", f.Name(), m[1])
			}
		}
	}
	if asked < 20 {
		t.Errorf("only %d words found in the scripts: is the pattern right?", asked)
	}
}

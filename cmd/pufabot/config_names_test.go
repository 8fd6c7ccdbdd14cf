package main

import (
	"os"
	"strings"
	"testing"
)

// A word that people say names one unit or one item, however wide it is typed.
func TestNamesAreNotShared(t *testing.T) {
	example, err := os.ReadFile(examplePath)
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct{ old, new, path, words string }{
		"an item's alias that names a unit": {`["文章征集", `, `["石鼓", `, "items[4].aliases[1]", "重复"},
		"a unit's alias that names an item": {`["石鼓", `, `["征文", `, "items[4].name", "重复"},
		"a kind of work that names a unit":  {`["动漫", `, `["法规科", `, "items[3].types[1]", "重复"},
		"two units, one in wide letters":    {`["石鼓", "石鼓局"`, `["ＹＦ", "yf"`, "units[2].aliases[2]", "重复"},
		"an alias that is an answer":        {`["石鼓", `, `["是", `, "units[2].aliases[1]", "单说它"},
		"an alias that is a figure":         {`["石鼓", `, `["３", `, "units[2].aliases[1]", "单说它"},
		"an alias that is written figures":  {`["石鼓", `, `["一二三", `, "units[2].aliases[1]", "单说它"},
		"an alias that is an order":         {`["文章征集", `, `["撤销", `, "items[4].aliases[1]", "单说它"},
		"an alias that says yes":            {`["文章征集", `, `["OK", `, "items[4].aliases[1]", "单说它"},
		"a unit called like a role":         {`"shigu"`, `"coordinator"`, "units[2].id", "身份"},
		"a unit called like nobody":         {`"shigu"`, `"unbound"`, "units[2].id", "身份"},
		"a unit called like its kind":       {`"shigu"`, `"county"`, "units[2].id", "一类单位"},
		"a unit called like another kind":   {`"shigu"`, `"section"`, "units[2].id", "一类单位"},
		"a mobile number that is none":      {`# ── 通道 ──`, "[[people]]\nrole = \"contact\"\nunit = \"shigu\"\nmobile = \"李想\"\n# ── 通道 ──", "people[1].mobile", "手机号"},
		"a path of Windows":                 {`data_dir = "data"`, `data_dir = "C:\Users\data"`, "data_dir", `反斜杠`},
	} {
		_, faults := parseConfig("c.toml", []byte(strings.Replace(string(example), tt.old, tt.new, 1)))
		if len(faults) != 1 || !strings.Contains(faults[0].String(), tt.path+": ") || !strings.Contains(faults[0].String(), tt.words) {
			t.Errorf("%s: %v", name, faults)
		}
	}
	for _, mobile := range []string{"13800000000", "+8613800000000", "+86-13800000000", "0734-8888888"} {
		more := "\n[[people]]\nrole = \"contact\"\nunit = \"shigu\"\nmobile = \"" + mobile + "\"\n"
		if _, faults := parseConfig("c.toml", append([]byte(nil), string(example)+more...)); len(faults) > 0 {
			t.Errorf("%s: %v", mobile, faults)
		}
	}
}

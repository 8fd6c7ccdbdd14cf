package main

import (
	"bytes"
	"strings"
	"testing"
)

// Whatever is wrong with a command line is told in Chinese, and so is its help.
func TestUsageSpeaksChinese(t *testing.T) {
	for line, want := range map[string]string{
		"export":                           "还缺 --format=STRING",
		"export --format pdf":              `--format 只能写 "xlsx","csv","json","zip","docx","png"，不能写 pdf`,
		"export --format":                  "--format 后面还缺内容",
		"export --format png --page two":   "--page 要写数字，不能写 two",
		"restore":                          "后面还缺 <file>",
		"service":                          "后面还缺 <action>",
		"exprt":                            `不认识 exprt，是不是 "export"`,
		"backup here":                      "不认识 here",
		"serve --rehears":                  `没有 --rehears 这个选项，是不是 "--rehearse"`,
		"serve --zzzzzzzzzzzz":             "没有 --zzzzzzzzzzzz 这个选项",
		"-c x.toml":                        "后面还缺一个命令：",
		"service restart -c config.x.toml": `<action> 只能写 "install","uninstall","start","stop","status"，不能写 restart`,
	} {
		var out, errOut bytes.Buffer
		if code := run(strings.Fields(line), nil, &out, &errOut); code != exitUsage {
			t.Errorf("%s: exit %d", line, code)
		}
		if said := errOut.String() + out.String(); !strings.Contains(said, "命令写得不对："+want) {
			t.Errorf("%s: %s", line, said)
		}
	}
	for _, line := range []string{"--help", "export --help", "restore --help"} {
		var out bytes.Buffer
		if code := run(strings.Fields(line), nil, &out, &out); code != exitOK {
			t.Errorf("%s: exit %d", line, code)
		}
		for _, english := range []string{"Usage", "Flags", "Commands", "Arguments", "[flags]", "Show ", "Run "} {
			if strings.Contains(out.String(), english) {
				t.Errorf("%s: %q in\n%s", line, english, out.String())
			}
		}
		if !strings.Contains(out.String(), "用法：pufabot") {
			t.Errorf("%s:\n%s", line, out.String())
		}
	}
}

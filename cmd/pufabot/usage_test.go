package main

import (
	"bytes"
	"strings"
	"testing"
)

// A value that a flag cannot have is wrong usage, even where only the configuration tells.
func TestWrongValuesAreWrongUsage(t *testing.T) {
	for line, want := range map[string]string{
		"explain --at noon x":                           "看不懂时间“noon”",
		"explain --as nobody x":                         "没有“nobody”这个身份",
		"rehearse --from noon":                          "看不懂时间“noon”",
		"rehearse --to 2026-02-30":                      "看不懂时间“2026-02-30”",
		"rehearse --from 2026-12-05 --to 2026-12-01":    "--to 的时间在 --from 之前",
		"export --format docx --unit nobody -o x.docx":  "没有“nobody”这个单位",
		"export --format docx --item nothing -o x.docx": "没有“nothing”这个事项",
		"roll --year 1900 -o x.toml":                    "年份 1900 不对",
	} {
		out, errs, code := invoke(append(strings.Fields(line), "-c", examplePath)...)
		if code != exitUsage || !strings.Contains(errs, "命令写得不对："+want) {
			t.Errorf("%s: exit %d %s%s", line, code, out, errs)
		}
	}
}

// A short flag takes its value with an equals sign as well, as a long one does.
func TestShortFlagsWithEquals(t *testing.T) {
	for _, line := range []string{"check -c=%", "check -c %", "check -c%", "check --config=%", "-c=% check"} {
		out, errs, code := invoke(strings.Fields(strings.ReplaceAll(line, "%", examplePath))...)
		if code != exitOK || !strings.Contains(out, "征文") {
			t.Errorf("%s: exit %d %s", line, code, errs)
		}
	}
	if out, _, _ := invoke("explain", "-c", examplePath, "--", "-c=x"); !strings.Contains(out, "-c=x") {
		t.Errorf("a chat line was changed: %s", out)
	}
}

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

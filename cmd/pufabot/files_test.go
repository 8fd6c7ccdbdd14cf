package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/ledger"
	"pufabot/bot/wecom/wecomtest"
)

func wordFile(title string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, _ := z.Create("word/document.xml")
	_, _ = fmt.Fprintf(w, `<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>`, title)
	_ = z.Close()
	return b.Bytes()
}

// Files come in by both platforms, in every dress that they have there, and lie
// in the package under speaking names.
func TestFilesComeInByBothPlatforms(t *testing.T) {
	ding := dingtalktest.New(t, time.Now)
	ding.AddApp("dingappkey0001", testSecret, "dingappkey0001", []string{"cidAbC+dEf/GhI0123456789=="}, []string{"user-qidong", "user-leiyang"})
	api := wecomtest.NewServer(t, time.Now)
	dir := t.TempDir()
	r := start(t, dir, ding.URL, `"https://api.dingtalk.com"`, `"`+ding.URL+`"`, `"https://qyapi.weixin.qq.com"`, `"`+api.URL+`"`)

	// WeCom: a file in the single chat, then the words; the PDF quoted in the group.
	bot := wecomtest.NewBot(t, r.url+"/wecom/callback", "普法小助手", time.Now)
	file := func(name string, data []byte) map[string]any {
		return map[string]any{"url": api.Share(name, data, bot.AESKey)}
	}
	if got := bot.Post(bot.Message("user-leiyang", "file", file("耒阳 稿子.docx", wordFile("依法治统在耒阳")))); !strings.Contains(got.Text, "耒阳 稿子.docx") {
		t.Errorf("%q", got.Text)
	}
	if got := bot.Post(bot.Single("user-leiyang", "这是署名文章")); !strings.Contains(got.Text, "《依法治统在耒阳》.docx") || !strings.Contains(got.Text, "还缺 PDF") {
		t.Errorf("%q", got.Text)
	}
	if v, state := r.value("leiyang", "article"); v != 1 || state != ledger.StatePartial {
		t.Errorf("%d %s", v, state)
	}
	quoting := bot.Group("wrCHAT", "user-leiyang", "@普法小助手 这是署名文章的PDF")
	quoting["quote"] = map[string]any{"msgtype": "file", "file": file("扫描件.pdf", []byte("%PDF-1.4 scanned"))}
	request := bot.Sign(quoting)
	first, again := bot.Do(request), bot.Do(request)
	if !strings.Contains(first.Text, "都齐了") || first.Text != again.Text {
		t.Errorf("%q, repeated %q", first.Text, again.Text)
	}
	mixed := bot.Group("wrCHAT", "user-leiyang", "")
	mixed["msgtype"] = "mixed"
	mixed["mixed"] = map[string]any{"msg_item": []any{
		map[string]any{"msgtype": "text", "text": map[string]any{"content": "@普法小助手 宣讲1场 昨天在三塘社区 60人"}},
		map[string]any{"msgtype": "image", "image": file("", []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00"))}}}
	if got := bot.Post(mixed); !strings.Contains(got.Text, "耒阳市-普法宣讲.jpg") {
		t.Errorf("%q", got.Text)
	}

	// DingTalk: a file in the single chat after the words, one quoted in the group, a picture in a rich text.
	caller := dingtalktest.Caller{URL: r.url + "/dingtalk/callback", Secret: testSecret, Now: time.Now}
	say := func(id, words string, fields map[string]any) {
		t.Helper()
		if a := caller.Post(t, dingtalktest.Body(id, "user-qidong", words, fields)); a.Status != 200 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
	}
	single := map[string]any{"conversationType": "1", "conversationId": "cidSINGLE=="}
	say("f1", "署名文章发你了", single)
	say("f2", "", map[string]any{"conversationType": "1", "conversationId": "cidSINGLE==", "msgtype": "file", "text": nil,
		"content": map[string]any{"downloadCode": ding.AddFile("", wordFile("守好祁东数据")), "fileName": "祁东稿件"}})
	if v, state := r.value("qidong", "article"); v != 1 || state != ledger.StatePartial {
		t.Errorf("%d %s", v, state)
	}
	say("f3", "", map[string]any{"text": map[string]any{"content": " 署名文章PDF", "isReplyMsg": true,
		"repliedMsg": map[string]any{"msgType": "file", "content": map[string]any{"downloadCode": ding.AddFile("", []byte("%PDF-1.4 scanned too")), "fileName": "盖章.pdf"}}}})
	if v, state := r.value("qidong", "article"); v != 1 || state != ledger.StateDone {
		t.Errorf("%d %s", v, state)
	}
	say("f4", "", map[string]any{"msgtype": "richText", "text": nil, "content": map[string]any{"richText": []any{
		map[string]any{"text": "宣讲1场 昨天在三塘社区 60人"}, map[string]any{"type": "picture", "downloadCode": ding.AddFile("", []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00x"))}}}})

	out := filepath.Join(dir, "all.zip")
	if _, code := r.cli("export", "--format", "zip", "-o", out); code != 0 {
		t.Fatal("export failed")
	}
	z, err := zip.OpenReader(out)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var names []string
	for _, f := range z.File {
		names = append(names, filepath.Base(f.Name))
	}
	for _, want := range []string{"耒阳市-署名文章-《依法治统在耒阳》.docx", "祁东县-署名文章-《守好祁东数据》.docx"} {
		if !slices.Contains(names, want) {
			t.Errorf("no %s in the package: %v", want, names)
		}
	}
	pdfs := 0
	for _, n := range names {
		if strings.HasSuffix(n, ".pdf") || strings.HasSuffix(n, ".jpg") {
			pdfs++
		}
	}
	if pdfs != 4 {
		t.Errorf("%v", names)
	}
	r.stop()
	if out, code := r.cli("verify"); code != 0 {
		t.Errorf("verify: %s", out)
	}
}

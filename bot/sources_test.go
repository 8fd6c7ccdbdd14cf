package bot_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"pufabot/bot"
	"pufabot/messages"
	"pufabot/messages/sheet"
)

// Behind every figure of the workbook stand the one who reported it and his own
// words, whoever confirmed, answered or judged it later.
func TestWorkbookNamesTheReporter(t *testing.T) {
	c := newChat(t)
	c.where = "workbook"
	for _, line := range []string{
		"衡南县> 征文2篇",
		"协调员> 征文都收下", "协调员> 是",
		"衡东县> 答题126人", "衡东县> 答题98人", "衡东县> 是",
		"衡山县> 答题：本单位32", "衡山县> 答题外单位415",
		"协调员> 答题接龙\\n1. 耒阳 88\\n2. 常宁 102", "协调员> 是",
		"祁东县> 总结已经发邮箱了", "协调员> 邮件收到：祁东",
		"雁峰区> 特色做法：村村响广播每天讲一条", "雁峰区> 特色做法：送法进校园",
		"石鼓区> 宣讲1场", "协调员> 石鼓那场宣讲记错了，改记到珠晖名下", "协调员> 是",
		"办公室> 进社区：张伟", "办公室> 进企业：李静",
	} {
		c.step(line)
	}
	d, err := bot.Gather(c.db.View)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := sheet.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows(messages.Sheets().Details)
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	for _, row := range rows[2:] {
		for len(row) < len(messages.DetailColumns()) {
			row = append(row, "")
		}
		got = append(got, append([]string{row[0], row[1], row[2]}, row[14:]...))
	}
	want := [][]string{
		{"雁峰区", "特色做法", "1", "雁峰区", "特色做法：村村响广播每天讲一条", "", "", ""},
		{"雁峰区", "特色做法", "1", "雁峰区", "特色做法：送法进校园", "", "", ""},
		{"珠晖区", "普法宣讲", "1", "石鼓区", "宣讲1场", "协调员：石鼓那场宣讲记错了，改记到珠晖名下", "", ""},
		{"衡南县", "征文", "1", "衡南县", "征文2篇", "", "通过", "协调员"},
		{"衡南县", "征文", "1", "衡南县", "征文2篇", "", "通过", "协调员"},
		{"衡山县", "专项答题", "415", "衡山县", "答题外单位415", "", "", ""},
		{"衡山县", "专项答题", "32", "衡山县", "答题：本单位32", "", "", ""},
		{"衡东县", "专项答题", "98", "衡东县", "答题98人", "核对时答“是”", "", ""},
		{"祁东县", "活动总结", "1", "祁东县", "总结已经发邮箱了", "协调员：邮件收到：祁东", "", ""},
		{"耒阳市", "专项答题", "88", "协调员", "1. 耒阳 88", "核对时答“是”", "", ""},
		{"常宁市", "专项答题", "102", "协调员", "2. 常宁 102", "核对时答“是”", "", ""},
		{"办公室", "宣讲人员报名", "1", "办公室", "进社区：张伟", "", "", ""},
		{"办公室", "宣讲人员报名", "1", "办公室", "进企业：李静", "", "", ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

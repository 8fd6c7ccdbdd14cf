package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossier"
	"pufabot/messages/dossiertest"
)

type fataler interface{ Fatal(...any) }

func written(t fataler, doc *Document, d dossier.Dossier) []byte {
	var b bytes.Buffer
	if err := doc.Write(&b, d.At); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// parts reads a document back; every part must be well-formed XML.
func parts(t fataler, data []byte) map[string]string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		dec := xml.NewDecoder(bytes.NewReader(body))
		for {
			_, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(f.Name, err)
			}
		}
		out[f.Name] = string(body)
	}
	return out
}

// grid reads all table cells of a document, row by row.
func grid(t fataler, data []byte) [][]string {
	var rows [][]string
	dec := xml.NewDecoder(strings.NewReader(parts(t, data)["word/document.xml"]))
	inText := false
	for {
		token, err := dec.Token()
		if err != nil {
			return rows
		}
		switch x := token.(type) {
		case xml.StartElement:
			switch x.Name.Local {
			case "tr":
				rows = append(rows, nil)
			case "tc":
				rows[len(rows)-1] = append(rows[len(rows)-1], "")
			case "t":
				inText = true
			case "p":
				if len(rows) > 0 && len(rows[len(rows)-1]) > 0 {
					inText = false
				}
			}
		case xml.EndElement:
			inText = inText && x.Name.Local != "t"
			if x.Name.Local == "tbl" {
				rows = append(rows, []string{}) // words after a table go nowhere
			}
		case xml.CharData:
			if inText && len(rows) > 0 && len(rows[len(rows)-1]) > 0 {
				last := rows[len(rows)-1]
				last[len(last)-1] += string(x)
			}
		}
	}
}

func all(d dossier.Dossier) map[string]*Document {
	article, _ := d.Plan.Item("article")
	out := map[string]*Document{"city": City(d), "province": Province(d, article)}
	for _, u := range d.Plan.Units {
		if u.Kind == ledger.County {
			out["county-"+string(u.ID)] = County(d, u)
		}
	}
	return out
}

func TestDocuments(t *testing.T) {
	d := dossiertest.December()
	again := all(dossiertest.December())
	for name, doc := range all(d) {
		data := written(t, doc, d)
		if !bytes.Equal(data, written(t, again[name], d)) {
			t.Errorf("%s: other bytes", name)
		}
		parts(t, data)
		if dir := os.Getenv("PUFABOT_DOCUMENTS"); dir != "" { // for people to look at
			if err := os.WriteFile(filepath.Join(dir, name+".docx"), data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	text := parts(t, written(t, Province(d, must(d.Plan.Item("article"))), d))["word/document.xml"]
	if !strings.Contains(text, "耒阳市统计局") || strings.Contains(text, "衡山县统计局") {
		t.Error("the province gets what was selected, and nothing else")
	}
}

// What a unit only says that it has sent is marked in the table, and the sum counts it
// apart, as the overview does.
func TestTheTableTellsReceivedFromSent(t *testing.T) {
	d := dossiertest.December()
	mail := -1
	for i, g := range d.Gaps {
		if g.Item.Kind != ledger.Mail {
			continue
		}
		d.Gaps[i].Tally = ledger.Tally{Answered: true, Sent: true, Received: mail < 0}
		mail = i
	}
	text := parts(t, written(t, City(d), d))["word/document.xml"]
	n := strings.Count(text, "1（自述已发）")
	if want := fmt.Sprintf("份（市局已收到1份，自述已发%d份）", n); n == 0 || !strings.Contains(text, want) {
		t.Errorf("%d marks, and no %q", n, want)
	}
}

// Who still owes what: a dozen units stand in a sentence for each item, of a hundred
// each has a line of its own, with all that it owes.
func TestOpenCanBeRead(t *testing.T) {
	for n, sentences := range map[int]bool{12: true, 120: false} {
		d := dossiertest.Many(n)
		owing := map[string]int{}
		for g := range d.Open() {
			if g.Item.Kind != ledger.Text || g.Item.Min > 0 { // nobody owes a story
				owing[g.Unit.Name]++
			}
		}
		data := written(t, City(d), d)
		lines, inside := 0, false
		for _, row := range grid(t, data) {
			inside = len(row) == 2 && (inside || slices.Equal(row, messages.OpenColumns()))
			if inside && owing[row[0]] > 0 {
				lines++
				if items := strings.Split(row[1], "、"); len(items)-strings.Count(row[1], "自述") != owing[row[0]] {
					t.Errorf("%s owes %d items, the line has %q", row[0], owing[row[0]], row[1])
				}
			}
		}
		if want := map[bool]int{true: 0, false: len(owing)}[sentences]; lines != want || len(owing) == 0 {
			t.Errorf("%d units: %d lines, want %d", n, lines, want)
		}
		text := parts(t, data)["word/document.xml"]
		longest := 0
		for p := range strings.SplitSeq(text, "</w:p>") {
			longest = max(longest, strings.Count(p, "、"))
		}
		if longest > 24 {
			t.Errorf("%d units: %d names in one paragraph", n, longest)
		}
	}
}

// Of the city's own pieces the article goes by the notice itself, others when chosen.
func TestTheCitysOwnGoesWhenChosen(t *testing.T) {
	for _, test := range []struct {
		item    ledger.ItemID
		verdict ledger.Verdict
		want    int
	}{{"article", "", 1}, {"essay", "", 0}, {"essay", ledger.Accepted, 0}, {"essay", ledger.Selected, 1}} {
		d := dossiertest.December()
		d.Reviews = nil
		it := must(d.Plan.Item(test.item))
		own := d.Plan.Units[slices.IndexFunc(d.Plan.Units, func(u ledger.Unit) bool { return u.Kind == ledger.City })]
		tally := ledger.Tally{Answered: true, Parts: map[string]int{"": 1}, Pieces: []ledger.Piece{{Title: "市一", Submitted: true, Verdict: test.verdict}}}
		d.Gaps = []ledger.Gap{ledger.NewGap(own, it, tally, d.Plan.Deadline(it))}
		if got := dossier.Forwarded(d, it); len(got) != test.want {
			t.Errorf("%s %s: %d pieces, want %d", test.item, test.verdict, len(got), test.want)
		}
	}
}

func must[T any](v T, _ bool) T { return v }

func TestOtherPeoplesWordsAreInert(t *testing.T) {
	d := New("<w:p>&\x00\u000b")
	d.Say("a</w:t></w:r><w:r>\nb & c")
	d.Table([]string{"x"}, []int{1}, [][]string{{"</w:tc>"}})
	body := parts(t, written(t, d, dossiertest.December()))["word/document.xml"]
	if strings.Count(body, "<w:p>") != 6 || !strings.Contains(body, "&lt;/w:tc&gt;") {
		t.Errorf("%d paragraphs in\n%s", strings.Count(body, "<w:p>"), body)
	}
}

// Every figure of every report is the ledger's.
func TestNumbersAreTheLedgers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dossiertest.Any().Draw(t, "dossier")
		want := map[string]string{}
		for _, g := range d.Gaps {
			s := "–"
			if g.Tally.Answered {
				s = messages.Figure(g.Tally.Value(), g.Tally.Approx)
			}
			want[g.Unit.Name+g.Item.Name] = s
		}
		var head []string
		seen := 0
		for _, row := range grid(t, written(t, City(d), d)) {
			if len(row) == 0 || row[0] == messages.SummaryCells().Total {
				continue
			}
			if row[0] == messages.SummaryCells().Unit {
				head = row
				continue
			}
			for i, got := range row[1:] {
				key := row[0] + head[i+1]
				if w, asked := want[key]; strings.TrimSuffix(got, messages.Unconfirmed("")) != w && (asked || got != "") {
					t.Fatalf("%s: %q, the ledger says %q", key, got, w)
				} else if asked {
					seen++
				}
			}
		}
		if seen != len(d.Gaps) {
			t.Fatalf("%d figures of %d", seen, len(d.Gaps))
		}
		u := d.Plan.Units[rapid.IntRange(0, 11).Draw(t, "unit")]
		for _, row := range grid(t, written(t, County(d, u), d)) {
			for _, it := range d.Plan.Items {
				if g, _ := d.Of(u.ID, it.ID); len(row) > 1 && row[0] == it.Name && row[1] != messages.ReportFigure(g) {
					t.Fatal(fmt.Sprintf("%s %v: ledger %s", u.Name, row, messages.ReportFigure(g)))
				}
			}
		}
	})
}

// The reports keep the frozen figures; what came later stands beside them, and what
// was not reported by then is no zero.
func TestFrozenFiguresInReports(t *testing.T) {
	d := dossiertest.Supplemented(commandtest.Plan())
	city := parts(t, written(t, City(d), d))["word/document.xml"]
	county := parts(t, written(t, County(d, must(d.Plan.Unit("hengyang-xian"))), d))["word/document.xml"]
	late := parts(t, written(t, County(d, must(d.Plan.Unit("qidong"))), d))["word/document.xml"]
	for _, c := range []struct{ body, want string }{
		{city, "专项答题合计90人"},
		{city, "衡阳县 专项答题：封存90，12月26日补报为95人"},
		{city, "祁东县 专项答题：封存时未报，12月27日补报为40人"},
		{county, "累计90人"}, {county, "12月26日补报为95人"}, {late, "12月27日补报为40人"},
	} {
		if !strings.Contains(c.body, c.want) {
			t.Errorf("no %s", c.want)
		}
	}
	if strings.Contains(city, "135") || strings.Contains(late, "累计40人") || strings.Contains(city, "封存0") {
		t.Error("a figure that came later is told as reported")
	}
}

// Once frozen, every part of a report speaks of that instant: what is told as done in
// one is not missing in another, and texts that came or went later are told as such.
func TestReportsSpeakOfOneInstant(t *testing.T) {
	p := commandtest.Plan()
	day := func(n int) time.Time { return time.Date(2026, 12, n, 9, 0, 0, 0, p.Campaign.Zone) }
	cut := time.Date(2026, 12, 25, 23, 59, 59, 0, p.Campaign.Zone)
	d := dossiertest.Freeze(dossiertest.Of(p, []ledger.Record{
		{At: day(24), Unit: "hengshan", Item: "essay", Verb: ledger.Handed, Op: ledger.Add, Value: 1, Titles: []string{"乙"}},
		{At: day(24), Unit: "hengdong", Item: "practice", Verb: ledger.Told, Text: "送法下乡"},
		{At: day(24), Unit: "hengdong", Item: "practice", Verb: ledger.Told, Text: "以案释法"},
		{At: day(26), Unit: "qidong", Item: "lecture", Verb: ledger.Counted, Op: ledger.Set, Value: 20},
		{At: day(26), Unit: "hengshan", Item: "essay", Verb: ledger.Reviewed, Pieces: []int{1}, Verdict: ledger.Returned, Text: "有错字"},
		{At: day(26), Unit: "hengdong", Item: "practice", Verb: ledger.Undone, Undoes: 3},
		{At: day(27), Unit: "qidong", Item: "practice", Verb: ledger.Told, Text: "校园普法"},
	}, day(28)), cut)
	city := parts(t, written(t, City(d), d))["word/document.xml"]
	hengdong := parts(t, written(t, County(d, must(d.Plan.Unit("hengdong"))), d))["word/document.xml"]
	for _, c := range []struct {
		body, want string
		times      int
	}{
		{city, "征文合计1篇，13个单位应报，1个已完成。", 1},
		{city, "征文（12个）：", 1}, {city, "专题讲座（13个）：", 1},
		{city, "祁东县 专题讲座：封存时未报，12月26日补报为20人", 1},
		{city, "衡山县 征文：封存1，12月26日退回后为0篇", 1},
		{city, "现将截至12月25日24点的开展情况报告如下", 1},
		{city, "衡东县：以案释法。", 1}, {city, "祁东县：（12月27日补报）校园普法。", 1},
		{hengdong, "以案释法", 1}, {hengdong, "12月26日更正为1条", 1}, {hengdong, "特色做法2条", 0},
	} {
		if n := strings.Count(c.body, c.want); n != c.times {
			t.Errorf("%d times %s", n, c.want)
		}
	}
}

// Only those who have reported took part, and quotations end in a stop.
func TestWhoTookPart(t *testing.T) {
	p := commandtest.Plan()
	at := time.Date(2026, 12, 22, 9, 0, 0, 0, p.Campaign.Zone)
	d := dossiertest.Of(p, []ledger.Record{
		{At: at, Unit: "qidong", Item: "practice", Verb: ledger.Told, Text: "送法下乡，赶集日摆摊"},
		{At: at, Unit: "hengyang-xian", Item: "essay", Verb: ledger.Handed, Op: ledger.Add, Value: 1, Titles: []string{"甲"}},
		{At: at, Unit: "hengyang-xian", Item: "essay", Verb: ledger.Reviewed, Pieces: []int{1}, Verdict: ledger.Returned, Text: "缺署名"},
	}, at)
	city := parts(t, written(t, City(d), d))["word/document.xml"]
	for _, want := range []string{"，2个单位参加", "祁东县：送法下乡，赶集日摆摊。"} {
		if !strings.Contains(city, want) {
			t.Errorf("no %s", want)
		}
	}
	county := parts(t, written(t, County(d, must(d.Plan.Unit("hengyang-xian"))), d))["word/document.xml"]
	if strings.Contains(county, "尚未报送") {
		t.Error("a returned piece is told as never sent")
	}
}

// Who signs and the date never stand on a page without text, and the next part
// begins its page without an empty paragraph before it.
func TestSignatureHoldsOnToTheText(t *testing.T) {
	doc := New("题目")
	doc.Say("正文")
	doc.Sign("某局", "某日")
	doc.Title("附表")
	body := parts(t, written(t, doc, dossiertest.December()))["word/document.xml"]
	_, body, _ = strings.Cut(body, "题目")
	body, _, _ = strings.Cut(body, "<w:sectPr")
	keep := []bool{true, true, true, false, false} // 正文, empty, 某局, 某日, 附表
	paragraphs := strings.Split(body, "<w:p>")[1:]
	for i, p := range paragraphs {
		if i >= len(keep) || strings.Contains(p, "<w:keepNext/>") != keep[i] {
			t.Errorf("paragraph %d: %s", i, p)
		}
	}
	if last := paragraphs[len(paragraphs)-1]; len(paragraphs) != len(keep) || !strings.Contains(last, "<w:pageBreakBefore/>") {
		t.Error(len(paragraphs), last)
	}
}

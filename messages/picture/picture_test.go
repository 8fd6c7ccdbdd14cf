package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"pufabot/messages"
	"pufabot/messages/dossier"
	"pufabot/messages/dossiertest"
)

// keep writes pages where PUFABOT_PICTURES says, for people to look at.
func keep(t testing.TB, name string, pages [][]byte) {
	dir := os.Getenv("PUFABOT_PICTURES")
	if dir == "" {
		return
	}
	for i, p := range pages {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%d.png", name, i+1)), p, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRender(t *testing.T) {
	for name, test := range map[string]struct {
		d     dossier.Dossier
		pages int
	}{
		"december": {dossiertest.December(), 1},
		"60":       {dossiertest.Many(60), 2},
		"empty":    {dossier.Dossier{Plan: dossiertest.December().Plan}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			pages, err := Render(test.d)
			if err != nil || len(pages) != test.pages {
				t.Fatalf("%d pages, %v; want %d", len(pages), err, test.pages)
			}
			again := pages
			if !testing.Short() {
				again, _ = Render(test.d)
			}
			for i, p := range pages {
				if !bytes.Equal(p, again[i]) {
					t.Error("the same dossier gave other bytes")
				}
				img, err := png.Decode(bytes.NewReader(p))
				if err != nil || img.Bounds().Dx() != width {
					t.Fatalf("page %d: %v %v", i, img.Bounds(), err)
				}
				if len(p) > 1<<20 { // a WeCom group webhook takes 2 MB
					t.Errorf("page %d has %d bytes", i, len(p))
				}
			}
			keep(t, name, pages)
		})
	}
}

// Every sign must differ from every other without its colours.
func TestSignsDifferWithoutColour(t *testing.T) {
	const size = 40
	shape := func(class string) []byte {
		c := &canvas{letters: newLetters(), img: image.NewRGBA(image.Rect(0, 0, size, size))}
		c.sign(class, c.img.Bounds())
		out := make([]byte, 0, size*size)
		for i := 3; i < len(c.img.Pix); i += 4 {
			out = append(out, c.img.Pix[i]>>7) // opaque or not
		}
		return out
	}
	marks := messages.BoardMarks()
	for i, a := range marks {
		if bytes.Count(shape(a.Class), []byte{1}) < size {
			t.Errorf("%s has no sign", a.Class)
		}
		for _, b := range marks[:i] {
			x, y := shape(a.Class), shape(b.Class)
			differ := 0
			for k := range x {
				if x[k] != y[k] {
					differ++
				}
			}
			if differ < size*size/20 {
				t.Errorf("%s and %s differ in %d pixels", a.Class, b.Class, differ)
			}
		}
	}
}

func TestFontKnowsTheCampaign(t *testing.T) {
	l := newLetters()
	p := dossiertest.December().Plan
	text := messages.PictureTitle(p) + messages.PictureFoot(true) + messages.PictureLeftOut(1, 2) + "耒珠晖祁堃㮾珲"
	for _, u := range p.Units {
		text += u.Name
	}
	for _, it := range p.Items {
		text += it.Name + it.Measure
	}
	for _, m := range messages.BoardMarks() {
		text += m.Name
	}
	if got := l.known(text); got != text {
		t.Errorf("%s\nbecame\n%s", text, got)
	}
	if got := l.known("𠮷\n"); got != "〓 " {
		t.Errorf("%q", got)
	}
}

func TestPagesShowTheNeediest(t *testing.T) {
	var table dossier.Table
	for i := range 1000 {
		table.Rows = append(table.Rows, dossier.Row{Name: fmt.Sprint(i), Owed: 8, Done: i % 9 % 8, Overdue: i % 5})
	}
	pages := paginate([]dossier.Table{table})
	if len(pages) != maxPages || pages[0].note != rowsPerPage*maxPages || pages[0].allUnits != 1000 {
		t.Fatalf("%d pages, %+v", len(pages), pages[0].note)
	}
	least := 4
	for _, p := range pages {
		for _, r := range p.tables[0].Rows {
			if r.Overdue > least {
				t.Fatal("not in the order of need")
			}
			least = r.Overdue
		}
	}
	if least < 3 {
		t.Errorf("shows units with %d overdue while others have more", least)
	}
}

func BenchmarkRender(b *testing.B) {
	for _, n := range []int{12, 120, 3000} {
		d := dossiertest.Many(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			size := 0
			for b.Loop() {
				pages, err := Render(d)
				if err != nil {
					b.Fatal(err)
				}
				size = 0
				for _, p := range pages {
					size += len(p)
				}
			}
			b.ReportMetric(float64(size), "bytes")
		})
	}
}

package console

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// Files are picked, shown, dropped again, and come to the bot with the line.
func TestFilesInTheBrowser(t *testing.T) {
	open := browser(t)
	b, srv := answering(t)
	dir := t.TempDir()
	var paths []string
	for _, name := range []string{"衡阳县署名文章.docx", "衡阳县署名文章（盖章）.pdf", "发错的.txt"} {
		paths = append(paths, filepath.Join(dir, name))
		if err := os.WriteFile(paths[len(paths)-1], []byte("content of "+name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, width := range []int64{1280, 390} {
		ctx := open(width, 800, width < 500)
		run := steps(t, ctx)
		before := len(b.heard())
		run("open", chromedp.Navigate(srv.URL), until(`document.querySelector('#link').dataset.state === 'connected'`))
		run("pick", chromedp.SetUploadFiles("#pick", paths), until(`document.querySelectorAll('.tray .going').length === 3`))
		run("drop one", chromedp.Click(`.tray .going:last-child button`), until(`document.querySelectorAll('.tray .going').length === 2`))
		shoot(t, ctx, "files-1-picked")
		run("send", chromedp.SendKeys("#text", "署名文章发你了"), chromedp.Click(".send"),
			until(fmt.Sprintf(`document.querySelectorAll('.row.mine .sent').length === %d && document.querySelectorAll('.from-bot').length === %d && document.querySelector('#tray').hidden && !document.querySelector('.fate')`, 2*before+2, before+1)))
		shoot(t, ctx, "files-2-sent")
		heard := b.heard()
		if len(heard) != before+1 || len(heard[before].Files) != 2 {
			t.Fatalf("%+v", heard)
		}
		for i, f := range heard[before].Files {
			var got bytes.Buffer
			if name, err := b.Fetch(context.Background(), f, &got); err != nil || name != filepath.Base(paths[i]) || got.String() != "content of "+name {
				t.Errorf("%q %q %v", name, got.String(), err)
			}
		}
	}
}

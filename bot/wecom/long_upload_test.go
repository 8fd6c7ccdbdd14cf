package wecom

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"pufabot/bot/wecom/wecomtest"
	"pufabot/messages"
)

// Files and pictures follow the words, in chunks; one that cannot be carried is named.
func TestLongConnectionUploads(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		sheet := bytes.Repeat([]byte("表"), 200_000) // two chunks
		r.attached = func(a messages.Attachment) ([]byte, error) {
			switch a.Ref {
			case "sheet":
				return sheet, nil
			case "picture":
				return wecomtest.Picture(1000), nil
			}
			return nil, errors.New("gone")
		}
		c := r.server.Up()
		c.Callback("aibot_msg_callback", "req1", textBody("m1", "wrCHAT", "lisi", "@普法小助手 汇总发我个表"))
		d := reply(r.taken()[0].ReplyVia, "见附件")
		for _, a := range []messages.Attachment{{Ref: "sheet", Name: "汇总.xlsx"}, {Ref: "picture", Name: "图.png", Picture: true}, {Ref: "x", Name: "没有了.pdf"}} {
			d.Message.Attach(a)
		}
		// The second chunk is refused once; the words are not said again.
		r.server.Fail(0, 0, 0, 6000)
		n, err := r.Send(t.Context(), d)
		if n != 1 || messages.ClassOf(err) != messages.Transient {
			t.Fatalf("%d, %v", n, err)
		}
		d.Parts = n
		if n, err = r.Send(t.Context(), d); n != 3 || err != nil {
			t.Fatalf("%d, %v", n, err)
		}
		words, file, pic := <-c.Frames, <-c.Frames, <-c.Frames
		if !strings.Contains(words.Text, "没有了.pdf") || words.Cmd != "aibot_respond_msg" {
			t.Errorf("words: %+v", words)
		}
		if file.Text != "汇总.xlsx" || !bytes.Equal(file.Data, sheet) || file.ChatID != "wrCHAT" {
			t.Errorf("file %q: %d bytes to %q", file.Text, len(file.Data), file.ChatID)
		}
		if len(pic.Data) < 1000 {
			t.Errorf("picture: %d bytes", len(pic.Data))
		}
	})
}

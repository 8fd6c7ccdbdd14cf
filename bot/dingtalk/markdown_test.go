package dingtalk

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// TestComposeAlways: whatever people wrote, every part fits, is valid, has a title,
// and alerts exactly those whom we meant; nobody's words can mention anybody.
func TestComposeAlways(t *testing.T) {
	ids := rapid.StringMatching(`[a-zA-Z0-9_.@-]{1,64}`)
	nasty := rapid.OneOf(rapid.String(), rapid.StringN(0, 30_000, -1), rapid.SampledFrom([]string{
		"@staff1 @all", "\"\\\"\\", strings.Repeat("\"", 25_000), strings.Repeat("\u2028", 9_000), "\xff\xfe", "<@x>", strings.Repeat("字", 12_000)}))
	rapid.Check(t, func(t *rapid.T) {
		m := messages.Message{Title: nasty.Draw(t, "title")}
		for i := range rapid.IntRange(1, 3).Draw(t, "lines") {
			if i%2 == 0 {
				m.Say(messages.U(nasty.Draw(t, "words")))
			} else {
				m.Item(messages.T("我们的话"), messages.U(nasty.Draw(t, "words")))
			}
		}
		meant := map[string]bool{}
		for _, id := range rapid.SliceOfN(ids, 0, 40).Draw(t, "people") {
			m.Mentions = append(m.Mentions, staff(id))
			meant[id] = true
		}
		alerted := map[string]bool{}
		for _, p := range compose(m, true) {
			data, err := wire.Encode(p)
			if err != nil || len(data) > 20_000 || !utf8.Valid(data) {
				t.Fatalf("part of %d bytes, %v", len(data), err)
			}
			if strings.TrimSpace(p.Markdown.Title) == "" {
				t.Fatal("no title")
			}
			if p.At == nil {
				continue
			}
			for _, id := range p.At.UserIDs {
				if alerted[id] || !meant[id] {
					t.Fatalf("alerted %q twice or without meaning to", id)
				}
				alerted[id] = true
			}
		}
		if len(alerted) != len(meant) {
			t.Fatalf("alerted %d of %d", len(alerted), len(meant))
		}
	})
}

func TestMsgUUID(t *testing.T) {
	seen := map[string]bool{}
	for _, key := range []string{"", "a", "a\n1", "remind/1", "remind/1\n"} {
		for part := range 3 {
			id := msgUUID(key, part)
			if seen[id] || id != msgUUID(key, part) || len(id) != 32 {
				t.Errorf("msgUUID(%q, %d) = %q", key, part, id)
			}
			seen[id] = true
		}
	}
}

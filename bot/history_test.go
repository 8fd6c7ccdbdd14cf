package bot_test

import (
	"bytes"
	"errors"
	"testing"

	"pufabot/bot"
	"pufabot/messages/sheet"
	"pufabot/store"
)

// What is said after the look is not in what is made of it, although the history is
// read only then.
func TestALookStaysAsItWas(t *testing.T) {
	c := newChat(t)
	c.say("祁东县", false, "征文2篇")
	c.say("衡南县", false, "答题126人")
	d, err := bot.Gather(c.db.View)
	if err != nil {
		t.Fatal(err)
	}
	workbook := func() []byte {
		var b bytes.Buffer
		if err := sheet.Write(&b, d); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	before := workbook()
	for _, line := range []struct{ who, text string }{{"祁东县", "撤销"}, {"祁东县", "征文更正为3篇"}, {"衡南县", "答题更正为90人"}, {"衡南县", "宣讲1场"},
		{"协调员", "祁东征文选报省局"}, {"协调员", "是"}} {
		c.say(line.who, false, line.text)
	}
	if !bytes.Equal(before, workbook()) {
		t.Error("the workbook tells what came after the look")
	}
	if again, err := bot.Gather(c.db.View); err != nil || again.Lines <= d.Lines || again.Records <= d.Records {
		t.Error(again.Lines, again.Records, err)
	}
}

// A journal that cannot be read gives an error, and not a shorter workbook.
func TestNoHalfWorkbook(t *testing.T) {
	c := newChat(t)
	c.say("祁东县", false, "征文2篇")
	broken, fails := errors.New("broken"), false
	d, err := bot.Gather(func(fn func(*store.Tx) error) error {
		if fails {
			return broken
		}
		return c.db.View(fn)
	})
	if err != nil {
		t.Fatal(err)
	}
	fails = true
	var b bytes.Buffer
	if err := sheet.Write(&b, d); !errors.Is(err, broken) || b.Len() > 0 {
		t.Errorf("%v and %d bytes", err, b.Len())
	}
}

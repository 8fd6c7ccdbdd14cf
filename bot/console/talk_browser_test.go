package console

import (
	"context"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pufabot/messages"
)

// answering is a console whose bot answers every line with a receipt through Send.
func answering(t *testing.T) (*bench, *httptest.Server) {
	b := newBench(t)
	inner := b.handle
	b.handle = func(ctx context.Context, env messages.Envelope) (messages.Message, error) {
		if m, err := inner(ctx, env); err != nil {
			return m, err
		}
		_, err := b.Send(ctx, messages.Delivery{Key: "reply/" + env.Key, Kind: messages.KindReply, Address: env.ReplyVia, Message: receipt(env)})
		return messages.Message{}, err
	}
	return b, serve(t, b)
}

func receipt(env messages.Envelope) messages.Message {
	var m messages.Message
	m.Head(messages.T("已记下 2 项"))
	m.Item(messages.T("普法宣讲：1 → "), messages.B("2 场"), messages.T("（+1）"))
	m.Item(messages.T("专项答题：86 → "), messages.B("126 人"), messages.T("（+40）"))
	m.Say(messages.T("还差：征文 1 篇，12月20日（周日）前，建议 18日（周五）交。"))
	m.Copy("征文1篇《守好数据底线》")
	m.Note(messages.T("您的原话："), messages.U(env.Text))
	return m
}

func TestTalkInTheBrowser(t *testing.T) {
	open := browser(t)
	for _, screen := range []screen{{"desktop", 1280, 800, false}, {"phone", 390, 844, false}, {"narrow", 360, 640, false}, {"desktop-dark", 1280, 800, true}, {"phone-dark", 390, 844, true}} {
		t.Run(screen.name, func(t *testing.T) {
			b, srv := answering(t)
			ctx := open(screen.width, screen.height, screen.dark)
			hostile := `<img src=x onerror=alert(1)> @协调员 **不加粗**`
			run := steps(t, ctx)
			run("open", chromedp.Navigate(srv.URL), until(`document.querySelector('#link').dataset.state === 'connected'`))
			shoot(t, ctx, screen.name+"-0-empty")
			run("say", chromedp.SendKeys("#text", "宣讲2场，答题126人"), enter,
				until(`document.querySelector('.from-bot .copy') && document.querySelector('.row.mine')`))
			run("hostile", chromedp.SendKeys("#text", hostile), enter, until(`document.querySelectorAll('.from-bot').length === 2`))
			if ask[bool](t, ctx, `Boolean(document.querySelector('#log img[src="x"], .theirs strong, .said strong'))`) {
				t.Error("somebody's words became markup")
			}
			b.push(t)
			run("push", until(`document.querySelector('.row.push')`))
			fits(t, ctx)
			shoot(t, ctx, screen.name+"-1-chat")
			run("fill", chromedp.Click(`.from-bot .copy .act.strong`), until(`document.querySelector('#text').value.startsWith('征文1篇')`))
			run("reload", chromedp.Reload(), until(`document.querySelectorAll('.from-bot').length === 3 && document.querySelectorAll('.row.mine').length === 2`))
			run("recall", chromedp.SendKeys("#text", kb.ArrowUp), until(`document.querySelector('#text').value.includes('onerror')`))
			run("picker", chromedp.Click("#who"), until(`document.querySelector('#picker').open`))
			shoot(t, ctx, screen.name+"-2-picker")
			run("search", chromedp.SendKeys("#search", "ly"), until(`document.querySelectorAll('.person').length === 1`))
			run("choose", enter, until(`document.querySelector('.who-name').textContent === '耒阳市联络员'`))
			run("private", chromedp.Click(`.chat[data-chat="private/leiyang"]`), until(`document.querySelector('#log .empty')`),
				chromedp.Evaluate[chromedp.Void](`document.querySelector("#text").value = ""`), chromedp.SendKeys("#text", "我还差什么"), enter, until(`document.querySelectorAll('.from-bot').length === 1`))
			shoot(t, ctx, screen.name+"-3-private")
			heard := b.heard()
			if last := heard[len(heard)-1]; len(heard) != 3 || !last.Chat.Private || last.From.UserID != "leiyang" || last.Text != "我还差什么" {
				t.Errorf("heard %d lines, last %+v", len(heard), last)
			}
		})
	}
}

// push sends a reminder with a table and mentions to the group.
func (b *bench) push(t *testing.T) {
	t.Helper()
	var m messages.Message
	m.Head(messages.T("署名文章：周六 12:00 截止"))
	m.Say(messages.T("还差 3 家，明天是截止前最后一个工作日，请今天盖章："))
	m.Item(messages.B("雁峰区"), messages.T("：还没有消息"))
	m.Item(messages.B("衡阳县"), messages.T("：已刊发，差 PDF"))
	m.Item(messages.B("耒阳市"), messages.T("：在写"))
	for _, row := range []string{"| 项目 | 已报 | 应报 |", "|---|--:|--:|", "| 署名文章 | 10 | 13 |", "| 征文 | 4 | 13 |"} {
		m.Say(messages.T(row))
	}
	m.Copy("署名文章已报送，Word和PDF都发了")
	m.Note(messages.T("依据：通知 二(一)。报了就不再提醒。"))
	for _, id := range []string{"yanfeng", "hengyang-xian", "leiyang"} {
		m.Mentions = append(m.Mentions, messages.Mention{Account: b.people[id].Account})
	}
	d := delivery("remind/article", "group/work", m)
	d.Kind = messages.KindReminder
	if _, err := b.Send(context.Background(), d); err != nil {
		t.Fatal(err)
	}
}

func TestPageSurvivesTroubleInTheBrowser(t *testing.T) {
	open := browser(t)
	b, srv := answering(t)
	ctx := open(1280, 800, false)
	run := steps(t, ctx)
	run("open", chromedp.Navigate(srv.URL), until(`document.querySelector('#link').dataset.state === 'connected'`))
	b.mu.Lock()
	b.fail = fmt.Errorf("disk full")
	b.mu.Unlock()
	run("not kept", chromedp.SendKeys("#text", "宣讲2场"), enter, until(`document.querySelector('.fate.failed button')`))
	shoot(t, ctx, "desktop-4-failed")
	b.mu.Lock()
	b.fail = nil
	b.mu.Unlock()
	run("again", chromedp.Click(`.fate.failed button`), until(`!document.querySelector('.fate') && document.querySelectorAll('.row.mine').length === 1 && document.querySelector('.from-bot')`))
	keys := map[string]bool{}
	for _, env := range b.heard() {
		keys[env.Key] = true
	}
	if len(keys) != 1 {
		t.Errorf("a repeated line has %d keys", len(keys))
	}
	srv.CloseClientConnections() // the line goes down and comes up again
	say(b, "meanwhile")
	run("resumed", until(`[...document.querySelectorAll('.rich')].filter((e) => e.textContent.includes('meanwhile')).length === 1 && document.querySelector('#link').dataset.state === 'connected'`))
	run("next person", chromedp.KeyEvent(kb.ArrowDown, chromedp.KeyModifiers(kb.ModifierAlt)))
	if text := ask[string](t, ctx, `document.querySelector('.who-name').textContent`); !strings.HasSuffix(text, "联络员") || strings.HasPrefix(text, "雁峰") {
		t.Errorf("Alt+↓ leads to %q", text)
	}
}

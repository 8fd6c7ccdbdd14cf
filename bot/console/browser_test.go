package console

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pufabot/messages"
)

// browser starts a browser with a fresh profile; without one the test is skipped.
// The context of each call of open is a tab of its own.
func browser(t *testing.T) (open func(width, height int64, dark bool) context.Context) {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no chromium, chromium-browser or google-chrome in PATH: the page is not tried in a browser")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun)
	for _, f := range []string{"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync"} {
		opts = append(opts, chromedp.Flag(f, true))
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	root, stopRoot := chromedp.NewContext(alloc)
	t.Cleanup(stopRoot)
	if err := chromedp.Do(root); err != nil {
		t.Fatalf("browser does not start: %v", err)
	}
	return func(width, height int64, dark bool) context.Context {
		tab, closeTab := chromedp.NewContext(root)
		t.Cleanup(closeTab)
		ctx, cancel := context.WithTimeout(tab, 30*time.Second) // a bound for a broken page, not a wait
		t.Cleanup(cancel)
		scheme := "light"
		if dark {
			scheme = "dark"
		}
		err := chromedp.Listen(tab, func(ev any) {
			if ev, ok := ev.(*runtime.EventExceptionThrown); ok {
				t.Errorf("the page throws: %s", ev.ExceptionDetails.Text)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		var options []chromedp.EmulateViewportOption
		if width < 500 {
			options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch)
		}
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, height, options...)); err != nil {
			t.Fatal(err)
		}
		if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}); err != nil {
			t.Fatal(err)
		}
		return ctx
	}
}

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

// shoot saves a picture where PUFABOT_SHOTS says, for people to look at.
func shoot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	dir := os.Getenv("PUFABOT_SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o600); err != nil {
		t.Fatal(err)
	}
}

// until waits for a condition in the page. (chromedp.Poll makes functions from
// strings inside the page, which the page's policy forbids.)
func until(js string) chromedp.Action[chromedp.Void] {
	return chromedp.Evaluate[chromedp.Void](`new Promise((done) => {
		const look = () => ((`+js+`) ? done(true) : setTimeout(look, 20));
		look();
	})`, chromedp.EvalAwaitPromise)
}

// enter presses Enter where the focus is, in one event as a keyboard does:
// chromedp's own key sends the character also when the page has taken the key.
func enter(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
		p := input.DispatchKeyEventParams{Type: kind, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13}
		if kind == input.DispatchKeyEventTypeKeyDown {
			p.Text = "\r"
		}
		if _, err := cdp.Call(ctx, t, input.DispatchKeyEvent, p); err != nil {
			return chromedp.Void{}, err
		}
	}
	return chromedp.Void{}, nil
}

// ask evaluates an expression in the page.
func ask[T any](t *testing.T, ctx context.Context, js string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js))
	if err != nil {
		t.Fatalf("%s: %v", js, err)
	}
	return v
}

func TestTalkInTheBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes seconds")
	}
	open := browser(t)
	for _, screen := range []struct {
		name          string
		width, height int64
		dark          bool
	}{{"desktop", 1280, 800, false}, {"phone", 390, 844, false}, {"narrow", 360, 640, false}, {"desktop-dark", 1280, 800, true}, {"phone-dark", 390, 844, true}} {
		t.Run(screen.name, func(t *testing.T) {
			b, srv := answering(t)
			ctx := open(screen.width, screen.height, screen.dark)
			hostile := `<img src=x onerror=alert(1)> @协调员 **不加粗**`
			run := func(what string, actions ...chromedp.Action[chromedp.Void]) {
				t.Helper()
				if err := chromedp.Do(ctx, actions...); err != nil {
					t.Fatalf("%s: %v", what, err)
				}
			}
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
			if over := ask[float64](t, ctx, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
				t.Errorf("the page is %v pixels too wide", over)
			}
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
	if testing.Short() {
		t.Skip("a browser takes seconds")
	}
	open := browser(t)
	b, srv := answering(t)
	ctx := open(1280, 800, false)
	run := func(what string, actions ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, actions...); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
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

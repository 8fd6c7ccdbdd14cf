package console

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// screen is what somebody looks at the page on.
type screen struct {
	name          string
	width, height int64
	dark          bool
}

// browser gives tabs of a browser, each with what a fresh profile knows: nothing.
// Without a browser, or when tests are to be short, the test is skipped.
func browser(t *testing.T) (open func(width, height int64, dark bool) context.Context) {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes seconds")
	}
	chrome.Do(startChrome)
	if chrome.err != nil {
		t.Fatalf("browser does not start: %v", chrome.err)
	}
	if chrome.root == nil {
		t.Skip("no chromium, chromium-browser or google-chrome in PATH: the page is not tried in a browser")
	}
	return func(width, height int64, dark bool) context.Context {
		tab, closeTab := chromedp.NewContext(chrome.root, chromedp.WithNewBrowserContext())
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

// steps gives what does one step in a tab; its name says which one failed.
func steps(t *testing.T, ctx context.Context) func(what string, actions ...chromedp.Action[chromedp.Void]) {
	return func(what string, actions ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, actions...); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
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

// fits fails when the page has to be pushed sideways.
func fits(t *testing.T, ctx context.Context) {
	t.Helper()
	if over := ask[float64](t, ctx, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
		t.Errorf("the page is %v pixels too wide", over)
	}
}

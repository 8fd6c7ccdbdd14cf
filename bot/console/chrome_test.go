package console

import (
	"context"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// chrome is the browser of all tests; started by the first that looks at a page.
var chrome struct {
	sync.Once
	root    context.Context // nil: there is none
	profile string
	stop    []func()
	err     error
}

func startChrome() {
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		return
	}
	if chrome.profile, chrome.err = os.MkdirTemp("", "pufabot-browser-*"); chrome.err != nil {
		return
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.UserDataDir(chrome.profile),
		chromedp.Env("TMPDIR="+chrome.profile), // it leaves files behind
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun)
	for _, f := range []string{"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync"} {
		opts = append(opts, chromedp.Flag(f, true))
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	root, stopRoot := chromedp.NewContext(alloc)
	chrome.root, chrome.stop = root, []func(){stopRoot, stop}
	chrome.err = chromedp.Do(root)
}

func TestMain(m *testing.M) {
	code := m.Run()
	for _, stop := range chrome.stop {
		stop()
	}
	if chrome.profile != "" {
		_ = os.RemoveAll(chrome.profile)
	}
	os.Exit(code)
}

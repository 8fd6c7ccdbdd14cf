package console

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// Whoever reads the end of the log still reads it once a picture in it has loaded.
func TestThePageStaysAtItsEndWhenAPictureLoads(t *testing.T) {
	open := browser(t)
	_, srv := answering(t)
	ctx := open(390, 500, false)
	const picture = `new Promise((done) => {
		const img = new Image();
		img.style.cssText = "display: block; width: 600px";
		img.addEventListener("load", () => requestAnimationFrame(() => { document.body.dataset.loaded = "yes"; done(); }));
		document.querySelector("#log").append(img);
		img.src = "/console/web/icon.svg?later";
	}), true`
	err := chromedp.Do(ctx, chromedp.Navigate(srv.URL), until(`document.querySelector('#link').dataset.state === 'connected'`),
		chromedp.SendKeys("#text", "宣讲2场"), chromedp.Click(".send"), until(`document.querySelectorAll('.from-bot').length === 1`),
		until(picture), until(`document.body.dataset.loaded === 'yes'`),
		until(`(() => { const l = document.querySelector('#log'); return l.scrollHeight > l.clientHeight + 300 && l.scrollHeight - l.scrollTop - l.clientHeight < 2; })()`))
	if err != nil {
		t.Fatal(err)
	}
}

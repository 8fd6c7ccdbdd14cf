package console

import (
	"testing"

	"github.com/chromedp/chromedp"

	"pufabot/messages"
)

func TestClockInTheBrowser(t *testing.T) {
	open := browser(t)
	for _, screen := range []screen{{"desktop", 1280, 800, false}, {"phone-dark", 390, 844, true}} {
		t.Run(screen.name, func(t *testing.T) {
			b, f := rehearsing(t)
			srv := serve(t, b)
			ctx := open(screen.width, screen.height, screen.dark)
			run := steps(t, ctx)
			shows := func(day, clock string) chromedp.Action[chromedp.Void] {
				return until(`document.querySelector('#clock-day').textContent.includes('` + day + `') && document.querySelector('#clock-time').textContent === '` + clock + `' && !document.querySelector('.clock.busy')`)
			}
			run("open", chromedp.Navigate(srv.URL), shows("12月1日", "08:00"), until(`document.querySelector('#link').dataset.state === 'connected'`))
			if under := ask[string](t, ctx, `document.querySelector('#under').textContent`); under != messages.RehearsalClock().Everyone {
				t.Errorf("who sees the group: %q", under)
			}
			run("next", chromedp.Click(`[data-do=next]`), shows("12月1日 周二", "10:00"), until(`document.querySelector('.row.push') && document.querySelector('.clock-chat[data-chat="group/work"]')`))
			run("hour", chromedp.Click(`[data-do=hour]`), shows("12月1日", "11:00"), until(`!document.querySelector('.clock-chat') && document.querySelector('.clock-unsaid').textContent.includes('1')`))
			run("why", chromedp.Click(`.clock-unsaid summary`), until(`document.querySelector('.clock-unsaid ul').getBoundingClientRect().height > 20`))
			if out := ask[bool](t, ctx, `(({left, right}) => left < 0 || right > innerWidth)(document.querySelector('.clock-unsaid ul').getBoundingClientRect())`); out {
				t.Error("the reasons do not fit on the screen")
			}
			shoot(t, ctx, screen.name+"-6-unsaid")
			run("day", chromedp.Click(`[data-do=day]`), shows("12月2日 周三", "11:00"))
			run("date", chromedp.Click(`[data-date="2026-12-04"]`), shows("12月4日", "08:00"), until(`document.querySelectorAll('.row.push').length === 3`))
			if past := ask[bool](t, ctx, `document.querySelector('[data-date="2026-12-03"]').disabled && !document.querySelector('[data-date="2026-12-05"]').disabled`); !past {
				t.Error("the clock can be turned back")
			}
			fits(t, ctx)
			shoot(t, ctx, screen.name+"-5-clock")
			if screen.dark {
				return // the rest takes its time on purpose
			}
			run("play on", chromedp.Click(`#clock-auto`), until(`document.querySelectorAll('.row.push').length === 5 && document.querySelector('[data-do=next]').disabled && document.querySelector('#clock-auto').disabled`))
			if m := f.moves[len(f.moves)-1]; !m.Cast || !m.Next {
				t.Errorf("the last move was %+v", m)
			}
			run("restart", chromedp.Click(`#clock-restart`), until(`document.querySelector('#clock-restart.sure')`))
			if f.again != 0 {
				t.Error("one click starts again")
			}
			run("really", chromedp.Click(`#clock-restart`))
			select {
			case <-f.restarted:
			case <-ctx.Done():
				t.Error("two clicks do not start again")
			}
		})
	}
}

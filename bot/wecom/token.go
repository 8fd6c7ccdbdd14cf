package wecom

import (
	"context"
	"net/url"
	"strconv"
	"sync"
	"time"

	"github.com/silenceper/wechat/v2/util"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// tokens keeps one application's access token (D91039). It replaces the
// library's cache, which keeps a dead token and holds its lock during a call
// that nothing bounds. Several senders share one fetch.
type tokens struct {
	app *App

	gate  chan struct{} // one fetch at a time; waited for with a context
	mu    sync.Mutex
	token secret
	until time.Time
}

func newTokens(app *App) *tokens {
	t := &tokens{app: app, gate: make(chan struct{}, 1)}
	return t
}

// get is the token, fetched where there is none or it is about to end.
func (t *tokens) get(ctx context.Context) (string, error) {
	if token := t.cached(); token != "" {
		return token, nil
	}
	select {
	case t.gate <- struct{}{}:
		defer func() { <-t.gate }()
	case <-ctx.Done():
		return "", wire.Broken(ctx.Err())
	}
	if token := t.cached(); token != "" { // somebody else fetched it meanwhile
		return token, nil
	}
	var got struct {
		Token   string `json:"access_token"`
		Expires int64  `json:"expires_in"`
	}
	a := t.app
	uri := DefaultBase + "/cgi-bin/gettoken?corpid=" + url.QueryEscape(a.corpID) + "&corpsecret=" + url.QueryEscape(a.secret.reveal())
	err := through(ctx, a.base, a.client, func(ticket string) { _, _ = util.HTTPGet(uri + ticket) }).outcome(&got)
	if err != nil {
		return "", err
	}
	if got.Token == "" {
		return "", &messages.SendError{Class: messages.Transient, Code: "no token"}
	}
	life := time.Duration(got.Expires) * time.Second
	// Left early, so that no request starts with a token that ends under way; a
	// short life must not mean a fetch for each message.
	life -= min(5*time.Minute, life/4)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.token, t.until = newSecret(got.Token), a.now().Add(life)
	return got.Token, nil
}

func (t *tokens) cached() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.token.reveal() == "" || !t.app.now().Before(t.until) {
		return ""
	}
	return t.token.reveal()
}

// drop forgets a token that was refused, unless a newer one is there already.
func (t *tokens) drop(token string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.token.reveal() == token {
		t.token = secret{}
	}
}

// curedByToken tells whether a new access token may help.
func curedByToken(err *messages.SendError) bool {
	code, e := strconv.ParseInt(err.Code, 10, 64)
	return e == nil && lookup(code).token
}

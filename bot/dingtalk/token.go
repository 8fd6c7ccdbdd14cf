package dingtalk

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// The hosts of the public edition; dedicated editions configure their own.
const (
	DefaultOAPIBase = "https://oapi.dingtalk.com"
	DefaultAPIBase  = "https://api.dingtalk.com"
)

// App is an in-house application (企业内部应用) with a robot.
type App struct {
	APIBase      string // empty: [DefaultAPIBase]
	ClientID     string // AppKey
	ClientSecret Secret // AppSecret
	// RobotCode is shown on the robot's page; in practice it equals ClientID, which
	// is taken when it is empty.
	RobotCode string
}

func (a App) robotCode() string {
	if a.RobotCode != "" {
		return a.RobotCode
	}
	return a.ClientID
}

// tokens is the one cache of an application's access token. Asking too often is
// throttled (OAUTH), so callers wait for the one request that is under way.
type tokens struct {
	client *http.Client
	app    App
	now    func() time.Time

	turn    chan struct{} // held while token and expires are read or renewed
	token   Secret
	expires time.Time
}

// early is how long before its end a token is renewed.
const early = 5 * time.Minute

func newTokens(client *http.Client, app App, now func() time.Time) *tokens {
	return &tokens{client: client, app: app, now: now, turn: make(chan struct{}, 1)}
}

// get gives a token that is good for some minutes. stale is one that the platform
// has just refused: it is not given again. The error is a [messages.SendError].
func (t *tokens) get(ctx context.Context, stale Secret) (Secret, error) {
	select {
	case t.turn <- struct{}{}:
		defer func() { <-t.turn }()
	case <-ctx.Done():
		return "", &messages.SendError{Class: messages.Transient, Code: "stopped"}
	}
	if t.token != "" && t.token != stale && t.now().Before(t.expires) {
		return t.token, nil
	}
	t.token = ""
	// The secret has to be in the body here, and only here.
	a, err := wire.Post(ctx, t.client, wire.Joined(t.app.APIBase, DefaultAPIBase, "/v1.0/oauth2/accessToken"), nil,
		map[string]string{"appKey": t.app.ClientID, "appSecret": string(t.app.ClientSecret)})
	if err != nil {
		return "", err
	}
	var r struct {
		AccessToken string   `json:"accessToken"`
		ExpireIn    looseInt `json:"expireIn"` // seconds; not expires_in (OAUTH)
	}
	if a.Status != http.StatusOK {
		err := apiError(a)
		if a.Status == http.StatusBadRequest || a.Status == http.StatusUnauthorized {
			err.Class = messages.Auth // whatever the words: these credentials do not work
		}
		return "", err
	}
	if json.Unmarshal(a.Body, &r) != nil || r.AccessToken == "" {
		return "", &messages.SendError{Class: messages.Transient, Code: "no token"}
	}
	life := max(time.Duration(r.ExpireIn)*time.Second-early, time.Minute)
	t.token, t.expires = Secret(r.AccessToken), t.now().Add(life)
	return t.token, nil
}

package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"slices"
	"time"

	"pufabot/messages"
)

// farOff is from where on a clock is a fault: signatures are minded within
// minutes on one platform and an hour on the other. aBitOff is worth a word.
const (
	farOff  = 4 * time.Minute
	aBitOff = 30 * time.Second
)

// network tries every host that the configuration uses, and takes the time from
// the first that tells it.
func (k *checkup) network(ctx context.Context) {
	client := &http.Client{Timeout: 15 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	timed := false
	for _, base := range k.config.bases() {
		u, err := url.Parse(base)
		if err != nil {
			continue // the configuration's check has refused it
		}
		date, err := reach(ctx, client, u)
		if err != nil {
			words, advice := messages.DoctorUnreached(netReason(err))
			k.say(messages.Refused, "reach", u.Host, words, advice...)
			continue
		}
		k.say(messages.Passed, "reach", u.Host, messages.DoctorReached)
		if !timed && !date.IsZero() {
			timed = true
			k.clock(k.now().Sub(date))
		}
	}
	if is, known := clockSynchronised(); !timed && known {
		k.clockAlone(is)
	}
	if public := k.config.HTTP.PublicURL; public != "" && k.running != nil {
		u, err := url.Parse(public)
		if err == nil {
			u = u.JoinPath("healthz")
			_, err = reach(ctx, client, u)
		}
		if err != nil {
			words, advice := messages.DoctorUnreached(netReason(err))
			k.say(messages.Noticed, "public", "", words, advice...)
		} else {
			k.say(messages.Passed, "public", "", messages.DoctorReached)
		}
	}
}

func (k *checkup) clock(skew time.Duration) {
	words := messages.DoctorClockWords(skew.Round(time.Second))
	switch {
	case skew.Abs() >= farOff:
		k.say(messages.Refused, "clock", "", words, messages.DoctorClockAdvice()...)
	case skew.Abs() >= aBitOff:
		k.say(messages.Noticed, "clock", "", words, messages.DoctorClockAdvice()...)
	default:
		k.say(messages.Passed, "clock", "", words)
	}
}

// clockAlone is for a clock that could not be compared with a platform's.
func (k *checkup) clockAlone(kept bool) {
	if kept {
		k.say(messages.Passed, "clock", "", messages.DoctorClockAlone(kept))
		return
	}
	k.say(messages.Noticed, "clock", "", messages.DoctorClockAlone(kept), messages.DoctorClockAdvice()...)
}

// bases are the addresses that this configuration calls, each host once.
func (c *Config) bases() []string {
	var out []string
	add := func(on bool, base string) {
		if on && !slices.Contains(out, base) {
			out = append(out, base)
		}
	}
	anyGroup := func(set func(GroupConfig) bool) bool { return slices.ContainsFunc(c.Groups, set) }
	add(c.WeCom.AppEnabled() || anyGroup(func(g GroupConfig) bool { return g.WeComWebhookKey.Set() }), c.WeCom.APIBase)
	add(c.WeCom.Receive == "websocket", c.WeCom.WebsocketURL)
	add(c.DingTalk.Receive != "off", c.DingTalk.APIBase)
	add(c.DingTalk.Receive != "off" || anyGroup(func(g GroupConfig) bool { return g.DingTalkWebhookToken.Set() }), c.DingTalk.OAPIBase)
	return out
}

// reach makes one request to a host; whatever it answers, it was reached. It
// gives the host's own time when that was told.
func reach(ctx context.Context, client *http.Client, u *url.URL) (time.Time, error) {
	at := *u
	switch at.Scheme {
	case "wss":
		at.Scheme = "https"
	case "ws":
		at.Scheme = "http"
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return time.Time{}, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return time.Time{}, err
	}
	_ = resp.Body.Close()
	date, err := http.ParseTime(resp.Header.Get("Date"))
	if err != nil {
		return time.Time{}, nil
	}
	return date, nil
}

// netReason is the class of a network failure, a key of the wording.
func netReason(err error) string {
	var dns *net.DNSError
	var unknown x509.UnknownAuthorityError
	var expired x509.CertificateInvalidError
	var verify *tls.CertificateVerificationError
	var timeout net.Error
	switch {
	case errors.As(err, &dns):
		return "dns"
	case errors.As(err, &unknown), errors.As(err, &expired), errors.As(err, &verify):
		return "certificate"
	case errors.As(err, &timeout) && timeout.Timeout():
		return "timeout"
	}
	return "refused"
}

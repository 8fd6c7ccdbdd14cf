package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
)

// postSigned delivers a message as DingTalk does; the error says that it was not taken.
func postSigned(client *http.Client, url string, body []byte) error {
	req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := client.Do(dingtalktest.Signed(req, testSecret, time.Now()))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body)
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("http %d", resp.StatusCode)
	}
	return nil
}

// serveSigned is the same without a network; the message must be taken.
func serveSigned(t testing.TB, handler http.Handler, at time.Time, body []byte) {
	t.Helper()
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, dingtalktest.Signed(httptest.NewRequest(http.MethodPost, "/dingtalk/callback", bytes.NewReader(body)), testSecret, at))
	if w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
}

package dingtalktest

import (
	_ "embed"
	"encoding/json"
	"testing"
)

//go:embed testdata/dingtalk_vectors.json
var vectors []byte

// Vectors are signatures that were made without any code of ours, and the known
// mistakes. The secrets are invented.
type Vectors struct {
	Callback []struct {
		Name            string `json:"name"`
		AppSecret       string `json:"app_secret"`
		HeaderTimestamp string `json:"header_timestamp"`
		HeaderSign      string `json:"header_sign"`
		SignURLEncoded  string `json:"sign_urlencoded"`
	} `json:"callback"`
	Verify []struct {
		Name            string `json:"name"`
		AppSecret       string `json:"app_secret"`
		HeaderTimestamp string `json:"header_timestamp"`
		HeaderSign      string `json:"header_sign"`
		NowMS           int64  `json:"now_ms"`
		MaxSkewMS       int64  `json:"max_skew_ms"`
		Expect          string `json:"expect"`
	} `json:"callback_verify_cases"`
	Webhook []struct {
		Name           string `json:"name"`
		Secret         string `json:"secret"`
		Timestamp      string `json:"timestamp"`
		SignBase64     string `json:"sign_base64"`
		SignURLEncoded string `json:"sign_urlencoded"`
		FullURL        string `json:"full_url"`
	} `json:"webhook"`
	// Pitfalls have either a query, a timestamp or a sign that is wrong.
	Pitfalls []struct {
		Name         string `json:"name"`
		BadQuery     string `json:"bad_query"`
		ServerSees   string `json:"server_sees"`
		BadTimestamp string `json:"bad_timestamp"`
		SignForIt    string `json:"sign_for_it"`
		BadSign      string `json:"bad_sign"`
		Expect       string `json:"expect"`
	} `json:"webhook_pitfalls"`
}

// SignVectors reads them, and sees to it that none is missing.
func SignVectors(t testing.TB) (v Vectors) {
	t.Helper()
	if err := json.Unmarshal(vectors, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Callback) != 6 || len(v.Verify) != 13 || len(v.Webhook) != 5 || len(v.Pitfalls) != 4 {
		t.Fatal("vectors are incomplete")
	}
	return v
}

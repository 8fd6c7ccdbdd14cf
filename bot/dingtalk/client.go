package dingtalk

import (
	"bytes"
	"context"
	"io"
	"net/http"

	"pufabot/bot/wire"
	"pufabot/messages"
)

const answerLimit = 64 << 10 // bytes of an answer that are read

// answer is what a platform said.
type answer struct {
	status int
	body   []byte
}

// post sends JSON. Its error is a [messages.SendError] that was made here: the
// ones of net/http carry the address, and the address carries tokens.
func post(ctx context.Context, c *http.Client, addr string, header http.Header, payload any) (answer, error) {
	data, err := wire.Encode(payload)
	if err != nil {
		return answer{}, &messages.SendError{Class: messages.Permanent, Code: "encode"}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, addr, bytes.NewReader(data))
	if err != nil {
		return answer{}, &messages.SendError{Class: messages.Permanent, Code: "address"}
	}
	for k, v := range header {
		req.Header[k] = v
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	req.Header.Set("Accept", "application/json") // without it some calls answer in XML (NODE)
	resp, err := c.Do(req)
	if err != nil {
		return answer{}, wire.Broken(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, answerLimit))
	if err != nil {
		return answer{}, wire.Broken(err)
	}
	return answer{resp.StatusCode, body}, nil
}

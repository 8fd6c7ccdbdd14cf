package wecom

import (
	"context"
	"net/http"
	"time"

	"github.com/rs/zerolog"
)

// door is what both callbacks share: it lets in what is signed, fresh and opens,
// and answers everything else with a refusal and one line in the log.
type door struct {
	crypto *Crypto
	log    zerolog.Logger
	now    func() time.Time
	// sealed finds the ciphertext in a body; empty: malformed.
	sealed func(body []byte) string
	// take has the decrypted body and the request's nonce; it gives the answer.
	take func(ctx context.Context, plain []byte, nonce string) ([]byte, *refusal)
}

func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var body []byte
	var no *refusal
	switch r.Method {
	case http.MethodGet:
		body, no = d.verifyURL(r)
	case http.MethodPost:
		body, no = d.receive(w, r)
	default:
		w.Header().Set("Allow", "GET, POST")
		no = refuseMethod
	}
	refuseOr(w, d.log, no, body)
}

// verifyURL proves to the administration page that this is the right server
// (D101033): the decrypted echo string, nothing around it.
func (d *door) verifyURL(r *http.Request) ([]byte, *refusal) {
	q, no := readQuery(r, d.now())
	if no != nil {
		return nil, no
	}
	echo := r.URL.Query().Get("echostr")
	if echo == "" {
		return nil, refuseBody
	}
	return d.open(q, echo)
}

func (d *door) receive(w http.ResponseWriter, r *http.Request) ([]byte, *refusal) {
	body, no := readBody(w, r)
	if no != nil {
		return nil, no
	}
	q, no := readQuery(r, d.now())
	if no != nil {
		return nil, no
	}
	sealed := d.sealed(body)
	if sealed == "" {
		return nil, refuseBody
	}
	plain, no := d.open(q, sealed)
	if no != nil {
		return nil, no
	}
	return d.take(r.Context(), plain, q.nonce)
}

// open decrypts what is signed; the signature comes first, so that a stranger
// learns nothing about the cipher.
func (d *door) open(q query, sealed string) ([]byte, *refusal) {
	if !d.crypto.Verify(q.signature, q.timestamp, q.nonce, sealed) {
		return nil, refuseSignature
	}
	plain, err := d.crypto.Decrypt(sealed)
	if err != nil {
		return nil, refuseCipher
	}
	return plain, nil
}

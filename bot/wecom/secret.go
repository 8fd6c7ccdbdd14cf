package wecom

import "fmt"

// secret is a string that no verb of fmt and no encoder prints, not even as a
// field of something else: fmt asks no methods of unexported fields, so the
// words lie behind a pointer.
type secret struct{ words *string }

func newSecret(s string) secret { return secret{&s} }

// reveal is the only way to the words.
func (s secret) reveal() string {
	if s.words == nil {
		return ""
	}
	return *s.words
}

// Format prints three asterisks, whatever the verb.
func (secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("***")) }

// MarshalText keeps the words out of JSON and logs.
func (secret) MarshalText() ([]byte, error) { return []byte("***"), nil }

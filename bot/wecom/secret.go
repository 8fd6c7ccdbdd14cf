package wecom

import "fmt"

// secret is a string that no verb of fmt and no encoder prints.
type secret string

// Format prints three asterisks, whatever the verb.
func (secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("***")) }

// MarshalText keeps the value out of JSON and logs.
func (secret) MarshalText() ([]byte, error) { return []byte("***"), nil }

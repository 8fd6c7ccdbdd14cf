package wire

import (
	"bytes"
	"encoding/json"
)

// Encode writes JSON without HTML escapes: the platforms count and sometimes show
// "\u003c" as six characters, WeCom refuses some such bodies (40033), and a
// mention written "\u003c@id>" alerts nobody.
func Encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

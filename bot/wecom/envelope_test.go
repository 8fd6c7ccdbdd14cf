package wecom

import (
	"strings"
	"testing"
)

// A stranger's envelope costs next to nothing, whatever it is full of.
func TestEnvelopesCostLittle(t *testing.T) {
	const size = 1 << 20
	for name, body := range map[string]string{
		"tags":              "<xml>" + strings.Repeat("<a>", size/3),
		"empty tags":        "<xml>" + strings.Repeat("<a/>", size/4) + "</xml>",
		"attributes":        "<xml><a" + strings.Repeat(` a=""`, size/5) + "/></xml>",
		"quoted otherwise":  "<xml><a" + strings.Repeat(` a=''`, size/5) + "/></xml>",
		"comments":          "<xml>" + strings.Repeat("<!---->", size/7) + "</xml>",
		"many ciphertexts":  "<xml>" + strings.Repeat("<Encrypt>x</Encrypt>", size/20) + "</xml>",
		"entities declared": "<!DOCTYPE x [" + strings.Repeat(`<!ENTITY a "a">`, size/15) + "]><xml><Encrypt>x</Encrypt></xml>",
	} {
		if n := testing.AllocsPerRun(1, func() { sealedXML([]byte(body)) }); n > 10 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

package wiretest

import (
	"bytes"
	"compress/gzip"
)

// Gzip squeezes a request body. No callback ever inflates one, whatever a header
// says: a small body could become any size.
func Gzip(body []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(body) // a buffer takes everything
	_ = w.Close()
	return b.Bytes()
}

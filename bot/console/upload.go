package console

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"net/http"
	"os"
	"sync"
	"time"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// The bounds of uploads: they wait in temporary files for the line that sends them.
const (
	maxUpload  = 200 << 20 // bytes; what the bot takes is configured and told by the bot
	maxUploads = 64
	uploadLife = 30 * time.Minute
	uploadFor  = 5 * time.Minute // one transfer
	maxFiles   = 20              // of one line
)

// uploads are the files that the page has posted.
type uploads struct {
	mu   sync.Mutex
	kept map[string]upload
}

type upload struct {
	name, path string
	at         time.Time
}

// add takes a file in. It is not ok when too many are waiting already.
func (u *uploads) add(file upload) (ref string, ok bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for ref, old := range u.kept {
		if file.at.Sub(old.at) > uploadLife {
			_ = os.Remove(old.path)
			delete(u.kept, ref)
		}
	}
	if len(u.kept) >= maxUploads {
		return "", false
	}
	if u.kept == nil {
		u.kept = map[string]upload{}
	}
	ref = rand.Text()
	u.kept[ref] = file
	return ref, true
}

func (u *uploads) get(ref string) (upload, bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	file, ok := u.kept[ref]
	return file, ok
}

// clear removes all of them.
func (u *uploads) clear() {
	u.mu.Lock()
	defer u.mu.Unlock()
	for _, file := range u.kept {
		_ = os.Remove(file.path)
	}
	clear(u.kept)
}

// serveUpload takes one file, as the body, and gives a reference to it for the
// line that sends it.
func (c *Console) serveUpload(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", "POST")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	control := http.NewResponseController(w) // the server's own limit is meant for lines
	_ = control.SetReadDeadline(time.Now().Add(uploadFor))
	path, err := spool(http.MaxBytesReader(w, r.Body, maxUpload))
	var big *http.MaxBytesError
	switch {
	case errors.As(err, &big):
		fail(w, http.StatusRequestEntityTooLarge, "file-too-large")
		return
	case err != nil:
		fail(w, http.StatusBadRequest, "other")
		return
	}
	ref, ok := c.uploads.add(upload{name: wire.PlainName(r.URL.Query().Get("name")), path: path, at: time.Now()})
	if !ok {
		_ = os.Remove(path)
		fail(w, http.StatusServiceUnavailable, "busy")
		return
	}
	reply(w, http.StatusOK, map[string]string{"ref": ref})
}

// attached are the files of a line, for the bot and for the page. A reference that
// is not known goes on: the bot will say that the file cannot be had.
func (c *Console) attached(files []lineFile) (out []messages.File, shown []Enclosed) {
	for _, f := range files {
		name := wire.PlainName(f.Name)
		if kept, ok := c.uploads.get(f.Ref); ok {
			name = kept.name
		}
		out = append(out, messages.File{Name: name, Ref: f.Ref})
		shown = append(shown, Enclosed{Name: name, ref: f.Ref})
	}
	return out, shown
}

// spool writes to a temporary file.
func spool(r io.Reader) (path string, err error) {
	f, err := os.CreateTemp("", "pufabot-upload-*")
	if err != nil {
		return "", err
	}
	_, err = io.Copy(f, r)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(f.Name())
		return "", err
	}
	return f.Name(), nil
}

// Fetch gives an uploaded file to the bot. After a restart it is gone.
func (c *Console) Fetch(_ context.Context, f messages.File, to io.Writer) (string, error) {
	file, ok := c.uploads.get(f.Ref)
	if !ok {
		return "", &messages.SendError{Class: messages.Gone, Code: "no upload"}
	}
	r, err := os.Open(file.path)
	if err != nil {
		return "", &messages.SendError{Class: messages.Gone, Code: "no upload"}
	}
	defer func() { _ = r.Close() }()
	_, err = io.Copy(to, r)
	return file.name, err
}

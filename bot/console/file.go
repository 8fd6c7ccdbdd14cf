package console

import (
	"net/http"
	"net/url"
	"strconv"

	"pufabot/messages"
)

// Enclosed is a file or picture of an event, as the page gets it. The content of
// the bot's own is made or read when somebody looks at it.
type Enclosed struct {
	Name    string `json:"name"`
	URL     string `json:"url,omitempty"` // empty: somebody sent it, and the page only names it
	Picture bool   `json:"picture,omitempty"`
	ref     string // of an upload
}

// OpenFiles says how the content of attachments is had; without it the console
// says in words that something could not be sent. It is called before serving.
func (c *Console) OpenFiles(open messages.Open) { c.open = open }

// enclosed are the addresses of a delivery's attachments. They name the event by
// its key, which stays when the event gets a new id.
func (c *Console) enclosed(chat, key string, attachments []messages.Attachment) []Enclosed {
	var out []Enclosed
	for i, a := range attachments {
		q := url.Values{"chat": {chat}, "key": {key}, "n": {strconv.Itoa(i)}}
		out = append(out, Enclosed{Name: a.Name, URL: "/console/file?" + q.Encode(), Picture: a.Picture})
	}
	return out
}

// serveFile gives the content of an attachment. Pictures are shown, everything
// else is offered for saving.
func (c *Console) serveFile(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	n, err := strconv.Atoi(q.Get("n"))
	attachments := c.hall.attachments(q.Get("chat"), q.Get("key"))
	if err != nil || n < 0 || n >= len(attachments) {
		http.NotFound(w, r)
		return
	}
	a := attachments[n]
	data, err := c.open(a)
	if err != nil {
		c.log.Error().Err(err).Msg("attachment not opened")
		http.Error(w, "unavailable", http.StatusServiceUnavailable)
		return
	}
	kind, disposition := "application/octet-stream", "attachment"
	if a.Picture && a.Extension() == "png" {
		kind, disposition = "image/png", "inline"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", disposition+"; filename*=UTF-8''"+url.PathEscape(a.Name))
	_, _ = w.Write(data)
}

// attachments are those of an event, none when it is not kept (any more).
func (h *hall) attachments(chat, key string) []messages.Attachment {
	if !h.has(chat) {
		return nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.rooms[chat]
	if i := r.find(key); i >= 0 {
		return r.events[i].attachments
	}
	return nil
}

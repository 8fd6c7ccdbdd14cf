package console

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"pufabot/messages"
)

// line is what the page posts.
type line struct {
	// ID is made by the page, the same for every attempt to post this line.
	ID   string `json:"id"`
	Chat string `json:"chat"`
	From string `json:"from"`
	Text string `json:"text"`
	// Quote is the id of the event of this chat that is replied to; may be empty.
	Quote string `json:"quote"`
	// Files are references that /console/upload has given, with names to show.
	Files []lineFile `json:"files"`
}

type lineFile struct {
	Ref  string `json:"ref"`
	Name string `json:"name"`
}

var idShape = regexp.MustCompile(`^[A-Za-z0-9_-]{8,64}$`)

// handleFor bounds how long one line may be at work.
const handleFor = 30 * time.Second

// serveSay takes in one line. 200 means that it is kept; the errors are codes of
// messages.ConsoleWords.Errors. Posting the same id again is harmless.
func (c *Console) serveSay(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", "POST")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	if t, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || t != "application/json" {
		fail(w, http.StatusUnsupportedMediaType, "other")
		return
	}
	l, status := readLine(w, r)
	if status != 0 {
		code := "other"
		if status == http.StatusRequestEntityTooLarge {
			code = "too-long"
		}
		fail(w, status, code)
		return
	}
	if status, code := c.check(l); status != 0 {
		fail(w, status, code)
		return
	}
	select {
	case c.atWork <- struct{}{}:
		defer func() { <-c.atWork }()
	default:
		w.Header().Set("Retry-After", "1")
		fail(w, http.StatusServiceUnavailable, "busy")
		return
	}
	// A page that is closed meanwhile does not stop what it has begun.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), handleFor)
	defer cancel()
	c.say(ctx, w, l)
}

// say takes a checked line in and tells the page what became of it.
func (c *Console) say(ctx context.Context, w http.ResponseWriter, l line) {
	key, taken, err := c.speak(ctx, l)
	switch {
	case taken:
		fail(w, http.StatusConflict, "id-taken")
	case err != nil:
		c.log.Error().Err(err).Msg("console line not kept")
		fail(w, http.StatusServiceUnavailable, "not-kept")
	default:
		reply(w, http.StatusOK, map[string]string{"key": key})
	}
}

// speak shows a line in its chat and hands it on. taken says that the id belongs
// to another line: nothing was done.
func (c *Console) speak(ctx context.Context, l line) (key string, taken bool, err error) {
	who := c.people[l.From]
	env := messages.Envelope{
		Key: "console/" + l.ID,
		Chat: messages.Chat{
			Platform: who.Account.Platform, ID: l.Chat, Title: c.title(l.Chat),
			Private: strings.HasPrefix(l.Chat, "private/"),
		},
		From:     messages.Sender{Account: who.Account, Nick: who.Label, Mention: who.Account.UserID},
		Text:     withoutMention(l.Text),
		At:       c.time(),
		ReplyVia: messages.Address{Channel: messages.ChanConsole, Target: l.Chat},
	}
	e := Event{Chat: l.Chat, Key: env.Key, At: env.At, From: l.From, Name: who.Label, Text: l.Text}
	env.Files, e.Files = c.attached(l.Files)
	if l.Quote != "" {
		q, ok := c.hall.event(l.Chat, l.Quote)
		if ok {
			env.Quote = &messages.Quote{Text: q.Text}
			for _, f := range q.Files {
				if f.ref != "" { // the bot's own enclosures are no news to it
					env.Quote.Files = append(env.Quote.Files, messages.File{Name: f.Name, Ref: f.ref})
				}
			}
			e.Quote = q.Text
			for _, f := range q.Files {
				e.Quote = strings.TrimSpace(e.Quote + " " + f.Name)
			}
		}
	}
	e, fresh := c.hall.add(e)
	if !fresh && (e.Text != l.Text || e.From != l.From) {
		return e.Key, true, nil
	}
	env.At = e.At // a repeated line was said when it was said first
	_, err = c.handle(ctx, env)
	c.hall.settle(l.Chat, e.Key, err == nil)
	return e.Key, false, err
}

// readLine decodes the body strictly; a status other than 0 is a refusal.
func readLine(w http.ResponseWriter, r *http.Request) (line, int) {
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	dec.DisallowUnknownFields()
	var l line
	err := dec.Decode(&l)
	if err == nil {
		if _, end := dec.Token(); !errors.Is(end, io.EOF) {
			err = errors.New("more than one value")
			var big *http.MaxBytesError
			if errors.As(end, &big) {
				err = end
			}
		}
	}
	var big *http.MaxBytesError
	switch {
	case errors.As(err, &big):
		return l, http.StatusRequestEntityTooLarge
	case err != nil:
		return l, http.StatusBadRequest
	}
	return l, 0
}

// check tells whether this person may say this line in this chat.
func (c *Console) check(l line) (status int, code string) {
	_, known := c.people[l.From]
	switch {
	case !idShape.MatchString(l.ID):
		return http.StatusBadRequest, "other"
	case len(l.Files) > maxFiles:
		return http.StatusBadRequest, "other"
	case strings.TrimSpace(l.Text) == "" && len(l.Files) == 0:
		return http.StatusBadRequest, "empty"
	case utf8.RuneCountInString(l.Text) > maxText:
		return http.StatusRequestEntityTooLarge, "too-long"
	case !known:
		return http.StatusBadRequest, "unknown-from"
	case !c.hall.has(l.Chat):
		return http.StatusNotFound, "unknown-chat"
	case strings.HasPrefix(l.Chat, "private/") && l.Chat != privateChat(l.From):
		return http.StatusForbidden, "not-yours"
	}
	return 0, ""
}

// title is the name of a group; private chats have none.
func (c *Console) title(chat string) string {
	for _, g := range c.cfg.Groups {
		if groupChat(g.ID) == chat {
			return g.Title
		}
	}
	return ""
}

// withoutMention takes the bot's mention out, which the console does not need
// but people are used to, wherever it stands.
func withoutMention(s string) string {
	at := "@" + messages.ConsolePage().Bot
	if !strings.Contains(s, at) {
		return s
	}
	return strings.TrimSpace(strings.ReplaceAll(s, at, " "))
}

// reply writes JSON.
func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // the page is gone: nobody to tell
}

// fail tells the page which of its sentences to show.
func fail(w http.ResponseWriter, status int, code string) {
	reply(w, status, map[string]string{"error": code})
}

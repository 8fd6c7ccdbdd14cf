package console

import (
	"bytes"
	"embed"
	"html/template"
	"mime"
	"net/http"
	"path"

	"pufabot/bot/pinyin"
	"pufabot/messages"
)

//go:embed web
var web embed.FS

var pageTemplate = template.Must(template.ParseFS(web, "web/page.html"))

// renderPage fills the page with its words, once. A rehearsal's page has a clock.
func renderPage(title string, rehearsal bool) []byte {
	var b bytes.Buffer
	err := pageTemplate.Execute(&b, struct {
		Title string
		Words messages.ConsoleWords
		Clock *messages.ClockWords
	}{title, messages.ConsolePage(), clockWords(rehearsal)})
	if err != nil {
		panic(err) // template and words are fixed at build time
	}
	return b.Bytes()
}

func clockWords(rehearsal bool) *messages.ClockWords {
	if !rehearsal {
		return nil
	}
	words := messages.RehearsalClock()
	return &words
}

func (c *Console) servePage(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(c.page)
}

// serveAsset serves the scripts, the style and the icon; the page itself only at /.
func serveAsset(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("file")
	data, err := web.ReadFile("web/" + name)
	kind := mime.TypeByExtension(path.Ext(name))
	switch path.Ext(name) { // the machine's own table may say something else
	case ".js":
		kind = "text/javascript; charset=utf-8"
	case ".css":
		kind = "text/css; charset=utf-8"
	case ".svg":
		kind = "image/svg+xml"
	case ".html":
		data = nil
	}
	if err != nil || data == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", kind)
	_, _ = w.Write(data)
}

type groupJSON struct {
	Chat  string `json:"chat"`
	Title string `json:"title"`
}

type personJSON struct {
	ID       string   `json:"id"`
	Chat     string   `json:"chat"`
	Name     string   `json:"name"`
	Short    string   `json:"short"`
	Role     string   `json:"role"`
	Section  string   `json:"section"`
	Search   string   `json:"search"`
	Examples []string `json:"examples"`
}

// servePeople tells who can speak and where.
func (c *Console) servePeople(w http.ResponseWriter, _ *http.Request) {
	groups := make([]groupJSON, 0, len(c.cfg.Groups))
	for _, g := range c.cfg.Groups {
		groups = append(groups, groupJSON{Chat: groupChat(g.ID), Title: g.Title})
	}
	people, sounds := make([]personJSON, 0, len(c.cfg.People)), pinyin.New(nil)
	for _, p := range c.cfg.People {
		examples := p.Examples
		if examples == nil {
			examples = []string{}
		}
		people = append(people, personJSON{
			ID: p.Account.UserID, Chat: privateChat(p.Account.UserID), Name: p.Label, Short: p.Short, Role: string(p.Role),
			Section: p.section(), Search: p.search(sounds), Examples: examples,
		})
	}
	reply(w, http.StatusOK, map[string]any{"groups": groups, "people": people})
}

// serveHistory tells what has been said and up to which event that is everything.
func (c *Console) serveHistory(w http.ResponseWriter, r *http.Request) {
	chat := r.URL.Query().Get("chat")
	if chat != "" && !c.hall.has(chat) {
		fail(w, http.StatusNotFound, "unknown-chat")
		return
	}
	events, last := c.hall.history(chat)
	reply(w, http.StatusOK, map[string]any{"last": last, "events": events})
}

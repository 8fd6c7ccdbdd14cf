package console

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/rs/zerolog"

	"pufabot/messages"
	"pufabot/messages/dossier"
	"pufabot/messages/parcel"
	"pufabot/messages/picture"
)

//go:embed wall
var wall embed.FS

var boardTemplate = template.Must(template.ParseFS(wall, "wall/board.html"))

const (
	boardPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
		"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	boardCookie = "pufabot_board"
	// boardDays is how long a browser is remembered: a campaign and some weeks.
	boardDays = 60
)

// board is the read-only progress board. It shows units and figures, never
// people, titles or words.
type board struct {
	snapshot func() (dossier.Dossier, error)
	gate     *Gate
	log      zerolog.Logger
}

// NewBoard serves /board and /board/*. On this machine (see guard.go) it is
// open; from anywhere else it asks for the gate's token, as ?token= once, then by a
// cookie that does not hold the token itself. The link with the token leads on to /board, so that the
// token stays neither in the address bar nor in what is copied from there.
func NewBoard(snapshot func() (dossier.Dossier, error), gate *Gate, log zerolog.Logger) http.Handler {
	b := &board{snapshot: snapshot, gate: gate, log: log}
	mux := http.NewServeMux()
	mux.HandleFunc("/board", b.servePage)
	mux.HandleFunc("/board/progress.png", b.serveDocument(parcel.Order{Format: "png"}, "image/png", "inline"))
	mux.HandleFunc("/board/figures.xlsx", b.serveDocument(parcel.Order{Format: "xlsx", Figures: true},
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "attachment"))
	mux.HandleFunc("/board/{file}", b.serveFile)
	return get(func(w http.ResponseWriter, r *http.Request) {
		confine(w.Header(), boardPolicy)
		if b.admit(w, r) {
			mux.ServeHTTP(w, r)
		}
	})
}

// admit lets a request through, or has answered it.
func (b *board) admit(w http.ResponseWriter, r *http.Request) bool {
	if r.URL.Query().Has("token") {
		if code := b.gate.Try(r, r.URL.Query().Get("token")); code != http.StatusOK {
			b.refuse(w, code)
			return false
		}
		http.SetCookie(w, &http.Cookie{
			Name: boardCookie, Value: b.gate.pass(), Path: "/board", MaxAge: boardDays * 24 * 3600,
			HttpOnly: true, SameSite: http.SameSiteLaxMode,
			Secure: r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https",
		})
		http.Redirect(w, r, "/board", http.StatusSeeOther)
		return false
	}
	if refusal(r) == "" {
		return true
	}
	code := http.StatusUnauthorized
	if c, err := r.Cookie(boardCookie); err == nil {
		code = b.gate.tryPass(r, c.Value)
	}
	if code != http.StatusOK {
		b.refuse(w, code)
		return false
	}
	return true
}

func (b *board) refuse(w http.ResponseWriter, code int) {
	b.log.Warn().Int("status", code).Msg("board request refused")
	http.Error(w, strings.ToLower(http.StatusText(code)), code)
}

func (b *board) servePage(w http.ResponseWriter, _ *http.Request) {
	data, err := b.snapshot()
	if err != nil {
		b.log.Error().Err(err).Msg("board not read")
		http.Error(w, "unavailable", http.StatusServiceUnavailable)
		return
	}
	var page bytes.Buffer
	if err := boardTemplate.Execute(&page, newBoardView(data)); err != nil {
		b.log.Error().Err(err).Msg("board not rendered")
		http.Error(w, "unavailable", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(page.Bytes())
}

func (b *board) serveFile(w http.ResponseWriter, r *http.Request) {
	kinds := map[string]string{"board.css": "text/css; charset=utf-8", "board.js": "text/javascript; charset=utf-8"}
	kind, ok := kinds[r.PathValue("file")]
	data, err := wall.ReadFile("wall/" + r.PathValue("file"))
	if !ok || err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", kind)
	_, _ = w.Write(data)
}

// boardView is what the template shows.
type boardView struct {
	Title, At string
	Words     messages.BoardWords
	Marks     []messages.BoardMark
	Tables    []dossier.Table
	Pictures  []int // the numbers of the picture's pages
	// Supplements are what has come since the figures were frozen, under their heading.
	Supplements []string
}

func newBoardView(d dossier.Dossier) boardView {
	return boardView{
		Title: d.Plan.Campaign.Title, At: messages.BoardTime(d.At),
		Words: messages.BoardPage(), Marks: messages.BoardMarks(), Tables: dossier.Tables(d.Gaps, d.At),
		Pictures: numbers(picture.Count(slices.Values(d.Gaps))), Supplements: d.SupplementWords(),
	}
}

// numbers are 1 to n.
func numbers(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i + 1
	}
	return out
}

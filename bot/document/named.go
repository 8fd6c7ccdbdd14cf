package document

import (
	"path"
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// Trouble says what is wrong with a file.
type Trouble string

// The troubles.
const (
	Fine    Trouble = ""
	Program Trouble = "program" // its name says that it is a program
	Broken  Trouble = "broken"  // its content is nothing that its name says
)

var (
	programs = []string{".exe", ".msi", ".bat", ".cmd", ".com", ".scr", ".pif", ".js", ".vbs", ".ps1", ".sh", ".apk", ".jar", ".dll", ".lnk", ".reg"}
	// legible are names of content that is always recognised when it is whole.
	legible = []string{"", ".docx", ".doc", ".wps", ".rtf", ".odt", ".pdf", ".xlsx", ".xls", ".et", ".pptx", ".ppt", ".dps",
		".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".zip", ".rar", ".7z"}
	videos = []string{".mp4", ".mov", ".avi", ".mkv", ".webm", ".mpg", ".mpeg", ".wmv", ".flv", ".3gp", ".m4v", ".rmvb"}
	sounds = []string{".mp3", ".wav", ".m4a", ".aac", ".amr", ".ogg", ".flac", ".wma"}
	slides = []string{".pptx", ".ppt"}
	packs  = []string{".zip", ".rar", ".7z"}
)

// Named holds what the content says against the name that its sender gave it.
// Content that is not known is what a name of sound or video says; a name of a
// document whose content is none is in trouble.
func Named(f Facts, name string) (Facts, Trouble) {
	ext := strings.ToLower(path.Ext(name))
	unknown := f.Ext == ".bin"
	switch {
	case slices.Contains(programs, ext):
		return f, Program
	case unknown && slices.Contains(videos, ext):
		f.Format, f.Ext = ledger.Video, ext
	case unknown && slices.Contains(sounds, ext):
		f.Ext = ext
	case slices.Contains(legible, ext) && (unknown || f.Ext == ".txt" && ext != ""):
		return f, Broken
	}
	return f, Fine
}

// Piece tells whether a file can be a piece of an item: one of the formats that the
// item names, or a photo of the newspaper; where it names none, anything that can
// be read, looked at or listened to, and archives.
func Piece(it ledger.Item, format, ext string) bool {
	switch {
	case format == ledger.Picture, slices.Contains(it.Files, format):
		return true
	case len(it.Files) > 0:
		return false
	case format == ledger.Word, format == ledger.PDF, format == ledger.Video:
		return true
	}
	return slices.Contains(sounds, ext) || slices.Contains(slides, ext) || slices.Contains(packs, ext)
}

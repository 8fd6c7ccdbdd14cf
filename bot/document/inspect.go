package document

import (
	"io"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"pufabot/bot/ledger"
)

// Facts are what the content of a file says.
type Facts struct {
	Format string // ledger.Word and so on
	Ext    string // with its dot, e.g. ".docx"; of unknown content ".bin"
	// Title is read from inside; empty: none was found.
	Title string
	// Unstamped says that a PDF was read as a whole and nothing red is in it.
	Unstamped bool
}

// headBytes is how much of a file its type is told by.
const headBytes = 64 << 10

// Inspect looks into a file of the given size. It never fails: what cannot be
// read is not known.
func Inspect(r io.ReaderAt, size int64) Facts {
	head := make([]byte, min(headBytes, max(size, 0)))
	n, _ := r.ReadAt(head, 0)
	f, ok := compound(r, head[:n], size)
	if !ok {
		f = classify(head[:n])
	}
	switch f.Ext {
	case ".zip":
		f = packed(r, size, f)
	case ".pdf":
		f.Title, f.Unstamped = guarded(func() (string, bool) { return readPDF(r, size) })
	}
	if f.Ext == ".docx" {
		f.Title, _ = guarded(func() (string, bool) { return docxTitle(r, size), false })
	}
	f.Title = cleanTitle(f.Title)
	return f
}

// guarded turns a panic of a decoder into "nothing known".
func guarded(read func() (string, bool)) (title string, unstamped bool) {
	defer func() {
		if recover() != nil {
			title, unstamped = "", false
		}
	}()
	return read()
}

// kinds are the types by their media type, the parents of a type after it.
var kinds = []struct{ mime, format, ext string }{
	{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", ledger.Word, ".docx"},
	{"application/msword", ledger.Word, ".doc"},
	{"text/rtf", ledger.Word, ".rtf"},
	{"application/vnd.oasis.opendocument.text", ledger.Word, ".odt"},
	{"application/pdf", ledger.PDF, ".pdf"},
	{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ledger.Excel, ".xlsx"},
	{"application/vnd.ms-excel", ledger.Excel, ".xls"},
	{"application/vnd.openxmlformats-officedocument.presentationml.presentation", ledger.Other, ".pptx"},
	{"application/vnd.ms-powerpoint", ledger.Other, ".ppt"},
	{"image/jpeg", ledger.Picture, ".jpg"},
	{"image/png", ledger.Picture, ".png"},
	{"image/gif", ledger.Picture, ".gif"},
	{"image/webp", ledger.Picture, ".webp"},
	{"image/bmp", ledger.Picture, ".bmp"},
	{"image/heic", ledger.Picture, ".heic"},
	{"image/heif", ledger.Picture, ".heif"},
	{"image/tiff", ledger.Picture, ".tif"},
	{"video/mp4", ledger.Video, ".mp4"},
	{"video/quicktime", ledger.Video, ".mov"},
	{"video/x-msvideo", ledger.Video, ".avi"},
	{"video/x-matroska", ledger.Video, ".mkv"},
	{"video/webm", ledger.Video, ".webm"},
	{"video/mpeg", ledger.Video, ".mpg"},
	{"video/x-ms-asf", ledger.Video, ".wmv"},
	{"video/x-flv", ledger.Video, ".flv"},
	{"video/3gpp", ledger.Video, ".3gp"},
	{"audio/mpeg", ledger.Other, ".mp3"},
	{"audio/wav", ledger.Other, ".wav"},
	{"audio/x-m4a", ledger.Other, ".m4a"},
	{"audio/aac", ledger.Other, ".aac"},
	{"audio/amr", ledger.Other, ".amr"},
	{"audio/ogg", ledger.Other, ".ogg"},
	{"audio/flac", ledger.Other, ".flac"},
	{"image/vnd.adobe.photoshop", ledger.Picture, ".psd"},
	{"image/svg+xml", ledger.Picture, ".svg"},
	{"text/html", ledger.Other, ".html"},
	{"application/x-rar-compressed", ledger.Other, ".rar"},
	{"application/x-7z-compressed", ledger.Other, ".7z"},
	{"application/zip", ledger.Other, ".zip"},
}

func classify(head []byte) Facts {
	for m := mimetype.Detect(head); m != nil; m = m.Parent() {
		for _, k := range kinds {
			if m.Is(k.mime) {
				return Facts{Format: k.format, Ext: k.ext}
			}
		}
		if m.Is("text/plain") {
			return Facts{Format: ledger.Other, Ext: ".txt"}
		}
	}
	return Facts{Format: ledger.Other, Ext: ".bin"}
}

// packed tells an office document whose parts come in an unusual order from a
// plain archive.
func packed(r io.ReaderAt, size int64, f Facts) Facts {
	z := openZip(r, size)
	if z == nil {
		return f
	}
	for _, e := range z.File {
		switch {
		case e.Name == "word/document.xml":
			return Facts{Format: ledger.Word, Ext: ".docx"}
		case e.Name == "xl/workbook.xml":
			return Facts{Format: ledger.Excel, Ext: ".xlsx"}
		case strings.HasPrefix(e.Name, "ppt/"):
			return Facts{Format: ledger.Other, Ext: ".pptx"}
		}
	}
	return f
}

package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is the length of a name in bytes of UTF-8, so that it fits on every
// file system (255 bytes) with room for a number behind it. Windows counts
// characters and is content with that.
const maxName = 200

// FileName is what a file is called when it is shown or handed on:
// 衡阳县-署名文章-《题目》.pdf. Parts that are empty are left out. The name is safe on
// Windows, macOS and Linux: no separators, no reserved characters or names, no dot
// or space at the end, not too long.
func FileName(unit, item, title, ext string) string {
	var parts []string
	for _, p := range []string{unit, item} {
		if p = safe(p); p != "" {
			parts = append(parts, p)
		}
	}
	ext = safeExt(ext)
	stem := strings.Join(parts, "-")
	if title = safe(title); title != "" {
		room := maxName - len(stem) - len(ext) - len("-《》")
		if title = cut(title, max(room, 0)); title != "" {
			if stem != "" {
				stem += "-"
			}
			stem += "《" + title + "》"
		}
	}
	stem = strings.Trim(cut(stem, maxName-len(ext)), " .")
	if stem == "" || reserved(stem) {
		stem = "文件" + stem
	}
	return stem + ext
}

// safe takes out what a name must not hold; separators become a hyphen.
func safe(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case strings.ContainsRune(`/\|`, r):
			return '-'
		case r == ':':
			return '：'
		case r == '?':
			return '？'
		case r == '*' || r == '<' || r == '>' || r == '"' || r == '《' || r == '》' || r == utf8.RuneError:
			return -1
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r), unicode.Is(unicode.Co, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Trim(strings.Join(strings.Fields(s), " "), " .-")
}

func safeExt(ext string) string {
	for _, r := range strings.TrimPrefix(ext, ".") {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return ""
		}
	}
	if len(ext) < 2 || len(ext) > 6 || ext[0] != '.' {
		return ""
	}
	return ext
}

// cut shortens to n bytes, between characters.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

// reserved are the names of devices on Windows, with any extension.
func reserved(stem string) bool {
	name, _, _ := strings.Cut(strings.ToUpper(stem), ".")
	switch name = strings.TrimRight(name, " "); name {
	case "CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$":
		return true
	}
	if len(name) < 4 || name[:3] != "COM" && name[:3] != "LPT" {
		return false
	}
	switch name[3:] {
	case "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³":
		return true
	}
	return false
}

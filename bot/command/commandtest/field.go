package commandtest

import (
	"strconv"
	"strings"
	"time"
)

func fits(want, got Act) bool {
	for k, v := range want {
		if !same(k, v, got[k]) {
			return false
		}
	}
	return true
}

func empty(v any) bool {
	switch x := v.(type) {
	case nil:
		return true
	case bool:
		return !x
	case string:
		return x == ""
	case float64:
		return x == 0
	case []any:
		return len(x) == 0
	}
	return false
}

// slack is how many characters more than expected a place or a medium may have.
const slack = 6

func same(field string, want, got any) bool {
	switch w := want.(type) {
	case nil:
		return empty(got)
	case bool:
		if !w {
			return empty(got)
		}
		b, ok := got.(bool)
		return ok && b
	case string:
		if w == "" {
			return empty(got)
		}
	case []any:
		if len(w) == 0 {
			return empty(got)
		}
		return sameSet(w, got)
	}
	if _, ok := got.(bool); ok || got == nil {
		return false
	}
	if _, ok := got.([]any); ok {
		return false
	}
	switch field {
	case "date", "due", "until", "at":
		a, b := moment(want), moment(got)
		if len(a) == 10 {
			return len(b) >= 10 && b[:10] == a
		}
		return a == b
	}
	if n, ok := want.(float64); ok {
		switch g := got.(type) {
		case float64:
			return g == n
		case string:
			f, err := strconv.ParseFloat(g, 64)
			return err == nil && f == n
		}
		return false
	}
	a, b := words(want), words(got)
	switch field {
	case "text", "reason":
		return strings.Contains(b, a)
	case "place", "media":
		return strings.Contains(b, a) && len([]rune(b)) <= len([]rune(a))+slack
	}
	return a == b
}

func sameSet(want []any, got any) bool {
	if got == nil {
		return false
	}
	g, ok := got.([]any)
	if !ok {
		g = []any{got}
	}
	a, b := map[string]bool{}, map[string]bool{}
	for _, x := range want {
		a[words(x)] = true
	}
	for _, x := range g {
		b[words(x)] = true
	}
	if len(a) != len(b) {
		return false
	}
	for k := range a {
		if !b[k] {
			return false
		}
	}
	return true
}

// moment is a local date or date-time as YYYY-MM-DD or YYYY-MM-DDTHH:MM.
func moment(v any) string {
	s, ok := v.(string)
	if !ok {
		return ""
	}
	s = strings.Replace(strings.TrimSpace(s), " ", "T", 1)
	if len(s) <= 10 {
		return s
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.In(time.FixedZone("", 8*3600)).Format("2006-01-02T15:04")
		}
	}
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format("2006-01-02T15:04")
		}
	}
	return s
}

package bot

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
)

const upToNine = "一二三四五六七八九"

// The ways to point at files. A piece of the store is 第二篇, a file is 第二个.
var (
	nthFile   = regexp.MustCompile(`第([一二三四五六七八九1-9](?:[个份]?[、,和与及]第?[一二三四五六七八九1-9])*)(?:[个份]|[篇件张]是|是)`)
	headFiles = regexp.MustCompile(`(?:前面?|头)那?([一二两三四五六七八九1-9]?)(?:[个份]|[篇件张]是)`)
	tailFiles = regexp.MustCompile(`(?:最后|后)面?那?([一二两三四五六七八九1-9]?)(?:[个份]|[篇件张]是)`)
	numbered  = regexp.MustCompile(`(?:^|[,;。\s])([1-9](?:[、和与及][1-9])*)号?(?:是|为|:)`)
	otherFile = regexp.MustCompile(`(?:另外?|其[他它余]|剩下?|余下)的?那?([一二两三四五六七八九1-9]?)(?:[个份]的?|[篇件张]?(?:都?是|都算|全是)|的)`)
	formatted = map[string]*regexp.Regexp{
		ledger.Word:    regexp.MustCompile(`(?i)word|docx?|文档`),
		ledger.PDF:     regexp.MustCompile(`(?i)pdf`),
		ledger.Picture: regexp.MustCompile(`图片|照片|那张图`),
		ledger.Video:   regexp.MustCompile(`视频`),
		ledger.Excel:   regexp.MustCompile(`(?i)表格|excel|xlsx?`),
	}
)

// marksOf are the marks of a line, from left to right. Formats point at files only where
// nothing else does.
func (t *turn) marksOf(line string, hand []held) []mark {
	var files []mark
	rest := -1
	point := func(way *regexp.Regexp, which func(word string) []uint64) {
		for _, m := range way.FindAllStringSubmatchIndex(line, -1) {
			if !slices.ContainsFunc(files, func(f mark) bool { return m[0] < f.end && m[1] > f.at }) && !strings.HasPrefix(line[m[1]:], "月") {
				files = append(files, mark{at: m[0], end: m[1], ids: which(line[m[2]:m[3]])})
			}
		}
	}
	among := func(from, to int) []uint64 {
		if from < 0 || to > len(hand) || from >= to {
			return nil
		}
		var ids []uint64
		for _, f := range hand[from:to] {
			ids = append(ids, f.id)
		}
		return ids
	}
	nth := func(word string) (ids []uint64) {
		for _, c := range word {
			if n := figure(string(c)); n > 0 {
				one := among(n-1, n)
				if len(one) == 0 {
					return nil
				}
				ids = append(ids, one...)
			}
		}
		return ids
	}
	point(nthFile, nth)
	point(headFiles, func(word string) []uint64 { return among(0, max(1, figure(word))) })
	point(tailFiles, func(word string) []uint64 { return among(len(hand)-max(1, figure(word)), len(hand)) })
	point(numbered, nth)
	point(otherFile, func(word string) []uint64 {
		rest = max(0, figure(word))
		return nil
	})
	if rest >= 0 { // what nothing else of the line points at
		other := slices.IndexFunc(files, func(f mark) bool { return otherFile.MatchString(line[f.at:f.end]) })
		left := slices.DeleteFunc(slices.Clone(hand), func(h held) bool {
			return slices.ContainsFunc(files, func(f mark) bool { return slices.Contains(f.ids, h.id) })
		})
		if one := strings.ContainsAny(line[files[other].at:files[other].end], "个份"); rest == 0 && one {
			rest = 1
		}
		for _, h := range left {
			if rest == 0 || rest == len(left) {
				files[other].ids = append(files[other].ids, h.id)
			}
		}
	}
	if len(files) == 0 {
		files = t.byFormat(line, hand)
	}
	marks := append(files, t.itemMarks(line)...)
	slices.SortFunc(marks, func(a, b mark) int { return a.at - b.at })
	return marks
}

// byFormat are the marks of words that point at files by what they are, where they tell
// them apart: Word是署名文章，图片是海报.
func (t *turn) byFormat(line string, hand []held) (files []mark) {
	for format, way := range formatted {
		var ids []uint64
		for _, h := range hand {
			if h.file.Format == format {
				ids = append(ids, h.id)
			}
		}
		if m := way.FindStringIndex(line); m != nil && len(ids) > 0 {
			files = append(files, mark{at: m[0], end: m[1], ids: ids})
		}
	}
	if items := t.itemMarks(line); len(files) < 2 || len(items) < 2 || len(pairs(sorted(files, items))) != len(items) {
		return nil
	}
	return files
}

func sorted(a, b []mark) []mark {
	out := slices.Concat(a, b)
	slices.SortFunc(out, func(a, b mark) int { return a.at - b.at })
	return out
}

// itemMarks are the items that a line names, titles left out.
func (t *turn) itemMarks(line string) (out []mark) {
	line = quotedTitle.ReplaceAllStringFunc(line, func(s string) string { return strings.Repeat(" ", len(s)) })
	for _, it := range t.h.Plan.Items {
		for _, name := range command.ItemNames(it) {
			for at := 0; ; {
				i := strings.Index(line[at:], name)
				if i < 0 {
					break
				}
				m := mark{at: at + i, end: at + i + len(name), item: it.ID}
				at = m.end
				if slices.ContainsFunc(out, func(o mark) bool { return m.at < o.end && m.end > o.at && o.end-o.at >= len(name) }) {
					continue // part of a longer name
				}
				out = slices.DeleteFunc(out, func(o mark) bool { return m.at < o.end && m.end > o.at })
				out = append(out, m)
			}
		}
	}
	return out
}

// figure is a single figure in letters or digits; 0: there is none.
func figure(word string) int {
	if word == "两" {
		return 2
	}
	if i := strings.Index(upToNine, word); word != "" && i >= 0 {
		return i/len("一") + 1
	}
	n, _ := strconv.Atoi(word)
	return n
}

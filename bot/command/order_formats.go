package command

import (
	"slices"
	"strings"
)

// wantedFormats are the formats of a line that wants several files: json和csv各导一份;
// 打包发我,表格也要. Words side by side name one (csv表格), and of two that are left to
// choose from, one is enough. None: one file is
// wanted, or which is for the one order to say.
func (p *parse) wantedFormats() (out []string) {
	if containsAny(p.s, []string{"或", "还是", "都行", "也行", "任"}) {
		return nil
	}
	files, apart, more := 0, true, true
	refined := false
	sheet := false // the last one was only called a sheet, which a format may follow
	for i := range p.toks {
		t := &p.toks[i]
		switch {
		case t.is(cFormat) && i > 0 && p.toks[i-1].is(cNot|cNeg|cCorrect):
			apart = false
		case t.is(cFormat) && apart && !more && sheet && !p.also(i): // 导出汇总表,要csv
			out[len(out)-1], apart, sheet, refined = t.w.format, false, false, true
		case t.is(cFormat), t.is(cOrder) && (t.w.order == "pack" || t.w.order == "picture"):
			if !apart {
				continue
			}
			files, apart, more = files+1, false, false
			sheet = t.is(cFormat) && strings.HasSuffix(p.txt(t), "表")
			if t.is(cFormat) && t.w.format != "zip" && !slices.Contains(out, t.w.format) {
				out = append(out, t.w.format)
			}
		case t.is(cWith|cAdd|cMaybeAdd) && !t.is(cFormat), t.kind == kNum:
			apart, more = true, true
		case t.kind == kSep && t.strength >= sepList:
			apart = true
		}
	}
	if files < 2 && !refined {
		return nil
	}
	return out
}

// also tells whether the clause of token i wants something besides: csv的也要.
func (p *parse) also(i int) bool {
	from, to := p.clause(i)
	return p.classIn(from, to, cMaybeAdd|cAdd|cOrder)
}

package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// This file keeps a piece from being taken for further than it has come: one of its files
// still wants its seal, or the paper that has it has not printed it.

var (
	// outstanding say of a file, or of its seal, that it is still to come.
	outstanding = newPattern(`[没未差欠缺卡等]|正在|还在|在(?:盖|签|审|走|办|弄|做|扫|局长|领导)|流程|排队|暂时|稍后|稍晚|晚点|晚些|迟点|随后|回头|后面|过后|明天|后天|下周|马上|即刻|[再后待]?补`)
	// unsealed says so of the seal without naming the file.
	unsealed = newPattern(`(?:没|没有|未|还没|还未|尚未|忘了?|等着?|还差|差个?|没来得及)(?:去|有)?(?:加盖|盖)?(?:公|印|单位)?章`)
	// onlyOne says that there is one file and no other.
	onlyOne = newPattern(`(?:只|仅|光|就)(?:是|有)?(?:传|发|交|报|送|上传|提交|报送)?(?:了|过)?(?:个|份|一份)?(?:word|pdf|doc|电子版|扫描件)`)
	// unprinted says of a paper that it has not printed what it got.
	unprinted = newPattern(`(?:没|没有|未|还没|还未|尚未|暂未|没能|还不|不知道?|不晓得|等|等着|待|排队|能不能|会不会|何时|什么时候)(?:有|被|正式|给|能|得|到|正|安排)*(?:登|刊|见报|发出来?|发表|发布|上线|上版|排版|排期|采用|录用|审|消息|回音|回复|回信|动静|下文|结果|通知)|(?:还在|正在|在)(?:审|排版|排队|编)`)
)

// fileOf is the file that a word names: word, pdf, or none of the two.
func fileOf(s string) string {
	switch s = strings.ToLower(s); {
	case strings.Contains(s, "word") && strings.Contains(s, "pdf"):
	case strings.Contains(s, "word"), strings.Contains(s, "doc"), s == "电子版":
		return "word"
	case strings.Contains(s, "pdf"), strings.Contains(s, "扫描"), strings.Contains(s, "盖章"):
		return "pdf"
	}
	return ""
}

// halfway tells whether one of the two files of a piece is told as still to come, or as not
// sealed, so that it is not handed in yet: word传了,pdf还没盖章.
func (r *reporter) halfway(f *frame) bool {
	there, open := map[string]bool{}, map[string]bool{}
	only := false
	for _, c := range r.clausesOf(f) {
		s := r.s[r.toks[c.from].start:r.toks[c.to-1].end]
		if unsealed.find(s) != "" {
			return true
		}
		only = only || onlyOne.matchesText(strings.ToLower(s))
		for from := c.from; from < c.to; {
			file, to := r.fileFrom(from, c.to)
			if file != "" {
				now := there
				if outstanding.find(r.s[r.toks[from].start:r.toks[to-1].end]) != "" {
					now = open
				}
				now[file] = true
			}
			from = to
		}
	}
	return len(there) > 0 && len(open) > 0 || only && len(there) == 1 && len(open) == 0
}

// fileFrom is the first file that is named from a token on, and where the next one begins.
func (r *reporter) fileFrom(from, end int) (file string, to int) {
	for to = from; to < end; to++ {
		if !r.toks[to].is(cPieces) {
			continue
		}
		switch f := fileOf(r.txt(&r.toks[to])); {
		case f == "" || f == file:
		case file != "":
			return file, to
		default:
			file = f
		}
	}
	return file, to
}

// clausesOf are the clauses that name no other item than a frame's.
func (r *reporter) clausesOf(f *frame) []clause {
	return slices.DeleteFunc(r.clauses(), func(c clause) bool {
		return slices.ContainsFunc(r.toks[c.from:c.to], func(t token) bool {
			return t.is(cItem) && !t.w.soft && !containsInt(t.w.items, f.item)
		})
	})
}

// unprintedYet tells whether a piece is told as not printed, and where, as printed.
func (r *reporter) unprintedYet(f *frame) (not, printed bool) {
	for _, c := range r.clausesOf(f) {
		if unprinted.find(r.s[r.toks[c.from].start:r.toks[c.to-1].end]) != "" {
			not = true
			continue
		}
		for k := c.from; k < c.to; k++ {
			printed = printed || r.toks[k].is(cStage) && r.toks[k].w.stage == ledger.Published
		}
	}
	return not, printed
}

// heldBack takes a piece back to being written where it is not handed in or printed yet,
// for all that was done with it. It is shown before it is kept. mixed: of several pieces
// some are printed and some are not.
func (r *reporter) heldBack(f *frame, base *Act) (mixed bool) {
	not, printed := false, false
	if base.Stage == ledger.Published {
		not, printed = r.unprintedYet(f)
	}
	if not && !printed || base.Stage == ledger.Submitted && r.halfway(f) {
		base.Stage, f.both, r.guessed = ledger.Written, false, true
	}
	if base.Stage == ledger.Written { // a paper only has it, or will
		base.Media = ""
	}
	r.guessed = r.guessed || not
	return not && len(f.titles) > 1
}

package command

// disclaiming ends where a verdict begins that the words before it take back: 不是不通过,
// 没说要退回, 未必不合格. What is denied itself says nothing of what holds instead.
var disclaiming = newPattern(`(?:不是|并非|[没未](?:有)?[说讲](?:过|了)?|不能(?:说|算)|算不上|谈不上|称不上|不等于|不代表|未必|不一定|不见得|谁[说讲]|哪里[说讲]?)(?:我们?|你们?|他们?|它|就|都|要|想|会|是|算|说|让|给|该|直接|真的|真|一定|完全|全部|全){0,3}$`)

// disclaims tells whether a verdict of the line is taken back by the words before it,
// up to the first return, whose reason may deny what it likes.
func (p *parse) disclaims() bool {
	for i := range p.toks {
		t := &p.toks[i]
		if !t.is(cVerdict) || t.is(cItem) {
			continue
		}
		from, _ := p.clause(i)
		if disclaiming.find(p.s[p.toks[from].start:t.start]) != "" {
			return true
		}
		if startsWith(p.s[p.toks[from].start:], saidOfAll) {
			return true
		}
		if t.w.verdict == "return" { // what follows is its reason
			return false
		}
	}
	return false
}

// saidOfAll take back all that their clause says: 不是说耒阳征文通过了.
var saidOfAll = []string{"不是说", "并不是说", "并非说", "没说", "没有说", "我没说", "我没有说", "又没说", "谁说"}

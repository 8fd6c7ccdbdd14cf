package command

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// This file reads the words that only say who heard a session: those between its place
// and the number of them (村组干部68人, 围过来听的老百姓有八十多), and those whom it was
// for (给村会计讲, 组织各村文书宣讲). What a word says is judged by what the run of words
// is made of, not word by word: letters that no table knows, kinds of places and people,
// and nothing that counts, names, denies, plans or asks.

const (
	// ofPeople are the classes that such words may be of.
	ofPeople = cAudience | cStaff | cHeads | cOthers | cPlaceEnd | cThing | cFiller | cWith | cTotal | cApproxPre
	// notPeople are classes that say something else as well.
	notPeople = turning | cUnit | cOwn | cMyself | cAdd | cMaybeAdd | cSub | cSet | cCorrect | cOld | cParts | cLoc | cStage |
		cAuthor | cMediaEnd | cDistrib | cShare | cEither | cPieces | cReceived | cLoose | cDayPart | cOrder
)

var (
	// handedTo are what is done to people who heard nothing by that, and who speaks.
	handedTo = phraseList("慰问 走访 帮扶 资助 表彰 奖励 检查 邀请 聘请 请了 请来 看望 服务 接待 咨询 解答 发放 派发 发了 赠送 领取 领了 办理 调查 登记 采访 查处 约谈 悬挂 摆放 展板 传单 资料 手册 礼品 合影 拍照 辐射 惠及 覆盖 面向 对象 主讲 主持 讲师 嘉宾 专家 律师 领导 局长 带队 牵头 宣传员 宣讲员 工作人员 志愿者 讲解员 出动 派去 派了 派出 带了 抽调 队员 受伤 中暑 投诉 举报 签到 座位 座无 通知 动员 报名 应到")
	// personEnds end the names of kinds of people.
	personEnds = strings.Fields("员 民 户 者 师 生 长 工 商 客 友 众 兵 警 书 代表 家属 学子 骨干 干部 会计 出纳 老板 主任 书记 的人")
	// leadsToPeople stand before those whom something is done for.
	leadsToPeople = wordSet("给 为 向 对 组织 召集 集中 面向 针对")
)

// describes reads words at token i that only say who came to the session being read, up
// to the number of them, and returns the token of that number; i: they say something else.
func (r *reporter) describes(i int) int {
	f := r.cur
	if f == nil || f.item < 0 || r.g.item(f.item).Kind != ledger.Sessions || f.day == nil && f.place == "" || f.attended() || r.listing || f.listed || r.inPart {
		return i
	}
	if i > 0 && r.toks[i-1].kind != kSep && r.toks[i-1].kind != kNum && !r.toks[i-1].is(cMeasure|cItem|cHold|cPlaceEnd|cFiller) {
		return i
	}
	end, named := r.peopleRun(i)
	if end == i || end >= len(r.toks) || r.toks[end].kind != kNum || !r.headsCounted(end) || named && (f.place == "" || generic(f.place) || !r.single(f)) {
		return i
	}
	r.weighAll(r.toks[i].start, r.toks[end-1].end)
	r.heads = true
	for k := i; k < end; k++ {
		r.approx = r.approx || r.toks[k].is(cApproxPre)
	}
	return end
}

// peopleRun is the end of a run of words that tells of people; i: there is none. named
// tells whether a place of its own stands in it: 三塘社区居民.
func (r *reporter) peopleRun(i int) (end int, named bool) {
	who := false
	for end = i; end < len(r.toks); end++ {
		t := &r.toks[end]
		s := r.txt(t)
		switch {
		case t.kind == kSep && (t.strength == sepSpace || t.strength == sepList) && end > i, s == "(" && end > i, s == ")":
			continue
		case t.kind == kText, r.villageLetter(end):
			who = endsWith(r.s[:t.end], personEnds...)
		case t.kind != kWord || t.is(notPeople) || t.is(cEvent) && !t.is(cPlaceEnd) || t.is(cItem) && !(t.w.soft && t.is(cHeads)) || t.w.class&ofPeople == 0:
			return r.ended(i, end, who), named
		case t.is(cAudience | cStaff | cHeads):
			who = true
		default:
			who = who || endsWith(s, personEnds...)
		}
		if handedTo.in(s) != "" || end-i > maxPeopleRun {
			return i, false
		}
		named = named || r.ownName(end)
	}
	return r.ended(i, end, who), named
}

// ownName tells whether a place of its own is named from token k on, not only a kind of
// place: 三塘社区, but not 镇直单位.
func (r *reporter) ownName(k int) bool {
	c, end := r.nameRun(k)
	if c != cPlaceEnd {
		return false
	}
	for ; k < end; k++ {
		if r.toks[k].kind == kText && r.txt(&r.toks[k]) != "直" {
			return true
		}
	}
	return false
}

// maxPeopleRun is how many words describe an audience at most.
const maxPeopleRun = 14

// ended is the end of a run that tells of somebody, else its beginning.
func (r *reporter) ended(i, end int, who bool) int {
	if !who {
		return i
	}
	return end
}

// villageLetter tells whether the measure at k counts nothing, but is a letter of a
// kind of people: 村组干部.
func (r *reporter) villageLetter(k int) bool {
	return r.toks[k].is(cMeasure|cForeign) && k > 0 && r.toks[k-1].kind != kNum && utf8.RuneCountInString(r.txt(&r.toks[k])) == 1
}

// headsCounted tells whether the figure at i counts people, or has no measure.
func (r *reporter) headsCounted(i int) bool {
	switch m := r.measureAt(i); m {
	case "", "个":
		return !strings.HasSuffix(r.s[:r.toks[i].start], "户")
	default:
		return headMeasure(m) && m != measureVisits
	}
}

// single tells whether the line tells of one session: it counts one, and no other.
func (r *reporter) single(f *frame) bool {
	m := f.main()
	return len(r.frames) == 1 && len(m) == 1 && m[0].num.value == 1
}

// madeFor reads those whom a session was for at token i, up to the word that says what
// was done: 给村会计做了一堂宣讲. i: there is nobody.
func (r *reporter) madeFor(i int) int {
	if !leadsToPeople[r.txt(&r.toks[i])] || r.has&cItem == 0 {
		return i
	}
	k := i + 1
	if k < len(r.toks) && r.txt(&r.toks[k]) == "各" { // 组织各村文书宣讲
		k++
	}
	end, named := r.peopleRun(k)
	if end == k || end >= len(r.toks) || named || !(r.toks[end].is(cHold) || r.toks[end].is(cItem) && r.anySessions(r.toks[end].w.items)) {
		return i
	}
	r.weighAll(r.toks[i].start, r.toks[end-1].end)
	return end
}

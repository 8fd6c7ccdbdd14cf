package command

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// Elsewhere is what a line says of the item of something that was told before: which it is
// of, and which it is not of, where the line names that.
type Elsewhere struct {
	Is, Was ledger.ItemID
	Type    string // of a work that it is
}

// belongWord is what a word does in such a line.
type belongWord uint8

const (
	belongSoft   belongWord = 1 << iota // nothing
	belongWrong                         // what was told is wrong
	belongDenied                        // what follows is not meant
	belongIs                            // what follows is meant
	belongMoved                         // and it is told to be put there
)

var belongTable = belongWordTable(map[belongWord]string{
	belongWrong:  "不对 不对的 错了 有误 类别错了 项目错了 更正 更正一下 纠正一下 " + misdone("搞 弄 说 写 打 发 报 填 记 归 放 传 登 选 交 点 按 看 分"),
	belongDenied: "不是 并非 不算 不该是 不应该是 不属于 不该算 不应该算 不能算 不该记 误报成 错报成 错发成 报成 发成 写成 说成 记成 归成 当成 算成 填成 交成",
	belongIs:     "是 算 叫 为 属于 而是 的是",
	belongMoved: "应该是 应当是 应是 应为 该是 其实是 实际是 实际上是 明明是 应该算 应算 该算 得算 要算 应该报 应该归 归 归到 归入 归在 归为 算到 算作 算在 算成是 放到 放在 放进 放入 " +
		"记到 记在 记入 改到 改为 改成 改记 改记到 改记成 改记为 改报 改归 换成 换到 转到 转成 挪到 移到 调到 调成 更正为 划到 列到 列入",
	belongSoft: "的 了 啊 哦 呀 吧 哈 噢 呃 嗯 那 这 那个 这个 那篇 这篇 那份 这份 那条 这条 那些 这些 刚才 刚刚 刚 方才 上一条 上条 上一个 前面 上面 才对 里 里面 那边 名下 一项 这项 那项 那一项 项 类 下面 下 " +
		"我 我们 你 你们 咱们 单位 其实 实际上 实际 抱歉 不好意思 对不起 请 麻烦 把 将 它 给 帮 帮我 一下 文件 稿子 稿 材料 报 发 交 传 说 记 我说 报的 发的 交的 传的 说的 记的 的人数 人数 的数 数 篇 件 条 场 记录 都 应该 应 而 到 去 谢谢 这几篇 那几篇 两篇 哎呀 哎 唉 诶 糟糕 晕 哦对",
})

func belongWordTable(words map[belongWord]string) map[string]belongWord {
	out := map[string]belongWord{}
	for class, list := range words {
		for _, w := range strings.Fields(list) {
			out[w] |= class
		}
	}
	return out
}

// slips are what makes a deed a wrong one.
const slips = "错 错了 错项了 错项目 错项目了 错类了 错类别了 错地方了 错位置了 混了 反了 串了"

// misdone are the deeds done wrong: 归错了, 填错项目了.
func misdone(deeds string) string {
	var out []string
	for _, deed := range strings.Fields(deeds) {
		for _, slip := range strings.Fields(slips) {
			out = append(out, deed+slip)
		}
	}
	return strings.Join(out, " ")
}

// longestBelonging is how many letters a word of the table has at most.
const longestBelonging = 6

func belongWordAt(s string) (class belongWord, end int) {
	for i, n := 0, 0; i < len(s) && n < longestBelonging; n++ {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if c := belongTable[s[:i]]; c != 0 {
			class, end = c, i
		}
	}
	return class, end
}

// Elsewhere reads a line that only says of which item it is what was told or sent before:
// 不对,是署名文章; 这个不是征文,是署名文章.
func (g *Grammar) Elsewhere(line string, c Context) (e Elsewhere, ok bool) {
	p := g.parse(line, c)
	if p.nums > 0 || p.asks() || p.hasTitle() || p.has&cItem == 0 {
		return Elsewhere{}, false
	}
	var named []belonging
	var role belongWord
	sure := false
	for at := 0; at < len(p.s); {
		if k, end := p.itemAt(at); k != nil {
			named = append(named, belonging{word: k, item: p.g.item(k.items[0]).ID, role: role})
			at, role = end, 0
			continue
		}
		class, end := belongWordAt(p.s[at:])
		switch {
		case end > 0:
		case strings.ContainsRune(" ,.。!;:、~", rune(p.s[at])), p.sepAt(at):
			_, end = utf8.DecodeRuneInString(p.s[at:])
		default:
			return Elsewhere{}, false
		}
		switch at += end; {
		case class&belongWrong != 0 && len(named) > 0 && named[len(named)-1].role == 0: // 征文那个错了
			named[len(named)-1].role = belongDenied
		case class&belongSoft == 0 && class != 0 && class != belongWrong:
			role = class
		}
		sure = sure || class&(belongWrong|belongDenied|belongMoved) != 0
	}
	return elsewhere(named, sure)
}

// belonging is an item that such a line names.
type belonging struct {
	word *word
	item ledger.ItemID
	role belongWord
}

// elsewhere finds what is meant of one or two items: one alone is, and beside another that
// one is which nothing else is said of.
func elsewhere(named []belonging, sure bool) (e Elsewhere, ok bool) {
	if len(named) == 0 || len(named) > 2 || !sure {
		return Elsewhere{}, false
	}
	is := len(named) - 1
	for i, n := range named {
		if n.role&belongDenied != 0 {
			is = len(named) - 1 - i
		}
	}
	e.Is, e.Type = named[is].item, named[is].word.typ
	if len(named) == 2 {
		e.Was = named[1-is].item
	}
	if named[is].role&belongDenied != 0 || e.Is == e.Was || len(named) == 2 && named[1-is].role&(belongIs|belongMoved) != 0 {
		return Elsewhere{}, false
	}
	return e, true
}

// itemAt is the item word that begins at a byte of the line, and where it ends.
func (p *parse) itemAt(at int) (*word, int) {
	for i := range p.toks {
		if t := &p.toks[i]; t.start == at && p.itemOf(t, true) >= 0 && len(t.w.items) == 1 {
			return t.w, t.end
		}
	}
	return nil, 0
}

// sepAt tells whether a separator stands there.
func (p *parse) sepAt(at int) bool {
	for i := range p.toks {
		if t := &p.toks[i]; t.kind == kSep && t.start <= at && at < t.end {
			return true
		}
	}
	return false
}

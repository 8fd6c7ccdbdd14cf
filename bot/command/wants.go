package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// What a contact wants of people, not of the bot: things that only the coordinator
// has, trouble with the platform, and another contact for the unit.
var (
	wantedThings  = phrasesOf("链接", "二维码", "模板", "模版", "题库", "网址", "账号", "密码", "课件", "ppt", "PPT", "电子版", "通知原文", "附件", "表格", "样表", "范本", "宣传资料", "海报模板", "讲稿", "答案", "范文", "样稿", "通知再发", "通知发", "文件再发")
	wishesFor     = phrasesOf("发一下", "发下", "发一份", "发个", "发我", "发给我", "再发", "给我一", "给一个", "给个", "给一份", "发份", "给份", "来份", "来一个", "来一份", "要一份", "要一个", "求", "传一下", "共享一下", "丢一个", "甩一个", "哪里有", "找不到", "没收到", "有没有", "谁有")
	brokenWords   = phrasesOf("打不开", "进不去", "登不上", "登不进", "登录不了", "登陆不了", "上不去", "扫不出", "扫不了", "用不了", "加载不出", "卡住", "闪退", "提交不了", "交不上", "传不上", "报错误", "显示错误", "显示失败", "失效", "过期了打")
	contactNouns  = phrasesOf("联系人", "联络员", "对接人", "经办人", "填报人", "报数的人", "负责报数")
	contactChange = phrasesOf("换成", "换为", "改成", "改为", "变更为", "更换为", "换了", "改由", "由")
)

// wants passes on what a contact wants of the coordinator: 答题二维码发一下,
// 答题链接打不开, 我们联系人换成李红了.
func (p *parse) wants() (Reading, bool) {
	if p.c.Role != ledger.Contact || p.nums > p.ones() || p.hasTitle() || p.has&cGripe != 0 {
		return Reading{}, false
	}
	thing := p.says(wantedThings)
	hand, handed := p.handed()
	switch {
	case (hand || handed) && p.topic() == "deadline": // 把截止时间发我一下
		return Reading{}, false
	case hand || handed: // 总结发我一份
	case thing && !p.asks() && p.says(wishesFor) && !p.done(),
		(thing || strings.Contains(p.s, "平台") || strings.Contains(p.s, "系统") || strings.Contains(p.s, "答题")) && p.says(brokenWords):
	case !p.asks() && p.says(contactNouns) && p.says(contactChange) && (p.has&(cMyself|cOwn) != 0 || strings.Contains(p.s, "我")):
	default:
		return Reading{}, false
	}
	if units, doubt := p.unitsIn(0, len(p.toks)); doubt != nil || len(units) > 0 && units[0] != p.c.Unit {
		return Reading{}, false
	}
	a := Act{Verb: Request, Kind: "other", Unit: p.c.Unit, Text: p.s, Span: p.whole()}
	return Reading{Outcome: Confirm, Acts: []Act{a}, Question: Question{Code: AskRequest, Quote: p.s}}, true
}

// ones counts the figures that are no more than an article: 一份, 一个, 一下.
func (p *parse) ones() int {
	n := 0
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind != kNum || t.num.value != 1 || t.num.digits > 0 || i == 0 {
			continue
		}
		if before := p.txt(&p.toks[i-1]); containsAny(before, []string{"发", "给", "来", "要", "传", "求"}) || i > 1 && strings.HasPrefix(before, "我") && containsAny(p.txt(&p.toks[i-2]), givers) {
			n++
		}
	}
	return n
}

// done tells whether the words say that something was sent already: 附件已发, 链接发给我们干部了.
func (p *parse) done() bool {
	return strings.Contains(p.s, "已") || strings.HasSuffix(strings.TrimRight(p.s, " 。!,"), "了")
}

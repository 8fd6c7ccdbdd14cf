package command

import "strings"

// partly tells whether token i picks some of the pieces without naming them: 1篇.
// Titles and 第2篇 name them.
func (p *parse) partly(i int) bool {
	return p.toks[i].kind == kNum && !p.hasTitle() && i+1 < len(p.toks) && p.toks[i+1].is(cMeasure) && !p.toks[i+1].is(cForeign)
}

// strongVerdict are verdicts that mean nothing else.
var strongVerdict = func() map[string]bool {
	m := map[string]bool{}
	for _, row := range verdictWords {
		for _, w := range strings.Fields(row.words) {
			m[w] = true
		}
	}
	for _, w := range strings.Fields("过 过了 认可 同意 准 可以 没问题 ok 行 收下 给过 退 报省 推荐 不行 放着 先等 先等等 再看 再看看 保留 存疑 可 算数 不过 没过 留着 没问题 重报 准了 批准") {
		delete(m, w)
	}
	return m
}()

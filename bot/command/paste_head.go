package command

import (
	"slices"
	"strings"
)

// This file reads the head of a table.

// notCounts end heads of columns that tell of an item and do not count it: 宣讲日期.
var notCounts = strings.Fields("日期 时间 地点 地址 场所 题目 标题 名称 作者 备注 说明 链接 媒体 刊物 对象 联系人 负责人 电话")

// numbered are heads of columns that nobody misses.
var numbered = set("序号 编号 单位 单位名称 县市区 县区 地区 区县 区域 事项 项目")

// head finds the row that names the items, and the row under it where that parts them
// (专项答题 over 本单位 and 外单位). It says false when there is none, or no data.
func (p *parse) head(t *table) bool {
	for i, cells := range t.cells {
		if !p.columnsOf(t, cells) {
			continue
		}
		t.data = i + 1
		if t.data < len(t.cells) && p.under(t.cells[t.data]) {
			if joint := joined(cells, t.cells[t.data]); p.columnsOf(t, joint) {
				cells = joint
			}
			t.data++
		}
		t.leave(cells)
		return t.data < len(t.cells)
	}
	return false
}

// columnsOf reads the items of a head; a column without one gives nil.
func (p *parse) columnsOf(t *table, cells []string) bool {
	columns, n, boxed := make([]*parse, len(cells)), 0, ""
	for k, c := range cells {
		q := p.lex(c)
		if q.nums > 0 || q.has&cUnit != 0 {
			return false
		}
		if boxed != "" && q.has&(cOwn|cOthers) != 0 && q.has&cItem == 0 { // 答题, 本单位, 外单位
			q = p.lex(boxed + " " + c)
		}
		if q.countColumn() {
			columns[k], boxed = q, ""
			if item := q.itemsIn(0, len(q.toks), false)[0]; p.g.scoped[item] {
				boxed = p.g.item(item).Name
			}
			n++
		}
	}
	if n > 0 && len(cells) > 1 {
		t.columns = columns
	}
	return n > 0 && len(cells) > 1
}

// countColumn tells whether a head is that of one item's figures.
func (p *parse) countColumn() bool {
	name := strings.TrimRight(p.s, " )")
	if i := strings.IndexByte(name, '('); i > 0 {
		name = strings.TrimSpace(name[:i])
	}
	return len(p.itemsIn(0, len(p.toks), false)) == 1 &&
		!slices.ContainsFunc(notCounts, func(w string) bool { return strings.HasSuffix(name, w) })
}

// under tells whether a row only parts the heads above it.
func (p *parse) under(cells []string) bool {
	some := false
	for _, c := range cells {
		q := p.lex(c)
		if q.nums > 0 || q.has&cUnit != 0 {
			return false
		}
		some = some || c != ""
	}
	return some
}

// joined puts two rows of heads together. A head over several columns stands over
// the first of them.
func joined(over, under []string) []string {
	out := slices.Clone(over)
	last := ""
	for k, c := range under {
		if over[k] != "" {
			last = over[k]
		}
		if c != "" {
			out[k] = strings.TrimSpace(last + " " + c)
		}
	}
	return out
}

// leave notes which columns with something in them are not read.
func (t *table) leave(heads []string) {
	t.left = nil
	for k, h := range heads {
		if h == "" || t.columns[k] != nil || numbered[h] {
			continue
		}
		if slices.ContainsFunc(t.cells[t.data:], func(cells []string) bool { return cells[k] != "" }) {
			t.left = append(t.left, h)
		}
	}
}

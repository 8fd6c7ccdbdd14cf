package messages

import (
	"fmt"
	"time"

	"pufabot/bot/ledger"
)

// BoardWords are the fixed words of the progress board.
type BoardWords struct {
	Board, Unit, Progress, Counties, Sections, AsOf, Soft, Nothing, Stale, Legend, Documents, Picture, Workbook,
	Total, AllIn, Slide string
}

// BoardPage are the fixed words of the progress board.
func BoardPage() BoardWords {
	return BoardWords{
		Board: "进度看板", Unit: "单位", Progress: "已完成", Counties: "县市区与市本级", Sections: "科室",
		AsOf: "截至", Soft: "通知未写明", Nothing: "还没有可以显示的内容。",
		Stale: "连不上服务，显示的是较早的情况。", Legend: "图例", Documents: "下载：", Picture: "进度图", Workbook: "汇总表（Excel）",
		Total: "合计", AllIn: "都齐了", Slide: "下面是全表，左右滑动可以看完各项",
	}
}

// BoardMark is how a cell of the board looks: a symbol that tells the state
// without any colour, and its name.
type BoardMark struct{ Class, Symbol, Name string }

// BoardMarks are the states in the order of the legend.
func BoardMarks() []BoardMark {
	return []BoardMark{
		{"done", "✓", "已完成"}, {"late", "↷", "逾期后完成"}, {"waiting", "…", "已发，等市局确认"}, {"partial", "◐", "部分完成"},
		{"zero", "0", "报了零"}, {"missing", "–", "还没有消息"}, {"overdue", "!", "已过期限"},
	}
}

// BoardDue is when an item is due, short enough for a column: 12月20日 周日.
func BoardDue(d ledger.Deadline) string {
	day := fmt.Sprintf("%d月%d日 %s", d.Day.Month, d.Day.Day, Weekday(d.Day))
	if c := ledger.ClockOf(d.Due); c.Hour != 23 || c.Minute != 59 {
		day += " " + c.String()
	}
	return day
}

// BoardCell is what a cell says in words: to those who hear it, and on hovering.
func BoardCell(g ledger.Gap, mark BoardMark) string {
	s := g.Unit.Name + " " + g.Item.Name + "：" + mark.Name
	if g.Tally.Answered {
		s += "，" + BoardValue(g) + g.Item.Measure
	}
	if g.Deadline.Extended {
		s += "，宽限到" + When(g.Deadline.Due)
	}
	return s
}

// BoardValue is the figure of a cell; approximate ones are marked.
func BoardValue(g ledger.Gap) string { return Figure(g.Tally.Value(), g.Tally.Approx) }

// BoardTime is the instant that the board shows.
func BoardTime(t time.Time) string {
	return fmt.Sprintf("%s%s", Day(ledger.DateOf(t)), ledger.ClockOf(t))
}

package messages

import (
	"fmt"
	"time"

	"pufabot/bot/ledger"
)

// PictureTitle heads the progress picture.
func PictureTitle(p *ledger.Plan) string { return p.Campaign.Title + " 进度" }

// PictureTime is the line under the title.
func PictureTime(at time.Time) string {
	return fmt.Sprintf("截至%d年%s", at.Year(), BoardTime(at))
}

// PictureDue is an item's due day, short enough for a narrow column; soft dates
// are not the notice's own.
func PictureDue(d ledger.Deadline) string {
	s := fmt.Sprintf("%d月%d日", d.Day.Month, d.Day.Day)
	if d.Soft {
		return s + "*"
	}
	return s
}

// PicturePage numbers a page when there are several.
func PicturePage(n, of int) string {
	if of == 1 {
		return ""
	}
	return fmt.Sprintf("第%d张，共%d张", n, of)
}

// PictureLeftOut says that not all units are shown.
func PictureLeftOut(shown, all int) string {
	return fmt.Sprintf("共%d家，这里只列欠得最多的%d家，全表请用“导出”", all, shown)
}

// PictureFoot explains the figures.
func PictureFoot(soft bool) string {
	s := "数字为登记的数量；“完成”一栏为已完成项数与应报项数"
	if soft {
		s += "；带*的日期通知未写明"
	}
	return s
}

// PictureWords are the fixed words of the picture's table.
func PictureWords() (unit, due, sum, done string) { return "单位", "期限", "合计", "完成" }

package messages

import (
	"fmt"
	"time"

	"pufabot/bot/ledger"
)

// Cut is the instant whose figures one unit's report has.
type Cut struct {
	Unit ledger.Unit
	At   time.Time
}

// AsOf tells of which instant the figures of a document are: of Cut when they are
// frozen, else of Now; Others are the units whose report was given more time.
type AsOf struct {
	Now, Cut time.Time
	Others   []Cut
}

// Words are 数据截至12月22日（周二）09:30, or 数据为12月25日24点封存的数.
func (a AsOf) Words() string {
	if a.Cut.IsZero() {
		return "数据截至" + When(a.Now)
	}
	s := "数据为" + moment(a.Cut) + "封存的数"
	for i, o := range a.Others {
		if i == mostShort {
			s += fmt.Sprintf("；一共有%d家宽限", len(a.Others))
			break
		}
		then := "用那时的数"
		if o.At.After(a.Now) {
			then = "还没有封存"
		}
		s += "，" + o.Unit.Name + "宽限到" + moment(o.At) + "，" + then
	}
	return s
}

// until is 截至12月25日24点的 when the figures are frozen.
func (a AsOf) until() string {
	if a.Cut.IsZero() {
		return ""
	}
	return "截至" + moment(a.Cut) + "的"
}

package bot

import (
	"regexp"
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// grantedUntil are a coordinator's words that agree to more time and say until when:
// 同意衡山的，给到7号; 行，衡山7号前交.
var grantedUntil = regexp.MustCompile(`^(?:好的?|行|可以|同意|准了|批准|批了|没问题|ok|OK|给)[^?？吗]*?((?:\d{1,2}月)?\d{1,2}[号日]|下?周[一二三四五六日天]|明天|后天|大后天)((?:上午|中午|下午|晚上)?(?:\d{1,2}[点:：](?:\d{1,2}分?|半)?)?)(?:前|之前|以前)?(?:再)?(?:交|报|报来|交来|给我|收)?(?:吧|就行|也行|都行|了)*[。! ]*$`)

// grantedRequest takes such words for the extension that a unit has asked for, where one
// request alone can be meant, and the line says neither item nor a word for it.
func (t *turn) grantedRequest(r command.Reading) command.Reading {
	if t.who.Role != ledger.Coordinator || r.Outcome != command.Ask && r.Outcome != command.Unknown || t.quotes() {
		return r
	}
	m := grantedUntil.FindStringSubmatch(r.Line)
	if m == nil {
		return r
	}
	named := t.remark().Units
	var found []store.Request
	for _, q := range t.tx.OpenRequests() {
		if q.Kind == string(messages.RequestExtend) && (len(named) == 0 || slices.Contains(named, q.Unit)) {
			found = append(found, q)
		}
	}
	if len(found) != 1 || found[0].Item == "" || len(named) > 1 {
		return r
	}
	q := t.h.read(t.h.Plan.UnitName(found[0].Unit)+t.item(found[0].Item).Name+"延到"+m[1]+m[2], t.who, t.now)
	if q.Outcome != command.Apply && q.Outcome != command.Confirm || len(q.Acts) != 1 || q.Acts[0].Verb != command.Extend {
		return r
	}
	q.Line = r.Line
	return surely(q, q.Acts)
}

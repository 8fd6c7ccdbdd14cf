package command

// privately are words for telling each unit by itself, notPublic those that keep an order
// out of the group.
var (
	privately = phrasesOf("私下", "私底下", "私聊", "私信", "私发", "单聊", "一对一", "小窗", "单独发", "单独催", "单独提醒", "单独通知", "单独说")
	notPublic = phrasesOf("别在群里", "不在群里", "不要在群里", "不用在群里", "别发群", "不发群", "不要发群", "别在群上", "不在群上", "不在大群", "别在大群")
)

// nudgeWay is the way that an order to nudge names: private, or none.
func (p *parse) nudgeWay() string {
	if p.says(privately) && !p.says(publicly) || p.says(notPublic) {
		return WayPrivate
	}
	return ""
}

// publicly want the group and not the other way.
var publicly = phrasesOf("别私", "不私", "不要私", "别单独", "不要单独", "不用私", "不用单独")

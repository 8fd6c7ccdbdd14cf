package messages

import "pufabot/bot/ledger"

// ConfirmElsewhere shows what becomes of the totals when what was told of one item goes to
// another.
func ConfirmElsewhere(said string, changes []Change, files bool) Message {
	m := Message{Title: "请确认"}
	m.Say(T("“"), U(clip(said, 40)), T("”记错了项目，改成这样吗？"))
	for _, c := range changes {
		m.Item(B(c.Item.Name), T("："+moveStep(c)))
	}
	if files {
		m.Note(T("发来的文件也一起改到" + changes[len(changes)-1].Item.Name + "名下。"))
	}
	yesNo(&m)
	return m
}

// NotElsewhere says that what was told of one item cannot be put under another as it is.
func NotElsewhere(said string, from, to ledger.Item) Message {
	m := Message{Title: "没有改动"}
	m.Say(T("“"), U(clip(said, 40)), T("”现在记在"), B(from.Name), T("，不能直接改到"), B(to.Name), T("，所以没有改。请先撤回，再按"+to.Name+"重新报一次："))
	m.Copy("撤回")
	return m
}

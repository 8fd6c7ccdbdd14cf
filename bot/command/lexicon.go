package command

import "pufabot/bot/ledger"

// class is a set of roles that a word can play; a word may play several.
type class uint64

const (
	cItem       class = 1 << iota // names an item
	cUnit                         // names a unit
	cEvent                        // names a milestone
	cMeasure                      // a measure word that some item is counted in
	cForeign                      // a measure word or noun of something that no item counts
	cFiller                       // says nothing
	cApproxPre                    // 约 大概
	cApproxPost                   // 左右 出头
	cSet                          // 改成 更正为
	cTotal                        // 共 合计: the whole
	cAdd                          // 又 新增
	cMaybeAdd                     // 还 补报: may add
	cSub                          // 多报了
	cCorrect                      // 不对 打错了: takes back what was just typed
	cOld                          // 原来 上次报的: an earlier figure
	cAsk                          // a question word
	cAskRef                       // a question about what was just said: 对吗 算吗
	cPlan                         // 准备 打算 争取
	cNeg                          // 还没 未
	cPoison                       // makes a figure something else: 去年 目标 每 如果
	cStage                        // payload: written, published, submitted
	cOwn                          // the unit's own staff
	cOthers                       // other departments
	cLoc                          // 在 到: a place or a medium follows
	cHold                         // 搞 举办: ends a place
	cPlaceEnd                     // 社区 广场: ends the name of a place
	cMediaEnd                     // 日报 公众号: ends the name of a medium
	cAuthor                       // 作者
	cWith                         // 联合 会同: a host besides
	cAudience                     // 群众 学生
	cYes
	cNo
	cAck
	cGreet
	cThanks
	cGripe
	cEveryone // 大家 各位 @所有人
	cMyself   // 我们县 本单位: the sender's unit
	cExcept   // 除了 不含
	cNot      // 别 不要: forbids
	cAllUnits // 所有单位 全部 都
	cOwing    // 没交的 剩下的
	cOrder    // payload: the verb of an order
	cVerdict  // payload: accept return select hold
	cFormat   // payload: xlsx csv …
	cTopic    // payload: deadline missing status rule help whoami whosaid schedule
	cReceived // 收到
	cRequest  // 申请
	cDayPart  // payload: hour
	cReason   // 因为
	cPieces   // word pdf: files of a piece
	cZero     // 无 没有: nothing, as an answer in a list
	cSignup   // 派 安排: names follow
	cTotalCol // head words of a sheet: 单位 合计 备注
	cDistrib  // 各 每 分别
	cParts    // 其中: the figure before is the whole
	cEither   // 还是
	cHeads    // 人数: the figure after counts people
	cShare    // 率: a share, not a count
	cStaff    // 干部职工: own staff, beside others
	cThing    // 楼 会议室: what a number may belong to
	cBeside   // payload: what a figure beside it is (words_beside.go)
	cLoose    // a filler that may turn the meaning (cover.go)
)

// word is one entry of the lexicon.
type word struct {
	text  string
	class class
	// The payload of the class that has one; a word may be of several topics.
	order, verdict, format string
	topics                 []string
	stage                  ledger.Stage
	items                  []int // candidates, indexes into the plan's items
	typ                    string
	unit                   int // index, or -1
	event                  int
	hour                   int8 // of dayParts, from 1
	beside                 beside
	typo                   bool // a listed misspelling of the unit
	doubt                  bool // the name is shared: a bare 衡阳
	// soft item words count only where a figure, a stage or a title goes with them.
	soft bool
}

func (w *word) textOf() string {
	if w == nil {
		return ""
	}
	return w.text
}

func (w *word) is(c class) bool { return w != nil && w.class&c != 0 }

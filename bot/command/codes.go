package command

// The codes of questions. Confirm readings carry the first group, asks the
// second, refusals the third, unknown lines the last.
const (
	// AskSound: a word was only heard, not read (真文 for 征文); Quote is the word, Item what it may be.
	AskSound QuestionCode = "sound"
	// AskVisits: 人次 where people are counted; Value is the figure.
	AskVisits QuestionCode = "visits"
	// AskLetters: a letter stands among digits; Value is what was read.
	AskLetters QuestionCode = "letters"
	// AskTooMuch: Value is beyond what a unit could plausibly have (Other).
	AskTooMuch QuestionCode = "toomuch"
	// AskLower: the stored total Other would fall to Value. Asked by the handler, which knows the total.
	AskLower QuestionCode = "lower"
	// AskResidue: everything was understood except Quote.
	AskResidue QuestionCode = "residue"
	// AskUnsure: the words were unsure of themselves (应该, 好像).
	AskUnsure QuestionCode = "unsure"
	// AskMayAdd: new, or the total? The acts hold the likelier reading.
	AskMayAdd QuestionCode = "mayadd"
	// AskStage: published, handed in, or both? The options hold what each would be.
	AskStage QuestionCode = "stage"
	// AskNotOwed: the item is not asked of the unit.
	AskNotOwed QuestionCode = "notowed"
	// AskMany: an order that reaches many units or people: shown before it is done.
	AskMany QuestionCode = "many"
	// AskList: a pasted list, shown as a whole before it is recorded.
	AskList QuestionCode = "list"
	// AskRequest: something for the coordinator, shown before it is passed on.
	AskRequest QuestionCode = "request"
	// AskSure: understood, but worth a yes first.
	AskSure QuestionCode = "sure"
	// AskChanged: what was asked about, with a change; made by the handler.
	AskChanged QuestionCode = "changed"
	// AskZero: nothing was held; it may be a zero to report, or a delay.
	AskZero QuestionCode = "zero"

	// AskUnit: no unit was named, or several could be meant (Units).
	AskUnit QuestionCode = "unit"
	// AskBind: somebody wants to be bound and names no unit.
	AskBind QuestionCode = "bind"
	// AskCity: a bare name that the city shares with a county (Units).
	AskCity QuestionCode = "city"
	// AskItem: a figure, title or file without an item; Items are the candidates.
	AskItem QuestionCode = "item"
	// AskGone: who is said not to go is on no list.
	AskGone QuestionCode = "gone"
	// AskFigure: an item without a figure.
	AskFigure QuestionCode = "figure"
	// AskWhichFigure: figures of one item that contradict each other (Value, Other).
	AskWhichFigure QuestionCode = "whichfigure"
	// AskRange: a range, or a vague number (三四十, 几十).
	AskRange QuestionCode = "range"
	// AskNumber: a number that cannot be a count as it stands.
	AskNumber QuestionCode = "number"
	// AskSum: the parts make Value, the stated total is Other.
	AskSum QuestionCode = "sum"
	// AskTitles: Value was stated, Other titles were given.
	AskTitles QuestionCode = "titles"
	// AskUnits: Value units were stated, Other were named.
	AskUnits QuestionCode = "units"
	// AskDate: a day that does not exist, or could be two days, or does not fit.
	AskDate QuestionCode = "date"
	// AskAudience: the audience of a session reported before is to be corrected; Quote is the new figure.
	AskAudience QuestionCode = "audience"
	// AskPast: an order for a time that is over; Quote is that time.
	AskPast QuestionCode = "past"
	// AskFuture: something to be recorded lies ahead.
	AskFuture QuestionCode = "future"
	// AskMeaning: words that make the figure something else (去年, 目标, 每场).
	AskMeaning QuestionCode = "meaning"
	// AskMeasure: a measure word that does not fit the item.
	AskMeasure QuestionCode = "measure"
	// AskEvent: names without the event that they are for.
	AskEvent QuestionCode = "event"
	// AskNames: Value people were stated, Other named; or none named.
	AskNames QuestionCode = "names"
	// AskText: the item wants words, and none were given.
	AskText QuestionCode = "text"
	// AskDue: an extension without its new time, or with one in the past.
	AskDue QuestionCode = "due"
	// AskWho: an order that does not say whom it is about.
	AskWho QuestionCode = "who"
	// AskWhat: an order that does not say what it is about.
	AskWhat QuestionCode = "what"
	// AskTakeBack: the last report, or so many less? The options hold both.
	AskTakeBack QuestionCode = "takeback"
	// AskSame: one session told twice, or two? The options hold both.
	AskSame QuestionCode = "same"
	// AskPiece: a verdict on some pieces (第2篇) that does not say which.
	AskPiece QuestionCode = "piece"
	// AskMixed: one line says two things that do not go together.
	AskMixed QuestionCode = "mixed"
	// AskElsewhere: something went to somebody who is not the city.
	AskElsewhere QuestionCode = "elsewhere"
	// AskPaper: what is wanted by mail went on paper.
	AskPaper QuestionCode = "paper"
	// AskLong: longer than can be read with care.
	AskLong QuestionCode = "long"

	// NoBinding: an unbound person wants to write.
	NoBinding QuestionCode = "nobinding"
	// NoOtherUnit: a contact named another unit; Unit is the one named.
	NoOtherUnit QuestionCode = "otherunit"
	// NoBoard: the board shows all units, so its address is for those who run the campaign.
	NoBoard QuestionCode = "boardonly"
	// NoCoordinator: only coordinators may.
	NoCoordinator QuestionCode = "coordinatoronly"
	// NoObserver: observers read.
	NoObserver QuestionCode = "observer"

	// NotUnderstood: no candidate at all.
	NotUnderstood QuestionCode = "unknown"
)

package command

type kind uint8

const (
	kText  kind = iota // letters that no table knows
	kWord              // a word of the lexicon
	kNum               // a figure
	kDate              // a day: 12月8日, 周五, 昨天
	kClock             // an hour: 3点, 15:30
	kTitle             // 《…》
	kSep               // a separator; its strength tells how much it separates
	kPlus              // + before a figure
	kDash              // - or ~
	kArrow             // → or ->
	kDoc               // a document number
	kPhone             // a phone number or another long run of digits
	kLink              // an address of the web or of mail
	kNth               // 第三场, 3号楼: numbers that name, not count
	kAside             // 附件2, 稿费300元: a number with the noun that it belongs to
)

// Strengths of separators.
const (
	sepSpace = iota + 1
	sepColon
	sepList   // 、 / ( )
	sepComma  // ,
	sepStop   // ; 。 !
	sepBreak  // newline
	sepColumn // tab
)

// token is one piece of the line; start and end are bytes of the normalised line.
type token struct {
	kind       kind
	strength   uint8
	sound      bool // the word was only heard, not read: 真文 for 征文
	maybe      bool // letters of a name that may have been words
	day        day
	clock      clock
	start, end int
	w          *word
	num        number
}

func (t *token) is(c class) bool { return t.kind == kWord && t.w.class&c != 0 }

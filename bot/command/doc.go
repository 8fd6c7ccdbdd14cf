// Package command reads chat lines: text in, acts or a question out.
//
// It is pure and deterministic. [Compile] turns a plan into a [Grammar] once;
// [Grammar.Read] is a function of the line and its [Context] (who, when), and is
// safe for concurrent use. What may be done by whom is not its business (package
// policy), nor what is stored already (the handler): a figure that lowers a total
// is read like any other.
//
// Two promises, in this order: nothing is recorded wrong in silence, and people
// are understood as they type. Where they pull apart, a question wins.
//
// # Passes
//
//	normalise   one way to write each character; mentions and list bullets out
//	tokens      words of the lexicon (the longest wins), figures, days, hours, titles,
//	            document and phone numbers; each with its span of the line; the letters of
//	            a place stay together, words or not (token_places.go);
//	            他们 is the unit that a coordinator's line names (refer.go), and 几 asks
//	            nothing in 附几个数 (several.go); 出 before a name sends somebody
//	            (sends_out.go); titles in “ ” are those in 《》 (title_marks.go)
//	families    lines called off (called_off.go), names put right (respelt.go),
//	            whom a section sends being open (undecided.go); what an
//	            order is not about is taken out of it (contrast.go); returns with their
//	            reasons (review_grounds.go), asides (aside.go), small talk,
//	            announcements, pasted lists, texts, orders (a rest that ends, rest_over.go; an order behind
//	            a question, asked_nudge.go), questions, reports: the
//	            first that claims the line reads it (family.go)
//	sharing     by how much a total grew is left out before it (grown_before.go), 其他387 beside
//	            one's own is the others' (others_bare.go), 李局长写的 becomes an author (penned.go), titles without marks are marked
//	            (called.go), figures that names share
//	            are written out: 征文和宣讲都是2 (share.go)
//	form        clauses that belong to the form of a letter are taken out of a report: its
//	            heading (heading.go), 请审核, 经党组研究, who spoke (formula.go); so are those
//	            that say something around the figures: 除了征文没弄, 没来得及报 (report_around.go)
//	frames      of a report: one item of one unit with its figures and details, filled
//	            from left to right (report*.go, figures.go, detail.go); what the neighbours
//	            of a figure make of it (beside.go, figures_beside.go), several sessions
//	            (sessions*.go; audiences told one by one add up, sessions_heads.go), words that only say who heard one (report_audience.go) or
//	            why it was held (report_grounds.go); a correction goes back to what it names (report_back.go), a
//	            promise is told apart (report_promise.go), what only remarks on a figure
//	            (report_remark.go), and what must not be recorded (report_forbid.go)
//	acts        each frame becomes acts, a question, or nothing done (build*.go, parts.go)
//	unfinished  a line that could not be read whole is parted where it turns from what is
//	            done to what is not yet (unfinished.go)
//	pleas       a contact's line that left nothing to keep and tells of a difficulty or
//	            wishes for more time becomes a request (plea.go); one that may take back
//	            what others have booked is marked (contest.go)
//	checks      the line as a whole: parts and totals, contradictions, letters that
//	            nobody understood (finish.go), words that have no part in what was
//	            read (cover.go); what hides inside kept words, the bot's own sentences sent
//	            back (vouch.go), figures that may be misheard (misheard.go)
//
// A line that reports and, in clauses of their own, asks or wishes is parted
// (both.go): the report is read by itself, the question is answered beside it, and
// what left no record is named in [Reading.Unkept]. Questions back carry what each
// numbered answer stands for (options.go), so that answers are data, not text; they
// quote only the words in doubt (quote.go) and show lines to copy with the person's own
// figures (copy.go). One candidate alone is asked about as a yes or no.
//
// Safety rests on accounting: a figure, item or unit that found no place stops the whole
// line with a question, and a word that is not accounted for turns apply into confirm,
// with that word quoted. A word is accounted for when no meaning of it could change the
// acts: it is of those that such acts are made of and stands where it does its work
// (cover_words.go: a measure after its figure, 到 before a place), it is kept in the acts
// as a name or a reason (which vouch.go holds to be one), a reader gave it its due
// (weigh) or told it apart as not recorded, or a table says that it means nothing
// anywhere (fillerWords; its last row only beside what makes it plain). Known words are
// held to this as unknown letters are. Questions are read before reports, so that a
// figure inside a question is never recorded.
//
// # Speed
//
// A line is a few letters, but the tables that it is held against are long. So nothing
// is looked for that cannot be there: words of a table and regular expressions are
// tried only where the line has their letters (letters.go, pattern.go), scanners only
// at letters that they can begin with (runes.go), passes and readers of lines only where
// a class that they need occurs ([parse].has, family.go). Acts are large, and are looked
// at where they lie. The line, its tokens and its frames lie in a room that the next line
// has after this one (room.go). Nothing is remembered from line to line.
//
// # Teaching it words
//
// The files words_*.go are tables: lists of words under a class. Names of units,
// items, types and milestones come from the plan; words_items.go adds what people
// call the items of this notice. Unit names are never matched by likeness; item
// names are, by sound (sound.go) and by a short list of look-alikes, and then always
// with a question.
//
// [Commands] is the help table; help texts are made of it and tests hold its
// examples to the parser. [Grammar.Line] writes an act as a line that reads back.
package command

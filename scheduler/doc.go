// Package scheduler decides who is reminded of what, and when. It never sends: it
// enqueues deliveries, and the outbox speaks.
//
// # From the plan to a message
//
//	plan ── Slots ──> slots ── Due ──> verdicts ── Fire ──> firings + deliveries
//
// [Slots] is a pure function of the plan: every reminder of every item and every
// milestone with its instant, the opening of the first working day, and for the
// coordinator who is still missing on the advised day, who is in after each due
// instant, and the closing sheet. A unit whose deadline was moved has slots of its
// own ([ExtensionSlots]).
//
// [Due] is pure too and looks at the level, not at the edge: of the slots whose
// instant has come and that have no firing yet, which one speaks? Several missed
// slots of one item collapse into the latest; a reminder whose due instant has
// passed is not said any more, since the coordinator's list says it better; quiet
// hours hold back. How often it is asked, how long the machine slept and which
// way the clock was moved makes no difference.
//
// [Scheduler.Fire] does the rest in one transaction: who is missing at this
// moment, silences, acknowledgements and the daily budget; one message for each
// group with all that is due now; one firing for each slot, spoken or not. A
// firing is written once and is what keeps a slot from ever speaking twice.
//
// # The ladder
//
// An item's reminders climb ([Rung]): first privately, to those who can be reached
// so, then the count in the group, then names and mentions. The last call of the
// advised day, what lies inside the last 24 hours and the last reminder name in any
// case. When another call follows on the same day, the earlier one leaves the day's
// budget (nudges_per_unit_per_day) to it and gives the count; a private word leaves it to
// the call by name that the unit has coming on the same day, whatever that is about.
//
// A unit is called, privately or by name, only when its budget for the day is not
// spent, no silence covers it and it has not answered 收到 in the present stage: before
// the advised day, from then on, on the due day. The last call before a due instant
// lifts all of that except a silence. Who is on leave is not alerted; the deputy's
// name stands beside the unit's. When nobody is left to be called, nothing is said
// and the firing keeps the reason. Those whom a milestone concerns are alerted
// without that: an invitation is no nudge.
//
// # Between deciding and sending
//
// A delivery names the slots that it speaks for. The outbox asks [Fresh] before each
// attempt: the words are found anew from the store, so that nobody is named who has
// answered in the meantime; what is settled is not sent; the night and a pause put
// it off. What an address could not be told goes along in the next message to it
// instead of arriving beside it. What is lost, or late for a quarter of an hour, is
// told to the coordinators, and [Remembered] tells of every reminder how far it came
// and who has answered.
//
// # The alarm clock
//
// robfig/cron only wakes [Scheduler.Fire], at the next known instant and every
// half minute; it remembers nothing. [Rehearse] plays a campaign on a virtual
// [Clock] from instant to instant.
package scheduler

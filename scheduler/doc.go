// Package scheduler decides who is reminded of what, and when. It never sends: it
// enqueues deliveries, and the outbox speaks.
//
// # From the plan to a message
//
//	plan ── Slots ──> slots ── Due ──> verdicts ── Fire ──> firings + deliveries
//
// [Slots] is a pure function of the plan: every reminder of every item and every
// milestone with its instant, the list of who is in for the coordinator after each
// due instant, and the closing sheet. A unit whose deadline was moved has slots of
// its own ([ExtensionSlots]).
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
// # Who is named
//
// A group message counts everybody who is missing. It names and mentions a unit
// only when the unit's budget for the day (nudges_per_unit_per_day) is not spent,
// it has not answered 收到 today and no silence covers it. When an item has a
// later slot on the same day, the earlier one gives the count only, so that the
// budget is left for the later. The last slot before a due instant, inside the
// last 24 hours, names in any case, except under a silence. When nobody is left
// to be addressed, nothing is said and the firing keeps the reason. Those whom a
// milestone concerns are alerted without that: an invitation is no nudge.
//
// # The alarm clock
//
// robfig/cron only wakes [Scheduler.Fire], at the next known instant and every
// half minute; it remembers nothing. [Rehearse] plays a campaign on a virtual
// [Clock] from instant to instant.
package scheduler

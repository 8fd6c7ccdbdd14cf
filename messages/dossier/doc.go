// Package dossier is the one model of everything that leaves the bureau: what the
// picture, the workbook, the documents, the package of files and the board show.
//
// A [Dossier] is a plain value, taken from the store in one transaction (see
// bot.Gather) and never changed. Only what was said and recorded until then, which
// may be long, is read while it is rendered, by a [Reader]; nothing later is in it.
// Whoever renders needs neither the store nor the clock, so the same look always
// gives the same bytes, and every number in every rendering is the ledger's own:
// [NewTable] and [Details] arrange and name, they add nothing up that the ledger has
// not added up.
package dossier

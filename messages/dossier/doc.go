// Package dossier is the one model of everything that leaves the bureau: what the
// picture, the workbook, the documents, the package of files and the board show.
//
// A [Dossier] is a plain value, taken from the store in one transaction (see
// bot.Gather) and never changed. Whoever renders it needs neither the store nor
// the clock, so the same state always gives the same bytes, and every number in
// every rendering is the ledger's own: [NewTable] and [Details] arrange and name,
// they add nothing up that the ledger has not added up.
package dossier

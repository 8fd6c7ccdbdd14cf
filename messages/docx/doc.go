// Package docx writes the documents that leave the bureau: each county's prefilled
// report, the city's combined report with its table, and the cover note with the
// list of pieces for the province.
//
// The writer is small and of our own: paragraphs, headings and tables in the look
// of Chinese official documents (A4, 仿宋 16 pt on 28 pt lines, 黑体 headings,
// 方正小标宋 title, margins of GB/T 9704, page numbers), and nothing else. The fonts are named,
// not embedded; a computer without them shows its own. Other people's words are
// escaped. What the ledger does not know is marked 【请补充】, never made up. The same
// dossier gives the same bytes.
package docx

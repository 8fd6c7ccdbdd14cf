// Package parcel knows everything that can be handed on, by format, and renders
// it: the workbook, the plain table, the picture, the reports, and the package of
// handed-in files under speaking names with its contents sheet.
//
// An [Order] says what is wanted. It can be written as a short reference and read
// back ([Order.Ref], [ParseRef]), so that a message may carry a document that is
// made at the moment in which it is sent.
package parcel

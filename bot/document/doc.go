// Package document looks into files that people send: what they are, what their
// title is, whether two of them belong together, and what they are to be called.
//
// # Promises
//
// The type is told by the content and never by the name. A title is read from
// inside: from the first page of a Word document or a PDF, else from its
// properties. Where nothing is found, nothing is said; a guess is never told as
// a fact. Whether a PDF looks sealed is a hint: [Facts.Unstamped] only says that
// every picture and colour in it could be read and none of them is red.
//
// # Hostile files
//
// Files come from people and may be made to harm. Nothing is unpacked to the
// disk; everything that inflates is cut at a fixed size, every loop and every
// nesting is bounded, and a panic in a decoder becomes "nothing known". A file
// that cannot be read is still a file: it is kept and named by its type.
//
// The package is pure: it reads what it is given and does nothing else.
package document

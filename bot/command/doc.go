// Package command reads chat lines: text in, acts or a question out.
//
// It is pure and deterministic. [Compile] turns a plan into a [Grammar] once;
// [Grammar.Read] is a function of the line and its [Context] (who, when) and is
// safe for concurrent use.
package command

// Package commandtest scores a reader of chat lines against corpora of examples,
// and builds the example plan that those examples speak of.
//
// A corpus is JSON lines: the words, who typed them and when, and what is
// expected. [Score] compares as the corpus' README says: every expected act must
// be found, nothing else may be stored, and a line that would be recorded at once
// with something else than expected is a wrong write, the one thing that must not
// happen. The package is pure; reading files is left to its callers.
package commandtest

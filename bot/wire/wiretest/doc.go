// Package wiretest is what the tests of both edges have in common, and those of
// whoever runs them: a clock that they move, a log that may be read while it is
// written, a body that must not be inflated, and a measure of what must not grow.
// It knows no platform; their doubles are wecomtest and dingtalktest.
package wiretest

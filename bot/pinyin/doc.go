// Package pinyin knows how Han characters are read, without their tones.
//
// The readings are those of the library github.com/mozillazg/go-pinyin (MIT
// licence), which keeps them in a map that costs every start of the program some
// milliseconds and megabytes, and asks regular expressions for each answer. Here
// they are a text of 80 KB (readings.txt): each line has readings, the usual one
// first, and all characters that are read so. It is taken in when it is first
// asked for, within a millisecond. A test compares it with the library; after an
// update of that, go generate writes it anew.
//
// Only the characters from U+4E00 to U+9FFF are known, which all names and nearly
// all words of today are made of.
package pinyin

//go:generate go test -run TestReadings -update

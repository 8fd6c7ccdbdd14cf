package sheet

import "testing"

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"1\t雁峰\t3\t90": "1 雁峰 3 90",
		"甲\r\n乙\x00":   "甲\n乙",
	} {
		if got := clean(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

package messages

import (
	"testing"
	"time"
)

func TestLeft(t *testing.T) {
	due := time.Date(2026, 12, 5, 12, 0, 0, 0, time.UTC)
	for before, want := range map[time.Duration]string{
		-time.Minute: "已过期限", 30 * time.Second: "还有1分钟", 90 * time.Minute: "还有1小时", 24 * time.Hour: "还有1天",
		43*time.Hour + 30*time.Minute: "还有1天多", 70 * time.Hour: "还有2天多", 80 * time.Hour: "还有3天",
	} {
		if got := Left(due.Add(-before), due); got != want {
			t.Errorf("%s before: %s, want %s", before, got, want)
		}
	}
}

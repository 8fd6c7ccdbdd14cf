package main

import (
	"fmt"
	"slices"
	"strconv"
	"testing"

	"pufabot/bot/ledger"
)

// BenchmarkRehearse is what a rehearsed December costs with 12 counties, 120 and
// 3 000, each with somebody to write to: it must grow with their number and no faster.
func BenchmarkRehearse(b *testing.B) {
	for _, counties := range []int{12, 120, 3000} {
		b.Run(strconv.Itoa(counties), func(b *testing.B) {
			c := loaded(b, examplePath)
			c.Units = slices.DeleteFunc(c.Units, func(u UnitConfig) bool { return u.Kind == string(ledger.County) })
			for i := range counties {
				c.Units = append(c.Units, UnitConfig{ID: fmt.Sprintf("c%04d", i), Name: fmt.Sprintf("第%d区", i+1), Kind: string(ledger.County)})
			}
			from, to, err := rehearseCmd{}.span(c)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				pushes, _, err := rehearse(b.Context(), c, from, to, nil)
				if err != nil || len(pushes) < counties {
					b.Fatalf("%d pushes, %v", len(pushes), err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(counties), "µs/county")
		})
	}
}

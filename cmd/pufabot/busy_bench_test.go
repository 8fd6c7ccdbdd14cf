package main

import (
	"net/http"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"

	"pufabot/bot/dingtalk/dingtalktest"
)

// BenchmarkBusy is the memory of the built binary under load: 64 clients report as
// fast as they are answered, alone or while every document is exported again and
// again. Its figures are the most that was resident, and what stays after a while.
func BenchmarkBusy(b *testing.B) {
	if runtime.GOOS != "linux" {
		b.Skip("asks /proc")
	}
	binary(b)
	for _, c := range []struct {
		name    string
		history int
		export  bool
	}{{"lines/0", 0, false}, {"lines/100000", 100_000, false}, {"exports/0", 0, true}, {"exports/100000", 100_000, true}} {
		b.Run(c.name, func(b *testing.B) {
			v := victimWith(b, c.history)
			v.start("/readyz")
			var over atomic.Bool
			exports := make(chan int)
			go func() {
				n := 0
				for ; c.export && !over.Load(); n++ {
					for _, format := range []string{"png", "xlsx", "docx", "zip"} {
						out := filepath.Join(v.dir, "out."+format)
						if said, err := exec.Command(binary(b), "export", "-c", v.config, "--format", format, "-o", out).CombinedOutput(); err != nil {
							b.Errorf("%s: %v\n%s", format, err, said)
						}
					}
				}
				exports <- n
			}()
			transport := &http.Transport{MaxIdleConnsPerHost: 64}
			defer transport.CloseIdleConnections()
			client := &http.Client{Transport: transport}
			crowd(b, 64, func(n int) error {
				body := dingtalktest.Body("busy-"+strconv.Itoa(n), "staff"+strconv.Itoa(n%chaosStaff), " 答题再加1人", map[string]any{"robotCode": nil})
				return postSigned(client, v.url+"/dingtalk/callback", body)
			})
			over.Store(true)
			b.ReportMetric(float64(<-exports), "exports")
			b.ReportMetric(v.memory("VmHWM:"), "MiB-most")
			b.ReportMetric(v.memory("VmRSS:"), "MiB-after")
			b.ReportMetric(v.memory("RssAnon:"), "MiB-anon")
			b.ReportMetric(v.memory("RssFile:"), "MiB-file")
			v.stop()
		})
	}
}

package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/store"
)

// BenchmarkClients puts the callback beside the machine's bare limits, all over real
// HTTP on loopback: "callback" verifies, parses, records and enqueues the reply;
// "bare" reads the same body and puts it with one key under the same group commit;
// "update" is one bbolt Update of the same single put, without HTTP. The collector
// lets the heap grow as the program does; its limit is not for a process that holds
// the clients, too.
func BenchmarkClients(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(growth))
	for _, clients := range []int{1, 16, 64} {
		b.Run(fmt.Sprintf("callback/%d", clients), func(b *testing.B) {
			handler, _, _ := benchService(b)
			load(b, clients, handler)
		})
		b.Run(fmt.Sprintf("bare/%d", clients), func(b *testing.B) {
			_, db, _ := benchService(b)
			var n atomic.Int64
			load(b, clients, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				body, err := io.ReadAll(r.Body)
				if err == nil {
					one := store.Firing{Key: strconv.FormatInt(n.Add(1), 10), Why: string(body)} // whatever is one put
					err = db.Update(r.Context(), func(tx *store.Tx) error { tx.PutFired(one); return nil })
				}
				if err != nil {
					http.Error(w, "failed", http.StatusInternalServerError)
				}
			}))
		})
		b.Run(fmt.Sprintf("update/%d", clients), func(b *testing.B) {
			db, err := bbolt.Open(filepath.Join(b.TempDir(), "bare.db"), 0o600, &bbolt.Options{NoFreelistSync: true, FreelistType: bbolt.FreelistMapType})
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() { _ = db.Close() })
			body := dingtalktest.Body("msg", "staff1", " 答题再加1人", nil)
			crowd(b, clients, func(n int) error {
				return db.Update(func(tx *bbolt.Tx) error {
					bucket, err := tx.CreateBucketIfNotExists([]byte("b"))
					if err != nil {
						return err
					}
					return bucket.Put([]byte(strconv.Itoa(n)), body)
				})
			})
		})
	}
}

// load serves the handler and lets clients post signed messages.
func load(b *testing.B, clients int, handler http.Handler) {
	server := httptest.NewServer(handler)
	b.Cleanup(server.Close)
	transport := &http.Transport{MaxIdleConnsPerHost: clients}
	b.Cleanup(transport.CloseIdleConnections)
	client := &http.Client{Transport: transport}
	crowd(b, clients, func(n int) error {
		return postSigned(client, server.URL, dingtalktest.Body("msg-"+strconv.Itoa(n), "staff1", " 答题再加1人", nil))
	})
}

// crowd shares b.N calls among clients and reports their rate and slow end.
func crowd(b *testing.B, clients int, call func(n int) error) {
	var next atomic.Int64
	var mu sync.Mutex
	var took []time.Duration
	var wg sync.WaitGroup
	b.ResetTimer()
	for range clients {
		wg.Go(func() {
			var own []time.Duration
			for {
				n := next.Add(1)
				if n > int64(b.N) {
					break
				}
				began := time.Now()
				if err := call(int(n)); err != nil {
					b.Error(err)
					break
				}
				own = append(own, time.Since(began))
			}
			mu.Lock()
			defer mu.Unlock()
			took = append(took, own...)
		})
	}
	wg.Wait()
	b.StopTimer()
	slices.Sort(took)
	if len(took) > 0 {
		b.ReportMetric(float64(len(took))/b.Elapsed().Seconds(), "calls/s")
		b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
	}
}

package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
)

// chaosRounds is how often the binary is killed. More: go test ./cmd/pufabot -run Chaos -chaos.rounds=100
var chaosRounds = flag.Int("chaos.rounds", 4, "how often the chaos test kills the bot")

// victim is the built binary on a data folder that outlives its deaths.
type victim struct {
	t      testing.TB
	dir    string
	config string
	url    string
	limit  string   // ulimit -f, in blocks of 512 bytes; empty: none
	under  []string // another program that runs the bot
	end    func()   // kills the bot under it; nil: nothing special
	cmd    *exec.Cmd
	// chat and session are where posts come from and can be answered; empty: nowhere.
	chat, session string
	said          *bytes.Buffer // all that it prints; to be read when it has ended
}

// chaosStaff speaks for as many units.
const chaosStaff = 6

func newVictim(t testing.TB) *victim {
	t.Helper()
	if testing.Short() {
		t.Skip("-short leaves out what starts, kills and restarts the built bot")
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listen := ln.Addr().String()
	_ = ln.Close()
	example, err := os.ReadFile(examplePath)
	if err != nil {
		t.Fatal(err)
	}
	v := &victim{t: t, dir: t.TempDir(), url: "http://" + listen}
	text := strings.NewReplacer(`data_dir = "data"`, `data_dir = "`+filepath.ToSlash(filepath.Join(v.dir, "data"))+`"`,
		`"127.0.0.1:8080"`, `"`+listen+`"`, `receive       = "off"`, `receive = "callback"`,
		`"env:PUFABOT_DINGTALK_CLIENT_SECRET"`, `"`+testSecret+`"`).Replace(string(example))
	for i, unit := range []string{"yanfeng", "shigu", "zhuhui", "hengnan", "leiyang", "qidong"} {
		text += fmt.Sprintf("\n[[people]]\nrole = \"contact\"\nunit = %q\ndingtalk_userid = \"staff%d\"\n", unit, i)
	}
	v.config = filepath.Join(v.dir, "config.toml")
	if err := os.WriteFile(v.config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}

	t.Cleanup(v.kill)
	return v
}

// live starts the binary and returns when it answers.
func (v *victim) live() { v.start("/healthz") }

// start starts the binary and returns when a page of it says that all is well.
func (v *victim) start(page string) {
	v.t.Helper()
	args := append(v.under[:len(v.under):len(v.under)], binary(v.t), "serve", "-c", v.config)
	v.cmd = exec.Command(args[0], args[1:]...)
	if v.limit != "" {
		v.cmd = exec.Command("sh", "-c", "ulimit -S -f "+v.limit+"; exec "+binary(v.t)+" serve -c "+v.config)
	}
	v.said = new(bytes.Buffer)
	v.cmd.Stdout, v.cmd.Stderr = v.said, v.said
	if err := v.cmd.Start(); err != nil {
		v.t.Fatal(err)
	}
	for range 60_000 {
		if v.ask(page) {
			return
		}
		time.Sleep(time.Millisecond) // another process: nothing to wait on but its port
	}
	v.kill()
	v.t.Fatalf("the bot does not come up:\n%s", v.said)
}

// ask gets a page and tells whether all is well with it.
func (v *victim) ask(page string) bool {
	resp, err := http.Get(v.url + page)
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode == http.StatusOK
}

// kill ends it as a power switch does.
func (v *victim) kill() {
	if v.cmd != nil && v.cmd.Process != nil {
		if v.end != nil {
			v.end()
		} else {
			_ = v.cmd.Process.Kill()
		}
		_ = v.cmd.Wait()
		v.cmd = nil
	}
}

// ended waits until it has ended by itself, and tells how.
func (v *victim) ended() (code int, said string) {
	v.t.Helper()
	slow := time.AfterFunc(time.Minute, func() { _ = v.cmd.Process.Kill() })
	_ = v.cmd.Wait()
	slow.Stop()
	code, said = v.cmd.ProcessState.ExitCode(), v.said.String()
	v.cmd = nil
	return code, said
}

// fails runs a subcommand, which must not succeed, and gives what it prints.
func (v *victim) fails(args ...string) string {
	v.t.Helper()
	out, err := exec.Command(binary(v.t), append(args, "-c", v.config)...).CombinedOutput()
	if err == nil {
		v.t.Errorf("%v succeeded:\n%s", args, out)
	}
	return string(out)
}

// post delivers one message as the platform does, and tells whether it was taken.
func (v *victim) post(n int) bool {
	fields := map[string]any{"robotCode": nil}
	if v.chat != "" {
		fields["conversationId"], fields["sessionWebhook"], fields["sessionWebhookExpiredTime"] = v.chat, v.session, time.Now().Add(time.Hour).UnixMilli()
	}
	body := dingtalktest.Body("chaos-"+strconv.Itoa(n), "staff"+strconv.Itoa(n%chaosStaff), " 答题再加1人", fields)
	return postSigned(http.DefaultClient, v.url+"/dingtalk/callback", body) == nil // else dead, or died under it
}

// takes delivers the first n messages, each of which must be taken.
func (v *victim) takes(n int) {
	v.t.Helper()
	for i := range n {
		if !v.post(i) {
			v.t.Fatalf("message %d was not taken", i)
		}
	}
}

// counted is what the ledger says people have answered, over all units.
func (v *victim) counted() int {
	v.t.Helper()
	if out, err := exec.Command(binary(v.t), "verify", "-c", v.config).CombinedOutput(); err != nil {
		v.t.Errorf("verify: %v\n%s", err, out)
	}
	out, err := exec.Command(binary(v.t), "status", "--json", "-c", v.config).Output()
	if err != nil {
		v.t.Fatal(err)
	}
	var s statusReport
	if err := json.Unmarshal(out, &s); err != nil {
		v.t.Fatal(err)
	}
	sum := 0
	for _, u := range s.Units {
		for _, it := range u.Items {
			if it.Item == "quiz" {
				sum += it.Value
			}
		}
	}
	return sum
}

// TestChaosKills kills the bot at random instants under concurrent callers, each of
// whom repeats a message until it is taken, as platforms do, and some once more
// after that. In the end every message counts, and counts once.
func TestChaosKills(t *testing.T) {
	t.Parallel()
	v := newVictim(t)
	v.live()
	var next, taken atomic.Int64
	var stop atomic.Bool
	died := make(chan struct{}, 1)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for !stop.Load() {
				n := int(next.Add(1))
				for !v.post(n) {
					runtime.Gosched()
				}
				if taken.Add(1)%41 == 0 {
					select {
					case died <- struct{}{}: // time for the next death
					default:
					}
				}
				if n%5 == 0 && !v.post(n) {
					runtime.Gosched() // the repeat may meet a dead bot: it was taken already
				}
			}
		})
	}
	for range *chaosRounds {
		<-died
		for range rand.IntN(2000) { // somewhere between two lines, or within one
			runtime.Gosched()
		}
		v.kill()
		v.live()
	}
	stop.Store(true)
	wg.Wait()
	v.kill()
	if got := v.counted(); got != int(next.Load()) {
		t.Errorf("%d messages were sent and taken, the ledger counts %d", next.Load(), got)
	}
	t.Logf("%d messages, %d deaths", next.Load(), *chaosRounds)
}

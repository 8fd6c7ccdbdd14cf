package console

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

var testNow = time.Date(2026, 12, 3, 10, 0, 0, 0, time.FixedZone("CST", 8*3600))

func testPlan() *ledger.Plan {
	unit := func(id, name string, k ledger.UnitKind) ledger.Unit {
		return ledger.Unit{ID: ledger.UnitID(id), Name: name, Kind: k}
	}
	owed := []string{"county", "city"}
	return &ledger.Plan{
		Campaign: ledger.Campaign{ID: "2026-12", Title: "2026年统计法治集中宣传活动"},
		Units: []ledger.Unit{
			unit("yanfeng", "雁峰区", ledger.County), unit("shigu", "石鼓区", ledger.County), unit("zhuhui", "珠晖区", ledger.County),
			unit("zhengxiang", "蒸湘区", ledger.County), unit("nanyue", "南岳区", ledger.County), unit("hengyang-xian", "衡阳县", ledger.County),
			unit("hengnan", "衡南县", ledger.County), unit("hengshan", "衡山县", ledger.County), unit("hengdong", "衡东县", ledger.County),
			unit("qidong", "祁东县", ledger.County), unit("leiyang", "耒阳市", ledger.County), unit("changning", "常宁市", ledger.County),
			unit("office", "办公室", ledger.Section), unit("law", "法规科", ledger.Section), unit("industry", "工业科", ledger.Section),
			unit("city", "市本级", ledger.City),
		},
		Items: []ledger.Item{
			{ID: "article", Name: "署名文章", Kind: ledger.Entry, Measure: "篇", OwedBy: owed, Min: 1, Files: []string{"word", "pdf"}},
			{ID: "essay", Name: "征文", Kind: ledger.Entry, Measure: "篇", OwedBy: owed, Min: 1},
			{ID: "quiz", Name: "专项答题", Kind: ledger.Count, Measure: "人", OwedBy: owed},
			{ID: "outreach", Name: "普法宣讲", Kind: ledger.Sessions, Measure: "场", OwedBy: owed, Min: 1},
			{ID: "duty", Name: "宣讲人员报名", Kind: ledger.Signup, Measure: "人", OwedBy: []string{"section"}, Min: 1},
		},
		Groups: []ledger.Group{{ID: "work", Title: "全市统计法治宣传工作群", Push: true}},
	}
}

// bench is a console with a handler that keeps what it got.
type bench struct {
	*Console
	mu   sync.Mutex
	got  []messages.Envelope
	fail error
}

func newBench(t *testing.T) *bench {
	t.Helper()
	p := testPlan()
	b := &bench{}
	b.Console = New(Config{Title: p.Campaign.Title, Groups: p.Groups, People: Personas(p)},
		func(_ context.Context, env messages.Envelope) (messages.Message, error) {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.got = append(b.got, env)
			return messages.Message{}, b.fail
		}, zerolog.Nop(), func() time.Time { return testNow })
	t.Cleanup(b.Close)
	return b
}

func (b *bench) heard() []messages.Envelope {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]messages.Envelope(nil), b.got...)
}

// request is one that the page itself would make.
func request(method, target, body string) *http.Request {
	r := httptest.NewRequest(method, "http://127.0.0.1:8080"+target, strings.NewReader(body))
	r.RemoteAddr = "127.0.0.1:50000"
	if method == http.MethodPost {
		r.Header.Set("Origin", "http://127.0.0.1:8080")
		r.Header.Set("Content-Type", "application/json")
	}
	return r
}

func (b *bench) do(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	b.Handler().ServeHTTP(w, r)
	return w
}

func (b *bench) post(l line) *httptest.ResponseRecorder {
	body, err := json.Marshal(map[string]string{"id": l.ID, "chat": l.Chat, "from": l.From, "text": l.Text, "quote": l.Quote})
	if err != nil {
		panic(err)
	}
	return b.do(request(http.MethodPost, "/console/say", string(body)))
}

// history is what the page would read.
func (b *bench) history(t *testing.T, chat string) []Event {
	t.Helper()
	w := b.do(request(http.MethodGet, "/console/history?chat="+chat, ""))
	var got struct {
		Last   string
		Events []Event
	}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatalf("history: %v: %s", err, w.Body)
	}
	return got.Events
}

func delivery(key, target string, m messages.Message) messages.Delivery {
	return messages.Delivery{Key: key, Kind: messages.KindReply, Message: m,
		Address: messages.Address{Channel: messages.ChanConsole, Target: target}}
}

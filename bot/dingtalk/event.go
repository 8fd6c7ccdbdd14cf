package dingtalk

import "sync"

// event happens once and can be waited for.
type event struct {
	once sync.Once
	ch   chan struct{}
}

func newEvent() *event { return &event{ch: make(chan struct{})} }

func (e *event) set() { e.once.Do(func() { close(e.ch) }) }

func (e *event) c() <-chan struct{} { return e.ch }

// gate counts work that has begun, until it is shut; then it tells when the last
// of it has ended.
type gate struct {
	mu    sync.Mutex
	n     int
	isOut bool
	idle  *event
}

func newGate() *gate { return &gate{idle: newEvent()} }

// enter begins a piece of work, unless the gate is shut.
func (g *gate) enter() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.isOut {
		return false
	}
	g.n++
	return true
}

// leave ends a piece of work.
func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.n--
	if g.isOut && g.n == 0 {
		g.idle.set()
	}
}

// shut lets nothing more begin; the channel closes when everything has ended.
func (g *gate) shut() <-chan struct{} {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.isOut = true
	if g.n == 0 {
		g.idle.set()
	}
	return g.idle.c()
}

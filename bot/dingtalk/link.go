package dingtalk

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"

	"pufabot/bot/wire"
)

const (
	frameLimit  = bodyLimit
	pingEvery   = 60 * time.Second
	pongWithin  = 10 * time.Second
	writeWithin = 10 * time.Second
	// grace is how long an old connection goes on after its successor is open; the
	// platform closes it about 10 s after its disconnect frame anyway.
	grace = 10 * time.Second
	// drain is how long acknowledgements may take when we close a connection.
	drain = 5 * time.Second
)

// link is one connection: one goroutine reads, one writes, one pings.
type link struct {
	stream *Stream
	ws     *websocket.Conn
	out    chan []byte
	work   *gate // messages taken from here and not yet done

	wanted  *event // a successor is needed: the platform or our age says so, or it is over
	retired *event // the successor is open
	dead    *event // reading, writing or pinging has failed
	flush   *event // the writer is to write what is there and stop
	flushed *event // it has
}

func newLink(s *Stream, ws *websocket.Conn) *link {
	ws.SetReadLimit(frameLimit)
	return &link{stream: s, ws: ws, out: make(chan []byte, 256), work: newGate(),
		wanted: newEvent(), retired: newEvent(), dead: newEvent(), flush: newEvent(), flushed: newEvent()}
}

// run serves until the connection dies, has been replaced, or ctx ends; then it
// lets the messages in work be acknowledged and closes. It returns when all of its
// goroutines have.
func (l *link) run(ctx context.Context, life time.Duration) {
	defer l.wanted.set()
	// Ending the context of a read or a write cuts the socket, so ctx itself must
	// not reach them before the last acknowledgement is out.
	inner, cut := context.WithCancel(context.WithoutCancel(ctx))
	var wg sync.WaitGroup
	wg.Go(func() { defer l.dead.set(); l.read(inner) })
	wg.Go(func() { defer l.dead.set(); l.ping(inner) })
	wg.Go(func() { defer l.flushed.set(); l.write(inner) })

	l.await(ctx, life)
	idle := l.work.shut()
	select {
	case <-idle:
	case <-l.dead.c():
	case <-time.After(drain):
	}
	l.flush.set()
	<-l.flushed.c()
	_ = l.ws.Close(websocket.StatusNormalClosure, "")
	cut()
	wg.Wait()
}

// await returns when the connection is to be closed.
func (l *link) await(ctx context.Context, life time.Duration) {
	age := time.NewTimer(life)
	defer age.Stop()
	for {
		select {
		case <-age.C: // a half-dead connection that gets no traffic looks like a quiet one (SOIMY)
			l.wanted.set()
			continue
		case <-l.retired.c():
			select {
			case <-time.After(grace):
			case <-l.dead.c():
			case <-ctx.Done():
			}
		case <-l.dead.c():
		case <-ctx.Done():
		}
		return
	}
}

func (l *link) read(ctx context.Context) {
	for {
		kind, data, err := l.ws.Read(ctx)
		if err != nil {
			return
		}
		var f frame
		if kind != websocket.MessageText || json.Unmarshal(data, &f) != nil {
			l.stream.log.Warn().Msg("dingtalk frame not understood")
			continue
		}
		l.take(ctx, f)
	}
}

// take answers a frame, or has it answered when its message is durable.
func (l *link) take(ctx context.Context, f frame) {
	id := f.Headers.MessageID
	switch {
	case f.Type == typeSystem && f.Headers.Topic == topicPing:
		l.answer(newAck(id, http.StatusOK, f.text()))
	case f.Type == typeSystem && f.Headers.Topic == topicDisconnect:
		l.answer(newAck(id, http.StatusOK, ackNothing)) // else it may be repeated (GO092)
		l.wanted.set()
	case f.Type == typeSystem: // CONNECTED, REGISTERED, KEEPALIVE tell nothing new
	case f.Type == typeEvent:
		l.answer(newAck(id, http.StatusOK, ackEvent))
	case f.Type == typeCallback && f.Headers.Topic == topicMessage:
		l.message(ctx, f)
	case f.Type == typeCallback:
		l.answer(newAck(id, http.StatusNotFound, ackNothing))
	}
}

func (l *link) message(ctx context.Context, f frame) {
	b, err := decodeBody([]byte(f.text()))
	if err != nil {
		l.stream.log.Warn().Msg("dingtalk message malformed")
		l.answer(newAck(f.Headers.MessageID, http.StatusBadRequest, ackNothing))
		return
	}
	if !l.work.enter() {
		return // closing: unacknowledged, it comes again on the next connection
	}
	if !l.stream.lanes.Put(ctx, b.ConversationID, job{l, f.Headers.MessageID, b}) {
		l.work.leave()
	}
}

// answer queues a frame; on a connection that is over it does nothing.
func (l *link) answer(a ack) {
	data, err := wire.Encode(a)
	if err != nil {
		return
	}
	select {
	case l.out <- data:
	case <-l.flushed.c():
	}
}

// write is the only one that writes messages (two writers are what broke the
// official client). After flush it writes what is queued and stops.
func (l *link) write(ctx context.Context) {
	for {
		select {
		case data := <-l.out:
			if !l.put(ctx, data) {
				return
			}
		case <-l.flush.c():
			for {
				select {
				case data := <-l.out:
					if !l.put(ctx, data) {
						return
					}
				default:
					return
				}
			}
		}
	}
}

func (l *link) put(ctx context.Context, data []byte) bool {
	ctx, cancel := context.WithTimeout(ctx, writeWithin)
	defer cancel()
	if l.ws.Write(ctx, websocket.MessageText, data) != nil {
		l.dead.set()
		return false
	}
	return true
}

func (l *link) ping(ctx context.Context) {
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
		within, cancel := context.WithTimeout(ctx, pongWithin)
		err := l.ws.Ping(within)
		cancel()
		if err != nil {
			return
		}
	}
}

package wire

import "time"

// State is how a long connection is doing.
type State struct {
	Connected bool
	Since     time.Time // of Connected
	// Trouble says why there is no connection: a class and a code, "" for none.
	Trouble string
}

// Note gives the state after a change; Since moves only when Connected does.
func (s State) Note(connected bool, trouble string, now time.Time) State {
	if connected != s.Connected {
		s.Connected, s.Since = connected, now
	}
	s.Trouble = trouble
	return s
}

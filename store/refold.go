package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"

	"pufabot/bot/ledger"
)

// foldVersion is raised when [ledger.Tally] adds up differently than before: all
// tallies are then folded anew when the file is opened next.
const foldVersion = 4

// fingerprint stands for everything about an item that its tallies depend on.
func fingerprint(it ledger.Item) string {
	b, err := json.Marshal(struct {
		Fold    int
		Kind    ledger.ItemKind
		Min     int
		Measure string
		Events  []ledger.MilestoneID
		Files   []string `json:",omitempty"`
	}{foldVersion, it.Kind, it.Min, it.Measure, it.Events, it.Files})
	if err != nil {
		panic(err) // plain values
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}

// fingerprints of the items of a plan. What the plan does not know is a bare item.
type fingerprints map[ledger.ItemID]string

func (f fingerprints) of(id ledger.ItemID) string {
	if s, ok := f[id]; ok {
		return s
	}
	return fingerprint(ledger.Item{})
}

func planned(p *ledger.Plan) fingerprints {
	f := fingerprints{}
	for _, it := range p.Items {
		f[it.ID] = fingerprint(it)
	}
	return f
}

// refold makes sure of the ends of the chains, and folds anew the tallies of items
// that the configuration (or the program) has changed since.
func (db *DB) refold() error {
	want := planned(db.options.Plan)
	var stale []TallyKey
	changed := false
	err := db.View(func(tx *Tx) error {
		tx.checkEnds()
		had := tx.fingerprints()
		changed = !maps.Equal(had, want)
		if changed {
			for key := range tx.Tallies() {
				if had.of(key.Item) != want.of(key.Item) {
					stale = append(stale, key)
				}
			}
		}
		return nil
	})
	if err != nil || !changed {
		return err
	}
	return db.Update(context.Background(), func(tx *Tx) error {
		for _, key := range stale {
			st := tx.storedTally(key.Unit, key.Item)
			st.Tally = ledger.Fold(tx.item(key.Item), tx.RecordsOf(key.Unit, key.Item))
			tx.putTally(key.Unit, key.Item, st)
		}
		tx.putJSON(planKey, want)
		return nil
	})
}

func (tx *Tx) fingerprints() fingerprints {
	f := fingerprints{}
	tx.getJSON(planKey, &f)
	return f
}

// checkEnds compares the last line and record with what the counters say: a file
// put together from two moments does not get past it.
func (tx *Tx) checkEnds() {
	c := tx.count()
	for _, end := range []struct {
		kind byte
		seq  uint64
		head []byte
	}{{kLine, c.Lines, c.LineHead}, {kRecord, c.Records, c.RecordHead}, {kDelivery, c.Deliveries, nil}, {kRequest, c.Requests, nil}, {kFile, c.Files, nil}} {
		key, body, ok := tx.last([]byte{end.kind})
		if tx.err != nil {
			return
		}
		if !ok && end.seq == 0 {
			continue
		}
		if seqAt(key) != end.seq || !bytes.HasPrefix(body, end.head) {
			tx.corrupt("the end of %q is not where it was", end.kind)
		}
	}
}

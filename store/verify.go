package store

import (
	"errors"
	"fmt"
	"strings"

	"pufabot/bot/ledger"
)

// Kind says what sort of problem [Verify] has found.
type Kind string

// The kinds of problems.
const (
	BadPage     Kind = "page"         // the tree of pages is damaged; nothing deeper was looked at
	BadValue    Kind = "value"        // a value fails its checksum
	BadCount    Kind = "count"        // a number of entries is not what the counters say
	BadLine     Kind = "line-chain"   // the chain of the journal is broken
	BadRecord   Kind = "record-chain" // the chain of the records is broken
	BadIndex    Kind = "index"        // an index does not lead where it should
	BadTally    Kind = "tally"        // a running tally is not the fold of its records
	maxProblems      = 200
)

// Problem is one thing that is wrong with a file. Where holds no words of people.
type Problem struct {
	Kind     Kind
	Campaign ledger.CampaignID // empty: the file itself
	Where    string
}

// Report is what [Verify] has found.
type Report struct {
	Campaigns                            []ledger.CampaignID
	Pages, Values                        int
	Lines, Records, Deliveries, Requests uint64
	Problems                             []Problem // at most 200
	Notes                                []Note
}

// Note is an oddity of a file that is no damage.
type Note string

const (
	// NoteMeta: either the machine lost power in the very moment of a commit, and all
	// is well; or the page of the last commit is damaged, and that commit is gone.
	NoteMeta Note = "one of the two meta pages is damaged: the last commit may be missing"
	// NoteOlder: the file waits for its migration.
	NoteOlder Note = "the schema is older: only pages and checksums were checked"
	// NoteRefold: the next start folds some tallies anew.
	NoteRefold Note = "tallies were folded with other items than configured now"
)

// OK tells whether nothing is wrong.
func (r Report) OK() bool { return len(r.Problems) == 0 }

func (r *Report) add(k Kind, c ledger.CampaignID, where string) {
	where = strings.TrimPrefix(where, ErrCorrupt.Error()+": ") // the kind says so already
	if len(r.Problems) < maxProblems {
		r.Problems = append(r.Problems, Problem{k, c, where})
	}
}

// Verify checks a file that no process has open for writing: its pages, all
// checksums, both hash chains, all indexes, and that each tally is the fold of
// its records (for the plan's own campaign; a nil plan leaves that out). It
// changes nothing. The error says that the file could not be checked at all.
func Verify(path string, plan *ledger.Plan) (report Report, err error) {
	b, err := openBolt(path, true)
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	n, notes, err := walkFile(path, func(k Kind, err error) { report.add(k, "", err.Error()) })
	report.Pages, report.Values, report.Notes = n.pages, n.values, notes
	if err != nil {
		return report, err
	}
	for _, p := range report.Problems {
		if p.Kind == BadPage {
			return report, nil // bbolt must not touch them
		}
	}
	version, err := schemaOf(b)
	switch {
	case errors.Is(err, ErrCorrupt): // reported already, as a value
		return report, nil
	case err != nil:
		return report, err
	case version > schemaVersion:
		return report, fmt.Errorf("%w: schema %d", ErrNewer, version)
	case version < schemaVersion:
		report.Notes = append(report.Notes, NoteOlder)
		return report, nil
	}
	if report.Campaigns, err = campaignsOf(b); err != nil {
		return report, err
	}
	for _, id := range report.Campaigns {
		of, fold := &ledger.Plan{}, plan != nil && plan.Campaign.ID == id
		if fold {
			of = plan
		}
		db, err := reader(b, id, of)
		if err != nil {
			report.add(BadValue, id, err.Error())
			continue
		}
		err = db.View(func(tx *Tx) error {
			v := verifier{tx: tx, report: &report, id: id, fold: fold}
			v.run()
			return nil
		})
		if err != nil {
			return report, err
		}
	}
	return report, nil
}

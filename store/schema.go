package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"time"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// schemaVersion is the version of the drawing below. A change of the drawing or
// of the bytes of a value raises it, and needs a migration and a test.
const schemaVersion = 8

// The drawing of the key space.
//
// A file has one bucket about itself and one bucket per campaign. Inside a
// campaign the keys are flat: one letter says what it is, the rest says which.
// One tree instead of many buckets keeps a commit to a handful of pages.
//
//	.pufabot                         about the file
//	  schema                           version of this drawing
//	w/<campaign>                     its redo log: what will be written into it, see redo.go
//	h/<campaign>                     the log of what is held back from it, see held.go
//	c/<campaign>                     one campaign
//	  m counters                       sequence numbers, chain heads, totals
//	  m plan                           fingerprint of the items that the tallies were folded with
//	  m tick                           last tick of the scheduler
//	  m paused                         present: reminders are paused
//	  m frozen                         instant whose figures the reports have
//	  l <seq>                          journal line: hash, then the line
//	  r <seq>                          record: hash, then the record
//	  u <unit> <item> <seq>            → records by unit and item
//	  b <line> <seq>                   → records by line (undos left out)
//	  x <seq>                          the record that took record <seq> back
//	  a <account> <line>               how many records of that person and line are in force
//	  t <unit> <item>                  running tally
//	  e <unit> <item>                  extension of the due instant
//	  s <hash of key>                  message seen, with the reply it got or its delivery
//	  p <account>                      person bound in chat
//	  q <id>                           request to the coordinator
//	  Q <id>                           → open requests
//	  w <account> <chat>               question waiting for an answer
//	  c <chat>                         chat bound to a group
//	  d <seq>                          delivery
//	  k <hash of key>                  → delivery by its key (replies: s has it)
//	  D <next at> <seq>                → pending deliveries by time
//	  f <key>                          reminder that has fired
//	  n <unit> <day>                   nudges of that day
//	  g <unit>                         last acknowledgement
//	  z <id>                           silence, from when and until when
//	  o <id>                           file that somebody sent
//	  O <due> <id>                     → files with which something is to be done, by time
//	  i <hash of key>                  message whose files are being fetched
//	  j <account> <chat>               what that person spoke of last
//	  v <unit> <platform> <user>       absence, with the deputy
//
// <seq>, <line>, <id> are 8 bytes, big-endian; <at> is 8 bytes that sort by time;
// <unit>, <item>, <account>, <chat>, <key>, <day> are parts: a length byte and
// the text, so that no text can run into the next part. A hash is the first 16
// bytes of SHA-256. Arrows have no body; like every value they carry a checksum.
const (
	kMeta       = 'm'
	kLine       = 'l'
	kRecord     = 'r'
	kByUnit     = 'u'
	kByLine     = 'b'
	kUndone     = 'x'
	kByAccount  = 'a'
	kTally      = 't'
	kExtension  = 'e'
	kSeen       = 's'
	kPerson     = 'p'
	kRequest    = 'q'
	kOpen       = 'Q'
	kWaiting    = 'w'
	kChat       = 'c'
	kDelivery   = 'd'
	kByKey      = 'k'
	kDue        = 'D'
	kFiring     = 'f'
	kNudges     = 'n'
	kAck        = 'g'
	kSilence    = 'z'
	kFile       = 'o'
	kFileDue    = 'O'
	kIntake     = 'i'
	kSubject    = 'j'
	kAbsence    = 'v'
	hashLen     = 16
	seqLen      = 8
	aboutBucket = ".pufabot"
)

var (
	campaignPrefix, redoPrefix, heldLogs = []byte("c/"), []byte("w/"), []byte("h/")

	schemaKey   = []byte("schema")
	countersKey = []byte("mcounters")
	planKey     = []byte("mplan")
	tickKey     = []byte("mtick")
	pausedKey   = []byte("mpaused")
	frozenKey   = []byte("mfrozen")
)

// campaignBucket is the name of a campaign's bucket.
func campaignBucket(id ledger.CampaignID) []byte { return append(bytes.Clone(campaignPrefix), id...) }

func seqKey(kind byte, seq uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{kind}, seq)
}

// seqAt reads the sequence number that ends a key.
func seqAt(key []byte) uint64 {
	if len(key) < seqLen {
		return 0
	}
	return binary.BigEndian.Uint64(key[len(key)-seqLen:])
}

// addPart appends one text. Text too long for its length byte is replaced by its
// full hash, so that hostile ids can neither collide nor exceed a key's limit.
func addPart(key []byte, s string) []byte {
	if len(s) < 255 {
		return append(append(key, byte(len(s))), s...)
	}
	sum := sha256.Sum256([]byte(s))
	return append(append(key, 255), sum[:]...)
}

func textKey(kind byte, parts ...string) []byte {
	key := []byte{kind}
	for _, p := range parts {
		key = addPart(key, p)
	}
	return key
}

func hashKey(kind byte, text string) []byte {
	sum := sha256.Sum256([]byte(text))
	return append([]byte{kind}, sum[:hashLen]...)
}

// timePart is 8 bytes that sort as the instants do.
func timePart(t time.Time) []byte {
	return binary.BigEndian.AppendUint64(nil, uint64(t.UnixNano())^1<<63)
}

func timeAt(b []byte) time.Time {
	return time.Unix(0, int64(binary.BigEndian.Uint64(b)^1<<63)).UTC()
}

func unitItemKey(kind byte, u ledger.UnitID, it ledger.ItemID) []byte {
	return textKey(kind, string(u), string(it))
}

func accountKey(kind byte, a ledger.Account) []byte {
	return textKey(kind, string(a.Platform), printable(a.UserID))
}

// printable gives a text that survives JSON as it is. Ids of platforms are valid
// UTF-8; one that is not is replaced by its hash rather than mixed up with another.
func printable(id string) string {
	if utf8.ValidString(id) {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	return "sha256:" + hex.EncodeToString(sum[:])
}

func byUnitKey(r ledger.Record) []byte {
	return binary.BigEndian.AppendUint64(unitItemKey(kByUnit, r.Unit, r.Item), r.Seq)
}

func byLineKey(r ledger.Record) []byte {
	return binary.BigEndian.AppendUint64(seqKey(kByLine, r.Line), r.Seq)
}

func byAccountKey(a ledger.Account, line uint64) []byte {
	return binary.BigEndian.AppendUint64(accountKey(kByAccount, a), line)
}

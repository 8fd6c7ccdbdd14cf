package store

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"time"
)

// A value at rest is a version byte, a checksum of four bytes, and the body
// (JSON, unless the entity says otherwise). The checksum covers the name of the
// bucket, the key, the version and the body: a body that has ended up under
// another key is as wrong as one with a flipped bit.
const (
	valueVersion = 1
	headLen      = 5
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Between its parts stand a zero, and a zero with the version. They are not made for
// each value: when a store is opened there are millions.
var (
	between = []byte{0}
	behind  = []byte{0, valueVersion}
)

func checksum(bucket, key []byte, version byte, body ...[]byte) uint32 {
	end := behind
	if version != valueVersion {
		end = []byte{0, version}
	}
	c := crc32.Update(0, castagnoli, bucket)
	c = crc32.Update(c, castagnoli, between)
	c = crc32.Update(c, castagnoli, key)
	c = crc32.Update(c, castagnoli, end)
	for _, part := range body {
		c = crc32.Update(c, castagnoli, part)
	}
	return c
}

// seal makes the bytes at rest of a body, which may come in parts.
func seal(bucket, key []byte, body ...[]byte) []byte {
	n := headLen
	for _, part := range body {
		n += len(part)
	}
	return appendSealed(make([]byte, 0, n), bucket, key, body...)
}

// appendSealed appends the same to other bytes.
func appendSealed(out, bucket, key []byte, body ...[]byte) []byte {
	out = append(out, valueVersion)
	out = binary.BigEndian.AppendUint32(out, checksum(bucket, key, valueVersion, body...))
	for _, part := range body {
		out = append(out, part...)
	}
	return out
}

// unseal gives the body of the bytes at rest, which it does not copy.
func unseal(bucket, key, raw []byte) ([]byte, error) {
	if len(raw) < headLen {
		return nil, fmt.Errorf("%w: value of %s is too short", ErrCorrupt, kindOf(key))
	}
	body := raw[headLen:]
	if checksum(bucket, key, raw[0], body) != binary.BigEndian.Uint32(raw[1:]) {
		return nil, fmt.Errorf("%w: checksum of %s", ErrCorrupt, kindOf(key))
	}
	if raw[0] != valueVersion { // the checksum is right, so somebody meant it
		return nil, fmt.Errorf("%w: value version %d", ErrNewer, raw[0])
	}
	return body, nil
}

// kindOf names the kind of a key for operators. Keys hold ids of people, hence
// never the whole key; sequence numbers are harmless and help to find the place.
func kindOf(key []byte) string {
	if len(key) == 0 {
		return "an empty key"
	}
	switch key[0] {
	case kLine, kRecord, kDelivery, kRequest, kFile:
		return fmt.Sprintf("%q %d", key[0], seqAt(key))
	}
	return fmt.Sprintf("%q", key[0])
}

// utc is the form in which instants rest: UTC, without a monotonic reading.
func utc(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.UTC().Round(0)
}

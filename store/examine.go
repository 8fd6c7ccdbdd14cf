package store

import (
	"errors"
	"fmt"
	"os"
)

// examineRoot checks what a large file that was closed in good order needs before
// it can be opened: its last commit, its free pages, its buckets. It gives the size
// of its pages, or zero for a file that must be examined whole.
func examineRoot(path string, from int64) (pageSize int64, err error) {
	if info, err := os.Stat(path); err != nil || info.Size() < from {
		return 0, nil // examine will tell
	}
	b, err := openBolt(path, true) // nobody writes meanwhile
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	f, err := os.Open(path)
	if err != nil {
		return 0, fmt.Errorf("store: %w", err)
	}
	defer f.Close()
	meta, ok := orderly(path, f)
	if !ok {
		return 0, nil
	}
	w := pageWalk{r: f, meta: meta, shallow: true,
		value: func(bucket, key, raw []byte) {
			if _, err := unseal(bucket, key, raw); err != nil {
				ok = false
			}
		},
		problem: func(string, ...any) { ok = false }}
	w.run()
	if !ok {
		return 0, nil
	}
	if version, err := schemaOf(b); err != nil || version != schemaVersion {
		return 0, nil
	}
	return meta.pageSize, nil
}

// examine checks all pages and values while nobody can write, and tells what was odd.
func examine(path string) (warned []Note, err error) {
	b, err := openBolt(path, true)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	var first error
	_, warned, err = walkFile(path, func(kind Kind, err error) {
		if first == nil {
			first = err
		}
	})
	if err != nil || first != nil {
		return nil, errors.Join(err, first)
	}
	version, err := schemaOf(b)
	if err == nil && version > schemaVersion {
		err = fmt.Errorf("%w: schema %d", ErrNewer, version)
	}
	return warned, err
}

// walkFile walks all pages and checks all values of a file that nobody writes to.
func walkFile(path string, problem func(Kind, error)) (n walked, warned []Note, err error) {
	f, err := os.Open(path)
	if err != nil {
		return n, nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return n, nil, err
	}
	meta, one, err := readMeta(f, info.Size())
	if err != nil {
		return n, nil, err
	}
	if one {
		warned = append(warned, NoteMeta)
	}
	stop := readAhead(f, int64(meta.high)*meta.pageSize)
	defer stop()
	return together(f, meta, problem), warned, nil
}

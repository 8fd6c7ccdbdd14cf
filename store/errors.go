package store

import "errors"

// The reasons for which the store refuses. They are told to operators; compare
// with errors.Is.
var (
	// ErrLocked: another process (or another DB in this one) has the file open.
	ErrLocked = errors.New("store: the file is in use by another process")
	// ErrForeign: the file is something else than a pufabot store.
	ErrForeign = errors.New("store: the file is not a pufabot store")
	// ErrTruncated: the file is empty or shorter than it says it is.
	ErrTruncated = errors.New("store: the file is empty or cut short")
	// ErrNewer: the file, or a value in it, was written by a newer version of the program.
	ErrNewer = errors.New("store: the file was written by a newer version")
	// ErrCorrupt: a page or a value is not what was written.
	ErrCorrupt = errors.New("store: the file is damaged")
	// ErrClosed: the store has been closed.
	ErrClosed = errors.New("store: closed")
	// ErrMisuse: the caller asked for something that has no meaning, such as to
	// undo a record twice. It is a fault in the program, never of a person.
	ErrMisuse = errors.New("store: misuse")
	// ErrOverNewer: a restore would replace a file that holds more than the backup.
	ErrOverNewer = errors.New("store: the file to be replaced holds more than the backup")
)

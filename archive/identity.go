package archive

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Errors of cursors, wrapped. Compare with errors.Is.
var (
	// ErrBadCursor: the text is no cursor.
	ErrBadCursor = errors.New("no cursor")
	// ErrStaleCursor: the cursor is of another archive, or of the time before a
	// backup was restored. What lies between is not known: begin anew.
	ErrStaleCursor = errors.New("stale cursor")
)

// Identity tells one archive from another, and its life before a backup was
// restored from the life after it.
type Identity struct {
	Archive string `json:"archive"` // 32 hex digits, random, for good
	Epoch   uint64 `json:"epoch"`   // from 1; a restored backup has a higher one
}

// Check says whether the identity can be one: ErrCorrupt if not.
func (id Identity) Check() error {
	if len(id.Archive) != 32 || !isHex(id.Archive) {
		return fmt.Errorf("archive id is %.40q, want 32 hex digits: %w", id.Archive, ErrCorrupt)
	}
	if id.Epoch == 0 {
		return fmt.Errorf("epoch is 0, want one from 1: %w", ErrCorrupt)
	}
	return nil
}

// Cursor is a place in the change log of one archive: all changes up to Number
// were seen. It outlives the process that gave it out and knows when it is
// asked of another archive.
type Cursor struct {
	Archive string // the first 8 hex digits of Identity.Archive
	Epoch   uint64
	Number  uint64 // of a change, 0: before the first
}

// cursorDigits is how much of the archive's id a cursor repeats.
const cursorDigits = 8

// String writes the cursor as archive.epoch.number: "1a2b3c4d.1.815".
func (c Cursor) String() string {
	return c.Archive + "." + strconv.FormatUint(c.Epoch, 10) + "." + strconv.FormatUint(c.Number, 10)
}

// MarshalText writes the cursor as String does.
func (c Cursor) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what ParseCursor reads.
func (c *Cursor) UnmarshalText(b []byte) (err error) {
	*c, err = ParseCursor(string(b))
	return err
}

// ParseCursor reads what String wrote and nothing else, so that each place has
// one spelling; ErrBadCursor.
func ParseCursor(s string) (Cursor, error) {
	parts := strings.Split(s, ".")
	if len(parts) != 3 || len(parts[0]) != cursorDigits || !isHex(parts[0]) {
		return Cursor{}, fmt.Errorf("%.60q: want archive.epoch.number: %w", s, ErrBadCursor)
	}
	c := Cursor{Archive: parts[0]}
	var err error
	if c.Epoch, err = strconv.ParseUint(parts[1], 10, 64); err == nil {
		c.Number, err = strconv.ParseUint(parts[2], 10, 64)
	}
	if err != nil || c.Epoch == 0 || c.String() != s {
		return Cursor{}, fmt.Errorf("%.60q: want archive.epoch.number: %w", s, ErrBadCursor)
	}
	return c, nil
}

// Identity returns which archive this is.
func (a *Archive) Identity() Identity { return a.identity }

// Cursor returns the cursor of this archive behind the change of the number.
func (a *Archive) Cursor(number uint64) Cursor {
	return Cursor{Archive: a.identity.Archive[:cursorDigits], Epoch: a.identity.Epoch, Number: number}
}

// Resume returns the number that Changes goes on from. ErrStaleCursor if the
// cursor is of another archive or epoch, or of a number that was never given
// out here: a backup that was restored by hand, without a new epoch.
func (a *Archive) Resume(ctx context.Context, c Cursor) (since uint64, err error) {
	if here := a.Cursor(c.Number); c != here {
		return 0, fmt.Errorf("archive: cursor %s, here they begin with %s.%d: %w", c, here.Archive, here.Epoch, ErrStaleCursor)
	}
	last, err := a.LastChange(ctx)
	if err != nil {
		return 0, err
	}
	if c.Number > last {
		return 0, fmt.Errorf("archive: cursor %s, the last change here is %d: %w", c, last, ErrStaleCursor)
	}
	return c.Number, nil
}

// isHex reports whether s is lower-case hex digits only.
func isHex(s string) bool {
	return strings.Trim(s, "0123456789abcdef") == ""
}

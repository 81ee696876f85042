package archive

import "time"

// ChangeKind says what happened.
type ChangeKind string

// The kinds of a change.
const (
	ChangeNew      ChangeKind = "new"
	ChangeContent  ChangeKind = "content"
	ChangeChrome   ChangeKind = "chrome" // the page changed, what it says did not
	ChangeMoved    ChangeKind = "moved"
	ChangeGone     ChangeKind = "gone"
	ChangeReturned ChangeKind = "returned"
	ChangeReread   ChangeKind = "reread" // the bytes stayed, our reading got better
)

// Change is one entry of the append-only log. Numbers rise strictly in the
// order of commits; gaps are allowed, nothing appears below a number served.
type Change struct {
	Number  uint64     `json:"number"`
	Time    time.Time  `json:"time"`
	Kind    ChangeKind `json:"kind"`
	Portal  string     `json:"portal"`
	Page    PageID     `json:"page"`
	URL     string     `json:"url"`
	Version int        `json:"version,omitempty"`
	Before  int        `json:"before,omitempty"` // the version before
	// MovedTo is where it is now, of a ChangeMoved.
	MovedTo string `json:"moved_to,omitempty"`
	Filings []Held `json:"filings,omitempty"`
	Title   string `json:"title,omitempty"`
	// Cells is how many statutory cells differ from the version before.
	Cells int    `json:"cells,omitempty"`
	Pass  PassID `json:"pass,omitempty"`
}

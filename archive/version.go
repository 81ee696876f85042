package archive

import (
	"fmt"
	"time"
)

// Version is a run of consecutive ok captures of one page with one payload;
// errors do not break it. What changed did so after NotBefore and by FirstSeen.
type Version struct {
	Page    PageID `json:"page"`
	Number  int    `json:"number"` // from 1
	Payload Digest `json:"payload"`
	// Wire is the blob that is stored; where it differs from Payload, undoing
	// Encoding gives the payload.
	Wire         Digest    `json:"wire"`
	Encoding     string    `json:"encoding,omitempty"`
	Size         int64     `json:"size"`
	ContentType  string    `json:"content_type,omitempty"`
	Name         string    `json:"name,omitempty"`      // file name that was sent or is in the address
	NotBefore    time.Time `json:"not_before,omitzero"` // last seen of the version before
	FirstSeen    time.Time `json:"first_seen"`
	LastSeen     time.Time `json:"last_seen"`
	FirstCapture uint64    `json:"first_capture"`
	LastCapture  uint64    `json:"last_capture"`
	// State, Content and Tries speak of the reading of this version.
	State   ReadState `json:"state"`
	Content Digest    `json:"content,omitzero"` // normalised text and tables
	Tries   int       `json:"tries,omitempty"`
	ReadBy  string    `json:"read_by,omitempty"` // revision of the readers
}

// Ref returns the version's name on the command line, "1a2b3c4d5e6f7081.2".
func (v *Version) Ref() string { return fmt.Sprintf("%s.%d", v.Page, v.Number) }

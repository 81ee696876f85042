package archive

import "time"

// PassID names a pass: portal and start, "zhangdian/20261122T023000.000000Z".
type PassID string

// PassState says how a pass stands.
type PassState string

// The states of a pass. A pass that is Running and has no process is walked
// again: its pages are answered from the archive.
const (
	PassRunning PassState = "running"
	PassDone    PassState = "done"    // the portal was walked to its end
	PassPartial PassState = "partial" // stopped before its end: StopReason says why
	PassFailed  PassState = "failed"  // nothing could be walked
)

// Stop names why a pass ended before its end; StopReason says it in words.
type Stop string

// The kinds of stops. A schedule draws other conclusions from each.
const (
	StopRefused Stop = "refused"   // the portal refuses, or wants a browser
	StopSilent  Stop = "no_answer" // its home page, or page after page, could not be had
	StopLimit   Stop = "limit"     // the most pages of a pass
	StopRoom    Stop = "room"      // the disk was nearly full
)

// Pass is one walk of a portal.
type Pass struct {
	ID         PassID          `json:"id"`
	Portal     string          `json:"portal"`
	Start      time.Time       `json:"start"`
	End        time.Time       `json:"end,omitzero"`
	State      PassState       `json:"state"`
	Stop       Stop            `json:"stop,omitempty"`
	StopReason string          `json:"stop_reason,omitempty"`
	Family     string          `json:"family,omitempty"`
	Outcomes   map[Outcome]int `json:"outcomes,omitempty"` // captures of this pass by outcome
	Requests   int             `json:"requests"`           // hops that were sent
	Versions   int             `json:"versions"`           // new versions
	Changes    int             `json:"changes"`
	// Left lists addresses that were found and not fetched.
	Left []string `json:"left,omitempty"`
	// Suspect lists what looks wrong: "no annual report found", a list shorter
	// than it declares, a pager that repeats itself.
	Suspect []string `json:"suspect,omitempty"`
}

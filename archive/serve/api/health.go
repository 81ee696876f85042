package api

import (
	"time"

	"gongkai/archive"
)

// health says how a portal does, by its newest pass.
type health struct {
	// State is never (no pass), running, interrupted (a pass that lost its
	// process), ok, suspect (walked to its end, and something looks wrong),
	// partial or failed.
	State string `json:"state"`
	// Reasons are why it is not ok, as the pass says them.
	Reasons []string       `json:"reasons"`
	Pass    archive.PassID `json:"pass,omitempty"`
	Since   time.Time      `json:"since,omitzero"` // start of the pass
	Left    int            `json:"left"`           // addresses found and not fetched
}

// healthOf judges the newest pass, nil for none. running says that a pass which
// has no end may go on.
func healthOf(last *archive.Pass, running bool) health {
	if last == nil {
		return health{State: "never", Reasons: []string{}}
	}
	h := health{Pass: last.ID, Since: last.Start, Left: len(last.Left), Reasons: append([]string{}, last.Suspect...)}
	if last.StopReason != "" {
		h.Reasons = append([]string{last.StopReason}, h.Reasons...)
	}
	switch last.State {
	case archive.PassDone:
		h.State = "ok"
		if len(last.Suspect) > 0 {
			h.State = "suspect"
		}
	case archive.PassRunning:
		h.State = "interrupted"
		if running {
			h.State = "running"
		}
	default:
		h.State = string(last.State)
	}
	return h
}

package catalog

import "time"

// Portal is a portal as the configuration and the schedule know it.
type Portal struct {
	ID      string
	Name    string
	Region  string
	Home    string // address of its first page
	Enabled bool
	Running bool // a pass of it goes on now
	Next    Visit
}

// Visit is when a portal is walked next, and why then.
type Visit struct {
	At     time.Time // zero: never by itself
	Reason string
}

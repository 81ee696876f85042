package serve

import (
	"context"
	"iter"

	"gongkai/archive"
	"gongkai/archive/catalog"
)

// Sources are asked when the metrics are scraped, each by a function that may
// be nil. They must be cheap: none may go through all records of the archive.
type Sources struct {
	// Portals lists the portals of the configuration and when they are walked.
	Portals func() []catalog.Portal
	// Passes lists the passes of a portal, the newest first: archive.Passes. Each
	// pass is read once and then remembered as a sum.
	Passes func(ctx context.Context, portal string) iter.Seq2[archive.Pass, error]
	// Catalog returns the newest snapshot: catalog.Current. Its filings are
	// counted once a snapshot.
	Catalog func(ctx context.Context) (*catalog.Snapshot, error)
	// Bytes tells the sizes of the archive's parts on disk ("index", "blobs").
	Bytes func() (map[string]int64, error)
	// Readings tells how many files could not be read since the start, by reason.
	// Reasons are ours and few: each is a label.
	Readings func() map[string]uint64
	// Webhooks tells how far each receiver is.
	Webhooks func(ctx context.Context) ([]Webhook, error)
}

// Webhook is what the metrics tell of a receiver.
type Webhook struct {
	// Name is the receiver's host and digits that tell two there apart: everybody
	// may read the metrics, and paths of such addresses are often secrets.
	Name     string
	Lag      uint64 // changes not sent yet
	Failures uint64 // deliveries that failed since the start
	Stopped  bool
}

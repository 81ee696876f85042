package archive

import (
	"bytes"
	"context"
	"fmt"
	"iter"
)

// LastChange returns the number of the newest change, 0 before the first: what
// Changes goes on from.
func (a *Archive) LastChange(ctx context.Context) (uint64, error) {
	var last uint64
	err := a.store.View(ctx, func(tx Tx) error {
		for k := range tx.ScanBack(inChanges, nil, nil) {
			last = numberOf64(k)
			break
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("archive: last change: %w", err)
	}
	return last, nil
}

// Portals lists the portals that have pages here, by name.
func (a *Archive) Portals(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		var from []byte
		for {
			var portal []byte
			err := a.store.View(ctx, func(tx Tx) error {
				portal = nil
				for k := range tx.Scan(inPortal, from, nil) {
					name, _, _ := bytes.Cut(k, []byte{0})
					portal = bytes.Clone(name)
					break
				}
				return nil
			})
			if err != nil {
				yield("", fmt.Errorf("archive: portals: %w", err))
				return
			}
			if portal == nil || !yield(string(portal), nil) {
				return
			}
			from = prefixEnd(pair(string(portal), ""))
		}
	}
}

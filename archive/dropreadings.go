package archive

import (
	"context"
	"slices"
)

// dropReadings deletes the readings of other revisions that no version has any
// more. They could be made again, and nobody asks for them.
func (a *Archive) dropReadings(ctx context.Context) error {
	revision := a.o.Reader.Revision()
	used := map[string]bool{}
	for v, err := range list[Version](ctx, a, inVersions, nil, nil, false) {
		if err != nil {
			return err
		}
		if v.ReadBy != "" && v.ReadBy != revision {
			used[string(readingKey(&v))] = true
		}
	}
	var drop [][]byte
	for r, err := range a.scan(ctx, inReadings, nil, nil, false) {
		if err != nil {
			return err
		}
		var head struct {
			Revision string `json:"revision"`
		}
		if err := a.codec.decode(r.value, &head); err != nil {
			return err
		}
		if head.Revision != revision && !used[string(r.key)] {
			drop = append(drop, r.key)
		}
	}
	for batch := range slices.Chunk(drop, listBatch) {
		err := a.do(ctx, func(ctx context.Context) error {
			return a.update(ctx, func(tx WriteTx) error {
				for _, k := range batch {
					if err := tx.Delete(inReadings, k); err != nil {
						return err
					}
				}
				return nil
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

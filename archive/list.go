package archive

import (
	"context"
	"fmt"
	"iter"
)

// listBatch is how many records a listing takes out of one view, so that no
// transaction is held while the caller works.
const listBatch = 256

type record struct{ key, value []byte }

// scan yields keys and values from <= key < to, downwards if back is set, in
// short views. It is no snapshot but goes on by key without repeats.
func (a *Archive) scan(ctx context.Context, in Collection, from, to []byte, back bool) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		for {
			var batch []record
			err := a.store.View(ctx, func(tx Tx) error {
				records := tx.Scan(in, from, to)
				if back {
					records = tx.ScanBack(in, from, to)
				}
				for k, v := range records {
					batch = append(batch, record{append([]byte(nil), k...), append([]byte(nil), v...)})
					if len(batch) == listBatch {
						break
					}
				}
				return nil
			})
			if err != nil {
				yield(record{}, fmt.Errorf("archive: list %s: %w", in, err))
				return
			}
			for _, r := range batch {
				if !yield(r, nil) {
					return
				}
			}
			if len(batch) < listBatch {
				return
			}
			if last := batch[len(batch)-1].key; back {
				to = last
			} else {
				from = append(last, 0)
			}
		}
	}
}

// list yields the records of a range, decoded.
func list[T any](ctx context.Context, a *Archive, in Collection, from, to []byte, back bool) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for r, err := range a.scan(ctx, in, from, to, back) {
			var v T
			if err == nil {
				if err = a.codec.decode(r.value, &v); err != nil {
					err = fmt.Errorf("archive: %s %q: %w", in, r.key, err)
				}
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// listIndexed yields the records that the entries of an index name.
func listIndexed[T any](ctx context.Context, a *Archive, index Collection, from, to []byte, back bool, in Collection, keyOf func(entry []byte) []byte) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for r, err := range a.scan(ctx, index, from, to, back) {
			var v T
			if err == nil {
				v, err = lookUp[T](ctx, a, in, keyOf(r.key))
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// lookUp returns the record under the key, ErrNotFound if there is none.
func lookUp[T any](ctx context.Context, a *Archive, in Collection, key []byte) (T, error) {
	var v T
	err := a.store.View(ctx, func(tx Tx) error { return a.codec.must(tx, in, key, &v) })
	if err != nil {
		return v, fmt.Errorf("archive: %w", err)
	}
	return v, nil
}

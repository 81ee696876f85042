package boltstore

import (
	"gongkai/archive"
)

// cursor is what a scan uses of bbolt's cursor; of a collection that is not
// there it is at the end.
type cursor interface {
	First() (key, value []byte)
	Last() (key, value []byte)
	Next() (key, value []byte)
	Prev() (key, value []byte)
	Seek(key []byte) (k, v []byte)
}

// cursor panics after the end of the transaction: a mistake of the caller that
// could not be returned and would look like an empty collection.
func (t *tx) cursor(c archive.Collection) cursor {
	if t.ended {
		panic("boltstore: scan: " + errEnded.Error())
	}
	var cur cursor = noRecords{}
	_ = t.try(c, func() error { // kept as damage
		if b := t.bucket(c); b != nil {
			cur = b.Cursor()
		}
		return nil
	})
	return cur
}

// move makes one step and returns the record there, nil at the end or at damage.
func (t *tx) move(c archive.Collection, step func() (k, v []byte)) (key, value []byte) {
	err := t.try(c, func() (err error) {
		k, sealed := step()
		if k == nil {
			return nil
		}
		value, _, err = unseal(k, sealed)
		key = k[:len(k):len(k)]
		return err
	})
	if err != nil {
		return nil, nil
	}
	return key, value
}

// noRecords is the cursor of a collection that is not there.
type noRecords struct{}

func (noRecords) First() (key, value []byte)      { return nil, nil }
func (noRecords) Last() (key, value []byte)       { return nil, nil }
func (noRecords) Next() (key, value []byte)       { return nil, nil }
func (noRecords) Prev() (key, value []byte)       { return nil, nil }
func (noRecords) Seek([]byte) (key, value []byte) { return nil, nil }

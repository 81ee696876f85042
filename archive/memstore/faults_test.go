package memstore_test

import (
	"errors"
	"testing"

	"gongkai/archive"
	"gongkai/archive/memstore"
)

func TestFaults(t *testing.T) {
	tests := []struct {
		name  string
		fault memstore.Fault
		err   error
		there bool
	}{
		{"without a fault the write is there", memstore.None, nil, true},
		{"a conflict is ErrConflict and leaves nothing", memstore.Conflict, archive.ErrConflict, false},
		{"a lost write leaves nothing", memstore.Lost, memstore.ErrFault, false},
		{"an unacknowledged write is an error and there all the same", memstore.Unacknowledged, memstore.ErrFault, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var calls []memstore.Call
			s := memstore.New(memstore.WithFaults(func(c memstore.Call) memstore.Fault {
				calls = append(calls, c)
				return test.fault
			}))
			payload := []byte("payload")
			if _, err := s.PutBlobs(t.Context(), payload); !errors.Is(err, test.err) {
				t.Errorf("PutBlobs: %v, want %v", err, test.err)
			}
			err := s.Update(t.Context(), func(tx archive.WriteTx) error { return tx.Put("c", []byte("k"), nil) })
			if !errors.Is(err, test.err) {
				t.Errorf("Update: %v, want %v", err, test.err)
			}
			s = s.Reopen()
			if _, err := s.Blob(t.Context(), archive.DigestOf(payload)); (err == nil) != test.there {
				t.Errorf("Blob: %v, want it there: %v", err, test.there)
			}
			err = s.View(t.Context(), func(tx archive.Tx) error { _, err := tx.Get("c", []byte("k")); return err })
			if (err == nil) != test.there {
				t.Errorf("Get: %v, want it there: %v", err, test.there)
			}
			if len(calls) != 2 || calls[0] != (memstore.Call{Op: "put blobs", Number: 1}) || calls[1] != (memstore.Call{Op: "update", Number: 2}) {
				t.Errorf("calls %v", calls)
			}
		})
	}
}

func TestBytesEndWithTheirTransaction(t *testing.T) {
	s := memstore.New()
	err := s.Update(t.Context(), func(tx archive.WriteTx) error { return tx.Put("c", []byte("key"), []byte("value")) })
	if err != nil {
		t.Fatal(err)
	}
	var kept [][]byte
	err = s.View(t.Context(), func(tx archive.Tx) error {
		v, err := tx.Get("c", []byte("key"))
		kept = append(kept, v)
		for k, v := range tx.Scan("c", nil, nil) {
			kept = append(kept, k, v)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range kept {
		if string(b) == "value" || string(b) == "key" {
			t.Errorf("%q can still be read after its transaction", b)
		}
	}
}

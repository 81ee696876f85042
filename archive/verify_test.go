package archive_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"gongkai/archive"
)

// edit changes the first record of a collection that f changes, in the store
// itself, as damage or a mistake would.
func (w *world) edit(in archive.Collection, f func(record map[string]any) bool) {
	w.t.Helper()
	done := false
	err := w.store.Update(w.ctx, func(tx archive.WriteTx) error {
		for k, v := range tx.Scan(in, nil, nil) {
			var record map[string]any
			d := json.NewDecoder(bytes.NewReader(v[1:]))
			d.UseNumber()
			if err := d.Decode(&record); err != nil {
				return err
			}
			if !f(record) {
				continue
			}
			b, err := json.Marshal(record)
			if err != nil {
				return err
			}
			done = true
			return tx.Put(in, bytes.Clone(k), append([]byte{'j'}, b...))
		}
		return nil
	})
	if err != nil || !done {
		w.t.Fatalf("edit %s: done %v, %v", in, done, err)
	}
}

// drop deletes the first record of a collection.
func (w *world) drop(in archive.Collection) {
	w.t.Helper()
	err := w.store.Update(w.ctx, func(tx archive.WriteTx) error {
		for k := range tx.Scan(in, nil, nil) {
			return tx.Delete(in, bytes.Clone(k))
		}
		return fmt.Errorf("%s is empty", in)
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func TestVerifyFindsDamage(t *testing.T) {
	set := func(name string, value any) func(map[string]any) bool {
		return func(r map[string]any) bool { r[name] = value; return true }
	}
	for _, tt := range []struct {
		name   string
		code   string
		damage func(w *world)
	}{
		{"count of captures", "count_wrong", func(w *world) { w.edit("page", set("captures", 17)) }},
		{"count of versions", "count_wrong", func(w *world) { w.drop("version") }},
		{"page under another address", "record_misplaced", func(w *world) { w.edit("page", set("url", "http://other.example/")) }},
		{"page not listed under its portal", "index_missing", func(w *world) { w.drop("page_portal") }},
		{"version with another payload", "versions_wrong", func(w *world) {
			w.edit("version", set("payload", archive.DigestOf([]byte("x")).String()))
		}},
		{"version without its blob", "reference_broken", func(w *world) {
			w.edit("version", set("wire", archive.DigestOf([]byte("x")).String()))
		}},
		{"version whose blob is another's", "payload_wrong", func(w *world) {
			w.edit("version", set("wire", archive.DigestOf([]byte("forbidden")).String()))
		}},
		{"version that began at another time", "versions_wrong", func(w *world) { w.edit("version", set("first_seen", "2020-01-01T00:00:00Z")) }},
		{"capture that is lost", "count_wrong", func(w *world) { w.drop("capture") }},
		{"capture of a body that is not kept", "reference_broken", func(w *world) {
			w.edit("capture", func(r map[string]any) bool {
				if r["outcome"] != "blocked" {
					return false
				}
				r["hops"].([]any)[0].(map[string]any)["wire"] = archive.DigestOf([]byte("x")).String()
				return true
			})
		}},
		{"payload without its place", "reference_broken", func(w *world) { w.drop("payload") }},
		{"reading that is lost", "reading_missing", func(w *world) { w.drop("reading") }},
		{"version that says another state", "reading_wrong", func(w *world) { w.edit("version", set("state", "unreadable")) }},
		{"version unread and forgotten", "unread_forgotten", func(w *world) { w.edit("version", set("state", "unread")) }},
		{"filing without sources", "filing_empty", func(w *world) { w.edit("filing", set("sources", []any{})) }},
		{"filing of an unknown organ", "reference_broken", func(w *world) { w.drop("organ") }},
		{"filing that a page holds is lost", "source_missing", func(w *world) { w.drop("filing") }},
		{"source that holds something else", "source_wrong", (*world).attributeToNobody},
		{"change told twice", "change_twice", func(w *world) {
			err := w.store.Update(w.ctx, func(tx archive.WriteTx) error {
				v, err := tx.Get("change", binary.BigEndian.AppendUint64(nil, 1))
				if err != nil {
					return err
				}
				twice := bytes.Replace(bytes.Clone(v), []byte(`"number":1,`), []byte(`"number":99,`), 1)
				return tx.Put("change", binary.BigEndian.AppendUint64(nil, 99), twice)
			})
			if err != nil {
				w.t.Fatal(err)
			}
		}},
		{"change of an unknown page", "reference_broken", func(w *world) { w.edit("change", set("page", "0000000000000000")) }},
		{"pass that counts otherwise", "count_wrong", func(w *world) { w.edit("pass", set("outcomes", map[string]int{"ok": 1})) }},
		{"a record that is none", "record_corrupt", func(w *world) {
			err := w.store.Update(w.ctx, func(tx archive.WriteTx) error {
				for k := range tx.Scan("filing", nil, nil) {
					return tx.Put("filing", bytes.Clone(k), []byte("?"))
				}
				return nil
			})
			if err != nil {
				w.t.Fatal(err)
			}
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.begin()
			w.visit(site+"a", water5)
			w.visit(site+"a", water6)
			w.visit(site+"b", parks)
			w.visit(site+"b", "403")
			if _, err := w.a.EndPass(w.ctx, archive.Pass{ID: w.pass, State: archive.PassDone}); err != nil {
				t.Fatal(err)
			}
			w.now = w.now.Add(1e9)
			w.sound()
			tt.damage(w)
			var codes []string
			for p, err := range w.a.Verify(w.ctx, nil) {
				if err != nil {
					t.Fatal(err)
				}
				codes = append(codes, p.Code)
			}
			if !slices.Contains(codes, tt.code) {
				t.Errorf("found %v, want %s", codes, tt.code)
			}
		})
	}
}

// attributeToNobody empties all lists of attributions.
func (w *world) attributeToNobody() {
	w.t.Helper()
	err := w.store.Update(w.ctx, func(tx archive.WriteTx) error {
		var keys [][]byte
		for k := range tx.Scan("attribution", nil, nil) {
			keys = append(keys, bytes.Clone(k))
		}
		for _, k := range keys {
			if err := tx.Put("attribution", k, []byte("j[]")); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func TestVerifyTellsOrphansAsNotes(t *testing.T) {
	w := newWorld(t)
	w.begin()
	w.visit(site+"a", water5)
	if _, err := w.store.PutBlobs(w.ctx, []byte("nobody's")); err != nil {
		t.Fatal(err)
	}
	var got []archive.Problem
	steps, of := 0, 0
	for p, err := range w.a.Verify(w.ctx, func(done, total int) { steps, of = done, total }) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, p)
	}
	if len(got) != 1 || got[0].Code != "orphan_blobs" || !got[0].Note {
		t.Errorf("found %+v", got)
	}
	if steps != 3 || of != 3 { // two blobs, one page
		t.Errorf("progress %d of %d", steps, of)
	}
}

func TestVerifyEndsWithItsCaller(t *testing.T) {
	w := newWorld(t)
	w.begin()
	w.visit(site+"a", water5)
	w.drop("payload")
	w.drop("reading")
	for range w.a.Verify(w.ctx, nil) {
		break
	}
	ctx, cancel := context.WithCancel(w.ctx)
	cancel()
	for _, err := range w.a.Verify(ctx, nil) {
		if err == nil {
			t.Error("a cancelled verification says something")
		}
	}
}

package msdoc_test

import (
	"encoding/binary"
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"

	"gongkai/extract/document"
	"gongkai/extract/document/documenttest"
	"gongkai/extract/msdoc"
	"gongkai/extract/msdoc/msdoctest"
)

// Many pieces that all are the whole text: the work and the memory stay bounded,
// and the document says that something was left out.
func TestManyPiecesOfOneText(t *testing.T) {
	for name, text := range map[string]string{"words": strings.Repeat("字", 400_000), "cells": strings.Repeat("\x07", 400_000), "lines": strings.Repeat("a\r", 200_000)} {
		t.Run(name, func(t *testing.T) {
			f := msdoctest.File{Parts: []msdoctest.Part{{Text: text, Paragraph: msdoctest.Join(msdoctest.InTable, msdoctest.RowEnd, msdoctest.Define([]int{0, 9, 20}))}}}
			const pieces = 20_000
			f.Change = func(word, table []byte) {
				// The piece table is the last part: it is written over by one of many pieces.
				at := len(table) - pieces*12 - 4 - 5
				table[at] = 2
				le32(table, at+1, pieces*12+4)
				le32(word, 154+8*33, at)
				le32(word, 154+8*33+4, pieces*12+9)
				le32(word, 76, 1<<30)
				for i := range pieces + 1 {
					le32(table, at+5+4*i, 400_000*i%(1<<30))
				}
				for i := range pieces {
					le32(table, at+5+4*(pieces+1)+8*i+2, 2048)
				}
			}
			f.Lists = make([]byte, pieces*12+4096) // room
			payload := f.Bytes()
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			began := time.Now()
			doc, err := msdoc.Read(payload)
			runtime.ReadMemStats(&after)
			if err != nil {
				t.Fatal(err)
			}
			limited := false
			for _, f := range doc.Findings {
				limited = limited || f.Code == document.CodeLimit
			}
			if !limited {
				t.Errorf("findings: %+v", doc.Findings)
			}
			if took := time.Since(began); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
			if held := (after.HeapSys - before.HeapSys) >> 20; after.HeapSys > before.HeapSys && held > 400 {
				t.Errorf("%d MB for a file of %d KB", held, len(payload)>>10)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	three := []int{0, 100, 200, 300}
	f.Add(msdoctest.File{Parts: parts(msdoctest.Row(msdoctest.Define(three, 3<<5, 2, 1), "a", "b\r", "c"), msdoctest.Row(msdoctest.Join(msdoctest.Define(three, 1<<5, 0, 0), msdoctest.Sprm(0x5624, 1, 3), msdoctest.Sprm(0x7621, 1, 2, 50, 0)), "", "e", "f"))}.Bytes())
	f.Add(msdoctest.File{Parts: parts([]msdoctest.Part{{Text: "in\r", Paragraph: inner}, {Text: "\r", Paragraph: msdoctest.Join(innerEnd, msdoctest.Define(three[:2]))}}, msdoctest.Row(msdoctest.Define(three[:2]), "more")), Reverse: true}.Bytes())
	f.Add(msdoctest.File{Narrow: []byte("2020 \xc4\xea\xb1\xa8 \xd5\xfe\xb8\xae \x13x\x14y\x15\r"), Data: []byte{1, 2}, PRM: 3, PRCs: [][]byte{msdoctest.Sprm(0x2640, 2), msdoctest.Sprm(0x6646, 0, 0, 0, 0)}}.Bytes())
	f.Fuzz(func(t *testing.T, in []byte) {
		doc, err := msdoc.Read(in)
		var e *document.Error
		if err != nil && !errors.As(err, &e) {
			t.Fatalf("%T", err)
		}
		if (doc == nil) == (err == nil) {
			t.Fatal("a document and an error, or neither")
		}
		if err != nil {
			if strings.Contains(e.Message, "runtime error") {
				t.Fatal(err)
			}
			return
		}
		if err := errors.Join(documenttest.Check(doc), documenttest.CheckPlaces(doc)); err != nil {
			t.Fatal(err)
		}
	})
}

// The same with what a compound file protects from a fuzzer: bytes of the
// stream WordDocument and of the table stream, changed one by one.
func FuzzStreams(f *testing.F) {
	three := []int{0, 100, 200, 300}
	base := msdoctest.File{Parts: parts(msdoctest.Row(msdoctest.Define(three, 3<<5, 2, 1), "a", "b\r", "c"), msdoctest.Row(msdoctest.Join(msdoctest.Define(three, 1<<5, 0, 0), msdoctest.Sprm(0x5624, 1, 3)), "", "e", "f"),
		[]msdoctest.Part{{Text: "n\r", Paragraph: msdoctest.Join(msdoctest.Sprm(0x460B, 1, 0), msdoctest.Sprm(0x260A, 0))}, {Text: "in\r", Paragraph: inner}, {Text: "\r", Paragraph: msdoctest.Join(innerEnd, msdoctest.Define(three[:2]))}}),
		Data: []byte{2, 0, 1, 2}, PRCs: [][]byte{msdoctest.Sprm(0x2640, 2)}, Lists: msdoctest.Join([]byte{1, 0}, []byte{7}, make([]byte, 25), []byte{1, 0}, levelOf(0x27, 2, "\x00、")),
		Uses: msdoctest.Join([]byte{1, 0, 0, 0, 7}, make([]byte, 19)), Styles: msdoctest.Join([]byte{18, 0, 2, 0, 10, 0}, make([]byte, 14), []byte{14, 0, 1, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})}
	f.Add([]byte{0, 76, 0, 1})
	f.Add([]byte{1, 10, 0, 0xFF, 0, 0x9A, 1, 3})
	f.Fuzz(func(t *testing.T, patches []byte) {
		c := base
		c.Change = func(word, table []byte) {
			for p := patches; len(p) >= 4; p = p[4:] {
				to := word
				if p[0]&1 == 1 {
					to = table
				}
				if len(to) > 0 {
					to[(int(p[1])|int(p[2])<<8)%len(to)] = p[3]
				}
			}
		}
		doc, err := msdoc.Read(c.Bytes())
		var e *document.Error
		switch {
		case err == nil:
			if err := errors.Join(documenttest.Check(doc), documenttest.CheckPlaces(doc)); err != nil {
				t.Fatal(err)
			}
		case !errors.As(err, &e) || strings.Contains(e.Message, "runtime error"):
			t.Fatal(err)
		}
	})
}

func le16(b []byte, at int, v uint16) { binary.LittleEndian.PutUint16(b[at:], v) }
func le32(b []byte, at int, v int)    { binary.LittleEndian.PutUint32(b[at:], uint32(v)) }

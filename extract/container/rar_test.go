package container_test

import (
	"encoding/binary"
	"hash/crc32"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/container"
)

// rarFile is an entry that is stored, not packed: packing is the library's.
type rarFile struct {
	name, content     string
	folder, encrypted bool
	damaged           bool
	version           byte // of the method, 0 for none
	declares          int  // bytes that it claims to have, 0 for the truth
	link              bool // RAR 5: a link to another file
}

// rar4 writes a RAR file of version 4.
func rar4(files ...rarFile) []byte {
	le := binary.LittleEndian
	block := func(kind byte, flags uint16, body []byte) []byte {
		b := le.AppendUint16([]byte{kind}, flags)
		b = append(le.AppendUint16(b, uint16(7+len(body))), body...)
		return append(le.AppendUint16(nil, uint16(crc32.ChecksumIEEE(b))), b...)
	}
	out := append([]byte("Rar!\x1A\x07\x00"), block(0x73, 0, make([]byte, 6))...)
	for _, f := range files {
		flags := uint16(0x8000)
		if f.folder {
			flags |= 0x00E0
		}
		if f.encrypted {
			flags |= 0x0004
		}
		sum, method, version := crc32.ChecksumIEEE([]byte(f.content)), byte(0x30), byte(29)
		if f.damaged {
			sum++
		}
		if f.version != 0 {
			method, version = 0x33, f.version
		}
		size := len(f.content)
		if f.declares != 0 {
			size = f.declares
		}
		b := le.AppendUint32(nil, uint32(len(f.content)))
		b = append(le.AppendUint32(b, uint32(size)), 2)
		b = le.AppendUint32(le.AppendUint32(b, sum), 0)
		b = le.AppendUint16(append(b, version, method), uint16(len(f.name)))
		b = append(le.AppendUint32(b, 0x20), f.name...)
		out = append(append(out, block(0x74, flags, b)...), f.content...)
	}
	return append(out, block(0x7B, 0x4000, nil)...)
}

// rar5 writes a RAR file of version 5.
func rar5(files ...rarFile) []byte {
	block := func(body []byte) []byte {
		b := append(binary.AppendUvarint(nil, uint64(len(body))), body...)
		return append(binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE(b)), b...)
	}
	numbers := func(n ...int) (b []byte) {
		for _, v := range n {
			b = binary.AppendUvarint(b, uint64(v))
		}
		return b
	}
	out := append([]byte("Rar!\x1A\x07\x01\x00"), block(numbers(1, 0, 0))...)
	for _, f := range files {
		kind, size := 4, len(f.content) // it has a checksum
		if f.folder {
			kind |= 1
		}
		if f.declares != 0 {
			size = f.declares
		}
		var extra []byte
		if f.link {
			extra = append(numbers(5, 1, 0, 1), 'x')
			extra = append(numbers(len(extra)), extra...)
		}
		var b []byte
		if extra != nil {
			b = numbers(2, 3, len(extra), len(f.content), kind, size, 0)
		} else {
			b = numbers(2, 2, len(f.content), kind, size, 0)
		}
		b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(f.content)))
		b = append(append(b, numbers(0, 0, len(f.name))...), f.name...)
		out = append(append(out, block(append(b, extra...))...), f.content...)
	}
	return append(out, block(numbers(5, 0, 0))...)
}

func TestRAR(t *testing.T) {
	two := []rarFile{{name: "甲.doc", content: "111"}, {name: "乙.doc", content: "222"}}
	tests := map[string]struct {
		payload []byte
		want    []string
	}{
		"version 4": {rar4(rarFile{name: "附件", folder: true}, rarFile{name: "附件\\a.doc", content: "1"}, rarFile{name: "Thumbs.db", content: "x"}), []string{"附件/a.doc = 1"}},
		"version 5": {rar5(rarFile{name: "附件", folder: true}, rarFile{name: "附件/a.doc", content: "1"}, rarFile{name: "~$a.doc", content: "x"}, rarFile{name: "b.doc", link: true}), []string{"附件/a.doc = 1"}},
		"names in GBK, a backslash in a character":      {rar4(rarFile{name: gbk("玕\\年报") + ".doc", content: "1"}, rarFile{name: "\x95\\b", content: "2"}), []string{"玕/年报.doc = 1", "昞b = 2"}},
		"a file that is encrypted, and one that is not": {rar4(rarFile{name: "密.doc", content: "1", encrypted: true}, two[0]), []string{"密.doc ! encrypted", "甲.doc = 111"}},
		"a damaged file":                          {rar4(rarFile{name: "a", content: "1", damaged: true}, two[0]), []string{"a ! broken", "甲.doc = 111"}},
		"a method that is unknown":                {rar4(rarFile{name: "a", content: "1", version: 99}, two[0]), []string{"a ! method_unknown", "甲.doc = 111"}},
		"a file that claims to be large":          {rar4(rarFile{name: "a", content: "1", declares: 1 << 30}, two[0]), []string{"a ! limit", "甲.doc = 111"}},
		"a file that claims more than it has":     {rar5(rarFile{name: "a", content: "1", declares: 9}, two[0]), []string{"a ! broken", "甲.doc = 111"}},
		"no files":                                {rar5(rarFile{name: "x", folder: true}), []string{"! empty"}},
		"no files at all":                         {rar4(), []string{"! empty"}},
		"cut short within a file":                 {rar4(two...)[:len(rar4(two...))-9], []string{"甲.doc = 111", "乙.doc ! truncated", "! truncated"}},
		"cut short between files":                 {rar5(two...)[:len(rar5(two...))-8], []string{"甲.doc = 111", "乙.doc = 222", "! truncated"}},
		"cut short in a file that is passed over": {rar5(two[0], rarFile{name: "Thumbs.db", content: "12345"})[:len(rar5(two[0], rarFile{name: "Thumbs.db", content: "12345"}))-10], []string{"甲.doc = 111", "! truncated"}},
		"nothing but a head":                      {[]byte("Rar!\x1A\x07\x01\x00"), []string{"! truncated"}},
		"no RAR":                                  {[]byte("Rar!\x1A\x07\x09\x00 and no more"), []string{"! broken"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, walked(container.FormatRAR, tt.payload, container.NewBudget(container.MaxTotal))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

package container_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/extract/container"
	"gongkai/extract/document"
)

// walked writes out what a container holds: a file a line, then what is wrong.
func walked(format string, payload []byte, b *container.Budget) []string {
	var lines []string
	err := container.Walk(format, payload, b, func(e container.Entry) {
		if e.Err != nil {
			lines = append(lines, e.Name+" ! "+e.Err.Code)
			return
		}
		lines = append(lines, fmt.Sprintf("%s = %.9s", e.Name, e.Payload))
	})
	if err != nil {
		lines = append(lines, "! "+err.Code)
	}
	return lines
}

func gbk(s string) string {
	b, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return b
}

// zipped makes a ZIP file; each header is written as it is, with its content.
func zipped(t testing.TB, files ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, NonUTF8: true, Method: zip.Deflate, Extra: f.extra}
		if f.folder {
			h.SetMode(0o755 | 1<<31)
		}
		if f.stored {
			h.Method = zip.Store
		}
		out, err := w.CreateHeader(h)
		if err == nil && f.content != "" {
			_, err = out.Write([]byte(f.content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type file struct {
	name, content  string
	folder, stored bool
	extra          []byte
}

// unicodePath is the extra field that says that another name is this one in UTF-8.
func unicodePath(other, name string) []byte {
	b := binary.LittleEndian.AppendUint16(nil, 0x7075)
	b = binary.LittleEndian.AppendUint16(b, uint16(5+len(name)))
	b = append(b, 1)
	b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(other)))
	return append(b, name...)
}

// patched changes the bytes after the n-th occurrence of a signature.
func patched(payload []byte, signature string, offset int, with ...byte) []byte {
	b := bytes.Clone(payload)
	for at := 0; ; {
		i := bytes.Index(b[at:], []byte(signature))
		if i < 0 {
			return b
		}
		at += i + len(signature)
		copy(b[at-len(signature)+offset:], with)
	}
}

func TestZIP(t *testing.T) {
	one := zipped(t, file{name: "a.txt", content: strings.Repeat("年报", 50)})
	tests := map[string]struct {
		payload []byte
		want    []string
	}{
		"files in their order, folders left out": {
			zipped(t, file{name: "附件/", folder: true}, file{name: "附件/乙.txt", content: "2"}, file{name: "甲.txt", content: "1", stored: true}),
			[]string{"附件/乙.txt = 2", "甲.txt = 1"}},
		"names in GBK": {
			zipped(t, file{name: gbk("附件\\2023年报.docx"), content: "1"}, file{name: gbk("附件/"), folder: true}),
			[]string{"附件/2023年报.docx = 1"}},
		"names in UTF-8 beside one in GBK": {
			zipped(t, file{name: gbk("年报.doc"), content: "1", extra: unicodePath(gbk("年报.doc"), "年報.doc")}),
			[]string{"年報.doc = 1"}},
		"a name in UTF-8 that belongs to another": {
			zipped(t, file{name: gbk("年报.doc"), content: "1", extra: unicodePath("x", "年報.doc")}),
			[]string{"年报.doc = 1"}},
		"an extra field that is longer than the rest": {
			patched(zipped(t, file{name: "a", content: "1", extra: unicodePath("a", "b")}), "\x75\x70", 2, 0xFF, 0xFF),
			[]string{"a = 1"}},
		"names that lead elsewhere, or are none": {
			zipped(t, file{name: "../../etc/passwd", content: "1"}, file{name: "/a\x1b[2J.txt", content: "2"}, file{name: "", content: "3"},
				file{name: "a\u202etxt.doc", content: "4"}, file{name: strings.Repeat("长", 300) + ".doc", content: "5"}),
			[]string{"etc/passwd = 1", "a\uFFFD[2J.txt = 2", "? = 3", "a\uFFFDtxt.doc = 4", "…" + strings.Repeat("长", 250) + ".doc = 5"}},
		"what systems leave behind is passed over": {
			zipped(t, file{name: "__MACOSX/._a.doc", content: "1"}, file{name: "x/__MACOSX/a.doc", content: "1"}, file{name: "._b.doc", content: "1"}, file{name: "x/Thumbs.db", content: "1"},
				file{name: ".DS_Store", content: "1"}, file{name: "x/~$年报.doc", content: "1"}, file{name: "desktop.ini", content: "1"}, file{name: "a.doc", content: "2"}),
			[]string{"a.doc = 2"}},
		"a file that is encrypted, and one that is not": {
			append([]byte(nil), locked(zipped(t, file{name: "密.doc", content: "1"}, file{name: "a.doc", content: "2"}))...),
			[]string{"密.doc ! encrypted", "a.doc = 2"}},
		"a method that is unknown":  {patched(patched(one, "PK\x01\x02", 10, 14), "PK\x03\x04", 8, 14), []string{"a.txt ! method_unknown"}},
		"a damaged file":            {patched(one, "PK\x01\x02", 16, 1, 2, 3, 4), []string{"a.txt ! broken"}},
		"a file that is bombs only": {zipped(t, file{name: "a", content: "1"}, file{name: "b", content: strings.Repeat("\x00", 8<<20)}, file{name: "c", content: "2"}), []string{"a = 1", "b ! limit", "c = 2"}},
		"no files":                  {zipped(t, file{name: "x/", folder: true}, file{name: "Thumbs.db", content: "1"}), []string{"! empty"}},
		"cut short":                 {one[:len(one)-30], []string{"! truncated"}},
		"a directory that is none":  {patched(one, "PK\x01\x02", 0, 'X'), []string{"! broken"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, walked(container.FormatZIP, tt.payload, container.NewBudget(container.MaxTotal))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// locked marks the first entry of a ZIP file as encrypted.
func locked(payload []byte) []byte {
	b := bytes.Clone(payload)
	b[bytes.Index(b, []byte("PK\x03\x04"))+6] |= 1
	b[bytes.Index(b, []byte("PK\x01\x02"))+8] |= 1
	return b
}

func TestLimitsAreSaidWithNames(t *testing.T) {
	var many []file
	for i := range container.MaxEntries + 30 {
		many = append(many, file{name: fmt.Sprintf("%04d.txt", i), content: "1", stored: true})
	}
	full := container.NewBudget(container.MaxTotal)
	full.Keep(container.MaxParts+1, 0)
	limited := container.NewBudget(container.MaxTotal)
	for range container.MaxLimits {
		limited.Limited()
	}
	spent := container.NewBudget(container.MaxTotal)
	spent.Spend(container.MaxTotal - 5)
	small := zipped(t, file{name: "甲.txt", content: "123"}, file{name: "乙.txt", content: "4567"}, file{name: "丙.txt", content: "12"})
	for name, tt := range map[string]struct {
		payload []byte
		budget  *container.Budget
		visits  int
		says    []string
	}{
		"files":               {zipped(t, many...), container.NewBudget(container.MaxTotal), container.MaxEntries, []string{"（30）：1000.txt、1001.txt", "1019.txt…"}},
		"documents":           {small, full, 0, []string{"400001", "（3）：甲.txt、乙.txt、丙.txt"}},
		"files at a limit":    {small, limited, 0, []string{"（3）：甲.txt"}},
		"bytes":               {small, spent, 3, nil},
		"entries of any kind": {bytes.Repeat([]byte("PK\x01\x02"), 20_001), container.NewBudget(container.MaxTotal), 0, []string{"20000"}},
	} {
		t.Run(name, func(t *testing.T) {
			visits, over := 0, 0
			err := container.Walk(container.FormatZIP, tt.payload, tt.budget, func(e container.Entry) {
				visits++
				if e.Err != nil {
					if over++; e.Err.Code != document.CodeLimit || e.Name != "乙.txt" {
						t.Errorf("%s: %v", e.Name, e.Err)
					}
				}
			})
			if visits != tt.visits || (over == 1) != (tt.says == nil) {
				t.Errorf("%d visits, %d of them over the limit, want %d", visits, over, tt.visits)
			}
			if tt.says == nil {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if err == nil || err.Code != document.CodeLimit {
				t.Fatalf("error %v, want a limit", err)
			}
			for _, s := range tt.says {
				if !strings.Contains(err.Message, s) {
					t.Errorf("%q does not say %q", err.Message, s)
				}
			}
		})
	}
}

func TestABudgetIsAsLargeAsItsPayloadMakesIt(t *testing.T) {
	for payload, most := range map[int]int{0: 16 << 20, 100: 16 << 20, 1 << 20: 40 << 20, 64 << 20: container.MaxTotal, 1 << 60: container.MaxTotal} {
		b := container.NewBudget(payload)
		if !b.Spend(most-1) || !b.Spend(1) || b.Spend(1) {
			t.Errorf("a payload of %d bytes may not unpack to %d, or to more", payload, most)
		}
	}
}

func FuzzWalk(f *testing.F) {
	f.Add(zipped(f, file{name: gbk("年报.doc"), content: "1", extra: unicodePath("x", "y")}), true)
	f.Add(rar4(rarFile{name: gbk("年报.doc"), content: "1"}), false)
	f.Add(rar5(rarFile{name: "年报.doc", content: "1"}), false)
	f.Fuzz(func(t *testing.T, payload []byte, isZIP bool) {
		format := container.FormatRAR
		if isZIP {
			format = container.FormatZIP
		}
		visits := 0
		err := container.Walk(format, payload, container.NewBudget(container.MaxTotal), func(e container.Entry) {
			visits++
			if e.Name == "" || (e.Err != nil && e.Payload != nil) || len(e.Payload) > container.MaxEntry {
				t.Errorf("entry %q, %d bytes, %v", e.Name, len(e.Payload), e.Err)
			}
		})
		if err == nil && visits == 0 {
			t.Error("nothing was visited, and nothing says why")
		}
	})
}

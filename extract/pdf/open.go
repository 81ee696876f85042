package pdf

import (
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"io"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"gongkai/extract/document"
)

// The limits of what one file may be blown up to. Streams of content of a
// report have some 100 KB, those of a yearbook of 300 pages 10 MB.
const (
	maxStream  = 24 << 20         // bytes of one decoded stream
	maxStreams = 96 << 20         // bytes of all decoded streams
	openTime   = 20 * time.Second // to open a file; the work of opening is pdfcpu's and not counted
)

// without keeps pdfcpu from writing a configuration into the user's home.
var without = sync.OnceFunc(api.DisableConfigDir)

// file is an open PDF: its objects, and what may still be decoded.
type file struct {
	ctx    *model.Context
	budget *document.Budget
	left   int64 // bytes that may still be decoded
	broken int   // streams that could not be decoded whole
}

// objectStreams finds what may be the type of a stream of objects, also where
// letters of it are escaped: no producer does that, an attacker may.
var objectStreams = regexp.MustCompile(`ObjStm|#[4-7][0-9A-Fa-f]`)

// open reads the objects of a file. Encryption with an empty user password is
// undone on the way.
func open(payload []byte, budget *document.Budget) (f *file, err error) {
	without()
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, damaged(payload)
		}
	}()
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationRelaxed
	conf.Offline = true
	// Streams of objects are decoded, and their objects made, while the file is
	// opened: all of them together get a share that grows with the file.
	share := int64(16<<20+8*len(payload)) / int64(1+len(objectStreams.FindAllIndex(payload, -1)))
	conf.Limits.MaxDecodeBytes = min(share, maxStream)
	conf.Limits.MaxStreamBytes = int64(len(payload))
	conf.Limits.MaxObjectCount = 1 << 20
	conf.Limits.MaxXRefEntries = 1 << 20
	conf.Limits.MaxObjectStreamCount = 1 << 18
	ctx, cancel := context.WithTimeout(context.Background(), openTime)
	defer cancel()
	opened, err := pdfcpu.ReadWithContext(ctx, bytes.NewReader(payload), conf)
	switch {
	case err == nil:
		return &file{ctx: opened, budget: budget, left: maxStreams}, nil
	case errors.Is(err, pdfcpu.ErrWrongPassword), errors.Is(err, pdfcpu.ErrOwnerPasswordRequired), errors.Is(err, pdfcpu.ErrPermissionDenied):
		return nil, &document.Error{Code: document.CodeEncrypted, Message: "文件已加密，需要密码：a password is needed"}
	case errors.Is(err, pdfcpu.ErrUnsupportedEncryptionFeature), errors.Is(err, pdfcpu.ErrMalformedEncryption):
		return nil, &document.Error{Code: document.CodeEncrypted, Message: "文件的加密方式无法识别：encrypted in a way that is not supported"}
	case errors.Is(err, filter.ErrDecodeLimitExceeded), errors.Is(err, context.DeadlineExceeded):
		return nil, &document.Error{Code: document.CodeLimit, Message: "文件解压后过大或过于复杂，未读：too much to decompress"}
	}
	return nil, damaged(payload)
}

// damaged says what is wrong with a file that has no readable structure: most
// often its end, where the table of its objects stands, is missing.
func damaged(payload []byte) *document.Error {
	tail := payload[max(0, len(payload)-2048):]
	if !bytes.Contains(tail, []byte("%%EOF")) && !bytes.Contains(tail, []byte("startxref")) {
		return &document.Error{Code: document.CodeTruncated, Message: "文件不完整，缺少结尾：the end of the file is missing"}
	}
	return &document.Error{Code: document.CodeBroken, Message: "文件结构已损坏：the structure of the file is broken"}
}

// get follows references to an object; nil where there is none.
func (f *file) get(o types.Object) types.Object {
	o, err := f.ctx.Dereference(o)
	if err != nil {
		return nil
	}
	return o
}

func (f *file) dict(o types.Object) types.Dict {
	switch d := f.get(o).(type) {
	case types.Dict:
		return d
	case types.StreamDict:
		return d.Dict
	}
	return nil
}

func (f *file) array(o types.Object) types.Array {
	a, _ := f.get(o).(types.Array)
	return a
}

func (f *file) number(o types.Object) (float64, bool) {
	switch v := f.get(o).(type) {
	case types.Integer:
		return float64(v), true
	case types.Float:
		return float64(v), true
	}
	return 0, false
}

func (f *file) name(o types.Object) string {
	n, _ := f.get(o).(types.Name)
	return string(n)
}

// numbers is an array of exactly n numbers; false where it is none.
func (f *file) numbers(o types.Object, n int) ([]float64, bool) {
	a := f.array(o)
	if len(a) < n {
		return nil, false
	}
	out := make([]float64, n)
	for i := range out {
		v, ok := f.number(a[i])
		if !ok {
			return nil, false
		}
		out[i] = v
	}
	return out, true
}

func (f *file) text(o types.Object) string {
	s, err := types.StringOrHexLiteral(f.get(o))
	if err != nil || s == nil {
		return ""
	}
	return strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(*s, "\x00", ""), "\uFFFD"))
}

// stream decodes a stream; what a damaged one still gives is used and counted
// as broken. It is false where there is nothing.
func (f *file) stream(o types.Object) ([]byte, bool) {
	s, ok := f.get(o).(types.StreamDict)
	if !ok {
		return nil, false
	}
	if s.Content == nil {
		limit := min(f.left, maxStream)
		if err := s.DecodeWithLimit(limit); err != nil {
			if errors.Is(err, filter.ErrDecodeLimitExceeded) {
				f.budget.Reached("decompression", int(limit))
				f.left -= limit / 4 // the work was done all the same
				return nil, false
			}
			f.broken++
			s.Content = salvage(s, limit)
		}
	}
	f.left -= int64(len(s.Content))
	return s.Content, len(s.Content) > 0
}

// salvage decodes a damaged Flate stream up to where it breaks.
func salvage(s types.StreamDict, limit int64) []byte {
	if len(s.FilterPipeline) != 1 || s.FilterPipeline[0].Name != filter.Flate || len(s.Raw) < 2 || s.FilterPipeline[0].DecodeParms != nil {
		return nil
	}
	var out bytes.Buffer
	_, _ = io.Copy(&out, io.LimitReader(flate.NewReader(bytes.NewReader(s.Raw[2:])), limit))
	return out.Bytes()
}

// number of the object that o refers to, 0 for a direct object.
func reference(o types.Object) int {
	if r, ok := o.(types.IndirectRef); ok {
		return r.ObjectNumber.Value()
	}
	return 0
}

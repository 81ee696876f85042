package sheet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"

	"gongkai/extract/document"
	"gongkai/extract/script"
)

// FormatXLS is the name of the format in a Document.
const FormatXLS = "xls"

// An .xls ([MS-XLS]; WPS writes the same as .et) is a compound file with one
// stream of records: a type, a length, a body of at most 8224 bytes that
// CONTINUE records may prolong. The stream begins with the records of the
// workbook (sheets, formats, the table of shared strings), then come those of
// each sheet. Excel 97 and later write version 8 of the format in a stream
// "Workbook"; Excel 5 and 95 wrote version 5, whose texts are in a code page,
// in a stream "Book".

// The records that are read ([MS-XLS] 2.3).
const (
	recFormula    = 0x0006
	recEOF        = 0x000A
	recDate1904   = 0x0022
	recFilePass   = 0x002F
	recContinue   = 0x003C
	recCodePage   = 0x0042
	recColInfo    = 0x007D
	recBoundSheet = 0x0085
	recMulRK      = 0x00BD
	recMulBlank   = 0x00BE
	recRString    = 0x00D6
	recXF         = 0x00E0
	recMergeCells = 0x00E5
	recSST        = 0x00FC
	recLabelSST   = 0x00FD
	recBlank      = 0x0201
	recNumber     = 0x0203
	recLabel      = 0x0204
	recBoolErr    = 0x0205
	recString     = 0x0207
	recRow        = 0x0208
	recFont       = 0x0031
	recPalette    = 0x0092
	recRecalc     = 0x01C1
	recWindow2    = 0x023E
	recRK         = 0x027E
	recFormat     = 0x041E
	recBOF        = 0x0809
)

// ReadXLS reads a workbook of Excel 97 (or 5.0/95). The error is a *document.Error.
func ReadXLS(payload []byte) (*document.Document, error) {
	stream, err := workbookStream(payload)
	if err != nil {
		return nil, err
	}
	b := newBuilder(FormatXLS)
	x := &xls{builder: b, stream: stream, codes: map[int]string{}}
	if err := x.globals(); err != nil {
		return nil, err
	}
	var pages []*page
	begun := map[int]bool{}
	for _, s := range x.sheets {
		if begun[s.at] {
			x.doubt(CodePart, "BOUNDSHEET", "工作表重复，只读一次："+s.page.name+" (a sheet at the place of another one, read once only)")
			continue
		}
		begun[s.at] = true
		p, err := x.sheet(s)
		if err != nil {
			return nil, err
		}
		pages = append(pages, p)
	}
	b.pages(pages)
	return b.finish()
}

// workbookStream takes the stream of the workbook out of the compound file.
func workbookStream(payload []byte) (stream []byte, err error) {
	defer func() {
		if recover() != nil { // the library trusts the file's own numbers
			stream, err = nil, failed(document.CodeBroken, "复合文档损坏：the compound file is broken")
		}
	}()
	file, err := mscfb.New(bytes.NewReader(payload))
	if err != nil {
		return nil, failed(document.CodeBroken, "复合文档损坏："+err.Error())
	}
	var book *mscfb.File
	for range maxEntries {
		entry, err := file.Next()
		if err != nil {
			break
		}
		switch {
		case len(entry.Path) > 0: // embedded in another file
		case strings.EqualFold(entry.Name, "Workbook"):
			book = entry
		case strings.EqualFold(entry.Name, "Book") && book == nil:
			book = entry
		}
	}
	if book == nil {
		return nil, failed(document.CodeBroken, "没有工作簿：no stream of a workbook")
	}
	if book.Size > int64(len(payload)) {
		return nil, failed(document.CodeTruncated, "文件不完整：the stream of the workbook is longer than the file")
	}
	stream = make([]byte, book.Size)
	if n, err := io.ReadFull(book, stream); err != nil {
		return nil, failed(document.CodeTruncated, fmt.Sprintf("文件不完整：%d of %d bytes of the workbook: %v", n, book.Size, err))
	}
	return stream, nil
}

// maxEntries is the number of streams and folders looked at.
const maxEntries = 10_000

func failed(code, message string) error { return &document.Error{Code: code, Message: message} }

// xls is a workbook that is being read.
type xls struct {
	*builder
	stream   []byte
	version  int // 8 or 5
	codePage int
	from1904 bool
	shared   []string
	codes    map[int]string // of number formats
	fonts    []xlsFont
	palette  []script.Colour // from the colour 8
	formats  []xlsFormat     // of each cell format
	worked   bool            // what formulas come to was worked out by Excel
	sheets   []boundSheet
	read     int // bytes of the records of sheets read so far
}

type boundSheet struct {
	at   int
	page *page
}

// records goes through the records of a substream.
type records struct {
	data []byte
	pos  int
}

// next returns the next record, false at the end of the bytes.
func (r *records) next() (kind int, body []byte, ok bool) {
	if r.pos < 0 || len(r.data)-r.pos < 4 {
		return 0, nil, false
	}
	kind = int(binary.LittleEndian.Uint16(r.data[r.pos:]))
	n := int(binary.LittleEndian.Uint16(r.data[r.pos+2:]))
	if n > len(r.data)-r.pos-4 {
		return 0, nil, false
	}
	body = r.data[r.pos+4 : r.pos+4+n]
	r.pos += 4 + n
	return kind, body, true
}

// prolonged returns body and those of the CONTINUE records that follow.
func (r *records) prolonged(body []byte) [][]byte {
	chunks := [][]byte{body}
	for {
		at := r.pos
		kind, more, ok := r.next()
		if !ok || kind != recContinue {
			r.pos = at
			return chunks
		}
		chunks = append(chunks, more)
	}
}

// globals reads the records of the workbook itself.
func (x *xls) globals() error {
	r := &records{data: x.stream}
	kind, body, ok := r.next()
	if !ok || kind&0xFF != recBOF&0xFF || len(body) < 4 {
		return failed(document.CodeBroken, "不是工作簿：the stream does not begin as a workbook")
	}
	switch v := binary.LittleEndian.Uint16(body); {
	case kind == recBOF && v == 0x0600:
		x.version = 8
	case kind == recBOF && v == 0x0500:
		x.version = 5
	default:
		return failed(document.CodeBroken, fmt.Sprintf("Excel 5.0 以前的版本，不支持：an older version (record %04X, %04X)", kind, v))
	}
	for {
		kind, body, ok := r.next()
		if !ok {
			return failed(document.CodeTruncated, "文件不完整：the records of the workbook have no end")
		}
		switch kind {
		case recEOF:
			return nil
		case recFilePass:
			return failed(document.CodeEncrypted, "文件已加密，需要密码：encrypted, it opens with a password only")
		case recSST:
			x.sharedStrings(r.prolonged(body))
		default:
			if err := x.global(kind, body); err != nil {
				return err
			}
		}
	}
}

func (x *xls) global(kind int, body []byte) error {
	c := cursor{chunks: [][]byte{body}}
	switch kind {
	case recCodePage:
		x.codePage = c.u16()
	case recDate1904:
		x.from1904 = c.u16() == 1
	case recXF:
		if len(x.formats) < maxFormats {
			x.formats = append(x.formats, x.readFormat(body))
		}
	case recFont:
		if len(x.fonts) < maxFormats {
			x.fonts = append(x.fonts, readXLSFont(body))
		}
	case recPalette:
		x.readPalette(body)
	case recRecalc:
		x.worked = true
	case recFormat:
		id := c.u16()
		if len(x.codes) < maxFormats {
			x.codes[id] = x.textOf(&c, x.version == 5)
		}
	case recBoundSheet:
		at, state, what := c.u32(), c.u8(), c.u8()
		name := x.textOf(&c, true)
		if what != 0 { // macros, charts
			return nil
		}
		if len(x.sheets) == maxSheets {
			x.budget.Reached("sheets", maxSheets)
			return nil
		}
		x.sheets = append(x.sheets, boundSheet{at, &page{name: name, hidden: state&3 != 0}})
	}
	if errors.Is(c.err, errShort) {
		return failed(document.CodeBroken, fmt.Sprintf("记录损坏：the record %04X is too short", kind))
	}
	return nil
}

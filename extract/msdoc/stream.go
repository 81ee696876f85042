package msdoc

import (
	"bytes"
	"io"

	"github.com/richardlehane/mscfb"

	"gongkai/extract/document"
)

// parts are the streams of the compound file that have the text ([MS-DOC] 2.1).
type parts struct {
	word, table0, table1, data, summary []byte
}

// streams reads them. A stream that a file has twice, in an embedded document,
// is that of the root.
func streams(payload []byte) (parts, error) {
	var p parts
	file, err := mscfb.New(bytes.NewReader(payload))
	if err != nil {
		return p, broken("compound file: " + err.Error())
	}
	encrypted := false
	for _, entry := range file.File {
		if len(entry.Path) > 0 {
			continue
		}
		var to *[]byte
		switch entry.Name {
		case "WordDocument":
			to = &p.word
		case "0Table":
			to = &p.table0
		case "1Table":
			to = &p.table1
		case "Data":
			to = &p.data
		case "SummaryInformation", "\x05SummaryInformation":
			to = &p.summary
		case "EncryptedPackage":
			encrypted = true
		}
		if to != nil && *to == nil {
			*to = stream(entry, len(payload))
		}
	}
	switch {
	case encrypted:
		return p, &document.Error{Code: document.CodeEncrypted, Message: "文件已加密：a password is needed"}
	case len(p.word) == 0:
		return p, broken("no stream WordDocument")
	}
	return p, nil
}

// stream reads a stream, as far as it goes: never more than the file has.
func stream(entry *mscfb.File, most int) []byte {
	if entry.Size <= 0 {
		return nil
	}
	b := make([]byte, min(entry.Size, int64(most)))
	n, _ := io.ReadFull(entry, b)
	return b[:n]
}

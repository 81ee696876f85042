package container

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"gongkai/extract/document"
)

// zip reads a ZIP file (APPNOTE.TXT 6.3.10) by the directory at its end.
func (w *walk) zip(payload []byte) *document.Error {
	if Crowded(payload) {
		return limit("entries", fmt.Sprintf("文件过多，未读：more than %d entries", maxListed))
	}
	z, err := zip.NewReader(bytes.NewReader(payload), int64(len(payload)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // nothing is opened by a name
		if !bytes.Contains(payload, []byte("PK\x05\x06")) {
			return &document.Error{Code: document.CodeTruncated, Message: "压缩包目录缺失，文件不完整：the directory at the end of the zip file is lost"}
		}
		return broken("压缩包损坏：" + err.Error())
	}
	for _, f := range z.File {
		name := clean(zipName(f))
		if !f.Mode().IsRegular() || isFolder(f) || passedOver(name) || !w.may(name) {
			continue
		}
		data, err := w.unzip(f)
		w.visit(Entry{Name: name, Payload: data, Err: err})
	}
	return nil
}

// Crowded reports whether a ZIP file lists more entries than are worth looking
// at: its directory alone would take hundreds of megabytes.
func Crowded(payload []byte) bool {
	return bytes.Count(payload, []byte("PK\x01\x02")) > maxListed
}

// isFolder reports whether an entry is a folder, whose name ends in a separator
// of any system.
func isFolder(f *zip.File) bool {
	return f.Name != "" && slices.Contains([]byte(`/\`), f.Name[len(f.Name)-1]) && f.UncompressedSize64 == 0
}

func (w *walk) unzip(f *zip.File) ([]byte, *document.Error) {
	if f.Flags&1 != 0 {
		return nil, encrypted()
	}
	most := w.budget.most(int64(min(f.CompressedSize64, 1<<40)))
	if f.UncompressedSize64 > uint64(most) {
		return nil, tooLarge(most)
	}
	r, err := f.Open()
	if err != nil {
		if errors.Is(err, zip.ErrAlgorithm) {
			return nil, &document.Error{Code: CodeMethod, Message: fmt.Sprintf("压缩方法未知：packed by the method %d", f.Method)}
		}
		return nil, broken("损坏：" + err.Error())
	}
	defer r.Close()
	data, err := unpackTo(r, most)
	if err != nil {
		return w.take(data, most, broken("损坏："+err.Error()))
	}
	return w.take(data, most, nil)
}

// unpackTo reads a file up to one byte more than it may have.
func unpackTo(r io.Reader, most int64) ([]byte, error) {
	var b bytes.Buffer
	_, err := b.ReadFrom(io.LimitReader(r, most+1))
	return b.Bytes(), err
}

// take counts what was unpacked. What is damaged gives nothing: half a file
// would be read as a whole one.
func (w *walk) take(data []byte, most int64, err *document.Error) ([]byte, *document.Error) {
	within := w.budget.Spend(min(len(data), int(most))) // what is thrown away has cost as much
	switch {
	case int64(len(data)) > most || !within:
		return nil, tooLarge(most)
	case err != nil:
		return nil, err
	}
	return data, nil
}

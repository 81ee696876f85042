package extract

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"

	"gongkai/extract/container"
)

// zipped tells the formats apart that are ZIP files, by the names inside. One
// that is no format of its own is a container: FormatZIP.
func zipped(payload []byte) string {
	if container.Crowded(payload) { // no format has so many parts
		return FormatZIP
	}
	z, err := zip.NewReader(bytes.NewReader(payload), int64(len(payload)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return zippedByHead(payload)
	}
	names := make(map[string]*zip.File, len(z.File))
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		if _, twice := names[name]; !twice {
			names[name] = f
		}
	}
	has := func(name string) bool { return names[name] != nil }
	for _, part := range mainParts {
		if has(strings.ToLower(part.name)) {
			return part.format
		}
	}
	switch {
	case has("content.xml") && (has("mimetype") || has("meta-inf/manifest.xml")):
		return "odf"
	case has("meta-inf/container.xml") && has("mimetype"):
		return "epub"
	case has("[content_types].xml") || has("_rels/.rels"):
		return packaged(names)
	case has("index/document.iwa"): // Pages, Numbers, Keynote
		return "iwork"
	}
	return FormatZIP
}

// mainParts are the parts that every file of a format has, under names that
// nearly all programs give them.
var mainParts = []struct{ name, format string }{
	{"word/document.xml", FormatDOCX},
	{"xl/workbook.xml", FormatXLSX},
	{"xl/workbook.bin", "xlsb"}, // the same in binary records (MS-XLSB)
	{"ppt/presentation.xml", "pptx"},
	{"OFD.xml", FormatOFD},
}

// packaged tells the packages of Office apart (ECMA-376 Part 2) whose main part
// has an unusual name: by the list of their types, else by their folders.
func packaged(names map[string]*zip.File) string {
	if list := names["[content_types].xml"]; list != nil {
		for _, t := range []struct{ media, format string }{
			{"wordprocessingml", FormatDOCX}, {"spreadsheetml", FormatXLSX}, {"presentationml", "pptx"},
		} {
			if bytes.Contains(beginning(list), []byte(t.media)) {
				return t.format
			}
		}
	}
	for name := range names {
		switch folder, _, _ := strings.Cut(name, "/"); folder {
		case "word":
			return FormatDOCX
		case "xl":
			return FormatXLSX
		case "ppt":
			return "pptx"
		}
	}
	return "opc" // drawings, fonts, programs
}

// beginning unpacks the first bytes of a part, which say enough.
func beginning(f *zip.File) []byte {
	r, err := f.Open()
	if err != nil {
		return nil
	}
	defer r.Close()
	b, _ := io.ReadAll(io.LimitReader(r, 1<<20))
	return b
}

// zippedByHead does the same for a file whose directory, at its end, is lost.
func zippedByHead(payload []byte) string {
	for _, part := range mainParts {
		if bytes.Contains(payload, []byte(part.name)) {
			return part.format
		}
	}
	return FormatZIP
}

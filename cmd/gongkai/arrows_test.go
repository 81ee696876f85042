package main

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// allowed names, for each room, the rooms that its code (not its tests) may
// import. A room stands for itself and all below it unless one below has a row
// of its own. The order of import is the order of understanding: get it → keep
// it → understand it.
var allowed = map[string][]string{
	"extract/document":              {},
	"extract/document/documenttest": {"extract/document"},
	"extract/charset":               {"extract/document"},
	"extract/html":                  {"extract/document", "extract/script"},
	"extract/text":                  {"extract/document"},
	"extract/zipxml":                {"extract/document"},
	"extract/zipxml/zipxmltest":     {},
	"extract/ooxml":                 {"extract/document", "extract/zipxml"},
	"extract/docx":                  {"extract/document", "extract/ooxml", "extract/numeral", "extract/script"},
	"extract/sheet":                 {"extract/document", "extract/ooxml", "extract/script"},
	"extract/edges":                 {"extract/document", "extract/script"},
	"extract/numeral":               {},
	"extract/script":                {},
	"extract/msdoc":                 {"extract/document", "extract/edges", "extract/numeral", "extract/script"},
	"extract/rtf":                   {"extract/document", "extract/edges", "extract/script"},
	"extract/mhtml":                 {"extract/document"},
	"extract/container":             {"extract/document"},
	"extract/layout":                {"extract/document"},
	"extract/canvas":                {"extract/document", "extract/layout"},
	"extract/pdf":                   {"extract/document", "extract/layout", "extract/canvas"},
	"extract/ofd":                   {"extract/document", "extract/layout", "extract/canvas", "extract/zipxml"},
	"extract/ofd/ofdtest":           {"extract/zipxml/zipxmltest"},
	"extract/compoundtest":          {},
	"extract/msdoc/msdoctest":       {"extract/compoundtest"},
	"extract/sheet/xlstest":         {"extract/compoundtest"},
	"extract/report":                {"extract/document"},
	"extract/report/reporttest":     {"extract/document"},
	"extract/extracttest":           {"extract/document", "extract/msdoc/msdoctest", "extract/ofd/ofdtest", "extract/report/reporttest", "extract/sheet/xlstest", "extract/zipxml/zipxmltest"},
	"extract": {"extract/document", "extract/charset", "extract/html", "extract/text", "extract/docx", "extract/sheet",
		"extract/msdoc", "extract/rtf", "extract/mhtml", "extract/pdf", "extract/ofd", "extract/container", "extract/report"},
	"archive":             {"extract/document", "extract/report"},
	"archive/storetest":   {"archive"},
	"archive/memstore":    {"archive"},
	"archive/boltstore":   {"archive"},
	"archive/owner":       {},
	"archive/export":      {"archive", "extract/document", "extract/report"},
	"archive/catalog":     {"archive", "extract/report"},
	"archive/serve":       {"archive", "archive/catalog", "archive/serve/spare"},
	"archive/serve/api":   {"archive", "archive/catalog", "archive/export", "extract/document", "extract/report", "archive/serve/spare"},
	"archive/serve/page":  {"archive", "archive/catalog", "extract/document", "extract/report", "archive/serve/spare"},
	"archive/serve/spare": {},
	"archive/webhook":     {"archive"},
	"archive/worker":      {"archive"},
	"archive/serve/feed":  {"archive", "extract/document", "extract/report"},
	"crawler":             {"crawler/family", "archive", "extract/charset", "extract/html", "extract/report"},
	"crawler/family":      {"extract/report"},
	"crawler/portalsim":   {},
}

// only names, for each library that one room hides, that room.
var only = map[string]string{
	"go.etcd.io/bbolt":                "archive/boltstore",
	"github.com/gocolly/colly/v2":     "crawler",
	"github.com/spf13/cobra":          "cmd/gongkai",
	"github.com/spf13/pflag":          "cmd/gongkai",
	"github.com/vbauerster/mpb/v8":    "cmd/gongkai",
	"github.com/adhocore/gronx":       "crawler",
	"github.com/temoto/robotstxt":     "crawler",
	"github.com/wlynxg/chardet":       "extract/charset",
	"github.com/richardlehane/mscfb":  "extract",
	"github.com/nwaples/rardecode/v2": "extract/container",
	"github.com/PuerkitoBio/goquery":  "crawler",

	"github.com/pdfcpu/pdfcpu/pkg/api":          "extract/pdf",
	"github.com/pdfcpu/pdfcpu/pkg/filter":       "extract/pdf",
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu":       "extract/pdf",
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model": "extract/pdf",
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types": "extract/pdf",

	"github.com/prometheus/client_golang/prometheus":            "archive/serve",
	"github.com/prometheus/client_golang/prometheus/collectors": "archive/serve",
	"github.com/prometheus/client_golang/prometheus/promhttp":   "archive/serve",
}

type listed struct {
	ImportPath   string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

func TestImportArrows(t *testing.T) {
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "gongkai/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	dec := json.NewDecoder(strings.NewReader(string(out)))
	rooms := 0
	for dec.More() {
		var p listed
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		room := strings.TrimPrefix(p.ImportPath, "gongkai/")
		for _, imp := range p.Imports {
			if home, hidden := only[imp]; hidden && room != home && !strings.HasPrefix(room, home+"/") {
				t.Errorf("%s imports %s, which only %s may", room, imp, home)
			}
		}
		if strings.HasPrefix(room, "cmd/") {
			continue // sees everything, wires it once
		}
		rooms++
		ours, known := allowed[room]
		if !known {
			t.Errorf("%s is a new room: give it a row in allowed", room)
			continue
		}
		for _, imp := range p.Imports {
			if to, own := strings.CutPrefix(imp, "gongkai/"); own && !slices.Contains(ours, to) {
				t.Errorf("%s imports %s: that arrow is not in the house", room, to)
			}
		}
	}
	if rooms < len(allowed) {
		t.Errorf("go list showed %d rooms, allowed has %d: a row without a room", rooms, len(allowed))
	}
}

package pdf

import (
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// mark is what marked content is (ISO 32000-1, 14.6).
type mark uint8

const (
	markNone      mark = iota
	markOff            // of an optional content group that is not shown (8.11)
	markWatermark      // an artifact that is a watermark (14.8.2.2)
)

const maxMarks = 1024 // marked contents within each other

// begin begins marked content; args are its tag and, for the operator BDC, what it
// is.
func (in *interpreter) begin(args []token, res *resources) {
	if len(in.marks) >= maxMarks {
		in.r.budget.Reached("marks", maxMarks)
		return
	}
	m := in.what(args, res)
	in.marks = append(in.marks, m)
	in.count(m, 1)
}

// what tells what is marked.
func (in *interpreter) what(args []token, res *resources) mark {
	if len(args) < 2 {
		return markNone
	}
	f := in.r.f
	named := func() types.Object { return f.dict(res.dict["Properties"])[string(args[1].text)] }
	switch string(args[0].text) {
	case "OC":
		if args[1].kind == tokenName && in.r.optional.off(f, named(), 0) {
			return markOff
		}
	case "Artifact":
		if args[1].kind == tokenName && f.name(f.dict(named())["Subtype"]) == "Watermark" {
			return markWatermark
		}
		for i, a := range args[2:] {
			if string(args[i+1].text) == "Subtype" && string(a.text) == "Watermark" {
				return markWatermark
			}
		}
	}
	return markNone
}

func (in *interpreter) count(m mark, by int) {
	switch m {
	case markOff:
		in.unseen += by
	case markWatermark:
		in.watermark += by
	}
}

// end ends the innermost marked content above floor.
func (in *interpreter) end(floor int) {
	if n := len(in.marks); n > floor {
		in.count(in.marks[n-1], -1)
		in.marks = in.marks[:n-1]
	}
}

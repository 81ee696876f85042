package pdf

import (
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// mark is what marked content is (ISO 32000-1, 14.6).
type mark uint8

const (
	markNone mark = iota
	markOff       // of an optional content group that is not shown (8.11)
)

const maxMarks = 1024 // marked contents within each other

// begin begins marked content; what args tell is nil for the operator BMC.
func (in *interpreter) begin(args []token, res *resources) {
	if len(in.marks) >= maxMarks {
		in.r.budget.Reached("marks", maxMarks)
		return
	}
	m := markNone
	if len(args) == 2 && string(args[0].text) == "OC" && args[1].kind == tokenName {
		if in.r.optional.off(in.r.f, in.r.f.dict(res.dict["Properties"])[string(args[1].text)], 0) {
			m = markOff
		}
	}
	in.marks = append(in.marks, m)
	if m == markOff {
		in.unseen++
	}
}

// end ends the innermost marked content above floor.
func (in *interpreter) end(floor int) {
	if n := len(in.marks); n > floor {
		if in.marks[n-1] == markOff {
			in.unseen--
		}
		in.marks = in.marks[:n-1]
	}
}

// optional knows which optional content groups of a file are not shown: by
// number of object.
type optional map[int]bool

// optional reads the configuration that a file is opened with (8.11.4.3).
func (f *file) optional() optional {
	root, err := f.ctx.Catalog()
	if err != nil || root == nil {
		return nil
	}
	properties := f.dict(root["OCProperties"])
	config := f.dict(properties["D"])
	out := optional{}
	if f.name(config["BaseState"]) == "OFF" {
		for _, o := range f.array(properties["OCGs"]) {
			out[reference(o)] = true
		}
		for _, o := range f.array(config["ON"]) {
			delete(out, reference(o))
		}
	}
	for _, o := range f.array(config["OFF"]) {
		out[reference(o)] = true
	}
	delete(out, 0)
	return out
}

// maxMembers is the number of groups of a membership that are looked at.
const maxMembers = 256

// off reports whether what belongs to o, a group or a membership in groups, is
// not shown. Expressions (VE) are not followed: their groups count by the policy.
func (c optional) off(f *file, o types.Object, depth int) bool {
	if o == nil || depth > 1 {
		return false
	}
	if n := reference(o); c[n] {
		return true
	}
	d := f.dict(o)
	if f.name(d["Type"]) != "OCMD" {
		return false
	}
	groups := f.array(d["OCGs"])
	if groups == nil {
		groups = types.Array{d["OCGs"]}
	}
	groups = groups[:min(len(groups), maxMembers)]
	on, off := 0, 0
	for _, g := range groups {
		switch {
		case g == nil:
		case c.off(f, g, depth+1):
			off++
		default:
			on++
		}
	}
	if on+off == 0 {
		return false
	}
	switch f.name(d["P"]) {
	case "AllOn":
		return off > 0
	case "AnyOff":
		return off == 0
	case "AllOff":
		return on > 0
	}
	return on == 0 // AnyOn
}

package pdf

import "github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

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

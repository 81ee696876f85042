package ofd

import (
	"strings"

	"gongkai/extract/canvas"
)

// shape paints a path (CT_Path). It is stroked unless it says no, and filled
// only where it says so.
func (in *painter) shape(n *node, at space, st style) {
	var p canvas.Path
	if !in.trace(&p, n, at.to) || st.hidden {
		return
	}
	clear := n.attr("Alpha") != "" || n.child("Clips") != nil || at.depth > 0
	paint := func(wanted bool, c *colour) *canvas.Paint {
		switch {
		case !wanted || c != nil && c.none:
			return nil
		case c == nil:
			return &canvas.Paint{Clear: clear}
		}
		return &canvas.Paint{White: c.white, Clear: clear || c.clear}
	}
	fill := paint(truth(n.attr("Fill"), false), st.fill)
	stroke := paint(truth(n.attr("Stroke"), true), st.stroke)
	in.canvas.Draw(&p, at.clip, fill, stroke, st.line*at.to.Scale())
}

// operands is the number of operands of each operator of a path: S and M begin,
// L is a line, Q and B are curves, A is an arc, C closes (GB/T 33190-2016, 9.1).
func operands(operator string) (int, bool) {
	switch operator {
	case "S", "M", "L":
		return 2, true
	case "Q":
		return 4, true
	case "B":
		return 6, true
	case "A":
		return 7, true
	case "C":
		return 0, true
	}
	return 0, false
}

// trace follows the path of an element (AbbreviatedData). It reports false where
// that is no path.
func (in *painter) trace(p *canvas.Path, n *node, to canvas.Matrix) bool {
	data := n.child("AbbreviatedData")
	if data == nil {
		return false
	}
	fields := strings.FieldsFunc(spaced(data.text), separator)
	if !in.r.work(len(fields)) {
		in.bad = true
		return false
	}
	for i := 0; i < len(fields); {
		operator := fields[i]
		count, ok := operands(operator)
		if i++; !ok || i+count > len(fields) {
			in.bad = true
			return false
		}
		for first := true; first || count > 0 && i+count <= len(fields) && !letter(fields[i]); first = false {
			var v [7]float64
			for k := range count {
				if v[k], ok = number(fields[i+k]); !ok {
					in.bad = true
					return false
				}
			}
			i += count
			if count == 0 {
				p.Close()
				continue
			}
			x, y := to.Point(v[count-2], v[count-1])
			switch operator {
			case "S", "M":
				p.Move(x, y)
			case "L":
				p.Line(x, y)
			default:
				p.Curve(x, y)
			}
		}
	}
	return true
}

// letter reports whether an operator begins s; the E of a number is none.
func letter(s string) bool { return strings.IndexByte("SMLQBAC", s[0]) >= 0 }

// spaced parts operators from their operands where no blank does.
func spaced(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if letter(s[i : i+1]) {
			b.WriteByte(' ')
			b.WriteByte(s[i])
			b.WriteByte(' ')
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

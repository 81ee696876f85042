package rtf

import (
	"gongkai/extract/document"
	"gongkai/extract/edges"
)

// row is the definition of a row: it holds until the next \trowd.
type row struct {
	cells []edges.Cell
	next  edges.Cell // the cell of which \cellx did not come yet

	grounds  []ground // of the cells
	ground   ground   // of that cell
	mirrored bool     // the first cell stands on the right
	height   int      // in twips, less than none where it is exact
}

// tableWord handles the words of tables (RTF Specification 1.9.1, "Table
// Definitions" and "Nested Tables").
func (r *reader) tableWord(name string, value int) bool {
	def := &r.row
	if r.innerRow {
		def = &r.inner
	}
	switch name {
	case "trowd":
		*def = row{}
	case "trleft":
		def.next.Left = value
	case "clmgf":
		def.next.Horizontal = edges.First
	case "clmrg":
		def.next.Horizontal = edges.Continued
	case "clvmgf":
		def.next.Vertical = edges.First
	case "clvmrg":
		def.next.Vertical = edges.Continued
	case "clcbpat", "clcbpatraw":
		def.ground = r.groundOf(value)
	case "clshdng", "clshdngraw":
		if value > 0 {
			def.ground = ground{said: true}
		}
	case "trrh":
		def.height = value
	case "rtlrow", "taprtl":
		def.mirrored = true
	case "ltrrow":
		def.mirrored = false
	case "cellx":
		if len(def.cells) >= document.MaxColumns {
			r.budget.Reached("columns", document.MaxColumns)
			break
		}
		def.next.Right = value
		def.cells = append(def.cells, def.next)
		def.next = edges.Cell{Left: value}
		def.grounds, def.ground = append(def.grounds, def.ground), ground{}
	case "cell":
		if r.dest == body {
			r.flow.EndCell(r.take(), 1)
		}
	case "nestcell":
		if r.dest == body {
			r.flow.EndCell(r.take(), max(r.depth, 2))
		}
	case "row":
		r.endRow(def, 1)
	case "nestrow":
		r.endRow(def, max(r.depth, 2))
	default:
		return false
	}
	return true
}

func (r *reader) endRow(def *row, depth int) {
	if r.dest != body {
		return
	}
	if text := r.take(); text != "" {
		r.flow.Paragraph(text, depth, 0)
	}
	switch {
	case edges.Unseen(def.height):
		r.flow.EndUnseenRow(depth)
	case def.mirrored:
		r.flow.EndMirroredRow(def.cells, depth)
	default:
		r.flow.EndRow(def.cells, depth)
	}
}

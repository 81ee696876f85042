package pdf

import (
	"math"

	"gongkai/extract/canvas"
)

// operator runs one operator. Operands that are missing count as 0.
func (in *interpreter) operator(op []byte, args []token) {
	arg := func(i int) float64 {
		if i < len(args) {
			return args[i].num
		}
		return 0
	}
	mat := func() canvas.Matrix { return canvas.Matrix{arg(0), arg(1), arg(2), arg(3), arg(4), arg(5)} }
	gs := &in.gs
	switch string(op) {
	case "q":
		if len(in.saved) >= maxStates {
			in.r.budget.Reached("states", maxStates)
			return
		}
		in.saved = append(in.saved, *gs)
	case "cm":
		gs.ctm = mat().Then(gs.ctm)
	case "w":
		gs.line = math.Abs(arg(0))

	case "m":
		in.path.Move(gs.ctm.Point(arg(0), arg(1)))
	case "l":
		in.path.Line(gs.ctm.Point(arg(0), arg(1)))
	case "c":
		in.path.Curve(gs.ctm.Point(arg(4), arg(5)))
	case "v", "y":
		in.path.Curve(gs.ctm.Point(arg(2), arg(3)))
	case "h":
		in.path.Close()
	case "re":
		in.rectangle(arg(0), arg(1), arg(2), arg(3))
	case "S":
		in.finish(true, false)
	case "s":
		in.path.Close()
		in.finish(true, false)
	case "f", "F", "f*":
		in.finish(false, true)
	case "B", "B*":
		in.finish(true, true)
	case "b", "b*":
		in.path.Close()
		in.finish(true, true)
	case "n":
		in.finish(false, false)
	case "W", "W*":
		in.pending = true

	case "g", "rg", "k":
		gs.fill, gs.tint = colour(args), false
	case "G", "RG", "K":
		gs.paint, gs.tintPaint = colour(args), false
	case "sc", "scn":
		gs.fill = colour(args)
		if gs.tint {
			gs.fill = canvas.Paint{Clear: gs.fill.Clear}
		}
	case "SC", "SCN":
		gs.paint = canvas.Paint{White: !gs.tintPaint && colour(args).White}
	case "sh":
		in.canvas.Cover(gs.clip)

	case "BT":
		in.tm, in.lm = canvas.Identity(), canvas.Identity()
	case "Tc":
		gs.char = arg(0)
	case "Tw":
		gs.word = arg(0)
	case "Tz":
		gs.stretch = arg(0) / 100
	case "TL":
		gs.leading = arg(0)
	case "Ts":
		gs.rise = arg(0)
	case "Tr":
		gs.mode = int(arg(0))
		gs.clear = gs.clear || gs.mode >= 4 // letters become the clip
	case "Td":
		in.newLine(arg(0), arg(1))
	case "TD":
		gs.leading = -arg(1)
		in.newLine(arg(0), arg(1))
	case "Tm":
		in.tm = mat()
		in.lm = in.tm
	case "T*":
		in.newLine(0, -gs.leading)
	case "Tj", "TJ":
		in.showAll(args)
	case "'":
		in.newLine(0, -gs.leading)
		in.showAll(args)
	case "\"":
		gs.word, gs.char = arg(0), arg(1)
		in.newLine(0, -gs.leading)
		if len(args) > 2 {
			in.showAll(args[2:])
		}
	}
}

func (in *interpreter) rectangle(x, y, w, h float64) {
	m := in.gs.ctm
	in.path.Move(m.Point(x, y))
	in.path.Line(m.Point(x+w, y))
	in.path.Line(m.Point(x+w, y+h))
	in.path.Line(m.Point(x, y+h))
	in.path.Close()
}

// finish paints the path and ends it.
func (in *interpreter) finish(stroke, fill bool) {
	gs := &in.gs
	var fillPaint, strokePaint *canvas.Paint
	if fill && in.unseen == 0 && gs.fade > unseenFade {
		fillPaint = &canvas.Paint{White: gs.fill.White, Clear: gs.fill.Clear || gs.clear || gs.fade < 1}
	}
	if stroke && in.unseen == 0 && gs.fadePaint > unseenFade {
		strokePaint = &gs.paint
	}
	in.canvas.Draw(&in.path, gs.clip, fillPaint, strokePaint, gs.line*gs.ctm.Scale())
	if in.pending && !in.path.Empty() {
		gs.clip = canvas.Cut(gs.clip, in.path.Box())
		gs.clear = gs.clear || !in.path.Rectangle()
	}
	in.path.Clear()
	in.pending = false
}

package pdf

import (
	"math"

	"gongkai/extract/canvas"
)

// space sets the space of the colours that follow, for shapes or for strokes.
func (in *interpreter) space(fill, plain bool) {
	if fill {
		in.gs.fill, in.gs.tint = canvas.Paint{}, !plain
	} else {
		in.gs.paint, in.gs.tintPaint = canvas.Paint{}, !plain
	}
}

// colour tells whether a colour is white, all its components 1 in gray and RGB,
// 0 in CMYK, and how light it is. Patterns are no white, and may have holes.
func colour(args []token) canvas.Paint {
	var v [4]float64
	for i, a := range args {
		if a.kind != tokenNumber {
			return canvas.Paint{Clear: true}
		}
		if i < len(v) {
			v[i] = math.Min(math.Max(a.num, 0), 1)
		}
	}
	switch len(args) {
	case 1:
		v[1], v[2] = v[0], v[0]
	case 3:
	case 4:
		for i := range 3 {
			v[i] = (1 - v[i]) * (1 - v[3])
		}
	default: // a space of its own
		return canvas.Paint{}
	}
	const full = 1 - 0.004
	return canvas.Paint{
		White: v[0] >= full && v[1] >= full && v[2] >= full,
		Light: 0.299*v[0] + 0.587*v[1] + 0.114*v[2], // ITU-R BT.601
	}
}

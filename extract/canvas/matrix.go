package canvas

import (
	"math"

	"gongkai/extract/layout"
)

// Matrix is a transformation [a b c d e f]: x → ax+cy+e, y → bx+dy+f (ISO
// 32000-1, 8.3.3; GB/T 33190-2016, 8.2).
type Matrix [6]float64

// Identity changes nothing.
func Identity() Matrix { return Matrix{1, 0, 0, 1, 0, 0} }

// Then is the transformation m followed by n.
func (m Matrix) Then(n Matrix) Matrix {
	return Matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// Point is where a point comes to lie.
func (m Matrix) Point(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// Scale is by how much lengths grow, in the mean of all directions.
func (m Matrix) Scale() float64 {
	return math.Sqrt(math.Abs(m[0]*m[3] - m[1]*m[2]))
}

// Box is the box around the rectangle between two points, transformed.
func (m Matrix) Box(x0, y0, x1, y1 float64) layout.Box {
	b := Empty()
	for _, p := range [4][2]float64{{x0, y0}, {x1, y0}, {x0, y1}, {x1, y1}} {
		x, y := m.Point(p[0], p[1])
		b = Extend(b, x, y)
	}
	return b
}

// Turn is the direction that text runs in, in quarter turns clockwise, on a page
// whose y goes down.
func (m Matrix) Turn() int {
	switch x, y := m[0], m[1]; {
	case math.Abs(x) >= math.Abs(y) && x >= 0:
		return 0
	case math.Abs(x) >= math.Abs(y):
		return 2
	case y > 0:
		return 1
	}
	return 3
}

// straight is how far, of its length, the direction of text may be off the
// page's sides: scans lie a little askew, watermarks do not.
const straight = 0.1

// Slanted reports whether text runs across the page: along none of its sides.
func (m Matrix) Slanted() bool {
	a, b := math.Abs(m[0]), math.Abs(m[1])
	return math.Min(a, b) > straight*math.Max(a, b)
}

// Empty is the box around nothing.
func Empty() layout.Box {
	return layout.Box{Left: math.Inf(1), Top: math.Inf(1), Right: math.Inf(-1), Bottom: math.Inf(-1)}
}

// Extend is the box around a box and a point.
func Extend(b layout.Box, x, y float64) layout.Box {
	return layout.Box{Left: math.Min(b.Left, x), Top: math.Min(b.Top, y), Right: math.Max(b.Right, x), Bottom: math.Max(b.Bottom, y)}
}

// Cut is what two boxes share; not Sound where that is nothing.
func Cut(b, by layout.Box) layout.Box {
	return layout.Box{Left: math.Max(b.Left, by.Left), Top: math.Max(b.Top, by.Top), Right: math.Min(b.Right, by.Right), Bottom: math.Min(b.Bottom, by.Bottom)}
}

// Sound reports whether a box is one: its sides in order and finite.
func Sound(b layout.Box) bool {
	return b.Left <= b.Right && b.Top <= b.Bottom && // false for NaN too
		!math.IsInf(b.Left, 0) && !math.IsInf(b.Right, 0) && !math.IsInf(b.Top, 0) && !math.IsInf(b.Bottom, 0)
}

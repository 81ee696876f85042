package canvas_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/canvas"
	"gongkai/extract/document"
	"gongkai/extract/layout"
)

func rectangle(l, t, r, b float64) *canvas.Path {
	p := &canvas.Path{}
	p.Move(l, t)
	p.Line(r, t)
	p.Line(r, b)
	p.Line(l, b)
	p.Close()
	return p
}

func newCanvas() *canvas.Canvas {
	return canvas.New(200, 100, &document.Budget{Document: &document.Document{}})
}

func TestThinShapesAndStraightStrokesAreRules(t *testing.T) {
	c := newCanvas()
	black := &canvas.Paint{}
	c.Draw(rectangle(10, 20, 110, 21), c.Area, black, nil, 0)
	c.Draw(rectangle(10, 40, 300, 60), c.Area, nil, black, 1) // its right side is off the page
	slanted := &canvas.Path{}
	slanted.Move(10, 10)
	slanted.Line(30, 30)
	slanted.Curve(90, 10)
	c.Draw(slanted, c.Area, nil, black, 1)
	want := []layout.Rule{{Left: 10, Top: 20, Right: 110, Bottom: 21}, {Left: 10, Top: 39.5, Right: 200, Bottom: 40.5}, {Left: 10, Top: 59.5, Right: 200, Bottom: 60.5}, {Left: 9.5, Top: 40, Right: 10.5, Bottom: 60}}
	if diff := cmp.Diff(want, c.Page.Rules); diff != "" {
		t.Errorf("rules (-want +got):\n%s", diff)
	}
}

func TestWhiteIsSeenOnColourOnly(t *testing.T) {
	c := newCanvas()
	white := &canvas.Paint{White: true}
	c.Draw(rectangle(10, 20, 110, 21), c.Area, white, nil, 0)
	if len(c.Page.Rules) > 0 || c.ShowsWhite(50, 50) {
		t.Error("white is seen on the bare page")
	}
	c.Draw(rectangle(0, 0, 150, 80), c.Area, &canvas.Paint{}, nil, 0)
	c.Draw(rectangle(10, 20, 110, 21), c.Area, white, nil, 0)
	if len(c.Page.Rules) != 1 || !c.ShowsWhite(50, 50) || c.ShowsWhite(160, 50) {
		t.Error("white is not seen on the ground alone")
	}
	c.Draw(rectangle(40, 40, 60, 60), c.Area, white, nil, 0)
	if c.ShowsWhite(50, 50) {
		t.Error("white is seen on white over the ground")
	}
}

func TestTheTurnOfAMatrixIsTheDirectionOfItsText(t *testing.T) {
	for turn, m := range []canvas.Matrix{{1, 0.1, 0, 1, 0, 0}, {0, 1, -1, 0, 0, 0}, {-1, 0, 0, -1, 0, 0}, {0, -1, 1, 0, 0, 0}} {
		if got := m.Turn(); got != turn {
			t.Errorf("%v turns %d, want %d", m, got, turn)
		}
	}
	m := canvas.Matrix{2, 0, 0, 3, 5, 7}.Then(canvas.Matrix{0, 1, -1, 0, 100, 0})
	if x, y := m.Point(1, 1); x != 90 || y != 7 {
		t.Errorf("the point is %v, %v; want 90, 7", x, y)
	}
}

package ofd

import (
	"math"
	"strconv"
	"strings"

	"gongkai/extract/canvas"
	"gongkai/extract/layout"
)

// farthest bounds coordinates: a page has some hundred millimetres.
const farthest = 1e7

func number(s string) (float64, bool) {
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return v, err == nil && math.Abs(v) < farthest // false for NaN too
}

// numberOr is the number of an attribute that may be missing.
func numberOr(s string, missing float64) (float64, bool) {
	if s == "" {
		return missing, true
	}
	return number(s)
}

// truth reads a boolean.
func truth(s string, missing bool) bool {
	switch strings.TrimSpace(s) {
	case "true", "1":
		return true
	case "false", "0":
		return false
	}
	return missing
}

// numbers reads a list (ST_Array) of n numbers.
func numbers(s string, n int) ([]float64, bool) {
	fields := strings.FieldsFunc(s, separator)
	if len(fields) != n {
		return nil, false
	}
	out := make([]float64, n)
	for i, f := range fields {
		v, ok := number(f)
		if !ok {
			return nil, false
		}
		out[i] = v
	}
	return out, true
}

func separator(r rune) bool {
	return r == ' ' || r == ',' || r == '\t' || r == '\n' || r == '\r'
}

// area is a box (ST_Box) as it is written: a corner, a width and a height.
type area struct{ x, y, w, h float64 }

func parseArea(s string) (area, bool) {
	v, ok := numbers(s, 4)
	if !ok {
		return area{}, false
	}
	return area{v[0], v[1], v[2], v[3]}, true
}

// on is the area under a transformation.
func (a area) on(m canvas.Matrix) layout.Box { return m.Box(a.x, a.y, a.x+a.w, a.y+a.h) }

// matrix reads a transformation (CTM); none is the identity.
func matrix(s string) (canvas.Matrix, bool) {
	if s == "" {
		return canvas.Identity(), true
	}
	v, ok := numbers(s, 6)
	if !ok {
		return canvas.Matrix{}, false
	}
	return canvas.Matrix(v), true
}

func move(x, y float64) canvas.Matrix { return canvas.Matrix{1, 0, 0, 1, x, y} }

// deltas reads a list of steps (DeltaX, DeltaY): numbers, and "g n d" for d n
// times (GB/T 33190-2016, 11.3). It returns at most most of them, and how many
// there are up to a million; ok is false where it is no such list.
func deltas(s string, most int) (steps []float64, n int, ok bool) {
	fields := strings.FieldsFunc(s, separator)
	for i := 0; i < len(fields); i++ {
		times := 1
		if fields[i] == "g" {
			if i+2 >= len(fields) {
				return nil, 0, false
			}
			t, err := strconv.Atoi(fields[i+1])
			if err != nil || t < 0 || t > 1e6 {
				return nil, 0, false
			}
			times, i = t, i+2
		}
		v, good := number(fields[i])
		if !good {
			return nil, 0, false
		}
		n = min(n+times, 1e6)
		for range min(times, most-len(steps)) {
			steps = append(steps, v)
		}
	}
	return steps, n, true
}

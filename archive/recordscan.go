package archive

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// keptReading is the JSON of a Reading with the places of what is asked for
// most. A page may hold the reports of many years, and who wants one of them
// need not decode the others: that is most of the cost of showing a filing.
type keptReading struct {
	state   ReadState
	records [][]byte // JSON of each
}

// scanReading finds the records in the JSON of a Reading. It relies on what
// encode writes, compact JSON, and gives ErrCorrupt for anything else that it
// stumbles over; it does not check the JSON inside the records.
func scanReading(j []byte) (keptReading, error) {
	var k keptReading
	s := jsonScan{b: j}
	s.take('{')
	for !s.bad && s.i < len(j) && j[s.i] != '}' {
		key := s.value()
		s.take(':')
		switch string(key) {
		case `"state"`:
			if err := json.Unmarshal(s.value(), &k.state); err != nil {
				s.bad = true
			}
		case `"records"`:
			k.records = s.list()
		default:
			s.value()
		}
		if s.i < len(j) && j[s.i] == ',' {
			s.i++
		}
	}
	s.take('}')
	if s.bad || s.i != len(j) {
		return keptReading{}, fmt.Errorf("reading is no compact JSON at byte %d: %w", s.i, ErrCorrupt)
	}
	return k, nil
}

// jsonScan walks over compact JSON. Once it is bad, it stays so.
type jsonScan struct {
	b   []byte
	i   int
	bad bool
}

func (s *jsonScan) take(c byte) {
	if s.bad || s.i >= len(s.b) || s.b[s.i] != c {
		s.bad = true
		return
	}
	s.i++
}

// list returns the values of a list, nil for null.
func (s *jsonScan) list() [][]byte {
	if s.i < len(s.b) && s.b[s.i] == 'n' {
		s.value()
		return nil
	}
	var out [][]byte
	s.take('[')
	for !s.bad && s.i < len(s.b) && s.b[s.i] != ']' {
		out = append(out, s.value())
		if s.i < len(s.b) && s.b[s.i] == ',' {
			s.i++
		}
	}
	s.take(']')
	return out
}

// value passes one value and returns it.
func (s *jsonScan) value() []byte {
	from, depth := s.i, 0
	for !s.bad && s.i < len(s.b) {
		switch s.b[s.i] {
		case '"':
			s.text()
		case '{', '[':
			depth++
			s.i++
		case '}', ']', ',':
			if depth == 0 {
				s.bad = s.i == from
				return s.b[from:s.i]
			}
			if s.b[s.i] != ',' {
				depth--
			}
			s.i++
		default:
			s.i++
			continue // a number, true, false, null or a colon inside
		}
		if depth == 0 {
			return s.b[from:s.i]
		}
	}
	s.bad = true
	return nil
}

// text passes a string.
func (s *jsonScan) text() {
	s.i++
	for {
		n := bytes.IndexByte(s.b[s.i:], '"')
		if n < 0 {
			s.bad = true
			return
		}
		s.i += n + 1
		escapes := 0
		for k := s.i - 2; s.b[k] == '\\'; k-- { // ends at the quote before, at last
			escapes++
		}
		if escapes%2 == 0 {
			return
		}
	}
}

package rtf

import (
	"fmt"
	"strings"

	"gongkai/extract/document"
)

// moment is a time of the group \info: year, month, day, hour, minute.
type moment [5]int

func (m *moment) set(name string, value int) {
	if m == nil {
		return
	}
	for i, part := range []string{"yr", "mo", "dy", "hr", "min"} {
		if part == name {
			m[i] = value
		}
	}
}

// String is the time as the file has it, "" if it has none. No zone is given.
func (m *moment) String() string {
	if m[0] < 1980 || m[0] > 2100 || m[1] < 1 || m[1] > 12 || m[2] < 1 || m[2] > 31 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02dT%02d:%02d", m[0], m[1], m[2], min(max(m[3], 0), 23), min(max(m[4], 0), 59))
}

// information puts title and times into the document.
func (r *reader) information() {
	r.doc.Title = strings.TrimSpace(string(r.title))
	for _, m := range []document.Meta{{Name: "Created", Value: r.created.String()}, {Name: "Modified", Value: r.saved.String()}} {
		if m.Value != "" {
			r.doc.Meta = append(r.doc.Meta, m)
		}
	}
}

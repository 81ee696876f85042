package archive

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"gongkai/extract/report"
)

// filingNamed finds a filing by id, or by organ and year, or organ and "guide".
func (a *Archive) filingNamed(ctx context.Context, name string) (Filing, error) {
	if f, err := a.Filing(ctx, name); !errors.Is(err, ErrNotFound) {
		return f, err
	}
	organ, kind, year := "", report.AnnualReport, 0
	if rest, ok := strings.CutSuffix(name, "/"+string(report.Guide)); ok {
		organ, kind = rest, report.Guide
	} else if m := yearRef.FindStringSubmatch(name); m != nil {
		organ = m[1]
		year, _ = strconv.Atoi(m[2]) // four digits
	}
	if organ == "" {
		return Filing{}, fmt.Errorf("archive: filing %q: %w", name, ErrNotFound)
	}
	o, err := a.organNamed(ctx, organ)
	if err != nil {
		return Filing{}, err
	}
	return a.Filing(ctx, filingID(o.ID, string(kind), year))
}

// organNamed finds an organ by id or by any spelling of its name, in whatever
// portal.
func (a *Archive) organNamed(ctx context.Context, name string) (Organ, error) {
	if name == "" || len(name) > 1000 {
		return Organ{}, fmt.Errorf("archive: organ %q: %w", name, ErrNotFound)
	}
	if o, err := a.Organ(ctx, name); !errors.Is(err, ErrNotFound) {
		return o, err
	}
	if portal, rest, ok := strings.Cut(name, "/"); ok {
		return a.Organ(ctx, portal+"/"+NormalName(rest))
	}
	prefix := pair(NormalName(name), "")
	var ids []string
	for r, err := range a.scan(ctx, inNames, prefix, prefixEnd(prefix), false) {
		if err != nil {
			return Organ{}, err
		}
		ids = append(ids, string(r.key[len(prefix):]))
	}
	switch len(ids) {
	case 0:
		return Organ{}, fmt.Errorf("archive: organ %q: %w", name, ErrNotFound)
	case 1:
		return a.Organ(ctx, ids[0])
	}
	return Organ{}, &AmbiguousError{Ref: name, Candidates: ids}
}

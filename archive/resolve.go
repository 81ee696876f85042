package archive

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// TargetKind says what a reference names.
type TargetKind string

// The kinds of a Target.
const (
	TargetPage   TargetKind = "page"
	TargetFiling TargetKind = "filing"
	TargetOrgan  TargetKind = "organ"
)

// Target is what a reference of the command line names.
type Target struct {
	Kind   TargetKind `json:"kind"`
	Organ  *Organ     `json:"organ,omitempty"`  // of an organ or a filing
	Filing *Filing    `json:"filing,omitempty"` // of a filing
	Page   *Page      `json:"page,omitempty"`   // of a page; of a filing: its preferred source
	// Version is the version that is named, else the one at the time that is
	// named, else the newest; nil of an organ and of a page without one.
	Version *Version `json:"version,omitempty"`
	// Document is the place of the filing in the payload, from 0.
	Document int `json:"document,omitempty"`
	// At is the time that the reference names, zero: now.
	At time.Time `json:"at,omitzero"`
}

// AmbiguousError is returned where a reference names several things.
type AmbiguousError struct {
	Ref        string
	Candidates []string // references that name one each
}

// Error lists the candidates.
func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q may be any of: %s", e.Ref, strings.Join(e.Candidates, ", "))
}

// ReferenceError is returned where a reference cannot be read: its time is none,
// or its address.
type ReferenceError struct {
	Ref string
	Err error
}

// Error says what is wrong with it.
func (e *ReferenceError) Error() string { return e.Err.Error() }

// Unwrap returns what is wrong with it.
func (e *ReferenceError) Unwrap() error { return e.Err }

var (
	pageRef = regexp.MustCompile(`^([0-9a-f]{16})(?:\.([0-9]{1,9}))?$`)
	yearRef = regexp.MustCompile(`^(.+)/([0-9]{4})$`)
)

// Resolve finds what a reference names: an address, a page id, a version
// ("1a2b3c4d5e6f7081.2"), a filing id, an organ by id or any spelling of its
// name, or "organ/year" (its annual report about that year) or "organ/guide".
// "@2021-03-01" behind it asks for the end of that day in China, "@" and a time
// of RFC 3339 for that moment. ErrNotFound if there is nothing of the name, an
// *AmbiguousError if there are several, and the errors of VersionAt.
func (a *Archive) Resolve(ctx context.Context, ref string) (Target, error) {
	name, at, err := splitTime(strings.TrimSpace(ref))
	if err != nil {
		return Target{}, &ReferenceError{ref, err}
	}
	t, err := a.resolve(ctx, name, at)
	if err != nil {
		return Target{}, err
	}
	t.At = at
	return t, nil
}

func (a *Archive) resolve(ctx context.Context, name string, at time.Time) (Target, error) {
	if m := pageRef.FindStringSubmatch(name); m != nil {
		p, err := a.Page(ctx, PageID(m[1]))
		if err != nil {
			return Target{}, err
		}
		if m[2] == "" {
			return a.pageTarget(ctx, p, at)
		}
		n, err := strconv.Atoi(m[2])
		if err != nil {
			return Target{}, fmt.Errorf("archive: version of %q: %w", name, err)
		}
		v, err := a.Version(ctx, p.ID, n)
		if err != nil {
			return Target{}, err
		}
		return Target{Kind: TargetPage, Page: &p, Version: &v}, nil
	}
	if strings.Contains(name, "://") {
		if _, _, err := PageIDOf("GET", name, nil); err != nil {
			return Target{}, &ReferenceError{name, err}
		}
		p, err := a.PageByURL(ctx, name)
		if err != nil {
			return Target{}, err
		}
		return a.pageTarget(ctx, p, at)
	}
	f, err := a.filingNamed(ctx, name)
	if err == nil {
		return a.filingTarget(ctx, f, at)
	}
	if !errors.Is(err, ErrNotFound) {
		return Target{}, err
	}
	o, err := a.organNamed(ctx, name)
	if err == nil {
		return Target{Kind: TargetOrgan, Organ: &o}, nil
	}
	if !errors.Is(err, ErrNotFound) {
		return Target{}, err
	}
	if strings.Contains(name, ".") { // an address without its scheme
		if p, err := a.PageByURL(ctx, "http://"+name); err == nil {
			return a.pageTarget(ctx, p, at)
		}
	}
	return Target{}, fmt.Errorf("archive: %q is no address, page, filing or organ that is kept: %w", name, ErrNotFound)
}

func (a *Archive) pageTarget(ctx context.Context, p Page, at time.Time) (Target, error) {
	t := Target{Kind: TargetPage, Page: &p}
	v, err := a.versionFor(ctx, &p, at)
	t.Version = v
	return t, err
}

// versionFor returns the version of the page at a time, the newest for the zero
// time, nil if it has none.
func (a *Archive) versionFor(ctx context.Context, p *Page, at time.Time) (*Version, error) {
	if at.IsZero() && p.Versions == 0 {
		return nil, nil
	}
	var v Version
	var err error
	if at.IsZero() {
		v, err = a.Version(ctx, p.ID, p.Versions)
	} else {
		v, err = a.VersionAt(ctx, p.ID, at)
	}
	if err != nil {
		return nil, err
	}
	return &v, nil
}

// filingTarget goes from a filing to its preferred source; at another time, to
// the first of its sources that stood then.
func (a *Archive) filingTarget(ctx context.Context, f Filing, at time.Time) (Target, error) {
	o, err := a.Organ(ctx, f.Organ)
	if err != nil {
		return Target{}, err
	}
	t := Target{Kind: TargetFiling, Filing: &f, Organ: &o}
	var first error
	for _, s := range f.Sources {
		p, err := a.Page(ctx, s.Page)
		if err != nil {
			return Target{}, err
		}
		v, document, err := a.sourceAt(ctx, &p, s, f.ID, at)
		var gone *GoneError
		if errors.Is(err, ErrNotYetSeen) || errors.As(err, &gone) {
			if first == nil || errors.As(err, &gone) {
				first = err
			}
			continue
		}
		if err != nil {
			return Target{}, err
		}
		if first != nil && v.State != WasRead && errors.As(first, &gone) {
			continue // a file that says nothing does not stand for a page that was withdrawn
		}
		t.Page, t.Version, t.Document = &p, &v, document
		return t, nil
	}
	return Target{}, first
}

// sourceAt returns the version of a source that stood at a time and the place of
// the filing in it. Where the page did not hold the filing then, a *GoneError
// names the version before that did; if none did, ErrNotYetSeen.
func (a *Archive) sourceAt(ctx context.Context, p *Page, s Source, filing string, at time.Time) (Version, int, error) {
	if at.IsZero() {
		v, err := a.Version(ctx, s.Page, s.Version)
		return v, s.Document, err
	}
	v, away := a.VersionAt(ctx, s.Page, at)
	var gone *GoneError
	switch {
	case errors.As(away, &gone):
		v = gone.Version // it may be something else that went away
	case away != nil:
		return Version{}, 0, away
	}
	document, ok, err := a.placeIn(ctx, &v, filing)
	switch {
	case err != nil:
		return Version{}, 0, err
	case ok && gone != nil:
		return Version{}, 0, away
	case ok:
		return v, document, nil
	}
	// Other versions came since the one that held it, if there was one: by now
	// the source may name a version that is later than the time asked for.
	for n := v.Number - 1; n > 0; n-- {
		since := v.FirstSeen
		if v, err = a.Version(ctx, s.Page, n); err != nil {
			return Version{}, 0, err
		}
		if _, ok, err = a.placeIn(ctx, &v, filing); err != nil {
			return Version{}, 0, err
		}
		if ok {
			return Version{}, 0, fmt.Errorf("archive: %s: %w", p.URL, &GoneError{Since: since, Version: v})
		}
	}
	return Version{}, 0, fmt.Errorf("archive: %s did not hold it: %w", p.URL, ErrNotYetSeen)
}

// placeIn returns the place of a filing in a version, false where it is not in it.
func (a *Archive) placeIn(ctx context.Context, v *Version, filing string) (document int, ok bool, err error) {
	held, err := a.Attributions(ctx, v.Page, v.Number)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return 0, false, err
	}
	for _, h := range held {
		if h.Filing == filing {
			return h.Document, true, nil
		}
	}
	return 0, false, nil
}

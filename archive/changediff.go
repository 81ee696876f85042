package archive

import (
	"context"
	"fmt"
)

// ChangeDiff returns what a change of the log changed: the difference of its
// version from the one before. nil where no other version came: a page that is
// new, went away, came back as it was or moved, and one that was read again
// (of that Change.Cells is what is known: the reading before is not kept).
func (a *Archive) ChangeDiff(ctx context.Context, c Change) (*Diff, error) {
	if c.Before == 0 || c.Version == 0 || c.Before == c.Version {
		return nil, nil
	}
	from, err := a.Version(ctx, c.Page, c.Before)
	if err != nil {
		return nil, fmt.Errorf("change %d: %w", c.Number, err)
	}
	to, err := a.Version(ctx, c.Page, c.Version)
	if err != nil {
		return nil, fmt.Errorf("change %d: %w", c.Number, err)
	}
	d, err := a.Diff(ctx, from, to)
	if err != nil {
		return nil, fmt.Errorf("change %d: %w", c.Number, err)
	}
	return &d, nil
}

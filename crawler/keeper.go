package crawler

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// KeeperOptions say what a Keeper keeps. Desk and Archive are needed.
type KeeperOptions struct {
	// Desk walks; room is asked of its crawler (Options.Room).
	Desk    *Desk
	Archive Passes
	Portals []Scheduled
	// Parallel is how many portals are walked side by side; 0: one.
	Parallel int
	Clock    func() time.Time
	// Sleep waits, and returns early with ctx's error.
	Sleep func(ctx context.Context, d time.Duration) error
	Log   *slog.Logger
}

// Keeper keeps the schedule: it walks each enabled portal when its rule says so.
type Keeper struct {
	o KeeperOptions

	mu      sync.Mutex
	status  []PortalStatus
	walking map[string]bool      // walks of the keeper's own
	faults  map[string]time.Time // walks that ended by a fault of ours, by portal
	awake   time.Time
	began   time.Time     // the last walk of the keeper's own
	full    error         // why nothing begins, nil while there is room
	wake    chan struct{} // closed when a portal is free again
}

const (
	// nap is the longest sleep in one piece. Timers stand still while the
	// machine sleeps, so the wall clock is looked at between two.
	nap = time.Minute
	// jump is how much longer than asked a nap must have been to be a sleep of
	// the machine.
	jump = 2 * time.Minute
	// apart is the time between the begins of two walks.
	apart = time.Second
	// again is how soon is looked again where the disk is full or the archive
	// could not be read.
	again = time.Minute
)

// NewKeeper returns a keeper; Run starts it.
func NewKeeper(o KeeperOptions) *Keeper {
	o.Parallel = max(1, o.Parallel)
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleepFor
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Keeper{o: o, walking: map[string]bool{}, faults: map[string]time.Time{}, wake: make(chan struct{})}
}

// now is the wall clock: a monotonic reading does not see the machine sleep.
func (k *Keeper) now() time.Time { return k.o.Clock().Round(0) }

// Run keeps the schedule until ctx ends. Then its walks end at a page, each
// with its pass still running: the next Run goes on with them. It returns when
// they have ended.
func (k *Keeper) Run(ctx context.Context) {
	k.setAwake(k.now())
	var walks sync.WaitGroup
	defer walks.Wait()
	for ctx.Err() == nil {
		// Taken before looking, so that what changes meanwhile is not missed.
		changed, woken := k.o.Desk.Changed(), k.woken()
		k.nap(ctx, k.round(ctx, &walks), changed, woken)
	}
}

// Status returns how each portal stood when the keeper looked last, in the order
// of the list; nil before Run.
func (k *Keeper) Status() []PortalStatus {
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.Clone(k.status)
}

// Full returns why the keeper begins nothing for want of room, nil while there is.
func (k *Keeper) Full() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.full
}

func (k *Keeper) woken() <-chan struct{} {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.wake
}

func (k *Keeper) setAwake(t time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.awake = t
}

// round plans all portals, begins what is due and returns when to look again,
// zero for when something changes.
func (k *Keeper) round(ctx context.Context, walks *sync.WaitGroup) (look time.Time) {
	now := k.now()
	k.mu.Lock()
	awake := k.awake
	faults := make(map[string]time.Time, len(k.faults))
	for id, t := range k.faults {
		faults[id] = t
	}
	k.mu.Unlock()
	status, err := planAll(ctx, k.o.Archive, k.o.Portals, k.o.Desk.Running(),
		func(id string) History { return History{Awake: awake, Fault: faults[id]} }, now)
	if err != nil {
		if ctx.Err() == nil {
			k.o.Log.Error("schedule not read", "err", err)
		}
		return now.Add(again)
	}
	earlier := func(t time.Time) {
		if !t.IsZero() && (look.IsZero() || t.Before(look)) {
			look = t
		}
	}
	var due []int
	for i, s := range status {
		switch {
		case !s.Since.IsZero():
		case s.Next.Due(now):
			due = append(due, i)
		default:
			earlier(s.Next.At)
		}
	}
	if len(due) > 0 || k.Full() != nil {
		if full := k.roomAt(ctx); full != nil {
			for _, i := range due {
				status[i].Held = full.Error()
			}
			due = nil
			earlier(now.Add(again))
		}
	}
	// Who was not visited for the longest time comes first.
	slices.SortStableFunc(due, func(a, b int) int { return status[a].last.Compare(status[b].last) })
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, i := range due {
		id := status[i].Portal
		free := k.began.Add(apart)
		switch {
		case k.walking[id]: // begun or ending, and not yet to be seen at the desk
		case len(k.walking) >= k.o.Parallel:
			status[i].Held = "等前面的门户走完 · waits for other portals to end"
		case free.After(now) && !k.began.After(now):
			status[i].Held = "跟前一个门户隔一秒开始 · begins a second after another portal"
			earlier(free)
		default:
			k.walking[id], k.began = true, now
			walks.Go(func() { k.walk(ctx, k.o.Portals[i], status[i].Next) })
		}
	}
	k.status = status
	return look
}

// roomAt asks for room and says once that there is none, and that there is again.
func (k *Keeper) roomAt(ctx context.Context) error {
	err := k.o.Desk.crawler.room(ctx)
	k.mu.Lock()
	defer k.mu.Unlock()
	switch {
	case err != nil && k.full == nil:
		k.o.Log.Warn("no walk begins for want of room", "err", err)
	case err == nil && k.full != nil:
		k.o.Log.Info("there is room again")
	}
	k.full = err
	return err
}

// walk walks one portal until it ends, quiet hours begin or ctx ends.
func (k *Keeper) walk(ctx context.Context, p Scheduled, v Visit) {
	id := p.Portal.ID
	k.o.Log.Info("walk begins", "portal", id, "why", string(v.Why), "reason", v.Reason)
	quiet, end := p.Rule.UntilQuiet(ctx, k.now, k.o.Sleep)
	s, joined, err := k.o.Desk.Walk(quiet, p.Portal, nil)
	cause := context.Cause(quiet)
	end()
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.walking, id)
	delete(k.faults, id)
	close(k.wake) // the desk told of the end before the portal was free again here
	k.wake = make(chan struct{})
	switch {
	case err == nil:
		k.o.Log.Info("walk ended", "portal", id, "state", string(s.Pass.State), "stop", s.Pass.StopReason, "joined", joined,
			"requests", s.Requests, "versions", s.Pass.Versions, "changes", s.Pass.Changes, "left", len(s.Left))
	case cause != nil:
		k.o.Log.Info("walk cut short, it goes on later", "portal", id, "cause", cause, "requests", s.Requests)
	case errors.Is(err, ErrNoRoom): // the next round says so
	default:
		k.faults[id] = k.now()
		k.o.Log.Error("walk failed", "portal", id, "err", err)
	}
}

// nap sleeps until t (zero: for ever), something changes or ctx ends. A machine
// that slept meanwhile is noted.
func (k *Keeper) nap(ctx context.Context, t time.Time, changed, woken <-chan struct{}) {
	ctx, cancel := context.WithCancel(ctx)
	over := make(chan struct{})
	go func() {
		defer close(over)
		select {
		case <-changed:
		case <-woken:
		case <-ctx.Done():
		}
		cancel()
	}()
	defer func() {
		cancel()
		<-over
	}()
	for {
		before, d := k.now(), nap
		if !t.IsZero() {
			if d = min(d, t.Sub(before)); d <= 0 {
				return
			}
		}
		if k.o.Sleep(ctx, d) != nil {
			return
		}
		switch slept := k.now().Sub(before); {
		case slept > d+jump:
			k.setAwake(k.now())
			k.o.Log.Info("the machine slept", "for", slept)
			return
		case slept < 0: // the clock was set back
			return
		}
	}
}

package serve

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"
)

const (
	// patience is how long a check may take.
	patience = 2 * time.Second
	// askAgain is how old a check's result may be: who asks all the time does
	// not make the checks run all the time.
	askAgain = time.Second
)

// Check is something that must be so for the server to be of use.
type Check struct {
	Name string // "disk"; stands in the answer of /readyz
	// Run returns what is wrong, nil if nothing is. It is not called again
	// before it returned.
	Run func(ctx context.Context) error
}

// errSlow is the result of a check that has not returned within patience.
var errSlow = errors.New("no answer within 2s")

// health knows how the process is.
type health struct {
	store  *probe
	checks []*probe
}

func newHealth(o *Options) *health {
	h := &health{store: &probe{clock: o.Clock, Check: Check{Name: "archive", Run: func(ctx context.Context) error {
		_, err := o.Archive.LastChange(ctx)
		return err
	}}}}
	h.checks = append(h.checks, h.store)
	for _, c := range o.Checks {
		h.checks = append(h.checks, &probe{clock: o.Clock, Check: c})
	}
	return h
}

// probe runs one check, never twice at a time: a store that hangs does not
// gather goroutines.
type probe struct {
	Check
	clock func() time.Time

	mu      sync.Mutex
	running chan struct{} // closed when the check that runs is done
	at      time.Time     // when err was found
	err     error
}

// ask returns the result of the check, errSlow after patience.
func (p *probe) ask(ctx context.Context) error {
	p.mu.Lock()
	if age := p.clock().Sub(p.at); p.running == nil && !p.at.IsZero() && age >= 0 && age < askAgain {
		defer p.mu.Unlock()
		return p.err
	}
	running := p.running
	if running == nil {
		running = make(chan struct{})
		p.running = running
		// Others may wait for it: it does not end with who asked first.
		go p.run(context.WithoutCancel(ctx), running)
	}
	p.mu.Unlock()
	wait := time.NewTimer(patience)
	defer wait.Stop()
	select {
	case <-running:
		p.mu.Lock()
		defer p.mu.Unlock()
		return p.err
	case <-wait.C:
		return errSlow
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (p *probe) run(ctx context.Context, done chan struct{}) {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	err := errors.New("the check panicked")
	defer func() {
		_ = recover() // err says so
		p.mu.Lock()
		p.err, p.at, p.running = err, p.clock(), nil
		p.mu.Unlock()
		close(done)
	}()
	err = p.Run(ctx)
}

type healthJSON struct {
	Status string      `json:"status"` // ok, failing
	Checks []checkJSON `json:"checks"`
}

type checkJSON struct {
	Name string `json:"name"`
	OK   bool   `json:"ok"`
	// Error is told to this machine and to who has the token: it may name files.
	Error string `json:"error,omitempty"`
}

// healthz says whether the process answers and can read its store.
func (s *Server) healthz(w http.ResponseWriter, r *http.Request) {
	routed(w, "/healthz")
	s.tell(w, r, s.health.checks[:1])
}

// readyz says whether the server is of use.
func (s *Server) readyz(w http.ResponseWriter, r *http.Request) {
	routed(w, "/readyz")
	s.tell(w, r, s.health.checks)
}

// tell runs the checks side by side and answers 200, or 503 if one fails.
func (s *Server) tell(w http.ResponseWriter, r *http.Request, checks []*probe) {
	if !readOnly(w, r) {
		return
	}
	errs := make([]error, len(checks))
	var all sync.WaitGroup
	for i, p := range checks {
		all.Go(func() { errs[i] = p.ask(r.Context()) })
	}
	all.Wait()
	status, answer, inside := http.StatusOK, healthJSON{Status: "ok"}, s.authorized(r) || s.local(r)
	for i, p := range checks {
		c := checkJSON{Name: p.Name, OK: errs[i] == nil}
		if errs[i] != nil {
			status, answer.Status = http.StatusServiceUnavailable, "failing"
			s.log.Warn("check fails", "check", p.Name, "error", errs[i])
			if inside {
				c.Error = errs[i].Error()
			}
		}
		answer.Checks = append(answer.Checks, c)
	}
	body, err := json.Marshal(answer)
	if err != nil {
		refuse(w, r, http.StatusInternalServerError, "服务器出错", "the server failed")
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}

// readOnly refuses all but GET and HEAD.
func readOnly(w http.ResponseWriter, r *http.Request) bool {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return true
	}
	w.Header().Set("Allow", "GET, HEAD")
	refuse(w, r, http.StatusMethodNotAllowed, "只能读取", "this can only be read")
	return false
}

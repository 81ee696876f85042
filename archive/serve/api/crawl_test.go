package api_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/archive/serve/api"
)

func TestAPortalSaysHowItDoes(t *testing.T) {
	s := useSample(t)
	h := newServer(t, s, func(o *api.Options) {
		inner := o.Portals
		o.Portals = func() []catalog.Portal {
			list := inner()
			list[0].Running = true
			return append(list, catalog.Portal{ID: "new", Name: "新门户", Enabled: true})
		}
	})
	type portal struct {
		ID                  string
		Configured, Running bool
		Next                *struct{ Reason string }
		Health              struct{ State string }
		Totals              struct{ Reports int }
		LastPass            *archive.Pass `json:"last_pass"`
	}
	var list struct{ Items []portal }
	get(t, h, "/api/v1/portals", &list)
	got := map[string]portal{}
	for _, p := range list.Items {
		got[p.ID] = p
		var alone portal
		get(t, h, "/api/v1/portals/"+p.ID, &alone)
		if (alone.LastPass == nil) != (p.Health.State == "never") {
			t.Errorf("%s: last pass %v, health %s", p.ID, alone.LastPass, p.Health.State)
		}
	}
	ids := s.world.Portals()
	for name, ok := range map[string]bool{
		"one that nothing was fetched of":     got["new"].Health.State == "never" && got["new"].Configured && got["new"].Totals.Reports == 0,
		"one that only the archive knows":     !got[ids[3].ID].Configured && got[ids[3].ID].Health.State == "ok",
		"one that is visited next":            got[ids[0].ID].Next != nil && got[ids[0].ID].Next.Reason != "" && got[ids[0].ID].Running,
		"one that is never visited by itself": got[ids[2].ID].Next == nil,
		"all of them, with what they publish": len(got) == 5 && got[ids[1].ID].Totals.Reports == 15,
	} {
		if !ok {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestACrawlIsStarted(t *testing.T) {
	s := useSample(t)
	for name, c := range map[string]struct {
		err    error
		status int
	}{
		"and has begun":               {nil, 202},
		"not where one runs":          {fmt.Errorf("desk: %w", api.ErrRunning), 409},
		"not without a contact":       {fmt.Errorf("crawl: %w", api.ErrNoContact), 409},
		"not of a portal not there":   {fmt.Errorf("desk: %w", api.ErrUnknownPortal), 404},
		"not when the server is full": {errors.New("disk is full"), 500},
	} {
		t.Run(name, func(t *testing.T) {
			started := ""
			h := newServer(t, s, func(o *api.Options) {
				o.Crawl = func(_ context.Context, portal string) error { started = portal; return c.err }
			})
			a := ask(t, h, "POST", "/api/v1/portals/trs/crawl")
			describe(t, h).validate(t, "/api/v1/portals/{portal}/crawl", "post", a)
			if a.status != c.status || started != "trs" {
				t.Errorf("%d, want %d; started %q", a.status, c.status, started)
			}
			if strings.Contains(string(a.body), "disk is full") {
				t.Error("the answer tells what belongs into the log")
			}
			if a.header.Get("Access-Control-Allow-Origin") != "" {
				t.Error("other origins may read the answer to a POST")
			}
			if loc := a.header.Get("Location"); (loc == "/api/v1/portals/trs/passes") != (c.status == 202) {
				t.Errorf("Location %q", loc)
			}
		})
	}
}

func TestOtherOriginsMayReadAndNothingElse(t *testing.T) {
	h := newServer(t, useSample(t), nil)
	a := ask(t, h, "GET", "/api/v1/portals", "Origin", "https://elsewhere.example")
	if a.header.Get("Access-Control-Allow-Origin") != "*" || a.header.Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("GET: %v", a.header)
	}
	pre := []string{"Origin", "https://elsewhere.example", "Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "if-none-match"}
	a = ask(t, h, "OPTIONS", "/api/v1/portals", pre...)
	if a.status != 204 || a.header.Get("Access-Control-Allow-Methods") != "GET, HEAD" || len(a.body) != 0 {
		t.Errorf("preflight: %d %v", a.status, a.header)
	}
	a = ask(t, h, "OPTIONS", "/api/v1/portals/trs/crawl", pre...)
	if a.status != 405 || a.header.Get("Access-Control-Allow-Origin") != "" || a.header.Get("Access-Control-Allow-Methods") != "" {
		t.Errorf("preflight of a POST: %d %v", a.status, a.header)
	}
}

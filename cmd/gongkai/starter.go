package main

import (
	"context"
	"errors"
	"sync"

	"gongkai/archive/serve/api"
	"gongkai/crawler"
)

// starter starts passes that a client of the API asked for. They go on when the
// request is over and end with the process.
type starter struct {
	app    *app
	config *Config
	desk   *crawler.Desk
	life   context.Context // of the process
	walks  sync.WaitGroup
}

// crawl starts a pass over the portal and returns when it has begun.
func (s *starter) crawl(_ context.Context, portal string) error {
	portals, err := s.config.choose([]string{portal})
	if err != nil {
		return errors.Join(api.ErrUnknownPortal, err)
	}
	if err := s.app.mayCrawl(s.config, portals); err != nil {
		return errors.Join(api.ErrNoContact, err)
	}
	wait, err := s.desk.Start(s.life, portals[0])
	switch {
	case errors.Is(err, crawler.ErrWalking):
		return api.ErrRunning
	case err != nil:
		return err
	}
	s.walks.Go(func() {
		sum, err := wait()
		log := s.app.log().With("portal", portal, "pass", sum.Pass.ID, "state", sum.Pass.State)
		switch {
		case err == nil:
			log.Info("walked, as asked over HTTP", "requests", sum.Requests, "changes", sum.Pass.Changes)
		case s.life.Err() != nil:
			log.Info("stopped with the server; the next pass goes on")
		default:
			log.Error("walk asked for over HTTP failed", "err", err)
		}
	})
	return nil
}

package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/net/netutil"
)

// Serve answers on the listener until ctx ends, then lets the requests that run
// end (Limits.Drain at most) and returns nil; those that take longer are cut,
// which is an error. The listener is closed when it returns.
//
// A client has Limits.Header for the header of a request (16 KiB), Limits.Upload
// for its body, Limits.Write for each 64 KiB that it takes of an answer, and may
// hold a connection for 60 s without asking.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	// Requests outlive ctx by the time of draining.
	requests, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	server := &http.Server{
		Handler:           s,
		BaseContext:       func(net.Listener) context.Context { return requests },
		ReadHeaderTimeout: s.limits.Header,
		// No ReadTimeout: net/http would take its end for a client that left and
		// cancel answers that take longer. The guard sets a deadline for bodies.
		WriteTimeout:   s.limits.Write,
		IdleTimeout:    time.Minute,
		MaxHeaderBytes: 16 << 10,
		ErrorLog:       slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
		// "OPTIONS *" goes through the guard as well.
		DisableGeneralOptionsHandler: true,
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(netutil.LimitListener(l, s.limits.Connections)) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	drain, stop := context.WithTimeout(context.WithoutCancel(ctx), s.limits.Drain)
	defer stop()
	err := server.Shutdown(drain)
	if err != nil {
		cut()
		err = errors.Join(fmt.Errorf("serve: requests were cut after %s: %w", s.limits.Drain, err), server.Close())
	}
	<-ended // http.ErrServerClosed
	return err
}

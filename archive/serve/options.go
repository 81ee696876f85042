package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"time"
)

// MinToken is the least length of a token, in bytes: 16 random characters are
// 95 bits at least, more than anybody guesses over a network.
const MinToken = 16

// Archive is what the server itself asks of an archive.
type Archive interface {
	// LastChange returns the number of the newest change.
	LastChange(ctx context.Context) (uint64, error)
}

// Options say what a Server serves and to whom. Archive is needed; every other
// zero value is usable.
type Options struct {
	// Pages, API and Feeds answer for /, /api/ and /feed/. nil: 404.
	Pages, API, Feeds http.Handler
	// Archive is asked whether the store can be read.
	Archive Archive
	// Checks are what /readyz asks beside that.
	Checks []Check
	// Sources are what /metrics tells beside the requests.
	Sources Sources
	// Generation tells whether anything changed that an answer may show: a
	// number that is another after every change and every pass. It is called on
	// every request, so it must be cheap. nil: answers age by time alone.
	Generation func() uint64

	// Token is what "Authorization: Bearer" must carry for every method but
	// GET, HEAD and OPTIONS; at least MinToken bytes. "": only programs and
	// pages on this machine may write.
	Token string
	// Hosts are the names ("archive.example.org", with ":port" if only that one
	// is meant) under which the server may be asked, beside those of the
	// loopback and the address that the connection came in on.
	Hosts []string
	// BaseURL is the address under which people reach the server
	// ("https://archive.example.org"); its host is one of Hosts.
	BaseURL string

	Limits Limits

	// Clock tells the time, nil: time.Now. Rand is where request ids begin,
	// nil: crypto/rand. Log gets an access line for each request (debug), each
	// panic and each failing check, nil: nobody.
	Clock func() time.Time
	Rand  io.Reader
	Log   *slog.Logger
	// Version and Revision are told by the metrics.
	Version, Revision string
}

// Limits bound what clients may cost. 0 is the default that is named.
type Limits struct {
	Connections int           // open at once; more wait to be accepted. 2,048
	Requests    int           // answered at once; more get 503. 512
	Originals   int           // stored bytes of versions sent at once; more get 503. 32
	Target      int           // bytes of path and query; more get 414. 8,000 (RFC 9110, 4.1)
	Parameters  int           // of a query; more get 400. 64
	Body        int64         // bytes of a request's body; more get 413. 1 MiB
	Cache       int64         // bytes of rendered answers kept. 64 MiB
	Entry       int64         // bytes of an answer that is kept; greater ones stream. 1 MiB
	Render      time.Duration // that an answer may take before its first MiB is there. 30 s
	Header      time.Duration // for a client to send the header of a request. 5 s
	Upload      time.Duration // for a client to send a body. 10 s
	Write       time.Duration // for each 64 KiB to reach the client. 60 s
	Drain       time.Duration // for requests that run when the server is told to end. 10 s
}

func or[T int | int64 | time.Duration](v, otherwise T) T {
	if v > 0 {
		return v
	}
	return otherwise
}

func (l Limits) filled() Limits {
	return Limits{
		Connections: or(l.Connections, 2048),
		Requests:    or(l.Requests, 512),
		Originals:   or(l.Originals, 32),
		Target:      or(l.Target, 8000),
		Parameters:  or(l.Parameters, 64),
		Body:        or(l.Body, 1<<20),
		Cache:       or(l.Cache, 64<<20),
		Entry:       or(l.Entry, 1<<20),
		Render:      or(l.Render, 30*time.Second),
		Header:      or(l.Header, 5*time.Second),
		Upload:      or(l.Upload, 10*time.Second),
		Write:       or(l.Write, time.Minute),
		Drain:       or(l.Drain, 10*time.Second),
	}
}

// check refuses options that would leave a door open or shut all of them.
func (o *Options) check() (base *url.URL, err error) {
	if o.Archive == nil {
		return nil, errors.New("serve: no archive")
	}
	if o.Token != "" && len(o.Token) < MinToken {
		return nil, fmt.Errorf("serve: the token has %d characters, %d are the least", len(o.Token), MinToken)
	}
	for _, c := range []byte(o.Token) {
		if c <= ' ' || c > '~' {
			return nil, errors.New("serve: the token has characters that no Authorization header carries: letters, digits and punctuation of ASCII only")
		}
	}
	if o.BaseURL == "" {
		return nil, nil
	}
	base, err = url.Parse(o.BaseURL)
	switch {
	case err != nil:
		return nil, fmt.Errorf("serve: base URL: %w", err)
	case base.Scheme != "http" && base.Scheme != "https", base.Host == "", base.User != nil,
		base.Path != "" && base.Path != "/", base.RawQuery != "", base.Fragment != "":
		return nil, fmt.Errorf("serve: base URL %q: want https://host and nothing behind it", o.BaseURL)
	}
	return base, nil
}

package webhook

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

const (
	// maxAnswer is how much of an answer is read, so that its connection can be
	// used again; more closes it.
	maxAnswer = 64 << 10
	// maxRetryAfter is the longest that a receiver can have us wait.
	maxRetryAfter = 24 * time.Hour
)

// answer is how an attempt ended.
type answer struct {
	ok      bool
	gone    bool          // 410: the receiver wants no more
	refused bool          // another 4xx or a redirect: trying again soon will not help
	after   time.Duration // Retry-After, 0: none
	words   string        // what went wrong
}

// post makes one attempt.
func (s *Sender) post(ctx context.Context, h *Hook, id string, body []byte) answer {
	ctx, cancel := context.WithTimeout(ctx, s.o.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, h.URL, bytes.NewReader(body))
	if err != nil {
		return answer{refused: true, words: "no request can be made"}
	}
	now := s.o.Clock()
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", s.o.UserAgent)
	req.Header.Set(IDHeader, id)
	req.Header.Set(SignatureHeader, Sign(h.Secret, body, now))
	resp, err := s.client.Do(req)
	if err != nil {
		// The error repeats the address, which may hold a secret.
		return answer{words: withoutURL(err)}
	}
	defer resp.Body.Close()
	_, _ = io.CopyN(io.Discard, resp.Body, maxAnswer) // the status is the answer
	if resp.StatusCode >= 200 && resp.StatusCode < 300 {
		return answer{ok: true}
	}
	return answer{
		gone:    resp.StatusCode == http.StatusGone,
		refused: resp.StatusCode >= 300 && resp.StatusCode < 500 && resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusRequestTimeout,
		after:   retryAfter(resp.Header.Get("Retry-After"), now),
		words:   fmt.Sprintf("status %d", resp.StatusCode),
	}
}

// withoutURL tells an error of a client without the address.
func withoutURL(err error) string {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return err.Error()
}

// retryAfter reads the header (RFC 9110, 10.2.3): seconds or a date; 0 where it
// says nothing that makes sense.
func retryAfter(header string, now time.Time) time.Duration {
	var d time.Duration
	if n, err := strconv.ParseInt(header, 10, 32); err == nil {
		d = time.Duration(n) * time.Second
	} else if at, err := http.ParseTime(header); err == nil {
		d = at.Sub(now)
	}
	return min(max(d, 0), maxRetryAfter)
}

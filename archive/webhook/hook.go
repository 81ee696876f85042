// Package webhook tells others of changes: each change of the log is POSTed as
// JSON to the addresses that the operator configured.
//
// # The promise
//
// A receiver gets the changes that it asked for in their order, one at a time,
// none left out. The id of a delivery is the cursor of its change. Once a
// receiver has answered 2xx and that was stored, the id is never sent again.
// While a delivery fails or times out, it and nothing else is sent again, so a
// receiver that keeps the last id it has worked off knows each repeat: after a
// time-out, or where this process is killed between the answer and the storing,
// the one id that comes again is the last one.
//
// Where a receiver is is kept in the archive (archive.Follower). A backup that
// was restored has a new epoch; what happened since the backup cannot be known,
// so a hook whose place is stale stops and says so, unless it is to go on from
// now.
//
// # What is sent where
//
// The addresses are the operator's own words, so private ones are allowed.
// Redirects are not followed: they are answers like any other that is no 2xx.
package webhook

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"gongkai/archive"
)

// MinSecret is the least length of a secret in bytes.
const MinSecret = 16

// From says where a hook begins.
type From string

// The beginnings.
const (
	// FromDefault begins a new hook now, and stops one whose place is stale.
	FromDefault From = ""
	// FromNow does the same for a new hook, and lets one whose place is stale go
	// on from now: what happened since the backup is not sent.
	FromNow From = "now"
	// FromStart begins a new hook with the first change of the log, and stops one
	// whose place is stale.
	FromStart From = "start"
)

// Hook is one receiver and what it wants to hear of.
type Hook struct {
	// URL is where the changes are sent: http or https. It is also what the
	// hook's place is kept under, so another URL is a new hook.
	URL string
	// Secret signs what is sent, at least MinSecret bytes.
	Secret []byte
	// Kinds and Portals choose changes; none: all, but for those of page frames
	// only (chrome), which are sent where Chrome is set or Kinds names them.
	Kinds   []archive.ChangeKind
	Portals []string
	Chrome  bool
	From    From
}

// Check says whether the hook can be used.
func (h *Hook) Check() error {
	u, err := url.Parse(h.URL)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.Fragment != "":
		return fmt.Errorf("webhook: %s is no http(s) address", h.name())
	case len(h.Secret) < MinSecret:
		return fmt.Errorf("webhook: %s: the secret has %d bytes, at least %d", h.name(), len(h.Secret), MinSecret)
	case h.From != FromDefault && h.From != FromNow && h.From != FromStart:
		return fmt.Errorf("webhook: %s: from is %q, want now or start", h.name(), h.From)
	}
	return nil
}

// wants reports whether the receiver is told of the change.
func (h *Hook) wants(c *archive.Change) bool {
	if len(h.Portals) > 0 && !slices.Contains(h.Portals, c.Portal) {
		return false
	}
	if c.Kind == archive.ChangeChrome && h.Chrome {
		return true
	}
	if len(h.Kinds) > 0 {
		return slices.Contains(h.Kinds, c.Kind)
	}
	return c.Kind != archive.ChangeChrome
}

// followers begins the names of the places of all hooks.
const followers = "webhook/"

// follower is the name that the hook's place is kept under. The address may
// hold a secret, so it is not written down.
func (h *Hook) follower() string {
	sum := sha256.Sum256([]byte(h.URL))
	return followers + hex.EncodeToString(sum[:16])
}

// name tells the hook in logs, errors and metrics: the host, and digits that tell
// two on one host apart. User, path and query of such an address may be secret.
func (h *Hook) name() string {
	u, err := url.Parse(h.URL)
	if err != nil || u.Host == "" {
		return "(no address)"
	}
	digits := strings.TrimPrefix(h.follower(), followers)[:6]
	return u.Scheme + "://" + u.Host + "#" + digits
}

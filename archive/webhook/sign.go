package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"time"
)

// SignatureHeader carries "t=<unix seconds>,v1=<hex>": v1 is the HMAC-SHA256
// (RFC 2104) of t, a full stop and the body.
const SignatureHeader = "Gongkai-Signature"

// IDHeader carries the id of the delivery, as the body does.
const IDHeader = "Gongkai-Id"

// ErrBadSignature: the body was not signed with this secret, or too long ago.
var ErrBadSignature = errors.New("webhook: bad signature")

// Sign returns the value of SignatureHeader for a body sent at the time.
func Sign(secret, body []byte, at time.Time) string {
	t := strconv.FormatInt(at.Unix(), 10)
	return "t=" + t + ",v1=" + hex.EncodeToString(sum(secret, t, body))
}

// Verify checks what a receiver got: that the body was signed with the secret
// and no longer than within before or after now; 0 is no limit. ErrBadSignature
// if not.
func Verify(secret, body []byte, header string, now time.Time, within time.Duration) error {
	t, v1, ok := strings.Cut(strings.TrimPrefix(header, "t="), ",v1=")
	mac, err := hex.DecodeString(v1)
	if !ok || err != nil || !strings.HasPrefix(header, "t=") || !hmac.Equal(mac, sum(secret, t, body)) {
		return ErrBadSignature
	}
	unix, err := strconv.ParseInt(t, 10, 64)
	if err != nil || within > 0 && now.Sub(time.Unix(unix, 0)).Abs() > within {
		return ErrBadSignature
	}
	return nil
}

func sum(secret []byte, t string, body []byte) []byte {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(t + "."))
	mac.Write(body)
	return mac.Sum(nil)
}

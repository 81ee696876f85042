package crawler

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"

	"gongkai/archive"
)

// outcomeOfError names an ending without a whole answer. begun says that the
// header of an answer was there: then a broken connection cut a body, before
// it refused a request.
func outcomeOfError(err error, begun bool) archive.Outcome {
	var (
		dns    *net.DNSError
		netErr net.Error
	)
	switch {
	case errors.Is(err, errPrivate):
		return archive.Unreachable
	case errors.Is(err, context.DeadlineExceeded):
		return archive.TimedOut
	case badTLS(err):
		return archive.BadTLS
	case errors.As(err, &dns):
		if dns.IsTimeout {
			return archive.TimedOut
		}
		return archive.Unreachable
	case errors.As(err, &netErr) && netErr.Timeout():
		return archive.TimedOut
	case begun:
		return archive.Truncated
	case errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, syscall.ECONNRESET),
		errors.Is(err, syscall.EPIPE), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return archive.Refused
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH),
		errors.Is(err, syscall.EADDRNOTAVAIL):
		return archive.Unreachable
	case strings.Contains(err.Error(), "server closed"), strings.Contains(err.Error(), "connection broken"):
		return archive.Refused
	case errors.As(err, &netErr):
		return archive.Unreachable
	}
	// What is left is an answer that is no HTTP.
	return archive.HTTPError
}

func badTLS(err error) bool {
	var (
		record *tls.RecordHeaderError
		verify *tls.CertificateVerificationError
		alert  tls.AlertError
		auth   x509.UnknownAuthorityError
		host   x509.HostnameError
		cert   x509.CertificateInvalidError
	)
	return errors.As(err, &record) || errors.As(err, &verify) || errors.As(err, &alert) ||
		errors.As(err, &auth) || errors.As(err, &host) || errors.As(err, &cert) ||
		strings.Contains(err.Error(), "tls: ") || strings.Contains(err.Error(), "TLS handshake")
}

// outcomeOfStatus names an ending by the status of the last hop; conditional
// says that validators were sent, without which a 304 makes no sense.
func outcomeOfStatus(status int, header http.Header, conditional bool) archive.Outcome {
	switch status {
	case http.StatusOK, http.StatusNonAuthoritativeInfo:
		return archive.OK
	case http.StatusNotModified:
		if conditional {
			return archive.NotModified
		}
		return archive.HTTPError
	case http.StatusPartialContent: // nobody asked for a part
		return archive.Truncated
	case http.StatusNotFound:
		return archive.NotFound
	case http.StatusGone:
		return archive.Gone
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests,
		http.StatusUnavailableForLegalReasons:
		return archive.Blocked
	// 412 without a precondition that could fail is 瑞数, 521 is 加速乐; both
	// want a browser to run their script.
	case http.StatusPreconditionFailed, 521:
		return archive.Challenged
	case 512:
		if header.Get("X-Via-JSL") != "" {
			return archive.Challenged
		}
	}
	if status >= 500 {
		return archive.ServerError
	}
	return archive.HTTPError
}

// transient reports whether asking again soon may help.
func transient(o archive.Outcome) bool {
	switch o {
	case archive.ServerError, archive.TimedOut, archive.Refused, archive.Truncated:
		return true
	}
	return false
}

// success reports whether the outcome answers what the page holds now.
func success(o archive.Outcome) bool { return o == archive.OK || o == archive.NotModified }

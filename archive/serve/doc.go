// Package serve answers over HTTP: it mounts the pages, the API and the feeds
// of an archive behind one guard and one cache, and tells how the process is.
//
// # The way of a request
//
//	access    request id, panic, log line, metrics
//	headers   what a browser may do with the answer
//	busy      so many at once, no more
//	host      the names this server answers to (DNS rebinding)
//	target    path and query: length, form, number
//	method    methods, bodies, who may write
//	cache     one rendering for all who ask the same, ETag, gzip
//	mounts    /api/ · /feed/ · /healthz /readyz /metrics · everything else: pages
//
// docs/security.md lists the attacks and what stops each; hostile_test.go tries
// every one of them.
//
// # What a mounted handler may rely on
//
// The path is clean (no empty, "." or ".." segments, no encoded slash, no
// control characters, UTF-8), the query parses and is UTF-8 without NUL, the
// host is one of ours, a body is whole, limited and read already. A GET comes
// with no header but, below /api/, Accept: what the cache does not tell apart
// cannot change an answer. It sets Content-Type; it may set Cache-Control and a
// Content-Security-Policy of its own; it sets neither ETag nor Content-Encoding.
package serve

// Package api answers programs: /api/v1, JSON, read only but for one request
// that starts a crawl.
//
// # How a request is answered
//
// The routes are one table (routes.go): path, the query parameters that it
// takes, and the method of Server that answers. Before that method runs, the
// request was checked (call.go): a known path, a method that it has, an answer
// the client accepts, and every parameter known, given once, with a value that
// is text. A filter that is misspelt is an error and never "everything".
//
// A method returns an answer or an error; errors become problem documents (RFC
// 9457) in one place (problem.go). Lists come in pages (page.go): at most 500
// items, held as bytes only until the page is whole, so that an error in its
// middle can still be said with a status.
//
// The JSON is that of the records in the archive and of `gongkai … --json`.
// openapi.yaml describes it; a test holds it against the table and the answers.
package api

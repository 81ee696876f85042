// Package archive keeps what was fetched, for good, and says what it was at
// any time.
//
// # Words
//
// A Page is an address. A Capture is one fetch of it, whatever its ending. A
// Version is a run of ok captures with one payload. A Reading is what one
// revision of the readers said of a payload; an Attribution says whose and
// which year's each of its documents is; a Filing is what an organ owes, with
// the places where it was found; a Change is a numbered entry of the log that
// feeds read. A Pass is one walk of a portal.
//
// # Order of writing
//
// One goroutine writes. It groups what Record was given and commits twice:
//
//  1. The bodies go to the blobs of the store, durable before anything refers
//     to them; then one transaction stores captures, pages and versions, the
//     versions unread, together with a list of what is still to be done
//     (collection "pending", in the order of captures).
//  2. The payloads are read; then one transaction stores readings,
//     attributions, filings and changes and takes the entries off the list.
//
// A process that dies before the first commit loses a batch, which the next
// walk of the pass fetches again. One that dies between the two leaves the
// list, which ReadPending works off. A transaction that was stored though the
// store said it was not is recognised when it is tried again (by the mark of
// its batch, or because its entry is off the list), so nothing stands twice.
//
// # What never happens
//
// Nothing is overwritten but what can be made again (readings and what follows
// from them) and the counters and last dates of pages, versions and passes. No
// change appears below a number that was served.
package archive

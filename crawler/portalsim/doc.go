// Package portalsim makes sample portals with a ledger of what is true in them,
// for tests, benchmarks and the demo.
//
// A World is a pure function of its Options (a seed, numbers of organs and
// years) and of the mutations made since: the same bytes at every address, on
// every machine. It is an http.Handler that answers for the hosts
// generic.example, trs.example, jpage.example and channel.example, directly, as
// a proxy, or behind Dialer.
//
// The recipe, for each portal:
//
//  1. organs (organ.go): a government, bureaus, towns of an invented region;
//  2. numbers (numbers.go): for each organ a chain of years in which every check
//     holds and each year takes over what the last left over; two known misprints;
//  3. filings (filing.go): a guide, and a report for each year, as blocks that
//     are written as HTML tables in several styles, as text or cell by cell;
//  4. a family (generic.go, trs.go, jpage.go, channel.go) that gives each filing
//     its address and builds platform, columns and lists around it;
//  5. furniture (furniture.go, home.go): menus, metas with defects, footers,
//     news, look-alikes and traps;
//  6. the server (server.go): each portal with validators, compression, cookies
//     and charset habits of its own, and a log of requests (log.go).
//
// Between passes a mutation (mutate.go) corrects, edits, moves, deletes or
// restores something, changes the furniture, or puts a firewall in front. Each
// says which addresses have other answers now; Ledger says what is true after.
//
// The places, organs and numbers are invented. Nothing here reaches a network.
package portalsim

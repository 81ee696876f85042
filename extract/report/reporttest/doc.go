// Package reporttest makes up annual reports together with their truth, for the
// tests of the parser, of the readers and of what is built on them. It states the
// statutory forms a second time, apart from extract/report: a wording or an order
// that is wrong in one of them shows as a difference.
//
// Draw gives a Report; its Parts are what a writer of some format writes (texts
// and tables with spans), its Document is what a reader should make of that. Truth
// says, by key, what each statutory cell is; Wrong, Lost and Unheld compare a
// reading with it.
package reporttest

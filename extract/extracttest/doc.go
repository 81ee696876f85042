// Package extracttest writes reports as files, the way the programs of offices
// write them, and damages such files: for the properties that hold of all
// formats at once (a report comes back with exactly its cells, or with fewer,
// never with others). Writers lists them; the report and its truth come from
// reporttest.
//
// The writers are small and apart from the readers: they share no code with
// them, so that what one misunderstands is not written to suit it.
package extracttest

// Package worker reads payloads in processes of their own: a file that makes a
// reader hang, run out of memory or crash costs one process, never the one that
// owns an archive.
//
// A process is this program again, called with Args; it answers one payload
// after the other over its standard input and output (frame.go) and ends when
// its input does, so it never outlives who started it. A Pool starts processes
// when they are needed, keeps them for the next payloads, and replaces one that
// has read many, stood idle, or failed. What is in one is less than trusted:
// its answers are bounded, checked, and otherwise an error.
//
// What holds where:
//
//   - everywhere: the time of a payload, the size of an answer, an empty
//     environment, and the memory, which the process measures itself every few
//     milliseconds and ends where it is too much;
//   - on Linux the kernel also refuses memory above the limit (RLIMIT_DATA, see
//     setrlimit(2)), opening any file or connection (RLIMIT_NOFILE) and writing
//     any file, and kills the process when its parent dies.
package worker

//go:build race

package worker

// headroom leaves room for the shadow memory of the race detector.
const headroom = 1 << 42

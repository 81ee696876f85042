//go:build !race

package worker

// headroom is what the kernel allows above the memory limit: the runtime maps
// more than it uses, and a thread that the C library makes has a stack of 8 MiB.
// The process itself holds to the limit (watchMemory).
const headroom = 128 << 20

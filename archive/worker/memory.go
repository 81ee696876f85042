package worker

import (
	"runtime/metrics"
	"time"
)

// memoryEvery is how often a process looks at its own memory. Memory is made by
// touching it, which takes longer than this for what matters.
const memoryEvery = 10 * time.Millisecond

// watchMemory calls over, once, when this process holds more than limit bytes
// of memory that the runtime knows of. Everything here is Go: there is no other.
func watchMemory(limit int64, over func()) {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	tick := time.NewTicker(memoryEvery)
	defer tick.Stop()
	for range tick.C {
		metrics.Read(samples)
		if samples[0].Value.Uint64()-samples[1].Value.Uint64() > uint64(limit) {
			over()
			return
		}
	}
}

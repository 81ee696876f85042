package worker_test

import (
	"testing"

	"gongkai/archive"
	"gongkai/archive/worker"
)

// What a process of its own costs beside the reading: once to start it, and for
// each payload.
func BenchmarkRead(b *testing.B) {
	for name, payloads := range map[string]int{"fresh": 1, "kept": 1 << 30} {
		b.Run(name, func(b *testing.B) {
			p := worker.New(worker.Options{Revision: revision, Payloads: payloads})
			defer p.Close()
			for b.Loop() {
				if _, err := p.Read(b.Context(), []byte("say x"), archive.Hints{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

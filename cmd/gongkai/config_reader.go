package main

import (
	"fmt"
	"log/slog"
	"time"

	"gongkai/archive/worker"
	"gongkai/extract"
)

// ReaderConfig bounds the processes in which files that are no web page and no
// plain text are read for the archive: PDF, Word, spreadsheets and what is packed.
type ReaderConfig struct {
	// Time is the most that one file may take. Default 20s.
	Time Duration `yaml:"time"`
	// Memory is the most memory of one process. Default 512MiB, at least 128MiB.
	Memory Size `yaml:"memory"`
	// Processes is how many files are read side by side, never more than there
	// are processors. Default 1.
	Processes int `yaml:"processes"`
}

// maxReaderTime bounds how long a file may hold up what waits behind it.
const maxReaderTime = Duration(10 * time.Minute)

func defaultReader() ReaderConfig {
	return ReaderConfig{Time: Duration(worker.DefaultTime), Memory: worker.DefaultMemory, Processes: 1}
}

// faults checks what is said of reading.
func (c *ReaderConfig) faults(v *checker) {
	v.check(c.Time >= Duration(100*time.Millisecond) && c.Time <= maxReaderTime, "$.reader.time", wantsTime+"，100ms 到 10m · from 100ms to 10m")
	v.check(c.Memory >= worker.MinMemory && c.Memory <= worker.MaxMemory, "$.reader.memory",
		fmt.Sprintf("要写成 512MiB 这样，%dMiB 到 %dGiB · wants a size such as 512MiB, from %dMiB to %dGiB",
			worker.MinMemory>>20, worker.MaxMemory>>30, worker.MinMemory>>20, worker.MaxMemory>>30))
	v.check(c.Processes >= 1 && c.Processes <= 64, "$.reader.processes", "要在 1 到 64 之间 · wants 1 to 64")
}

// pool returns the processes that read; none is started yet.
func (c *ReaderConfig) pool(log *slog.Logger) *worker.Pool {
	return worker.New(worker.Options{
		Time: time.Duration(c.Time), Memory: int64(c.Memory), Processes: c.Processes,
		Revision: extract.Revision, Log: log,
	})
}

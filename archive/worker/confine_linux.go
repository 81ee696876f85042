package worker

import (
	"fmt"
	"syscall"
	"time"
)

// confine gives this process its limits for good (setrlimit(2)). RLIMIT_DATA
// counts private memory that can be written (since Linux 4.7) and not, as
// RLIMIT_AS does, the addresses that the runtime only sets aside.
func confine(memory int64) error {
	// The runtime opens what its timers need with the first of them: now or never.
	time.Sleep(time.Nanosecond)
	for _, limit := range []struct {
		name     string
		resource int
		most     uint64
	}{
		{"memory", syscall.RLIMIT_DATA, uint64(memory) + headroom},
		{"size of files", syscall.RLIMIT_FSIZE, 0},
		{"core", syscall.RLIMIT_CORE, 0},
		{"open files", syscall.RLIMIT_NOFILE, 0}, // what is open stays so
	} {
		if err := syscall.Setrlimit(limit.resource, &syscall.Rlimit{Cur: limit.most, Max: limit.most}); err != nil {
			return fmt.Errorf("limit of %s: %w", limit.name, err)
		}
	}
	return nil
}

// attributes: killed with the parent, and out of the reach of its terminal's Ctrl-C.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
}

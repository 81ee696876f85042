package owner

import (
	"fmt"
	"net"
	"os"
	"syscall"
)

// peerUID asks the kernel who is at the other end (unix(7), SO_PEERCRED).
func peerUID(conn net.Conn) (uint32, error) {
	u, ok := conn.(*net.UnixConn)
	if !ok {
		return 0, fmt.Errorf("%w: %T is no unix socket", ErrRefused, conn)
	}
	raw, err := u.SyscallConn()
	if err != nil {
		return 0, err
	}
	var cred *syscall.Ucred
	if e := raw.Control(func(fd uintptr) {
		cred, err = syscall.GetsockoptUcred(int(fd), syscall.SOL_SOCKET, syscall.SO_PEERCRED)
	}); e != nil {
		return 0, e
	}
	if err != nil {
		return 0, err
	}
	return cred.Uid, nil
}

// mayAsk lets the same user and root have commands run.
func mayAsk(conn net.Conn) error {
	uid, err := peerUID(conn)
	if err != nil {
		return err
	}
	if uid != 0 && uid != uint32(os.Getuid()) {
		return fmt.Errorf("%w: 不是同一个用户 · you are user %d, the owner is user %d", ErrRefused, uid, os.Getuid())
	}
	return nil
}

// mayServe trusts the same user, root, and him whose folder it is.
func mayServe(conn net.Conn, dir string) error {
	uid, err := peerUID(conn)
	if err != nil {
		return err
	}
	if uid == 0 || uid == uint32(os.Getuid()) {
		return nil
	}
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	if st, ok := info.Sys().(*syscall.Stat_t); ok && st.Uid == uid {
		return nil
	}
	return fmt.Errorf("%w: the process that listens is user %d's, the folder is not", ErrRefused, uid)
}

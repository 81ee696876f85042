// Command gongkai crawls and archives government disclosure portals in China
// (政府信息公开平台): it finds annual reports and guides, keeps every version,
// reads their statutory tables and checks the numbers.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"gongkai/archive/owner"
	"gongkai/archive/worker"
)

// Exit codes.
const (
	exitFailed = 1
	exitUsage  = 2
	exitPartly = 3 // partly done: what was left is listed
)

func main() {
	if worker.Called(os.Args) { // by another gongkai, to read for it
		os.Exit(worker.Main(os.Args, reader{}))
	}
	signal.Ignore(syscall.SIGPIPE) // a reader that has seen enough is an error of writing, not a death
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // the first ends the work in order, the second at once
	code := Main(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// app is what every command has at hand.
type app struct {
	in       io.Reader
	out, err io.Writer
	config   string // --config
	archive  string // --archive, "" for the configuration's
	json     bool
	verbose  bool
	daemon   bool // runs unattended: its log says what it does

	args   []string                          // the command line
	source func(name string) ([]byte, error) // reads a configuration
	// create makes a file for the command, here or where it was typed; without
	// mayCreate none.
	create func(name string) (owner.File, error)
	house  *house   // where a command of another process works: the archive is open
	screen screen   // the terminal of that process
	wait   patience // for an archive that is locked and whose owner does not answer
}

// Main runs one command line and returns its exit code.
func Main(ctx context.Context, args []string, in io.Reader, out, errw io.Writer) int {
	a := &app{in: in, out: out, err: errw, source: os.ReadFile, create: noFile, wait: patience(10 * time.Second)}
	return a.run(ctx, args)
}

// run runs the command line and returns its exit code.
func (a *app) run(ctx context.Context, args []string) int {
	a.args = args
	root := a.root()
	root.SetArgs(args)
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	errw := a.err
	err := root.ExecuteContext(ctx)
	if err == nil || errors.Is(err, syscall.EPIPE) {
		return 0
	}
	var e *exit
	if !errors.As(err, &e) {
		// What cobra itself refuses: unknown commands, flags, arguments.
		fmt.Fprintf(errw, "gongkai: %s\n", printableLines(err.Error()))
		return exitUsage
	}
	if e.err != nil {
		fmt.Fprintf(errw, "gongkai: %s\n", printableLines(e.err.Error()))
	}
	return e.code
}

// exit ends a command with a code; err is told to the user unless it is nil.
type exit struct {
	code int
	err  error
}

func (e *exit) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit %d", e.code)
	}
	return e.err.Error()
}

func (e *exit) Unwrap() error { return e.err }

// usage is an error of how the command was called.
func usage(format string, args ...any) error {
	return &exit{exitUsage, fmt.Errorf(format, args...)}
}

// partly ends a command that did what it could; what was left is listed already.
func partly() error { return &exit{code: exitPartly} }

// runs turns a command's function into cobra's: its errors are failures unless
// they say otherwise.
func runs(f func(cmd *cobra.Command, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		err := f(cmd, args)
		var e *exit
		if err == nil || errors.As(err, &e) {
			return err
		}
		return &exit{exitFailed, err}
	}
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "gongkai",
		Short: "政府信息公开平台的爬虫与档案 · crawler and archive for government disclosure portals",
		Long: `gongkai 公开：走遍政府信息公开平台，找到每一份年报和指南，保存每一个版本，读出法定表格并核对数字。
Walks government disclosure portals, finds every annual report and guide, keeps
every version for good, reads the statutory tables and checks the numbers.

第一次用 · begin with:   gongkai demo`,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	f := root.PersistentFlags()
	f.StringVar(&a.config, "config", "config.yaml", "配置文件 · configuration file")
	f.StringVar(&a.archive, "archive", "", "档案文件夹，默认按配置 · archive folder, default: the configuration's")
	f.BoolVar(&a.json, "json", false, "输出 JSON 行 · print JSON lines")
	f.BoolVarP(&a.verbose, "verbose", "v", false, "多说一些 · say more (log to standard error)")
	root.AddCommand( // those that work in an archive
		a.crawlCommand(), a.portalsCommand(), a.historyCommand(), a.showCommand(),
		a.diffCommand(), a.changesCommand(), a.checkCommand(), a.coverageCommand(),
		a.exportCommand(), a.verifyCommand(), a.rereadCommand(), a.backupCommand(),
	)
	if a.house == nil {
		root.AddCommand(a.demoCommand(), a.parseCommand(), a.configCommand(), a.serveCommand(), a.healthCommand(), a.versionCommand())
	}
	return root
}

// log is where the machinery speaks: silent but for warnings, unless --verbose
// or where nobody looks on.
func (a *app) log() *slog.Logger {
	level := slog.LevelWarn
	switch {
	case a.verbose:
		level = slog.LevelDebug
	case a.daemon:
		level = slog.LevelInfo
	}
	return slog.New(slog.NewTextHandler(a.err, &slog.HandlerOptions{Level: level}))
}

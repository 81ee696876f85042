package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// healthTime is how long a server may take to say how it is.
const healthTime = 5 * time.Second

func (a *app) healthCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "health [URL]",
		Short: "问一个 gongkai serve 是否正常 · ask a gongkai serve whether it is well",
		Long: `问 URL（默认 http://127.0.0.1:8080，没有路径就是 /healthz），正常退出码 0，否则 1。给容器用，那里没有 curl。
Asks the URL (default http://127.0.0.1:8080; /healthz if it has no path) and exits
0 if all is well, else 1. For containers, which have no curl.`,
		Example: "  gongkai health\n  gongkai health http://127.0.0.1:8080/readyz",
		Args:    cobra.MaximumNArgs(1),
		RunE: runs(func(cmd *cobra.Command, args []string) error {
			target := "http://127.0.0.1:8080"
			if len(args) > 0 {
				target = args[0]
			}
			u, err := url.Parse(target)
			if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
				return usage("%q 不是网址 · is no http address", target)
			}
			if strings.Trim(u.Path, "/") == "" {
				u.Path = "/healthz"
			}
			said, err := askHealth(cmd.Context(), u.String())
			if said != "" {
				fmt.Fprintln(a.out, printableLines(said))
			}
			return err
		}),
	}
}

// askHealth returns what the server said, and an error unless that was 200. No
// proxy is asked and no redirect followed: it is about that very server.
func askHealth(ctx context.Context, target string) (string, error) {
	ctx, stop := context.WithTimeout(ctx, healthTime)
	defer stop()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, target, nil)
	if err != nil {
		return "", err
	}
	transport := &http.Transport{DisableKeepAlives: true}
	client := http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}
	resp, err := client.Do(req)
	if err != nil {
		return "", err
	}
	said, err := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	if err := errors.Join(err, resp.Body.Close()); err != nil {
		return "", err
	}
	if resp.StatusCode != http.StatusOK {
		return strings.TrimSpace(string(said)), fmt.Errorf("%s: %s", target, resp.Status)
	}
	return strings.TrimSpace(string(said)), nil
}

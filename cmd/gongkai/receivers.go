package main

import (
	"context"
	"fmt"
	"net/url"

	"gongkai/archive/serve"
	"gongkai/archive/webhook"
)

// receivers tells the metrics how far each webhook is, by its host: the metrics
// are open to all who may read, and paths of such addresses are often secrets.
func receivers(s *webhook.Sender) func(context.Context) ([]serve.Webhook, error) {
	return func(ctx context.Context) ([]serve.Webhook, error) {
		list, err := s.Status(ctx)
		if err != nil {
			return nil, err
		}
		var out []serve.Webhook
		seen := map[string]int{}
		for _, st := range list {
			out = append(out, serve.Webhook{Name: numbered(seen, hostOf(st.URL)), Lag: st.Lag, Failures: st.Failures, Stopped: st.State == webhook.Stopped})
		}
		return out, nil
	}
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// numbered tells several receivers on one host apart: "host", "host#2".
func numbered(seen map[string]int, name string) string {
	seen[name]++
	if n := seen[name]; n > 1 {
		return fmt.Sprintf("%s#%d", name, n)
	}
	return name
}

// stopped returns an error where a receiver is sent nothing any more: somebody
// has to look at it.
func stopped(ctx context.Context, s *webhook.Sender) error {
	list, err := s.Status(ctx)
	if err != nil {
		return err
	}
	for _, st := range list {
		if st.State == webhook.Stopped {
			return fmt.Errorf("%s is stopped: %s", hostOf(st.URL), st.LastError)
		}
	}
	return nil
}

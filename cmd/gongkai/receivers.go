package main

import (
	"context"
	"fmt"

	"gongkai/archive/serve"
	"gongkai/archive/webhook"
)

// receivers tells the metrics how far each webhook is.
func receivers(s *webhook.Sender) func(context.Context) ([]serve.Webhook, error) {
	return func(ctx context.Context) ([]serve.Webhook, error) {
		list, err := s.Status(ctx)
		if err != nil {
			return nil, err
		}
		var out []serve.Webhook
		for _, st := range list {
			out = append(out, serve.Webhook{Name: st.Name, Lag: st.Lag, Failures: st.Failures, Stopped: st.State == webhook.Stopped})
		}
		return out, nil
	}
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
			return fmt.Errorf("%s is stopped: %s", st.Name, st.LastError)
		}
	}
	return nil
}

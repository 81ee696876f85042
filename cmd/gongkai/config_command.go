package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "config", Short: "配置 · configuration", Example: "  gongkai config check", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(&cobra.Command{
		Use:     "check",
		Short:   "检查 config.yaml，错误带行号列号 · check config.yaml, with line and column",
		Example: "  gongkai config check\n  gongkai config check --config /etc/gongkai/config.yaml --json",
		Args:    cobra.NoArgs,
		RunE: runs(func(*cobra.Command, []string) error {
			c, err := loadConfig(a.config, a.source)
			if a.json {
				var e *configError
				if errors.As(err, &e) {
					if err := a.printJSON(map[string]any{"file": a.config, "ok": false, "faults": e.Faults}); err != nil {
						return err
					}
					return &exit{code: exitFailed}
				}
			}
			if err != nil {
				return err
			}
			enabled := 0
			for _, p := range c.Portals {
				if p.Enabled {
					enabled++
				}
			}
			if a.json {
				return a.printJSON(map[string]any{"file": a.config, "ok": true, "portals": len(c.Portals), "enabled": enabled})
			}
			_, err = fmt.Fprintf(a.out, "%s: 没有错误 · no errors: %d 个门户 · portals, %d 个启用 · enabled\n", a.config, len(c.Portals), enabled)
			return err
		}),
	})
	return cmd
}

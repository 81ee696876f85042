package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"gongkai/extract"
)

// build tells what this program was built from: module version, revision,
// reader revision. "(devel)" where Go knows no version.
func build() (version, revision string) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(devel)", ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			revision = s.Value
		}
	}
	return info.Main.Version, revision
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "版本 · version", Example: "  gongkai version --json", Args: cobra.NoArgs,
		RunE: runs(func(*cobra.Command, []string) error {
			version, revision := build()
			if a.json {
				return a.printJSON(map[string]string{"version": version, "revision": revision, "readers": extract.Revision, "go": runtime.Version()})
			}
			_, err := fmt.Fprintf(a.out, "gongkai %s %s (readers %s, %s)\n", version, revision, extract.Revision, runtime.Version())
			return err
		}),
	}
}

package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"gongkai/archive/catalog"
)

// showPage puts the web page of the demonstration's archive up until ctx ends.
func (d *demo) showPage(ctx context.Context, dir, listen string) error {
	listener, err := net.Listen("tcp", listen)
	if err != nil {
		return err
	}
	s := &site{dir: dir, archive: d.arc, serve: defaults().Serve, clock: time.Now, log: d.log(), portals: d.shownPortals}
	server, warm, err := s.server()
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	warm(ctx)
	d.say("\n网页开着 · the web page is up:  http://%s/\n（Ctrl-C 结束 · ends；上面的命令可在另一个终端里用 · the commands above work in another terminal）", listener.Addr())
	if err := server.Serve(ctx, listener); err != nil {
		return err
	}
	_, err = fmt.Fprintf(d.err, "结束了，档案在 · ended, the archive is in %s\n", dir)
	return err
}

// shownPortals are the sample portals as the page tells of them.
func (d *demo) shownPortals() []catalog.Portal {
	var list []catalog.Portal
	for _, p := range d.portals {
		list = append(list, catalog.Portal{
			ID: p.ID, Name: p.Name, Region: p.Region, Home: p.Seeds[0], Enabled: true,
			Next: catalog.Visit{Reason: "样板门户，演示之后不再走 · a sample portal, not walked after the demonstration"},
		})
	}
	return list
}

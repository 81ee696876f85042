package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"gongkai/archive"
)

// resolve finds what a reference names; its errors say what a person can do.
func resolve(ctx context.Context, arc *archive.Archive, ref, at string) (archive.Target, error) {
	if at != "" {
		if _, err := archive.ParseTime(at); err != nil {
			return archive.Target{}, usage("--at %s: 要写成 2021-03-01 或 RFC 3339 · wants 2021-03-01 or RFC 3339", at)
		}
		ref += "@" + at
	}
	t, err := arc.Resolve(ctx, ref)
	var gone *archive.GoneError
	var several *archive.AmbiguousError
	switch {
	case err == nil:
		return t, nil
	case errors.Is(err, archive.ErrNotYetSeen):
		return t, fmt.Errorf("%s: 那时还没见过 · not yet seen then（gongkai history 列出见过的 · lists what was seen）", ref)
	case errors.As(err, &gone):
		return t, fmt.Errorf("%s: 那时已撤，自 %s 起 · gone since then; 之前的版本 · the version before: %s", ref, when(gone.Since), gone.Version.Ref())
	case errors.As(err, &several):
		return t, usage("%s 有几个，用其中一个 · names several, use one of: %s", ref, strings.Join(several.Candidates, "、"))
	case errors.Is(err, archive.ErrNotFound):
		return t, fmt.Errorf("档案里没有 %s · nothing of that name is kept: 用网址、机关全名、机关/年度或版本号 · give an address, an organ's full name, organ/year or a version", ref)
	}
	return t, err
}

// oneVersion finds the version that a reference names; an organ is too much.
func oneVersion(ctx context.Context, arc *archive.Archive, ref, at string) (archive.Target, error) {
	t, err := resolve(ctx, arc, ref, at)
	switch {
	case err != nil:
		return t, err
	case t.Kind == archive.TargetOrgan:
		return t, usage("%s 是一个机关：要哪一年？· is an organ; which year? 例如 · such as %s/2023, %s/guide", ref, t.Organ.Name, t.Organ.Name)
	case t.Version == nil:
		return t, fmt.Errorf("%s 从来没有取到过（%s）· was never fetched well", ref, outcomeWords[t.Page.LastOutcome])
	}
	return t, nil
}

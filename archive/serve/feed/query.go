package feed

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gongkai/archive"
)

// kindWord is a kind of change with its words.
type kindWord struct {
	kind   archive.ChangeKind
	zh, en string
}

// kindWords lists the kinds in the order in which they are told.
var kindWords = [...]kindWord{
	{archive.ChangeNew, "新", "new"},
	{archive.ChangeContent, "内容改", "content changed"},
	{archive.ChangeChrome, "版面改", "page frame changed"},
	{archive.ChangeMoved, "搬", "moved"},
	{archive.ChangeGone, "撤", "gone"},
	{archive.ChangeReturned, "回", "returned"},
	{archive.ChangeReread, "重读", "read again"},
}

// wordsOf returns a kind in words, as it is written where it has none.
func wordsOf(k archive.ChangeKind) (zh, en string) {
	for _, w := range kindWords {
		if w.kind == k {
			return w.zh, w.en
		}
	}
	return string(k), string(k)
}

// query is what a reader asked for.
type query struct {
	kinds  []archive.ChangeKind // as named, in the order of kindWords; none: all but chrome
	chrome bool
	before uint64 // 0: the newest
}

// readQuery reads the parameters; what it cannot read is an error for the reader.
func readQuery(raw string) (query, error) {
	var q query
	values, err := url.ParseQuery(raw)
	if err != nil {
		return q, fmt.Errorf("参数读不懂 · the parameters cannot be read")
	}
	for name, all := range values {
		if len(all) > 1 && name != "kind" {
			return q, fmt.Errorf("参数 %q 只能有一个 · is there twice", name)
		}
		switch name {
		case "kind":
			named := strings.Split(strings.Join(all, ","), ",")
			for _, k := range named {
				if !slices.ContainsFunc(kindWords[:], func(w kindWord) bool { return string(w.kind) == k }) {
					return q, fmt.Errorf("没有这种变化 %.40q · no such kind of change; 有 · there are: %s", k, kindNames())
				}
			}
			for _, w := range kindWords {
				if slices.Contains(named, string(w.kind)) {
					q.kinds = append(q.kinds, w.kind)
				}
			}
		case "chrome":
			if all[0] != "1" {
				return q, fmt.Errorf("chrome 只能是 1 · can only be 1")
			}
			q.chrome = true
		case "before":
			if q.before, err = strconv.ParseUint(all[0], 10, 64); err != nil || q.before == 0 {
				return q, fmt.Errorf("before 要变更的号码 · wants the number of a change")
			}
		default:
			return q, fmt.Errorf("没有参数 %.40q · no such parameter; 有 · there are: kind, chrome, before", name)
		}
	}
	return q, nil
}

func kindNames() string {
	var names []string
	for _, w := range kindWords {
		names = append(names, string(w.kind))
	}
	return strings.Join(names, ", ")
}

// wants reports whether changes of the kind are asked for.
func (q *query) wants(k archive.ChangeKind) bool {
	if len(q.kinds) > 0 {
		return slices.Contains(q.kinds, k) || q.chrome && k == archive.ChangeChrome
	}
	return q.chrome || k != archive.ChangeChrome
}

// at returns the query as it is written in an address, for the entries below
// before (0: the newest): one spelling for one document.
func (q *query) at(before uint64) string {
	v := url.Values{}
	var kinds []string
	for _, k := range q.kinds {
		kinds = append(kinds, string(k))
	}
	if len(kinds) > 0 {
		v.Set("kind", strings.Join(kinds, ","))
	}
	if q.chrome {
		v.Set("chrome", "1")
	}
	if before > 0 {
		v.Set("before", strconv.FormatUint(before, 10))
	}
	if len(v) == 0 {
		return ""
	}
	return "?" + strings.ReplaceAll(v.Encode(), "%2C", ",")
}

package main

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"gongkai/crawler/family"
)

var (
	portalID = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)
	regionRE = regexp.MustCompile(`^[0-9]{6}$`)
	// contactRE keeps the User-Agent in one piece and the address one that can
	// be written to or opened.
	contactRE = regexp.MustCompile(`^([^\s@()]+@[^\s@()]+\.[^\s@()]+|https?://[^\s()]+)$`)
	hostRE    = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?$`)
)

const (
	wantsTime = "要写成 2s、500ms、1m 这样 · wants a time such as 2s, 500ms, 1m"
	wantsSize = "要写成 64MiB 这样，至少 1MiB · wants a size such as 64MiB, at least 1MiB"
)

// faults checks the values that the types cannot.
func (c *Config) faults(tree *ast.File) []fault {
	v := checker{tree: tree}
	v.check(c.Archive != "", "$.archive", "要有文件夹 · wants a folder")
	if c.Proxy != "" {
		u, err := url.Parse(c.Proxy)
		v.check(err == nil && u.Scheme == "http" && u.Host != "", "$.proxy", "要写成 http://主机:端口 · wants http://host:port")
	}
	v.check(c.Crawl.Parallel >= 1 && c.Crawl.Parallel <= 256, "$.crawl.parallel", "要在 1 到 256 之间 · wants 1 to 256")
	v.check(c.Contact == "" || contactRE.MatchString(c.Contact), "$.contact", "要邮箱或网址 · wants a mail address or a web page")
	v.check(c.Crawl.Delay >= 0, "$.crawl.delay", wantsTime)
	v.check(c.Crawl.Timeout > 0, "$.crawl.timeout", wantsTime+"，大于 0 · more than 0")
	v.check(c.Crawl.RecheckDays >= 1, "$.crawl.recheck_days", "至少 1 天 · wants at least 1 day")
	v.check(c.Crawl.MaxPages >= 1, "$.crawl.max_pages", "至少 1 · wants at least 1")
	v.check(c.Crawl.MaxDepth >= 1, "$.crawl.max_depth", "至少 1 · wants at least 1")
	v.check(c.Crawl.MaxBody >= 1<<20, "$.crawl.max_body", wantsSize)
	v.check(c.Crawl.MinFree >= 0, "$.crawl.min_free", "要写成 1GiB 这样，0 不查 · wants a size such as 1GiB, 0 does not look")
	c.Reader.faults(&v)
	v.schedule("$.schedule", c.Schedule)
	c.Serve.faults(&v)
	seen := map[string]bool{}
	for i, p := range c.Portals {
		at := func(key string) string { return fmt.Sprintf("$.portals[%d].%s", i, key) }
		v.check(portalID.MatchString(p.ID), at("id"), "要由小写字母、数字和 - 组成，最多 40 个 · wants lower case letters, digits and -, at most 40")
		v.check(!seen[p.ID], at("id"), fmt.Sprintf("%q 用了两次 · is used twice", p.ID))
		seen[p.ID] = true
		v.check(p.Region == "" || regionRE.MatchString(p.Region), at("region"), "要六位数字（行政区划代码，加引号）· wants six digits, quoted")
		v.check(len(p.Seeds) > 0, at("seeds"), "至少一个首页地址 · wants at least one home page")
		for j, s := range p.Seeds {
			u, err := url.Parse(s)
			v.check(err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "",
				fmt.Sprintf("$.portals[%d].seeds[%d]", i, j), fmt.Sprintf("%q 不是网址 · is no http(s) address", s))
		}
		v.check(p.Family == "" || knownFamily(p.Family), at("family"), fmt.Sprintf("没有这一族 %q · no such family", p.Family))
		for j, h := range p.Hosts {
			v.check(hostRE.MatchString(h), fmt.Sprintf("$.portals[%d].hosts[%d]", i, j), fmt.Sprintf("%q 不是主机名（不要 http://）· is no host name (without http://)", h))
		}
		v.check(p.Delay == nil || *p.Delay >= 0, at("delay"), wantsTime)
		v.check(p.Timeout >= 0, at("timeout"), wantsTime)
		v.check(p.MaxBody == 0 || p.MaxBody >= 1<<20, at("max_body"), wantsSize)
		v.check(p.RecheckDays >= 0, at("recheck_days"), "不能是负数 · cannot be negative")
		v.check(p.MaxPages >= 0, at("max_pages"), "不能是负数 · cannot be negative")
		v.check(p.MaxDepth >= 0, at("max_depth"), "不能是负数 · cannot be negative")
		if p.Schedule != nil {
			v.schedule(at("schedule"), *p.Schedule)
		}
	}
	c.webhookFaults(&v)
	return v.found
}

// checker collects faults with their places in the source.
type checker struct {
	tree  *ast.File
	found []fault
}

// check notes the message unless ok. A key that is not in the file (its default
// is in force, or it is missing) is placed at its nearest parent.
func (v *checker) check(ok bool, path, message string) {
	if ok {
		return
	}
	f := fault{Message: strings.TrimPrefix(path, "$.") + " " + message}
	for p := path; p != "$" && p != ""; p = p[:max(strings.LastIndexAny(p, ".["), 0)] {
		yp, err := yaml.PathString(p)
		if err != nil {
			continue
		}
		node, err := yp.FilterFile(v.tree)
		if err != nil || node == nil || node.GetToken() == nil {
			continue
		}
		f.Line, f.Column = node.GetToken().Position.Line, node.GetToken().Position.Column
		break
	}
	v.found = append(v.found, f)
}

func knownFamily(name string) bool {
	_, ok := family.ByName(name)
	return ok
}

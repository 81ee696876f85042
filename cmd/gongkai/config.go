package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"gongkai/crawler"
)

// Config is the manual of config.yaml: one field a key, its meaning and its
// default. Unknown keys and bad values are errors with line and column.
type Config struct {
	// Archive is the folder that everything is kept in, relative to the config
	// file. Default: gongkai-archive.
	Archive string `yaml:"archive"`
	// Contact is an address (mail or web page) that a portal's office can reach
	// you at. It is sent in the User-Agent. A crawl beyond loopback does not
	// start without it.
	Contact string `yaml:"contact"`
	// Proxy is the address of an HTTP proxy, "" for none.
	Proxy string `yaml:"proxy"`
	// Crawl holds what is true of every portal that does not say otherwise.
	Crawl CrawlConfig `yaml:"crawl"`
	// Reader bounds the processes that read files for the archive.
	Reader ReaderConfig `yaml:"reader"`
	// Webhooks are told of changes while serve runs. Default: none.
	Webhooks []WebhookConfig `yaml:"webhooks"`
	// Schedule says when portals that do not say otherwise are visited.
	Schedule ScheduleConfig `yaml:"schedule"`
	// Serve is where and to whom `gongkai serve` answers.
	Serve ServeConfig `yaml:"serve"`
	// Portals are the sites that are watched.
	Portals []PortalConfig `yaml:"portals"`
}

// CrawlConfig is the pace and the limits of crawling.
type CrawlConfig struct {
	// Parallel is how many portals are walked side by side. One portal is
	// always one connection. Default 4.
	Parallel int `yaml:"parallel"`
	// Delay is the pause between two requests to one host. Default 2s.
	Delay Duration `yaml:"delay"`
	// Timeout is the most that one request may take, its body included. Default 60s.
	Timeout Duration `yaml:"timeout"`
	// RecheckDays is the detection delay: guides, lists and each organ's newest
	// report are asked for on every pass, every older report at least once in
	// so many days. Default 30.
	RecheckDays int `yaml:"recheck_days"`
	// MaxPages and MaxDepth bound one pass over one portal. Defaults 5000, 12.
	MaxPages int `yaml:"max_pages"`
	MaxDepth int `yaml:"max_depth"`
	// MaxBody is the most bytes of one body. Default 64MiB.
	MaxBody Size `yaml:"max_body"`
	// MinFree is how much of the archive's disk must be free for a crawl to
	// begin, or to go on. 0 does not look. Default 1GiB.
	MinFree Size `yaml:"min_free"`
}

// PortalConfig is one site.
type PortalConfig struct {
	// ID names the portal on the command line: letters, digits, "-".
	ID string `yaml:"id"`
	// Name is the portal's name in Chinese.
	Name string `yaml:"name"`
	// Region is the 行政区划代码 (GB/T 2260), six digits.
	Region string `yaml:"region"`
	// Seeds are where a walk begins: home pages. Column addresses rot.
	Seeds []string `yaml:"seeds"`
	// Hosts are further hosts in scope; the seeds' registrable domains always are.
	Hosts []string `yaml:"hosts"`
	// Family names the software of the portal; "" lets gongkai recognise it.
	Family string `yaml:"family"`
	// Enabled portals are walked by a crawl that names none. Default false.
	Enabled bool `yaml:"enabled"`
	// Delay, Timeout, RecheckDays, MaxPages, MaxDepth and MaxBody override crawl's.
	Delay       *Duration `yaml:"delay"`
	Timeout     Duration  `yaml:"timeout"`
	RecheckDays int       `yaml:"recheck_days"`
	MaxPages    int       `yaml:"max_pages"`
	MaxDepth    int       `yaml:"max_depth"`
	MaxBody     Size      `yaml:"max_body"`
	// Schedule overrides the keys of schedule; a cron of its own has the jitter
	// of its own or the default one.
	Schedule *ScheduleConfig `yaml:"schedule"`
	// IgnoreRobots crawls against robots.txt. Only for a portal whose office
	// has agreed to it. Default false.
	IgnoreRobots bool `yaml:"ignore_robots"`
}

// defaults returns the configuration of an empty file.
func defaults() Config {
	return Config{
		Archive: "gongkai-archive",
		Crawl: CrawlConfig{
			Parallel: 4, Delay: Duration(2 * time.Second), Timeout: Duration(60 * time.Second),
			RecheckDays: 30, MaxPages: 5000, MaxDepth: 12, MaxBody: 64 << 20, MinFree: 1 << 30,
		},
		Reader:   defaultReader(),
		Schedule: ScheduleConfig{Cron: calendarWord, Timezone: defaultZone},
		Serve:    ServeConfig{Listen: defaultListen, Cache: 64 << 20},
	}
}

// loadConfig reads and checks a configuration. Text that is no YAML, an unknown
// key or a value of the wrong kind is told first and alone; after that, all
// values that make no sense at once. Each has line and column. read is os.ReadFile,
// or gives the text that another process has sent.
func loadConfig(file string, read func(string) ([]byte, error)) (*Config, error) {
	src, err := read(file)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("没有配置文件 · no configuration at %s; 用 --config 指定 · name one with --config", file)
		}
		return nil, err
	}
	return parseConfig(file, src)
}

func parseConfig(file string, src []byte) (*Config, error) {
	c := defaults()
	tree, err := parser.ParseBytes(src, 0)
	if err != nil {
		return nil, &configError{File: file, Faults: []fault{yamlFault(err)}}
	}
	if empty(tree) { // the decoder would make every value zero
		return &c, nil
	}
	if err := yaml.UnmarshalWithOptions(src, &c, yaml.Strict(), yaml.DisallowUnknownField()); err != nil {
		return nil, &configError{File: file, Faults: []fault{yamlFault(err)}}
	}
	if faults := c.faults(tree); len(faults) > 0 {
		return nil, &configError{File: file, Faults: faults}
	}
	return &c, nil
}

// empty reports whether a file has nothing but comments.
func empty(tree *ast.File) bool {
	for _, doc := range tree.Docs {
		if doc.Body != nil && doc.Body.Type() != ast.CommentType && doc.Body.Type() != ast.NullType {
			return false
		}
	}
	return true
}

// fault is one thing that is wrong, with its line and column from 1 (0: unknown).
type fault struct {
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

// configError is everything that is wrong with a configuration.
type configError struct {
	File   string
	Faults []fault
}

func (e *configError) Error() string {
	var b strings.Builder
	for i, f := range e.Faults {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s:%d:%d: %s", e.File, f.Line, f.Column, f.Message)
	}
	return b.String()
}

// yamlFault takes position and words out of an error of the YAML library.
func yamlFault(err error) fault {
	var e yaml.Error
	if !errors.As(err, &e) {
		return fault{Message: err.Error()}
	}
	f := fault{Message: e.GetMessage()}
	if t := e.GetToken(); t != nil && t.Position != nil {
		f.Line, f.Column = t.Position.Line, t.Position.Column
	}
	return f
}

// portal joins what the portal says with what crawl says for all.
func (c *Config) portal(p PortalConfig) crawler.Portal {
	out := crawler.Portal{
		ID: p.ID, Name: p.Name, Region: p.Region, Seeds: p.Seeds, Hosts: p.Hosts, Family: p.Family,
		Delay: time.Duration(c.Crawl.Delay), Timeout: time.Duration(c.Crawl.Timeout), RecheckDays: c.Crawl.RecheckDays,
		MaxPages: c.Crawl.MaxPages, MaxDepth: c.Crawl.MaxDepth, MaxBody: int64(c.Crawl.MaxBody),
		IgnoreRobots: p.IgnoreRobots,
	}
	if p.Delay != nil {
		out.Delay = time.Duration(*p.Delay)
	}
	override(&out.Timeout, time.Duration(p.Timeout))
	override(&out.RecheckDays, p.RecheckDays)
	override(&out.MaxPages, p.MaxPages)
	override(&out.MaxDepth, p.MaxDepth)
	override(&out.MaxBody, int64(p.MaxBody))
	return out
}

func override[T comparable](to *T, by T) {
	var zero T
	if by != zero {
		*to = by
	}
}

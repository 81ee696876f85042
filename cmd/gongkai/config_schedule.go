package main

import (
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // zones work on machines that have none

	"gongkai/crawler"
)

// ScheduleConfig says when portals are visited by themselves: by serve, and by
// crawl --due.
type ScheduleConfig struct {
	// Cron is "calendar", or the five fields of crontab(5), or @hourly, @daily,
	// @weekly, @monthly, @yearly. The calendar is daily from January to April,
	// around the law's dates 31 January and 31 March, and else weekly on a
	// weekday of the portal's own. Default calendar.
	Cron string `yaml:"cron"`
	// Timezone is where cron, calendar and quiet hours are read. Default
	// Asia/Shanghai.
	Timezone string `yaml:"timezone"`
	// Jitter is how much later than the rule says a visit may begin. Default 6h
	// by the calendar, 10m by a cron expression.
	Jitter *Duration `yaml:"jitter"`
	// Quiet are hours of each day without visits, such as "08:00-20:00".
	Quiet []string `yaml:"quiet"`
}

const calendarWord = "calendar"

// defaultZone is China's one zone.
const defaultZone = "Asia/Shanghai"

// schedule joins what the portal says of its schedule with what all have.
func (c *Config) schedule(p PortalConfig) ScheduleConfig {
	s := c.Schedule
	if p.Schedule == nil {
		return s
	}
	if p.Schedule.Cron != "" && p.Schedule.Cron != s.Cron {
		s.Cron, s.Jitter = p.Schedule.Cron, nil // a jitter is that of a rule
	}
	override(&s.Timezone, p.Schedule.Timezone)
	override(&s.Jitter, p.Schedule.Jitter)
	if p.Schedule.Quiet != nil {
		s.Quiet = p.Schedule.Quiet
	}
	return s
}

// rule is the schedule as the crawler keeps it.
func (s ScheduleConfig) rule() (crawler.Rule, error) {
	zone, err := location(s.Timezone)
	if err != nil {
		return crawler.Rule{}, err
	}
	r := crawler.Rule{Location: zone, Jitter: 6 * time.Hour}
	if s.Cron != "" && s.Cron != calendarWord {
		r.Cron, r.Jitter = s.Cron, 10*time.Minute
	}
	if s.Jitter != nil {
		r.Jitter = time.Duration(*s.Jitter)
	}
	for _, q := range s.Quiet {
		w, err := crawler.ParseWindow(q)
		if err != nil {
			return crawler.Rule{}, err
		}
		r.Quiet = append(r.Quiet, w)
	}
	return r, r.Check()
}

// location finds a zone by its name. "Local" is none: the same file would mean
// other times on other machines.
func location(name string) (*time.Location, error) {
	if name == "" {
		name = defaultZone
	}
	if name == "Local" {
		return nil, fmt.Errorf("%q is not the name of a zone", name)
	}
	return time.LoadLocation(name)
}

// scheduled lists all portals with their rules; the configuration was checked.
func (c *Config) scheduled() ([]crawler.Scheduled, error) {
	var all []crawler.Scheduled
	for _, p := range c.Portals {
		r, err := c.schedule(p).rule()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.ID, err)
		}
		all = append(all, crawler.Scheduled{Portal: c.portal(p), Rule: r, Enabled: p.Enabled})
	}
	return all, nil
}

// schedule checks one schedule section at path; what a field alone says comes
// before what all say together.
func (v *checker) schedule(path string, s ScheduleConfig) {
	before := len(v.found)
	if s.Cron != "" && s.Cron != calendarWord {
		err := crawler.Rule{Cron: s.Cron}.Check()
		v.check(err == nil, path+".cron", "要写 calendar，或五段 cron，例如 \"30 3 * * *\" · wants calendar, or five cron fields such as \"30 3 * * *\""+because(err))
	}
	_, err := location(s.Timezone)
	v.check(err == nil, path+".timezone", fmt.Sprintf("没有时区 %q，要写成 Asia/Shanghai 这样 · no such time zone; write it like Asia/Shanghai", s.Timezone))
	if s.Jitter != nil {
		err := crawler.Rule{Jitter: time.Duration(*s.Jitter)}.Check()
		v.check(err == nil, path+".jitter", "要写成 0s、10m、6h 这样，至多 12h · wants a time such as 0s, 10m, 6h, at most 12h")
	}
	for i, q := range s.Quiet {
		_, err := crawler.ParseWindow(q)
		v.check(err == nil, fmt.Sprintf("%s.quiet[%d]", path, i), fmt.Sprintf("%q 要写成 \"08:00-20:00\" 这样，跨夜写 \"22:00-06:00\" · wants hours such as \"08:00-20:00\", over midnight \"22:00-06:00\"", q))
	}
	if len(v.found) > before {
		return
	}
	_, err = s.rule()
	v.check(err == nil, path+".quiet", "一天至少要留一小时 · must leave an hour of the day at least"+because(err))
}

// because adds the words of an error of a rule.
func because(err error) string {
	if err == nil {
		return ""
	}
	return ": " + strings.TrimPrefix(err.Error(), crawler.ErrRule.Error()+": ")
}

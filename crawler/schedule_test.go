package crawler

import (
	"strings"
	"testing"
	"time"

	"gongkai/archive"
)

// at reads a time of China; passes are written with it.
func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, archive.China())
	if err != nil {
		panic(err)
	}
	return t
}

func passAt(start string, minutes int, state archive.PassState, stop archive.Stop) archive.Pass {
	p := archive.Pass{Start: at(start), State: state, Stop: stop}
	if state != archive.PassRunning {
		p.End = p.Start.Add(time.Duration(minutes) * time.Minute)
	}
	return p
}

func TestNextVisit(t *testing.T) {
	done := func(start string) archive.Pass { return passAt(start, 30, archive.PassDone, "") }
	silent := func(start string) archive.Pass { return passAt(start, 30, archive.PassFailed, archive.StopSilent) }
	night := []Window{{8 * 60, 20 * 60}}
	// The portal's weekday is a Monday.
	seat := Seat{Portal: "zhangdian", Of: 1}
	if d := newCalendar(seat.Portal, archive.China()).weekday; d != time.Monday {
		t.Fatalf("weekday of %s is %s", seat.Portal, d)
	}
	for _, c := range []struct {
		name string
		rule Rule
		hist History
		now  string
		want string // "" never
		why  Why
		says string
	}{
		{"never walked is due now", Rule{}, History{}, "2026-07-01 12:34", "2026-07-01 12:34", WhyFirst, "从没走过 · never walked"},
		{"a pass of a time to come is told", Rule{}, History{Passes: []archive.Pass{done("2036-07-05 00:00")}}, "2026-07-01 12:34", "2036-07-08 12:00", WhyWeekly, "the last pass is dated 2036-07-05 00:00, still to come: was the clock wrong?"},
		{"in season daily", Rule{}, History{Passes: []archive.Pass{done("2027-01-10 00:00")}}, "2027-01-10 09:00", "2027-01-11 00:00", WhyDaily, "2027-01-31 部门年报期限（条例第四十九条）还有 20 天"},
		{"the departments' last day", Rule{}, History{Passes: []archive.Pass{done("2027-01-30 00:00")}}, "2027-01-30 09:00", "2027-01-31 00:00", WhyDaily, "就是今天 · "},
		{"then for the governments", Rule{}, History{Passes: []archive.Pass{done("2027-02-27 00:00")}}, "2027-02-27 09:00", "2027-02-28 00:00", WhyDaily, "2027-03-31, the last date for governments (Regulation, Art. 49), is 31 days ahead"},
		{"29 February is a day", Rule{}, History{Passes: []archive.Pass{done("2028-02-28 00:00")}}, "2028-02-28 09:00", "2028-02-29 00:00", WhyDaily, "还有 31 天"},
		{"April is for the late", Rule{}, History{Passes: []archive.Pass{done("2027-04-09 00:00")}}, "2027-04-09 09:00", "2027-04-10 00:00", WhyDaily, "过了 10 天，等迟交的"},
		{"out of season weekly, on the portal's weekday", Rule{}, History{Passes: []archive.Pass{done("2027-04-30 00:00")}}, "2027-05-01 09:00", "2027-05-03 12:00", WhyWeekly, "非年报季，每周一次（周一） · out of season, weekly on Monday"},
		{"a week later", Rule{}, History{Passes: []archive.Pass{done("2027-05-10 00:00")}}, "2027-05-11 09:00", "2027-05-17 00:00", WhyWeekly, ""},
		{"the year's first day is in season", Rule{}, History{Passes: []archive.Pass{done("2026-12-28 00:00")}}, "2026-12-29 09:00", "2027-01-01 00:00", WhyDaily, ""},
		{"a late visit keeps the next at a distance", Rule{}, History{Passes: []archive.Pass{done("2027-01-10 23:00")}}, "2027-01-10 23:40", "2027-01-11 11:00", WhyDaily, ""},
		{"a walk longer than a day rests an hour", Rule{}, History{Passes: []archive.Pass{passAt("2027-01-10 01:00", 25*60, archive.PassDone, "")}}, "2027-01-11 02:10", "2027-01-11 03:00", WhyDaily, ""},
		{"a pass cut short goes on", Rule{}, History{Passes: []archive.Pass{passAt("2027-01-10 01:00", 0, archive.PassRunning, "")}}, "2027-01-10 01:20", "2027-01-10 01:20", WhyResume, "2027-01-10 01:00 开始的一次中断了，接着走"},
		{"a pass that is walked is left alone", Rule{}, History{Walking: true, Passes: []archive.Pass{passAt("2027-01-10 00:00", 0, archive.PassRunning, "")}}, "2027-01-10 01:20", "2027-01-11 00:00", WhyDaily, "正在走；之后："},
		{"a failure is tried again after an hour", Rule{}, History{Passes: []archive.Pass{silent("2027-01-10 00:00"), done("2027-01-09 00:00")}}, "2027-01-10 00:40", "2027-01-10 01:30", WhyRetry, "again after 1 h"},
		{"a second after four", Rule{}, History{Passes: []archive.Pass{silent("2027-01-10 01:30"), silent("2027-01-10 00:00")}}, "2027-01-10 02:40", "2027-01-10 06:00", WhyRetry, "连续第 2 次"},
		{"a third waits for the rule", Rule{}, History{Passes: []archive.Pass{silent("2027-01-10 06:00"), silent("2027-01-10 01:30"), silent("2027-01-10 00:00")}}, "2027-01-10 07:00", "2027-01-11 00:00", WhyDaily, "3 failures in a row, so not asked sooner; season"},
		{"a refusal waits for the rule", Rule{}, History{Passes: []archive.Pass{passAt("2027-01-10 00:00", 5, archive.PassFailed, archive.StopRefused)}}, "2027-01-10 00:40", "2027-01-11 00:00", WhyDaily, "refused the last time (2027-01-10 00:00), so not asked sooner"},
		{"the limit of a pass waits for the rule", Rule{}, History{Passes: []archive.Pass{passAt("2027-01-10 00:00", 5, archive.PassPartial, archive.StopLimit)}}, "2027-01-10 00:40", "2027-01-11 00:00", WhyDaily, "年报季"},
		{"a full disk is tried again after a quarter", Rule{}, History{Passes: []archive.Pass{passAt("2027-01-10 00:00", 5, archive.PassPartial, archive.StopRoom)}}, "2027-01-10 00:10", "2027-01-10 00:20", WhyRoom, "磁盘将满"},
		{"a fault of ours after an hour", Rule{}, History{Fault: at("2027-01-10 02:00"), Passes: []archive.Pass{passAt("2027-01-10 00:00", 0, archive.PassRunning, "")}}, "2027-01-10 02:01", "2027-01-10 03:00", WhyFault, "本机出错"},
		{"a fault that a pass by hand came after is over", Rule{}, History{Fault: at("2027-01-10 02:00"), Passes: []archive.Pass{done("2027-01-10 02:10")}}, "2027-01-10 03:30", "2027-01-11 00:00", WhyDaily, "年报季"},
		{"missed without a keeper is due now, once", Rule{}, History{Passes: []archive.Pass{done("2027-01-10 00:00")}}, "2027-01-14 09:00", "2027-01-14 09:00", WhyMissed, "2027-01-11 起错过 3 次，只补一次"},
		{"missed while asleep comes soon after waking", Rule{}, History{Awake: at("2027-01-14 09:00"), Passes: []archive.Pass{done("2027-01-10 00:00")}}, "2027-01-14 09:00", "2027-01-14 09:00", WhyMissed, "4 missed since 2027-01-11"},
		{"quiet hours push to their end", Rule{Quiet: night}, History{}, "2027-01-10 09:00", "2027-01-10 20:00", WhyFirst, "避开静默时段 08:00-20:00"},
		{"before the quiet hours is before them", Rule{Quiet: night}, History{}, "2027-01-10 07:59", "2027-01-10 07:59", WhyFirst, "never walked"},
		{"quiet hours over midnight", Rule{Quiet: []Window{{22 * 60, 6 * 60}}}, History{Passes: []archive.Pass{done("2027-01-10 06:00")}}, "2027-01-10 09:00", "2027-01-11 06:00", WhyDaily, "22:00-06:00"},
		{"cron", Rule{Cron: "30 3 * * 1-5"}, History{Passes: []archive.Pass{done("2027-01-08 03:30")}}, "2027-01-09 09:00", "2027-01-11 03:30", WhyCron, `按 cron "30 3 * * 1-5"（Asia/Shanghai）2027-01-11 03:30 的一次`},
		{"cron at the end of months", Rule{Cron: "0 3 31 * *"}, History{Passes: []archive.Pass{done("2027-01-31 03:00")}}, "2027-02-01 09:00", "2027-03-31 03:00", WhyCron, ""},
		{"cron on leap days", Rule{Cron: "0 3 29 2 *"}, History{Passes: []archive.Pass{done("2028-02-29 03:00")}}, "2028-03-01 09:00", "2032-02-29 03:00", WhyCron, ""},
		{"cron retried between its times", Rule{Cron: "0 3 * * *"}, History{Passes: []archive.Pass{silent("2027-01-08 03:00")}}, "2027-01-08 03:30", "2027-01-08 04:30", WhyRetry, ""},
		{"cron comes before a later retry", Rule{Cron: "0 * * * *"}, History{Passes: []archive.Pass{silent("2027-01-08 03:00"), silent("2027-01-08 02:00")}}, "2027-01-08 03:30", "2027-01-08 04:00", WhyCron, ""},
		{"cron that never comes is said", Rule{Cron: "0 3 30 2 *"}, History{Passes: []archive.Pass{done("2027-01-08 03:00")}}, "2027-01-08 03:30", "", WhyNever, "no further time"},
		{"a clock that was set back waits", Rule{}, History{Passes: []archive.Pass{done("2027-01-10 00:00")}}, "2026-12-30 00:00", "2027-01-11 00:00", WhyDaily, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := Next(c.rule, c.hist, seat, at(c.now))
			got := ""
			if !v.At.IsZero() {
				got = v.At.In(archive.China()).Format("2006-01-02 15:04")
			}
			if got != c.want || v.Why != c.why || !strings.Contains(v.Reason, c.says) {
				t.Errorf("%s (%s) %s\nwant %s (%s) … %s", got, v.Why, v.Reason, c.want, c.why, c.says)
			}
			if zh, en, ok := strings.Cut(v.Reason, " · "); !ok || zh == "" || en == "" || strings.Contains(en, " · ") {
				t.Errorf("not in two languages: %q", v.Reason)
			}
		})
	}
}

// Summer time leaves out an hour on one day and repeats one on another.
func TestNextVisitInSummerTime(t *testing.T) {
	ny, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, cron, last string
		want             []string
	}{
		{"an hour left out has no visit that day", "30 2 * * *", "2026-03-06T23:00:00-05:00", []string{"2026-03-07T02:30:00-05:00", "2026-03-09T02:30:00-04:00"}},
		{"an hour repeated has one", "30 1 * * *", "2026-10-31T23:00:00-04:00", []string{"2026-11-01T01:30:00-04:00", "2026-11-02T01:30:00-05:00"}},
		{"also where every hour has one", "30 * * * *", "2026-11-01T01:00:00-04:00", []string{"2026-11-01T01:30:00-04:00", "2026-11-01T02:30:00-05:00"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			now, err := time.Parse(time.RFC3339, c.last)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range c.want {
				v := Next(Rule{Cron: c.cron, Location: ny}, History{Passes: []archive.Pass{{Start: now, End: now, State: archive.PassDone}}}, Seat{Portal: "x", Of: 1}, now)
				if got := v.At.In(ny).Format(time.RFC3339); got != want {
					t.Fatalf("%s, want %s: %s", got, want, v.Reason)
				}
				now = v.At
			}
		})
	}
	// The calendar's midnight exists on both days of change.
	day := time.Date(2026, 3, 7, 1, 0, 0, 0, ny)
	for _, want := range []string{"2026-03-08T00:00:00-05:00", "2026-03-09T00:00:00-04:00"} {
		slot, _ := newCalendar("x", ny).after(day)
		if got := slot.Format(time.RFC3339); got != want {
			t.Errorf("%s, want %s", got, want)
		}
		day = slot
	}
}

func TestCronThatCannotBeKeptIsRefused(t *testing.T) {
	for expr, want := range map[string]string{
		"30 3 * * *": "", "*/30 * * * *": "", "0 3 * * MON-FRI": "", "@daily": "", "0 0,12 1 */2 *": "", "0 3 L * *": "", "0 3 * * 1#1": "",
		"0 3 * *":         "4 fields",
		"0 0 3 * * *":     "6 fields",
		"0 3 * * * 2027":  "6 fields",
		"":                "0 fields",
		"@always":         "1 fields",
		"99 3 * * *":      "field 1",
		"5,99 3 * * *":    `"99" in field 1`,
		"70/5 3 * * *":    "field 1",
		"0 22-2 * * *":    "field 2",
		"0 3-5-7 * * *":   "field 2",
		"0 3 0 * *":       "field 3",
		"0 3 , * *":       "field 3",
		"0 3 * 13 *":      "field 4",
		"0 3 * * 8":       "field 5",
		"0 3 30 2 *":      "never",
		"0 3 * * someday": "field 5",
		"* * * * *":       "every 1m0s",
		"*/10 3 * * *":    "every 10m0s",
		"58,2 * * * *":    "every 4m0s",
	} {
		err := Rule{Cron: expr}.Check()
		if expr == "" {
			err = checkCron(expr)
		}
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v, want %q", expr, err, want)
		}
	}
}

func TestWindows(t *testing.T) {
	for s, ok := range map[string]bool{
		"08:00-20:00": true, "22:00-06:00": true, "00:00-24:00": true, "20:00-00:00": true,
		"8:00-20:00": false, "08:00": false, "08:60-09:00": false, "25:00-26:00": false, "08:00-08:00": false, "08:00-20:00x": false, "24:00-08:00": false, "-8:00-09:00": false,
	} {
		w, err := ParseWindow(s)
		if (err == nil) != ok {
			t.Errorf("%q: %v, %v", s, w, err)
		}
		if err == nil && w.String() != s {
			t.Errorf("%q is written %q", s, w)
		}
	}
	for name, c := range map[string]struct {
		quiet []Window
		ok    bool
	}{
		"none":                    {nil, true},
		"day":                     {[]Window{{480, 1200}}, true},
		"all day":                 {[]Window{{0, 1440}}, false},
		"two that leave too few":  {[]Window{{0, 720}, {750, 1440}}, false},
		"overlapping, hours left": {[]Window{{0, 720}, {600, 1200}}, true},
	} {
		if err := (Rule{Quiet: c.quiet}).Check(); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

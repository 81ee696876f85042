package crawler

import (
	"fmt"
	"time"

	"gongkai/archive"
)

// History is what Next needs to know of a portal.
type History struct {
	// Passes are its newest passes, newest first. Those since the last that was
	// done are enough.
	Passes []archive.Pass
	// Walking is true while the newest pass is being walked.
	Walking bool
	// Awake is since when somebody has been there to keep the rule: the start
	// of the process, or the end of a sleep of the machine. What was missed
	// before is made up for soon after it, not all at once. Zero: nobody is,
	// and what is due is due now.
	Awake time.Time
	// Fault is when a walk last ended by a fault of our own (the archive could
	// not write), which no pass tells of. Zero: none did.
	Fault time.Time
}

// HistoryPasses is how many passes of a History are enough for Next.
const HistoryPasses = 4

// Visit is when a portal is visited next, and why then.
type Visit struct {
	// At is not before now; a visit that is due has At = now. Zero: never.
	At time.Time `json:"at,omitzero"`
	// Why names the rule that At follows from, Reason says it in a sentence,
	// Chinese and English.
	Why    Why    `json:"why"`
	Reason string `json:"reason"`
}

// Due reports whether the visit is to begin at now.
func (v Visit) Due(now time.Time) bool { return !v.At.IsZero() && !v.At.After(now) }

// Why names why a visit comes when it comes.
type Why string

// The reasons of visits.
const (
	WhyDaily    Why = "daily"    // the calendar, in season
	WhyWeekly   Why = "weekly"   // the calendar, out of season
	WhyCron     Why = "cron"     // the portal's expression
	WhyFirst    Why = "first"    // never walked
	WhyResume   Why = "resume"   // a pass was cut short and goes on
	WhyRetry    Why = "retry"    // the last pass failed
	WhyMissed   Why = "missed"   // slots went by while nobody was there
	WhyRoom     Why = "room"     // the last pass stopped for want of disk space
	WhyFault    Why = "fault"    // the last walk ended by a fault of our own
	WhyDisabled Why = "disabled" // never by itself
	WhyNever    Why = "never"    // the rule has no further slot
)

// roomAgain is how soon a pass is taken up that stopped for want of room.
const roomAgain = 15 * time.Minute

// ahead is how far in the future a pass may lie by clocks that are set right
// again.
const ahead = time.Hour

// retries are the pauses after a first and a second failure in a row. After a
// third only the rule counts, until a pass succeeds.
var retries = [...]time.Duration{time.Hour, 4 * time.Hour}

// Next returns the next visit of a portal by its rule. It is a pure function:
// the same arguments give the same visit, and while nothing happens At never
// goes back as now goes on. A slot of the rule has one visit; further ones only
// go on with a pass that was cut short, or try again after one that failed
// without being refused.
func Next(r Rule, h History, s Seat, now time.Time) Visit {
	p := r.plan(h, s, now)
	if p.at.IsZero() {
		return p.visit()
	}
	if p.at.Before(now) {
		p.at = now
	}
	// Quiet hours end a little later for each portal, or all would begin at once.
	late := func(end time.Time) time.Time { return s.soon(end, r.Jitter) }
	said := map[Window]bool{}
	for range 4 * (len(r.Quiet) + 1) {
		w, end, quiet := r.quietUntil(p.at, late)
		if !quiet {
			return p.visit()
		}
		p.at = end
		if !said[w] {
			said[w] = true
			p.zh += fmt.Sprintf("；避开静默时段 %s", w)
			p.en += fmt.Sprintf("; kept out of the quiet hours %s", w)
		}
	}
	return plan{why: WhyNever, zh: "静默时段占满了全天", en: "the quiet hours leave no time"}.visit()
}

// plan is a visit before quiet hours; at may lie in the past.
type plan struct {
	at     time.Time
	why    Why
	zh, en string
}

func (p plan) visit() Visit { return Visit{At: p.at, Why: p.why, Reason: p.zh + " · " + p.en} }

// after puts words before the plan's own.
func (p plan) after(zh, en string) plan {
	p.zh, p.en = zh+p.zh, en+p.en
	return p
}

// sooner returns the plan that comes first, p where both come at once.
func (p plan) sooner(q plan) plan {
	if !q.at.IsZero() && q.at.Before(p.at) {
		return q
	}
	return p
}

// overcome reports whether a pass has ended since the fault: somebody walked the
// portal by hand.
func (h History) overcome() bool {
	return len(h.Passes) > 0 && h.Passes[0].State != archive.PassRunning && h.Passes[0].End.After(h.Fault)
}

// plan says when the portal is visited, quiet hours apart.
func (r Rule) plan(h History, s Seat, now time.Time) plan {
	if !h.Fault.IsZero() && !h.overcome() {
		at := r.clock(h.Fault)
		return plan{s.align(h.Fault.Add(retries[0])), WhyFault, "上次走到一半本机出错（" + at + "），一小时后接着走", "the last walk ended by a fault on this side (" + at + "), goes on after an hour"}
	}
	if len(h.Passes) == 0 {
		return plan{awakeOr(now, h, func(t time.Time) time.Time { return s.soon(t, r.Jitter) }), WhyFirst, "从没走过", "never walked"}
	}
	last := h.Passes[0]
	begun, ended := r.clock(last.Start), r.clock(last.End)
	if last.State == archive.PassRunning && !h.Walking {
		return plan{awakeOr(now, h, s.align), WhyResume, begun + " 开始的一次中断了，接着走", "the pass begun " + begun + " was cut short and goes on"}
	}
	regular := r.regular(h, s, now)
	if last.Start.After(now.Add(ahead)) {
		// Passes rise with time, so nothing comes before it: a person has to know.
		regular = regular.after("上次走的时间 "+begun+" 还没有到，时钟错过吗？", "the last pass is dated "+begun+", still to come: was the clock wrong? ")
	}
	if h.Walking {
		return regular.after("正在走；之后：", "being walked now; then: ")
	}
	n := failures(h.Passes)
	switch {
	case last.Stop == archive.StopRoom:
		return plan{r.awake(h, s, last.End.Add(roomAgain)), WhyRoom, ended + " 因磁盘将满停下，接着走", "stopped " + ended + " because the disk was nearly full, goes on"}.sooner(regular)
	case last.Stop == archive.StopRefused:
		return regular.after("上次（"+begun+"）被拒，不加跑；", "refused the last time ("+begun+"), so not asked sooner; ")
	case n > len(retries):
		return regular.after(fmt.Sprintf("连续 %d 次没走成，不再加跑；", n), fmt.Sprintf("%d failures in a row, so not asked sooner; ", n))
	case n > 0:
		pause := int(retries[n-1] / time.Hour)
		return plan{
			r.awake(h, s, last.End.Add(retries[n-1])), WhyRetry,
			fmt.Sprintf("%s 没走成（连续第 %d 次），%d 小时后再试", ended, n, pause),
			fmt.Sprintf("failed %s (%d in a row), again after %d h", ended, n, pause),
		}.sooner(regular)
	}
	return regular
}

// regular is the visit of the first slot that has had none.
func (r Rule) regular(h History, s Seat, now time.Time) plan {
	row, last := r.slots(s.Portal), h.Passes[0]
	slot, ok := row.after(last.Start)
	if !ok {
		return plan{why: WhyNever, zh: "规则之后没有时间了：" + r.Cron, en: "the rule has no further time: " + r.Cron}
	}
	at := s.late(slot, r.Jitter)
	begin, rest := row.apart(slot)
	for _, t := range []time.Time{last.Start.Add(begin), last.End.Add(rest)} {
		if t.After(at) {
			at = s.align(t)
		}
	}
	missed := 0
	if at.Before(h.Awake) {
		at, missed = s.soon(h.Awake, r.Jitter), 1
	}
	// One visit makes up for all slots that have gone by.
	until, serves, passed := at, slot, 0
	if until.Before(now) {
		until = now
	}
	for ; passed < maxMissed; passed++ {
		next, ok := row.after(serves)
		if !ok || s.late(next, r.Jitter).After(until) {
			break
		}
		serves = next
	}
	why, zh, en := row.why(serves)
	p := plan{at, why, zh, en}
	if missed += passed; missed == 0 {
		return p
	}
	p.why = WhyMissed
	since := slot.In(r.location()).Format(time.DateOnly)
	return p.after(fmt.Sprintf("%s 起错过 %d 次，只补一次；", since, missed), fmt.Sprintf("%d missed since %s, made up for by one; ", missed, since))
}

// maxMissed bounds the counting of missed slots.
const maxMissed = 366

// awakeOr is what from makes of the time the keeper came, now where none has.
func awakeOr(now time.Time, h History, from func(time.Time) time.Time) time.Time {
	if h.Awake.IsZero() {
		return now
	}
	return from(h.Awake)
}

// awake is t, or soon after the keeper was there where it was not yet at t.
func (r Rule) awake(h History, s Seat, t time.Time) time.Time {
	if t.Before(h.Awake) {
		return s.soon(h.Awake, r.Jitter)
	}
	return s.align(t)
}

// failures counts the newest passes in a row that met no answer.
func failures(passes []archive.Pass) (n int) {
	for _, p := range passes {
		if p.Stop != archive.StopSilent {
			break
		}
		n++
	}
	return n
}

func (r Rule) clock(t time.Time) string { return t.In(r.location()).Format("2006-01-02 15:04") }

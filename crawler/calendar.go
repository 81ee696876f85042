package crawler

import (
	"fmt"
	"time"
)

// calendar is the default rule: from January to April a slot each day, else one
// each week, on a weekday that is the portal's own so that a list of portals
// spreads over the week. A slot is midnight.
//
// The season follows from the law, 《政府信息公开条例》 (2019), Art. 49: departments
// publish the report of a year by 31 January of the next, and the report of the
// government itself is published by 31 March. April is for the late ones.
type calendar struct {
	at      *time.Location
	weekday time.Weekday
}

func newCalendar(portal string, at *time.Location) calendar {
	return calendar{at, time.Weekday(hashOf(portal) % 7)}
}

func inSeason(m time.Month) bool { return m <= time.April }

func (c calendar) after(t time.Time) (time.Time, bool) {
	y, m, d := t.In(c.at).Date()
	for i := range 9 {
		day := time.Date(y, m, d+i, 0, 0, 0, 0, c.at)
		if day.After(t) && (inSeason(day.Month()) || day.Weekday() == c.weekday) {
			return day, true
		}
	}
	return time.Time{}, false // 8 days without a Wednesday: no such zone
}

// apart keeps a visit that was late (the machine slept) from being followed by
// the next one right away.
func (c calendar) apart(slot time.Time) (begin, rest time.Duration) {
	if inSeason(slot.In(c.at).Month()) {
		return 12 * time.Hour, time.Hour
	}
	return 84 * time.Hour, time.Hour
}

var weekdays = [...]string{"日", "一", "二", "三", "四", "五", "六"}

func (c calendar) why(slot time.Time) (why Why, zh, en string) {
	slot = slot.In(c.at)
	if !inSeason(slot.Month()) {
		return WhyWeekly, fmt.Sprintf("非年报季，每周一次（周%s）", weekdays[c.weekday]), fmt.Sprintf("out of season, weekly on %s", c.weekday)
	}
	due, zhWhose, enWhose := time.March, "政府", "governments"
	if slot.Month() == time.January {
		due, zhWhose, enWhose = time.January, "部门", "departments"
	}
	date := time.Date(slot.Year(), due, 31, 0, 0, 0, 0, time.UTC)
	today := time.Date(slot.Year(), slot.Month(), slot.Day(), 0, 0, 0, 0, time.UTC)
	days := int(date.Sub(today) / day)
	zhWhen, enWhen := fmt.Sprintf("还有 %d 天", days), fmt.Sprintf("is %d days ahead", days)
	switch {
	case days == 0:
		zhWhen, enWhen = "就是今天", "is today"
	case days < 0:
		zhWhen, enWhen = fmt.Sprintf("过了 %d 天，等迟交的", -days), fmt.Sprintf("was %d days ago, late ones are awaited", -days)
	}
	d := date.Format(time.DateOnly)
	return WhyDaily, fmt.Sprintf("年报季，每天一次：%s %s年报期限（条例第四十九条）%s", d, zhWhose, zhWhen),
		fmt.Sprintf("season of annual reports, daily: %s, the last date for %s (Regulation, Art. 49), %s", d, enWhose, enWhen)
}

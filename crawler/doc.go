// Package crawler walks disclosure portals and hands what it fetched to the
// archive.
//
// One walk of one portal is a pass. It goes
//
//	home → platform (政府信息公开) → columns 年报 and 指南 → lists → articles → files
//
// and from the portal's platform to the parts of its organs. The words of a
// link decide what it is followed for (titles.go), the meta tags of 国办发〔2017〕47号
// and a page's own text what it is (role.go); paths only break ties. The frontier
// (frontier.go) hands out the most promising address first. What sounds like
// disclosure and is not needed is put aside, and tried only while nothing was
// found; that nothing was found is an alarm (Pass.Suspect), not a result.
//
// Who does what:
//
//   - colly runs the life of a request and hands out goquery selections (fetch.go);
//   - the recorder below it (record.go, hop.go) takes payloads and hops exactly as they
//     came, follows redirects, and names every ending (outcome.go, refusal.go);
//   - gates (politeness.go) let one request at a time through to a host, with a
//     pause, for all portals and redirects; robots.txt is asked first (robots.go);
//   - package family reads pages: links, lists, pagers of each engine;
//   - a Desk (desk.go) walks one portal once at a time, for all who ask for it;
//   - the schedule says when: rule, calendar, cron and quiet hours are pure
//     (schedule.go: Next), the keeper (keeper.go) lives by them;
//   - recheck.go says which known pages a later pass asks for again.
//
// Nothing of the frontier is stored. A pass that was cut short is walked again,
// and the pages that it captured answer from the archive, through the same
// recorder, so that there is one way through the code.
//
// A wall that wants a browser (加速乐, 瑞数, C3VK …) ends the walk and is said:
// nothing here evades, and nothing is asked twice of a host that refuses.
package crawler

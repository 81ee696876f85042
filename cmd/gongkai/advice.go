package main

import "gongkai/archive"

// outcomeWords says, for a person, how a fetch ended.
var outcomeWords = map[archive.Outcome]string{
	archive.OK: "正常 · ok", archive.NotModified: "未变 · not modified", archive.NotFound: "不存在 · not found",
	archive.Gone: "已撤 · gone", archive.Soft404: "假的 200，页面不存在 · soft 404", archive.Blocked: "被拒绝 · blocked",
	archive.Challenged: "要求浏览器验证 · challenged", archive.ServerError: "对方服务器出错 · server error",
	archive.HTTPError: "HTTP 错误 · http error", archive.Redirected: "跳转走不通 · redirect", archive.Truncated: "正文不完整 · truncated",
	archive.TooLarge: "太大 · too large", archive.TimedOut: "超时 · timed out", archive.Refused: "连接被拒或中断 · connection refused",
	archive.Unreachable: "连不上 · unreachable", archive.BadTLS: "TLS 证书或握手不对 · bad TLS",
	archive.BadEncoding: "编码解不开 · bad encoding", archive.Robots: "robots.txt 不允许 · robots.txt says no",
}

// advice says what an operator can do about an ending. It never tells how to
// get around a refusal.
var advice = map[archive.Outcome]string{
	archive.NotFound:    "首页地址还对吗？在浏览器里看一下，再改 config.yaml 的 seeds · is the home page still there? look, then mend seeds in config.yaml",
	archive.Gone:        "首页搬走了：改 seeds · the home page moved away: mend seeds",
	archive.Soft404:     "首页搬走了：改 seeds · the home page moved away: mend seeds",
	archive.Blocked:     "加大 delay，过一天再试；仍被拒就按 contact 与对方联系。不要绕过 · raise delay, try again tomorrow, then talk to the office; do not go around it",
	archive.Challenged:  "网站要求浏览器验证，gongkai 不绕过：与对方联系，或从允许的网络访问 · the site wants a browser; gongkai does not evade: talk to the office, or crawl from a network it allows",
	archive.ServerError: "对方的问题：过一会儿再试 · theirs: try again later",
	archive.HTTPError:   "用 -v 再试，看详情 · try again with -v for details",
	archive.Redirected:  "跳到了范围以外或绕圈：若目标可信，把它的主机写进 hosts · it leads out of scope or in circles: if you trust the target, add its host to hosts",
	archive.Truncated:   "线路不稳：再试 · the line is bad: try again",
	archive.TooLarge:    "加大 max_body · raise max_body",
	archive.TimedOut:    "加大 timeout，或换个时间 · raise timeout, or another hour",
	archive.Refused:     "主机在吗？http 与 https 换一下试试 · is the host up? try http instead of https or the other way round",
	archive.Unreachable: "查地址、网络和代理（proxy）· check the address, the network and the proxy",
	archive.BadTLS:      "证书或 TLS 版本不对：若对方也有 http，改 seeds · certificate or TLS version: if they serve http too, mend seeds",
	archive.BadEncoding: "对方的问题：告诉他们 · theirs: tell them",
	archive.Robots:      "robots.txt 不让爬：尊重它，与对方联系；得到同意后可设 ignore_robots: true · respect it and talk to the office; with their consent set ignore_robots: true",
}

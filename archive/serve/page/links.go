package page

import (
	"fmt"
	"net/url"
	"strings"

	"gongkai/archive"
)

// Addresses of pages, without the language.

func portalPath(id string) string { return "/portal/" + url.PathEscape(id) }

// organPath takes Organ.ID, "zhangdian/张店区服务业发展中心".
func organPath(id string) string {
	portal, name, _ := strings.Cut(id, "/")
	return "/organ/" + url.PathEscape(portal) + "/" + url.PathEscape(name)
}

// filingPath takes Filing.ID, "zhangdian/张店区…/annual_report/2023" or "…/guide".
func filingPath(id string) string {
	portal, organ, year := cutFiling(id)
	if year == "" {
		return organPath(portal + "/" + organ)
	}
	return "/filing/" + url.PathEscape(portal) + "/" + url.PathEscape(organ) + "/" + url.PathEscape(year)
}

// cutFiling takes a filing's id apart; year is "guide" for a guide and "" for
// what is neither report nor guide.
func cutFiling(id string) (portal, organ, year string) {
	parts := strings.Split(id, "/")
	if len(parts) < 3 {
		return "", id, ""
	}
	portal, organ = parts[0], parts[1]
	switch {
	case parts[2] == "guide":
		year = "guide"
	case parts[2] == "annual_report" && len(parts) == 4:
		year = parts[3]
	}
	return portal, organ, year
}

func pagePath(id archive.PageID) string { return "/page/" + url.PathEscape(string(id)) }

func versionPath(id archive.PageID, n int) string { return fmt.Sprintf("%s/%d", pagePath(id), n) }

func originalPath(id archive.PageID, n int) string {
	return fmt.Sprintf("/original/%s/%d", url.PathEscape(string(id)), n)
}

// diffPath takes two versions by their names, "1a2b3c4d5e6f7081.2".
func diffPath(from, to string) string {
	return "/diff?from=" + url.QueryEscape(from) + "&to=" + url.QueryEscape(to)
}

// webAddress returns an address of the web that may stand in a link, "" for
// one that is no such thing (javascript:, data:, a broken one).
func webAddress(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// feedsOf is the path of the feeds about an organ.
func feedsOf(organ string) string { return "/feed" + organPath(organ) }

// apiFiling is the address of a filing's record for programs.
func apiFiling(id string) string {
	return "/api/v1/filings" + strings.TrimPrefix(filingPath(id), "/filing")
}

// comparePath takes two filings by their ids.
func comparePath(from, to string) string {
	return "/compare?from=" + url.QueryEscape(from) + "&to=" + url.QueryEscape(to)
}

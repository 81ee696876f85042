package page

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"time"

	"gongkai/archive"
)

// badRequest is what is wrong with an address, in both languages.
type badRequest struct{ zh, en string }

func (e *badRequest) Error() string { return e.zh + " · " + e.en }

// bad returns an error that becomes a page of status 400.
func bad(zh, en string) error { return &badRequest{zh, en} }

// faultView is what templates/fault.html shows.
type faultView struct {
	Head, Text string
	ID         string           // of the entry in the log, of a 500
	Before     *archive.Version // what stood there before it was gone
	Since      time.Time        // when it was found gone
	Now        string           // the same address today, where the reader looks back
}

// fault makes the page of an error. What is nobody's mistake but ours is logged
// under a number that the reader can tell.
func (p *Pages) fault(r *request, err error) *sheet {
	s := &sheet{Template: "fault"}
	v := faultView{}
	var wrong *badRequest
	var gone *archive.GoneError
	switch {
	case errors.As(err, &wrong):
		s.Status, v.Head, v.Text = http.StatusBadRequest, r.lang.t("地址里有一处不对", "Something in the address is wrong"), r.lang.t(wrong.zh, wrong.en)
	case errors.As(err, &gone):
		s.Status, v.Head = http.StatusNotFound, r.lang.t("那时已经撤下", "Gone by then")
		v.Text = r.lang.t("到所看的那天，这一页已从门户上撤下。档案里留着撤下以前的样子。", "By the day you look at, the portal had taken this page down. The archive keeps what stood there before.")
		v.Before, v.Since, v.Now = &gone.Version, gone.Since, r.with("at", "")
	case errors.Is(err, archive.ErrNotYetSeen):
		s.Status, v.Head = http.StatusNotFound, r.lang.t("那时还没有见过", "Not yet seen then")
		v.Text = r.lang.t("到所看的那天，我们还没有抓取过这一页；那时门户上有没有，档案答不了。", "By the day you look at, this page had not been fetched here; whether the portal had it, the archive cannot say.")
		v.Now = r.with("at", "")
	case errors.Is(err, archive.ErrNotFound):
		s.Status, v.Head = http.StatusNotFound, r.lang.t("档案里没有这一页", "Not in this archive")
		v.Text = r.lang.t("地址也许抄错了一处；可以按机关、年度找找看。", "The address may have a slip in it; try to find it by organ and year.")
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		s.Status, v.Head = http.StatusServiceUnavailable, r.lang.t("没来得及", "Out of time")
		v.Text = r.lang.t("做这一页花的时间太长，停下了。请再试一次。", "Making this page took too long and was stopped. Please try again.")
	default:
		s.Status, v.Head, v.ID = http.StatusInternalServerError, r.lang.t("出错了", "Something broke here"), rand.Text()[:10]
		v.Text = r.lang.t("这一页没有做成，错在我们这边。号码记在运行日志里。", "This page could not be made, and the fault is ours. The number stands in the log.")
		p.Log.Error("page not made", "id", v.ID, "path", r.URL.Path, "error", err)
	}
	s.Title, s.Data = v.Head, v
	return s
}

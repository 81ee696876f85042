package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"gongkai/archive"
)

// Problem is an answer that says why there is none (RFC 9457).
type Problem struct {
	// Type names the kind of problem: /api/v1/problems/NAME. Programs compare it.
	Type   string `json:"type"`
	Title  string `json:"title"` // the same for every problem of the type
	Status int    `json:"status"`
	// Detail says what is wrong with this request and what to do.
	Detail   string `json:"detail,omitempty"`
	Instance string `json:"instance,omitempty"` // path of the request

	// Parameter is the query parameter that is at fault, Known what could have
	// stood there.
	Parameter string   `json:"parameter,omitempty"`
	Known     []string `json:"known,omitempty"`
	// Since and Before tell of something that is gone: when that was first seen,
	// and the reference of what stood there before.
	Since  time.Time `json:"since,omitzero"`
	Before string    `json:"before,omitempty"`
	// Cursor is where a reader whose cursor is stale begins again.
	Cursor string `json:"cursor,omitempty"`

	header http.Header
}

// Error tells the problem in a line.
func (p *Problem) Error() string { return p.Title + ": " + p.Detail }

// kind is a type of problem.
type kind struct {
	name   string
	status int
	title  string
	todo   string
}

// The kinds of problems. Names and statuses are promised; docs/api.md lists them.
var (
	noRoute       = kind{"unknown-route", http.StatusNotFound, "没有这个地址 · no such route", "看 /api/v1 列出的地址 · see the routes that /api/v1 lists"}
	notFound      = kind{"not-found", http.StatusNotFound, "档案里没有 · not in the archive", "用 /api/v1/resolve?ref= 或列表找 · find it with /api/v1/resolve?ref= or the lists"}
	notYetSeen    = kind{"not-yet-seen", http.StatusNotFound, "那时还没见过 · not yet seen at that time", "换一个晚些的时间 · ask for a later time"}
	notRead       = kind{"not-read", http.StatusNotFound, "没有读出内容 · nothing was read of it", "取原件 /payload · take the original, /payload"}
	gone          = kind{"gone", http.StatusGone, "那时已经撤了 · gone at that time", "before 是撤之前的版本 · before names the version that stood there"}
	staleCursor   = kind{"stale-cursor", http.StatusGone, "游标过期 · stale cursor", "从 cursor 重新开始，重读全部 · begin again with cursor and read everything anew"}
	badParameter  = kind{"bad-parameter", http.StatusBadRequest, "参数不对 · bad parameter", "改 parameter 说的那个参数 · mend the parameter that is named"}
	unknownParam  = kind{"unknown-parameter", http.StatusBadRequest, "没有这个参数 · unknown parameter", "known 列出有的参数 · known lists those that there are"}
	badPage       = kind{"bad-page", http.StatusBadRequest, "翻页标记不对 · bad page token", "从第一页开始；过滤条件不能换 · begin with the first page; filters must stay the same"}
	ambiguous     = kind{"ambiguous", http.StatusBadRequest, "不止一个 · names several things", "known 列出各是哪一个 · known lists references that name one each"}
	badMethod     = kind{"method-not-allowed", http.StatusMethodNotAllowed, "不能这样请求 · method not allowed", "Allow 列出可以的 · Allow lists the methods"}
	notAcceptable = kind{"not-acceptable", http.StatusNotAcceptable, "给不出要的格式 · not acceptable", "known 列出给得出的 · known lists the media types"}
	tooLong       = kind{"uri-too-long", http.StatusRequestURITooLong, "地址太长 · address too long", "地址最多 8000 字节 · at most 8,000 bytes"}
	running       = kind{"already-running", http.StatusConflict, "正在爬 · a pass is running", "等它结束 · wait for its end"}
	noContact     = kind{"no-contact", http.StatusConflict, "还不能爬 · cannot be crawled yet", "在 config.yaml 里写 contact · write contact in config.yaml"}
	noCrawls      = kind{"no-crawls", http.StatusNotImplemented, "这个服务不爬取 · this server starts no crawls", "在命令行 gongkai crawl · run gongkai crawl"}
	damaged       = kind{"damaged", http.StatusInternalServerError, "档案有损坏 · the archive is damaged", "运行 gongkai verify · run gongkai verify"}
	internal      = kind{"internal", http.StatusInternalServerError, "服务出错 · internal error", "看服务的日志 · see the server's log"}
	unavailable   = kind{"unavailable", http.StatusServiceUnavailable, "现在答不了 · cannot answer now", "稍后再试 · try again later"}

	kinds = []kind{
		noRoute, notFound, notYetSeen, notRead, gone, staleCursor, badParameter, unknownParam, badPage, ambiguous,
		badMethod, notAcceptable, tooLong, running, noContact, noCrawls, damaged, internal, unavailable,
	}
)

// says makes a problem of the kind; format says what is wrong here.
func (k kind) says(format string, args ...any) *Problem {
	return &Problem{Type: base + "/problems/" + k.name, Title: k.title, Status: k.status, Detail: fmt.Sprintf(format, args...)}
}

// of says which parameter is at fault and what could have stood there.
func (p *Problem) of(parameter string, known ...string) *Problem {
	p.Parameter, p.Known = parameter, known
	return p
}

// problemOf makes a problem of any error. What is not the client's doing is
// logged and not told.
func (s *Server) problemOf(ctx context.Context, err error, path string) *Problem {
	var p *Problem
	var away *archive.GoneError
	var several *archive.AmbiguousError
	switch {
	case errors.As(err, &p):
	case errors.As(err, &away):
		p = gone.says("最后的版本 · last version: %s", away.Version.Ref())
		p.Since, p.Before = away.Since, away.Version.Ref()
	case errors.As(err, &several):
		p = ambiguous.says("可能是其中之一 · may be any of %d", len(several.Candidates)).of("", several.Candidates...)
	case errors.Is(err, archive.ErrNotYetSeen):
		p = notYetSeen.says("第一次见到在那之后 · it was first seen after that time")
	case errors.Is(err, archive.ErrNotFound):
		p = notFound.says("没有这个 · there is nothing of this name")
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.Is(err, archive.ErrClosed):
		p = unavailable.says("超时或正在停止 · out of time, or stopping")
		p.header = http.Header{"Retry-After": {"5"}}
	case errors.Is(err, archive.ErrCorrupt):
		s.log.ErrorContext(ctx, "api: damage", "path", path, "error", err)
		p = damaged.says("这一条读不了，别的不受影响 · this record cannot be read, others can")
	default:
		s.log.ErrorContext(ctx, "api: request failed", "path", path, "error", err)
		p = internal.says("已记入日志 · it was logged")
	}
	p.Instance = path
	return p
}

// answer makes the HTTP answer of a problem.
func (p *Problem) answer() (*answer, error) {
	var b bytes.Buffer
	if err := writeJSON(&b, p); err != nil {
		return nil, err
	}
	return &answer{status: p.Status, contentType: "application/problem+json", header: p.header, body: b.Bytes()}, nil
}

package portalsim

import (
	"net/url"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// jpageDisposition names a file in the Content-Disposition header in one of the
// ways that servers have: raw GBK bytes, RFC 5987, percent-encoded UTF-8 in
// the plain parameter.
func jpageDisposition(f *filing, a *attachment) string {
	switch f.serial % 3 {
	case 0:
		if raw, err := simplifiedchinese.GBK.NewEncoder().String(a.name); err == nil {
			return "attachment; filename=\"" + raw + "\""
		}
		fallthrough
	case 1:
		return "attachment; filename*=UTF-8''" + url.PathEscape(a.name)
	default:
		return "attachment; filename=" + url.PathEscape(a.name)
	}
}

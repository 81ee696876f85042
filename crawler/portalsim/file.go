package portalsim

import (
	"fmt"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// file is an attachment's bytes: real files, small, without a date of their own.
func (s *site) file(f *filing, a *attachment) *payload {
	switch a.format {
	case FormatText:
		text, err := simplifiedchinese.GBK.NewEncoder().String(f.tabs())
		if err != nil {
			text = f.tabs() // a rune outside GBK: the organ saves as UTF-8
		}
		return &payload{body: []byte(text), ctype: "application/octet-stream"}
	case FormatDoc:
		var b strings.Builder
		fmt.Fprintf(&b, "<html xmlns:w=\"urn:schemas-microsoft-com:office:word\"><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"><meta name=\"ProgId\" content=\"Word.Document\"><title>%s</title></head><body><div class=\"WordSection1\">\n%s</div></body></html>\n", f.title, f.html())
		return &payload{body: []byte(b.String()), ctype: "application/msword"}
	default:
		return &payload{body: pdf(f.blocks()), ctype: "application/pdf"}
	}
}

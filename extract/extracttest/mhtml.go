package extracttest

import (
	"bytes"
	"encoding/base64"
	"math/rand/v2"
	"mime/quotedprintable"

	"gongkai/extract/report/reporttest"
)

// mhtml wraps a page of Word as a single file, as "save as web archive" does.
func mhtml(parts []reporttest.Part, noise *rand.Rand) []byte {
	body := htmlWord(parts, noise)
	var b bytes.Buffer
	b.WriteString("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"----=_Next.01\"\r\n\r\n" +
		"This document is a Single File Web Page.\r\n\r\n------=_Next.01\r\nContent-Location: file:///C:/1.htm\r\n" +
		"Content-Type: text/html; charset=\"utf-8\"\r\n")
	if once(2, noise) {
		b.WriteString("Content-Transfer-Encoding: quoted-printable\r\n\r\n")
		w := quotedprintable.NewWriter(&b)
		_, _ = w.Write(body) // to memory: it cannot fail
		_ = w.Close()
	} else {
		b.WriteString("Content-Transfer-Encoding: base64\r\n\r\n")
		code := base64.StdEncoding.EncodeToString(body)
		for len(code) > 76 {
			b.WriteString(code[:76] + "\r\n")
			code = code[76:]
		}
		b.WriteString(code)
	}
	b.WriteString("\r\n------=_Next.01\r\nContent-Type: image/png\r\n\r\n1234\r\n------=_Next.01--\r\n")
	return b.Bytes()
}

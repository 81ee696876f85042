package extract

import (
	"fmt"

	"gongkai/extract/document"
)

// MaxPayload is the number of bytes that Read looks at: a longer payload is
// StateUnreadable with a finding document.CodeLimit. The longest reports seen,
// scans of many pages, have some 30 MB. The limits of what is inside (blocks,
// cells, nesting, text) are in extract/document.
const MaxPayload = 64 << 20

func tooLong(n int) document.Finding {
	return document.Finding{
		Code:           document.CodeLimit,
		Responsibility: document.Reader,
		Where:          "payload",
		Message:        fmt.Sprintf("文件过大，未读：%d bytes > %d", n, MaxPayload),
	}
}

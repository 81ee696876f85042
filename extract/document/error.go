package document

// The codes of an Error: why a file gave nothing at all.
const (
	CodeEmpty     = "empty"     // there is nothing in it
	CodeEncrypted = "encrypted" // a password is needed
	CodeBroken    = "broken"    // the bytes contradict the format
	CodeTruncated = "truncated" // the end of the file is missing
)

// Error says why a file was not read. A reader returns no other error; what it
// doubts in a file that it did read are findings of the Document.
type Error struct {
	Code    string
	Message string // 中文：english
}

func (e *Error) Error() string {
	return e.Code + ": " + e.Message
}

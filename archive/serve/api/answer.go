package api

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"strconv"
)

// jsonType is the media type of most answers (RFC 8259: always UTF-8).
const jsonType = "application/json"

// answer is what goes back: whole, so that its status is true.
type answer struct {
	status      int // 0: 200
	contentType string
	header      http.Header
	body        []byte
	borrowed    bool // body is of Server.bodies, and nobody keeps a part of it
}

// inJSON answers with a value.
func inJSON(v any) (*answer, error) {
	var b bytes.Buffer
	if err := writeJSON(&b, v); err != nil {
		return nil, err
	}
	return &answer{contentType: jsonType, body: b.Bytes()}, nil
}

// writeJSON writes a value and a line's end. "<" and "&" stay as they are: the
// answer is no HTML and is never sniffed as such.
func writeJSON(b *bytes.Buffer, v any) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// send writes the answer. There is nobody to tell when the client has gone.
func (a *answer) send(w http.ResponseWriter) {
	h := w.Header()
	maps.Copy(h, a.header)
	if a.contentType != "" {
		h.Set("Content-Type", a.contentType)
	}
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Length", strconv.Itoa(len(a.body)))
	status := a.status
	if status == 0 {
		status = http.StatusOK
	}
	w.WriteHeader(status)
	_, _ = w.Write(a.body)
}

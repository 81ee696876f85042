package export

import (
	"encoding/json"
	"io"
	"iter"
)

// JSONL writes one JSON object a line for each row, the record with it.
func JSONL(w io.Writer, rows iter.Seq2[Row, error]) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for row, err := range rows {
		if err != nil {
			return err
		}
		if err := enc.Encode(row); err != nil {
			return err
		}
	}
	return nil
}

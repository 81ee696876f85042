package worker

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"gongkai/archive"
)

// errGarbage is a process that wrote what is no answer.
var errGarbage = errors.New("the reading process wrote what is no answer")

// maxObjects bounds what an answer becomes in memory: three bytes of JSON can
// ask for a structure of hundreds. The largest document that the readers let
// through (200,000 cells) has fewer.
const maxObjects = 1_000_000

// answer is what a process says of one payload.
type answer struct {
	Number  uint64          `json:"number"`
	Reading archive.Reading `json:"reading"`
}

// decodeAnswer reads an answer to the request of this number by readers of this
// revision; anything else is errGarbage.
func decodeAnswer(j []byte, number uint64, revision string) (archive.Reading, error) {
	if n := bytes.Count(j, []byte{'{'}); n > maxObjects {
		return archive.Reading{}, fmt.Errorf("%w: %d objects, at most %d", errGarbage, n, maxObjects)
	}
	var a answer
	if err := json.Unmarshal(j, &a); err != nil {
		return archive.Reading{}, fmt.Errorf("%w: %w", errGarbage, err)
	}
	if a.Number != number {
		return archive.Reading{}, fmt.Errorf("%w: number %d, want %d", errGarbage, a.Number, number)
	}
	if a.Reading.Revision != revision {
		return archive.Reading{}, fmt.Errorf("%w: by readers of revision %q, these are %q: the program was replaced, restart it", errGarbage, a.Reading.Revision, revision)
	}
	switch a.Reading.State {
	case archive.WasRead, archive.FormatNotRead, archive.Unreadable:
		return a.Reading, nil
	}
	return archive.Reading{}, fmt.Errorf("%w: state %q", errGarbage, a.Reading.State)
}

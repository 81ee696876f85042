package api

import (
	"mime"
	"strconv"
	"strings"
)

// accepts picks the media type that an Accept header (RFC 9110, 12.5.1) likes
// best of those that there are, the first of equals; "" if it takes none. No
// header takes all; an element that cannot be read is passed over.
func accepts(header string, offers []string) string {
	if strings.TrimSpace(header) == "" {
		return offers[0]
	}
	best, bestQ := "", 0.0
	for _, offer := range offers {
		if q := quality(header, offer); q > bestQ {
			best, bestQ = offer, q
		}
	}
	return best
}

// quality is the weight that the header gives to a media type: that of the most
// specific range that takes it.
func quality(header, offer string) float64 {
	family, _, _ := strings.Cut(offer, "/")
	q, rank := 0.0, 0
	for part := range strings.SplitSeq(header, ",") {
		name, params, err := mime.ParseMediaType(strings.TrimSpace(part))
		if err != nil {
			continue
		}
		r := 0
		switch name {
		case offer:
			r = 3
		case family + "/*":
			r = 2
		case "*/*":
			r = 1
		}
		if r <= rank {
			continue
		}
		rank, q = r, 1
		if w, given := params["q"]; given {
			if q, err = strconv.ParseFloat(w, 64); err != nil || q < 0 || q > 1 {
				q = 0
			}
		}
	}
	return q
}

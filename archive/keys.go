package archive

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strings"
)

// The collections of the index. Keys that begin with a string of variable
// length end it with NUL; numbers are big endian, so that bytes sort as they do.
const (
	inMeta       Collection = "meta"        // "batch" → mark of the newest batch
	inPages      Collection = "page"        // PageID → Page
	inPortal     Collection = "page_portal" // portal NUL PageID → nothing
	inAliases    Collection = "page_alias"  // PageID of an alias + PageID → nothing
	inCaptures   Collection = "capture"     // PageID + capture → Capture
	inPassOf     Collection = "pass_page"   // PassID NUL PageID → newest capture there
	inVersions   Collection = "version"     // PageID + number → Version
	inPayloads   Collection = "payload"     // digest + PageID → kept
	inPending    Collection = "pending"     // capture → task
	inReadings   Collection = "reading"     // digest + digests of hints and revision → Reading
	inAttributed Collection = "attribution" // PageID + number → []Attribution
	inOrgans     Collection = "organ"       // Organ.ID → Organ
	inNames      Collection = "organ_name"  // normal name NUL Organ.ID → nothing
	inFilings    Collection = "filing"      // Filing.ID → Filing
	inChanges    Collection = "change"      // number → Change
	inFollowers  Collection = "follower"    // Follower.Name → Follower
	inPasses     Collection = "pass"        // PassID → Pass
	inPassTimes  Collection = "pass_time"   // start NUL PassID → nothing
)

func be64(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func pageKey(p PageID) []byte { return []byte(p) }

func captureKey(p PageID, id uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte(p), id)
}

func versionKey(p PageID, n int) []byte {
	return binary.BigEndian.AppendUint32([]byte(p), uint32(n))
}

// pair returns the key of an index entry: a, NUL, b.
func pair(a, b string) []byte {
	k := make([]byte, 0, len(a)+1+len(b))
	k = append(k, a...)
	k = append(k, 0)
	return append(k, b...)
}

func payloadKey(d Digest, p PageID) []byte { return append(d[:len(d):len(d)], p...) }

// readingKey names the reading that a version has: by the payload, the hints
// that are stored and the revision of the readers.
func readingKey(v *Version) []byte { return readingKeyBy(v, v.ReadBy) }

func readingKeyBy(v *Version, revision string) []byte {
	hints := sha256.Sum256([]byte(v.Name + "\x00" + v.ContentType))
	by := sha256.Sum256([]byte(revision))
	k := append(v.Payload[:len(v.Payload):len(v.Payload)], hints[:8]...)
	return append(k, by[:8]...)
}

// prefixEnd returns the first key behind all that begin with p, nil where
// there is none.
func prefixEnd(p []byte) []byte {
	end := append([]byte(nil), p...)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i] != 0xff {
			end[i]++
			return end[:i+1]
		}
	}
	return nil
}

// checkName says whether s can stand in keys as the name of a portal or pass.
func checkName(what, s string, maxBytes int) error {
	switch {
	case s == "":
		return fmt.Errorf("archive: %s has no name", what)
	case len(s) > maxBytes:
		return fmt.Errorf("archive: name of %s has %d bytes, at most %d", what, len(s), maxBytes)
	case strings.ContainsRune(s, 0):
		return fmt.Errorf("archive: name of %s %q has a NUL", what, s)
	}
	return nil
}

func checkPortal(s string) error {
	if strings.Contains(s, "/") {
		return fmt.Errorf("archive: name of portal %q has a slash", s)
	}
	return checkName("portal", s, 100)
}

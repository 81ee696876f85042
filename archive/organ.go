package archive

import "time"

// Organ is an agency (机关) that publishes on a portal. One organ's name is
// written in several ways; ID is made of the portal and the normalised name.
type Organ struct {
	ID        string    `json:"id"` // "zhangdian/张店区服务业发展中心"
	Portal    string    `json:"portal"`
	Name      string    `json:"name"`            // the fullest name that a document gave
	Names     []string  `json:"names,omitempty"` // every way it was written
	Region    string    `json:"region,omitempty"`
	FirstSeen time.Time `json:"first_seen"`
}

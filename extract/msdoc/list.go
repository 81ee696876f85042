package msdoc

type lists struct{}

func (r *reader) readLists() {}

func (r *reader) numbered(p *paragraph) string {
	if p.list > 0 && p.list < 0x7FF && len(r.text) > 0 {
		r.doubt(CodeNumbering, "自动编号未读：paragraphs are numbered by Word, their numbers are left out")
	}
	return ""
}

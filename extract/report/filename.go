package report

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"gongkai/extract/document"
)

// A file's name often is the title of what it holds: 2022年云湖市水利局政府信息公开
// 工作年度报告.docx. It serves where the document itself does not say, aloud: a name
// is given by whoever saved the file.

// maxName is up to how many bytes a file's name is read.
const maxName = 600

// nameTitle is what the name of a file, or the last part of an address, says.
// A name that is no title of a report or guide says nothing.
func nameTitle(name string) Title {
	name = name[strings.LastIndexAny(name, "/\\")+1:]
	if len(name) > maxName {
		return Title{Kind: Other}
	}
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	if ext := path.Ext(name); len(ext) <= 6 {
		name = strings.TrimSuffix(name, ext)
	}
	t := ReadTitle(name)
	if t.LookAlike {
		t.Kind = Other
	}
	return t
}

// kindByName is the kind that the file's name gives to a text that speaks of
// openness, has no title of its own and says no other kind.
func (p *parser) kindByName() Kind {
	if p.title.Kind != "" || p.fileTitle.Kind == Other || p.longest() < 30 {
		return Other
	}
	if first := strings.Join(p.preface(4), ""); !strings.Contains(first, "公开") || noticeWords.in(first, p.prefaceHas()) {
		return Other
	}
	return p.fileTitle.Kind
}

// nameFills takes what the file's name says where the document says nothing, and
// tells where the two disagree.
func (p *parser) nameFills(r *Record, s *sheet) {
	t := p.fileTitle
	if t.Kind != r.Kind {
		return
	}
	if r.Agency == "" && t.Agency != "" {
		if a := organ(t.Agency); a != "" && endsAsOrgan(a) {
			r.Agency = a
			s.find("agency_from_name", document.Publisher, "agency", "正文没有机关名称，按文件名 / the organ is named by the file's name only", document.Place{})
		}
	}
	switch {
	case r.Kind != AnnualReport || t.Year == 0 || t.Year == r.Year:
	case r.Year == 0:
		r.Year = t.Year
		s.find("year_from_name", document.Publisher, "year", "正文没有年度，按文件名 / the year is given by the file's name only", document.Place{})
	default:
		s.find("year_differs", document.Publisher, "year", "年度是 "+strconv.Itoa(r.Year)+"，文件名是 "+strconv.Itoa(t.Year)+" / the file's name has another year", document.Place{})
	}
}

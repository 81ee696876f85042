package page

// overview is the first page.
func (p *Pages) overview(r *request) (*sheet, error) {
	return &sheet{Template: "overview", Title: r.lang.t("总览", "Overview"), Nav: "overview", Dated: true}, nil
}

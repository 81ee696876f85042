package page

// recordRoutes lists the pages about what is kept: organs, filings, pages,
// versions and their differences.
func (p *Pages) recordRoutes() {
	p.page("/organ/{portal}/{organ}", p.organ)
	p.page("/filing/{portal}/{organ}/{year}", p.filing)
	p.page("/page/{id}", p.history)
	p.page("/page/{id}/{n}", p.versionPage)
	p.page("/diff", p.diff)
	p.page("/compare", p.compare)
	p.raw("/original/{id}/{n}", p.original)
}

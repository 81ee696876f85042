package report

import "testing"

// Rows without a header, with one cell more than the form: the blank at an end is put
// aside only where the other rows show that it is none of the form's columns.
func TestABlankTooManyIsToldByTheOtherRows(t *testing.T) {
	const secret, stability = "1.属于国家秘密", "3.危及“三安全一稳定”"
	for name, tt := range map[string]struct {
		table tableSpec
		want  map[string]string
	}{
		"beside a remark the first one is the form's own": {tableSpec{
			vals(secret, "7306", "", "", "", "", "29", "7335", "见说明"),
			vals(stability, "", "", "9", "28", "", "", "37", "见说明3"),
		}, map[string]string{"security_stability.business": "()", "security_stability.research": "()", "security_stability.other": "()"}},
		"beside a subtotal too, though the form's cells are full": {tableSpec{
			vals(secret, "2", "1", "1", "1", "1", "1", "5", "7"),
			vals(stability, "", "1", "1", "1", "1", "1", "5", "5"),
		}, map[string]string{"security_stability.natural_person": "()", "security_stability.total": "()"}},
		"beside a subtotal, and in no row filled": {tableSpec{
			vals(secret, "", "1", "1", "1", "1", "1", "5", "5"),
			vals(stability, "", "1", "1", "", "1", "1", "4", "4"),
		}, map[string]string{"state_secret.natural_person": "()", "security_stability.natural_person": "()"}},
		"under the labels of other rows it is a merged cell's": {tableSpec{
			vals("（三）不予公开", secret, "1", "", "", "", "", "", "1"),
			vals(stability, "", "", "2", "", "", "", "", "2"),
		}, map[string]string{"security_stability.natural_person": "(blank)", "security_stability.business": "2", "security_stability.total": "2"}},
		"in a column of remarks, before it a cell in doubt": {tableSpec{
			vals(secret, "1", "", "", "", "", "", "1", "见说明"),
			vals(stability, string(doubted), "—", "", "-", "", "", "2", ""),
		}, map[string]string{"security_stability.business": "()", "security_stability.total": "()"}},
		"in a column of remarks it is none of the form's": {tableSpec{
			vals(secret, "1", "", "", "", "", "", "1", "见说明"),
			vals(stability, "2", "", "", "", "", "", "2", ""),
		}, map[string]string{"state_secret.total": "()", "security_stability.natural_person": "2", "security_stability.total": "2"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := Parse(reportWith(three, tt.table.laidOut()))[0]
			expectCells(t, r, "applications.denied.", tt.want)
		})
	}
}

package report

import (
	"strings"
	"testing"
)

// The form's columns with none of its rows below: that table is not silently no table.
func TestRowsThatTheFormDoesNotKnow(t *testing.T) {
	for _, tt := range []struct{ name, body, codes string }{
		{"alone under the columns of section three",
			"三、收到和处理政府信息公开申请情况\n\n\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n收到申请总数\t1\t2\t3\t4\t5\t6\t21\n", "row_unknown applications"},
		{"under borrowed columns of section two", "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n政策解读\t1\t2\t3\n", ""},
		{"of the form of 2019 in a table of 2021", "信息内容\t本年处理决定数量\n行政许可\t7\n其他对外管理服务事项\t8\n信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t11\n", "row_of_old_form proactive.other_services"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := Parse(lines(frame + tt.body + "\n五、存在的主要问题及改进情况\n无\n"))[0]
			if c := strings.Join(codes(r), " "); c != tt.codes {
				t.Errorf("findings %q, want %q", c, tt.codes)
			}
		})
	}
}

package archive

import "testing"

func TestFullerName(t *testing.T) {
	for _, c := range []struct {
		name, long, short string
		want              bool
	}{
		{"regions are put before", "云湖市丹溪区水务局", "水务局", true},
		{"a region written short is written whole", "云湖市丹溪区水务局", "区水务局", true},
		{"a town is its government", "云湖市东桥镇人民政府", "东桥镇", true},
		{"a town is not its street office", "云湖市东桥镇财政所", "东桥镇", false},
		{"an office of an organ is another organ", "云湖市水务局办公室", "云湖市水务局", false},
		{"the same name is not fuller", "云湖市水务局", "云湖市水务局", false},
		{"a longer word is another organ", "云湖市气象水务局", "水务局", false},
		{"two letters say nothing", "云湖市水务局", "局", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := isFuller(c.long, c.short); got != c.want {
				t.Errorf("isFuller(%s, %s) = %v", c.long, c.short, got)
			}
		})
	}
}

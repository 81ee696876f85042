package portalsim

import (
	"fmt"
	"math/rand/v2"
)

var openings = []string{
	"%d年，%s深入贯彻落实《中华人民共和国政府信息公开条例》，围绕中心、服务大局，持续扩大主动公开范围，规范办理公开申请，不断提升公开工作质效。",
	"%d年，%s坚持以公开为常态、不公开为例外，紧扣群众关切，细化公开事项，优化公开渠道，推动公开工作制度化、规范化运行。",
	"%d年，%s严格按照上级公开工作要点部署，压实工作责任，健全工作机制，各项任务按期完成。",
}

var doings = []string{
	"完善信息发布审核流程，落实先审后发、一事一审，全年未发生泄密和重大差错情况。",
	"对历年公开栏目开展全面梳理，清理失效链接%d处，补充缺失信息%d条，调整栏目%d个。",
	"组织业务培训%d次，参训人员%d人次，编印工作手册%d册，基层经办人员能力得到提升。",
	"依托门户网站、微信公众号和便民服务中心公开专区，形成线上线下互补的公开格局，接待查询群众%d人次，解答咨询%d件，发放资料%d份。",
	"将公开工作纳入年度绩效考核，分值权重不低于百分之四，对%d个单位开展督查，发现问题%d个，全部限期整改，约谈%d人。",
}

var troubles = []string{
	"一是公开内容与群众期待仍有差距，政策文件的说明形式比较单一；二是经办人员变动较多，业务熟练程度有待提高。",
	"一是个别栏目更新不够及时；二是重点领域信息的归集还不够系统，查找不够方便。",
	"公开工作的主动性还需加强，部分信息的时效性有待提高，平台建设仍有完善空间。",
}

var remedies = []string{
	"下一步，将健全常态化检查机制，每季度通报一次栏目更新情况，丰富说明形式，提高公开的针对性和实效性。",
	"下一步，将加强队伍建设，组织专题学习，完善内部协调机制，确保公开内容准确、及时、便民。",
}

// narrative makes the paragraphs of the six sections. Its sums are those of the
// numbers as first made; a later correction of a cell leaves the words alone,
// as organs do.
func narrative(r *rand.Rand, f *filing, n *yearNumbers) [][]string {
	o := f.organ
	pick := func(all []string) string { return all[r.IntN(len(all))] }
	overall := []string{
		fmt.Sprintf(pick(openings), f.year, o.name),
		fmt.Sprintf("（一）主动公开情况。全年通过各类渠道主动公开政府信息%d条，其中政策文件类%d条，工作动态类%d条。",
			n.published, n.published/9, n.published/3),
		fmt.Sprintf("（二）依申请公开情况。全年新收政府信息公开申请%d件，上年结转%d件，办结%d件，结转下年度继续办理%d件。",
			n.received, n.carriedIn, n.finished, n.carriedOut),
	}
	for i, at := range r.Perm(len(doings))[:3] {
		text := doings[at]
		if at > 0 {
			text = fmt.Sprintf(text, 2+r.IntN(30), 2+r.IntN(300), 1+r.IntN(9))
		}
		overall = append(overall, fmt.Sprintf("（%s）%s", []string{"三", "四", "五"}[i], text))
	}
	last := []string{"无。"}
	if r.IntN(2) == 0 {
		last = []string{fmt.Sprintf("%d年度%s未收取政府信息公开信息处理费。", f.year, o.name),
			fmt.Sprintf("办理人大代表建议%d件、政协提案%d件，按时办结率100%%。", r.IntN(20), r.IntN(20))}
	}
	return [][]string{overall, nil, nil, nil, {pick(troubles), pick(remedies)}, last}
}

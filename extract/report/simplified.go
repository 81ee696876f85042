package report

// pairs are the traditional characters that statutory labels, headings and
// names of organs use, each followed by its simplified form (《通用规范汉字表》).
// It is no converter: mirrors print reports in traditional characters, and
// their labels must be recognised.
const pairs = "猶犹規规範范許许處处罰罚強强製制發发廢废現现數数項项採采購购總总額额對对開开務务關关業业機机構构組组織织結结維维糾纠審审計计經经復复議议訴诉訟讼後后請请屬属國国類类內内過过執执詢询權权證证穩稳護护當当複复舉举報报獲获確确認认繳缴費费補补轉转繼继續续辦办與与為为無无檢检於于條条據据減减決决預预導导縣县區区鄉乡鎮镇廳厅門门員员會会動动況况題题進进體体說说書书點点選选線线網网電电話话傳传郵邮編编碼码時时間间聯联係系號号實实際际產产單单萬万歷历應应庫库劃划財财農农運运輸输環环衛卫勞劳資资貿贸廣广場场監监測测氣气標标濟济統统稅税檔档館馆園园綠绿軍军隊队醫医藥药險险擬拟佈布訊讯頁页爲为並并從从眾众衆众龍龙陽阳臺台灣湾雲云貴贵陝陕寧宁遼辽鄭郑連连興兴慶庆義义蘇苏滬沪東东魯鲁黃黄馬马齊齐團团圖图職职責责來来個个們们這这還还種种級级積积極极術术設设備备狀状態态嚴严圍围長长見见觀观誰谁調调論论變变讓让負负貫贯質质賬账購购輕轻較较達达違违適适遲迟遞递鋪铺鐵铁錄录鎖锁陸陆隨随難难靈灵靜静頒颁頭头顧顾願愿顯显養养驗验騰腾溫温澤泽潤润濱滨瀋沈熱热爾尔獎奖畫画異异盡尽礦矿禮礼稱称筆笔節节糧粮紀纪約约純纯紙纸細细終终給给絕绝綜综緒绪縱纵纖纤罷罢聖圣聽听肅肃脫脱莊庄華华葉叶蓋盖薩萨處处裝装覽览訂订記记訪访評评詳详試试該该誤误談谈講讲譯译讀读贊赞趙赵躍跃車车軌轨農农遠远邊边鄂鄂釋释銀银銷销鎮镇閉闭閩闽閱阅陳陈陰阴階阶雙双離离雜杂響响頂顶順顺須须領领頻频類类風风飛飞餘余館馆駐驻鮮鲜麗丽歸归縮缩專专劉刘創创剛刚勝胜勢势協协吳吴啟启嶺岭島岛嶼屿崗岗師师帶带廠厂廬庐徑径徵征憑凭懷怀戰战戶户執执拋抛損损換换據据擇择擔担擴扩攝摄擊击斷断曆历曉晓樂乐樓楼橋桥樹树樣样歐欧歲岁殘残湯汤滅灭漢汉漁渔灘滩災灾煙烟營营爐炉牆墙獨独瑪玛璽玺疇畴療疗皚皑盤盘碩硕碼码祿禄禪禅習习徹彻黨党學学"

// toSimplified holds, at a character's distance from U+4E00, its simplified form,
// 0 where it is one: every character of every text is looked up.
var toSimplified = func() (table [0xa000 - 0x4e00]uint16) {
	var from rune
	for i, r := range []rune(pairs) {
		if i%2 == 0 {
			from = r
		} else if from != r {
			table[from-0x4e00] = uint16(r)
		}
	}
	return table
}()

// simplified returns the simplified form of a character of pairs, every other
// character as it is.
func simplified(r rune) rune {
	if han(r) {
		if s := toSimplified[r-0x4e00]; s != 0 {
			return rune(s)
		}
	}
	return r
}

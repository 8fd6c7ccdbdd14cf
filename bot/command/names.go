package command

import (
	"strings"
	"unicode/utf8"
)

// surnames are the common family names, single and double; a run of two to four
// characters that begins with one may be a person.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁都芮普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利于呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"

var doubleSurnames = []string{"欧阳", "上官", "司马", "诸葛", "皇甫", "夏侯", "东方", "令狐", "慕容", "尉迟", "长孙", "司徒"}

var surnameSet = func() map[rune]bool {
	m := map[rune]bool{}
	for _, r := range surnames {
		m[r] = true
	}
	return m
}()

// plausibleName tells whether s could be a person's name.
func plausibleName(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 4 {
		return false
	}
	for _, d := range doubleSurnames {
		if len(s) > len(d) && s[:len(d)] == d {
			return true
		}
	}
	r, _ := utf8.DecodeRuneInString(s)
	return surnameSet[r] && n <= 3
}

// nameTails are letters that follow a name without belonging to it: 李四吧, 张三等.
const nameTails = "吧呗啊呀嘛哦噢哟哈啦哒咧了去也等共或改换"

// nameAndTail parts a run of letters into the name and what clings to its end.
func nameAndTail(s string) (name, tail string) {
	last, size := utf8.DecodeLastRuneInString(s)
	if utf8.RuneCountInString(s) < 3 || !strings.ContainsRune(nameTails, last) {
		return s, ""
	}
	return s[:len(s)-size], s[len(s)-size:]
}

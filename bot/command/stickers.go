package command

import "strings"

// stickers are what the platforms' little faces are in plain text, in brackets. Those that
// may answer a question ([OK], [好的]) stay words.
var stickers = wordSet("微笑 撇嘴 色 发呆 得意 流泪 害羞 闭嘴 睡 大哭 尴尬 发怒 调皮 呲牙 龇牙 惊讶 难过 囧 抓狂 吐 偷笑 愉快 白眼 傲慢 困 惊恐 憨笑 悠闲 咒骂 疑问 嘘 晕 衰 骷髅 敲打 擦汗 抠鼻 鼓掌 坏笑 " +
	"右哼哼 左哼哼 鄙视 委屈 快哭了 阴险 亲亲 可怜 笑脸 生病 脸红 破涕为笑 恐惧 失望 无语 嘿哈 捂脸 奸笑 机智 皱眉 耶 吃瓜 加油 汗 天啊 Emm 社会社会 旺柴 打脸 哇 翻白眼 666 让我看看 叹气 苦涩 裂开 嘴唇 爱心 心碎 " +
	"拥抱 强 弱 握手 胜利 抱拳 勾引 拳头 合十 啤酒 咖啡 蛋糕 玫瑰 凋谢 菜刀 炸弹 便便 月亮 太阳 庆祝 礼物 红包 發 福 烟花 爆竹 猪头 跳跳 发抖 转圈 赞 鲜花 感谢 三多 送花花 跳舞 可爱 捂眼睛 大笑 流汗 比心 心 " +
	"笑哭 开心 哭 怒 奋斗 你强 点赞 棒 鞠躬 敬礼 狗头 思考 害怕 憧憬 嘻嘻 哈欠 冷汗 好运 撒花 牛 表情 动画表情 动态表情 自定义表情")

// withoutStickers leaves them out of a line: 征文2篇[强].
func withoutStickers(line string) string {
	if !strings.ContainsAny(line, "[【［") {
		return line
	}
	var b strings.Builder
	for {
		from := strings.IndexAny(line, "[【［")
		if from < 0 {
			break
		}
		inside := strings.TrimLeft(line[from:], "[【［")
		name, rest, closed := cutAny(inside, "]】］")
		if !closed {
			break
		}
		if !stickers[strings.TrimSpace(name)] {
			b.WriteString(line[:len(line)-len(inside)])
			line = inside
			continue
		}
		b.WriteString(line[:from] + " ")
		line = rest
	}
	b.WriteString(line)
	return b.String()
}

// cutAny is [strings.Cut] at the first of some letters.
func cutAny(s, letters string) (before, after string, found bool) {
	at := strings.IndexAny(s, letters)
	if at < 0 {
		return s, "", false
	}
	for _, r := range s[at:] {
		return s[:at], s[at+len(string(r)):], true
	}
	return s, "", false
}

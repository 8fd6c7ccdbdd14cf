package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// itemWord teaches what people call an item that the notice names otherwise. It
// applies to every item of a plan whose name or alias is one of names; a word
// under several names has several candidates, and only the rest of the line (a
// measure word, a stage, files) can settle which is meant.
type itemWord struct {
	names string // names of items, space-separated
	words string // sure words
	soft  string // words that name the item only with a figure, a stage or a title
}

var itemWords = []itemWord{
	{"署名文章",
		"署名文章 署名文 署名稿 署名稿件 负责人文章 负责人署名文章 局长文章 局长署名文章 局长的文章 局长的署名文章 局长那篇 局长那篇文章 局长写的文章 局长那个文章 局长的稿子 局长稿子 领导文章 领导署名文章 书记文章 一把手文章 署名的文章 署文 主要负责人文章 局长的那篇",
		"文章 稿子 稿件 那篇 那篇稿子 那篇文章 这篇"},
	{"征文", "征文 征文稿 征文稿件 征文文章 征文投稿 文章征集 征文活动 法治征文 统计法治征文 征集文章 征稿", "文章 稿子 稿件 那篇 那篇文章 那篇稿子 投稿 这篇"},
	{"宣传作品", "宣传作品 作品 优秀作品 优秀宣传作品 法治作品 普法作品 统计法治宣传作品 文创作品 作品数", ""},
	{"专项答题", "专项答题 答题 答题人数 答题活动 知识答题 线上答题 网上答题 学习强国答题 强国答题 法律知识答题 知识竞答 竞答 统计法答题 参与答题 参加答题 做题 做题人数 答题参与人数 参与答题人数 参加答题人数 已答题 答题数 答题总人数 答题情况", "答了 全答了 都答了 也答了 答完 答完了 已答 答过 答过了 刷题 答卷 题 都答完了 全答完了 全部答了 全部答完 完成答题"},
	{"普法宣讲", "普法宣讲 宣讲 宣讲活动 普法宣讲活动 宣讲会 法治宣讲 宣讲次数 宣讲场次 宣讲场数 普法活动 普法宣传活动 现场宣讲 主题宣讲 主题宣讲活动 集中宣讲 集中宣讲活动", "普法课 法治课 宣传活动 宣讲了 送法 送法下乡 送法上门 送法入户 送法活动 普法下乡 进村入户宣传"},
	{"专题讲座", "专题讲座 讲座 视频讲座 线上讲座 网络讲座 视频专题讲座 法治讲座 法律讲座 法律知识讲座 讲座人数 听讲座 专题讲座人数 讲座听课 讲座参加 专题辅导 讲座参加人数", "听课 收听收看 收看"},
	{"特色做法", "特色做法 经验做法 特色 亮点 亮点做法 经验 好做法 做法 典型做法 好经验 特色经验 典型经验 特色亮点 创新做法 经验和特色做法 特色工作", ""},
	{"活动总结", "活动总结 总结 总结报告 总结邮件 情况报告 活动情况 工作总结 组织开展情况 活动开展情况 总结材料 情况总结 总结稿 邮件总结 汇报材料", "邮件 电子邮件"},
	{"宣讲人员报名", "宣讲人员报名 宣讲人员 报名 人员报名 宣讲员 宣传员 宣讲人员名单 报名人员 参加人员名单 宣传员报名 保障人员名单", ""},
}

// typeWords are everyday names of the types of works.
var typeWords = map[string]string{
	"微视频":  "微视频 短视频 视频 小视频 微电影 短片 宣传片 微短片 vlog 视频作品 抖音视频",
	"宣传海报": "宣传海报 海报 招贴 海报作品",
	"摄影作品": "摄影作品 摄影 照片 摄影照片 摄影图片",
	"图解":   "图解 一图读懂 图解作品 长图图解 信息图",
	"动漫":   "动漫 动画 动画片 flash 动漫作品 动漫视频",
	"漫画":   "漫画 连环画 漫画作品 四格漫画",
}

// formatNames are words for types of works that also only say what a file is: 宣讲照片.
const formatNames = "照片 视频 短片 抖音视频"

// TypeNames are what people call the types of an item.
func TypeNames(it ledger.Item) []string {
	out := slices.Clone(it.Types)
	for _, t := range it.Types {
		for _, name := range strings.Fields(typeWords[t]) {
			if !slices.Contains(strings.Fields(formatNames), name) {
				out = append(out, name)
			}
		}
	}
	return out
}

// ItemNames are the words that by themselves name an item.
func ItemNames(it ledger.Item) []string {
	out := slices.Concat([]string{it.Name}, it.Aliases, TypeNames(it))
	for _, w := range itemWords {
		if sharesName(it, w.names) {
			out = append(out, strings.Fields(w.words)...)
		}
	}
	return out
}

// kindMeasures are further measure words of an item, by its own measure word.
var kindMeasures = map[string]string{
	"人": "人 个人 名 位 个 人次 号人 名同志 位同志 人数 个同志 名干部 名职工 名党员 个干部 个职工 名工作人员 人参与 人参加",
	"场": "场 场次 次 回 场活动 趟 堂",
	"篇": "篇 篇稿子 篇次 个 份",
	"件": "件 幅 张 部 个 条 组 集 支 副",
	"份": "份 封",
	"条": "条 个 项 点",
}

// tightMeasures are the measures that by themselves name the one item that is counted in them.
const tightMeasures = "场 件 场次 场活动"

// measureNotHeads are measures of heads that count visits, not people.
const measureVisits = "人次"

// homographs are shape typos that sound different from what was meant.
var homographs = map[string]string{
	"证文": "征文", "微文": "征文", "徵文": "征文", "征攵": "征文", "宜讲": "宣讲", "宣将": "宣讲", "著名文章": "署名文章", "暑名文章": "署名文章",
	"管题": "答题", "笞题": "答题", "达题": "答题", "宣讲座": "讲座", "总洁": "总结", "佐品": "作品", "讲坐": "讲座", "宣奖": "宣讲",
	"署名文意": "署名文章", "答提": "答题", "打题": "答题", "作晶": "作品", "作口": "作品", "征女": "征文", "证稿": "征文",
}

// eventWords are what people call a milestone, by a part of its title.
var eventWords = map[string]string{
	"进社区":    "进社区 进社区活动 社区活动 普法进社区 社区那场 社区那边 社区",
	"进企业":    "进企业 进企业活动 企业活动 普法进企业 企业那场 企业那边 白沙工业园 企业",
	"国家宪法日":  "宪法日 国家宪法日 12.4 12·4 宪法宣传日",
	"颁布纪念日":  "统计法日 统计法纪念日 统计法颁布日 颁布纪念日 统计法颁布纪念日 统计法颁布日 12·8",
	"市局专题讲座": "市局讲座 市局专题讲座",
}

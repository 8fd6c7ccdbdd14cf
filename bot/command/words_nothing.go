package command

import "strings"

var (
	// noneWords say that there is none of something; zeroWords give the figure.
	noneWords = set("无 没有 没得 冇得")
	zeroWords = set("无 0 报0 0条 报0条 零 报零 零条 报零条 是0 为0 报无 一条没有 一条都没有 报没有")
	ourHeads  = strings.Fields("我们这边 我们 我单位 本单位 我局 我县 我区 我市 这边 今年")
	// undoneWords say that something was not held, and not that it is still to come.
	undoneWords = set("没搞 没开展 没办 没开 没组织 没做 没举办 没举行 没有搞 没有开展 没有办 没有开 没有组织 没有做 没有举办 没有举行 未开展 未组织 未举办 没搞过 没开展过 没办过 没开过 没组织过 没有开展过 没有组织过 没有搞过")
)

package messages

import (
	"fmt"
	"time"

	"pufabot/bot/ledger"
)

// CannotListen says why nothing can be heard at the address of http.listen.
func CannotListen(addr, why string) string {
	reason := map[string]string{
		"taken":   "这个端口已被别的程序占用。请停掉占用它的程序，或改配置里 http.listen 的端口。",
		"address": "这台电脑没有这个地址。请把配置里的 http.listen 改成本机的地址；只在本机看就写 127.0.0.1，从别的电脑也要看就写 0.0.0.0。",
		"name":    "找不到叫这个名字的电脑。请在配置里的 http.listen 写本机的 IP 地址，如 127.0.0.1。",
		"denied":  "系统不让用这个端口（1024 以下的端口要管理员权限，也可能被系统留作他用）。请改配置里 http.listen 的端口，如 8080。",
	}[why]
	if reason == "" {
		reason = "系统不允许。请检查配置里的 http.listen。"
	}
	return "无法监听 " + addr + "：" + reason
}

// ClockAway warns that the clock and the campaign are far apart.
func ClockAway(now time.Time, first, last ledger.Date) string {
	today := ledger.DateOf(now)
	return fmt.Sprintf("注意：这台电脑的时间是%d年%s，活动却是%d年%s到%d年%s。时间不对，到期提醒就不会按时发。请先校准电脑时间；时间没错，就检查配置里 campaign 的 start 和 end。",
		today.Year, Day(today), first.Year, Day(first), last.Year, Day(last))
}

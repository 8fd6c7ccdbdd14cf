package messages

// ServiceName is what service managers call the bot.
func ServiceName() string { return "普法小助手 pufabot" }

var serviceVerbs = map[string]string{"install": "安装", "uninstall": "卸载", "start": "启动", "stop": "停止", "status": "查询"}

// ServiceDone tells that the service manager did what was asked.
func ServiceDone(action string) string {
	switch action {
	case "install":
		return "已装成系统服务，开机自动运行。现在运行 pufabot service start 启动它。\n密钥要写成 \"file:路径\" 或直接写在配置里：服务看不到您在终端里设置的环境变量。"
	case "uninstall":
		return "已卸载系统服务，数据没有动。"
	case "start":
		return "已启动。"
	}
	return "已停止，数据已保存。"
}

// ServiceState tells how the service is doing; "" means that there is none.
func ServiceState(state string) string {
	switch state {
	case "running":
		return "正在运行。"
	case "stopped":
		return "已安装，没有运行。运行 pufabot service start 启动它。"
	}
	return "还没有装成系统服务。运行 pufabot service install 安装。"
}

// NoServiceManager tells that this system has none that is known.
func NoServiceManager() string {
	return "这台机器上没有可用的服务管理程序（systemd、Windows 服务）。直接运行 pufabot serve 也一样。"
}

// ServiceFailed tells that the service manager refused; its words are for operators.
func ServiceFailed(action string, err error) string {
	return serviceVerbs[action] + "服务没有成功（" + err.Error() + "）。请用管理员身份再试（Linux 前面加 sudo，Windows 用“以管理员身份运行”的终端）；" +
		"这台机器没有在用服务管理程序的话，直接运行 pufabot serve 也一样。"
}

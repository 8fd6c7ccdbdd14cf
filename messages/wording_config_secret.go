package messages

import "fmt"

// FaultSecretEnvName says that env: is not followed by a name.
func FaultSecretEnvName() string {
	return `env: 后面要写环境变量的名字，只用英文字母、数字和下划线，如 "env:PUFABOT_WECOM_TOKEN"。`
}

// FaultSecretFilePath says that file: is not followed by a path.
func FaultSecretFilePath() string {
	return `file: 后面要写文件的路径，如 "file:secrets/token.txt"（相对于配置文件所在的文件夹）。`
}

// FaultSecretEnvUnset says that an environment variable is not set.
func FaultSecretEnvUnset(name string) string {
	return fmt.Sprintf("环境变量 %s 没有设置或是空的", name)
}

// FaultSecretFile says that a file with a secret gives none.
func FaultSecretFile(absent, readable bool) string {
	switch {
	case absent:
		return "写明的密钥文件不存在"
	case readable:
		return "写明的密钥文件是空的"
	}
	return "写明的密钥文件读不出来（应是一个能读取的小文本文件）"
}

// FaultSecretUnavailable says that a referenced secret cannot be had.
func FaultSecretUnavailable(why string) string {
	return why + "。请补上，或者把这一项改成空字符串。"
}

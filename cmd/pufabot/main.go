// Command pufabot is a chat bot that takes a statistics bureau's law-publicity
// campaign through December: it listens in WeCom and DingTalk work groups, keeps
// who has handed in what, and reminds those who still owe.
package main

import (
	"os"
	_ "time/tzdata" // Windows machines often have no zone files
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

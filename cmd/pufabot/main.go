package main

import (
	"os"
	_ "time/tzdata" // Windows machines often have no zone files
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

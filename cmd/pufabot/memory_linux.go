package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"syscall"
)

// releaseProgram lets go of the program's own pages: the kernel maps sixteen for each
// one that is touched, and a start touches nearly all. They come back from the
// page cache as they are needed, which is few when nothing is going on. Only what
// is as it is in the file is let go: nothing writable, nothing private.
func releaseProgram() {
	self, err := os.Executable()
	if err != nil {
		return
	}
	f, err := os.Open("/proc/self/smaps")
	if err != nil {
		return
	}
	defer f.Close()
	var from, to uintptr
	ours := false
	for in := bufio.NewScanner(f); in.Scan(); {
		fields := strings.Fields(in.Text())
		switch {
		case len(fields) > 1 && strings.Contains(fields[0], "-"):
			_, err := fmt.Sscanf(fields[0], "%x-%x", &from, &to)
			ours = err == nil && len(fields) == 6 && fields[5] == self && !strings.Contains(fields[1], "w")
		case ours && len(fields) == 3 && fields[0] == "Anonymous:" && fields[1] == "0":
			const dontNeed = 4 // MADV_DONTNEED
			_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, from, to-from, dontNeed)
		}
	}
}

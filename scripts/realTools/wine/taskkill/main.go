// A stand-in for `taskkill /PID n /T /F`: Wine's own knows no /T, which also ends what a process has started.
package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"unsafe"
)

func main() {
	pid, tree := -1, false
	for index, argument := range os.Args {
		switch {
		case strings.EqualFold(argument, "/PID") && index+1 < len(os.Args):
			pid, _ = strconv.Atoi(os.Args[index+1])
		case strings.EqualFold(argument, "/T"):
			tree = true
		}
	}
	children := map[uint32][]uint32{}
	if tree {
		children = childrenByParent()
	}
	if !end(uint32(pid), children) {
		// As the real one, where there is no such process.
		fmt.Fprintf(os.Stderr, "ERROR: The process \"%d\" not found.\n", pid)
		os.Exit(128)
	}
}

func childrenByParent() map[uint32][]uint32 {
	children := map[uint32][]uint32{}
	snapshot, err := syscall.CreateToolhelp32Snapshot(syscall.TH32CS_SNAPPROCESS, 0)
	if err != nil {
		return children
	}
	var entry syscall.ProcessEntry32
	entry.Size = uint32(unsafe.Sizeof(entry))
	for err = syscall.Process32First(snapshot, &entry); err == nil; err = syscall.Process32Next(snapshot, &entry) {
		children[entry.ParentProcessID] = append(children[entry.ParentProcessID], entry.ProcessID)
	}
	return children
}

// The parent first: it must not start another child meanwhile.
func end(pid uint32, children map[uint32][]uint32) bool {
	process, err := syscall.OpenProcess(syscall.PROCESS_TERMINATE, false, pid)
	if err == nil {
		err = syscall.TerminateProcess(process, 1)
	}
	for _, child := range children[pid] {
		if child != pid {
			end(child, children)
		}
	}
	return err == nil
}

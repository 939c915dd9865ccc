// A stand-in for powershell.exe, which Wine does not have: does what Boxwright asks of PowerShell, by the Win32 calls that
// PowerShell makes for it. Anything else is an error.
package main

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"unsafe"
)

var kernel = syscall.NewLazyDLL("kernel32.dll")

const (
	queryLimitedInformation = 0x1000
	stillActive             = 259
	// Of src/tools/stopProcess.ts.
	noConsole  = 11
	notPressed = 12
)

func main() {
	command := strings.Join(os.Args[1:], " ")
	if pid := number(command, `AttachConsole\((\d+)\)`); pid >= 0 {
		pressBreak(pid)
	} else if pid := number(command, `Get-Process -Id (\d+)`); pid >= 0 {
		printStart(pid)
	} else if strings.Contains(command, "Win32_Process") {
		printProcesses()
	} else {
		fmt.Fprintln(os.Stderr, "The stand-in for PowerShell does not know:", command)
		os.Exit(1)
	}
}

func number(text, pattern string) int {
	match := regexp.MustCompile(pattern).FindStringSubmatch(text)
	if match == nil {
		return -1
	}
	found, _ := strconv.Atoi(match[1])
	return found
}

func pressBreak(pid int) {
	kernel.NewProc("FreeConsole").Call()
	if attached, _, _ := kernel.NewProc("AttachConsole").Call(uintptr(pid)); attached == 0 {
		os.Exit(noConsole)
	}
	if pressed, _, _ := kernel.NewProc("GenerateConsoleCtrlEvent").Call(1, 0); pressed == 0 {
		os.Exit(notPressed)
	}
}

// When a living process began: 100 nanoseconds since 1601.
func printStart(pid int) {
	process, err := syscall.OpenProcess(queryLimitedInformation, false, uint32(pid))
	var code uint32
	var start, end, kernelTime, userTime syscall.Filetime
	if err == nil {
		err = syscall.GetExitCodeProcess(process, &code)
	}
	if err == nil && code != stillActive {
		err = fmt.Errorf("process %d has ended", pid)
	}
	if err == nil {
		err = syscall.GetProcessTimes(process, &start, &end, &kernelTime, &userTime)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(uint64(start.HighDateTime)<<32 | uint64(start.LowDateTime))
}

// As Win32_Process has them: number, parent and command, of which only the program is told here.
func printProcesses() {
	snapshot, err := syscall.CreateToolhelp32Snapshot(syscall.TH32CS_SNAPPROCESS, 0)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var entry syscall.ProcessEntry32
	entry.Size = uint32(unsafe.Sizeof(entry))
	for err = syscall.Process32First(snapshot, &entry); err == nil; err = syscall.Process32Next(snapshot, &entry) {
		fmt.Printf("%d %d %s\r\n", entry.ProcessID, entry.ParentProcessID, syscall.UTF16ToString(entry.ExeFile[:]))
	}
}

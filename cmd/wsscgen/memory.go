package main

import (
	"os"
	"runtime/debug"

	"github.com/wsscgen/wsscgen/parser"
)

// roomyHeap is how much memory the command takes, in bytes, before it is careful: what a
// document of 2.5 MB needs.
const roomyHeap = 80 << 20

// collectLate lets garbage lie as long as there is room: the command makes much of it and
// ends soon. GOGC and GOMEMLIMIT of the user are left alone.
func collectLate() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(300)
		debug.SetMemoryLimit(roomyHeap)
	}
}

// makeRoom raises the limit for documents that are larger than that.
func makeRoom(defs *parser.Definitions) {
	if debug.SetMemoryLimit(-1) != roomyHeap {
		return
	}
	size := 0
	for _, d := range defs.Documents {
		size += d.Size()
	}
	debug.SetMemoryLimit(max(roomyHeap, 32*int64(size)))
}

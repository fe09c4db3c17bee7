package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wsscgen/wsscgen/examples/ping/ping"
	wssc "github.com/wsscgen/wsscgen/runtime"
)

// suffix is what the names of all ports but one end with; it may be left out.
const suffix = "_IPingService"

// findPort returns the port of a name, with or without the suffix.
func findPort(name string) (*wssc.Port, error) {
	for _, p := range ping.Ports() {
		if p.Name == name || p.Name == name+suffix {
			return p, nil
		}
	}
	return nil, usageError{fmt.Sprintf("no port %q (known: %s)", name, strings.Join(portNames(ping.Ports()), ", "))}
}

// findPorts returns the ports of a list with commas; of an empty one those that
// this version can carry out.
func findPorts(list string) ([]*wssc.Port, error) {
	if list == "" {
		return slices.DeleteFunc(ping.Ports(), func(p *wssc.Port) bool { return len(p.Plan.NotYet) > 0 }), nil
	}
	var found []*wssc.Port
	for name := range strings.SplitSeq(list, ",") {
		p, err := findPort(name)
		if err != nil {
			return nil, err
		}
		if slices.Contains(found, p) {
			return nil, usageError{fmt.Sprintf("port %q is named twice", name)}
		}
		found = append(found, p)
	}
	return found, nil
}

func portNames(ports []*wssc.Port) []string {
	var names []string
	for _, p := range ports {
		names = append(names, strings.TrimSuffix(p.Name, suffix))
	}
	return names
}

// cancels reports whether the plan of a port has the client cancel its context.
func cancels(p *wssc.Port) bool {
	return p.Plan.Binding.Protection.Conversation.Cancel != nil
}

package generator

import (
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
)

// goName returns the exported Go name for a name of a document.
func (b *builder) goName(name string) string { return goName(name, !b.opts.NoInitialisms) }

// enumName returns what the constant of a value has after the name of its type.
func (b *builder) enumName(value string) string { return enumName(value, !b.opts.NoInitialisms) }

// A component is called in Options.Rename as its key here.

func elementKey(n parser.Name) string { return "element " + n.String() }

func portTypeKey(n parser.Name) string { return "portType " + n.String() }

// chosen returns the name that the user wants for a component.
func (b *builder) chosen(key string) (string, bool) {
	name, ok := b.opts.Rename[key]
	if ok {
		b.renamed[key] = true
	}
	return name, ok
}

// reserveRenamed takes the names of the package that the user wants, so that no
// other component has one of them.
func (b *builder) reserveRenamed() {
	taken := make(map[string]string) // by import path and name
	for _, key := range slices.Sorted(maps.Keys(b.opts.Rename)) {
		name := b.opts.Rename[key]
		if !token.IsIdentifier(name) || !token.IsExported(name) {
			b.wrong("rename", key, "%q is not an exported Go name", name)
			continue
		}
		if i := strings.LastIndex(key, "}"); i < 0 || strings.ContainsAny(key[i+1:], "/") {
			continue // of a member
		}
		names, path := b.names, b.opts.Path
		if _, rest, ok := strings.Cut(key, "{"); ok && !strings.HasPrefix(key, "portType ") {
			names, path = b.within(rest[:strings.Index(rest, "}")])
		}
		if first, ok := taken[path+" "+name]; ok {
			b.wrong("rename", key, "%s is the name of %s", name, first)
		} else if names[name] {
			b.wrong("rename", key, "%s is taken by what every package has", name)
		}
		taken[path+" "+name] = key
		names.reserve(name)
	}
}

// checkRenamed refuses names for what is not there.
func (b *builder) checkRenamed() {
	for _, key := range slices.Sorted(maps.Keys(b.opts.Rename)) {
		if !b.renamed[key] {
			b.wrong("rename", key, "nothing is called so: {namespace}Type, {namespace}Type/member, {namespace}Type/@attribute, {namespace}Type=value, element {namespace}Name, portType {namespace}Name/operation are the forms")
		}
	}
}

// wrong is an error about an option.
func (b *builder) wrong(option, entry, format string, args ...any) {
	pos := filePos(b.defs)
	if b.opts.Place != nil {
		pos = b.opts.Place(option, entry)
	}
	b.errs.Add(parser.WithCode(parser.CodeName, parser.Errorf(pos, option+": "+entry+": "+format, args...)))
}

// topName returns the name of a component of the package.
func (b *builder) topName(s scope, key, base, suffix string) string {
	if name, ok := b.chosen(key); ok {
		s.reserve(name)
		return name
	}
	return s.name(base, suffix)
}

// memberName returns the name of a field or method; s has those of the others.
func (b *builder) memberName(s scope, key, base, suffix string) string {
	name, ok := b.chosen(key)
	if !ok {
		return s.name(base, suffix)
	}
	if s[name] {
		b.wrong("rename", key, "there is another %s", name)
	}
	s.reserve(name)
	return name
}

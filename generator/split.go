package generator

import (
	"bytes"
	"go/scanner"
	"go/token"
	"maps"
	"slices"
)

// split parts the model into packages, the one of the services first. Each has the
// variables that its code names.
func (m *model) split() []*model {
	if len(m.Names) == 0 {
		return []*model{m}
	}
	byPath := map[string]*model{m.Path: m}
	all := []*model{m}
	for _, p := range slices.Sorted(maps.Keys(m.Names)) {
		byPath[p] = &model{
			Package: m.Names[p], Path: p, Source: m.Source, Names: m.Names, Imports: m.Imports,
			Spaces: m.Spaces, Elements: m.Elements, Attrs: m.Attrs, Wilds: m.Wilds, Patterns: m.Patterns, Known: m.Types,
		}
		all = append(all, byPath[p])
	}
	m.Known = m.Types
	m.Types = nil
	for _, t := range m.Known {
		own := byPath[t.Path]
		own.Types = append(own.Types, t)
		own.Tree = own.Tree || slices.ContainsFunc(t.needs(), func(n *typeDef) bool { return n.poly() })
	}
	return all
}

// visible returns the types that code of the package may name: its own, and those of
// packages that it needs.
func (m *model) visible() []*typeDef {
	if m.Known == nil {
		return m.Types
	}
	reached := map[string]bool{m.Path: true}
	for grown := true; grown; {
		grown = false
		for _, t := range m.Known {
			if !reached[t.Path] {
				continue
			}
			for _, n := range t.needs() {
				if !n.External && !reached[n.Path] {
					reached[n.Path], grown = true, true
				}
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(m.Known), func(t *typeDef) bool { return !reached[t.Path] && m.Services == nil })
}

// prune leaves the variables that the files name, and those that these need.
func (m *model) prune(files []File) {
	used := make(map[string]bool)
	for _, f := range files {
		identifiers(f.Content, used)
	}
	keep := func(names []*xmlName) []*xmlName {
		return slices.DeleteFunc(slices.Clone(names), func(x *xmlName) bool {
			if used[x.Var] && x.Space != nil {
				used[x.Space.Var] = true
			}
			return !used[x.Var]
		})
	}
	m.Elements, m.Attrs = keep(m.Elements), keep(m.Attrs)
	m.Wilds = slices.DeleteFunc(slices.Clone(m.Wilds), func(w *wildcard) bool { return !used[w.Var] })
	m.Patterns = slices.DeleteFunc(slices.Clone(m.Patterns), func(p *pattern) bool { return !used[p.Var] })
	m.TypeNames = slices.DeleteFunc(slices.Clone(m.Known), func(t *typeDef) bool {
		if used[t.TypeVar] && t.Space != nil {
			used[t.Space.Var] = true
		}
		return !used[t.TypeVar]
	})
	m.Spaces = slices.DeleteFunc(slices.Clone(m.Spaces), func(s *space) bool { return !used[s.Var] })
}

// identifiers notes the words of a Go file.
func identifiers(content []byte, used map[string]bool) {
	var s scanner.Scanner
	fset := token.NewFileSet()
	s.Init(fset.AddFile("", fset.Base(), len(content)), bytes.Clone(content), nil, 0)
	for {
		_, tok, lit := s.Scan()
		switch tok {
		case token.EOF:
			return
		case token.IDENT:
			used[lit] = true
		}
	}
}

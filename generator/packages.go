package generator

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/wsscgen/wsscgen/parser"
)

// The types of a namespace may have a package of their own. What the services put
// around them stays in the first package, and so do the types of all namespaces
// that no package is named for.

// id names the type, from whichever package.
func (d *typeDef) id() *jen.Statement {
	if d.Path == "" {
		return jen.Id(d.Name)
	}
	return jen.Qual(d.Path, d.Name)
}

// within returns the names of the package that has the types of a namespace, and
// its import path.
func (b *builder) within(space string) (scope, string) {
	p, ok := b.opts.Packages[space]
	if !ok || p == b.opts.Path {
		return b.names, b.opts.Path
	}
	s := b.scopes[p]
	if s == nil {
		s = make(scope)
		b.scopes[p] = s
	}
	return s, p
}

// home is within for a part of another type.
func (b *builder) home(d *typeDef) scope {
	if s := b.scopes[d.Path]; s != nil {
		return s
	}
	return b.names
}

// packages settles what the packages have to do with each other.
func (b *builder) packages() {
	b.checkPackages()
	for _, p := range slices.Sorted(maps.Values(b.opts.Packages)) {
		if p == b.opts.Path {
			continue
		}
		if b.m.Names == nil {
			b.m.Names = make(map[string]string)
		}
		b.m.Names[p] = packageName(path.Base(p))
	}
	b.m.Imports = make(map[string]string)
	maps.Copy(b.m.Imports, b.m.Names)
	for _, named := range b.opts.Types {
		if f, ok := parseForeign(named); ok {
			b.m.Imports[f.Path] = path.Base(f.Path)
		}
	}
	for _, d := range b.m.Types {
		for _, n := range d.needs() {
			n.Open = n.Open || n.Path != d.Path
		}
		for p := d.Parent; p != nil; p = p.Parent {
			p.Open = p.Open || p.Path != d.Path
		}
	}
}

// checkPackages refuses packages for namespaces that are not there, and packages
// that would import each other: Go has none of those.
func (b *builder) checkPackages() {
	for _, space := range slices.Sorted(maps.Keys(b.opts.Packages)) {
		known := slices.ContainsFunc(b.defs.Schemas.Schemas, func(s *parser.Schema) bool { return s.TargetNamespace == space })
		if !known {
			b.wrong("packages", space, "no schema has this namespace")
		}
	}
	if len(b.opts.Packages) == 0 {
		return
	}
	edges := make(map[string]map[string]reference)
	for _, d := range b.m.Types {
		for _, n := range d.needs() {
			if n.Path == d.Path || n.External {
				continue
			}
			if edges[d.Path] == nil {
				edges[d.Path] = make(map[string]reference)
			}
			if _, ok := edges[d.Path][n.Path]; !ok {
				edges[d.Path][n.Path] = reference{d, n}
			}
		}
	}
	for _, p := range slices.Sorted(maps.Keys(edges)) {
		if circle := findCircle(edges, p, p, map[string]bool{}); circle != nil && p == circle.least() {
			b.errs.Add(circle.err(b.opts.Path))
		}
	}
}

// reference is a type that needs one of another package.
type reference struct{ from, to *typeDef }

type circle []reference

// findCircle returns references that lead from one package to another.
func findCircle(edges map[string]map[string]reference, from, to string, seen map[string]bool) circle {
	seen[from] = true
	for _, next := range slices.Sorted(maps.Keys(edges[from])) {
		r := edges[from][next]
		if next == to {
			return circle{r}
		}
		if !seen[next] {
			if rest := findCircle(edges, next, to, seen); rest != nil {
				return append(circle{r}, rest...)
			}
		}
	}
	return nil
}

// least is the first package of the circle, by which it is reported once.
func (c circle) least() string {
	least := c[0].from.Path
	for _, r := range c {
		least = min(least, r.from.Path)
	}
	return least
}

func (c circle) err(main string) error {
	var steps []string
	e := &parser.Error{Pos: c[0].from.Pos, Code: parser.CodeName, Hint: "give their namespaces one package"}
	for i, r := range c {
		steps = append(steps, fmt.Sprintf("%s.%s needs %s.%s", base(r.from.Path, main), r.from.Name, base(r.to.Path, main), r.to.Name))
		if i > 0 {
			e.Related = append(e.Related, parser.Related{Pos: r.from.Pos, What: steps[i]})
		}
	}
	e.Err = fmt.Errorf("packages: they would import each other: %s", strings.Join(steps, ", "))
	return e
}

func base(p, main string) string {
	if p == "" || p == main {
		return "(the package of the services)"
	}
	return path.Base(p)
}

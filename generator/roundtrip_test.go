package generator

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/parser"
)

var roundTrips = flag.Bool("corpus.roundtrip", false, "build what comes out of each document, and read and write instances of its elements")

// TestRoundTrip makes instances from the schemas of each document, by the parser's
// model alone, and has generated code read and write them. What is written must be
// what was read. Instances that a pattern refuses are not counted: nothing here
// makes text that fits a pattern.
func TestRoundTrip(t *testing.T) {
	if *corpus == "" || !*roundTrips {
		t.Skip("no -corpus and -corpus.roundtrip")
	}
	documents, err := entries(*corpus)
	if err != nil {
		t.Fatal(err)
	}
	root := moduleRoot(t)
	for _, name := range documents {
		if !strings.Contains(name, *corpusOnly) {
			continue
		}
		rel, _ := filepath.Rel(*corpus, name)
		t.Run(rel, func(t *testing.T) {
			defs, err := parser.Load(name)
			if err != nil {
				t.Skip("does not load")
			}
			defs = &parser.Definitions{File: defs.File, Name: defs.Name, Schemas: defs.Schemas}
			out, err := Generate(defs, Options{Package: "generated"})
			if err != nil {
				t.Skip("refused")
			}
			result, err := roundTrip(t.TempDir(), root, defs.Schemas, out)
			fmt.Printf("%-60s %s\n", rel, result)
			if err != nil {
				t.Error(err)
			}
		})
	}
}

// moduleRoot returns the folder of this module.
func moduleRoot(t *testing.T) string {
	t.Helper()
	module, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Dir(strings.TrimSpace(string(module)))
}

// roundTrip builds the package in a module of its own and runs it over instances.
func roundTrip(dir, root string, set *parser.SchemaSet, out *Output) (string, error) {
	documents := ""
	for _, f := range out.Files {
		if f.Name == "documents.go" {
			documents = string(f.Content)
		}
	}
	if documents == "" {
		return "no elements", nil
	}
	var list strings.Builder
	list.WriteString("package main\n\nimport p \"roundtrip/generated\"\n\nfunc register() {\n")
	for _, m := range unmarshals.FindAllStringSubmatch(documents, -1) {
		fmt.Fprintf(&list, "\tadd(%q, p.%s, p.%s)\n", m[2], m[1], strings.Replace(m[1], "Unmarshal", "Marshal", 1))
	}
	list.WriteString("}\n")
	if err := program(dir, root, out.Files, list.String()); err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(dir, "instances.txt"), instancesOf(set), 0o644); err != nil {
		return "", err
	}
	cmd := exec.Command("go", "run", "-mod=mod", ".", "instances.txt")
	cmd.Dir = dir
	result, err := cmd.CombinedOutput()
	return strings.TrimSpace(string(result)), err
}

// program writes a module with the package and the program that runs it over
// instances. list is the file of package main that says which elements there are.
func program(dir, root string, generated []File, list string) error {
	main, err1 := os.ReadFile("../testdata/generate/roundtrip.go.txt")
	mod, err2 := os.ReadFile(filepath.Join(root, "go.mod"))
	sum, err3 := os.ReadFile(filepath.Join(root, "go.sum"))
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	_, requires, _ := strings.Cut(string(mod), "\n")
	requires, _, _ = strings.Cut(requires, "\ntool ")
	files := map[string][]byte{"list.go": []byte(list), "main.go": main, "go.sum": sum}
	files["go.mod"] = []byte("module roundtrip\n" + requires + "\nrequire github.com/wsscgen/wsscgen v0.0.0\nreplace github.com/wsscgen/wsscgen => " + root + "\n")
	for _, f := range generated {
		files["generated/"+f.Name] = f.Content
	}
	for name, content := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

var unmarshals = regexp.MustCompile(`// (Unmarshal\w+) reads the document of the element (\S+)\.`)

// instances makes documents from a schema.
type instances struct {
	set     *parser.SchemaSet
	derived map[parser.Name][]*parser.ComplexType
	rnd     *rand.Rand
	ids     int
}

// deep is where only what is required goes on.
const deep = 7

type tooDeep struct{}

// instancesOf returns a line for each instance: the element, a tab, the document.
func instancesOf(set *parser.SchemaSet) []byte {
	in := &instances{set: set, derived: make(map[parser.Name][]*parser.ComplexType), rnd: rand.New(rand.NewSource(1))}
	for _, s := range set.Schemas {
		for _, t := range s.Types {
			if c, ok := t.(*parser.ComplexType); ok && !c.Base.IsZero() {
				in.derived[c.Base] = append(in.derived[c.Base], c)
			}
		}
	}
	var b bytes.Buffer
	for _, s := range set.Schemas {
		for _, e := range s.Elements {
			for range 6 {
				if x, ok := in.instance(e); ok && !e.Abstract {
					fmt.Fprintf(&b, "%s\t%s\n", e.Name, x)
				}
			}
		}
	}
	return b.Bytes()
}

func (in *instances) instance(e *parser.ElementDecl) (x string, ok bool) {
	defer func() {
		if r := recover(); r != nil {
			if _, deep := r.(tooDeep); !deep {
				panic(r)
			}
			ok = false
		}
	}()
	x = in.element(e, 0)
	return x, len(x) < 200000
}

var esc = strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;")

func (in *instances) element(e *parser.ElementDecl, depth int) string {
	if depth > 40 {
		panic(tooDeep{})
	}
	open := "<" + e.Name.Local + ` xmlns="` + e.Name.Space + `"`
	end := "</" + e.Name.Local + ">"
	t := in.set.Resolve(e.Type)
	if c, ok := t.(*parser.ComplexType); ok && c.Name != parser.AnyType {
		chosen := in.pick(c)
		if chosen == nil {
			panic(tooDeep{})
		}
		if chosen != c {
			open += ` xmlns:ty="` + chosen.Name.Space + `" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="ty:` + chosen.Name.Local + `"`
			c = chosen
		}
		open += in.attributes(c)
		if e.Nillable && depth > 0 && in.rnd.Intn(5) == 0 && chosen == t {
			return open + ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true">` + end
		}
		if c.SimpleContent != nil {
			return open + ">" + esc.Replace(in.text(in.textOf(c))) + end
		}
		return open + ">" + in.content(c, depth) + end
	}
	if e.Nillable && depth > 0 && in.rnd.Intn(5) == 0 {
		return open + ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true">` + end
	}
	if e.Type.Name == parser.AnyType {
		return open + `><free xmlns="urn:free">any</free>` + end
	}
	v := in.text(t.(*parser.SimpleType))
	if e.Fixed != nil {
		v = *e.Fixed
	}
	return open + ">" + esc.Replace(v) + end
}

func (in *instances) pick(c *parser.ComplexType) *parser.ComplexType {
	var all []*parser.ComplexType
	var walk func(c *parser.ComplexType)
	walk = func(c *parser.ComplexType) {
		if !c.Abstract {
			all = append(all, c)
		}
		if c.Name.Local != "" {
			for _, d := range in.derived[c.Name] {
				walk(d)
			}
		}
	}
	walk(c)
	if len(all) == 0 {
		return nil
	}
	if !c.Abstract && in.rnd.Intn(2) == 0 {
		return c
	}
	return all[in.rnd.Intn(len(all))]
}

func (in *instances) baseOf(c *parser.ComplexType) *parser.ComplexType {
	t, _ := in.set.Type(c.Base)
	b, _ := t.(*parser.ComplexType)
	if b != nil && b.Name == parser.AnyType {
		return nil
	}
	return b
}

func (in *instances) textOf(c *parser.ComplexType) *parser.SimpleType {
	if len(c.SimpleContent.Facets) > 0 {
		s := &parser.SimpleType{Variety: parser.Atomic, Facets: c.SimpleContent.Facets}
		if b := in.baseOf(c); b != nil {
			s.Base = parser.TypeRef{Anonymous: in.textOf(b)}
		}
		return s
	}
	if b := in.baseOf(c); b != nil {
		return in.textOf(b)
	}
	t, _ := in.set.Type(c.Base)
	return t.(*parser.SimpleType)
}

type use struct {
	d *parser.AttributeDecl
	u parser.AttributeUse
}

func (in *instances) uses(list []parser.AttributeUse) (all []use) {
	for _, u := range list {
		if !u.Group.IsZero() {
			g, _ := in.set.AttributeGroup(u.Group)
			all = append(all, in.uses(g.Attributes)...)
			continue
		}
		d := u.Decl
		if d == nil {
			d, _ = in.set.Attribute(u.Ref)
		}
		all = append(all, use{d, u})
	}
	return all
}

func (in *instances) attributes(c *parser.ComplexType) string {
	byName := map[parser.Name]use{}
	var order []parser.Name
	var chain func(c *parser.ComplexType)
	chain = func(c *parser.ComplexType) {
		if b := in.baseOf(c); b != nil {
			chain(b)
		}
		for _, u := range in.uses(c.Attributes) {
			if _, ok := byName[u.d.Name]; !ok {
				order = append(order, u.d.Name)
			}
			byName[u.d.Name] = u
		}
	}
	chain(c)
	s := ""
	for i, n := range order {
		u := byName[n]
		if u.u.Prohibited || !u.u.Required && in.rnd.Intn(2) == 0 {
			continue
		}
		v := ""
		if t, ok := in.set.Resolve(u.d.Type).(*parser.SimpleType); ok {
			v = in.text(t)
		}
		for _, f := range []*string{u.u.Fixed, u.d.Fixed} {
			if f != nil {
				v = *f
			}
		}
		name := n.Local
		switch n.Space {
		case "":
		case parser.NamespaceXML:
			name = "xml:" + name
		default:
			s += fmt.Sprintf(` xmlns:a%d="%s"`, i, n.Space)
			name = fmt.Sprintf("a%d:%s", i, name)
		}
		s += " " + name + `="` + esc.Replace(v) + `"`
	}
	return s
}

func (in *instances) content(c *parser.ComplexType, depth int) string {
	s := ""
	if b := in.baseOf(c); b != nil && c.Derivation == parser.Extension {
		s = in.content(b, depth)
	}
	if c.Content != nil {
		s += in.particle(*c.Content, depth)
	}
	return s
}

func (in *instances) particle(p parser.Particle, depth int) string {
	n := p.Min
	if depth < deep {
		more := in.rnd.Intn(3)
		if p.Max != parser.Unbounded && more > p.Max-p.Min {
			more = p.Max - p.Min
		}
		n += more
	}
	s := ""
	for range n {
		s += in.term(p.Term, depth)
	}
	return s
}

func (in *instances) term(t parser.Term, depth int) string {
	switch t := t.(type) {
	case *parser.ElementDecl:
		return in.element(t, depth+1)
	case *parser.ElementRef:
		e, _ := in.set.Element(t.Name)
		all := in.set.Substitutes(t.Name)
		var ok []*parser.ElementDecl
		for _, x := range append([]*parser.ElementDecl{e}, all...) {
			if !x.Abstract {
				ok = append(ok, x)
			}
		}
		if len(ok) == 0 {
			panic(tooDeep{})
		}
		return in.element(ok[in.rnd.Intn(len(ok))], depth+1)
	case *parser.GroupRef:
		g, _ := in.set.Group(t.Name)
		return in.term(g.Content, depth)
	case *parser.ModelGroup:
		if t.Kind == parser.Choice {
			if len(t.Particles) == 0 {
				return ""
			}
			return in.particle(t.Particles[in.rnd.Intn(len(t.Particles))], depth)
		}
		s := ""
		for _, p := range t.Particles {
			s += in.particle(p, depth)
		}
		return s
	case *parser.Wildcard:
		ns := t.Namespaces[0]
		switch ns {
		case "##any", "##other":
			ns = "urn:free"
		case "##local":
			ns = ""
		}
		return `<free xmlns="` + ns + `" at="1">x<y/>` + "</free>"
	}
	return ""
}

var samples = map[string]string{
	"string": " a  text & more ", "normalizedString": "a b", "token": "a b", "anyURI": "urn:x?a=b", "language": "en", "Name": "n", "NCName": "n", "NMTOKEN": "n", "IDREF": "i", "ENTITY": "e",
	"boolean": "true", "byte": "-7", "short": "-300", "int": "70000", "long": "-5000000000", "unsignedByte": "200", "unsignedShort": "60000", "unsignedInt": "4000000000", "unsignedLong": "18446744073709551615",
	"integer": "-12345678901234567890123", "nonNegativeInteger": "0", "positiveInteger": "1", "nonPositiveInteger": "0", "negativeInteger": "-1",
	"float": "1.5", "double": "-2.25", "decimal": "12.340", "dateTime": "2026-11-28T10:00:00.10", "date": "2026-11-28+02:00", "time": "10:00:00Z", "duration": "P1DT2H",
	"gYear": "2026", "gYearMonth": "2026-11", "gMonthDay": "--11-28", "gDay": "---28", "gMonth": "--11", "base64Binary": "AAEC", "hexBinary": "00FF", "QName": "aQName", "NOTATION": "aQName",
	"anySimpleType": "any", "NMTOKENS": "a b", "IDREFS": "a b", "ENTITIES": "a b",
}

func (in *instances) text(t *parser.SimpleType) string {
	if t.Builtin {
		if t.Name.Local == "ID" {
			in.ids++
			return fmt.Sprint("id", in.ids)
		}
		return samples[t.Name.Local]
	}
	switch t.Variety {
	case parser.List:
		item := in.text(in.set.Resolve(t.Item).(*parser.SimpleType))
		if strings.ContainsAny(item, " ") {
			item = "x"
		}
		return item + " " + item
	case parser.Union:
		return in.text(in.set.Resolve(t.Members[in.rnd.Intn(len(t.Members))]).(*parser.SimpleType))
	}
	var enum []string
	lo, hi := "", ""
	minL, maxL := -1, -1
	for _, f := range t.Facets {
		switch f.Kind {
		case "enumeration":
			enum = append(enum, f.Value)
		case "minInclusive":
			lo = f.Value
		case "maxInclusive":
			hi = f.Value
		case "minLength":
			fmt.Sscan(f.Value, &minL)
		case "maxLength":
			fmt.Sscan(f.Value, &maxL)
		case "length":
			fmt.Sscan(f.Value, &minL)
			maxL = minL
		}
	}
	if len(enum) > 0 {
		return enum[in.rnd.Intn(len(enum))]
	}
	if lo != "" {
		return lo
	}
	if hi != "" {
		return hi
	}
	v := ""
	if b, ok := in.set.Resolve(t.Base).(*parser.SimpleType); ok {
		v = in.text(b)
	}
	if maxL >= 0 && len(v) > maxL {
		v = strings.Repeat("x", maxL)
	}
	if minL >= 0 && len(v) < minL {
		v = strings.Repeat("x", minL)
	}
	return v
}

package generator

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"
)

// table is a group of variables of one type of package codec, a line for each.
type table struct {
	file string // for thousands
	doc  string
	typ  string
	rows []row
}

// row is a variable and the fields of its value.
type row struct{ name, fields string }

// names are the tables of what is named on the wire.
func (m *model) names() []table { return []table{m.elements(), m.attributes(), m.typeNames()} }

func (m *model) elements() table {
	t := table{file: "wire_elements", doc: "The elements.", typ: "Name"}
	for _, x := range m.Elements {
		tag := x.tag()
		t.add(x.Var, x.Space, x.Local, "Open", "<"+tag, "Close", "</"+tag+">")
	}
	return t
}

func (m *model) attributes() table {
	t := table{file: "wire_attributes", doc: "The attributes.", typ: "AttrName"}
	for _, x := range m.Attrs {
		t.add(x.Var, x.Space, x.Local, "Open", " "+x.tag()+`="`)
	}
	return t
}

func (m *model) typeNames() table {
	t := table{file: "wire_types", doc: "The types, as xsi:type names them.", typ: "TypeName"}
	names := m.TypeNames
	if names == nil {
		names = m.Types
	}
	for _, d := range names {
		if d.TypeVar != "" && (d.Struct != nil || d.Named) {
			t.add(d.TypeVar, d.Space, d.XML.Local)
		}
	}
	return t
}

// add adds a name with further fields, each a key and a value.
func (t *table) add(name string, s *space, local string, more ...string) {
	var b strings.Builder
	if s != nil {
		b.WriteString("Space: &" + s.Var + ", ")
	}
	b.WriteString("Local: " + strconv.Quote(local))
	for field := range slices.Chunk(more, 2) {
		b.WriteString(", " + field[0] + ": " + strconv.Quote(field[1]))
	}
	t.rows = append(t.rows, row{name, b.String()})
}

// large reports whether the table has files of its own.
func (t *table) large() bool { return len(t.rows) > fileLines/2 }

func (t *table) emit(f *jen.File) {
	vars(f, t.doc, len(t.rows), func(g *jen.Group) {
		for _, r := range t.rows {
			g.Id(r.name).Op("=").Add(codec(t.typ)).Op("{" + r.fields + "}")
		}
	})
}

// source is a Go file with the rows, as gofmt prints it: for thousands of lines, that
// takes a fifth of what they take as syntax.
func (t *table) source(m *model, rows []row) []byte {
	var b bytes.Buffer
	m.header(&b, `"`+codecPath+`"`)
	b.WriteString("// " + t.doc + "\nvar (\n")
	width := 0
	for _, r := range rows {
		width = max(width, utf8.RuneCountInString(r.name))
	}
	for _, r := range rows {
		b.WriteByte('\t')
		b.WriteString(r.name)
		for range width - utf8.RuneCountInString(r.name) {
			b.WriteByte(' ')
		}
		b.WriteString(" = codec." + t.typ + "{" + r.fields + "}\n")
	}
	b.WriteString(")\n")
	return b.Bytes()
}

// tables are the files of what the code names.
func (m *model) tables() []role {
	roles := []role{{name: "wire.go", print: emitWire, there: true}}
	for _, t := range m.names() {
		if !t.large() {
			continue
		}
		i := 0
		for rows := range slices.Chunk(t.rows, fileLines) {
			i++
			file := t.file + ".go"
			if i > 1 {
				file = t.file + strconv.Itoa(i) + ".go"
			}
			roles = append(roles, role{name: file, source: func(m *model) []byte { return t.source(m, rows) }, there: true})
		}
	}
	return roles
}

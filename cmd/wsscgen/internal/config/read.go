package config

import (
	"errors"
	"fmt"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	yamlparser "github.com/goccy/go-yaml/parser"
	yamltoken "github.com/goccy/go-yaml/token"

	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/diag"
	"github.com/wsscgen/wsscgen/parser"
)

// Read returns the configuration in a file. The error is a [parser.Errors] with
// everything that is wrong.
func Read(name string, data []byte) (*Config, error) {
	r := &reader{name: name, c: &Config{places: make(map[string]token.Position)}}
	file, err := yamlparser.ParseBytes(data, 0, yamlparser.AllowDuplicateMapKey()) // said below, with the others
	if err != nil {
		t, message := explain(err)
		r.errorf(t, "%s", message)
		return nil, r.errs.Err()
	}
	for i, doc := range file.Docs {
		switch {
		case doc.Body == nil:
		case i > 0:
			r.errorf(doc.Body.GetToken(), "a second document; there is one configuration in a file")
		default:
			r.top(doc.Body)
		}
	}
	if err := r.errs.Err(); err != nil {
		return nil, err
	}
	r.c.rebase(filepath.Dir(name))
	return r.c, nil
}

type reader struct {
	name string
	c    *Config
	errs parser.Errors
}

func (r *reader) at(t *yamltoken.Token) token.Position {
	pos := token.Position{Filename: r.name}
	if t != nil && t.Position != nil {
		pos.Line, pos.Column = t.Position.Line, t.Position.Column
	}
	return pos
}

func (r *reader) errorf(t *yamltoken.Token, format string, args ...any) {
	r.errs.Add(parser.WithCode(diag.CodeConfig, parser.Errorf(r.at(t), format, args...)))
}

// explain takes an error of the YAML library apart.
func explain(err error) (*yamltoken.Token, string) {
	var placed yaml.Error
	if errors.As(err, &placed) {
		return placed.GetToken(), placed.GetMessage()
	}
	return nil, err.Error()
}

// top reads the keys one by one, so that each mistake is reported.
func (r *reader) top(body ast.Node) {
	switch body.(type) {
	case *ast.CommentGroupNode, *ast.NullNode:
		return
	}
	values, ok := mapping(body)
	if !ok {
		r.errorf(body.GetToken(), "keys with values are expected (known: %s)", strings.Join(Keys(), ", "))
		return
	}
	for _, v := range values {
		key := v.Key.GetToken()
		field, ok := r.field(key.Value)
		if !ok {
			r.errorf(key, "%s is not a key (known: %s)", key.Value, strings.Join(Keys(), ", "))
			continue
		}
		if r.c.Has(key.Value) {
			r.errorf(key, "%s stands already at line %d", key.Value, r.c.At(key.Value).Line)
			continue
		}
		r.c.places[key.Value] = r.at(key)
		r.value(key.Value, v.Value, field)
	}
}

// value reads the value of a key. There are few kinds, and no tags, anchors or
// aliases.
func (r *reader) value(key string, v ast.Node, to any) {
	if _, ok := v.(*ast.NullNode); ok {
		return
	}
	switch to := to.(type) {
	case *string:
		*to = r.text(key, "a text", v)
	case *bool:
		b, ok := v.(*ast.BoolNode)
		if !ok {
			r.errorf(v.GetToken(), "%s: true or false is expected", key)
			return
		}
		*to = b.Value
	case **bool:
		*to = new(bool)
		r.value(key, v, *to)
	case *[]string:
		list, ok := v.(*ast.SequenceNode)
		if !ok {
			r.errorf(v.GetToken(), "%s: a list of texts is expected", key)
			return
		}
		for _, e := range list.Values {
			text := r.text(key, "a list of texts", e)
			r.c.places[key+"/"+text] = r.at(e.GetToken())
			*to = append(*to, text)
		}
	case *Texts:
		if _, ok := v.(ast.ScalarNode); ok {
			*to = Texts{r.text(key, "a text or a list of texts", v)}
			return
		}
		r.value(key, v, (*[]string)(to))
	case *map[string]string:
		*to = make(map[string]string)
		entries, ok := mapping(v)
		if !ok {
			r.errorf(v.GetToken(), "%s: a map of texts to texts is expected", key)
			return
		}
		for _, e := range entries {
			name := e.Key.GetToken()
			if _, ok := (*to)[name.Value]; ok {
				r.errorf(name, "%s: %s stands twice", key, name.Value)
			}
			r.c.places[key+"/"+name.Value] = r.at(name)
			(*to)[name.Value] = r.text(key, "a map of texts to texts", e.Value)
		}
	default:
		panic(fmt.Sprintf("a key of type %T", to))
	}
}

// text reads a scalar; a number is a text too.
func (r *reader) text(key, expected string, v ast.Node) string {
	switch v := v.(type) {
	case *ast.StringNode:
		return v.Value
	case *ast.LiteralNode:
		return v.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return v.GetToken().Value
	}
	r.errorf(v.GetToken(), "%s: %s is expected", key, expected)
	return ""
}

// mapping returns the entries of a map.
func mapping(v ast.Node) ([]*ast.MappingValueNode, bool) {
	switch v := v.(type) {
	case *ast.MappingNode:
		return v.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{v}, true
	}
	return nil, false
}

// field returns where the value of a key goes.
func (r *reader) field(key string) (any, bool) {
	i := slices.Index(Keys(), key)
	if i < 0 {
		return nil, false
	}
	return reflect.ValueOf(r.c).Elem().Field(i).Addr().Interface(), true
}

// Keys returns the keys of a configuration in the order of the struct.
func Keys() []string {
	var keys []string
	for f := range reflect.TypeFor[Config]().Fields() {
		if key, ok := f.Tag.Lookup("yaml"); ok {
			keys = append(keys, key)
		}
	}
	return keys
}

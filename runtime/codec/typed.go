package codec

import (
	"fmt"

	"github.com/wsscgen/wsscgen/runtime/internal/doc"
)

// TypeName is the name of a type, which xsi:type may say.
type TypeName struct {
	Space *Namespace // nil for no namespace
	Local string
}

// String returns {namespace}local.
func (t *TypeName) String() string { return expanded(t.URI(), t.Local) }

// URI returns the namespace, "" for none.
func (t *TypeName) URI() string {
	if t.Space == nil {
		return ""
	}
	return t.Space.URI
}

// is reports whether both name the same type. Packages that share a type have a
// TypeName of it each.
func (t *TypeName) is(other *TypeName) bool {
	return t == other || t.Local == other.Local && t.URI() == other.URI()
}

// Typed is a value of a type that stands for another one, told by xsi:type.
type Typed interface {
	Encodable
	Decodable
	XMLType() *TypeName
}

// xsiType returns what xsi:type says, false when it is absent.
func (e Element) xsiType() (QName, bool, error) {
	if e.src.d.AttrCount(e.id) == 0 {
		return QName{}, false, nil
	}
	v, ok := e.src.d.Attr(e.id, doc.XSI, "type")
	if !ok {
		return QName{}, false, nil
	}
	space, local, ok := e.src.d.CoveredQName(e.id, v)
	if !ok {
		return QName{}, true, e.Errorf("xsi:type %q has a prefix that is not declared", clip(string(v)))
	}
	return QName{e.src.spaceURI(space), local}, true, nil
}

// isType refuses an xsi:type that names another type than t, which is nil for a
// type without a name.
func (e Element) isType(t *TypeName) error {
	got, ok, err := e.xsiType()
	switch {
	case err != nil || !ok:
		return err
	case t == nil:
		return e.Errorf("xsi:type %s is not expected here", got)
	case got.Local != t.Local || got.Space != t.URI():
		return e.Errorf("xsi:type %s is not expected here, the type is %s", got, t)
	}
	return nil
}

// xsiType makes the open start tag say which type its content is of.
func (e *Encoder) xsiType(t *TypeName) {
	e.Declare(&XSI)
	value := t.Local
	if t.Space != nil {
		value = e.prefixOf(t.Space) + ":" + t.Local
	} else {
		e.noDefault()
	}
	e.pend(pendingAttr{XSI.URI, XSI.Prefix, "type", value})
}

// EncodeTyped writes an element whose value may be of a type derived from the
// declared one; xsi:type says so when it is.
func EncodeTyped(e *Encoder, n *Name, v Typed, declared *TypeName) {
	if v == nil {
		e.Fail(fmt.Errorf("element %s is missing", n))
		return
	}
	e.Start(n)
	if t := v.XMLType(); !t.is(declared) {
		e.xsiType(t)
	}
	v.EncodeXML(e)
	e.End(n)
}

// EncodeTypedContent writes attributes and content into the open start tag.
func EncodeTypedContent(e *Encoder, v Typed, declared *TypeName) {
	if v == nil {
		e.Fail(fmt.Errorf("the value of type %s is missing", declared))
		return
	}
	if t := v.XMLType(); !t.is(declared) {
		e.xsiType(t)
	}
	v.EncodeXML(e)
}

// DecodeTyped reads the next child, which must have the name, as the type that
// xsi:type names, or as the declared one. make returns a new value of a type,
// nil for one that is abstract or not known.
func DecodeTyped[T Typed](m *Members, n *Name, declared *TypeName, make func(space, local string) Typed) T {
	var v T
	if m.take(n) {
		v, m.last.err = decodeTyped[T](m.last.at, declared, make)
	}
	return v
}

// DecodeTypedContent reads an element as the type that xsi:type names, or as the
// declared one.
func DecodeTypedContent[T Typed](e Element, declared *TypeName, make func(space, local string) Typed) (T, error) {
	return decodeTyped[T](e, declared, make)
}

func decodeTyped[T Typed](e Element, declared *TypeName, make func(space, local string) Typed) (T, error) {
	var zero T
	name, ok, err := e.xsiType()
	if err != nil {
		return zero, err
	}
	if !ok {
		name = QName{declared.URI(), declared.Local}
	}
	made := make(name.Space, name.Local)
	if made == nil && e.src.types != nil {
		made = e.src.types(name.Space, name.Local)
	}
	v, fits := made.(T)
	switch {
	case made == nil && !ok:
		return zero, e.Errorf("type %s is abstract, xsi:type has to name another one", declared)
	case made == nil:
		return zero, e.Errorf("xsi:type %s is abstract or not known", name)
	case !fits:
		return zero, e.Errorf("xsi:type %s is not derived from %s", name, declared)
	case !e.src.spendTyped(made):
		return zero, e.noRoom()
	}
	return v, v.DecodeXML(e)
}

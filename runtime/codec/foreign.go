package codec

import "encoding"

// Hand-written types in the place of simple types of a schema: a type that writes
// itself as text and reads itself from text.

// Foreign reads a value as a hand-written type. read makes sure that the text is
// one of the type of the schema: it is the method of Value for that type.
func Foreign[T any, L ~string, P interface {
	*T
	encoding.TextUnmarshaler
}](v *Value, read func(*Value) L) T {
	var t T
	text := read(v)
	if v.err == nil {
		if err := P(&t).UnmarshalText([]byte(text)); err != nil {
			v.check(&ValueError{Value: clip(string(text)), Reason: "is not a value of its type", Err: err})
		}
	}
	return t
}

// MarshalText returns the text of a hand-written type.
func MarshalText[T any, P interface {
	*T
	encoding.TextMarshaler
}](e *Encoder, t T) string {
	text, err := P(&t).MarshalText()
	e.Fail(err)
	return string(text)
}

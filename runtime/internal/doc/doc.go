// Package doc reads a message into a flat index over its bytes: one strict pass,
// no tree. It is the only way into the runtime for bytes of a peer.
//
// Strict means: UTF-8, well-formed, namespaces resolved, no DTD, no processing
// instruction, no doubled attribute, no doubled Id, and bounds on everything
// that a sender controls. Elements and attributes are found by expanded name.
//
// Decrypted content is appended to the same bytes, indexed by the same pass in
// the scope of its parent, and spliced in where its EncryptedData stood: what is
// digested, what is decoded and what the caller sees is one and the same range.
package doc

import (
	"fmt"
	"io"
	"slices"
	"sync"
)

// ID names an element of a document.
type ID int32

// None is the ID of no element.
const None ID = -1

// Limits bound what a document may cost.
type Limits struct {
	Bytes      int // size of the message and of everything decrypted in it
	Depth      int // nesting of elements
	Elements   int
	Attributes int // of one element, namespace declarations included
	Prefixes   int // in scope at once
	Namespaces int // different ones in one document, beyond the standards'
}

// DefaultLimits are the bounds when nothing else is said: 16 MiB, 100 levels.
var DefaultLimits = Limits{
	Bytes: 16 << 20, Depth: 100, Elements: 1 << 20, Attributes: 256, Prefixes: 64, Namespaces: 128,
}

// Error says why bytes are not a document. Offset counts bytes from the start
// of the message, or of the decrypted content when Decrypted is set.
type Error struct {
	Offset    int
	Decrypted bool
	Msg       string
}

func (e *Error) Error() string {
	where := "message"
	if e.Decrypted {
		where = "decrypted content"
	}
	return fmt.Sprintf("%s is not acceptable XML: byte %d: %s", where, e.Offset, e.Msg)
}

// ErrTooLarge is returned by Fill for a message over Limits.Bytes.
var ErrTooLarge = fmt.Errorf("message is larger than the limit")

// node is one element. Its outer range is the one it takes up in the content of
// its parent; the inner range is its own content. They lie apart only in a
// fragment: an EncryptedData whose inner range is the plaintext, further on in
// the bytes. A fragment is not seen from outside; its children stand in its place.
type node struct {
	outer, inner span
	name         span // qualified name
	key          prefixKey
	prefix       int32
	space        NS
	flags        flags
	parent       ID
	first, next  ID
	attrs, decls span // ranges in Doc.attrs and Doc.decls
}

type span struct{ lo, hi int32 }

type flags uint8

const (
	fragment flags = 1 << iota
	// special content has references, CDATA, comments or carriage returns: its
	// text is not in canonical form as it stands.
	special
	// verbatim: the bytes of the element are its exclusive canonical form wherever
	// its prefix is declared already. Nothing in it declares a namespace or has
	// another prefix, and its tags and text are in canonical form as they stand.
	verbatim
)

type attr struct {
	name   span
	prefix int32 // length of the prefix, 0 for none
	space  NS
	raw    bool // value has references, white space other than blanks, or a quote
	value  span
}

type decl struct {
	prefix span
	key    prefixKey
	space  NS
}

// Doc is an indexed document. It is not safe for concurrent use.
type Doc struct {
	limits Limits
	buf    []byte
	high   int // how far buf was ever written
	nodes  []node
	attrs  []attr
	decls  []decl
	spaces []span // namespaces beyond the known ones
	ids    []identified
	root   ID

	// scratch of the parser
	open  []frame
	scope []decl
	seen  attrSet

	canon canonicalizer

	enclosures []enclosure
	listed     []byte // PrefixLists of the enclosures
}

type identified struct {
	value span
	node  ID
}

// What goes back to the pool at most: a buffer, and an index.
const (
	keepBytes    = 8 << 20
	keepElements = 1 << 16
)

var pool = sync.Pool{New: func() any { return new(Doc) }}

// New returns an empty document. Release gives it back.
func New(l Limits) *Doc {
	d := pool.Get().(*Doc)
	d.limits = l
	return d
}

// Release gives the document back to the pool and wipes it. Nothing that was
// obtained from it may be used afterwards.
func (d *Doc) Release() {
	// There was plaintext, and key material of a handshake.
	clear(d.buf[:min(max(d.high, len(d.buf)), cap(d.buf))])
	d.canon.wipe()
	if cap(d.buf) > keepBytes || cap(d.nodes) > keepElements || cap(d.attrs) > keepElements || cap(d.decls) > keepElements {
		*d = Doc{}
	}
	d.buf, d.high = d.buf[:0], 0
	d.reset()
	pool.Put(d)
}

func (d *Doc) reset() {
	d.nodes, d.attrs, d.decls = d.nodes[:0], d.attrs[:0], d.decls[:0]
	d.spaces, d.ids = d.spaces[:0], d.ids[:0]
	d.open, d.scope = d.open[:0], d.scope[:0]
	d.enclosures, d.listed = d.enclosures[:0], d.listed[:0]
	d.root = None
}

// maxClaimed bounds the room that is made because a sender says how much will come.
const maxClaimed = 256 << 10

// Fill fills the document with all of r, ErrTooLarge when that is more than
// the limit. sizeHint, when positive, is the expected number of bytes.
func (d *Doc) Fill(r io.Reader, sizeHint int) error {
	want := min(max(sizeHint, 4<<10), d.limits.Bytes, maxClaimed) + 512
	if cap(d.buf) < want {
		// Plaintext is appended behind the message: three quarters of it at most.
		d.buf = make([]byte, 0, want+want*3/4)
	}
	d.buf = d.buf[:0]
	for {
		if len(d.buf) == cap(d.buf) {
			d.buf = append(d.buf, 0)[:len(d.buf)]
		}
		n, err := r.Read(d.buf[len(d.buf):cap(d.buf)])
		d.buf = d.buf[:len(d.buf)+n]
		if len(d.buf) > d.limits.Bytes {
			return ErrTooLarge
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading message: %w", err)
		}
	}
}

// FillString is Fill for a string.
func (d *Doc) FillString(s string) error {
	if len(s) > d.limits.Bytes {
		return ErrTooLarge
	}
	d.buf = append(slices.Grow(d.buf[:0], len(s)), s...)
	return nil
}

// Bytes returns everything read and decrypted so far. It is valid until the
// next call that appends.
func (d *Doc) Bytes() []byte { return d.buf }

// Root returns the document element.
func (d *Doc) Root() ID { return d.root }

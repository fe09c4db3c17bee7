package wsse

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
)

// Header blocks of the service: the soap:headers of a WSDL.

// Understanding returns the profile of a message that may have header blocks of
// those names: one that says that it must be understood is.
func (p *Profile) Understanding(blocks []*codec.Name) *Profile {
	if len(blocks) == 0 {
		return p
	}
	own := *p
	own.understood = blocks
	return &own
}

func (p *Profile) understands(d *doc.Doc, h doc.ID) bool {
	return slices.ContainsFunc(p.understood, func(n *codec.Name) bool { return d.IsNamed(h, n.URI(), n.Local) })
}

// addBlocks writes header blocks, and covers those that the plan wants signed.
func (s *sealer) addBlocks(blocks []codec.Header) error {
	for i, b := range blocks {
		start := len(s.out)
		s.enc.Reset(s.out)
		s.enc.Element(b.Name, b.Content)
		if err := s.enc.Err(); err != nil {
			return err
		}
		s.out = s.enc.Bytes()
		if s.p.signsName(b.Name.URI(), b.Name.Local) {
			if err := s.coverBlock(start, b.Name, i); err != nil {
				return err
			}
		}
	}
	return nil
}

// coverBlock gives a block an Id and takes its digest. Where the Id belongs among the
// attributes depends on the type, so the canonical form is made and not known.
func (s *sealer) coverBlock(start int, n *codec.Name, i int) error {
	own := n.Local
	for _, r := range s.refs {
		if r.id == idBlockPrefix && r.own == own {
			own += "-" + strconv.Itoa(i)
			break
		}
	}
	id := []byte(declWSU + ` wsu:Id="` + idBlockPrefix + own + `"`)
	s.out = slices.Insert(s.out, start+len(n.Open), id...)

	d := doc.New(doc.DefaultLimits)
	defer d.Release()
	if err := d.Fill(bytes.NewReader(s.out[start:]), len(s.out)-start); err != nil {
		return err
	}
	if err := d.Parse(); err != nil {
		return err
	}
	lo := len(s.prefixes)
	s.prefixes = s.enc.InclusivePrefixes(s.prefixes)
	s.digest.Reset()
	if err := d.Digest(s.digest, d.Root(), s.prefixes[lo:]); err != nil {
		return err
	}
	s.refs = append(s.refs, reference{id: idBlockPrefix, own: own, lo: lo, hi: len(s.prefixes)})
	r := &s.refs[len(s.refs)-1]
	r.n = len(s.digest.Sum(r.sum[:0]))
	return nil
}

// Blocks calls f for each header block that is for us, but for those of security and
// addressing, until it returns an error. signed says that the signature covers it.
func (v *Verified) Blocks(f func(e codec.Element, signed bool) error) error {
	if v.doc == nil || v.header == doc.None {
		return nil
	}
	d := v.doc
	for h := d.First(v.header); h != doc.None; h = d.Next(h) {
		if !targeted(d, h) || isInfrastructure(d, h) {
			continue
		}
		if err := f(codec.OpenBlock(d, h, &v.room), v.covers(h)); err != nil {
			return err
		}
	}
	return nil
}

func isInfrastructure(d *doc.Doc, h doc.ID) bool {
	space := d.Space(h)
	return space == doc.WSA200408 || space == doc.WSA200508 || d.Is(h, doc.WSSE, "Security")
}

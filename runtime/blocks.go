package wssc

import (
	"fmt"
	"slices"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
)

// blocksOf returns the SOAP headers of a message that is going to be sent.
func blocksOf(content codec.Encodable) []codec.Header {
	if h, ok := content.(codec.HeaderEncodable); ok {
		return h.Headers()
	}
	return nil
}

// input is the element that holds the request, nil when that is the Body.
func (op *Operation) input() *codec.Name { return whole(op.Input, op.InputParts) }

// output is the element that holds the response, nil when that is the Body.
func (op *Operation) output() *codec.Name { return whole(op.Output, op.OutputParts) }

func whole(n *codec.Name, parts bool) *codec.Name {
	if parts {
		return nil
	}
	return n
}

// blocksBack are the header blocks that a response or a fault may have.
func (op *Operation) blocksBack() []*codec.Name {
	names := slices.Clone(op.OutputHeaders)
	for _, f := range op.Faults {
		if f.header {
			names = append(names, f.name)
		}
	}
	return names
}

// content returns the element that holds a proven message: the only one in the Body, or
// the Body where name is nil.
func content(v *wsse.Verified, name *codec.Name) (codec.Element, error) {
	if name == nil {
		return v.Body(), nil
	}
	payload, ok := v.Payload()
	if !ok || !payload.Is(name) {
		return codec.Element{}, fmt.Errorf("body does not hold one element %s", name)
	}
	return payload, nil
}

// decode reads a proven message: what holds it and its SOAP headers.
func decode(v *wsse.Verified, payload codec.Element, op *Operation, into codec.Decodable) error {
	if err := into.DecodeXML(payload.WithTypes(op.Types)); err != nil {
		return err
	}
	if err := attach(v.Attached, partsOf(into)); err != nil {
		return err
	}
	h, ok := into.(codec.HeaderDecodable)
	if !ok {
		return nil
	}
	return v.Blocks(func(e codec.Element, _ bool) error {
		_, err := h.DecodeHeader(e.WithTypes(op.Types))
		return err
	})
}

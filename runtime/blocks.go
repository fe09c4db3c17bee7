package wssc

import (
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

// decode reads a proven message: the element in its Body and its SOAP headers.
func decode(v *wsse.Verified, payload codec.Element, into codec.Decodable) error {
	if err := into.DecodeXML(payload); err != nil {
		return err
	}
	h, ok := into.(codec.HeaderDecodable)
	if !ok {
		return nil
	}
	return v.Blocks(func(e codec.Element) error {
		_, err := h.DecodeHeader(e)
		return err
	})
}

package codec_test

import (
	"encoding/xml"
	"fmt"
	"reflect"
	"testing"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/testdata/interop/soap/sets/collections"
	"github.com/wsscgen/wsscgen/testdata/interop/soap/sets/retailer"
	"github.com/wsscgen/wsscgen/testdata/order"
)

// The types below are what one declares by hand for encoding/xml, with the fields
// of the generated types of three services: orders (testdata/order.wsdl), the
// catalog of WS-I's retailer, and a dictionary of WCF's. Children inherit the
// default namespace of their parent, so it is written once: the shortest document
// that encoding/xml makes, and the fastest.

type plainOrder struct {
	XMLName   xml.Name      `xml:"urn:example:orders Order"`
	Currency  *string       `xml:"currency,attr"`
	ID        string        `xml:"id,attr"`
	Placed    string        `xml:"placed"`
	Customer  plainCustomer `xml:"customer"`
	DeliverTo *plainAddress `xml:"deliverTo"`
	Priority  string        `xml:"priority"`
	Gift      *bool         `xml:"gift"`
	Note      *string       `xml:"note"`
	Line      []plainLine   `xml:"line"`
}

type plainCustomer struct {
	Name    string       `xml:"name"`
	Email   *string      `xml:"email"`
	Address plainAddress `xml:"address"`
}

type plainAddress struct {
	Street  string `xml:"street"`
	City    string `xml:"city"`
	Country string `xml:"country"`
}

type plainLine struct {
	Number      int32  `xml:"number,attr"`
	Sku         string `xml:"sku,attr"`
	Description string `xml:"description"`
	Quantity    int32  `xml:"quantity"`
	Price       string `xml:"price"`
	Delivery    string `xml:"delivery"`
}

type plainCatalog struct {
	XMLName xml.Name    `xml:"http://www.ws-i.org/SampleApplications/SupplyChainManagement/2002-08/RetailCatalog.xsd Catalog"`
	Item    []plainItem `xml:"Item"`
}

type plainItem struct {
	Name          string `xml:"name"`
	Description   string `xml:"description"`
	ProductNumber string `xml:"productNumber"`
	Category      string `xml:"category"`
	Brand         string `xml:"brand"`
	Price         string `xml:"price"`
}

type plainDictionary struct {
	XMLName xml.Name   `xml:"http://schemas.microsoft.com/2003/10/Serialization/Arrays ArrayOfKeyValueOfstringstring"`
	Entry   []plainKey `xml:"KeyValueOfstringstring"`
}

type plainKey struct {
	Key   *string `xml:"Key"`
	Value *string `xml:"Value"`
}

// rival is one message in both forms.
type rival struct {
	name     *codec.Name
	value    codec.Encodable
	fresh    func() codec.Decodable
	plain    any
	another  func() any
	document []byte // as our encoder writes it
}

// rivals are the services; n says how many lines, items or entries a message has.
var rivals = []struct {
	name  string
	sized func(n int) *rival
}{{"order", rivalOrder}, {"catalog", rivalCatalog}, {"dictionary", rivalDictionary}}

func rivalOrder(n int) *rival {
	o := anOrder(n)
	o.Note, o.DeliverTo.Street = new("Leave it with the neighbours"), "2 Side St"
	p := &plainOrder{
		XMLName: xml.Name{Space: "urn:example:orders", Local: "Order"},
		ID:      o.ID, Currency: (*string)(o.Currency), Placed: string(o.Placed), Priority: string(o.Priority), Gift: o.Gift, Note: o.Note,
		Customer:  plainCustomer{o.Customer.Name, o.Customer.Email, plainAddressOf(&o.Customer.Address)},
		DeliverTo: new(plainAddressOf(o.DeliverTo)),
	}
	for i := range o.Line {
		l := &o.Line[i]
		p.Line = append(p.Line, plainLine{l.Number, l.Sku, l.Description, int32(l.Quantity), string(l.Price), string(l.Delivery)})
	}
	return &rival{
		name: &elemOrder, value: o, fresh: func() codec.Decodable { return new(order.Order) },
		plain: p, another: func() any { return new(plainOrder) },
	}
}

func plainAddressOf(a *order.Address) plainAddress {
	return plainAddress{a.Street, a.City, string(a.Country)}
}

var (
	catalogs = codec.Namespace{
		URI: "http://www.ws-i.org/SampleApplications/SupplyChainManagement/2002-08/RetailCatalog.xsd", Prefix: "n1",
		Decl: ` xmlns:n1="http://www.ws-i.org/SampleApplications/SupplyChainManagement/2002-08/RetailCatalog.xsd"`,
	}
	elemCatalog = codec.Name{Space: &catalogs, Local: "Catalog", Open: "<n1:Catalog", Close: "</n1:Catalog>"}

	arrays = codec.Namespace{
		URI: "http://schemas.microsoft.com/2003/10/Serialization/Arrays", Prefix: "n2",
		Decl: ` xmlns:n2="http://schemas.microsoft.com/2003/10/Serialization/Arrays"`,
	}
	elemDictionary = codec.Name{
		Space: &arrays, Local: "ArrayOfKeyValueOfstringstring",
		Open: "<n2:ArrayOfKeyValueOfstringstring", Close: "</n2:ArrayOfKeyValueOfstringstring>",
	}
)

func rivalCatalog(n int) *rival {
	c, p := new(retailer.CatalogType), &plainCatalog{XMLName: xml.Name{Space: catalogs.URI, Local: "Catalog"}}
	for i := range n {
		item := retailer.CatalogItem{
			Name: "TV, Brand1", Description: "24\" & up, colour television with stand", ProductNumber: retailer.ProductNumber(fmt.Sprint(605001 + i)),
			Category: "TV", Brand: "Brand1", Price: "299.95",
		}
		c.Item = append(c.Item, item)
		p.Item = append(p.Item, plainItem{item.Name, item.Description, string(item.ProductNumber), item.Category, item.Brand, string(item.Price)})
	}
	return &rival{
		name: &elemCatalog, value: c, fresh: func() codec.Decodable { return new(retailer.CatalogType) },
		plain: p, another: func() any { return new(plainCatalog) },
	}
}

func rivalDictionary(n int) *rival {
	type entry = collections.ArrayOfKeyValueOfstringstringKeyValueOfstringstring
	d := new(collections.ArrayOfKeyValueOfstringstring)
	p := &plainDictionary{XMLName: xml.Name{Space: arrays.URI, Local: "ArrayOfKeyValueOfstringstring"}}
	for i := range n {
		e := entry{Key: new(fmt.Sprintf("setting.%d", i)), Value: new("Grüße aus Köln")}
		d.KeyValueOfstringstring = append(d.KeyValueOfstringstring, e)
		p.Entry = append(p.Entry, plainKey(e))
	}
	return &rival{
		name: &elemDictionary, value: d, fresh: func() codec.Decodable { return new(collections.ArrayOfKeyValueOfstringstring) },
		plain: p, another: func() any { return new(plainDictionary) },
	}
}

// rivalSizes are the documents that are compared, in bytes.
var rivalSizes = []struct {
	name  string
	bytes int
}{{"1KB", 1 << 10}, {"4KB", 4 << 10}, {"64KB", 64 << 10}}

// ofSize returns the message whose document has about so many bytes.
func ofSize(t testing.TB, sized func(n int) *rival, bytes int) *rival {
	t.Helper()
	few, some := sized(1), sized(11)
	first := len(encode(t, few.name, few.value))
	each := (len(encode(t, some.name, some.value)) - first) / 10
	r := sized(1 + max(0, (bytes-first+each/2)/each))
	r.document = []byte(encode(t, r.name, r.value))
	return r
}

// Both read what the other one writes, and it is the same.
func TestRivalsAgree(t *testing.T) {
	for _, tt := range rivals {
		for _, size := range rivalSizes {
			r := ofSize(t, tt.sized, size.bytes)
			if got := len(r.document); got < size.bytes*8/10 || got > size.bytes*12/10 {
				t.Errorf("%s of %s is %d bytes", tt.name, size.name, got)
			}
			theirs, err := xml.Marshal(r.plain)
			if err != nil {
				t.Fatal(err)
			}
			ours := r.fresh()
			if err := codec.Unmarshal(theirs, r.name, ours); err != nil || !reflect.DeepEqual(any(ours), any(r.value)) {
				t.Errorf("%s: %v\ngot  %+v\nwant %+v", tt.name, err, ours, r.value)
			}
			plain := r.another()
			if err := xml.Unmarshal(r.document, plain); err != nil || !reflect.DeepEqual(plain, r.plain) {
				t.Errorf("%s: %v\ngot  %+v\nwant %+v", tt.name, err, plain, r.plain)
			}
		}
	}
}

package shop_test

import (
	"context"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/testdata/shop"
	"github.com/wsscgen/wsscgen/testdata/shop/amount"
	"github.com/wsscgen/wsscgen/testdata/shop/common"
	"github.com/wsscgen/wsscgen/testdata/shop/goods"
)

var day = amount.Day{Time: time.Date(2026, 11, 3, 0, 0, 0, 0, time.UTC)}

func items() []common.AnyItem {
	return []common.AnyItem{
		&common.Item{ItemId: "1", Price: 250, Since: &day},
		&goods.Book{
			Item:     common.Item{ItemId: "2", Price: 1999, Least: new(amount.Amount(1500))},
			Language: new("de"), Title: "Die <Verwandlung>", Farbe: goods.Red,
		},
		&goods.Bare{ItemId: "3", Price: 1},
	}
}

// TestOrders sends values of types of three packages, some of them told by xsi:type,
// and of types that are written by hand.
func TestOrders(t *testing.T) {
	handler, err := shop.NewOrdersHandler(&shop.OrdersMock{
		PlaceFunc: func(_ context.Context, in *shop.OrderRequest) (*shop.PlaceOrderResponse, error) {
			if got := in.Items.Lines; !reflect.DeepEqual(got, items()) {
				t.Errorf("got %#v", got)
			}
			if in.Seal == nil || len(in.Seal.Raw) != 1 {
				t.Errorf("got seal %#v", in.Seal)
			}
			return &shop.PlaceOrderResponse{Total: 2250}, nil
		},
	}, shop.PortOrders)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	client, err := shop.NewOrdersClient(shop.PortOrders, wssc.WithAddress(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	seal, err := codec.ParseRaw(`<wax xmlns="urn:wax">red</wax>`)
	if err != nil {
		t.Fatal(err)
	}
	got, err := client.Place(context.Background(), &shop.OrderRequest{
		Items: shop.OrderRequestItems{Lines: items()}, Seal: &amount.Signature{Raw: []codec.Raw{seal}},
	})
	if err != nil || got.Total != 2250 {
		t.Errorf("got %+v, %v", got, err)
	}
	_, err = client.Place(context.Background(), &shop.OrderRequest{
		Items: shop.OrderRequestItems{Lines: []common.AnyItem{&common.Item{Price: -1}}},
	})
	if err == nil || !strings.Contains(err.Error(), "less than nothing") {
		t.Errorf("a value that its type does not write: %v", err)
	}
}

// TestStock has a message whose type is of a package that does not know the types
// derived from its own.
func TestStock(t *testing.T) {
	handler, err := shop.NewStockPortTypeHandler(&shop.StockPortTypeMock{
		CountFunc: func(_ context.Context, in *common.Shelf) (*common.Shelf, error) { return in, nil },
	}, shop.PortStock)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	client, err := shop.NewStockPortTypeClient(shop.PortStock, wssc.WithAddress(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	in := &common.Shelf{Item: items(), Note: new("full")}
	got, err := client.Count(context.Background(), in)
	if err != nil || !reflect.DeepEqual(got, in) {
		t.Errorf("got %+v, %v", got, err)
	}
}

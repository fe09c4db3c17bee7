"""The calls of the sets, but for those about values."""
import datetime
from decimal import Decimal

import zeep
import zeep.exceptions
from lxml import etree

from check import Calls, fault, same

calls = Calls()

NOTES = "urn:example:notes"


@calls.of("notes", "bare")
def _(s):
    return same(s.call.Say("hello, wörld & <co>"), "hello, wörld & <co>!")


@calls.of("notes", "fault")
def _(s):
    return fault(lambda: s.call.Say("unheard"), "{%s}UnheardFault" % NOTES, {"Error": "nobody"}, {"after": "3"})


@calls.of("notes", "second fault")
def _(s):
    return fault(lambda: s.call.Say("busy"), "{%s}BusyException" % NOTES, {"text": "later"})


@calls.of("notes", "headers")
def _(s):
    out = s.call.Ask("who?", _soapheaders={
        "session": s.element(NOTES, "Session")(user="Älice & <Bob>", key=7),
        "trace": s.element(NOTES, "Trace")("t"),
    })
    return same(out.body.text, "Älice & <Bob> 7") or same(out.header.trace, "t'")


@calls.of("notes", "polymorphism, choice, nil, dates")
def _(s):
    types = s.types(NOTES)
    day = datetime.date(2024, 2, 29)
    seen = datetime.datetime(2024, 2, 29, 23, 59, 58, 125000, tzinfo=datetime.timezone.utc)
    out = s.call.Draw(
        shape=[types.Circle(made=day, radius=Decimal("1.50")), types.Square(made=day, side=Decimal("-0.001"))],
        color="dark blue", title=zeep.xsd.Nil, seen=seen,
    )
    return same([type(v).__name__ for v in out.shape], ["Circle", "Square"]) or same(out, {
        "shape": [{"made": day, "radius": Decimal("1.50")}, {"made": day, "side": Decimal("-0.001")}],
        "color": "dark blue", "shade": None, "title": None,
        "seen": out.seen,
    }) or same(out.seen == seen, True)


@calls.of("notes", "RPC")
def _(s):
    return same(s.call.Add(2**31 - 2, 1), 2**31 - 1)


@calls.of("notes", "one-way")
def _(s):
    return same(s.call.Tell("a note"), None)


def inherit(feature, number, kind, base, type_name):
    @calls.of("inherit", feature)
    def _(s):
        out = s.call.getObject(number)
        return same(type(out.baseObject).__name__, type_name) or same(out, {"baseObject": base, "type": kind})


inherit("derived type", 0, "A", {"name": "a", "avalue": "AA"}, "SubTypeA")
inherit("other derived type", 1, "B", {"name": "b", "bvalue": "BB"}, "SubTypeB")
inherit("base type", -1, "base", {"name": "c"}, "BaseType")


@calls.of("greeter", "empty request")
def _(s):
    return same(s.call.sayHi(), " Bonjour\t& <more>")


@calls.of("greeter", "fault")
def _(s):
    name = "{http://apache.org/hello_world_soap12_http/types}faultDetail"
    return fault(lambda: s.call.pingMe(), name, {"minor": "1", "major": "-2"})


# The WSDL gives no action to these requests; the caller of zeep gives the one that
# they have by default.
def add_numbers(feature, operation, action, arguments, outcome):
    @calls.of("addnumbers", feature)
    def _(s):
        s.call._binding.get(operation).abstract.wsa_action = "http://example.com/AddNumbersPortType/" + action
        return outcome(lambda: s.call[operation](*arguments))


add_numbers("action", "addNumbers", "add", (1, 2), lambda call: same(call(), 3))
add_numbers("action of a fault by default", "addNumbers", "add", (-1, 2), lambda call: fault(
    call, "{http://example.com/}AddNumbersFault", {"detail": "-1", "message": "negative"}))
add_numbers("action of a fault", "addNumbers2", "add2", (1, 2000), lambda call: fault(
    call, "{http://example.com/}TooBigNumbers2Fault", {"detail": "2000", "message": "too big"}))


@calls.of("addnumbers", "no addressing headers")
def _(s):
    return same(s.call.addNumbers3(3, 4), 7)


CATALOG = {"Item": [
    {"name": "TV, Brand1", "description": '24", Color', "productNumber": 605001, "category": "TV", "brand": "Brand1", "price": Decimal("299.95")},
    {"name": "Vidéo", "description": "<b>", "productNumber": 605008, "category": "DVD", "brand": "Brand2", "price": Decimal("1499.990")},
]}


def rpc(feature, operation, arguments, want):
    @calls.of("retailer", feature)
    def _(s):
        return same(s.call[operation](**arguments), want)


rpc("RPC without parts", "getCatalog", {}, CATALOG["Item"])
rpc("RPC", "echoCatalog", {"input": CATALOG}, CATALOG["Item"])
rpc("RPC, two parts", "testCatalog", {"name": "TV", "index": 605001}, {"output": CATALOG, "name": "TV'"})
rpc("RPC, in and out", "testHolders", {"name": "n", "inout": 5}, {"out": -0.5, "inout": 6})
rpc("RPC, order of parameters", "testParameterOrder", {"foo": "f", "bar": 9}, {"foo1": "f1", "bar1": 10})


rpc("RPC, one-way", "helloOneWay", {"parameters": "hello"}, None)


@calls.of("wcfenum", "enumeration")
def _(s):
    return same(s.call.AcceptWrapped({"Enum": "Five"}), None)


@calls.of("wcfenum", "nil")
def _(s):
    return same(s.call.AcceptWrapped(zeep.xsd.Nil), None)


@calls.of("wcfenum", "enumeration in the answer")
def _(s):
    return same(s.call.RequestWrapped(), "Two")


@calls.of("wcfxml", "wrapped")
def _(s):
    return same(s.call.EchoXmlSerializerFormat("m"), "m!")


@calls.of("wcfxml", "undeclared fault")
def _(s):
    try:
        s.call.EchoXmlSerializerFormatSupportFaults(pleaseThrowException=True)
    except zeep.exceptions.Fault as e:
        return same((e.message, e.code.split(":")[-1], e.detail), ("as was asked for", "Server", None))
    return "no fault"


@calls.of("wcfxml", "RPC beside document")
def _(s):
    return same(s.call.EchoXmlSerializerFormatUsingRpc("r"), "r!")


@calls.of("wcfxml", "nested")
def _(s):
    out = s.call.GetDataUsingXmlSerializer({"BoolValue": True, "StringValue": ""})
    return same(out, {"BoolValue": False, "StringValue": None})


@calls.of("collections", "list with nil")
def _(s):
    # zeep reads an empty string as None.
    return same(s.call.EchoStringList({"string": ["a", zeep.xsd.Nil, ""]}), [None, None, "b"])


@calls.of("collections", "empty list")
def _(s):
    return same(s.call.EchoStringArray({"string": []}), [])  # what is nil is an empty list as well


@calls.of("collections", "dictionary")
def _(s):
    more = {"Key": "and", "Value": "so on"}
    out = s.call.EchoDictionary({"KeyValueOfstringstring": [{"Key": "k", "Value": "v"}, more]})
    return same(out, [{"Key": "v", "Value": "k"}, more])


def address(v):
    return v["Address"]["_value_1"]


@calls.of("locator", "endpoint reference")
def _(s):
    out = s.call.registerPeerManager(peer_manager={"Address": {"_value_1": "http://localhost/a?b=c&d"}})
    return same((address(out.peer_manager_reference), out.node_id), ("http://localhost/e", "n1"))


@calls.of("locator", "QName")
def _(s):
    out = s.call.lookupEndpoint(etree.QName("urn:s", "Service"))
    return same(address(out), "http://localhost/f")


@calls.of("locator", "fault")
def _(s):
    return fault(
        lambda: s.call.lookupEndpoint(etree.QName("urn:s", "Nothing")),
        "{http://apache.org/locator/types}EndpointNotExistFault", {"error": "no such endpoint"})


UNHEARD = "{urn:example:library}UnheardFault", {"who": "nobody & nothing"}, {"after": "3"}


@calls.of("counter", "RPC")
def _(s):
    return same(s.call.add(2**31 - 1, -1), 2**31 - 2)


@calls.of("counter", "RPC, in and out")
def _(s):
    out = s.call.greet(session={"user": "u", "key": 1}, count=4)
    return same(out, {"session": {"user": "v", "key": 2}, "count": 5})


@calls.of("counter", "RPC, fault")
def _(s):
    return fault(lambda: s.call.fail("unheard"), *UNHEARD)


# zeep writes the addressing headers by itself, for the WSDL has actions.
@calls.of("addressed", "action by default")
def _(s):
    return same(s.call.plain("p"), "p'")


@calls.of("addressed", "action")
def _(s):
    return same(s.call.given("g"), "g'")


@calls.of("addressed", "action of a fault by default")
def _(s):
    return fault(lambda: s.call.fail("unheard"), *UNHEARD)


@calls.of("addressed", "action of a fault")
def _(s):
    return fault(lambda: s.call.failGiven("unheard"), *UNHEARD)


@calls.of("addressed", "one-way")
def _(s):
    return same(s.call.tell("a note"), None)

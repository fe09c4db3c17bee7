"""Calls the note service with zeep: call.py WSDL URL BINDING

Prints a line for each operation: its name, and what is wrong or nothing.
"""
import datetime
import decimal
import sys

import zeep
import zeep.exceptions

wsdl, url, binding = sys.argv[1:]
client = zeep.Client(wsdl)
service = client.create_service("{urn:example:notes}" + binding, url)
types = client.type_factory("urn:example:notes")


def check(name, f):
    try:
        wrong = f()
    except Exception as e:  # whatever it is, it is what went wrong
        wrong = f"{type(e).__name__}: {e}"
    print(f"{name}: {wrong or ''}", flush=True)


def same(got, want):
    if got != want:
        return f"{got!r}, not {want!r}"


def fault(text, element):
    try:
        service.Say(text)
    except zeep.exceptions.Fault as e:
        if e.detail is None:
            return "a fault without detail"
        tags = [c.tag for c in e.detail]
        want = ["{urn:example:notes}" + element]
        return same(tags, want)
    return "no fault"


def headers():
    out = service.Ask("who?", _soapheaders={
        "session": types_element("Session")(user="Älice & <Bob>", key=7),
        "trace": types_element("Trace")("t"),
    })
    return same(out.body.text, "who? Älice & <Bob> 7") or same(out.header.trace, "t'")


def types_element(name):
    return client.get_element("{urn:example:notes}" + name)


def draw():
    day = datetime.date(2024, 2, 29)
    seen = datetime.datetime(2024, 2, 29, 23, 59, 58, 125000, tzinfo=datetime.timezone.utc)
    out = service.Draw(
        shape=[types.Circle(made=day, radius=decimal.Decimal("1.50")), types.Square(made=day, side=decimal.Decimal("-0.001"))],
        color="dark blue", title=zeep.xsd.Nil, seen=seen,
    )
    return (
        same([type(s).__name__ for s in out.shape], ["Circle", "Square"])
        or same(out.shape[0].made, day)
        or same(out.shape[0].radius, decimal.Decimal("1.50"))
        or same(out.shape[1].side, decimal.Decimal("-0.001"))
        or same(out.color, "dark blue")
        or same(out.shade, None)
        or same(out.title, None)
        or same(out.seen, seen)
    )


check("response", lambda: same(service.Say("hello, wörld & <co>"), "hello, wörld & <co>!"))
check("fault", lambda: fault("unheard", "UnheardFault") or fault("busy", "BusyException"))
check("headers", headers)
check("types", draw)
check("RPC", lambda: same(service.Add(2**31 - 2, 1), 2**31 - 1))
check("one-way", lambda: same(service.Tell("a note"), None))

"""The calls about values."""
import datetime
from decimal import Decimal

import isodate
import zeep
from lxml import etree

from check import Calls, same

calls = Calls()

EVERY = bytes(range(256))


def zone(hours, minutes=0):
    return datetime.timezone(datetime.timedelta(hours=hours, minutes=minutes))


@calls.of("values", "large numbers")
def _(s):
    value = {
        "integer": 123456789012345678901234567890, "decimal": Decimal("-0.000000000000000000012300"),
        "unsigned": 2**64 - 1, "long": -(2**63), "double": [1.5e300, -0.0], "flag": True,
    }
    return same(s.call.Numbers(**value), value)


@calls.of("values", "dates")
def _(s):
    moment = datetime.datetime(2024, 2, 29, 23, 59, 58, 125000, tzinfo=zone(5, 45))
    value = {
        "date": datetime.date(2024, 2, 29), "zoned": "1969-12-31-11:30", "moment": moment,
        "local": datetime.datetime(1, 1, 1), "time": datetime.time(23, 59, 59),
        "duration": isodate.parse_duration("P1Y2M3DT4H5M6S"), "year": (1999, None),
    }
    out = s.call.Dates(**value)
    # zeep leaves the zones of dates out, and reads a year as a number with a zone.
    return same(
        [out.date, out.zoned, out.moment == moment, out.moment.utcoffset(), out.local, out.time, out.duration == value["duration"], out.year],
        [value["date"], datetime.date(1969, 12, 31), True, datetime.timedelta(hours=5, minutes=45), value["local"], value["time"], True, (1999, None)],
    )


@calls.of("values", "choice")
def _(s):
    out = s.call.Choose(_value_1=[{"word": "one"}], left="here")
    return same(out, {"_value_1": [{"number": 0}], "left": None, "right": "there", "further": -1})


@calls.of("values", "choice again and again")
def _(s):
    words = [{"word": "one"}, {"number": 2}, {"number": 3}, {"word": "two"}]
    out = s.call.Choose(_value_1=words, right="there", further=7)
    return same(out, {"_value_1": words, "left": None, "right": "there", "further": 7})


@calls.of("values", "nil, empty and absent")
def _(s):
    out = s.call.Absent(empty="", nil=zeep.xsd.Nil, nilOrAbsent=zeep.xsd.Nil, item=[1, zeep.xsd.Nil, 3], mark="x < y & 'z\"")
    return same(out, {"absent": "here", "empty": None, "nil": 0, "nilOrAbsent": None, "item": [], "mark": None})


@calls.of("values", "nil or absent")
def _(s):
    # zeep reads what is empty, what is nil and what is not there as None.
    out = s.call.Absent(nil=4)
    return same(out, {"absent": None, "empty": None, "nil": None, "nilOrAbsent": None, "item": [None], "mark": None})


@calls.of("values", "bytes")
def _(s):
    return same(s.call.Bytes(base64=EVERY, hex=EVERY.hex().upper()), {"base64": b"\x00\xff", "hex": None})


@calls.of("values", "lists, unions, attributes")
def _(s):
    out = s.call.Lists(numerals=[1, -2, 3], size=["7", "very large"], word="very large", price={"_value_1": Decimal("12.50"), "currency": "EUR"})
    return same(out, {
        "numerals": [1, -2, 3], "size": ["7", "very large"], "word": "very large", "price": {"_value_1": Decimal("12.50"), "currency": "EUR"},
    })


COMPLEX = {"varInt": -5, "varString": "s & t", "varFloat": 0.5}
ZERO = {"varInt": 0, "varString": None, "varFloat": 0.0}


def round4(feature, operation, arguments, want):
    @calls.of("round4", feature)
    def _(s):
        return same(s.call[operation](**arguments), want)


round4("wrapped, void", "echoVoid", {}, None)
round4("wrapped, string", "echoString", {"inputString": "  ]]> \n 'é'\U0001F600"}, "\u00a0x")
round4("wrapped, absent", "echoString", {}, None)
round4("wrapped, array", "echoIntegerMultiOccurs", {"inputIntegerMultiOccurs": {"int": [1, -1, 2**31 - 1]}}, [-(2**31), 0])
round4("nested", "echoNestedComplexType", {
    "inputComplexType": {"varString": "outer", "varInt": 1, "varFloat": -2, "varComplexType": COMPLEX},
}, {"varString": None, "varInt": 0, "varFloat": 0.0, "varComplexType": {**ZERO, "varInt": 1}})
round4("choice", "echoChoice", {"inputChoice": {"name0": "zero"}}, {"name0": None, "name1": "one"})
round4("enumeration", "echoEnum", {"inputEnum": "BitFour"}, "BitOne")


@calls.of("round4", "any element")
def _(s):
    element = etree.fromstring('<x:a xmlns:x="urn:x" b="1">text<x:c/></x:a>')
    out = s.call.echoAnyElement({"_value_1": element})
    return same(etree.tostring(out, method="c14n", exclusive=True), b"<d>e &amp; f</d>")


@calls.of("round4", "headers")
def _(s):
    ns = "http://soapinterop.org/"
    out = s.call.echoVoidSoapHeader(_soapheaders=[
        s.element(ns, "echoMeComplexTypeRequest")(varString="h", varInt=3, varFloat=1.25),
        s.element(ns, "echoMeStringRequest")(varString="s"),
    ])
    return same(out.header, {
        "echoMeComplexTypeResponse": {**ZERO, "varInt": 4}, "echoMeStringResponse": {"varString": "s'"},
    })


def base(feature, operation, argument, want):
    @calls.of("basetypes", feature)
    def _(s):
        return same(s.call[operation](argument), want)


base("boolean", "retBool", True, False)
base("byte", "retSByte", -128, 127)
base("long", "retLong", -(2**63), 2**63 - 1)
base("float", "retFloat", 3.4028235e38, float("-inf"))
base("decimal", "retDecimal", Decimal("12345678901234567890.0123456789"), Decimal("-0.5"))
base("dateTime", "retDateTime", datetime.datetime(2005, 8, 31, 23, 0, 0, 250, tzinfo=zone(-8)), None)
base("nil", "retString", zeep.xsd.Nil, None)
base("bytes", "retByteArray", EVERY, None)

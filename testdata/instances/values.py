"""Values of simple types: from their facets, and in forms that are seldom seen."""

import base64
import re

from lxml import etree

from patterns import matching

XS = "http://www.w3.org/2001/XMLSchema"

# Lexical forms of the built-in types, the plainest first.
POOL = {
    "string": ["abc", "", " two  words & <more> ", "\u00fc\u00f1\u4e2d\u6587 \U0001f600", "line\nline\ttab", "]]>", "a\r\nb", "\"quoted\" 'text'", "x" * 300],
    "normalizedString": ["abc", "", "  a  b ", "\u00e9 \u4e2d"],
    "token": ["abc", "", " a b ", "a   b\n c", "\u4e2d\u6587"],
    "anyURI": ["urn:a:b", "http://example.org/a?b=c&d=e#f", "", " ../a ", "mailto:a@example.org"],
    "language": ["en", "de-CH", "x-klingon"],
    "Name": ["name", "a:b", "_x-1.2", "\u00e9t\u00e9"],
    "NCName": ["name", "_x-1.2", " a ", "\u00e9t\u00e9"],
    "NMTOKEN": ["token", "1.2-3", ":a"],
    "boolean": ["true", "false", "1", "0", " true "],
    "decimal": ["1", "12.340", "-0.10", "+5", ".5", "3.", "00012", "123456789012345678901234567890.123456789012345678901234567890", " 7 ", "-0"],
    "integer": ["1", "-123456789012345678901234567890", "+7", "007", "123456789012345678901234567890", " 8 ", "0", "-0"],
    "float": ["1", "1.5", "-2.25E10", "INF", "-INF", "NaN", "1e-5", "0", "-0", "3.4028235E38", " 2.50 ", "1234567.8", ".5"],
    "double": ["1", "1.5", "-2.25E100", "INF", "-INF", "NaN", "1e-5", "0", "-0", "1.7976931348623157E308", " 2.50 ", "0.1", "123456789012345680", "5e-324"],
    "dateTime": ["2026-11-28T10:00:00", "2026-11-28T10:00:00Z", "2026-11-28T10:00:00.10+02:00", "2026-11-28T24:00:00", "12000-02-29T23:59:59.999999999999-14:00", "-0044-03-15T12:00:00", "1999-12-31T23:59:59.0", " 2000-01-01T00:00:00-00:00 "],
    "date": ["2026-11-28", "2026-11-28Z", "2026-11-28+14:00", "12000-02-29", "-0044-03-15", "2024-02-29-05:30", " 1999-12-31 "],
    "time": ["10:00:00", "10:00:00Z", "23:59:59.123456789123", "24:00:00", "00:00:00.0+05:30", " 12:00:00 "],
    "duration": ["P1D", "P1Y2M3DT4H5M6.70S", "-P1Y", "PT0S", "P400D", "PT36H", "P0Y", "P99999999999Y"],
    "gYear": ["2026", "12000", "-0044", "2026Z", "2026+02:00"],
    "gYearMonth": ["2026-11", "12000-01", "2026-11-14:00"],
    "gMonthDay": ["--11-28", "--02-29", "--02-29Z"],
    "gDay": ["---28", "---31+01:00"],
    "gMonth": ["--11", "--02Z"],
    "base64Binary": ["AAEC", "", "AA==", "AAE=", " A A\nE C ", "/+9abc12" * 12],
    "hexBinary": ["00FF", "", "deadBEEF", " 0a "],
    "QName": ["{urn:q}name", "{urn:q}other", "name"],
    "NOTATION": [],
    "IDREF": [],
    "ENTITY": [],
    "ID": [],
    "anySimpleType": ["abc", "1"],
}
BOUNDED = {
    "long": (-2**63, 2**63 - 1), "int": (-2**31, 2**31 - 1), "short": (-2**15, 2**15 - 1), "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1), "unsignedInt": (0, 2**32 - 1), "unsignedShort": (0, 2**16 - 1), "unsignedByte": (0, 255),
}
for _name, (_low, _high) in BOUNDED.items():
    POOL[_name] = ["1", str(_high), str(_low), "+7", "007", " 8 ", "0"]
POOL["nonNegativeInteger"] = ["1", "0", "123456789012345678901234567890", "+7", "007"]
POOL["positiveInteger"] = ["1", "123456789012345678901234567890", "+7", "007"]
POOL["nonPositiveInteger"] = ["-1", "0", "-123456789012345678901234567890", "-007"]
POOL["negativeInteger"] = ["-1", "-123456789012345678901234567890", "-007"]
STRINGS = ("string", "normalizedString", "token", "anyURI", "Name", "NCName", "NMTOKEN", "language")


def refused_by_libxml2():
    """Takes out of the pools what libxml2 refuses; what these are is the result."""
    refused = []
    for name, texts in POOL.items():
        if name in ("QName", "NOTATION", "anySimpleType") or not texts:
            continue
        schema = etree.XMLSchema(etree.fromstring("<x:schema xmlns:x='%s'><x:element name='e' type='x:%s'/></x:schema>" % (XS, name)))
        for text in list(texts):
            e = etree.Element("e")
            e.text = text
            if not schema.validate(e):
                texts.remove(text)
                refused.append((name, text))
    return refused


class Values:
    """The values of each simple type of a schema, made once."""

    def __init__(self, random):
        self.random, self.known, self.ids = random, {}, 0

    def of(self, t):
        """The values of a type, the plainest first; (text, kind) for each."""
        if id(t) not in self.known:
            self.known[id(t)] = (self.make(t), t)
        return self.known[id(t)][0]

    def id(self):
        self.ids += 1
        return "id%d" % self.ids

    def make(self, t):
        kind = self.kind(t)
        if kind.startswith("union"):
            found = [v for m in member_types(t) for v in self.of(m)]
            listed = enumerated(t)
            if listed:
                found = [(x, "union") for x in listed]
            return [v for v in found if self.fits(t, v[0])]
        if kind.startswith("list"):
            items = [v for v, _ in self.of(item_type(t)) if v.strip() and not re.search(r"\s", v.strip())]
            lists = enumerated(t) or [" ".join(items[:1]), "", " ".join((items * 3)[:3]), "  ".join((items * 5)[:5]), " ".join((items * 12)[:12])]
            return [(x, kind) for x in lists if self.fits(t, x)]
        texts = enumerated(t)
        if kind in ("QName", "NOTATION"):
            return [(x, kind) for x in (self.names(t, texts) if texts else POOL[kind])]
        if not texts:
            texts = self.shaped(t, kind)
        seen, found = set(), []
        for x in texts:
            if x not in seen and self.fits(t, x):
                found.append((x, kind))
            seen.add(x)
        return found

    @staticmethod
    def names(t, texts):
        origin = next(b for b in bases(t) if facets(b, "enumeration"))
        nsmap = dict(origin.schema.namespaces)
        found = []
        for x in texts:
            prefix, _, local = x.strip().rpartition(":")
            if prefix in nsmap or not prefix:
                found.append("{%s}%s" % (nsmap.get(prefix, ""), local))
        return found

    @staticmethod
    def kind(t):
        if t.is_union():
            return "union"
        if t.is_list():
            return "list:" + Values.kind(item_type(t))
        for b in bases(t):
            if b.name and b.name.startswith("{%s}" % XS):
                name = b.name.split("}")[1]
                return name if name in POOL else "anySimpleType"
        return "anySimpleType"

    def shaped(self, t, kind):
        """Texts that may fit the facets."""
        texts = list(POOL[kind])
        for b in bases(t):
            for name in ("minInclusive", "maxInclusive", "minExclusive", "maxExclusive"):
                for value in facets(b, name):
                    texts.insert(1, value)
                    try:
                        texts += [str(int(value) + 1), str(int(value) - 1)]
                    except ValueError:
                        pass
            if facets(b, "pattern"):
                texts += self.matching(b)
            for name in ("length", "minLength", "maxLength"):
                for value in facets(b, name):
                    texts += sized(kind, min(int(value), 2000))
        if kind in ("decimal", "integer"):
            texts += ["0.5", "12.34", "99", "9999", "-3", "123456.789"]
        return texts

    def matching(self, t):
        texts = []
        for p in getattr(t.patterns, "patterns", []):
            for more in (0, 0, 1, 1, 3, 3):
                try:
                    texts.append(matching(p.pattern, self.random, more))
                except (re.error, ValueError, IndexError, OverflowError):
                    break
        return texts

    @staticmethod
    def fits(t, text):
        try:
            return t.is_valid(text)
        except Exception:  # a validator's own mistake makes no instance
            return False


def bases(t):
    while t is not None:
        yield t
        t = t.base_type


def facets(t, name):
    """What the type itself says for a facet."""
    if t.elem is None:
        return []
    path = "{%s}%s" % (XS, name)
    for e in [t.elem] + list(t.elem):
        if e.tag in ("{%s}restriction" % XS, "{%s}simpleContent" % XS):
            found = [x.get("value") for x in e.iter(path)]
            if found:
                return found
    return []


def enumerated(t):
    for b in bases(t):
        found = facets(b, "enumeration")
        if found:
            return found
    return []


def item_type(t):
    for b in bases(t):
        if getattr(b, "item_type", None) is not None:
            return b.item_type
    return None


def member_types(t):
    for b in bases(t):
        if getattr(b, "member_types", None):
            return b.member_types
    return []


def sized(kind, n):
    if kind == "base64Binary":
        return [base64.b64encode(b"\0" * n).decode()]
    if kind == "hexBinary":
        return ["A0" * n]
    if kind in STRINGS:
        return ["abcdefgh"[:n] if n <= 8 else "x" * n, "\u00fc" * n, "1" * n, "A" * n]
    return []

"""What the calls are made of."""
import zeep.exceptions
import zeep.helpers
from lxml import etree


class Calls(dict):
    """The calls of all sets; each is made by a function that returns what is wrong."""

    def of(self, set, feature):
        def add(f):
            self.setdefault(set, {})[feature] = f
            return f

        return add


def plain(v):
    """A value without the classes of zeep."""
    return zeep.helpers.serialize_object(v, dict)


def shape(v):
    """A value with the type of all that is in it: 1 is not True, and 1.50 is not 1.5."""
    if isinstance(v, dict):
        return {k: shape(x) for k, x in v.items()}
    if isinstance(v, (list, tuple)):
        return [shape(x) for x in v]
    return type(v).__name__, repr(v)


def same(got, want):
    got = plain(got)
    if shape(got) != shape(want):
        return f"got {got!r}, not {want!r}"


def fault(call, name, content, attributes=None, code=None):
    """Sees to it that a call ends with a declared fault: an element with texts in it."""
    try:
        got = call()
    except zeep.exceptions.Fault as e:
        if e.detail is None or len(e.detail) != 1:
            return f"a fault without detail: {e.message}"
        detail = e.detail[0]
        texts = {etree.QName(c).localname: c.text for c in detail} if len(detail) else detail.text
        return same((detail.tag, texts, dict(detail.attrib)), (name, content, attributes or {})) or (
            code and same(str(e.code), code)
        )
    return f"no fault but {got!r}"

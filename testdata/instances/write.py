"""Documents from instances, in several manners of writing them."""

from build import XSI

XML = "http://www.w3.org/XML/1998/namespace"


def split(tag):
    space, _, local = tag[1:].rpartition("}") if tag[:1] == "{" else ("", "", tag)
    return space, local


class Writer:
    """Writes an instance on one line.

    The manner "default" has the namespace of the root as the default one, "local"
    declares prefixes where they are used, "comments" has comments and CDATA sections.
    """

    def __init__(self, manner="plain"):
        self.manner, self.count = manner, 0

    def document(self, node):
        spaces = []
        for _, n in node.walk():
            for tag in [n.tag] + [a[0] for a in n.attrs] + [v for v in names(n)]:
                space = split(tag)[0]
                if space and space != XML and space not in spaces:
                    spaces.append(space)
        self.prefixes = {s: "p%d" % i for i, s in enumerate(spaces)}
        self.prefixes[XSI] = "xsi"
        self.prefixes[XML] = "xml"
        self.default = split(node.tag)[0] if self.manner == "default" else ""
        declared = [] if self.manner == "local" else spaces
        return self.element(node, declared, True)

    def element(self, node, declare, root=False, default=""):
        space, local = split(node.tag)
        attrs = ""
        if self.manner == "default" and root:
            default = self.default
            attrs += ' xmlns="%s"' % attribute(default) if default else ""
        if self.manner == "local":
            declare = [s for s in dict.fromkeys(split(t)[0] for t in [node.tag] + [a[0] for a in node.attrs] + names(node)) if s and s != XML]
        for s in declare:
            attrs += ' xmlns:%s="%s"' % (self.prefixes[s], attribute(s))
        if self.manner == "default" and space == default and space:
            tag = local
        elif not space:
            if default:
                attrs += ' xmlns=""'
                default = ""
            tag = local
        else:
            tag = "%s:%s" % (self.prefixes[space], local)
        for name, value, kind in node.attrs:
            s, l = split(name)
            attrs += ' %s="%s"' % (self.prefixes[s] + ":" + l if s else l, attribute(self.value(value, kind)))
        inner = "" if node.text is None else self.text(self.value(node.text, node.kind))
        inner += self.text(node.tails.get(-1, ""))
        for i, c in enumerate(node.children):
            inner += self.element(c, [], False, default) + self.text(node.tails.get(i, ""))
            if self.manner == "comments" and not node.mixed and i % 7 == 3:
                inner += "<!-- c -->"
        return "<%s%s>%s</%s>" % (tag, attrs, inner, tag) if inner or self.manner != "plain" else "<%s%s/>" % (tag, attrs)

    def value(self, value, kind):
        if kind != "QName":
            return value
        space, local = split(value)
        return "%s:%s" % (self.prefixes[space], local) if space else local

    def text(self, value):
        self.count += 1
        if self.manner == "comments" and value and self.count % 3 == 0 and "]]>" not in value and not set("\t\r\n") & set(value):
            return "<![CDATA[%s]]>" % value
        for c, r in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"), ("\n", "&#10;"), ("\t", "&#9;")):
            value = value.replace(c, r)
        return value


def names(node):
    """The values of a node that are QNames, which need a prefix."""
    found = [v for _, v, kind in node.attrs if kind == "QName"]
    return found + ([node.text] if node.kind == "QName" else [])


def attribute(value):
    for c, r in (("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;"), ("\r", "&#13;"), ("\n", "&#10;"), ("\t", "&#9;")):
        value = value.replace(c, r)
    return value

"""The schemas and the messages of a WSDL, as independent programs read them.

Schemas inside WSDLs are written out as files that refer to each other by location
alone, so that libxml2 and xmlschema find the same ones: a file for each schema, one
for each namespace that takes these together, and main.xsd, which imports all of them.
"""

import os
from xml.sax.saxutils import quoteattr

from lxml import etree

XS = "http://www.w3.org/2001/XMLSchema"
WSDL = "http://schemas.xmlsoap.org/wsdl/"
SOAPS = ("http://schemas.xmlsoap.org/wsdl/soap/", "http://schemas.xmlsoap.org/wsdl/soap12/")
XML = "http://www.w3.org/XML/1998/namespace"
REFERRING = ("ref", "type", "base", "itemType", "memberTypes", "substitutionGroup")
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)


def xs(local):
    return "{%s}%s" % (XS, local)


def wsdl(local):
    return "{%s}%s" % (WSDL, local)


def qname(element, value):
    """The {namespace}local of a QName in an attribute of element."""
    prefix, colon, local = value.strip().rpartition(":")
    space = element.nsmap.get(prefix if colon else None) or ""
    return "{%s}%s" % (space, local) if space else local


class Unit:
    """A schema document, in one namespace."""

    def __init__(self, root, path):
        self.root, self.path = root, path
        self.space = root.get("targetNamespace", "")
        self.top = False  # something other than an include asks for it
        self.includes = []  # elements that include, with what they do
        self.prefixes = {}  # of namespaces, in a schema that is made here


class Catalog:
    """Schemas of standards, by namespace; WSDLs by the name of the file."""

    def __init__(self, folder):
        self.folder, self.spaces = folder, {}
        for name in sorted(os.listdir(folder)):
            if name.endswith(".xsd"):
                root = etree.parse(os.path.join(folder, name), PARSER).getroot()
                self.spaces.setdefault(root.get("targetNamespace", ""), os.path.join(folder, name))

    def find(self, location, space):
        if space in self.spaces:
            return self.spaces[space]
        name = os.path.join(self.folder, os.path.basename(location or ""))
        return name if location and os.path.isfile(name) else None


class Collection:
    """What one entry document leads to."""

    def __init__(self, entry, folder, catalog):
        self.folder, self.catalog = folder, catalog
        self.files, self.units, self.wsdls, self.missing = {}, [], [], []
        self.document(entry)
        self.standards()
        self.top()

    # --- finding ---------------------------------------------------------------

    def locate(self, base, location, space):
        if location and "://" not in location:
            name = os.path.normpath(os.path.join(os.path.dirname(base), location))
            if os.path.isfile(name):
                return name
            parts = location.split("/")
            for i in range(len(parts)):  # relative to the root of an archive
                name = os.path.join(self.folder, *parts[i:])
                if os.path.isfile(name):
                    return name
        return self.catalog.find(location, space)

    def document(self, path):
        if path in self.files:
            return self.files[path]
        root = etree.parse(path, PARSER).getroot()
        self.files[path] = None
        if root.tag == xs("schema"):
            self.files[path] = self.schema(root, path)
        elif root.tag == wsdl("definitions"):
            self.wsdls.append(root)
            for e in root.findall(wsdl("import")):
                found = self.locate(path, e.get("location"), "")
                if found:
                    self.ask(self.document(found))
                else:
                    self.missing.append(e.get("location"))
            for e in root.findall("%s/%s" % (wsdl("types"), xs("schema"))):
                self.ask(self.schema(e, path))
        return self.files[path]

    @staticmethod
    def ask(unit):
        if unit is not None:
            unit.top = True

    def schema(self, root, path):
        unit = Unit(root, path)
        self.files[path] = unit if self.files.get(path) is None else self.files[path]
        self.units.append(unit)
        for e in root.findall(xs("import")):
            space = e.get("namespace", "")
            if e.get("schemaLocation") or space in self.catalog.spaces:
                found = self.locate(path, e.get("schemaLocation"), space)
                if found:
                    self.ask(self.document(found))
        for e in list(root):
            if e.tag in (xs("include"), xs("redefine")):
                found = self.locate(path, e.get("schemaLocation"), "")
                other = self.document(found) if found else None
                if other is not None:
                    unit.includes.append((e, other))
                else:
                    self.missing.append(e.get("schemaLocation"))
        return unit

    def standards(self):
        """Adds the standards' schemas that something refers to without importing."""
        done = 0
        while done < len(self.units):
            unit = self.units[done]
            done += 1
            have = {u.space for u in self.units}
            for e in unit.root.iter(xs("*")):
                for attr in REFERRING:
                    for value in (e.get(attr) or "").split():
                        space = qname(e, value)[1:].rpartition("}")[0]
                        if space and space != XS and space not in have and space in self.catalog.spaces:
                            have.add(space)
                            self.ask(self.document(self.catalog.spaces[space]))

    def top(self):
        """What is included in a circle alone is asked for as well."""
        included = {id(o) for u in self.units for _, o in u.includes}
        for unit in self.units:
            unit.top = unit.top or id(unit) not in included

    # --- messages --------------------------------------------------------------

    def messages(self):
        """The elements that messages have, each with the operations that do."""
        parts, wanted = {}, {}
        for root in self.wsdls:
            for m in root.findall(wsdl("message")):
                key = "{%s}%s" % (root.get("targetNamespace", ""), m.get("name"))
                parts[key] = [(m, p) for p in m.findall(wsdl("part"))]
        styles = self.styles()
        for root in self.wsdls:
            for port in root.findall(wsdl("portType")):
                name = "{%s}%s" % (root.get("targetNamespace", ""), port.get("name"))
                for op in port.findall(wsdl("operation")):
                    what = (name, op.get("name"))
                    for m in op:
                        if not isinstance(m.tag, str) or not m.get("message"):
                            continue
                        kind = etree.QName(m).localname
                        wrapped = styles.get(what + (kind,))
                        if wrapped is not None and kind != "fault":
                            self.wrapper(op.get("name"), kind, wrapped, parts.get(qname(m, m.get("message")), []), wanted, what)
                            continue
                        for _, p in parts.get(qname(m, m.get("message")), []):
                            if p.get("element"):
                                wanted.setdefault(qname(p, p.get("element")), []).append(what)
            for block in root.iter(*["{%s}%s" % (s, k) for s in SOAPS for k in ("header", "headerfault")]):
                for _, p in parts.get(qname(block, block.get("message", "")), []):
                    if p.get("name") == block.get("part") and p.get("element"):
                        wanted.setdefault(qname(p, p.get("element")), [])
        return wanted

    def styles(self):
        """The namespaces of soap:body in style rpc, by port type, operation and kind."""
        found = {}
        for root in self.wsdls:
            for binding in root.findall(wsdl("binding")):
                soap = next((e for e in binding if e.tag in ["{%s}binding" % s for s in SOAPS]), None)
                if soap is None:
                    continue
                for op in binding.findall(wsdl("operation")):
                    own = next((e for e in op if e.tag in ["{%s}operation" % s for s in SOAPS]), None)
                    style = own.get("style") if own is not None else None
                    if (style or soap.get("style", "document")) != "rpc":
                        continue
                    for m in op:
                        for body in m.iter(*["{%s}body" % s for s in SOAPS]):
                            key = (qname(binding, binding.get("type")), op.get("name"), etree.QName(m).localname)
                            found[key] = (body.get("namespace", ""), body.get("use"), body.get("parts"))
        return found

    def wrapper(self, name, kind, body, parts, wanted, what):
        space, use, only = body
        if use != "literal":
            return
        local = name + ("Response" if kind == "output" else "")
        tag = "{%s}%s" % (space, local) if space else local
        wanted.setdefault(tag, []).append(what)
        declared = "%s[@name='%s']" % (xs("element"), local)
        if any(u.space == space and u.root.find(declared) is not None for u in self.units):
            return  # declared, or the wrapper of another binding
        parts = [p for _, p in parts if only is None or p.get("name") in only.split()]
        types = [etree.QName(qname(p, p.get("type"))) if p.get("type") else None for p in parts]
        if None in types:
            return
        unit = next((u for u in self.units if u.space == space and not u.path), None)
        if unit is None:
            unit = Unit(etree.Element(xs("schema")), "")
            if space:
                unit.root.set("targetNamespace", space)
            unit.space, unit.top = space, True
            self.units.append(unit)
        e = etree.SubElement(unit.root, xs("element"), name=local)
        sequence = etree.SubElement(etree.SubElement(e, xs("complexType")), xs("sequence"))
        for p, q in zip(parts, types):
            prefix = unit.prefixes.setdefault(q.namespace or XS, "t%d" % len(unit.prefixes))
            part = etree.SubElement(sequence, xs("element"), name=p.get("name"))
            part.set("type", "%s:%s" % (prefix, q.localname))

    # --- writing ---------------------------------------------------------------

    def placed(self):
        """Each schema with the namespace that it is in, or is included into."""
        pairs, order = set(), []

        def place(unit, space):
            if (id(unit), space) not in pairs:
                pairs.add((id(unit), space))
                order.append((unit, space))
                for _, other in unit.includes:
                    place(other, other.space or space)

        for unit in self.units:
            if unit.top or unit.space:
                place(unit, unit.space)
        return order

    def write(self, folder):
        """Writes the schemas; the result is the one that imports all of them."""
        os.makedirs(folder, exist_ok=True)
        order = self.placed()
        spaces = sorted({s for _, s in order})
        files = {s: "space%d.xsd" % i for i, s in enumerate(spaces)}
        names = {(id(u), s): "%d.xsd" % i for i, (u, s) in enumerate(order)}
        redefined, seen = set(), set()
        for unit, space in order:
            attrs = dict(unit.root.attrib)
            if space:
                attrs["targetNamespace"] = space
            content = []
            for e, other in unit.includes:
                if e.tag == xs("redefine"):
                    name = names[id(other), other.space or space]
                    redefined.add(name)
                    e.set("schemaLocation", name)
                    content.append(text(e))
            content += [imports(s, files[s]) for s in spaces if s != space]
            for e in unit.root:
                if not isinstance(e.tag, str) or e.tag in (xs("include"), xs("redefine"), xs("import")):
                    continue
                # What several schemas of a namespace say under one name is taken once.
                key = (space, "type" if e.tag.endswith("Type") else e.tag, e.get("name"))
                if not e.get("name") or key not in seen:
                    content.append(text(e))
                    seen.add(key)
            nsmap = dict(unit.root.nsmap) | {p: s for s, p in unit.prefixes.items()}
            if not unit.space and space:
                nsmap.setdefault(None, space)
            save(folder, names[id(unit), space], attrs, content, nsmap)
        for space in spaces:
            attrs = {"targetNamespace": space} if space else {}
            own = [names[id(u), s] for u, s in order if s == space]
            save(folder, files[space], attrs, ["<own:include schemaLocation='%s'/>" % n for n in own if n not in redefined])
        return save(folder, "main.xsd", {"targetNamespace": "urn:main"}, [imports(s, files[s]) for s in spaces])


def imports(space, file):
    return "<own:import%s schemaLocation='%s'/>" % (" namespace=%s" % quoteattr(space) if space else "", file)


def text(e):
    """The text of an element, which declares every prefix that it knows."""
    return etree.tostring(e, with_tail=False, encoding="unicode")


def save(folder, name, attrs, content, nsmap=None):
    """Writes a schema. xmlschema wants prefixes to be declared by the root."""
    path = os.path.join(folder, name)
    spaces = {"xmlns:" + k if k else "xmlns": v for k, v in (nsmap or {}).items() if k != "own"}
    spaces["xmlns:own"] = XS
    attrs = {k: v for k, v in attrs.items() if not k.startswith("{")} | spaces
    with open(path, "w", encoding="utf-8") as f:
        f.write("<own:schema%s>\n" % "".join(" %s=%s" % (k, quoteattr(v)) for k, v in attrs.items()))
        f.write("\n".join(content) + "\n</own:schema>\n")
    return path

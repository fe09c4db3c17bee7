"""Instances, made by walking the components that xmlschema has read."""

from hunt import Hunt
from values import Values

XS = "http://www.w3.org/2001/XMLSchema"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
DEEP = 24  # below this, an instance is given up


class TooDeep(Exception):
    pass


def no_space(space):
    return False


class Node:
    """An element of an instance."""

    def __init__(self, tag):
        self.tag, self.attrs, self.children = tag, [], []
        self.text, self.kind = None, None  # of an element that holds text
        self.tails = {}  # of mixed content: text behind the child of that place; -1: at the front
        self.open = False  # within a wildcard or xs:anyType: nobody looks at it
        self.mixed, self.complex = False, False
        self.unordered = False  # the content of xs:all
        self.any_attribute = False  # a wildcard lets attributes in
        self.lets_in = no_space  # a wildcard lets elements of a namespace in
        self.said = False  # xsi:type says the declared type, which says nothing

    def walk(self, path=()):
        yield path, self
        for i, c in enumerate(self.children):
            yield from c.walk(path + (i,))


class Profile:
    """How much of what is optional is there, in each instance."""

    def __init__(self, name, random, depth, nodes):
        self.name, self.random, self.depth, self.nodes = name, random, depth, nodes

    @property
    def hunts(self):
        """It is after what no instance has had so far."""
        return self.name == "hunt"

    def some(self, share):
        return self.random.random() < {"least": 0, "full": 1, "hunt": 0}.get(self.name, share)


class Maker:
    """Makes instances of the global elements of a schema.

    What can be chosen is taken in turn: each alternative, each derived type, each
    value comes up before one of them does again.
    """

    def __init__(self, schema, random):
        self.schema, self.maps, self.random = schema, schema.maps, random
        self.values = Values(random)
        self.turns, self.costs = {}, {}
        self.derived, self.hunt = {}, Hunt(self)
        for t in self.maps.types.values():
            if t.name and not t.name.startswith("{%s}" % XS) and t.is_complex() and t.base_type is not None:
                self.derived.setdefault(t.base_type.name, []).append(t)
        for list_ in self.derived.values():
            list_.sort(key=lambda t: t.name)

    def instance(self, tag, profile):
        self.left = profile.nodes
        self.profile = profile
        return self.element(self.maps.elements[tag], 0)

    def turn(self, key, options):
        n = self.turns.get(key, 0)
        self.turns[key] = n + 1
        return options[n % len(options)]

    def lean(self, depth):
        return depth > self.profile.depth or self.left <= 0

    # --- elements --------------------------------------------------------------

    def element(self, e, depth):
        if depth > DEEP:
            raise TooDeep()
        self.left -= 1
        e = self.stand_in(e, depth)
        self.hunt.seen.add(id(e))
        node = Node(e.name)
        t = self.type_of(e, node, depth)
        if self.profile.name == "some" and t.name and t is e.type and t.name != "{%s}anyType" % XS and self.profile.some(0.1):
            node.attrs.append(("{%s}type" % XSI, t.name, "QName"))
            node.said = True
        if t.is_simple():
            if e.nillable and e.fixed is None and not self.lean(depth) and self.profile.some(0.25) and self.turn(("nil", id(e)), (False, True)):
                node.attrs.append(("{%s}nil" % XSI, "true", "boolean"))
            else:
                self.simple(e, t, node)
            return node
        node.complex = True
        self.attributes(t, node, depth)
        if e.nillable and e.fixed is None and not self.lean(depth) and depth > 0 and self.profile.some(0.25) and self.turn(("nil", id(e)), (False, True)):
            node.attrs.append(("{%s}nil" % XSI, self.turn("nil", ("true", "1")), "boolean"))
        elif t.name == "{%s}anyType" % XS:
            self.anything(node)
        elif t.has_simple_content():
            self.simple(e, t.content, node)
        else:
            node.mixed, node.unordered = t.mixed, t.content.model == "all"
            wildcards = [w for w in t.content.iter_elements() if hasattr(w, "process_contents")]
            if wildcards:
                node.lets_in = lambda space: any(w.is_namespace_allowed(space) for w in wildcards)
            self.group(t.content, node, depth)
            if t.mixed and not self.lean(depth):
                node.tails = {i: self.turn("mixed", (" some text ", "\u4e2d", "a & b")) for i in range(-1, len(node.children))}
        return node

    def stand_in(self, e, depth):
        """The element itself, or one of those that may stand for it."""
        if e.ref is not None:
            e = e.ref
        options = [] if e.abstract else [e]
        if not e.block or "substitution" not in e.block and e.block != "#all":
            options += sorted((s for s in e.iter_substitutes() if not s.abstract), key=lambda s: s.name)
        if not options:
            raise TooDeep()
        if len(options) == 1:
            return options[0]
        if self.lean(depth):
            return min(options, key=self.cost)
        if self.profile.hunts:
            options = [o for o in options if id(o) in self.hunt.hot] or options
        return self.turn(("head", id(e)), options)

    def type_of(self, e, node, depth):
        """The type of the element, or one that is derived from it, said by xsi:type."""
        t = e.type
        if t.is_simple():
            if t.name in ("{%s}anySimpleType" % XS, "{%s}anyAtomicType" % XS):
                local = self.turn("anySimpleType", ("string", "int", "boolean", "dateTime"))
                node.attrs.append(("{%s}type" % XSI, "{%s}%s" % (XS, local), "QName"))
                return self.maps.types["{%s}%s" % (XS, local)]
            return t
        options = self.kinds(t, (e.block or "") + " " + (t.block or ""))
        if not options:
            raise TooDeep()
        if self.lean(depth) or self.profile.name == "least":
            chosen = t if not t.abstract else min(options, key=self.cost)
        else:
            if self.profile.hunts:
                options = [o for o in options if self.hunt.leads(o)] or options
            chosen = self.turn(("type", id(t)), options)
        if chosen is not t:
            node.attrs.append(("{%s}type" % XSI, chosen.name, "QName"))
        return chosen

    def kinds(self, t, block):
        """The types that are not abstract among t and those derived from it."""
        found = [] if t.abstract else [t]
        if t.name and "#all" not in block and t.name != "{%s}anyType" % XS:
            for d in self.derived.get(t.name, []):
                if d.derivation and d.derivation in block.split():
                    continue
                found += self.kinds(d, block + " " + (d.block or ""))
        return found

    def simple(self, e, t, node):
        if e.fixed is not None:
            node.text, node.kind = e.fixed, Values.kind(t)
            return
        node.text, node.kind = self.value(t, e.default is not None)

    def value(self, t, filled=False):
        """The next value of a type; filled: not the empty one."""
        kind = Values.kind(t)
        if kind == "ID":
            return self.values.id(), kind
        values = [v for v in self.values.of(t) if v[0].strip() or not filled]
        if not values:
            raise TooDeep()
        if self.profile.name == "least":
            return values[0]
        return self.turn(("value", id(t), filled), values)

    # --- attributes ------------------------------------------------------------

    def attributes(self, t, node, depth):
        for name, a in t.attributes.items():
            if name is None:
                node.any_attribute = True
                if not self.lean(depth) and self.profile.some(0.3):
                    self.any_attribute(a, node)
                continue
            if a.use == "prohibited" or a.use != "required" and (self.lean(depth) or not self.profile.some(0.5)):
                continue
            if a.fixed is not None:
                node.attrs.append((name, a.fixed, Values.kind(a.type)))
            else:
                try:
                    node.attrs.append((name,) + tuple(self.value(a.type)))
                except TooDeep:
                    if a.use == "required":
                        raise

    def any_attribute(self, a, node):
        if a.process_contents == "strict":
            return
        for space in ("urn:free", ""):
            if a.is_namespace_allowed(space):
                node.attrs.append(("{%s}free" % space if space else "free", "any value", "string"))
                return

    # --- content ---------------------------------------------------------------

    def group(self, g, node, depth):
        for _ in range(self.times(g, depth)):
            self.once(g, node, depth)

    def once(self, g, node, depth):
        particles = list(g)
        if g.model == "choice":
            if particles:
                least = self.lean(depth) or self.profile.name == "least" and depth > 0
                if self.profile.hunts and not least:
                    particles = [p for p in particles if self.hunt.wanted(p)] or particles
                self.particle(min(particles, key=self.cost) if least else self.turn(("choice", id(g)), particles), node, depth)
            return
        if g.model == "all" and not self.lean(depth) and self.turn(("all", id(g)), (False, True)):
            particles.reverse()
        for p in particles:
            self.particle(p, node, depth)

    def particle(self, p, node, depth):
        if hasattr(p, "model"):
            self.group(p, node, depth)
            return
        wild = hasattr(p, "process_contents")
        for _ in range(self.times(p, depth)):
            if wild:
                self.wildcard(p, node, depth)
            else:
                node.children.append(self.element(p, depth + 1))

    def times(self, p, depth):
        low, high = p.min_occurs, p.max_occurs
        high = low + 3 if high is None else high
        if low >= high or self.profile.name == "least" or self.lean(depth + 1):
            return low
        if self.profile.name == "full":
            return max(low, min(high, 2))
        if self.profile.hunts:
            return max(low, int(self.hunt.wanted(p)))
        if high == 1:
            return int(self.profile.some(0.6))
        return max(low, min(high, self.turn(("times", id(p)), (1, 3, 0))))

    def wildcard(self, w, node, depth):
        """An element that the wildcard lets in and that no other particle takes."""
        if w.process_contents != "strict":
            for space in ("urn:free", "", w.target_namespace):
                if w.is_namespace_allowed(space):
                    node.children.append(free(space))
                    return
        for name in sorted(self.maps.elements):
            e = self.maps.elements[name]
            space = name[1:].partition("}")[0] if name[0] == "{" else ""
            if space != XS and w.is_namespace_allowed(space) and not e.abstract and self.cost(e) < 8:
                if any(c.tag == name for c in node.children):
                    continue
                child = self.element(e, depth + 1)
                for _, n in child.walk():
                    n.open, n.said = True, False
                node.children.append(child)
                return
        if w.min_occurs:
            raise TooDeep()

    def anything(self, node):
        what = self.turn("anyType", ("text", "element", "typed", "empty"))
        if what == "text":
            node.text, node.kind = "any  text", "string"
        elif what == "element":
            node.children.append(free("urn:free"))
        elif what == "typed":
            node.attrs = [("{%s}type" % XSI, "{%s}int" % XS, "QName")]
            node.text, node.kind = "42", "string"
        node.open = True

    # --- what is required at least -----------------------------------------------

    def cost(self, p, under=()):
        """How many elements there are at least; a circle counts as many."""
        if id(p) in self.costs:
            return self.costs[id(p)]
        if id(p) in under or len(under) > 60:
            return 1000
        within = under + (id(p),)
        if hasattr(p, "is_simple"):  # a type
            if p.is_simple() or p.has_simple_content() or p.name == "{%s}anyType" % XS:
                n = 0
            elif p.abstract:
                n = min([self.cost(k, within) for k in self.kinds(p, "")], default=1000)
            else:
                n = self.cost(p.content, within)
        elif hasattr(p, "model"):
            all_ = [self.cost(x, within) * (x.min_occurs if not hasattr(x, "model") else 1) for x in p]
            n = (min(all_, default=0) if p.model == "choice" else sum(all_)) * p.min_occurs
        elif hasattr(p, "process_contents"):
            n = 1
        else:
            n = 1 + self.cost((p.ref or p).type, within)
        n = min(n, 1000)
        if n < 1000 or not under:
            self.costs[id(p)] = n
        return n


def free(space):
    """An element that no schema knows."""
    node = Node("{%s}free" % space if space else "free")
    node.attrs.append(("at", "1", "string"))
    node.text, node.kind, node.open = "some text", "string", True
    return node

"""Instances with one mistake: two members out of order, one missing, one too many."""

import copy

from build import Node
from write import split


def local(tag):
    return split(tag)[1]


def find(root, path):
    for i in path:
        root = root.children[i]
    return root


def place(root, path):
    """The path of an element, as an error says it."""
    names = [local(root.tag)]
    for i in path:
        root = root.children[i]
        names.append(local(root.tag))
    return "/" + "/".join(names)


class Mutator:
    def __init__(self, random):
        self.random = random

    def variants(self, root, tries):
        """For each kind of mistake a few candidates: kind, instance, path, names."""
        paths = [p for p, n in root.walk() if n.complex and not n.open and not n.mixed]
        for kind, make in (("order", self.order), ("missing", self.missing), ("surplus", self.surplus)):
            self.random.shuffle(paths)
            yield kind, self.candidates(root, paths, make, tries)

    def candidates(self, root, paths, make, tries):
        for p in paths:
            edits = make(find(root, p))
            self.random.shuffle(edits)
            for edit, names in edits[:3]:
                if tries == 0:
                    return
                tries -= 1
                changed = copy.deepcopy(root)
                edit(find(changed, p))
                yield changed, place(root, p), names

    @staticmethod
    def order(node):
        def swap(i):
            def edit(n):
                n.children[i], n.children[i + 1] = n.children[i + 1], n.children[i]
            return edit

        pairs = zip(node.children, node.children[1:])
        return [
            (swap(i), [local(a.tag), local(b.tag)])
            for i, (a, b) in enumerate(pairs)
            # What a wildcard lets in is kept, whatever it is.
            if a.tag != b.tag and not any(node.lets_in(split(c.tag)[0]) and not c.open for c in (a, b))
        ]

    @staticmethod
    def missing(node):
        def child(i):
            def edit(n):
                del n.children[i]
            return edit

        def attr(i):
            def edit(n):
                del n.attrs[i]
            return edit

        found = [(child(i), [local(c.tag)] + [" element"] * c.open) for i, c in enumerate(node.children)]
        return found + [(attr(i), [local(a[0])]) for i, a in enumerate(node.attrs) if "XMLSchema-instance" not in a[0]]

    @staticmethod
    def surplus(node):
        known = [c for c in node.children if not c.open]
        space = split(known[0].tag if known else node.tag)[0]

        def unknown(i):
            def edit(n):
                x = Node("{%s}surplus" % space if space else "surplus")
                x.text, x.kind = "1", "string"
                n.children.insert(i, x)
            return edit

        def again(i):
            def edit(n):
                n.children.insert(i, copy.deepcopy(n.children[i]))
            return edit

        def attr(n):
            n.attrs.append(("surplus", "1", "string"))

        # What a wildcard lets in is kept, whatever it is.
        found = [] if node.any_attribute else [(attr, ["surplus"])]
        if node.text is None and not node.lets_in(space) and not any(a[0].endswith("}nil") for a in node.attrs):
            found += [(unknown(i), ["surplus"]) for i in range(len(node.children) + 1)]
        return found + [(again(i), [local(c.tag)]) for i, c in enumerate(node.children)]

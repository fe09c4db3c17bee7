"""Which declarations of elements no instance has had so far, and what leads to them."""


class Hunt:
    def __init__(self, maker):
        self.maker = maker
        self.seen = set()
        self.declared = {}  # what messages can have, by id
        self.parents = {}  # of a declaration: those whose content has it
        self.hot = set()  # declarations that lead to one that was not seen, and these
        self.within = {}  # the declarations in the content of a type, or in a group

    def explore(self, tags):
        """Finds all that instances of these elements can have."""
        todo = [self.maker.maps.elements[tag] for tag in tags if tag in self.maker.maps.elements]
        self.declared = {id(e): e for e in todo}
        while todo:
            e = todo.pop()
            children = list(e.iter_substitutes())
            for t in [] if e.type.is_simple() else self.maker.kinds(e.type, ""):
                children += self.content(t)
            for c in children:
                self.parents.setdefault(id(c), set()).add(id(e))
                if id(c) not in self.declared:
                    self.declared[id(c)] = c
                    todo.append(c)

    def content(self, t):
        if t.has_simple_content() or t.name == "{http://www.w3.org/2001/XMLSchema}anyType":
            return []
        return self.elements(t.content)

    def elements(self, group):
        if id(group) not in self.within:
            found = [p.ref or p for p in group.iter_elements() if not hasattr(p, "process_contents")]
            self.within[id(group)] = (found, group)
        return self.within[id(group)][0]

    def unseen(self):
        return {i for i, e in self.declared.items() if i not in self.seen and not e.abstract}

    def aim(self):
        """Says anew what leads to a declaration that was not seen."""
        todo = list(self.unseen())
        self.hot = set(todo)
        while todo:
            for p in self.parents.get(todo.pop(), ()):
                if p not in self.hot:
                    self.hot.add(p)
                    todo.append(p)

    def wanted(self, p):
        """Whether a particle leads to a declaration that was not seen."""
        if hasattr(p, "process_contents"):
            return False
        if hasattr(p, "model"):
            return any(id(e) in self.hot for e in self.elements(p))
        return id(p.ref or p) in self.hot

    def leads(self, t):
        return any(id(e) in self.hot for e in self.content(t))

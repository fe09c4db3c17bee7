#!/usr/bin/env python3
"""Makes instances of the messages of WSDLs: make.py COLLECTION FOLDER.

FOLDER gets a folder for each document that no other one imports, with

  instances.tsv  number, what it is, element, document; what it is: "valid", or the
                 mistake that was made, "order", "missing" or "surplus"
  notes.jsonl    for each number the types of its texts, or where the mistake is
  made.json      figures
  schemas/       the schemas, for a validator

Nothing here is shared with the generator: xmlschema reads the schemas, libxml2 judges
the instances, xmlschema where libxml2 refuses the schema.
"""

import argparse
import concurrent.futures
import json
import os
import random
import warnings

import xmlschema
from lxml import etree

import schemas
import values
from build import Maker, Profile, TooDeep
from mutate import Mutator
from write import Writer

HERE = os.path.dirname(os.path.abspath(__file__))
MANNERS = ("plain", "default", "comments", "local")


def entries(folder):
    """The documents that no other one imports."""
    found, imported = [], set()
    for base, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(base, name)
            if not name.endswith((".wsdl", ".xml", ".xsd")):
                continue
            try:
                root = etree.parse(path, schemas.PARSER).getroot()
            except etree.XMLSyntaxError:
                continue
            if root.tag not in (schemas.wsdl("definitions"), schemas.xs("schema")):
                continue
            found.append(path)
            for e in root.iter(schemas.wsdl("import"), *[schemas.xs(k) for k in ("import", "include", "redefine")]):
                location = e.get("location") or e.get("schemaLocation") or ""
                imported.add(os.path.normpath(os.path.join(base, location)))
    return [os.path.relpath(p, folder) for p in found if p not in imported]


class Validator:
    """libxml2, or xmlschema where libxml2 does not take the schema."""

    def __init__(self, main, schema=None):
        self.refusal, self.schema = "", schema
        try:
            self.libxml2 = etree.XMLSchema(etree.parse(main))
            self.name = "libxml2"
        except etree.XMLSchemaParseError as e:
            self.libxml2, self.name, self.refusal = None, "xmlschema", str(e)
            if schema is None:
                self.schema = load(main)

    def error(self, root):
        """Why a document is not valid, None when it is."""
        if self.libxml2 is not None:
            return None if self.libxml2.validate(root) else str(self.libxml2.error_log.last_error.message)
        try:
            e = next(self.schema.iter_errors(root), None)
        except xmlschema.XMLSchemaException as e:
            return str(e)
        return None if e is None else str(e.reason)


def load(main):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return xmlschema.XMLSchema10(main, validation="lax")


def notes(node):
    """The types of the texts, by the number of the element in the document."""
    texts, attrs, unordered, said = {}, {}, [], []
    for i, (_, n) in enumerate(node.walk()):
        if n.kind and n.kind != "string" and not n.open:
            texts[i] = n.kind
        for name, _, kind in n.attrs:
            if kind != "string":
                attrs["%d %s" % (i, name)] = kind
        if n.unordered:
            unordered.append(i)
        if n.said:
            said.append(i)
    return {"texts": texts, "attrs": attrs, "all": unordered, "said": said}


class Set:
    """What is made for one entry document."""

    def __init__(self, collection, rel, out, per, hunts):
        self.rel, self.per, self.hunts = rel, per, hunts
        self.folder = os.path.join(out, rel.replace(os.sep, "_"))
        os.makedirs(self.folder, exist_ok=True)
        self.random = random.Random(rel)
        root = os.path.join(collection, rel.split(os.sep)[0])
        catalog = schemas.Catalog(os.path.join(HERE, "..", "..", "parser", "catalog"))
        self.found = schemas.Collection(os.path.join(collection, rel), root, catalog)
        self.count = {"set": rel, "elements": 0, "valid": 0, "operations": 0, "refused": 0, "deep": 0, "no mistake": 0, "declared": 0, "unseen": 0, "notes": {}}

    def make(self):
        wanted = self.found.messages()
        main = self.found.write(os.path.join(self.folder, "schemas"))
        schema = load(main)
        self.validator = Validator(main, schema)
        self.count["validator"], self.count["refusal"] = self.validator.name, self.validator.refusal
        self.count["operations"] = len({op for ops in wanted.values() for op in ops})
        maker, mutator = Maker(schema, self.random), Mutator(self.random)
        with open(os.path.join(self.folder, "instances.tsv"), "w", encoding="utf-8") as self.lines, \
                open(os.path.join(self.folder, "notes.jsonl"), "w", encoding="utf-8") as self.remarks:
            self.number = 0
            for tag in sorted(wanted):
                if tag in schema.maps.elements:
                    self.count["elements"] += 1
                    self.element(tag, maker, mutator)
                else:
                    self.note("element is not declared: " + tag)
            self.rest(wanted, maker, mutator)
        with open(os.path.join(self.folder, "made.json"), "w", encoding="utf-8") as f:
            json.dump(self.count, f, indent=1, sort_keys=True)
        return self.count

    def element(self, tag, maker, mutator):
        for i in range(self.per):
            name = ("least", "full")[i] if i < 2 else "some"
            depth, nodes = ((4, 250), (7, 120), (12, 60))[(i + 2) % 3]
            self.instance(tag, maker, mutator, Profile(name, self.random, depth, nodes), MANNERS[i % len(MANNERS)])

    def rest(self, wanted, maker, mutator):
        """Makes instances of what no instance has had, as long as that helps."""
        hunt = maker.hunt
        hunt.explore(wanted)
        tags = [tag for tag in sorted(wanted) if tag in maker.maps.elements]
        misses = dict.fromkeys(tags, 0)
        left = self.hunts
        while left > 0:
            hunt.aim()
            hot = [tag for tag in tags if misses[tag] < 8 and id(maker.maps.elements[tag]) in hunt.hot]
            if not hot:
                break
            for tag in hot[:20]:
                before, left = len(hunt.seen), left - 1
                self.instance(tag, maker, mutator, Profile("hunt", self.random, 16, 300), MANNERS[left % len(MANNERS)])
                misses[tag] += len(hunt.seen) == before
        self.count["declared"], self.count["unseen"] = len([e for e in hunt.declared.values() if not e.abstract]), len(hunt.unseen())

    def instance(self, tag, maker, mutator, profile, manner):
        try:
            node = maker.instance(tag, profile)
        except TooDeep:
            self.count["deep"] += 1
            return
        text = Writer(manner).document(node)
        error = self.check(text)
        if error is not None:
            self.count["refused"] += 1
            self.note(error)
            return
        self.count["valid"] += 1
        self.put("valid", tag, text, notes(node))
        for kind, candidates in mutator.variants(node, 12):
            for changed, path, names in candidates:
                text = Writer(manner).document(changed)
                if self.check(text) is not None:
                    self.put(kind, tag, text, {"path": path, "names": names})
                    break
            else:
                self.count["no mistake"] += 1

    def check(self, text):
        return self.validator.error(etree.fromstring(text.encode(), etree.XMLParser(huge_tree=True)))

    def note(self, text):
        text = text[:300]
        self.count["notes"][text] = self.count["notes"].get(text, 0) + 1

    def put(self, kind, tag, text, remark):
        self.number += 1
        self.lines.write("%d\t%s\t%s\t%s\n" % (self.number, kind, tag, text))
        self.remarks.write(json.dumps(dict(remark, number=self.number), sort_keys=True) + "\n")


def one(args):
    values.refused_by_libxml2()
    return Set(*args).make()


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("collection")
    p.add_argument("folder")
    p.add_argument("--per", type=int, default=6, help="instances of each element")
    p.add_argument("--hunts", type=int, default=500, help="further instances of a set, at most, for what no instance has had")
    p.add_argument("--only", default="", help="documents whose path holds this")
    a = p.parse_args()
    jobs = [(a.collection, rel, a.folder, a.per, a.hunts) for rel in entries(a.collection) if a.only in rel]
    with concurrent.futures.ProcessPoolExecutor() as pool:
        for job in [pool.submit(one, j) for j in jobs]:
            try:
                c = job.result()
            except Exception as e:  # a set that cannot be read is none of ours
                print("%s: %s" % (type(e).__name__, e))
                continue
            print("%-60s %5d elements %6d instances of %d of %d declarations, %d refused, %d too deep" % (
                c["set"], c["elements"], c["valid"], c["declared"] - c["unseen"], c["declared"], c["refused"], c["deep"]), flush=True)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Says what became of the instances of make.py: judge.py FOLDER TABLE.

FOLDER holds outcomes.jsonl of TestInstances beside each instances.tsv. A document that
was written has to hold what the one that was read did, by the values of the types, and
has to be valid. A mistake has to be refused by an error that has the path of the
element and the name of a member that is at fault.

The exit status is 1 when less than 99.9 % are the same, or a mistake was accepted.
"""

import argparse
import base64
import concurrent.futures
import decimal
import json
import os
import struct
import sys

from lxml import etree

from make import Validator
from schemas import qname

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
PARSER = etree.XMLParser(huge_tree=True, remove_comments=True, strip_cdata=True)
INTEGERS = (
    "long int short byte unsignedLong unsignedInt unsignedShort unsignedByte nonNegativeInteger "
    "positiveInteger nonPositiveInteger negativeInteger integer"
).split()
decimal.getcontext().prec = 500


def canonical(kind, text, element):
    """The value of a text, such that two of them can be compared."""
    try:
        return value(kind, text, element)
    except (ValueError, ArithmeticError):
        return "no %s: %s" % (kind, text)


def value(kind, text, element):
    if kind == "string":
        return text
    if kind == "normalizedString":
        return text.replace("\t", " ").replace("\r", " ").replace("\n", " ")
    words = " ".join(text.split())
    if kind.startswith("list:"):
        return " ".join(value(kind[5:], w, element) for w in words.split())
    if kind == "boolean":
        return {"1": "true", "0": "false"}.get(words, words)
    if kind in INTEGERS:
        return str(int(words))
    if kind == "decimal":
        return str(decimal.Decimal(words).normalize())
    if kind in ("float", "double"):
        number = float(words.replace("INF", "inf"))
        return "NaN" if number != number else struct.pack(">f" if kind == "float" else ">d", number).hex()
    if kind == "base64Binary":
        return base64.b64decode(words.replace(" ", "")).hex()
    if kind == "hexBinary":
        return words.lower()
    if kind in ("QName", "NOTATION"):
        return qname(element, words) if words else words
    return words


def infoset(root, notes):
    """What a document holds, as lines."""
    lines = []
    texts, attrs, said = notes["texts"], notes["attrs"], {str(i) for i in notes["said"]}
    count = 0

    def walk(e):
        nonlocal count
        number, count = str(count), count + 1
        lines.append("<" + e.tag)
        for name, value in sorted(e.attrib.items()):
            if name == XSI + "type" and number in said:
                continue  # the declared type, which need not be said
            kind = "QName" if name == XSI + "type" else attrs.get(number + " " + name, "string")
            lines.append("  %s=%s" % (name, canonical(kind, value, e)))
        if len(e):
            lines.append("#" + (e.text or ""))
            for c in e:
                walk(c)
                lines.append("#" + (c.tail or ""))
        else:
            lines.append("#" + canonical(texts.get(number, "string"), e.text or "", e))
        lines.append(">")

    walk(root)
    return lines


def typeless(lines):
    """The lines without the xsi:type of elements that are nil."""
    return [
        line for i, line in enumerate(lines)
        if not (line.startswith("  %stype=" % XSI) and lines[i - 1] == "  %snil=true" % XSI)
    ]


def align(before, after, unordered):
    """Puts the members of each xs:all in the order of before, which says nothing."""
    pairs = [(before, after)]
    numbers = {e: i for i, e in enumerate(before.iter("*"))}
    while pairs:
        x, y = pairs.pop()
        if numbers[x] in unordered:
            order = {c.tag: i for i, c in enumerate(x)}
            y[:] = sorted(y, key=lambda c: order.get(c.tag, len(order)))
        pairs += zip(x, y)


def parse(text):
    return etree.fromstring(text.encode(), PARSER)


class Judge:
    def __init__(self, folder):
        self.folder = folder
        self.made = json.load(open(os.path.join(folder, "made.json"), encoding="utf-8"))
        self.row = {"set": self.made["set"], "same": 0, "valid": 0, "instances": 0, "absent": 0, "mistakes": 0, "refused": 0, "named": 0}
        self.row.update(declared=self.made["declared"], seen=self.made["declared"] - self.made["unseen"])
        self.row.update(operations=self.made["operations"], validator=self.made.get("validator", ""), dropped=self.made["refused"])
        self.findings = []

    def run(self):
        path = os.path.join(self.folder, "outcome.txt")
        self.row["outcome"] = open(path, encoding="utf-8").read() if os.path.exists(path) else "no messages in literal use"
        if self.row["outcome"] == "generated":
            self.validator = Validator(os.path.join(self.folder, "schemas", "main.xsd"))
            with open(self.path("instances.tsv"), encoding="utf-8") as instances, \
                    open(self.path("notes.jsonl"), encoding="utf-8") as notes, \
                    open(self.path("outcomes.jsonl"), encoding="utf-8") as outcomes:
                for line, note, outcome in zip(instances, notes, outcomes, strict=True):
                    self.one(line.rstrip("\n").split("\t", 3), json.loads(note), json.loads(outcome))
        with open(self.path("findings.jsonl"), "w", encoding="utf-8") as f:
            for finding in self.findings:
                f.write(json.dumps(finding, ensure_ascii=False) + "\n")
        return self.row, self.findings

    def path(self, name):
        return os.path.join(self.folder, name)

    def one(self, line, note, outcome):
        number, kind, tag, text = line
        assert number == outcome["Number"] == str(note["number"])
        what, said = outcome["Outcome"], outcome["Text"]
        if what == "absent":
            self.row["absent"] += kind == "valid"
            return
        if kind == "valid":
            self.row["instances"] += 1
            self.valid(number, tag, text, note, what, said)
        else:
            self.row["mistakes"] += 1
            self.mistake(number, kind, tag, text, note, what, said)

    def valid(self, number, tag, text, note, what, said):
        if what not in ("same", "different"):
            self.find("not " + what, number, tag, text, said)
            return
        written = parse(said)
        sent = parse(text)
        if note["all"]:
            align(sent, written, set(note["all"]))
        before, after = infoset(sent, note), infoset(written, note)
        if before == after:
            self.row["same"] += 1
        else:
            i = next((i for i, (x, y) in enumerate(zip(before, after)) if x != y), min(len(before), len(after)))
            self.find("the xsi:type of a nil" if typeless(before) == typeless(after) else "different", number, tag, text, "in %s, out %s" % (before[max(0, i - 3):i + 2], after[max(0, i - 3):i + 2]))
        error = self.validator.error(parse(said))
        if error is None:
            self.row["valid"] += 1
        else:
            self.find("not valid", number, tag, text, error + "\n" + said)

    def mistake(self, number, kind, tag, text, note, what, said):
        if what != "read":
            self.find("accepted: " + kind, number, tag, text, str(note))
            return
        self.row["refused"] += 1
        place, _, message = said.partition(": ")
        if place == note["path"] and any(n in message for n in note["names"]):
            self.row["named"] += 1
        else:
            self.find("not named: " + kind, number, tag, text, "%s %s" % (note, said))

    def find(self, what, number, tag, text, why):
        self.findings.append({"what": what, "number": number, "element": tag, "why": why, "document": text})


def judge(folder):
    return Judge(folder).run()


def percent(part, whole):
    """A share that is 100 % only when it is all."""
    return "%.3f %%" % (100 * part // whole if part == whole else int(100000 * part / whole) / 1000) if whole else "-"


SUMMED = ("operations", "declared", "seen", "instances", "same", "valid", "mistakes", "refused", "named", "dropped", "absent")
COLUMNS = SUMMED[:1] + ("seen of declared",) + SUMMED[3:] + ("validator",)

INTRODUCTION = """# Instances that other programs make

Made by `.ci/instances --full`. xmlschema reads the schemas of each WSDL and makes instances of what its messages hold: bodies,
headers and details of faults, in document and RPC style with literal use. Alternatives, derived types, lengths of lists
and values come up in turn, until nearly every declaration was there. Generated code reads each and writes it again.

- **same**: what was written holds what was read, compared by the values of the types; the members of xs:all may have
  another order, and an xsi:type that names the declared type need not be there.
- **valid**: what was written is valid. libxml2 says so; where it does not take the schema, whose content models
  are ambiguous or which refers to a schema for schemas, xmlschema does.
- **mistakes**: instances with two members out of order, one missing or one too many, which the validator refuses.
  **refused** are those that are not read, **named** those whose error has the path of the element and the name of a member at fault.
- **dropped**: instances that the validator refused, which are mistakes of the maker: texts for a pattern, mostly.
  **absent**: instances of elements that the package does not read by themselves: one of several parts of a body, or of a
  binding other than SOAP.
- **seen of declared**: the declarations of elements that a message can have, and how many of them were there.
"""


def table(rows):
    done = [r for r in rows if r["outcome"] == "generated" and r["instances"]]
    total = {k: sum(r[k] for r in done) for k in SUMMED}
    lines = ["| set | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    for r in rows:
        cells = [r["set"].split("/")[0] if len(r["set"]) > 60 else r["set"]]
        if r in done:
            r["seen of declared"] = "%d of %d" % (r["seen"], r["declared"])
            cells += [r[k] for k in COLUMNS]
        else:
            cells += [r["operations"]] + [""] * (len(COLUMNS) - 2) + [r["outcome"]]
        lines.append("| " + " | ".join(str(c) for c in cells) + " |")
    summary = (
        "%d sets, %d operations, %d of %d declarations: of %d instances %s are the same after reading and writing, and %s of "
        "what is written is valid. Of %d mistakes %s are refused, and %s by an error that names the element and its path."
        % (len(done), total["operations"], total["seen"], total["declared"], total["instances"],
           percent(total["same"], total["instances"]), percent(total["valid"], total["instances"]),
           total["mistakes"], percent(total["refused"], total["mistakes"]), percent(total["named"], total["mistakes"])))
    return summary, lines, total


# What is known of instances that do not come out as they went in, or are refused by
# an error that names something else.
KNOWN = {
    "the xsi:type of a nil": 'an element with xsi:nil="true" had an xsi:type: nothing is there that would be of the type',
    "not named: missing": "the first member of an optional sequence is missing, and the error is about the next one: it has the path and that name",
}


def reasons(kinds):
    """Lines on all that is not as it should be."""
    lines = []
    for (name, what), found in sorted(kinds.items()):
        lines.append("- %s: %d %s%s" % (name, len(found), what, ": " + KNOWN[what] if what in KNOWN else ", e.g. `%s`" % found[0]["why"][:300].replace("`", "'").replace("\n", " ")))
    return lines


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folder")
    p.add_argument("table")
    a = p.parse_args()
    folders = sorted(f.path for f in os.scandir(a.folder) if os.path.exists(os.path.join(f.path, "made.json")))
    rows, kinds = [], {}
    with concurrent.futures.ProcessPoolExecutor() as pool:
        for row, findings in pool.map(judge, folders):
            rows.append(row)
            for f in findings:
                kinds.setdefault((row["set"], f["what"]), []).append(f)
    for (name, what), found in kinds.items():
        print("%s: %d %s, e.g. %s %s" % (name, len(found), what, found[0]["element"], found[0]["why"][:400]))
    summary, lines, total = table(rows)
    print(summary)
    with open(a.table, "w", encoding="utf-8") as f:
        f.write("%s\n%s\n\n%s\n" % (INTRODUCTION, summary, "\n".join(lines)))
        if kinds:
            f.write("\nWhat is not as it should be:\n\n%s\n" % "\n".join(reasons(kinds)))
    sys.exit(total["instances"] == 0 or total["same"] < 0.999 * total["instances"] or total["refused"] < total["mistakes"])


if __name__ == "__main__":
    main()

"""Texts that a regular expression matches: the shortest ones, and some longer."""

from re import _constants as c
from re import _parser as parser

PROBES = "a1 A_-.,:/@xZ09\u00e9\u4e2d\n"
CLASSES = {
    c.CATEGORY_DIGIT: "0123456789", c.CATEGORY_WORD: "abcxyzAZ019_", c.CATEGORY_SPACE: " ",
    c.CATEGORY_NOT_DIGIT: "abcXYZ -", c.CATEGORY_NOT_WORD: " -./", c.CATEGORY_NOT_SPACE: "abcXYZ019",
}


def matching(pattern, random, more):
    """A text for a pattern; repetitions are as few as they may be, and up to more."""
    return "".join(_texts(parser.parse(pattern), random, more, {}))


def _texts(tokens, random, more, groups):
    for op, arg in tokens:
        if op is c.LITERAL:
            yield chr(arg)
        elif op is c.NOT_LITERAL:
            yield next(p for p in PROBES if p != chr(arg))
        elif op is c.ANY:
            yield random.choice("abcXYZ019 ")
        elif op is c.IN:
            yield _member(arg, random)
        elif op is c.BRANCH:
            yield from _texts(random.choice(arg[1]), random, more, groups)
        elif op is c.SUBPATTERN:
            groups[arg[0]] = "".join(_texts(arg[3], random, more, groups))
            yield groups[arg[0]]
        elif op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            low, high, inner = arg
            for _ in range(min(low + random.randint(0, more), int(high))):
                yield from _texts(inner, random, more, groups)
        elif op is c.GROUPREF:
            yield groups.get(arg, "")


def _member(items, random):
    negated = items[0][0] is c.NEGATE
    ranges, chars = [], []
    for op, arg in items[negated:]:
        if op is c.LITERAL:
            ranges.append((arg, arg))
        elif op is c.RANGE:
            ranges.append(arg)
        elif op is c.CATEGORY:
            chars += CLASSES.get(arg, "")
    if negated:
        free = [p for p in PROBES if p not in chars and not any(lo <= ord(p) <= hi for lo, hi in ranges)]
        return random.choice(free) if free else ""
    plain = [r for r in ranges if r[0] < 0x250] or ranges  # seldom what is hard to read
    if chars and (not plain or random.random() < 0.5):
        return random.choice(chars)
    low, high = random.choice(plain)
    return chr(random.randint(low, high))

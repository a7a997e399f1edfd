"""Functions of arrays of text: `numpy.strings` over U and S, layouts, shapes that broadcast, and what is refused."""

import numpy as np

from cases import A, LAYOUTS, case, literal

STRINGS = np.strings
NAMES = ["str_len", "isalpha", "isalnum", "isdigit", "isspace", "islower", "isupper", "istitle", "isdecimal", "isnumeric"]
CASES = ["upper", "lower", "swapcase", "capitalize", "title"]
SEARCHES = ["find", "rfind", "index", "rindex", "count", "startswith", "endswith"]
OPS = {name: getattr(STRINGS, name) for name in NAMES + CASES + SEARCHES}
OPS |= {name: getattr(STRINGS, name) for name in ("strip", "lstrip", "rstrip", "center", "ljust", "rjust", "zfill", "multiply", "replace", "partition", "rpartition")}
# NumPy counts four characters for one when it makes room for wide text.
OPS["expandtabs"] = lambda x, size: STRINGS.expandtabs(x, size).astype(f"{x.dtype.char}80")
OPS |= {"slice": STRINGS.slice, "encode": STRINGS.encode, "decode": STRINGS.decode, "add": np.add}
OPS |= {name: getattr(np, name) for name in ("equal", "not_equal", "less", "less_equal", "greater", "greater_equal")}

WORDS = ["", "a", "ab", "abab", "aab b", " a b ", "Ab Cd", "ABC", "abc1", "12", "-12", "+7", "\ta\n", "xax", "they're", "A", "b a", "aaaa", "0", "Zz9 "]
WIDE = ["été", "ÉTÉ", "ß", "straße", "ǆ", "ǅ", "Ǆx", "ŉ", "ΑΣ", "ΣΑ ΑΣΑ ΑΣ.", "İ", "ı", "ﬁn", "½", "²", "٣", "三", "Ⅷ", "\u00a0x\u2003", "\x1ca\x1f", "a\u0301b", "ʰa", "ªº", "ა", "𝐀𝐛", "ᾳ", "ΐ", "𝟘", "\U0001d7d8٣", "क", "①"]


def text(g, kind, n=None, wide=True):
    """Some elements; of a kind that they fit."""
    pool = WORDS + (WIDE if kind == "U" and wide else [])
    words = [g.choice(pool) for _ in range(n or g.randrange(1, 6))]
    return np.array(words) if kind == "U" else np.array([word.encode() for word in words])


def laid(g, x):
    """The same elements as an operand of some layout and byte order."""
    dtype = x.dtype.newbyteorder(">") if x.dtype.kind == "U" and g.random() < 0.2 else x.dtype
    shape = g.choice([x.shape, x.shape, (1,) + x.shape, x.shape + (1,)])
    layout = g.choice(LAYOUTS[:-1]) if g.random() < 0.5 else "C"
    return A(dtype, shape, ":" + x.astype(dtype).tobytes().hex(), layout)


def short(g, kind):
    words = ["a", "b", "ab", "", "a b", " ", "x", "aa", "é" if kind == "U" else "z"]
    return g.choice(words)


def one(g, kind, n):
    """A text for all elements, or one for each."""
    words = [short(g, kind) for _ in range(n if g.random() < 0.3 else 1)]
    array = np.array(words if kind == "U" else [word.encode() for word in words])
    return literal(array if len(words) > 1 else array[0])


def number(g, n, low, high):
    if g.random() < 0.3:
        return literal(np.array([g.randrange(low, high) for _ in range(n)]))
    return g.randrange(low, high)


def cases(g):
    for kind in "US":
        everything = text(g, kind)
        pool = WORDS + (WIDE if kind == "U" else [])
        everything = np.array(pool) if kind == "U" else np.array([word.encode() for word in pool])
        for name in NAMES + CASES:
            yield case(name, laid(g, everything))
            yield case(name, A(f"{kind}3", (0, 2), ":"))
            yield case(name, A("i4", (2,), "i1"))
            for _ in range(4):
                yield case(name, laid(g, text(g, kind)))
        for name in SEARCHES:
            for _ in range(40):
                x = text(g, kind)
                bounds = [number(g, len(x), -7, 8) for _ in range(g.randrange(3))]
                yield case(name, literal(x) if g.random() < 0.5 else A(x.dtype, x.shape, ":" + x.tobytes().hex(), g.choice(LAYOUTS[:-1])), one(g, kind, len(x)), *bounds)
            yield case(name, literal(everything), literal(np.array("a") if kind == "S" else np.array(b"a"))).kind_only()
            yield case(name, literal(everything), literal(np.array(["a", "b"]) if kind == "U" else np.array([b"a", b"b"]))).kind_only()
            yield case(name, literal(everything), one(g, kind, 1), 1.5)
        for name in ("strip", "lstrip", "rstrip"):
            yield case(name, laid(g, everything))
            for _ in range(20):
                x = text(g, kind)
                yield case(name, literal(x), one(g, kind, len(x)))
        for name in ("center", "ljust", "rjust"):
            for _ in range(15):
                x = text(g, kind)
                fill = literal(np.array(g.choice("*.x ")) if kind == "U" else np.array(g.choice("*.x ").encode()))
                yield case(name, literal(x), number(g, len(x), -2, 12), fill)
            yield case(name, literal(everything), 5, literal(np.array("**" if kind == "U" else b"**")))
            yield case(name, literal(everything), 2.5, literal(np.array("*" if kind == "U" else b"*")))
        for name, low, high in (("zfill", -1, 9), ("multiply", -2, 4), ("expandtabs", -1, 9)):
            for _ in range(15):
                x = text(g, kind)
                yield case(name, literal(x), number(g, len(x), low, high))
        for _ in range(60):
            x = text(g, kind)
            count = [] if g.random() < 0.4 else [number(g, len(x), -1, 4)]
            yield case("replace", literal(x), one(g, kind, len(x)), one(g, kind, len(x)), *count)
        for name in ("partition", "rpartition"):
            for _ in range(25):
                # A separator that is longer than all elements can be is cut by NumPy.
                x = np.append(text(g, kind), "abc" if kind == "U" else b"abc")
                yield case(name, literal(x), one(g, kind, len(x)))
        for _ in range(60):
            x = text(g, kind)
            bound = lambda: g.choice([None, number(g, len(x), -6, 7)])
            yield case("slice", literal(x), bound(), bound(), g.choice([None, 1, 2, -1, -2, 0]))
        for name in ("add", "equal", "not_equal", "less", "less_equal", "greater", "greater_equal"):
            for _ in range(15):
                x = text(g, kind, 4)
                yield case(name, laid(g, x), laid(g, text(g, kind, 4)))
    for encoding in ("utf-8", "ascii", "latin-1"):
        # The errors of codecs are those of Python.
        fits = lambda word: encoding == "utf-8" or max(word, default="a") < {"ascii": "\x80", "latin-1": "\u0100"}[encoding]
        for _ in range(6):
            words = [word for word in text(g, "U", 12) if fits(word)] or ["x"]
            yield case("encode", literal(words), encoding)
            yield case("decode", literal([word.encode(encoding) for word in words]), encoding)

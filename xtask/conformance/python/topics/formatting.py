"""Values put into text, characters exchanged by a table, and borders that a function fills."""

import numpy as np

from cases import A, case, literal

OPS = {
    "mod": lambda x, values: np.strings.mod(x, values),
    "translate": lambda x, pairs: translate(x, pairs),
    "pad_with": lambda x, width: np.pad(x, width, borders),
}
# `i` and `u` mean `d`, whose letter nd's messages have.
NUMBERS = ["%d", "%5d|", "%-5d|", "%+d", "% d", "%05d", "%.3d", "%x", "%X", "%#x", "%#010x", "%o", "%#o", "%e", "%.2f", "%010.3f", "%g", "%#g", "%G", "%E", "%c", "%s", "%8s|", "%-8.2s|", "a%d%%", "%%", "plain", "", "%d %d", "%y", "%", "%5", "é%s"]
TEXTS = ["%s", "%5s|", "%-5s|", "%.1s", "%c", "%d", "%x", "%f", "plain", "%%%s"]


def translate(x, pairs):
    if x.dtype.kind == "S":
        one = {ord(key): value for key, value in pairs if len(value) == 1}
        gone = bytes(ord(key) for key, value in pairs if not value)
        table = bytes(ord(one.get(code, chr(code))) for code in range(256))
        return np.strings.translate(x, table, gone)
    return np.strings.translate(x, {ord(key): value for key, value in pairs})


def borders(lane, widths, axis, _):
    before, after = widths
    inside = lane[before : len(lane) - after].sum()
    lane[:before] = inside + axis
    lane[len(lane) - after :] = -inside


def formats(words, kind):
    return np.array(words) if kind == "U" else np.array([word.encode("ascii", "replace") for word in words])


def cases(g):
    values = [0, 7, -255, 65, 1.5, -0.001, 1e22, True]
    arrays = [np.array(values[:4], "i4"), np.array([3, 200], "u1"), np.array([0.1, -2.5], "f4"), np.array([1.5, np.nan, np.inf, -np.inf]), np.array([True, False]), np.array([1 + 2j])]
    for kind in "US":
        for word in NUMBERS:
            # A number written as bytes by `%s` is its memory.
            for value in g.sample(values, 3) + g.sample(arrays, 2):
                yield case("mod", literal(formats([word], kind)), literal(np.asarray(value)))
        for word in TEXTS:
            text = formats(["ab", "", "x"], g.choice("US") if word != "%s" else kind)
            yield case("mod", literal(formats([word], kind)), literal(text))
        yield case("mod", literal(formats(["%d", "%s", "%5.1f"], kind)), A("i8", (2, 1), "i1"))
        yield case("mod", A(f"{kind}3", (0, 2), ":"), 3)
        yield case("mod", literal(formats(["%d", "%d"], kind)), literal(np.arange(3)))
        words = formats(["tea time", "", "abc", "aaa"], kind)
        for pairs in ([("a", "b")], [("a", ""), ("t", "T")], [(" ", "_"), ("e", ""), ("c", "a")]):
            yield case("translate", literal(words), pairs)
    for pairs in ([("a", "xyz")], [("é", "e"), ("a", "ß")]):
        yield case("translate", literal(np.array(["abca", "éa", "x"])), pairs)
    yield case("mod", A("i4", (2,), "i1"), 1)
    for shape, width in (((3,), 2), ((2, 3), (1, 2)), ((2, 2, 2), [(0, 1), (2, 0), (1, 1)]), ((1,), 0), ((2, 0), 1)):
        for dtype in ("i4", "f8"):
            yield case("pad_with", A(dtype, shape, "s7", g.choice("CF")), width)

"""Dates and spans of time: parsing, casts, arithmetic, reductions, sorting, printing, ranges, business days."""

import io
import warnings

import numpy as np

from cases import A, Ref, case, literal

NAT = -(2**63)
UNITS = "Y M W D h m s ms us ns ps fs as".split()
DATES = ["M8[D]", "M8[s]", "M8[h]", "M8[M]", "M8[Y]", "M8[25s]", ">M8[ms]", "M8[W]"]
SPANS = ["m8[D]", "m8[s]", "m8[h]", "m8[25s]", ">m8[ms]", "m8[M]", "m8[Y]", "m8", "m8[W]"]
TIMES = DATES + SPANS
NUMBERS = ["?", "i1", "u4", "i8", "u8", "f4", "f8", "c16", ">i2", ">f8"]
BINARY = ["add", "subtract", "multiply", "divide", "floor_divide", "remainder", "maximum", "minimum", "fmax", "fmin"]
COMPARE = ["equal", "not_equal", "less", "less_equal", "greater", "greater_equal"]
LOGICAL = ["logical_and", "logical_or", "logical_xor"]
UNARY = ["negative", "absolute", "sign", "positive", "isnat", "isnan", "isfinite", "isinf", "sqrt", "invert", "floor"]
TICKS = [0, 1, -1, 7, -7, 60, 365, -400, 18321, NAT, 3, 2]


def quiet(function):
    def run(*args, **keywords):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return function(*args, **keywords)
    return run


def arange(start, stop, step=None):
    return np.arange(start, stop) if step is None else np.arange(start, stop, step)


def at(op):
    def run(x, index, value):
        getattr(np, op).at(x, index, value)
        return x
    return run


OPS = {
    "astype": quiet(lambda x, dtype: x.astype(dtype)),
    "assign": quiet(lambda x, value: (x.__setitem__(Ellipsis, value), x)[1]),
    "str": str,
    "repr": repr,
    "reduce": lambda x, op, **keywords: getattr(np, op).reduce(x, **keywords),
    "accumulate": lambda x, op: getattr(np, op).accumulate(x),
    "reduceat": lambda x, op, at: getattr(np, op).reduceat(x, at),
    "at_add": at("add"),
    "at_maximum": at("maximum"),
    "mean": quiet(lambda x, **keywords: x.mean(**keywords)),
    "arange": arange,
    "datetime_data": lambda dtype: list(np.datetime_data(dtype)),
    "datetime_as_string": np.datetime_as_string,
    "busday_offset": lambda d, n, roll, week, holidays: np.busday_offset(d, n, roll, weekmask=week, holidays=holidays),
    "busday_count": lambda a, b, week, holidays: np.busday_count(a, b, weekmask=week, holidays=holidays),
    "is_busday": lambda d, week, holidays: np.is_busday(d, weekmask=week, holidays=holidays),
    "holidays": lambda week, holidays: np.busdaycalendar(week, holidays).holidays,
    "weekmask": lambda week: np.busdaycalendar(week).weekmask,
    "divmod": lambda x, y: tuple(np.divmod(x, y)),
    "concatenate": lambda x, y: np.concatenate([x, y]),
    "where": np.where,
    "clip": np.clip,
    "npy": lambda x: roundtrip(x),
}
for _op in BINARY + COMPARE + LOGICAL + UNARY:
    OPS[_op] = quiet(getattr(np, _op))


def roundtrip(x):
    file = io.BytesIO()
    np.save(file, x)
    return file.getvalue().hex()


def times(g, dtype, n=6, shape=None, layout="C"):
    """Times of a dtype, "not a time" among them."""
    values = np.array([g.choice(TICKS) for _ in range(n)], "i8")
    dtype = np.dtype(dtype)
    values = values.astype(">i8" if dtype.byteorder == ">" else "i8").view(dtype)
    return literal(values.reshape(shape or (n,)), None, layout)


def any_operand(g, n=6):
    kind = g.random()
    if kind < 0.6:
        return times(g, g.choice(TIMES), n)
    if kind < 0.85:
        return A(g.choice(NUMBERS), (n,), f"s{g.randrange(40)}")
    return g.choice([0, 1, -3, 2.5, True, np.int8(3), np.float32(0.5), np.timedelta64(3, "h"), np.datetime64("2020-02-29"),
                     np.timedelta64("NaT", "s"), np.timedelta64(5)])


def cases(g):
    # Arithmetic of every pair of kinds and units; an operand that is no time last.
    for op in BINARY + COMPARE:
        for x in TIMES:
            for y in g.sample(TIMES, 3) + g.sample(NUMBERS, 2):
                other = times(g, y) if np.dtype(y).kind in "mM" else A(y, (6,), f"s{g.randrange(40)}")
                pair = [times(g, x), other]
                if op in COMPARE and np.dtype(y).kind not in "mM":
                    yield case(op, *pair).kind_only()
                elif g.random() < 0.3:
                    yield case(op, *pair[::-1])
                else:
                    yield case(op, *pair)
    for op in UNARY:
        for x in TIMES:
            yield case(op, times(g, x))
    for op in LOGICAL:
        yield case(op, times(g, "m8[s]"), times(g, "m8[s]"))
    for x in SPANS:
        yield case("divmod", times(g, x), times(g, "m8[s]"))
    # Outputs, masks, layouts.
    for op in ("add", "subtract", "maximum"):
        for out in ("m8[ms]", "m8[h]", "m8[s]", "i8", "M8[s]", "f8", ">m8[us]", "m8[M]"):
            yield case(op, times(g, "m8[s]"), times(g, "m8[m]"), out=times(g, out))
        for layout in "FSRUP":
            yield case(op, times(g, "m8[s]", 6, (2, 3), layout), times(g, "m8[h]", 3, (3,)))
        yield case(op, times(g, "m8[s]"), times(g, "m8[m]"), out=times(g, "m8[s]"), where=A("?", (6,), "s4"))
        yield case(op, times(g, "m8[s]"), times(g, "m8[s]"), out=Ref(0))
        for casting in ("no", "safe", "same_kind", "unsafe"):
            yield case(op, times(g, "m8[D]"), times(g, "m8[M]"), casting=casting)
            yield case(op, times(g, "m8[D]"), times(g, "m8[h]"), casting=casting)
    # Reductions.
    for op in ("add", "maximum", "minimum", "fmax", "fmin", "subtract", "multiply", "remainder", "logical_or", "less"):
        for x in ("m8[s]", "M8[D]", ">m8[ms]", "m8[25s]"):
            yield case("reduce", times(g, x), op)
            yield case("reduce", times(g, x, 6, (2, 3)), op, axis=1)
            yield case("reduce", times(g, x, 6, (2, 3), "F"), op, axis=0, keepdims=True)
            yield case("accumulate", times(g, x), op)
            if op in ("add", "maximum", "minimum"):
                yield case("reduceat", times(g, x), op, [0, 3, 1])
    for initial in (3, np.timedelta64(2, "h"), np.timedelta64("NaT")):
        yield case("reduce", times(g, "m8[s]"), "add", initial=initial)
    yield case("reduce", times(g, "m8[s]", 0), "add")
    yield case("reduce", times(g, "m8[s]", 0), "maximum")
    for x in ("m8[s]", "M8[D]", "m8[25s]", ">m8[ms]"):
        for fill in ([1, 2, 4], [-1, -2, -4], [5, NAT, 3], []):
            yield case("mean", as_times(fill, x))
        for op in ("argmin", "argmax", "sort", "argsort", "unique", "min", "max", "ptp", "diff", "any", "all", "count_nonzero"):
            yield case(op, times(g, x, 9))
        for op in ("argmin", "argmax", "sort", "argsort"):
            yield case(op, times(g, x, 12, (3, 4)), axis=0)
            yield case(op, times(g, x, 12, (3, 4), "S"), axis=1)
        yield case("searchsorted", as_times(sorted(t for t in TICKS if t != NAT) + [NAT], x), times(g, x))
        yield case("partition", times(g, x, 9), 4)
        yield case("concatenate", times(g, x), times(g, "m8[h]" if "m8" in x else "M8[h]"))
        yield case("concatenate", times(g, x), A("i4", (3,), "s1"))
        yield case("where", A("?", (6,), "s3"), times(g, x), times(g, "m8[h]" if "m8" in x else "M8[h]"))
        yield case("clip", times(g, x), as_times([0], x), as_times([100], x))
        yield case("npy", times(g, x, 6, (2, 3), g.choice("CF")))
    yield case("at_add", times(g, "m8[s]"), [0, 0, 2], 5)
    yield case("at_add", times(g, "m8[s]"), [0, 0, 2], np.timedelta64(1, "m"))
    yield case("at_add", times(g, "M8[s]"), [0, 0, 2], np.timedelta64(1, "m"))
    yield case("at_maximum", times(g, "M8[D]"), [0, 1, 2], times(g, "M8[D]", 3))
    # Casts, texts of arrays.
    for x in TIMES:
        for to in g.sample(TIMES, 4) + ["i8", "f8", "?", "U", "S", "U30"]:
            yield case("astype", times(g, x, 6, (2, 3), g.choice("CFSRU")), to)
        for function in ("str", "repr"):
            yield case(function, times(g, x))
            yield case(function, times(g, x, 6, (2, 3)))
            yield case(function, as_times([NAT, NAT], x))
            yield case(function, as_times([5], x))
            yield case(function, times(g, x, 1, ()))
            yield case(function, times(g, x, 0))
        for value in (3, 2.5, True, np.timedelta64(3, "h"), np.datetime64("2020-02-29"), np.timedelta64("NaT")):
            if np.dtype(x).kind == "m" or not isinstance(value, np.timedelta64):
                yield case("assign", times(g, x), value).kind_only()
    for words in (["2020", "2020-02-29T12"], ["2020-01", "NaT", ""], ["2020-13"], ["x"], ["2020-01-01T00:00:00.5", "1969"]):
        for to in ("M8", "M8[D]", "M8[s]", ">M8[ms]", "M8[25s]", "m8[s]"):
            yield case("astype", literal(words), to)
            yield case("astype", literal([word.encode() for word in words]), to)
    # Ranges.
    day, hour, month = np.datetime64("2020-01-01"), np.datetime64("2020-01-02T05"), np.datetime64("2020-03")
    spans = [np.timedelta64(0, "s"), np.timedelta64(50, "s"), np.timedelta64(7, "h"), np.timedelta64(-1, "D")]
    for start, stop in ((day, hour), (hour, day), (day, month), (month, day), (np.datetime64("NaT"), day)):
        yield case("arange", start, stop)
        for step in (2, -3, 0, spans[2], np.timedelta64(1, "M"), np.timedelta64(1, "D")):
            yield case("arange", start, stop, step)
    yield case("arange", day, 5)
    for stop in spans:
        yield case("arange", spans[0], stop, np.timedelta64(9, "s"))
        yield case("arange", spans[0], stop, -7)
    for dtype in ("M8[25s]", "m8", "f8", "M8[2W]"):
        yield case("datetime_data", dtype)
    # Text with options.
    for x in ("M8[D]", "M8[s]", "M8[ms]", "M8[h]", "M8[Y]", "M8[as]", "M8[25s]", "M8[W]"):
        yield case("datetime_as_string", times(g, x))
        yield case("datetime_as_string", times(g, x, 6, (2, 3)), timezone="UTC")
        yield case("datetime_as_string", times(g, x), unit="auto")
        for unit in ("D", "s", "M", "us"):
            yield case("datetime_as_string", times(g, x), unit=unit)
            yield case("datetime_as_string", times(g, x), unit=unit, casting="safe")
            yield case("datetime_as_string", times(g, x), unit=unit, casting="unsafe", timezone="UTC")
    yield case("datetime_as_string", times(g, "m8[s]"))
    # Business days.
    for roll in ("raise", "nat", "forward", "following", "backward", "preceding", "modifiedfollowing", "modifiedpreceding", "x"):
        for week, holidays in (("1111100", []), ("Sun", []), ("1010101", ["2011-07-04", "2011-07-02"]), ("Mon Tue", ["NaT"])):
            for offset in (0, 1, -1, 5, 23, -40):
                yield case("busday_offset", days(g), literal([offset]), roll, week, literal(holidays, "M8[D]"))
    for week, holidays in (("1111100", []), ("Sat Sun", []), ("1111100", ["2011-07-04", "2011-07-01", "2011-07-04"])):
        for _ in range(4):
            yield case("busday_count", days(g), days(g), week, literal(holidays, "M8[D]"))
        yield case("is_busday", times(g, "M8[D]"), week, literal(holidays, "M8[D]"))
        yield case("holidays", week, literal(holidays, "M8[D]"))
    yield case("busday_count", times(g, "M8[D]"), days(g), "1111100", literal([], "M8[D]"))
    yield case("is_busday", times(g, "M8[s]"), "1111100", literal([], "M8[D]"))
    for week in ("1111100", "Mon Tue", "MonTueSun", " Wed", "MonX", "0000000", "11111", "1111200", "mon"):
        yield case("weekmask", week)


def as_times(ticks, dtype):
    dtype = np.dtype(dtype)
    return literal(np.array(ticks, "i8").astype(">i8" if dtype.byteorder == ">" else "i8").view(dtype))


def days(g):
    return literal(np.array([15150 + g.randrange(60) for _ in range(6)], "i8").view("M8[D]"))


def random(g):
    op = g.choice(BINARY + COMPARE)
    x, y = any_operand(g), any_operand(g)
    return case(op, x, y).kind_only()

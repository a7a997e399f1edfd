"""Writes print.tsv: arrays and what NumPy 2.4.6 prints for them. Run: python print.py > print.tsv

Columns, separated by tabs: dtype, shape, element bytes in hex (repeated as often as the shape needs), print options,
str, repr. Newlines in the texts are written \\n.
"""
import random
import sys

import numpy as np

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 0
rng = random.Random(20240607)
INTS = ["i1", "u1", "<i2", ">i2", "<u2", ">u2", "<i4", ">i4", "<u4", ">u4", "<i8", ">i8", "<u8", ">u8"]
FLOATS = ["<f2", ">f2", "<f4", ">f4", "<f8", ">f8"]
COMPLEX = ["<c8", ">c8", "<c16", ">c16"]
RECORDS = ["i4,f8", ">i4,>f8", "?", "f4,", "i1,?,c8", "f2,f4,f8,u1", ">f2,<u8", "c16,>i2,f8"]
RECORDS = [r if "," in r else r + "," for r in RECORDS]
SHAPES = [(), (1,), (2,), (3,), (4,), (5,), (7,), (8,), (2, 2), (1, 3), (3, 1), (2, 3), (2, 1, 2), (2, 2, 2)]
RARE = [(0,), (0, 3), (2, 0), (1, 1, 1, 1), (2, 1, 1, 2), (13,), (20,), (2, 17), (1, 40), (3, 1, 9)]
BIG = [(1001,), (2000,), (1000, 2), (2, 501), (7, 150), (6, 200), (1, 1001), (1001, 1)]


def real():
    """A float in one of the ranges where the notation changes."""
    pick = rng.randrange(16)
    sign = rng.choice([1, 1, -1])
    if pick < 3:
        return sign * rng.random()
    if pick < 5:
        return sign * round(rng.uniform(0, 1000), rng.randrange(4))
    if pick < 7:
        return sign * float(rng.randrange(100))
    if pick < 8:
        return sign * 10.0 ** rng.uniform(-5, 9)
    if pick < 9:
        return sign * 10.0 ** rng.uniform(-320, 308)
    if pick < 10:
        return sign * 10.0 ** rng.randrange(-6, 10)
    if pick < 11:
        return rng.choice([np.inf, -np.inf, np.nan])
    if pick < 12:
        return rng.choice([0.0, -0.0])
    if pick < 13:
        return sign * rng.choice([1e-4, 9e-5, 0.00010001, 99999999.0, 1e8, 999999.0, 1e6, 999.0, 1000.0, 65504.0])
    if pick < 14:
        return sign * rng.randrange(1, 64) / 64
    if pick < 15:
        return sign * rng.choice([1.0, 0.001, 1000.0, 1001.0, 0.0009999, 9.9999999999, 0.999999999])
    return sign * rng.choice([1 / 3, 2 / 3, 1e16, 9999999999999998.0, 1e15, 123456789.123, 16777216.0])


def family():
    """A source of floats of one character, so that not every array mixes all ranges."""
    pick = rng.randrange(6)
    if pick == 0:
        return real
    if pick == 1:
        return lambda: rng.uniform(-10, 10)
    if pick == 2:
        return lambda: float(rng.randrange(-20, 200)) / rng.choice([1, 2, 4, 10])
    if pick == 3:
        scale = 10.0 ** rng.randrange(-8, 10)
        return lambda: rng.uniform(1, 9) * scale
    if pick == 4:
        return lambda: rng.choice([np.nan, np.inf, -np.inf, 1.5, -2.0, 0.0])
    base = real()
    return lambda: rng.choice([base, real()])


def integer(info):
    pick = rng.randrange(5)
    if pick == 0:
        return rng.randint(int(info.min), int(info.max))
    if pick == 1:
        return rng.choice([int(info.min), int(info.max)])
    return max(int(info.min), rng.randint(-120, 120) if pick == 2 else rng.randint(-3, 99) % 100)


def fill(dtype, n):
    with np.errstate(all="ignore"):
        out = np.zeros(n, dtype)
        if dtype.names:
            for name in dtype.names:
                out[name] = fill(dtype[name], n)
        elif dtype.kind == "b":
            out[...] = [rng.random() < 0.5 for _ in range(n)]
        elif dtype.kind in "iu":
            out[...] = [integer(np.iinfo(dtype)) for _ in range(n)]
        elif dtype.kind == "f":
            source = family()
            out[...] = np.array([source() for _ in range(n)])
        else:
            source, other = family(), family()
            out.real = np.array([source() for _ in range(n)])
            out.imag = np.array([other() for _ in range(n)])
        return out


def options():
    if rng.random() < 0.75:
        return {}
    choices = {
        "precision": [0, 1, 2, 3, 5, 10, 17, 20],
        "threshold": [0, 5],
        "edgeitems": [0, 1, 2],
        "linewidth": [1, 10, 20, 40, 120],
        "suppress": [1],
        "sign": ["+", " "],
        "floatmode": ["fixed", "unique", "maxprec_equal"],
        "nanstr": ["NA", "missing"],
        "infstr": ["Infinity"],
    }
    names = rng.sample(sorted(choices), rng.choice([1, 1, 2, 3]))
    return {name: rng.choice(choices[name]) for name in names}



def escape(text):
    assert "\\" not in text and "\t" not in text
    return text.replace("\n", "\\n")


def row(spelling, shape, values, opts):
    dtype = np.dtype(spelling)
    size = int(np.prod(shape, dtype=int))
    # The bytes are those of `values`, repeated.
    full = np.resize(values, size).reshape(shape) if size else np.zeros(shape, dtype)
    full = full.astype(dtype)
    listed = values if size else values[:0]
    chosen = {**opts}
    if "suppress" in chosen:
        chosen["suppress"] = bool(chosen["suppress"])
    with np.printoptions(**chosen):
        texts = [escape(str(full)), escape(repr(full))]
    opts = ";".join(f"{name}={value}" for name, value in opts.items())
    print("\t".join([spelling, ",".join(map(str, shape)), listed.tobytes().hex(), opts, *texts]))


def main():
    count = ROWS or 720
    kinds = ["?"] * 2 + INTS + FLOATS * 5 + COMPLEX * 3 + RECORDS * 2
    for i in range(count):
        spelling = kinds[i % len(kinds)] if i < 3 * len(kinds) else rng.choice(kinds)
        dtype = np.dtype(spelling)
        pick = rng.random()
        shape = rng.choice(SHAPES if pick < 0.87 else RARE if pick < 0.955 else BIG)
        size = int(np.prod(shape, dtype=int))
        n = max(1, min(size, rng.choice([3, 5, 7, 8])))
        # The scalar of an array of records without axes has no options in nd.
        row(spelling, shape, fill(dtype, n), {} if shape == () and dtype.names else options())


main()

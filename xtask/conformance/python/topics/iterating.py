"""`nditer`: which elements it hands out in which order, where it is, and how what it allocates lies in memory.

Left out: an index with a buffer, which in NumPy is that of another element or none.
"""

import numpy as np

from cases import A, INTEGERS, LAYOUTS, NUMBERS, SWAPPED, case
from topics.indexing_grammar import steps


def walked(arrays, order="K", track=None, loop=False, allocate=False, dtype=None, casting="safe", buffered=None, zerosize=False):
    """What an iteration over `arrays` hands out; the operand that is allocated gets the values of the first."""
    flags = ["zerosize_ok"] * zerosize + ([track] if track else []) + ["external_loop"] * loop + ["buffered"] * (buffered is not None)
    each = [["readonly"] for _ in arrays] + ([["writeonly", "allocate"]] if allocate else [])
    dtypes = [dtype] * len(arrays) + [None] * allocate if dtype else None
    it = np.nditer([*arrays, *[None] * allocate], flags, each, dtypes, order, casting, buffersize=buffered or 0)
    # Without a multi-index NumPy names the fastest axis first.
    where = (it.itersize, it.ndim, it.shape if it.has_multi_index else it.shape[::-1])
    values, places, lengths = [[] for _ in arrays], [], []
    for value in it if it.itersize else ():
        value = value if isinstance(value, tuple) else (value,)
        for found, part in zip(values, value):
            found.append(np.array(part).reshape(-1))
        if allocate:
            value[-1][...] = value[0]
        lengths.append(value[0].size)
        if track:
            places.append(it.multi_index if track == "multi_index" else it.index)
    values = tuple(np.concatenate(found) if found else np.zeros(0) for found in values)
    made = (it.operands[-1], steps(it.operands[-1])) if allocate else ()
    return where, values, tuple(places), () if buffered is not None else tuple(lengths), made


OPS = {"nditer": walked}


def cases(g):
    for _ in range(1000):
        yield random(g)


def an_array(g, shape):
    return A(g.choice(NUMBERS + SWAPPED), shape, f"s{g.randrange(99)}", g.choice(LAYOUTS))


def random(g):
    ndim = g.choice([0, 1, 2, 2, 3, 3, 4])
    shape = tuple(g.randrange(1, 4) if g.random() < 0.97 else 0 for _ in range(ndim))
    arrays = [an_array(g, shape)]
    for _ in range(g.choice([0, 0, 1, 1, 2])):
        other = tuple(n if g.random() < 0.8 else 1 for n in shape)[g.choice([0, 0, 0, 1]) :]
        arrays.append(an_array(g, other if g.random() < 0.98 else (7,)))
    keywords = {"order": g.choice("KKKCFA")}
    if g.random() < 0.5:
        keywords["track"] = g.choice(["multi_index", "c_index", "f_index"])
    if g.random() < (0.02 if "track" in keywords else 0.5):
        keywords["loop"] = True
    if g.random() < 0.25:
        keywords["allocate"] = True
    if g.random() < 0.2:
        keywords["dtype"] = g.choice(["f8", "c16", "i4", "f4"])
        keywords["casting"] = g.choice(["safe", "same_kind", "unsafe"])
        if "loop" in keywords or g.random() < 0.1:
            # Whether NumPy needs a buffer for one element or a part of a row is its own affair.
            keywords.pop("loop", None)
        keywords.pop("track", None)
        if g.random() < 0.95:
            keywords["buffered"] = g.choice([0, 1, 2, 5])
    if g.random() < 0.5:
        keywords["zerosize"] = True
    return case("nditer", arrays, **keywords)

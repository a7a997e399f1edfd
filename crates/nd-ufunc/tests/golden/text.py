"""Writes text.tsv beside this file from NumPy 2.4.6: python text.py

Rows are tab-separated; texts are JSON strings in ASCII. Kinds of rows:
    print   dtype  shape  bytes  str  repr
    ufunc   name  dtype  shape  bytes  dtype  shape  bytes  dtype of the result  bytes, or the failure
"""

import json
import pathlib
import random

import numpy as np

WORDS = ["", "a", "abc", "ab", "it's", 'say "no"', "é", "日本", "a\0b", "\n", "zz", "Ab", "12", "😀"]


def array(rng, dtype, shape):
    dtype = np.dtype(dtype)
    count = int(np.prod(shape))
    words = [rng.choice(WORDS) for _ in range(count)]
    if dtype.kind == "U":
        return np.array(words, dtype).reshape(shape)
    return np.array([w.encode("utf-8") for w in words], "S" + str(dtype.itemsize)).view(dtype).reshape(shape)


def rows():
    rng = random.Random(7)
    for dtype in ("U1", "U3", ">U5", "S1", "S4", "V3", "U8", "S9"):
        for shape in ((), (1,), (3,), (0,), (2, 3), (2, 0), (30,), (2, 2, 2), (1001,), (2, 40)):
            x = array(rng, dtype, shape)
            yield ["print", x.dtype.str, ",".join(map(str, shape)), x.tobytes().hex(), json.dumps(str(x)), json.dumps(repr(x))]
    names = "equal not_equal less less_equal greater greater_equal add".split()
    pairs = [("U3", "U3"), ("U2", ">U5"), (">U4", ">U1"), ("S3", "S3"), ("S1", "S6"), ("U3", "S3"), ("S2", "i8"), ("f4", "U1")]
    for a, b in pairs:
        for sa, sb in (((3,), (3,)), ((2, 3), (3,)), ((2, 1), (1, 4)), ((), (5,)), ((0,), (0,)), ((2,), (3,))):
            for name in names:
                if name == "add" and (np.dtype(a).kind, np.dtype(b).kind) == ("U", "S"):
                    continue
                x = array(rng, a, sa) if np.dtype(a).kind in "US" else np.ones(sa, a)
                y = array(rng, b, sb) if np.dtype(b).kind in "US" else np.ones(sb, b)
                try:
                    z = np.asarray(getattr(np, name)(x, y))
                    outcome = [z.dtype.str, z.tobytes().hex()]
                except Exception as error:
                    outcome = [json.dumps(f"!{str(error)}"), ""]
                shown = [[v.dtype.str, ",".join(map(str, v.shape)), v.tobytes().hex()] for v in (x, y)]
                yield ["ufunc", name] + shown[0] + shown[1] + outcome


if __name__ == "__main__":
    assert np.__version__ == "2.4.6"
    with open(pathlib.Path(__file__).parent / "text.tsv", "w") as file:
        for row in rows():
            file.write("\t".join(row) + "\n")

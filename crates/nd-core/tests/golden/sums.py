"""Writes sums.tsv: the exact bits of NumPy's sums of floats.

Run with NumPy 2.4.6: python sums.py > sums.tsv

Only sums that are one run in NumPy's order, or one per row of the last axis, are listed: elsewhere its order follows
from the size of its buffer.

Columns: dtype, form, number of elements, the little-endian bytes of the result in hexadecimal, or their FNV-1a hash
if there are more than sixteen. Elements are splitmix64(seed) as floats in -1/2..1/2, cast to the dtype; the seed is
how many there are.
"""

import numpy as np


def stream(seed, count):
    """The first `count` numbers of the splitmix64 stream."""
    state = (np.uint64(seed) + np.arange(1, count + 1, dtype="u8") * np.uint64(0x9E3779B97F4A7C15))
    z = state
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def elements(dtype, count):
    """`count` elements; a complex one takes two numbers of the stream."""
    parts = count * (2 if dtype.startswith("c") else 1)
    floats = (stream(count, parts) >> np.uint64(11)).astype("f8") * 2.0**-53 - 0.5
    if dtype.startswith("c"):
        return floats.view("c16").astype(dtype)
    return floats.astype(dtype)


def row(dtype, form, n, result):
    data = np.asarray(result).tobytes()
    text = data.hex()
    if len(data) > 16:
        state = 0xCBF29CE484222325
        for byte in data:
            state = (state ^ byte) * 0x100000001B3 % 2**64
        text = f"{state:016x}"
    print("\t".join([dtype, form, str(n), text]))


for dtype in ("f2", "f4", "f8", "c8", "c16"):
    for n in (1, 2, 7, 8, 9, 15, 16, 17, 63, 127, 128, 129, 255, 256, 1000, 8191, 8192, 8193, 100000):
        row(dtype, "contiguous", n, elements(dtype, n).sum())
        row(dtype, "strided", n, elements(dtype, 2 * n)[::2].sum())
        row(dtype, "reversed", n, elements(dtype, n)[::-1].sum())
        if n < 8000:
            matrix = elements(dtype, 3 * n).reshape(3, n)
            row(dtype, "transposed", n, matrix.T.sum())
            row(dtype, "total", n, matrix.sum())
            row(dtype, "rows", n, matrix.sum(axis=-1))

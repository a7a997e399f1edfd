"""Writes sums.tsv: the exact bits of NumPy's sums of floats.

Run with NumPy 2.4.6: python sums.py > sums.tsv

Columns: dtype, form, number of elements, the little-endian bytes of the result in hexadecimal. Elements are
splitmix64(n) as floats in -1/2..1/2, cast to the dtype.
"""

import numpy as np

MASK = (1 << 64) - 1


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
    data = np.asarray(result)
    print("\t".join([dtype, form, str(n), data.tobytes().hex()]))


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
            row(dtype, "columns", n, matrix.sum(axis=0))
            row(dtype, "rows of T", n, matrix.T.sum(axis=-1))
            cube = elements(dtype, 6 * n).reshape(2, 3, n)
            row(dtype, "middle", n, cube.sum(axis=1))
            row(dtype, "outer", n, cube.sum(axis=(0, 2)))
            row(dtype, "cut", n, elements(dtype, 3 * (n + 1)).reshape(3, n + 1)[:, :n].sum())
        row(dtype, "swapped", n, elements(dtype, n).astype(">" + dtype).sum())
for n in (9, 129, 8191, 8192, 8193, 20000, 100000):
    row("f4", "as f8", n, elements("f4", n).sum(dtype="f8"))
    row("f2", "as f4", n, elements("f2", n).sum(dtype="f4"))

"""Discrete Fourier transforms."""

import numpy as np

from cases import A, LAYOUTS, NUMBERS, SWAPPED, case

ONE = ["fft", "ifft", "rfft", "irfft", "hfft", "ihfft"]
MANY = ["fftn", "ifftn", "rfftn", "irfftn", "fft2", "ifft2", "rfft2", "irfft2"]
OPS = {name: getattr(np.fft, name) for name in ONE + MANY + ["fftfreq", "rfftfreq", "fftshift", "ifftshift"]}
NORMS = ["backward", "ortho", "forward"]


def close(case, dtype):
    # Both libraries round differently; the error of either grows with the logarithm of the length.
    return case.rel({"f2": 2e-3, "f4": 2e-6, "c8": 2e-6}.get(np.dtype(dtype).newbyteorder("=").str[1:], 2e-15))


def wants_real(op):
    return op in ("rfft", "ihfft", "rfftn", "rfft2")


def cases(g):
    for op in ONE:
        for dtype in NUMBERS + SWAPPED:
            if wants_real(op) and np.dtype(dtype).kind == "c":
                continue
            yield close(case(op, A(dtype, (8,), "s1")), dtype)
            yield close(case(op, A(dtype, (3, 5), "s2", g.choice(LAYOUTS)), axis=g.choice([0, 1])), dtype)
        for n in list(range(2, 20)) + [31, 64, 97, 120]:
            yield close(case(op, A("f8", (n,), "w3"), norm=g.choice(NORMS)), "f8")
            yield close(case(op, A("f8", (12,), "w4"), n=n, norm=g.choice(NORMS)), "f8")
        for layout in LAYOUTS:
            for norm in NORMS:
                yield close(case(op, A("f4", (3, 4, 6), "s5", layout), axis=g.choice([0, 1, 2]), norm=norm), "f4")
        yield case(op, A("f8", (0,)))
        yield case(op, A("f8", (3,)), n=0)
        yield close(case(op, A("f8", (0, 4))), "f8")
    for op in MANY:
        for dtype in ["i4", "f4", "f8"] + ([] if wants_real(op) else ["c8", "c16"]):
            for layout in LAYOUTS:
                yield close(case(op, A(dtype, (4, 6), "s6", layout)), dtype)
                yield close(case(op, A(dtype, (3, 4, 5), "s7", layout), axes=(0, 2), norm=g.choice(NORMS)), dtype)
        yield close(case(op, A("f8", (4, 6), "w8"), s=(3, 8), axes=(0, 1)), "f8")
        yield close(case(op, A("f8", (4, 6), "w9"), s=(-1, 5), axes=(0, 1)), "f8")
        yield close(case(op, A("f8", (4, 6), "w9"), s=(3, -1), axes=(0, 1)), "f8")
        yield case(op, A("f8", (4, 6)), s=(-1, -2), axes=(0, 1))
        yield case(op, A("f8", (4, 6)), s=(3, 8, 2), axes=(0, 1))
    for n in [1, 2, 5, 8, 9]:
        for d in [1.0, 0.1]:
            yield case("fftfreq", n, d)
            yield case("rfftfreq", n, d)
    for op in ["fftshift", "ifftshift"]:
        for shape in [(5,), (6,), (3, 4), (0,)]:
            yield case(op, A("i4", shape, "i0"))
            yield case(op, A("f8", shape, "i0"), axes=0)

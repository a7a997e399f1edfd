"""Statistics of spans of time and of dates: what NumPy has, and what it refuses."""

import numpy as np

from cases import case, literal

OPS = {}
NAMES = ["mean", "std", "var", "median", "ptp"]


def cases(g):
    for dtype in ("m8[s]", ">m8[h]", "m8[25us]", "M8[s]", "M8[D]"):
        for values in ([1, 5, 3, 8], [7], [1, 5, "NaT"], [-3, 9, 2, 2, 11]):
            x = np.array([v if v == "NaT" else np.int64(v).astype(dtype) for v in values], dtype)
            for name in NAMES:
                # The words are those of the step that NumPy's own implementation fails at.
                yield case(name, literal(x)).kind_only()
            for q in (0.5, 0.25, 0.9):
                yield case("quantile", literal(x), q).kind_only()
            yield case("percentile", literal(x), 75).kind_only()

"""The NumPy side of `cargo xtask bench`: one process, told what to do by JSON lines on standard input.

    {"do": "prepare", "setup": ..., "run": ..., "result": ...}  ->  ok
    {"do": "run", "repeats": n}                                 ->  time <nanoseconds for all repeats>
    {"do": "result", "path": ...}                               ->  result <dtype> <shape, comma-separated, or ->

`setup`, `run` and `result` are Python source; they see numpy as `np`, the inputs below, and the scratch folder as
`folder`. A result that is `bytes` has the dtype `text`. Anything that goes wrong is answered by one line `error ...`.
"""

import itertools
import json
import sys
import textwrap
import time

U64 = (1 << 64) - 1


def splitmix(seed, n):
    z = np.arange(1, n + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    z += np.uint64((seed << 32) & U64)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def uniform(seed, n):
    return (splitmix(seed, n) >> np.uint64(11)).astype(np.float64) / 2.0**53


def integers(seed, n, bound):
    return (splitmix(seed, n) % np.uint64(bound)).astype(np.int64)


# As `timeit` does: the workload's names are variables of one function, so the loop looks nothing up by name, and
# `repeat` makes no number per turn.
TEMPLATE = """
def make(np, uniform, integers, folder, clock, repeat):
{setup}
    def run(repeats):
        start = clock()
        for _ in repeat(None, repeats):
{run}
        return clock() - start
    def result():
        return {result}
    return run, result
"""


def prepare(order, folder):
    source = TEMPLATE.format(
        setup=textwrap.indent(order["setup"] or "pass", " " * 4),
        run=textwrap.indent(order["run"], " " * 12),
        result=order["result"],
    )
    names = {}
    exec(compile(source, "<workload>", "exec"), names)
    return names["make"](np, uniform, integers, folder, time.perf_counter_ns, itertools.repeat)


def write_result(value, path):
    if isinstance(value, bytes):
        dtype, shape, data = "text", (len(value),), value
    else:
        array = np.asarray(value)
        dtype, shape, data = array.dtype.str, array.shape, array.tobytes()
    with open(path, "wb") as file:
        file.write(data)
    return f"result {dtype} {','.join(map(str, shape)) or '-'}"


def serve(folder):
    run = result = None
    for line in sys.stdin:
        try:
            order = json.loads(line)
            if order["do"] == "prepare":
                run = result = None  # frees the arrays of the workload before
                run, result = prepare(order, folder)
                answer = "ok"
            elif order["do"] == "run":
                answer = f"time {run(order['repeats'])}"
            else:
                answer = write_result(result(), order["path"])
        except Exception as error:
            answer = "error " + " ".join(f"{type(error).__name__}: {error}".split())
        print(answer, flush=True)


try:
    import numpy as np
except ImportError as error:
    print("error", error, flush=True)
else:
    if __name__ == "__main__" and len(sys.argv) > 1:
        print("ok", np.__version__, flush=True)
        serve(sys.argv[1])

"""Writes layouts.tsv: the strides that NumPy gives to results, for operands in many layouts.

Run with NumPy 2.4.6: python layouts.py > layouts.tsv

Columns: what was called, its operands, the strides of the result. An operand is
dtype;shape;order;permutation;steps;target - zeros of the shape in that order, transposed, every axis stepped through,
then broadcast to the target if there is one.
"""

import random

import numpy as np

random.seed(20)


def text(numbers):
    return ",".join(map(str, numbers))


def operand(shape, dtype, spread):
    """An operand that broadcasts to `shape`; as text and as an array."""
    ndim = len(shape)
    lengths = list(shape)
    if spread:
        for axis in range(ndim):
            if random.random() < 0.25:
                lengths[axis] = 1
    if spread and random.random() < 0.2:
        lengths = lengths[random.randrange(ndim):]
    n = len(lengths)
    style = random.choice(["C", "F", "permuted", "permuted", "stepped", "stepped"])
    permutation = list(range(n))
    steps = [1] * n
    if style in ("permuted", "stepped"):
        random.shuffle(permutation)
    if style == "stepped":
        steps = [random.choice([1, -1, 2, -2, -1]) for _ in range(n)]
    order = "F" if style == "F" else "C"
    # Lengths before the steps, in the order before the transpose.
    before = [0] * n
    for position, axis in enumerate(permutation):
        before[axis] = (lengths[position] - 1) * abs(steps[position]) + 1
    target = shape if random.random() < 0.2 else None
    array = np.zeros(before, dtype, order=order).transpose(permutation)
    array = array[tuple(slice(None, None, step) for step in steps)]
    if target is not None:
        array = np.broadcast_to(array, target)
    spec = [dtype, text(before), order, text(permutation), text(steps), text(target or [])]
    return ";".join(spec), array


def random_shape(ndim):
    return [random.choice([1, 2, 3, 4, 5]) if random.random() < 0.9 else 1 for _ in range(ndim)]


def row(call, operands, result):
    print("\t".join([call, " ".join(operands), text(result.strides)]))


for ndim in (2, 3, 4):
    for _ in range(60):
        shape = random_shape(ndim)
        a, x = operand(shape, random.choice(["f8", "f8", "f4"]), True)
        b, y = operand(shape, random.choice(["f8", "f8", "f4"]), True)
        row("add", [a, b], x + y)
    for _ in range(25):
        shape = random_shape(ndim)
        a, x = operand(shape, "f8", False)
        row("negative", [a], -x)
        row("copy K", [a], x.copy(order="K"))
        row("copy A", [a], x.copy(order="A"))
        row("empty_like", [a], np.empty_like(x))
        row("astype", [a], x.astype("f4"))
        axis = random.randrange(ndim)
        row(f"sum {axis}", [a], x.sum(axis=axis))
        row(f"sum {axis} keepdims", [a], x.sum(axis=axis, keepdims=True))
        if ndim > 2:
            row(f"sum {axis},{(axis + 1) % ndim}", [a], x.sum(axis=(axis, (axis + 1) % ndim)))
        row(f"cumsum {axis}", [a], x.cumsum(axis=axis))
        row(f"argmax {axis}", [a], x.argmax(axis=axis))

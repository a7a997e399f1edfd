"""Writes bounds.tsv: which position out of bounds NumPy names, for index arrays in many layouts.

Run with NumPy 2.4.6: python bounds.py > bounds.tsv

Columns: what was indexed, the index arrays, the messages of reading and of writing. An index array is
dtype;shape;order;permutation;steps;target;odd - positions from 100 on in that order, every third of them 0, transposed, every
axis stepped through, then broadcast to the target if there is one; "odd" ones lie at misaligned addresses.
"""

import random

import numpy as np

random.seed(38)


def text(numbers):
    return ",".join(map(str, numbers))


def positions(shape, order, dtype, odd):
    n = int(np.prod(shape))
    values = np.array([0 if i % 3 == 1 else 100 + i for i in range(n)], dtype)
    if odd:
        room = np.zeros(n * values.itemsize + 1, "u1")
        room[1:].view(dtype)[...] = values
        values = room[1:].view(dtype)
        return values.reshape(shape)
    return np.array(values.reshape(shape), order=order)


def array(target=None):
    ndim = random.choice([1, 1, 2, 2, 2, 3, 3]) if target is None else random.randint(1, len(target))
    lengths = [random.choice([1, 2, 3, 4]) for _ in range(ndim)]
    if target is not None:
        lengths = [random.choice([1, n]) for n in target[len(target) - ndim:]]
    permutation = random.sample(range(ndim), ndim)
    steps = [random.choice([1, 1, -1, -1, 2, -2]) for _ in range(ndim)]
    shape = [0] * ndim
    for axis, (length, step) in enumerate(zip(lengths, steps)):
        shape[permutation[axis]] = (length - 1) * abs(step) + 1
    dtype = random.choice(["i8", "i8", "i8", "i8", "i4", "u1", "u8", ">i8"])
    odd = random.random() < 0.15
    order = "C" if odd else random.choice("CF")
    x = positions(shape, order, dtype, odd).transpose(permutation)
    x = x[tuple(slice(None, None, step) for step in steps)]
    to = ""
    if random.random() < 0.2:
        to = (random.choice([1, 2, 3]), *x.shape)
        x = np.broadcast_to(x, to)
    odd = "odd" if odd else ""
    return x, ";".join([dtype, text(shape), order, text(permutation), text(steps), text(to), odd])


def refused(call):
    try:
        call()
    except IndexError as error:
        return str(error)


def row(name, x, index, specs):
    read, written = refused(lambda: x[index]), refused(lambda: x.__setitem__(index, 1))
    if read:
        print(name, " ".join(specs), read, written, sep="\t")


for _ in range(400):
    i, spec = array()
    name = random.choice(["flat", "columns", "column", "none", "middle"])
    if name == "flat":
        row(name, np.zeros(5), i, [spec])
    elif name in ("columns", "column", "none"):
        row(name, np.zeros(({"columns": 3, "column": 1, "none": 0}[name], 5)), (slice(None), i), [spec])
    else:
        row(name, np.zeros((3, 4, 5)), (slice(None), i, slice(None, None, 2)), [spec])
for _ in range(300):
    i, first = array()
    j, second = array(i.shape)
    try:
        np.broadcast_shapes(i.shape, j.shape)
    except ValueError:
        continue
    # Positions of the first that are in bounds leave it to the second.
    if random.random() < 0.5:
        row("second", np.zeros((200, 5)), (i, j), [first, second])
    else:
        row("pair", np.zeros((5, 5)), (i, j), [first, second])

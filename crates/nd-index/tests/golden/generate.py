"""Writes index.txt: random index expressions and what NumPy 2.4 makes of them.

Run `python generate.py > index.txt` beside the file. One case per line, fields separated by `|`:

    layout | shape | parts | get | value shape | set

- layout: letters applied to arange(prod(shape)).reshape(shape): `T` transposes, `R` reverses the first axis;
  `-` is none.
- parts, separated by blanks: `i3` an integer; `s1:_:-2` a slice; `...`; `n` newaxis; `bT`, `bF` a boolean;
  `a<i4 2,3 0,1,2,0,1,2` (written with `;` for the blanks) an integer array, `F` before the dtype for Fortran order;
  `m2,3;010101` a mask.
- get: `shape;strides;values`, or `!Class: message`.
- value shape: x[parts] = -arange(1, n + 1).reshape(shape).
- set: the values of x afterwards, or `!Class: message`.
"""

import random

import numpy as np

random.seed(20240607)
DTYPES = ["<i8", "<i8", "<i4", ">i8", "<i2", "i1", "<u4", ">u2", "<u8"]


def nums(values):
    return ",".join(str(int(v)) for v in values)


def positions(shape, size):
    n = int(np.prod(shape))
    dtype = random.choice(DTYPES)
    low = 0 if "u" in dtype else -size
    high = size if random.random() < 0.03 else size - 1
    values = [random.randint(low, max(high, low)) for _ in range(n)]
    array = np.array(values, dtype=dtype).reshape(shape)
    letter = ""
    if array.ndim > 1 and random.random() < 0.4:
        array, letter = np.asfortranarray(array), "F"
    return f"a{letter}{dtype};{nums(shape)};{nums(values)}", array


def mask(shape):
    bits = (np.random.default_rng(random.randrange(1 << 30)).random(shape) < random.random()).astype(bool)
    return f"m{nums(shape)};{''.join('01'[int(b)] for b in bits.ravel())}", bits


def part(shape, axis, outer, advanced):
    size = shape[axis] if axis < len(shape) else 1
    kind = random.random()
    if not advanced or kind < 0.4:
        if kind < 0.15 or (not advanced and kind < 0.4):
            i = random.randint(-size, size - 1) if random.random() < 0.96 and size else size
            return f"i{i}", i, 1
        ends = [random.choice([None, random.randint(-5, 5)]) for _ in range(2)]
        step = random.choice([None, None, 1, 2, -1, -2, 3])
        if random.random() < 0.01:
            step = 0
        text = "s" + ":".join("_" if e is None else str(e) for e in [*ends, step])
        return text, slice(*ends, step), 1
    if kind < 0.5:
        rank = random.randint(1, max(1, len(shape) - axis))
        lengths = list(shape[axis : axis + rank]) or [1]
        if random.random() < 0.05:
            lengths[-1] += 1
        text, value = mask(tuple(lengths))
        return text, value, rank
    if kind < 0.53:
        value = random.random() < 0.7
        return "b" + "FT"[value], value, 0
    if kind < 0.56:
        text, value = positions((), size)
        return text, value, 1
    lengths = tuple(n if random.random() < 0.8 else 1 for n in outer[random.randint(0, len(outer) - 1) :])
    if random.random() < 0.03:
        lengths = lengths[:-1] + (lengths[-1] + 1,)
    text, value = positions(lengths, size)
    return text, value, 1


def expression(shape):
    texts, values, axis = [], [], 0
    outer = tuple(random.randint(0 if random.random() < 0.1 else 1, 3) for _ in range(random.randint(1, 2)))
    advanced = random.random() < 0.75
    ellipsis = False
    while True:
        if random.random() < 0.1:
            texts.append("n")
            values.append(None)
        if random.random() < (0.12 if not ellipsis else 0.005):
            ellipsis = True
            texts.append("...")
            values.append(Ellipsis)
            axis += random.randint(0, max(0, len(shape) - axis))
        if (axis >= len(shape) and random.random() < 0.97) or random.random() < 0.1:
            return texts, tuple(values)
        text, value, used = part(shape, axis, outer, advanced)
        texts.append(text)
        values.append(value)
        axis += used


def attempt(action):
    try:
        return action()
    except Exception as error:
        return f"!{type(error).__name__}: {error}"


def array(layout, shape):
    x = np.arange(np.prod(shape, dtype=int)).reshape(shape)
    if "T" in layout:
        x = x.T
    if "R" in layout:
        x = x[::-1]
    return x


def show(got):
    got = np.asarray(got)
    return f"{nums(got.shape)};{nums(got.strides)};{nums(got.ravel())}"


for _ in range(900):
    layout = random.choice(["-", "-", "T", "R", "TR"])
    shape = tuple(random.randint(1, 4) if random.random() < 0.95 else 0 for _ in range(random.randint(1, 4)))
    x = array(layout, shape)
    texts, index = expression(x.shape)
    got = attempt(lambda: show(x[index]))
    result = attempt(lambda: x[index].shape)
    lengths = result if isinstance(result, tuple) else (2,)
    lengths = lengths[random.randint(0, len(lengths)) :]
    lengths = tuple(n if random.random() < 0.8 else random.choice([1, 1, 1, 1, n + 1]) for n in lengths)
    value = -np.arange(1, np.prod(lengths, dtype=int) + 1).reshape(lengths)

    # Where elements are named twice, NumPy visits index arrays in their memory order; nd always does in C order.
    packed = tuple(np.array(i, order="C") if isinstance(i, np.ndarray) else i for i in index)

    def assign():
        x[packed] = value
        return nums(x.ravel())

    after = attempt(assign)
    print("|".join([layout, nums(shape), " ".join(texts), got, nums(lengths), after]))

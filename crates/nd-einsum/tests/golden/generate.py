"""Writes expressions.txt and paths.txt: random Einstein summations and what NumPy 2.4 makes of them.

Run `python generate.py` in this folder. One case per line, fields separated by `|`.

expressions.txt: subscripts | operands | result

- operands, separated by `;`: dtype, layout, shape, as `<f4 T 2,3`. Element i (in C order) of operand k is
  (7i + 3k + i*i) % 9 - 4; complex ones have the imaginary part (5i + k) % 7 - 3, booleans the value's parity, unsigned
  ones its magnitude. Layouts: `-` is C order, `T` lies in memory transposed, `R` with its first axis reversed, `S` with
  gaps along the last axis.
- result: dtype, `v` for a view of the operand (or what would be one if NumPy had no scalars) or `-`, shape, values, separated by `;`; complex values as `re:im`. Or
  `!Class: message`. All values are integers that the dtype holds exactly, in whatever order they are summed.

paths.txt: subscripts | shapes, separated by `;` | strategy | memory limit or `-` | path, as `1,2;0,1` | report, its lines
separated by `~`, or nothing
"""

import random
import string

import numpy as np

random.seed(20240611)
LETTERS = "abcdefijkABXYZ"
DTYPES = ["<i8"] * 5 + ["<f8"] * 5 + ["<f4"] * 3 + ["<c16"] * 3 + ["<i4", "i1", "b1", "<u2", ">f8", "<f2", "<c8"]
EXACT = {"f2": 2**11, "f4": 2**24, "c8": 2**24, "f8": 2**53, "c16": 2**53}


def ints(values):
    return ",".join(str(int(v)) for v in values)


def elements(shape, dtype, k):
    i = np.arange(int(np.prod(shape)), dtype=np.int64)
    values = (7 * i + 3 * k + i * i) % 9 - 4
    dtype = np.dtype(dtype)
    if dtype.kind == "c":
        values = values + 1j * ((5 * i + k) % 7 - 3)
    if dtype.kind == "b":
        values = values % 2
    if dtype.kind == "u":
        values = abs(values)
    return values.astype(dtype).reshape(shape)


def laid_out(x, layout):
    if layout == "T":
        return x.T.copy().T
    if layout == "R":
        return x[::-1].copy()[::-1]
    if layout == "S":
        wide = np.zeros(x.shape[:-1] + (2 * x.shape[-1],), x.dtype)
        wide[..., ::2] = x
        return wide[..., ::2]
    return x


def random_expression():
    """Subscripts and shapes, mostly valid."""
    pool = random.sample(LETTERS, random.randint(1, 6))
    size = {c: random.choice([0] + [1, 2, 2, 3, 3, 4, 5] * 5) for c in pool}
    hidden = [random.choice([1, 2, 3]) for _ in range(random.randint(0, 2))]
    dotted = random.random() < 0.3
    terms, shapes = [], []
    for _ in range(random.choice([1, 1, 2, 2, 2, 3, 3, 4])):
        labels = [random.choice(pool) for _ in range(random.choice([0, 1, 1, 2, 2, 2, 3, 3, 4]))]
        broadcast = {c for c in labels if labels.count(c) == 1 and random.random() < 0.06}
        shape = [1 if c in broadcast else size[c] for c in labels]
        if dotted and random.random() < 0.8:
            at = random.randint(0, len(labels))
            own = hidden[random.randint(0, len(hidden)) :] if hidden else []
            own = [1 if random.random() < 0.2 else n for n in own]
            labels.insert(at, "...")
            shape[at:at] = own
        terms.append("".join(labels))
        shapes.append(shape)
    text = ",".join(terms)
    if random.random() < 0.75:
        used = sorted({c for c in text if c.isalpha()})
        out = random.sample(used, random.randint(0, min(len(used), 4)))
        if "." in text and random.random() < 0.95:
            out.insert(random.randint(0, len(out)), "...")
        text += "->" + "".join(out)
    if random.random() < 0.1:
        at = random.randint(0, len(text))
        if "." not in text and text[at - 1 : at + 1] != "->":
            text = text[:at] + " " + text[at:]
    return text, shapes


def spoiled(text, shapes):
    """The same with one fault."""
    kind = random.randint(0, 8)
    if kind == 0:
        shapes = shapes[:-1] if random.random() < 0.5 and len(shapes) > 1 else [*shapes, [2]]
    elif kind == 1:
        at = random.randint(0, len(text.split("-")[0]))
        text = text[:at] + random.choice("1_&*;") + text[at:]
    elif kind == 2 and "->" in text:
        text += random.choice("qQ") if random.random() < 0.5 else text[-1]
    elif kind == 3:
        shapes = [[*shapes[0], 2], *shapes[1:]]
    elif kind == 4 and shapes[0]:
        shapes = [shapes[0][:-1], *shapes[1:]]
    elif kind == 5 and "->" in text:
        text = text.replace("->", random.choice(["-", "->-", "->,"]))
    elif kind == 6:
        text = text.replace("...", "..") if "..." in text else "." + text
    else:
        places = [(k, a) for k, s in enumerate(shapes) for a in range(len(s))]
        if places:
            k, a = random.choice(places)
            shapes = [list(s) for s in shapes]
            shapes[k][a] += random.choice([2, 3])
    return text, shapes


def expression():
    text, shapes = random_expression()
    if random.random() < 0.14:
        text, shapes = spoiled(text, shapes)
    first = random.choice(DTYPES)
    kinds = [first if random.random() < 0.75 else random.choice(DTYPES) for _ in shapes]
    operands, described = [], []
    for k, (shape, kind) in enumerate(zip(shapes, kinds)):
        layout = random.choice("---TTRS") if shape else "-"
        operands.append(laid_out(elements(shape, kind, k), layout))
        described.append(f"{kind} {layout} {ints(shape)}")
    line = f"{text}|{';'.join(described)}"
    try:
        result = np.einsum(text, *operands)
    except Exception as error:
        return f"{line}|!{type(error).__name__}: {error}"
    limit = EXACT.get(result.dtype.str[1:])
    if np.size(result) > 48:
        return None
    bound = max(np.einsum(text, *[abs(x.astype("c16")).astype("f8") for x in operands]).ravel(), default=0)
    if limit and bound >= limit / 2:
        return None
    # NumPy makes a scalar of a view without axes.
    view = len(operands) == 1 and (operands[0].ndim == 0 or np.shares_memory(result, operands[0]))
    result = np.asarray(result)
    flat = result.ravel()
    if result.dtype.kind == "c":
        values = ",".join(f"{int(z.real)}:{int(z.imag)}" for z in flat)
    else:
        values = ints(flat)
    return f"{line}|{result.dtype.str.lstrip('|')};{'v' if view else '-'};{ints(result.shape)};{values}"


def path_case(with_report):
    pool = random.sample(string.ascii_letters, random.randint(3, 8))
    size = {c: random.choice([1, 2, 3, 4, 5, 6, 7, 9]) for c in pool}
    count = random.choice([1, 2, 3, 3, 4, 4, 5, 5, 6])
    terms = ["".join(random.sample(pool, random.randint(1, min(4, len(pool))))) for _ in range(count)]
    used = sorted(set("".join(terms)))
    text = ",".join(terms)
    if random.random() < 0.8:
        text += "->" + "".join(random.sample(used, random.randint(0, min(3, len(used)))))
    shapes = [[size[c] for c in term] for term in terms]
    operands = [np.broadcast_to(0.0, shape) for shape in shapes]
    strategy = random.choice(["greedy", "greedy", "optimal", "optimal", "none"])
    limit = "-" if random.random() < 0.6 else random.choice([0, 5, 30, 200, 5000])
    optimize = False if strategy == "none" else strategy if limit == "-" else (strategy, limit)
    path, report = np.einsum_path(text, *operands, optimize=optimize)
    steps = ";".join(ints(step) for step in path[1:])
    report = report.replace("\n", "~") if with_report else ""
    return f"{text}|{';'.join(map(ints, shapes))}|{strategy}|{limit}|{steps}|{report}"


with open("expressions.txt", "w") as file:
    lines = []
    while len(lines) < 500:
        line = expression()
        if line is not None and line not in lines:
            lines.append(line)
    file.write("\n".join(lines) + "\n")

with open("paths.txt", "w") as file:
    file.write("".join(path_case(i < 60) + "\n" for i in range(400)))

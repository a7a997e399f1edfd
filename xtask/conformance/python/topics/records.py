"""Records: nested fields, sub-arrays, titles, padding; assignment, comparison, sorting, printing, files, recfunctions."""

import ast
import io

import numpy as np
from numpy.lib import recfunctions as rfn

from cases import A, case, literal

# Dtypes as text that both sides read.
DTYPES = [
    "[('a', '<i4'), ('b', '<f8')]",
    "[('a', '<i4'), ('b', '>f8'), ('c', '<u2', (2,))]",
    "[('p', [('x', '<f4'), ('y', '<i2')]), ('q', '<i8')]",
    "[('m', '<i2', (2, 3)), ('n', '?')]",
    "[(('title', 'a'), '<i4'), ('s', 'S3'), ('u', '>U2')]",
    "{'names': ['a', 'b'], 'formats': ['<i4', '<f8'], 'offsets': [8, 16], 'itemsize': 32}",
    "{'names': ['a', 'b'], 'formats': ['i1', '<f8'], 'offsets': [0, 8], 'itemsize': 16, 'aligned': True}",
    "{'names': ['b', 'a'], 'formats': ['<i4', '<f8'], 'offsets': [8, 0], 'itemsize': 12}",
    "[('t', '<M8[D]'), ('d', '<m8[s]', (2,))]",
    "[('z', '<c16'), ('w', [('v', [('u', 'u1', (2,))], (2,))])]",
    "[('only', '<f4')]",
]


def dtype(text):
    return np.dtype(ast.literal_eval(text))


def records(g, text, shape=(3,), layout="C"):
    """Records of small numbers."""
    own = dtype(text)
    n = int(np.prod(shape))
    out = np.zeros(n, own)
    fill(g, out)
    return literal(out.reshape(shape), None, layout)


def fill(g, array):
    if array.dtype.names:
        for name in array.dtype.names:
            fill(g, array[name])
        return
    values = [g.choice([0, 1, -1, 2, 7, 30, 250, -3, 1.5, 0.25]) for _ in range(array.size)]
    kind = array.dtype.kind
    if kind in "SU":
        array[...] = np.array([g.choice(["", "a", "bc", "it"]) for _ in values]).reshape(array.shape)
    elif kind in "mM":
        array[...] = np.array([int(v) for v in values], "i8").reshape(array.shape).astype(array.dtype)
    else:
        array[...] = np.array(values).reshape(array.shape).astype(array.dtype)


def set_field(x, name, value):
    x[name] = value
    return x


def roundtrip(x):
    file = io.BytesIO()
    np.save(file, x)
    return file.getvalue().hex()


OPS = {
    "str": str,
    "repr": repr,
    "field": lambda x, name: x[name],
    "fields": lambda x, names: x[list(names)],
    "set_field": set_field,
    "assign": lambda x, y: (x.__setitem__(Ellipsis, y), x)[1],
    "astype": lambda x, text: x.astype(dtype(text)),
    "equal": lambda x, y: x == y,
    "not_equal": lambda x, y: x != y,
    "sort": lambda x, order: np.sort(x, order=order),
    "argsort": lambda x, order: np.argsort(x, order=order, kind="stable"),
    "take": lambda x, i: x[i],
    "concatenate": lambda x, y: np.concatenate([x, y]),
    "npy": roundtrip,
    "byteswap": lambda x: x.byteswap(),
    "newbyteorder": lambda text: dtype(text).newbyteorder(),
    "zeros": lambda shape, text: np.zeros(shape, dtype(text)),
    "item": lambda x: str(x[0]),
    "to_plain": lambda x: rfn.structured_to_unstructured(x),
    "to_plain_as": lambda x, to: rfn.structured_to_unstructured(x, to),
    "from_plain": lambda x, text: rfn.unstructured_to_structured(x, dtype(text)),
    "append_fields": lambda x, names, data: rfn.append_fields(x, names, data, usemask=False),
    "drop_fields": lambda x, names: rfn.drop_fields(x, names, usemask=False),
    "rename_fields": lambda x, old, new: rfn.rename_fields(x, {old: new}),
    "merge_arrays": lambda arrays, flatten: rfn.merge_arrays(arrays, flatten=flatten, usemask=False),
    "stack_arrays": lambda arrays, auto: rfn.stack_arrays(arrays, usemask=False, autoconvert=auto),
    "join_by": lambda key, a, b, kind: rfn.join_by(key, a, b, jointype=kind, usemask=False),
    "repack_fields": lambda x, align, recurse: rfn.repack_fields(x, align=align, recurse=recurse),
    "require_fields": lambda x, text: rfn.require_fields(x, dtype(text)),
    "flatten_descr": lambda text: [name for name, _ in rfn.flatten_descr(dtype(text))],
    "get_names_flat": lambda text: list(rfn.get_names_flat(dtype(text))),
}


def cases(g):
    for text in DTYPES:
        own = dtype(text)
        names = own.names
        for _ in range(3):
            for function in ("str", "repr"):
                yield case(function, records(g, text))
                yield case(function, records(g, text, (2, 2), g.choice("CFS")))
            yield case("item", records(g, text))
        yield case("repr", records(g, text, (0,)))
        yield case("repr", records(g, text, ()))
        for name in names:
            for shape, layout in (((3,), "C"), ((2, 3), "F"), ((2, 2), "R"), ((), "C")):
                yield case("field", records(g, text, shape, layout), name)
            yield case("set_field", records(g, text), name, 3).kind_only()
        yield case("field", records(g, text), "nothing").kind_only()
        yield case("fields", records(g, text), list(names[:1]))
        yield case("fields", records(g, text), list(names[::-1]))
        yield case("byteswap", records(g, text))
        yield case("newbyteorder", text)
        yield case("zeros", (2,), text)
        if "itemsize" not in text:  # what NumPy writes between fields is an accident
            yield case("npy", records(g, text))
            yield case("npy", records(g, text, (2, 3), "F"))
        yield case("equal", records(g, text), records(g, text))
        yield case("not_equal", records(g, text, (2, 3)), records(g, text))
        yield case("take", records(g, text), [0, 2, 2])
        yield case("concatenate", records(g, text), records(g, text))
        if "title" not in text and "(2" not in text:
            yield case("argsort", records(g, text, (7,)), list(names[:1]))
            if "itemsize" not in text:
                yield case("sort", records(g, text, (7,)), list(names))
        for align in (False, True):
            yield case("repack_fields", records(g, text), align, True)
        if "title" not in text:  # NumPy stumbles over the third part of such a field
            yield case("flatten_descr", text)
        yield case("get_names_flat", text)
        if not any(kind in text for kind in ("S3", "M8", "c16")):
            yield case("to_plain", records(g, text, (2, 2)))
            yield case("to_plain_as", records(g, text), "f4")
    flat = DTYPES[0]
    for other in ("[('x', '<f4'), ('y', '<i8')]", "[('b', '<f8'), ('a', '<i4')]", "[('a', '<i4', (1,)), ('b', '<f8', (2,))]", "[('q', 'U4'), ('r', 'S5')]"):
        yield case("astype", records(g, flat), other)
        yield case("assign", records(g, other), records(g, flat))
        yield case("assign", records(g, other), 7)
        yield case("require_fields", records(g, flat), other)
    yield case("astype", records(g, DTYPES[2]), "[('r', [('s', '<i4'), ('t', '<f8')]), ('u', '<f4')]")
    yield case("astype", records(g, DTYPES[3]), "[('m', '<f4', (2, 3)), ('n', '<i4')]")
    for own, width in ((flat, 2), (DTYPES[1], 4), (DTYPES[2], 3), (DTYPES[3], 7), (flat, 3)):
        yield case("from_plain", A("f8", (2, width), "p1"), own)
        yield case("from_plain", A("i4", (2, 3, width), "p2", "F"), own)
    yield case("append_fields", records(g, flat), ["c"], [A("i2", (3,), "s1")])
    yield case("append_fields", records(g, flat), ["c", "d"], [A("i2", (3,), "s1"), A("f4", (2,), "s1")])
    yield case("append_fields", records(g, DTYPES[10]), ["c"], [A("i2", (4,), "s1")])
    for names in (["a"], ["b"], ["x"]):
        yield case("drop_fields", records(g, flat), names)
        yield case("drop_fields", records(g, DTYPES[2]), ["x", "q"][: len(names)])
    yield case("rename_fields", records(g, flat), "a", "A")
    yield case("rename_fields", records(g, DTYPES[2]), "y", "Y")
    for flatten in (False, True):
        yield case("merge_arrays", [A("i4", (3,), "s1"), A("f8", (3,), "s2")], flatten)
        yield case("merge_arrays", [records(g, DTYPES[10]), A("f8", (3,), "s2")], flatten)
    yield case("merge_arrays", [A("i4", (3,), "s1"), A("f8", (2,), "s2")], False)
    yield case("merge_arrays", [records(g, flat), records(g, DTYPES[10])], True)
    for auto in (False, True):
        yield case("stack_arrays", [records(g, flat), records(g, "[('a', '<i4'), ('c', '<i2')]")], auto)
        yield case("stack_arrays", [records(g, flat), records(g, "[('a', '<i8'), ('u', 'U4'), ('s', 'S4')]")], auto).kind_only()
        yield case("stack_arrays", [A("i4", (2,), "s1"), A("i4", (3,), "s1")], auto)
    left = literal(np.array([(1, 10.0), (3, 30.0), (2, 20.0)], dtype(flat)))
    right = literal(np.array([(2, 5), (4, 6), (1, 7)], [("a", "i4"), ("c", "i8")]))
    clash = literal(np.array([(2, 5), (3, 6)], [("a", "i4"), ("b", "i8")]))
    for kind in ("inner", "outer", "leftouter"):
        yield case("join_by", ["a"], left, right, kind)
        yield case("join_by", ["a"], left, clash, kind)
    yield case("join_by", ["a", "b"], left, left, "inner")
    yield case("join_by", ["z"], left, right, "inner")
    yield case("join_by", ["a", "a"], left, right, "inner")

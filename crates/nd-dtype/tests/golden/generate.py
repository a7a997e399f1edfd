"""Writes the golden tables beside this file from NumPy 2.4.6: python generate.py

Every table is tab-separated, one case per line. Text fields are JSON strings. The generators are deterministic.
"""

import ast
import json
import pathlib
import random
import warnings

import numpy as np

HERE = pathlib.Path(__file__).parent
CODES = "? i1 u1 i2 u2 i4 u4 i8 u8 f2 f4 f8 c8 c16".split()
MODES = ["no", "equiv", "safe", "same_kind", "unsafe"]


def write(name, rows):
    with open(HERE / name, "w") as file:
        for row in rows:
            file.write("\t".join(str(item) for item in row) + "\n")


def attempt(function):
    """The text of a result, or the class and message of the exception."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return function()
    except UnicodeError as error:
        return f"!ValueError: {error}"
    except Exception as error:
        message = error.args[0] if error.args else ""
        return f"!{type(error).__name__}: {message}"


def describe(dtype):
    if dtype.char in "qQ":
        # `long long` is a second 64-bit integer to NumPy; nd has one.
        dtype = np.dtype(dtype.str)
    swapped = dtype.newbyteorder("S")
    if dtype.char == "c":
        # A second name of one byte.
        dtype = swapped = np.dtype(dtype.str)
    if swapped.names is None and swapped.subdtype is None:
        # NumPy leaves `<` where parsing writes `=`: two reprs of equal dtypes. nd has one.
        swapped = np.dtype(swapped.str)
    return [repr(dtype), str(dtype), dtype.str, dtype.name, dtype.kind, dtype.char, dtype.byteorder,
            dtype.itemsize, dtype.alignment, is_native(dtype), repr(swapped)]


def is_native(dtype):
    """As `isnative`, but sub-arrays have the byte order of their elements."""
    if dtype.names:
        return all(is_native(dtype[name]) for name in dtype.names)
    return dtype.base.isnative


def spellings():
    names = [k for k in np._core.sctypeDict if isinstance(k, str)]
    names += list("?bBhHiIlLqQnNpPefdFD") + CODES
    names += [o + c for o in "<>=|" for c in CODES + list("?bBhHiIlLqQefdFD")]
    names += [o + n for o in "<>=|" for n in ("bool", "int32", "float", "half", "double", "intc")]
    names += "bool int uint float complex half single double csingle cdouble byte short intc int_ intp long".split()
    names += "longlong ubyte ushort uintc uintp ulong ulonglong bool_".split()
    names += "xyz i3 i16 u16 f1 f3 c4 c2 b2 b8 B1 h2 l8 q8 d8 Float64 Int int0 uint0 bool8 float_ complex_".split()
    names += ["", ">", "<", "!i4", ">>i4", "<>i4", "i-4", "i+4", "i 4", " i4", "i4 ", "i04", "i4i4", "?1", "f 8",
              "i99999999999999999999", "h\u00e9llo", "int 32", "INT32", "I4", "i4.", "f4 f8", "it's", 'a"b\\n',
              "i4,", "i4,f8", "i4, f8", "i4 ,f8", "<f8 , >i2", "?,c16,>u2,f2", ">f4,>f8", "i4,f8 ", "i4,f8,",
              "i4,f3", "xyz,i4", "b,B,h", "f8," * 12 + "i1"]
    names += [o + c for o in ("", "<", ">", "=", "|") for c in "U S V a c U3 S3 V3 a3 U0 S0 V0".split()]
    names += "str bytes void str_ bytes_ unicode >str str5 bytes3 U-1 U+5 U05 U5x c1 c5 U,S V3,U2 S4,>U2,f8".split()
    names += time_spellings() + shape_spellings()
    names += ["U 5", "S2147483647", "S2147483648", "U536870911", "U536870912", "V99999999999999999999"]
    for name in dict.fromkeys(names):
        if name in ("i4.", "i4,,f8", ",i4") or name.startswith("3,"):
            continue  # a syntax error of Python's, and a comma that counts as part of a shape
        result = attempt(lambda: np.dtype(name))
        if isinstance(result, np.dtype):
            if result.names is None and (result.base.kind not in "biufcSUVmM" or result.base.char in "gG"):
                continue  # not in this crate
            if "generic" in name or result.kind in "mM" and np.datetime_data(result)[1] < 1:
                continue  # NumPy keeps a multiple of no unit, and negative ones
            yield [json.dumps(name)] + [json.dumps(item) for item in describe(result)]
        else:
            yield [json.dumps(name), json.dumps(result)]


UNITS = "Y M W D h m s ms us ns ps fs as".split()


def time_spellings():
    names = [o + k + f"[{n}{u}]" for o in ("", ">") for k in ("M8", "m8") for u in UNITS for n in ("", "25")]
    names += "M m M8 m8 <M8 >m8 datetime64 timedelta64 datetime64[D] timedelta64[ns] >datetime64[s] |M8[s] =m8[D]".split()
    names += "M8[s/25] M8[Y/12] M8[Y/52] M8[Y/365] M8[Y/73] M8[M/4] M8[M/15] M8[M/720] M8[W/2] M8[W/7] M8[W/168]".split()
    names += "m8[D/24] m8[D/10] m8[D/86400] m8[h/3600] m8[m/60000] m8[s/1000000] m8[2s/5] m8[fs/1000] m8[ps/1000000]".split()
    names += "m8[3Y/7] m8[s/3] m8[s/1000000000] m8[as/2] m8[h/3600000] m8[Y/24] M8[1000000s/2] M8[s/1]".split()
    names += "M8[s M8[ M8[] M8[xx] M8[-1s] M8[s]x M8[]] m8[s]] M8(s) M8x M8[B] M8[S] M8[d] M8[Ys] M8[s7] M8[12]".split()
    names += "M8[s/] M8[s/x] M8[s/25x] M8[/2] M8[h/m] M8[99999999999s] M8[2147483647s] M8[2147483648s] M8[007s] M8[+7s]".split()
    names += ["M8[ s]", "M8[ 7s]", "M8 [s]", "datetime64 [s]", "datetime64[", "M8[\u03bcs]", "M4", "M16", "M[s]", "m[D]"]
    return names + ["datetime", "M8[s],m8[2D]", "i4,M8[s],3m8[2D]", "(2,)M8[s]", "2M8[s/2]"]


def shape_spellings():
    names = "2i4 1i4 (2,)i4 (2,3)i4 (3)f4 ()i4 <(2,)i4 (2,)<i4 <2i4 2<i4 <2>i4 2i4, 0i4 (0,)i4 (2,x)i4 (2,-3)i4 2U3 3V 2S0".split()
    names += "i4,(2,)i4 2f 2float 2int32 2i4,2x x,y |i4,f8 =2i4 >2i4,>f4 2>i4,2<f4 i4[s] (2,3)i4, 9999999999i4 2? ?,b1".split()
    names += ["(2,3)f4, i4", "i4, 3f8", "i4,  f8,", "i4 f8", "i4;f8", "2i4 ", "(2,)V4,i2", "(2, 3)i4", "( 2,3 ) i4", "2 i4"]
    return names + ["(99999,99999,99999)i4", "i4, (2,3) f4", "V0,i4", "S,i4", "2", "(2,3)"]


# Python literals that describe dtypes
LITERALS = """
[('a','i4'),('b','f8',(2,))]
[('a','i4',2)]
[('a','i4',1)]
[('a','i4',())]
[(('t','a'),'i4')]
[('a',[('b','i4'),('c','f4')]),('d','2i4')]
[('','i4'),('','f8')]
[('','i4'),('f0','f8')]
{'names':['a','b'],'formats':['i4','f8']}
{'names':['a','b'],'formats':['i4','f8'],'offsets':[4,0]}
{'names':['a','b'],'formats':['i4','f8'],'titles':['x',None]}
{'names':['a','b'],'formats':['i4','f8'],'offsets':[0,16],'titles':['x','y'],'itemsize':40}
{'names':['a'],'formats':['i4'],'itemsize':2}
{'a':('i4',0),'b':('f8',8)}
{'a':('i4',0,'t'),'b':('f8',2)}
{'names':['a'],'formats':['i4'],'offsets':[-1]}
{'names':['a'],'formats':['i4'],'aligned':True}
{'names':['a','b'],'formats':['i1','i4'],'offsets':[0,3],'aligned':True}
{'names':['a','b'],'formats':['i1','i4'],'aligned':True}
{'names':['a','b'],'formats':['i1','i4'],'aligned':True,'itemsize':12}
{'names':['a','b'],'formats':['i1','i4'],'aligned':True,'itemsize':9}
{'names':['a','b'],'formats':['i1',[('x','i4'),('y','f8')]],'aligned':True}
{'names':['a','b'],'formats':['i1','(3,)i2'],'aligned':True}
('i4',(2,3))
('i4',2)
('i4',())
('V',4)
('S',4)
('>U',4)
[('a','i4'),('a','f8')]
[(('a','a'),'i4')]
[(('t','a'),'i4'),('t','f8')]
[]
{'names':[],'formats':[]}
[('a','V',3)]
[('a',('i4',(2,)))]
[('a','M8[s]'),('b','m8')]
[('a','>M8[25s]',(2,2)),('b',[('c','>m8[D]')])]
[('a','i4',(2,)),('b',[('c','i1')])]
[(('t','a'),'i4',(2,)),('b',[('c','i1')])]
[('a',[('b',[('c','i2',(2,))],(3,))])]
[('x','f4',(3,2)),('s','S5'),('u','>U3')]
[('a','i4'),('b',)]
[('a',)]
[('a','i4',2,3)]
['i4']
[('a','zz')]
[(1,'i4')]
[('a','i4',(2,-1))]
[('a','i4',(2,99999999999999999))]
('i4',(2147483648,))
{'names':['b','a'],'formats':['i4','f8'],'offsets':[8,0]}
{'names':['a'],'formats':[[('x','i1'),('y','i4')]],'offsets':[3],'itemsize':16}
[('a',{'names':['x','y'],'formats':['i1','i4'],'offsets':[0,4],'itemsize':12}),('b','u1')]
""".split("\n")[1:-1]


def described():
    for text in LITERALS:
        result = attempt(lambda: np.dtype(ast.literal_eval(text)))
        if isinstance(result, np.dtype):
            plain = result.names is None and result.subdtype is None
            descr = repr(result.str) if plain else attempt(lambda: str(result.descr))
            yield [json.dumps(text)] + [json.dumps(item) for item in describe(result) + [descr]]
        else:
            yield [json.dumps(text), json.dumps(result)]


def times():
    """Dtypes of time in every unit, and some multiples of them."""
    for kind in "Mm":
        for unit in UNITS:
            yield np.dtype(f"{kind}8[{unit}]")
        for extra in ("", "[25s]", "[3h]", "[7M]", "[2W]", "[1000ms]"):
            yield np.dtype(kind + "8" + extra)
    yield from (np.dtype(">M8[D]"), np.dtype(">m8[s]"))


def time_pairs():
    others = [np.dtype(c) for c in CODES + "S4 S40 S U4 U28 U V4 V8 V >i8 >u2".split()]
    own = list(times())
    for a in own:
        for b in own:
            yield pair(a.str, b.str, a, b)
        for b in others:
            yield pair(a.str, b.str, a, b)
            yield pair(b.str, a.str, b, a)


def record_pairs():
    """Nested records and sub-arrays; a name says how the test spells a dtype."""
    made = {text: np.dtype(ast.literal_eval(text)) for text in LITERALS if
            isinstance(attempt(lambda: np.dtype(ast.literal_eval(text))), np.dtype)}
    made = {text: dtype for text, dtype in made.items() if dtype.names}
    for a, x in made.items():
        for b, y in made.items():
            yield pair(a, b, x, y)


TICKS = [0, 1, -1, 2, 59, 60, 365, -366, 999, 1000, -1001, 18321, 86399, 86400, -86401, 10**6 + 1, 10**9 - 1, -(10**9) - 7,
         123456789012345, -(2**62), 2**62, 2**63 - 1, -(2**63)]
MOMENTS = """NaT nat 2020 2020-1 2020-01 2020-01- 2020-13 2020-00 2020-02-30 2020-02-29 2021-02-29 1900-02-29 2000-02-29
2020-01-01T 2020-01-01T03 2020-01-01T24 2020-01-01T03: 2020-01-01T03:60 2020-01-01T03:04 2020-01-01T03:04:60
2020-01-01T03:04:05 2020-01-01T03:04:05. 2020-01-01T03:04:05.1 2020-01-01T03:04:05.1234 2020-01-01T03:04:05.123456789
2020-01-01T03:04:05.123456789012 2020-01-01T03:04:05.123456789012345678 2020-01-01T03:04:05.1234567890123456789
2020-01-01T03:04Z 2020-01-01T03:04+01:30 2020-01-01T03:04-0130 2020-01-01T00:04+01 2020-12-31T23:59-00:02
2020-01-01T03:04+25 2020-01-01T03:04+01:60 2020-01-01T03:04Zx -0001 -1 +2020 20200101 nan x 2020-01-01x 99999
2020-01-01T3 0000-01-01 2020-01-00 - --2020 2020-01-01Z 2020Z 1969-12-31T23:59:59.999 -0044-03-15 9999-12-31 1677-09-21
""".split() + ["", " 2020 ", "  2020", "2020 ", "2020-01-01 03:04", "2020-01-01T03:04 Z", "2020-01-01T03:04Z  ", "20 20", "5", "-7",
               " 5 ", "5.5", "+3", "9223372036854775807", "h\u00e9"]


def moments():
    """Casts of one element to, from and between dtypes of time: source, bytes, target, bytes or failure."""
    rng = random.Random(7)
    own = list(times())
    for a in own:
        # Years beyond what 64 bits count in days are a matter of the C compiler.
        coarse = a.kind == "M" and np.datetime_data(a)[0] in "YMWD"
        ticks = TICKS[:15] if coarse or np.datetime_data(a)[1] > 1 else TICKS
        source = np.array(ticks, "i8").astype(">i8" if a.byteorder == ">" else "i8").view(a)
        for b in own:
            for x in rng.sample(list(source), 4 if a.kind == b.kind else 1):
                yield cast_case(np.array([x], a), b)
        for b in [np.dtype(c) for c in CODES + "S U S9 U12 >U30 V V8".split()]:
            for x in rng.sample(list(source), 2 if b.kind in "iufcb" else 5):
                if a.kind == "m" and b.kind in "SU" and len(str(x)) > 21:
                    continue  # NumPy cuts spans to 21 characters, whatever the target holds
                yield cast_case(np.array([x], a), b)
    for b in rng.sample(own, 12):
        for word in MOMENTS:
            yield cast_case(np.array([word]), b)
            if word.isascii() and b.str[-2] in "sD":
                yield cast_case(np.array([word.encode()]), b)
        for code in CODES:
            for x in (0, 1, 100):
                yield cast_case(np.array([x], code), b)
    for x in (1.5, -2.75, 1e10, float("nan")):
        for b in ("m8[s]", "M8[D]", "m8"):
            yield cast_case(np.array([x]), np.dtype(b))


# name, how to make it
STRUCTS = [
    [("a", "i4")], [("a", "f8")], [("b", "i4")], "i4,f8", "f8,i4", ">i4,>f8", "i4,f8,f8", "i1,i4", "?,c8", "u8,u8", "i8,i8",
    [("x", "f4"), ("it's", "u2")], [("s", "S3"), ("u", ">U2"), ("v", "V3")], "U5,", "S4,i4", [("a", "U")],
]


def struct_dtypes():
    for spec in STRUCTS:
        yield np.dtype(spec)
    yield np.dtype("i1,i4", align=True)
    yield np.dtype("i4,f8", align=True)
    yield np.dtype({"names": ["a"], "formats": ["i4"], "offsets": [4], "itemsize": 12})
    yield np.dtype({"names": ["f0", "f1"], "formats": ["i4", ">f8"], "offsets": [8, 0]})
    yield np.dtype({"names": ["f0", "f1"], "formats": ["i4", "i2"], "offsets": [0, 2]})


def layout(dtype):
    """How the test builds the dtype: constructor;itemsize;name=format@offset;..."""
    fields = [f"{name}={dtype[name].str}@{dtype.fields[name][1]}" for name in dtype.names]
    return ("aligned" if dtype.isalignedstruct else "at") + f";{dtype.itemsize};" + ";".join(fields)


def structs():
    for dtype in struct_dtypes():
        descr = attempt(lambda: str(dtype.descr))
        yield [layout(dtype)] + [json.dumps(item) for item in describe(dtype) + [descr]]


def pairs():
    numbers = [np.dtype(c) for c in CODES] + [np.dtype(">" + c) for c in CODES if np.dtype(c).alignment > 1]
    for a in numbers:
        for b in numbers:
            yield pair(a.str, b.str, a, b)
    texts = [np.dtype(c) for c in "S1 S4 S5 S64 U1 U4 U5 U21 U32 >U4 >U64 V1 V4 V5 V8 S U V >U".split()]
    for a in texts:
        for b in texts:
            yield pair(a.str, b.str, a, b)
        for b in numbers:
            yield pair(a.str, b.str, a, b)
            yield pair(b.str, a.str, b, a)
        for b in struct_dtypes():
            yield pair(a.str, layout(b), a, b)
            yield pair(layout(b), a.str, b, a)
    others = list(struct_dtypes())
    for a in others:
        for b in others + [np.dtype(c) for c in ("?", "i4", "f4", "c16", ">i4")]:
            yield pair(layout(a), layout(b) if b.names else b.str, a, b)
            if b.names is None:
                yield pair(b.str, layout(a), b, a)


def pair(a_text, b_text, a, b):
    flags = "".join(str(int(np.can_cast(a, b, mode))) for mode in MODES)
    promoted = attempt(lambda: repr(np.promote_types(a, b)))
    return [a_text, b_text, flags, json.dumps(promoted)]


def results():
    literals = {"@int": 1, "@big": 2**63, "@float": 1.0, "@complex": 1j}
    pool = CODES + list(literals)
    cases = [[a] for a in pool + [">i4", "i4,f8", ">i4,>f8"]] + [[a, b] for a in pool for b in pool]
    rng = random.Random(1)
    cases += [rng.sample(pool, rng.randint(3, 5)) for _ in range(300)]
    wide = CODES + "U1 U40 S3 S50 >U2".split()
    cases += [[a, b] for a in ("U1", "U40", "S3", ">U2") for b in wide + list(literals)]
    cases += [rng.sample(wide, rng.randint(3, 5)) for _ in range(200)]
    cases += [[a, b] for a in ("m8[s]", "M8[D]", "m8") for b in CODES + list(literals) + ["m8[s]", "M8[h]", "U3", "S3"]]
    cases += [["i4,f8", "@int"], ["@float", "i4,f8"], ["i4,f8", "i4,f8"], ["i4", "i4,f8"], ["i4,f8", "i8"]]
    for case in cases:
        args = [literals[a] if a in literals else np.dtype(a) for a in case]
        yield [" ".join(case), json.dumps(attempt(lambda: repr(np.result_type(*args))))]


def literals():
    ints = [0, 1, -1, 2, 127, 128, -128, -129, 255, 256, 300, 32767, 32768, 65535, 65536, -32769, 2**31 - 1, 2**31,
            -2**31 - 1, 2**32 - 1, 2**32, 2**53 + 1, 2**63 - 1, 2**63, -2**63, -2**63 - 1, 2**64 - 1, 2**64, 10**30]
    floats = [0.0, -0.0, 1.5, -1.5, 300.7, -0.9, 1e10, 1e19, 2.0**63, 1e20, 1e300, 1e-300, float("nan"),
              float("inf"), -float("inf"), 65504.0, 65520.0, 0.1, 3.4028235677973366e38]
    complexes = [0j, 1j, 1.5 + 2j, complex(float("nan"), 1), 1e300 + 1j]
    for value in ints + floats + complexes:
        for code in CODES:
            def assign():
                a = np.zeros(1, code)
                a[0] = value
                return a.tobytes().hex()
            if isinstance(value, complex):
                text = f"complex {value.real!r} {value.imag!r}"
            else:
                text = f"{type(value).__name__} {value!r}"
            yield [text, code, json.dumps(attempt(assign))]


def values(code, rng, count):
    dtype = np.dtype(code)
    raw = np.frombuffer(rng.randbytes(count * dtype.itemsize), np.uint8)
    return (raw & 1).view(dtype) if code == "?" else raw.view(dtype)


def conversions():
    """One element at a time; no float outside the range of an integer, which C leaves undefined."""
    rng = random.Random(2)
    for a in CODES:
        specials = np.array([0, 1, 2, 100], "f8").astype(a)
        for b in CODES:
            if a[0] in "fc":
                source = np.array([rng.uniform(0, 100) for _ in range(4)]).astype(a)
            else:
                source = values(a, rng, 4)
            for x in np.concatenate([specials[:1], source[:2]]):
                x = np.array([x], a)
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    y, z = x.astype(b), x.astype(np.dtype(b).newbyteorder("S"))
                yield [a, x.tobytes().hex(), b, y.tobytes().hex(), z.tobytes().hex()]


def texts():
    """Casts of one element to, from and between flexible dtypes: source, bytes, target, bytes or failure."""
    words = ["", "a", "abc", "12", "-7", "+300", " 5 ", "1_000", "1__0", "_1", "1_", "0x10", "1.5", "1e3", ".5", "5.", ".",
             "1e", "inf", "-Infinity", "nan", "1_0.5_0", "True", "70000", "99999999999", "9223372036854775807",
             "9223372036854775808", "18446744073709551615", "18446744073709551616", "1" * 50, "1+2j", "(1-2j)", "-j", "j",
             "1e-5-2E+3J", "nan+infj", "1 + 2j", "1+2i", "(1", "1e400", "é", "aéü", "日本", "a\0b", "😀", "it's", "\n2\t",
             "- 1", "+-1", "1e5-1", "3e+2j"]
    rng = random.Random(5)
    flexible = "S1 S3 S8 >U1 U3 U8 >U12 V1 V3 V8 V32".split()
    for word in words:
        sources = [np.array([word]), np.array([word], ">U55")]
        if word.isascii():
            sources.append(np.array([word.encode()]))
        for source in sources:
            for to in flexible + CODES + [">i4", ">f8", "S", "U", "V"]:
                if to == "?" and word.strip() != word:
                    continue
                yield cast_case(source, np.dtype(to))
    for raw in (b"\xe9", b"ab\xff\xfe", b"\x80" * 3, b"12", b" 7 "):
        for to in flexible + CODES:
            if raw.isascii() or to[0] != "c":  # NumPy decodes UTF-8 there; nd has one rule for bytes
                yield cast_case(np.array([raw]), np.dtype(to))
    for raw in (b"12", b"abc", b"12\0\0", b"\0\0"):
        for to in "V1 V4 S3 U2 ? i4 u8".split():
            yield cast_case(np.array([raw]).view(f"V{len(np.array([raw])[0:1].tobytes())}"), np.dtype(to))
    for code in CODES:
        pool = interesting(code, rng, 3)[:40] if code[0] == "f" else values(code, rng, 4)
        if code[0] == "c":
            pool = np.array([1 + 2j, -1.5j, 1e20 - 1e-7j, complex(np.nan, np.inf), 0, -0.0, 3], code)
        for x in pool:
            for to in "S U S5 U5 >U32 U64 V V3 V16".split():
                yield cast_case(np.array([x], code), np.dtype(to))
                if code not in ("?", "i1", "u1") and to in ("U", "V3"):
                    yield cast_case(np.array([x], code).astype(">" + code), np.dtype(to))
    for dtype, value in (("i4,f8", (1, 2.5)), ("U3,", ("abc",)), ("S4,", (b"12",)), ("S3,U2", (b"1", "2"))):
        for to in "S3 U2 U V4 i4 f8,U4 S5,S5 S5,".split():
            yield cast_case(np.array([value], dtype), np.dtype(to))


def cast_case(source, to):
    def cast():
        result = source.astype(to)
        return result.dtype.str + " " + result.tobytes().hex() if result.dtype.names is None else result.tobytes().hex()
    spell = lambda dtype: ",".join(dtype[i].str for i in range(len(dtype))) + "," if dtype.names else dtype.str
    return [spell(source.dtype), source.tobytes().hex(), spell(to), json.dumps(attempt(cast))]


def interesting(code, rng, count):
    """Floats of a width: special, tied, short, and random bit patterns and magnitudes."""
    dtype = np.dtype(code)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fixed = np.array([0.0, -0.0, 1, -1, 0.1, 0.5, 1.5, 2.5, 0.25, 0.125, 1.996, 1.0996, 1.0001, 1.1000001, 0.0001, 0.0099,
                          0.0999, 0.00095, 9.995, 99.95, 999.5, 123456.789, 1e5, 1e8, 1e15, 1e16, 1e17, 1e22, 1e23,
                          1e-4, 1e-5, 1e300, 1e-300, 5e-324, 1 / 3, 2 / 3, np.pi, 2097152.25, 2097152.75,
                          1125899906842625.25, 1125899906842625.75, 256.25, 300.75,
                          426971.125, 1399116.25, 2.0**-6, 2.0**-9, 2.0**-12, 2.0**-20, 65504, np.nan, np.inf, -np.inf,
                          -1234.5], "f8").astype(dtype)
        random_bits = values(code, rng, count)
        short = np.array([round(rng.uniform(-1000, 1000), rng.randint(0, 4)) for _ in range(count)]).astype(dtype)
        powers = np.array([2.0 ** rng.randint(-20, 60) for _ in range(count // 2)]).astype(dtype)
    return np.concatenate([fixed, random_bits, short, powers])


def bits(x):
    return x.tobytes()[::-1].hex()


def formats():
    rng = random.Random(3)
    for code in ("f2", "f4", "f8"):
        pool = interesting(code, rng, 25)
        for x in pool:
            plain = dict(precision=None, unique=True, trim="k")
            for scientific in (False, True):
                yield case(code, x, scientific, plain)
            for _ in range(4):
                yield case(code, x, *options(rng))


def options(rng):
    scientific = rng.random() < 0.4
    precision = rng.choice([None, 0, 1, 2, 3, 4, 5, 8, 12, 20])
    o = dict(precision=precision, unique=rng.random() < 0.7, trim=rng.choice("k.0-"), sign=rng.random() < 0.2)
    if precision is None:
        o["unique"] = True
    if rng.random() < 0.3:
        o["pad_left"] = rng.randint(1, 8)
    if o["unique"] and rng.random() < 0.4:
        least = rng.choice([0, 1, 2, 3, 6])
        o["min_digits"] = least if precision is None else min(least, precision)
    if scientific:
        if rng.random() < 0.3:
            o["exp_digits"] = rng.randint(1, 5)
    else:
        if rng.random() < 0.3:
            o["pad_right"] = rng.randint(1, 8)
        if precision != 0 and rng.random() < 0.2:
            o["fractional"] = False
    return scientific, o


def case(code, x, scientific, o):
    function = np.format_float_scientific if scientific else np.format_float_positional
    number = [str(o.get(k, "") if o.get(k) is not None else "") for k in
              ("precision", "min_digits", "pad_left", "pad_right", "exp_digits")]
    flags = "".join(str(int(o.get(k, d))) for k, d in (("unique", True), ("fractional", True), ("sign", False)))
    return [code, bits(x), "sci" if scientific else "pos", ",".join(number), flags, o["trim"],
            json.dumps(function(x, **o))]


def scalars():
    rng = random.Random(4)
    for code in CODES:
        if code[0] == "f":
            pool = interesting(code, rng, 30)
        elif code[0] == "c":
            half = interesting("f" + str(np.dtype(code).itemsize // 2), rng, 10)
            pool = np.zeros(len(half) * 2, code)
            for i in range(len(pool)):
                pool.real[i], pool.imag[i] = rng.choice(half), rng.choice(half)
        else:
            pool = values(code, rng, 6)
        for x in pool:
            yield [code, x.tobytes().hex(), json.dumps(str(x)), json.dumps(repr(x))]
    for x in ("", "a", "it's", 'say "no"', "both ' and \"", "\n\t\\\r\x00b", "é\u200b\u3042😀\x7f", "tail\0"):
        for code in ("U12", ">U12") + (("S12", "V12") if x.isascii() else ()):
            if code[0] == "V":
                element = np.array([x.encode()], "S12").view("V12")
            else:
                element = np.array([x.encode() if code[0] == "S" else x], code)
            yield [code, element.tobytes().hex(), json.dumps(str(element[0])), json.dumps(repr(element[0]))]
    for dtype, value in (("S3,U2", (b"a'b", "x\"")), ("V2,>U3,c8", (b"\x01\xff", "abc", 1j)), ("U4,", ("a\nb",))):
        x = np.array([value], dtype)
        yield [dtype, x.tobytes().hex(), json.dumps(str(x[0])), json.dumps(repr(x[0]))]
    for dtype in ("i4,f8", "?,f4,f2", "c8,c16", ">i2,>f8", "f8,", "u1,i8"):
        a = np.zeros(40, dtype)
        for name in a.dtype.names:
            code = a.dtype[name].str[1:]
            a[name] = [rng.choice(list(pool)) for pool in
                       [interesting(code, rng, 8) if code[0] == "f" else
                        interesting("f4", rng, 2) * (1 + 1j) if code[0] == "c" else
                        values(code.replace("b1", "?"), rng, 8)] for _ in range(40)]
        for x in a:
            yield [dtype, x.tobytes().hex(), json.dumps(str(x)), json.dumps(repr(x))]
    for dtype in times():
        for ticks in TICKS[:15] + [-(2**63)] if dtype.kind == "M" and np.datetime_data(dtype)[0] in "YMWD" else TICKS:
            x = np.array([ticks], "i8").astype(">i8" if dtype.byteorder == ">" else "i8").view(dtype)
            if dtype != "M8" or ticks == -(2**63):
                yield [dtype.str, x.tobytes().hex(), json.dumps(str(x[0])), json.dumps(repr(x[0]))]
    for text, value in (("[('a','M8[s]'),('b','m8[2D]'),('c','m8')]", ("2020-02-29T01:02:03", 5, 7)),
                        ("[('a','M8[D]'),('b','m8[s]')]", ("NaT", "NaT")),
                        ("[('a','i4',(2,)),('b',[('c','i1'),('d','U2')])]", ((1, -2), (3, "x'")))):
        x = np.array([value], ast.literal_eval(text))
        yield [text, x.tobytes().hex(), json.dumps(str(x[0])), json.dumps(repr(x[0]))]


def every_half():
    """FNV-1a over the texts of all 65536 float16 scalars, each followed by a newline."""
    hash = 0xCBF29CE484222325
    for pattern in range(65536):
        text = str(np.array([pattern], "u2").view("f2")[0])
        for byte in (text + "\n").encode():
            hash = (hash ^ byte) * 0x100000001B3 % 2**64
    yield [f"{hash:016x}"]


if __name__ == "__main__":
    assert np.__version__ == "2.4.6"
    np.seterr(all="ignore")
    for name, rows in [("spellings", spellings), ("structs", structs), ("described", described), ("pairs", pairs),
                       ("time_pairs", time_pairs), ("record_pairs", record_pairs), ("moments", moments), ("results", results),
                       ("literals", literals), ("conversions", conversions), ("formats", formats),
                       ("scalars", scalars), ("texts", texts), ("every_half", every_half)]:
        write(name + ".tsv", rows())

"""Writes genfromtxt.tsv: what NumPy 2.4.6 makes of texts.

    python genfromtxt.py > genfromtxt.tsv

One line for each case: its name, the text, and dtype, shape and str of the result, or the error. The options are those
of `tests/genfromtxt.rs`, by the same names.
"""

import io
import warnings

import numpy as np

assert np.__version__ == "2.4.6", np.__version__
warnings.simplefilter("ignore")
C = {"delimiter": ","}

CASES = [
    ("plain", "1 2\n3 4\n", {}),
    ("bad_is_nan", "# c\n1 x\n3 4 # y\n", {}),
    ("ragged", "1 2\n3\n4 5\n\n6 7 8\n", {}),
    ("tabs", "1\t2\n\t\n3 \t 4\n", {}),
    ("crlf", "1 2\r\n3 4\r\n", {}),
    ("one_row", "1 2 3", {}),
    ("one_value", "5", {}),
    ("underscores", "1_000 _1 1__0 1_ 1_0.5_0", {}),
    ("comma", "1, 2 ,3\n4,5,6\n", C),
    ("holes", "1,,x\n4,5,\n,,6\n", C),
    ("empty_lines", "1,2\n\n  \n3,4\n", C),
    ("comma_ragged", "1,2,3\n4,5\n6,7,8,9\n", C),
    ("infinite", "inf,-Infinity,nan,1e400\n", C),
    ("int_holes", "1,,3\n4,x,2.5\n", C | {"dtype": "i8"}),
    ("int32_truncates", "1.9,-1.9,,x\n", C | {"dtype": "i4"}),
    ("int8_overflow", "1,300\n", C | {"dtype": "i1"}),
    ("bool", "True,FALSE,1,,yes\n", C | {"dtype": "?"}),
    ("complex", "1+2j,(3-4j),5,j,x\n", C | {"dtype": "c16"}),
    ("single", "0.1,1e30,x\n", C | {"dtype": "f4"}),
    ("big_endian", "1,2,,4\n", C | {"dtype": ">i2"}),
    ("fill_all", "1,,x\n", C | {"filling_values": 0.0}),
    ("fill_each", ",,\n", C | {"filling_values": [1.0, 2.0, 3.0]}),
    ("fill_in", "1,,\n,2,\n", C | {"filling_values": {1: 7.0, -1: 8.0}}),
    ("skip_header", "a\nb,c\n1,2\n3,4\n", C | {"skip_header": 2}),
    ("skip_footer", "1 2\n3 4\nend x", {"skip_footer": 1, "usecols": 1}),
    ("skip_footer_invalid", "1 2\n3 4\n5\n6 7 8\n", {"skip_footer": 2}),
    ("max_rows", "1 2\n3 4\n5 6\n", {"max_rows": 2}),
    ("max_rows_zero", "1 2\n", {"max_rows": 0}),
    ("footer_and_rows", "1 2\n", {"max_rows": 2, "skip_footer": 1}),
    ("usecols", "1,2,3\n4,5,6\n", C | {"usecols": (2, 0)}),
    ("usecols_negative", "1,2,3\n4,5,6\n", C | {"usecols": -1}),
    ("usecols_ragged", "1 2 3\n4 5\n6 7 8 9\n", {"usecols": (0, 2)}),
    ("usecols_named", "a,b,c\n1,2,3\n4,5,6\n", C | {"names": True, "usecols": ("c", "a")}),
    ("invalid_skipped", "1 2\n3\n4 5\n", {"invalid_raise": False}),
    ("names_line", "a,b,c\n1,2,3\n4,5,6\n", C | {"names": True}),
    ("names_comment", "# a, b, c\n1,2,3\n", C | {"names": True}),
    ("names_odd", "a b,,a-b,file,a b,1+1\n1,2,3,4,5,6\n", C | {"names": True}),
    ("names_list", "1,2,3\n4,5,6\n", C | {"names": "x, y, z"}),
    ("names_upper", "a,Bc\n1,2\n3,4\n", C | {"names": True, "case_sensitive": "upper"}),
    ("names_lower", "A,Bc\n1,2\n3,4\n", C | {"names": True, "case_sensitive": "lower"}),
    ("names_space", "a b!,c+d\n1,2\n3,4\n", C | {"names": True, "replace_space": "-", "deletechars": "!"}),
    ("names_excluded", "a,b\n1,2\n3,4\n", C | {"names": True, "excludelist": ["a"]}),
    ("names_default", "1,2\n3,4\n", C | {"dtype": "i4,f8", "defaultfmt": "col_%02i"}),
    ("names_structured", "1,2,3\n3,4,5\n", C | {"dtype": "i4,f8,f4", "names": ["x", "y"]}),
    ("structured", "1.5,2.5,true\n,,\n", C | {"dtype": "i4,f8,?"}),
    ("structured_short", "1,2,3\n4,5,6\n", C | {"dtype": "i4,f8"}),
    ("guess_uniform", "1,2\n3,\n", C | {"dtype": None}),
    ("guess_mixed", "1,2.5,true\n3,4,false\n", C | {"dtype": None}),
    ("guess_big", "1,99999999999999999999\n", C | {"dtype": None}),
    ("guess_bool", "true,False\n,TRUE\n", C | {"dtype": None}),
    ("guess_complex", "1,2+1j\n3,4\n", C | {"dtype": None}),
    ("guess_missing", "1,n/a\nn/a,2.5\n", C | {"dtype": None, "missing_values": "n/a"}),
    ("guess_missing_each", "1,?\n-,2.5\n", C | {"dtype": None, "missing_values": ["-", "?"], "filling_values": {0: 99}}),
    ("guess_names", "n,x\n1,2.5\n2,3.5\n", C | {"dtype": None, "names": True}),
    ("guess_empty_bool", ",1\n,2\n", C | {"dtype": None}),
    ("strict", "1,x\n", C | {"loose": False}),
    ("strict_missing", "1,none\n,2\n", C | {"loose": False, "missing_values": {1: "none"}}),
    ("width", "  1  2\n 10 20\n", {"delimiter": 3}),
    ("widths", "112323\n4 5 6 \n", {"delimiter": (1, 3, 2)}),
    ("long_delimiter", "1::2::3\n4::::6\n", {"delimiter": "::"}),
    ("semicolon_comment", "1,2;x\n;y\n3,4\n", C | {"comments": ";"}),
    ("no_comments", "1 2\n3 #4\n", {"comments": None}),
    ("unpack", "1 2 3\n4 5 6\n", {"unpack": True}),
    ("ndmin2", "1\n2\n", {"ndmin": 2}),
    ("ndmin2", "1 2 3\n", {"ndmin": 2}),
    ("ndmin1", "5\n", {"ndmin": 1}),
    ("ndmin3", "5\n", {"ndmin": 3}),
    ("converter", "1,50%\n2,x\n", C | {"converters": {1: lambda s: float(s[:-1]) if s.endswith("%") else float("bad")}}),
    ("converter_type", "1,2.5\n2,3.5\n", C | {"converters": {0: lambda s: int(s)}}),
    ("converter_named", "a,b\n1,xyz\n2,x\n", C | {"names": True, "converters": {"b": lambda s: float(len(s.strip()))}}),
    ("converter_locked", "1,2\nx,3\n", C | {"dtype": None, "converters": {0: lambda s: int(s)}}),
]


def escaped(text):
    return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


for name, text, options in CASES:
    try:
        a = np.asarray(np.genfromtxt(io.StringIO(text, newline=None), **options))
        shape = "[" + ", ".join(map(str, a.shape)) + "]"
        shown = f"{a.dtype}|{shape}|{a}"
    except Exception as error:
        kind = type(error).__name__
        shown = f"{'ValueError' if kind == 'ConverterError' else kind}: {error}"
    print(name, escaped(text), escaped(shown), sep="\t")

"""Writes tables.rs from the constants that NumPy's own static library holds.

    python tables.py > tables.rs     # in an environment with NumPy 2.4.6 and GNU binutils

The numbers cannot be recomputed: NumPy publishes them as literals of a limited precision, and tables computed
exactly differ from them in the last places, which would change the streams.
"""

import pathlib
import struct
import subprocess
import tempfile

import numpy

MEMBER = "src_distributions_distributions.c.o"
TABLES = [
    ("KI_F64", "ki_double", "Q", "u64", "Below this, a 52-bit magnitude lies inside the layer's rectangle."),
    ("WI_F64", "wi_double", "d", "f64", "Width of a layer per unit of magnitude."),
    ("FI_F64", "fi_double", "d", "f64", "Density at the edge of a layer."),
    ("KI_F32", "ki_float", "I", "u32", "As [`KI_F64`], for 23-bit magnitudes."),
    ("WI_F32", "wi_float", "f", "f32", "As [`WI_F64`], for 23-bit magnitudes."),
    ("KE_F64", "ke_double", "Q", "u64", "As [`KI_F64`], for the exponential distribution and 53-bit magnitudes."),
    ("WE_F64", "we_double", "d", "f64", "As [`WI_F64`], for the exponential distribution."),
    ("FE_F64", "fe_double", "d", "f64", "As [`FI_F64`], for the exponential distribution."),
    ("KE_F32", "ke_float", "I", "u32", "As [`KI_F64`], for the exponential distribution and 23-bit magnitudes."),
    ("WE_F32", "we_float", "f", "f32", "As [`WI_F64`], for the exponential distribution and 23-bit magnitudes."),
    ("FE_F32", "fe_float", "f", "f32", "As [`FI_F64`], for the exponential distribution in single precision."),
    ("FI_F32", "fi_float", "f", "f32", "As [`FI_F64`], in single precision."),
]


def literal(kind, value):
    if kind in "QI":
        return f"0x{value:x}"
    return repr(value) if kind == "d" else str(numpy.float32(value))


def main():
    library = pathlib.Path(numpy.__file__).parent / "random/lib/libnpyrandom.a"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["ar", "x", library, MEMBER], cwd=folder, check=True)
        names = subprocess.run(["nm", MEMBER], cwd=folder, check=True, capture_output=True, text=True).stdout
        command = ["objcopy", "-O", "binary", "-j", ".rodata", MEMBER, "rodata"]
        subprocess.run(command, cwd=folder, check=True)
        data = pathlib.Path(folder, "rodata").read_bytes()
    symbols = [line.split() for line in names.splitlines()]
    offsets = {fields[2]: int(fields[0], 16) for fields in symbols if len(fields) == 3}
    print("//! The layers of the normal and the exponential distribution, as NumPy 2.4.6 has them (`ziggurat_constants.h`); written by `tables.py`.")
    print("//!")
    print("//! Copyright (c) 2005-2025, NumPy Developers; BSD 3-clause licence, in `LICENSE-NUMPY` of this crate.")
    print("\n#![forbid(unsafe_code)]")
    for name, symbol, kind, rust, doc in TABLES:
        values = struct.unpack_from(f"<256{kind}", data, offsets[symbol])
        print(f"\n/// {doc}\n#[rustfmt::skip]\npub(super) static {name}: [{rust}; 256] = [")
        line = "   "
        for value in values:
            text = f" {literal(kind, value)},"
            if len(line) + len(text) > 110:
                print(line)
                line = "   "
            line += text
        print(line + "\n];")


main()

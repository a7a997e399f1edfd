//! What NumPy 2.4.6 does, table by table; `generate.py` beside this file wrote the tables.

mod dtypes;
mod formats;
mod promotion;
mod scalars;
mod table;

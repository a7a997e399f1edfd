//! Functions of structured arrays: NumPy's `numpy.lib.recfunctions`.
//!
//! Fields are views (`Array::field`), so what these functions do is make a dtype and assign fields: names change, fields come
//! and go, arrays stand beside or below each other. Results are plain arrays. Where NumPy masks elements that nobody gave,
//! they hold a filling value here, which is what NumPy's arrays hold under the mask.
//!
//! Reading order: [`names`](get_names) of dtypes; [`repack_fields`] and the functions of one array; the functions of several
//! ([`merge_arrays`], [`stack_arrays`], [`join_by`]); to and from arrays without fields ([`structured_to_unstructured`]).

#![forbid(unsafe_code)]

mod error;
mod fields;
mod join;
mod merge;
mod names;
mod unstructured;

pub use error::RecordsError;
pub use fields::{
    append_fields, assign_fields_by_name, drop_fields, find_duplicates, recursive_fill_fields, rename_fields,
    repack_fields, require_fields,
};
pub use join::{Join, JoinKind, join_by};
pub use merge::{merge_arrays, stack_arrays};
pub use names::{flatten_descr, get_fieldstructure, get_names, get_names_flat};
pub use unstructured::{apply_along_fields, structured_to_unstructured, unstructured_to_structured};

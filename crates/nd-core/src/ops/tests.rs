//! The operators: results, dtypes, assignment, panics.

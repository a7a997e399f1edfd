//! The catalogue against NumPy: dtypes, values, reductions, messages.

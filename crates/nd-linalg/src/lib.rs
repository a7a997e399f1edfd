//! Linear algebra of nd: products over pluggable GEMM backends, decompositions, solvers.

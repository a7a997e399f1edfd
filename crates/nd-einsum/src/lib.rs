//! Einstein summation for nd: subscripts, a contraction planner, pairwise execution.

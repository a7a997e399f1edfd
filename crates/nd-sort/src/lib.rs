//! Sorting, searching, sets and order statistics of nd.

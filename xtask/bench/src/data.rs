//! The same pseudo-random inputs on both sides, without files.
//!
//! SplitMix64 (Steele, Lea and Flood, 2014) needs no state but a counter, so NumPy computes it as an array
//! expression; `peer.py` has the same two functions under the same names.

#![forbid(unsafe_code)]

/// The `i`th number of the stream `seed`.
fn splitmix(seed: u64, i: u64) -> u64 {
    let mut z = (seed << 32).wrapping_add((i + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ z >> 31
}

/// `n` numbers of [0, 1).
pub(crate) fn uniform(seed: u64, n: usize) -> Vec<f64> {
    (0..n as u64).map(|i| (splitmix(seed, i) >> 11) as f64 / (1u64 << 53) as f64).collect()
}

/// `n` numbers of 0..bound.
pub(crate) fn integers(seed: u64, n: usize, bound: u64) -> Vec<i64> {
    (0..n as u64).map(|i| (splitmix(seed, i) % bound) as i64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Printed by `python3 -i peer.py` with `uniform(1, 3).tolist()` and `integers(2, 3, 1000).tolist()`.
    #[test]
    fn streams_are_those_of_the_python_side() {
        assert_eq!(uniform(1, 3), [0.766301757339086, 0.21748923448407254, 0.6849302968778451]);
        assert_eq!(integers(2, 3, 1000), [282, 532, 216]);
    }
}

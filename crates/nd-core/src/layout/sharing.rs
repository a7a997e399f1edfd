//! Whether two layouts have a byte in common: exactly.
//!
//! Bytes coincide if a sum of bounded multiples of the strides hits a target: a bounded Diophantine equation. It is
//! solved by a depth-first search from the largest stride down that prunes by what the remaining terms can reach and
//! by their greatest common divisor; the layouts of real arrays are decided in a few steps. Source of the approach:
//! `mem_overlap.c` in NumPy.

use super::Layout;

/// A coefficient and the largest value of its variable.
type Term = (i128, i128);

/// Whether elements of two arrays, given as (address of the buffer, layout, item size), have a byte in common.
pub(crate) fn share_a_byte(a: (usize, &Layout, usize), b: (usize, &Layout, usize)) -> bool {
    if a.1.shape.contains(&0) || b.1.shape.contains(&0) || a.2 == 0 || b.2 == 0 {
        return false;
    }
    // Every stride is turned positive, so each array starts at its lowest byte; the second array's terms are turned
    // round, so that all terms add up to one target.
    let low = |(base, layout, item): (usize, &Layout, usize)| (base + layout.byte_range(item).0) as i128;
    let mut terms: Vec<Term> = Vec::new();
    let mut target = low(b) - low(a);
    for (layout, turned) in [(a.1, false), (b.1, true)] {
        for (&n, &s) in layout.shape.iter().zip(layout.strides.iter()) {
            let term = (s.unsigned_abs() as i128, n as i128 - 1);
            if term.0 == 0 || term.1 == 0 {
                continue;
            }
            if turned {
                target += term.0 * term.1;
            }
            terms.push(term);
        }
    }
    // A byte of an element of the first array meets one of the second.
    target += b.2 as i128 - 1;
    terms.push((1, a.2 as i128 - 1 + b.2 as i128 - 1));
    terms.sort_unstable_by(|x, y| y.cmp(x));
    reaches(&terms, target)
}

/// Whether bounded multiples of the terms, largest first, add up to `target`.
fn reaches(terms: &[Term], target: i128) -> bool {
    let [(step, most), rest @ ..] = terms else { return target == 0 };
    let reach: i128 = rest.iter().map(|(c, u)| c * u).sum();
    let divisor = rest.iter().fold(0, |g, (c, _)| gcd(g, *c));
    // The multiples that leave a remainder within reach of the rest.
    let lowest = (target - reach).max(0).div_euclid(*step) + i128::from((target - reach).max(0) % step != 0);
    let highest = target.div_euclid(*step).min(*most);
    (lowest..=highest).any(|x| {
        let left = target - x * step;
        (divisor == 0 || left % divisor == 0) && reaches(rest, left)
    })
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

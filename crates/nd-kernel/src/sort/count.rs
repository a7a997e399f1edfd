//! Sorting by counting, for keys of few bits.

#![forbid(unsafe_code)]

/// Sorts 8-bit keys.
pub(super) fn sort8(keys: &mut [i8]) {
    if keys.len() < 32 {
        return keys.sort_unstable();
    }
    let mut counts = [0usize; 256];
    for key in keys.iter() {
        counts[usize::from((*key as u8) ^ 0x80)] += 1;
    }
    let mut rest = keys;
    for (value, count) in counts.into_iter().enumerate() {
        let (run, after) = rest.split_at_mut(count);
        run.fill((value as u8 ^ 0x80) as i8);
        rest = after;
    }
}

/// The fewest 16-bit keys that are counted: for less, clearing and reading the counts takes longer than sorting.
const COUNTED: usize = 1 << 13;

/// Sorts 16-bit keys.
pub(super) fn sort16(keys: &mut [i16]) {
    if keys.len() < COUNTED || u32::try_from(keys.len()).is_err() {
        return keys.sort_unstable();
    }
    let mut counts = [0u32; 1 << 16];
    for key in keys.iter() {
        counts[usize::from((*key as u16) ^ 0x8000)] += 1;
    }
    let mut rest = keys;
    for (value, &count) in counts.iter().enumerate() {
        let (run, after) = rest.split_at_mut(count as usize);
        run.fill((value as u16 ^ 0x8000) as i16);
        rest = after;
    }
}

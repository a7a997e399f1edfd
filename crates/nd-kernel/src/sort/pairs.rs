//! Keys with payloads: the forms that need no instruction set.

#![forbid(unsafe_code)]

/// Sorts keys and moves payloads with them, in place and in `O(n log n)` whatever the keys are.
pub(super) fn heap_sort(keys: &mut [i64], payloads: &mut [i64]) {
    let n = keys.len().min(payloads.len());
    let (keys, payloads) = (&mut keys[..n], &mut payloads[..n]);
    for root in (0..n / 2).rev() {
        sift_down(keys, payloads, root, n);
    }
    for end in (1..n).rev() {
        keys.swap(0, end);
        payloads.swap(0, end);
        sift_down(keys, payloads, 0, end);
    }
}

/// Restores the heap of the first `end` records below `root`.
fn sift_down(keys: &mut [i64], payloads: &mut [i64], mut root: usize, end: usize) {
    loop {
        let left = 2 * root + 1;
        if left >= end {
            return;
        }
        let right = left + 1;
        let child = if right < end && keys[left] < keys[right] { right } else { left };
        if keys[root] >= keys[child] {
            return;
        }
        keys.swap(root, child);
        payloads.swap(root, child);
        root = child;
    }
}

/// Sorts the payloads of equal keys that lie side by side, which makes an unstable sort of positions stable.
pub(super) fn sort_ties(keys: &[i64], payloads: &mut [i64]) {
    let mut from = 0;
    while let Some(tie) = keys[from..].windows(2).position(|pair| pair[0] == pair[1]) {
        let start = from + tie;
        let len = keys[start..].iter().take_while(|&&key| key == keys[start]).count();
        super::sort_int64(&mut payloads[start..start + len]);
        from = start + len;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heap_sort_moves_payloads_with_keys() {
        for n in 0..60usize {
            let original: Vec<i64> = (0..n as i64).map(|i| (i * 7919) % 23 - 11).collect();
            let (mut keys, mut payloads) = (original.clone(), (0..n as i64).collect::<Vec<_>>());
            heap_sort(&mut keys, &mut payloads);
            assert!(keys.is_sorted());
            assert!(keys.iter().zip(&payloads).all(|(key, &i)| original[i as usize] == *key));
            payloads.sort_unstable();
            assert!(payloads.iter().enumerate().all(|(i, &p)| i as i64 == p));
        }
    }

    #[test]
    fn ties_are_put_in_order() {
        let mut payloads = [3, 9, 2, 5, 4, 1];
        sort_ties(&[0, 1, 1, 2, 2, 2], &mut payloads);
        assert_eq!(payloads, [3, 2, 9, 1, 4, 5]);
    }
}

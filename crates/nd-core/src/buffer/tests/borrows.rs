//! The borrows of one operation, on one thread.

#![forbid(unsafe_code)]

use super::{Part, buffer, claim};
use crate::buffer::{
    Access, BorrowError, Buffer, Claim, Footprint, Holder, acquire, acquire_guard, enter_operation,
    in_operation, with_borrows,
};
use core::panic::Location;
use nd_dtype::{Error, ErrorKind};

const READ: Access = Access::Read;
const WRITE: Access = Access::Write;

/// Whether `claims` would have to wait, found out without waiting.
fn is_blocked(claims: &[Claim<'_>]) -> bool {
    let _inside = enter_operation();
    match acquire("probe", claims) {
        Ok(_) => false,
        Err(error) => {
            assert!(matches!(
                error.downcast_ref(),
                Some(BorrowError::Borrowed { operation: "probe", holder: Holder::Operation, .. })
            ));
            true
        }
    }
}

fn blocked(buffer: &Buffer, access: Access) -> bool {
    is_blocked(&[Claim::whole(buffer, access)])
}

/// Small operations borrow by the word, large ones by entries; both must obey the same rules.
const SIZES: [usize; 2] = [64, 1 << 16];

#[test]
fn reads_share_and_writes_exclude() {
    for (held_len, len) in [(64, 64), (1 << 16, 1 << 16)] {
        let a = buffer(held_len.max(len));
        {
            let _one = acquire("one", &[Claim::whole(&a, READ)]).expect("free");
            let _two = acquire("two", &[Claim::whole(&a, READ)]).expect("reads share");
            assert!(!blocked(&a, READ) && blocked(&a, WRITE));
        }
        {
            let _write = acquire("write", &[Claim::whole(&a, WRITE)]).expect("free again");
            assert!(blocked(&a, READ) && blocked(&a, WRITE));
        }
        assert!(!blocked(&a, WRITE));
    }
}

#[test]
fn small_and_large_operations_see_each_other() {
    let a = buffer(1 << 16);
    let small = |access| claim(&a, access, &Part { offset: 4, shape: &[3], strides: &[8] });
    let small_read = small(READ);
    for (held, probe, expected) in [
        (small(WRITE), Claim::whole(&a, READ), true),
        (small(READ), Claim::whole(&a, WRITE), true),
        (small(READ), Claim::whole(&a, READ), false),
        (Claim::whole(&a, WRITE), small(READ), true),
        (Claim::whole(&a, READ), small(WRITE), true),
        (Claim::whole(&a, READ), small(READ), false),
    ] {
        let _held = acquire("held", &[held]).expect("free");
        assert_eq!(is_blocked(&[probe]), expected, "{:?} then {:?}", held.access, probe.access);
    }
    drop(acquire("again", &[small_read]).expect("free"));
}

#[test]
fn ranges_and_interleaved_elements_are_told_apart() {
    let a = buffer(8 * 20_000);
    let even = Part { offset: 0, shape: &[10_000], strides: &[16] };
    let odd = Part { offset: 1, shape: &[10_000], strides: &[16] };
    let few_odd = Part { offset: 1, shape: &[10], strides: &[16] };
    let few_even = Part { offset: 2, shape: &[10], strides: &[16] };
    let _even = acquire("even", &[claim(&a, WRITE, &even)]).expect("free");
    let _odd = acquire("odd", &[claim(&a, WRITE, &odd)]).expect("the other elements are free");
    drop(_odd);
    assert!(!is_blocked(&[claim(&a, WRITE, &few_odd)]), "a small operation compares ranges too");
    assert!(is_blocked(&[claim(&a, READ, &few_even)]));
}

#[test]
fn an_operation_does_not_conflict_with_itself() {
    for len in SIZES {
        let (a, b) = (buffer(len), buffer(len));
        let claims = [
            Claim::whole(&a, READ),
            Claim::whole(&b, WRITE),
            Claim::whole(&a, WRITE),
            Claim::whole(&b, READ),
            Claim::whole(&a, READ),
        ];
        // Every order of the five.
        let mut order = [0, 1, 2, 3, 4];
        permute(&mut order, 5, &mut |order| {
            let shuffled = order.map(|i| claims[i]);
            let held = acquire("self", &shuffled).expect("no conflict with itself");
            assert!(blocked(&a, READ) && blocked(&b, READ));
            drop(held);
            assert!(!blocked(&a, WRITE) && !blocked(&b, WRITE));
        });
    }
}

fn permute(order: &mut [usize; 5], n: usize, visit: &mut impl FnMut([usize; 5])) {
    if n == 0 {
        return visit(*order);
    }
    for i in 0..n {
        order.swap(i, n - 1);
        permute(order, n - 1, visit);
        order.swap(i, n - 1);
    }
}

#[test]
fn merged_claims_cover_what_each_of_them_covers() {
    let a = buffer(8 * 10_000);
    let low = Part { offset: 0, shape: &[1000], strides: &[8] };
    let high = Part { offset: 9000, shape: &[1000], strides: &[8] };
    let _both = acquire("both", &[claim(&a, READ, &low), claim(&a, WRITE, &high)]).expect("free");
    for part in [low, high] {
        assert!(is_blocked(&[claim(&a, READ, &part)]), "the stronger access holds for the hull");
    }
}

#[test]
fn all_or_none() {
    for len in SIZES {
        let buffers: Vec<Buffer> = (0..7).map(|_| buffer(len)).collect();
        for taken in &buffers {
            let held = acquire("held", &[Claim::whole(taken, READ)]).expect("free");
            let claims: Vec<_> = buffers.iter().map(|b| Claim::whole(b, WRITE)).collect();
            assert!(is_blocked(&claims));
            for other in buffers.iter().filter(|b| !b.ptr_eq(taken)) {
                assert!(!blocked(other, WRITE), "nothing is kept of a refused set");
            }
            drop(held);
            let all = acquire("all", &claims).expect("free");
            assert!(buffers.iter().all(|b| blocked(b, READ)), "more buffers than fit inline");
            drop(all);
        }
    }
}

#[test]
fn empty_operands_never_conflict() {
    let (a, none) = (buffer(1 << 16), buffer(0));
    let _held = acquire("held", &[Claim::whole(&a, WRITE), Claim::whole(&none, WRITE)]).expect("free");
    let empty = Part { offset: 3, shape: &[5, 0], strides: &[8, 8] };
    assert!(!is_blocked(&[claim(&a, WRITE, &empty), Claim::whole(&none, WRITE)]));
    let huge = Part { offset: 0, shape: &[usize::MAX, usize::MAX, 0], strides: &[8, 8, 8] };
    assert!(!is_blocked(&[claim(&a, WRITE, &huge)]), "saturation does not hide the empty axis");
}

#[test]
fn read_only_buffers_need_no_borrow() {
    let constant = Buffer::from_static(&[0; 64]).expect("memory for a test");
    let _guard = acquire_guard(&constant, READ, Footprint::WHOLE, Location::caller())
        .expect("nothing to conflict with");
    let _held = acquire("read", &[Claim::whole(&constant, READ)]).expect("nothing to conflict with");
    let error = acquire("add", &[Claim::whole(&constant, WRITE)]).map(drop).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Value);
    insta::assert_snapshot!(error, @"add: output array is read-only");
    let error = acquire_guard(&constant, WRITE, Footprint::WHOLE, Location::caller()).map(drop).unwrap_err();
    assert_eq!(error, BorrowError::ReadOnly { operation: "view_mut" });
}

#[test]
fn inside_an_operation_a_conflict_is_an_error() {
    let a = buffer(64);
    let _held = acquire("map", &[Claim::whole(&a, WRITE)]).expect("free");
    assert!(!in_operation());
    let outer = enter_operation();
    let inner = enter_operation();
    drop(inner);
    assert!(in_operation());
    let error: Error = acquire("add", &[Claim::whole(&a, READ)]).map(drop).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Borrowed);
    insta::assert_snapshot!(error, @"add: array cannot be borrowed for reading while an operation is using it, from inside another operation");
    let error = acquire_guard(&a, WRITE, Footprint::WHOLE, Location::caller()).map(drop).unwrap_err();
    insta::assert_snapshot!(error, @"view_mut: array cannot be borrowed for writing while an operation is using it, from inside another operation");
    drop(outer);
    assert!(!in_operation());
}

#[test]
fn a_panic_gives_the_borrows_back() {
    for len in SIZES {
        let (a, b) = (buffer(len), buffer(len));
        let claims = [Claim::whole(&a, WRITE), Claim::whole(&b, READ)];
        let result = std::panic::catch_unwind(|| {
            let _inside = enter_operation();
            with_borrows("map", &claims, || std::panic::resume_unwind(Box::new("user code")))
        });
        assert!(result.is_err() && !in_operation());
        assert!(!blocked(&a, WRITE) && !blocked(&b, WRITE));
    }
}

#[test]
fn a_fresh_buffer_has_no_borrows_even_in_recycled_memory() {
    for len in [64, 1 << 16, 1 << 20] {
        let a = buffer(len);
        // Forgotten borrows of an operation stay for as long as the buffer lives, not the memory.
        core::mem::forget(acquire("leaked", &[Claim::whole(&a, WRITE)]).expect("free"));
        assert!(blocked(&a, READ));
        drop(a);
        for _ in 0..3 {
            assert!(!blocked(&buffer(len), WRITE));
        }
    }
}

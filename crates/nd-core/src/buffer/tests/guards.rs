//! Guards against operations and other guards.

#![forbid(unsafe_code)]

use super::{Part, buffer, claim};
use crate::buffer::{
    Access, BorrowError, Buffer, Claim, Footprint, GuardEntry, Holder, acquire, acquire_guard,
};
use core::panic::Location;
use nd_dtype::{Error, ErrorKind};

const READ: Access = Access::Read;
const WRITE: Access = Access::Write;

#[track_caller]
fn guard(buffer: &Buffer, access: Access) -> Result<GuardEntry, BorrowError> {
    acquire_guard(buffer, access, Footprint::WHOLE, Location::caller())
}

/// The message without the path of this file, which differs between machines.
fn message(error: impl Into<Error>) -> String {
    let error = error.into();
    assert_eq!(error.kind(), ErrorKind::Borrowed);
    let text = error.to_string();
    assert!(text.contains(file!()), "the file is named: {text}");
    text.replace(file!(), "guards.rs")
}

#[test]
fn a_conflicting_operation_fails_and_names_the_line() {
    for len in [64, 1 << 16] {
        let a = buffer(len);
        let line = line!() + 1;
        let held = guard(&a, WRITE).expect("free");
        let error = acquire("add", &[Claim::whole(&a, READ)]).map(drop).unwrap_err();
        let text = message(error).replace(&line.to_string(), "LINE");
        insta::allow_duplicates! {
            insta::assert_snapshot!(text, @"add: array cannot be borrowed for reading while the guard taken at guards.rs:LINE holds it for writing");
        }
        drop(held);
        drop(acquire("add", &[Claim::whole(&a, WRITE)]).expect("the guard is gone"));
    }
}

#[test]
fn guards_conflict_with_guards() {
    let a = buffer(100);
    let one = guard(&a, READ).expect("free");
    let two = guard(&a, READ).expect("reads share");
    let error = guard(&a, WRITE).map(drop).unwrap_err();
    assert!(matches!(
        error,
        BorrowError::Borrowed {
            operation: "view_mut",
            access: WRITE,
            holder: Holder::Guard { access: READ, .. }
        }
    ));
    drop(one);
    assert!(guard(&a, WRITE).is_err(), "one of two is left");
    drop(two);
    let write = guard(&a, WRITE).expect("free");
    let text = message(guard(&a, READ).map(drop).unwrap_err());
    assert!(
        text.starts_with("view: array cannot be borrowed for reading while the guard taken at guards.rs:"),
        "{text}"
    );
    assert!(write.buffer().ptr_eq(&a));
}

#[test]
fn a_reading_guard_lets_reads_pass() {
    for len in [64, 1 << 16] {
        let a = buffer(len);
        let _guard = guard(&a, READ).expect("free");
        drop(acquire("sum", &[Claim::whole(&a, READ)]).expect("reads share"));
        assert!(acquire("fill", &[Claim::whole(&a, WRITE)]).is_err());
    }
}

#[test]
fn guards_on_parts_leave_the_rest_free() {
    let a = buffer(8 * 100);
    let even = Footprint::of(0, 8, &[50], &[16]);
    let odd = Footprint::of(8, 8, &[50], &[16]);
    let _even = acquire_guard(&a, WRITE, even, Location::caller()).expect("free");
    let _odd = acquire_guard(&a, WRITE, odd, Location::caller()).expect("other elements");
    drop(_odd);
    let odd = Part { offset: 1, shape: &[50], strides: &[16] };
    drop(acquire("fill", &[claim(&a, WRITE, &odd)]).expect("other elements"));
    let all = Part { offset: 0, shape: &[100], strides: &[8] };
    assert!(acquire("fill", &[claim(&a, WRITE, &all)]).is_err());
}

#[test]
fn a_guard_on_one_operand_leaves_the_others_free() {
    let (a, b) = (buffer(64), buffer(64));
    for (claims, held) in [([&a, &b], &a), ([&a, &b], &b), ([&b, &a], &a), ([&b, &a], &b)] {
        let entry = guard(held, READ).expect("free");
        assert!(acquire("add", &claims.map(|b| Claim::whole(b, WRITE))).is_err());
        let other = if held.ptr_eq(&a) { &b } else { &a };
        drop(guard(other, WRITE).expect("nothing is kept of a refused set"));
        drop(entry);
    }
}

#[test]
fn a_leaked_guard_stays_borrowed_and_sound() {
    let a = buffer(64);
    core::mem::forget(guard(&a, WRITE).expect("free"));
    for _ in 0..3 {
        assert!(acquire("add", &[Claim::whole(&a, READ)]).is_err());
        assert!(guard(&a, READ).is_err());
    }
    assert!(!a.is_unique(), "the leaked guard still has its handle, so the memory is never reused");
}

#[test]
fn a_guard_keeps_its_buffer_alive() {
    let a = buffer(64);
    let entry = guard(&a, WRITE).expect("free");
    drop(a);
    assert!(entry.buffer().is_unique());
    assert!(acquire("add", &[Claim::whole(entry.buffer(), READ)]).is_err());
}

#[test]
fn guards_of_no_bytes_never_conflict() {
    let (a, none) = (buffer(64), buffer(0));
    let _all = guard(&a, WRITE).expect("free");
    let _no_bytes = acquire_guard(&a, WRITE, Footprint::EMPTY, Location::caller()).expect("no bytes");
    let _one = guard(&none, WRITE).expect("no bytes");
    let _two = guard(&none, WRITE).expect("no bytes");
}

#[test]
fn many_guards_come_and_go_in_any_order() {
    let a = buffer(8 * 64);
    let mut rng = super::Rng(3);
    let mut held: Vec<(usize, GuardEntry)> = Vec::new();
    for _ in 0..5_000 {
        let at = rng.below(64);
        let footprint = Footprint::of(8 * at, 8, &[], &[]);
        let taken = held.iter().position(|(index, _)| *index == at);
        let entry = acquire_guard(&a, WRITE, footprint, Location::caller());
        assert_eq!(entry.is_err(), taken.is_some());
        match taken {
            Some(taken) => drop(held.swap_remove(taken)),
            None => held.push((at, entry.expect("free"))),
        }
    }
    held.clear();
    drop(guard(&a, WRITE).expect("free"));
}

//! Borrows between threads: turns are taken, nothing is lost, nobody sleeps for ever.

use super::{Part, buffer, claim, counter, increment};
use crate::buffer::{
    Access, BorrowError, Buffer, Claim, Footprint, Holder, acquire, acquire_guard, enter_operation,
    with_borrows,
};
use core::panic::Location;
use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::Barrier;
use std::thread;

const READ: Access = Access::Read;
const WRITE: Access = Access::Write;

/// Miri runs the same tests a thousand times slower.
const ROUNDS: usize = if cfg!(miri) { 20 } else { 2_000 };

#[test]
fn eight_threads_lose_no_update() {
    // Below and above the limit between anonymous borrows and entries, and both mixed on one buffer.
    let small = Part { offset: 0, shape: &[8], strides: &[8] };
    let large = Part { offset: 0, shape: &[1024], strides: &[8] };
    for parts in [[&small, &small], [&large, &large], [&small, &large]] {
        let a = buffer(8 * 1024);
        thread::scope(|scope| {
            for t in 0..8 {
                let (a, part) = (&a, parts[t % 2]);
                scope.spawn(move || {
                    for _ in 0..ROUNDS {
                        let _borrows = acquire("add", &[claim(a, WRITE, part)]).expect("no guard is held");
                        // SAFETY: both parts contain element zero and the borrow is a write.
                        unsafe { increment(a, 0) };
                    }
                });
            }
        });
        // SAFETY: the threads are gone.
        assert_eq!(unsafe { counter(&a, 0) }, 8 * ROUNDS as u64);
    }
}

#[test]
fn two_threads_write_interleaved_elements_at_once() {
    let a = buffer(8 * 2000);
    let even = Part { offset: 0, shape: &[1000], strides: &[16] };
    let odd = Part { offset: 1, shape: &[1000], strides: &[16] };
    let left = Part { offset: 0, shape: &[50, 15], strides: &[320, 8] };
    let right = Part { offset: 15, shape: &[50, 25], strides: &[320, 8] };
    for pair in [[even, odd], [left, right]] {
        let both_hold = Barrier::new(2);
        thread::scope(|scope| {
            for part in &pair {
                let (a, both_hold) = (&a, &both_hold);
                scope.spawn(move || {
                    let _borrows = acquire("fill", &[claim(a, WRITE, part)]).expect("no guard is held");
                    // Passed only if both threads hold their borrows at the same time.
                    both_hold.wait();
                    // SAFETY: the first element of the part is borrowed for writing.
                    unsafe { increment(a, 8 * part.offset) };
                });
            }
        });
    }
    // SAFETY: the threads are gone.
    assert_eq!(unsafe { [counter(&a, 0), counter(&a, 8), counter(&a, 8 * 15)] }, [2, 1, 1]);
}

/// Transfers between accounts, each in a buffer of its own, in any order of operands.
#[test]
fn operations_on_several_buffers_take_turns_in_any_order() {
    for len in [64, 1 << 13] {
        let accounts: Vec<Buffer> = (0..4).map(|_| buffer(len)).collect();
        let mut expected = [0u64; 4];
        for seed in 0..8 {
            let mut rng = super::Rng(seed);
            for _ in 0..ROUNDS / 4 {
                let (i, j) = (rng.below(4), rng.below(4));
                expected[i] += 1;
                expected[j] += 1;
            }
        }
        thread::scope(|scope| {
            for seed in 0..8 {
                let accounts = &accounts;
                scope.spawn(move || {
                    let mut rng = super::Rng(seed);
                    for _ in 0..ROUNDS / 4 {
                        let (i, j) = (rng.below(4), rng.below(4));
                        let claims = [
                            Claim::whole(&accounts[i], WRITE),
                            Claim::whole(&accounts[j], WRITE),
                            Claim::whole(&accounts[(j + 1) % 4], READ),
                        ];
                        let moved = with_borrows("move", &claims, || {
                            // SAFETY: both accounts are borrowed for writing, one after the other is changed.
                            unsafe {
                                increment(&accounts[i], 0);
                                increment(&accounts[j], 0);
                            }
                        });
                        moved.expect("no guard is held");
                    }
                });
            }
        });
        // SAFETY: the threads are gone.
        let totals: Vec<u64> = accounts.iter().map(|a| unsafe { counter(a, 0) }).collect();
        assert_eq!(totals, expected);
    }
}

#[test]
fn readers_and_writers_see_whole_updates() {
    let a = buffer(64);
    let torn = AtomicUsize::new(0);
    thread::scope(|scope| {
        for t in 0..4 {
            let (a, torn) = (&a, &torn);
            scope.spawn(move || {
                for _ in 0..ROUNDS {
                    let access = if t == 0 { WRITE } else { READ };
                    let _borrows = acquire("op", &[Claim::whole(a, access)]).expect("no guard is held");
                    // SAFETY: the buffer is borrowed for what is done with it.
                    unsafe {
                        if t == 0 {
                            increment(a, 0);
                            increment(a, 56);
                        } else if counter(a, 0) != counter(a, 56) {
                            torn.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                }
            });
        }
    });
    assert_eq!(torn.load(Ordering::Relaxed), 0);
}

/// As a user's own rayon program does: every task is an operation, and waiting must not run other tasks.
#[test]
fn twenty_thousand_tasks_end_on_pools_of_one_and_two() {
    let tasks = if cfg!(miri) { 200 } else { 20_000 };
    for workers in [1, 2] {
        // Deep stacks would overflow this one.
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(workers)
            .stack_size(128 << 10)
            .build()
            .expect("a pool for a test");
        let a = buffer(1 << 13);
        pool.scope(|scope| {
            for task in 0..tasks {
                let a = &a;
                scope.spawn(move |_| {
                    let len = if task % 2 == 0 { 8 } else { 1024 };
                    let part = Part { offset: 0, shape: &[len], strides: &[8] };
                    let _borrows = acquire("add", &[claim(a, WRITE, &part)]).expect("no guard is held");
                    // SAFETY: every part contains element zero and the borrow is a write.
                    unsafe { increment(a, 0) };
                });
            }
        });
        // SAFETY: the scope waited for its tasks.
        assert_eq!(unsafe { counter(&a, 0) }, tasks as u64, "{workers} workers");
    }
}

/// A waiter that has spun long enough to be parked is woken by the release.
#[test]
fn a_parked_operation_and_a_parked_guard_are_woken() {
    for len in [64, 1 << 13] {
        let a = buffer(len);
        let waiting = Barrier::new(3);
        let released = AtomicBool::new(false);
        let held = acquire("long", &[Claim::whole(&a, WRITE)]).expect("free");
        thread::scope(|scope| {
            scope.spawn(|| {
                waiting.wait();
                let _borrows = acquire("sum", &[Claim::whole(&a, READ)]).expect("no guard that writes");
                assert!(released.load(Ordering::SeqCst));
            });
            scope.spawn(|| {
                waiting.wait();
                let entry = acquire_guard(&a, READ, Footprint::WHOLE, Location::caller());
                assert!(released.load(Ordering::SeqCst));
                drop(entry.expect("operations are waited for"));
            });
            waiting.wait();
            // Time for both to park. If they have not, the test is only weaker.
            thread::sleep(core::time::Duration::from_millis(30));
            released.store(true, Ordering::SeqCst);
            drop(held);
        });
    }
}

#[test]
fn inside_an_operation_nobody_waits_for_another_thread_either() {
    let a = buffer(64);
    let held = acquire("long", &[Claim::whole(&a, WRITE)]).expect("free");
    thread::scope(|scope| {
        let inner = scope.spawn(|| {
            let _inside = enter_operation();
            acquire("add", &[Claim::whole(&a, READ)]).map(drop)
        });
        let error = inner.join().expect("no panic").unwrap_err();
        assert!(matches!(
            error.downcast_ref(),
            Some(BorrowError::Borrowed { holder: Holder::Operation, .. })
        ));
    });
    drop(held);
}

#[test]
fn a_guard_can_be_dropped_on_another_thread() {
    let a = buffer(64);
    let entry = acquire_guard(&a, WRITE, Footprint::WHOLE, Location::caller()).expect("free");
    thread::spawn(move || drop(entry)).join().expect("dropping does not panic");
    drop(acquire("add", &[Claim::whole(&a, WRITE)]).expect("the guard is gone"));
}

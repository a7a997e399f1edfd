//! Every interleaving of small programs over the state word.
//!
//! The registry's and the waiting protocol's code is rewritten here as a machine whose steps are single atomic
//! accesses; the word's transitions are the functions of [`Word`] that the real code uses. The explorer visits every
//! state that two or three threads can reach and checks that
//! - no two threads hold conflicting borrows,
//! - from every state the end can still be reached: no deadlock, no lost wake-up.
//!
//! It knows sequential consistency only; the orderings of the real accesses are argued at each of them.

#![forbid(unsafe_code)]

use crate::buffer::Access;
use crate::buffer::word::{Anonymous, Word};
use std::collections::HashMap;

const READ: Access = Access::Read;
const WRITE: Access = Access::Write;

/// One claim of a program: which buffer, how, which parts of it (a bit each), and whether anonymously if possible.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Claim {
    buffer: usize,
    access: Access,
    parts: u8,
    small: bool,
}

const fn small(buffer: usize, access: Access) -> Claim {
    Claim { buffer, access, parts: 0b11, small: true }
}

const fn part(buffer: usize, access: Access, parts: u8) -> Claim {
    Claim { buffer, access, parts, small: false }
}

/// What a thread does next. `i` is the claim at work.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Step {
    Look { i: usize },
    Swap { i: usize, seen: Word, next: Word },
    LookLock { i: usize, release: bool },
    SwapLock { i: usize, seen: Word, release: bool },
    Compare { i: usize },
    Unlock { i: usize, given: bool },
    Work,
    Release { i: usize },
    RemoveEntry { i: usize },
    ClearWaiters { i: usize },
    Wake { i: usize },
    TakeTicket,
    Announce,
    Park,
    Done,
}

/// How a claim is held.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Held {
    Not,
    Anonymously,
    ByEntry,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Thread {
    step: Step,
    held: [Held; 2],
    /// The buffer that refused the last attempt, while borrows are given back after it.
    refused: Option<usize>,
    /// The buffer whose waiters this thread has joined, and whether a wake-up came since its ticket.
    armed: Option<usize>,
    woken: bool,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct World {
    words: [Word; 2],
    /// The entries of each list: thread and claim.
    lists: [Vec<(usize, usize)>; 2],
    threads: Vec<Thread>,
}

/// What is explored: the claims of each thread, and the step that a broken protocol leaves out.
struct Program<'a> {
    claims: &'a [&'a [Claim]],
    without: Option<Step>,
}

impl Program<'_> {
    fn start(&self) -> World {
        let thread = |claims: &&[Claim]| Thread {
            step: Self::attempt(claims, 0),
            held: [Held::Not; 2],
            refused: None,
            armed: None,
            woken: false,
        };
        let threads = self.claims.iter().map(thread).collect();
        World { words: [Word::FREE; 2], lists: [vec![], vec![]], threads }
    }

    /// The first step of taking claim `i`, or the work once all are taken.
    fn attempt(claims: &[Claim], i: usize) -> Step {
        match claims.get(i) {
            None => Step::Work,
            Some(claim) if claim.small => Step::Look { i },
            Some(_) => Step::LookLock { i, release: false },
        }
    }

    /// The state after thread `t` takes its next step, or `None` if it is parked or done. A step that the protocol
    /// leaves out changes nothing but the place in the program.
    fn advance(&self, world: &World, t: usize) -> Option<World> {
        let mut next = world.clone();
        let claims = self.claims[t];
        let thread = &mut next.threads[t];
        let skipped = self.without == Some(thread.step);
        thread.step = match thread.step {
            Step::Look { i } => {
                let Claim { buffer, access, .. } = claims[i];
                match next.words[buffer].anonymous(access) {
                    Anonymous::Given(word) => Step::Swap { i, seen: next.words[buffer], next: word },
                    Anonymous::Locked => Step::Look { i },
                    Anonymous::Listed => Step::LookLock { i, release: false },
                    Anonymous::Conflict => thread.refuse(buffer),
                    Anonymous::Full => unreachable!("three threads do not fill the counter"),
                }
            }
            Step::Swap { i, seen, next: word } => {
                let buffer = claims[i].buffer;
                if next.words[buffer] == seen {
                    next.words[buffer] = word;
                    thread.held[i] = Held::Anonymously;
                    Self::attempt(claims, i + 1)
                } else {
                    Step::Look { i }
                }
            }
            Step::LookLock { i, release } => match next.words[claims[i].buffer].locked() {
                Some(_) => Step::SwapLock { i, seen: next.words[claims[i].buffer], release },
                None => Step::LookLock { i, release },
            },
            Step::SwapLock { i, seen, release } => {
                let word = &mut next.words[claims[i].buffer];
                match word.locked() {
                    Some(locked) if *word == seen => {
                        *word = locked;
                        if release { Step::RemoveEntry { i } } else { Step::Compare { i } }
                    }
                    _ => Step::LookLock { i, release },
                }
            }
            Step::Compare { i } => {
                let Claim { buffer, access, parts, .. } = claims[i];
                let in_the_way = |&(other, j): &(usize, usize)| {
                    let entry = self.claims[other][j];
                    entry.access.excludes(access) && entry.parts & parts != 0
                };
                let given = !next.words[buffer].blocks(access) && !next.lists[buffer].iter().any(in_the_way);
                if given {
                    next.lists[buffer].push((t, i));
                    // The order of the list means nothing, so states that differ in it are one.
                    next.lists[buffer].sort_unstable();
                    thread.held[i] = Held::ByEntry;
                }
                Step::Unlock { i, given }
            }
            Step::Unlock { i, given } => {
                let buffer = claims[i].buffer;
                next.words[buffer] = next.words[buffer].unlocked(!next.lists[buffer].is_empty());
                if given { Self::attempt(claims, i + 1) } else { thread.refuse(buffer) }
            }
            Step::Work => Step::Release { i: 0 },
            Step::Release { i } => match claims.get(i) {
                None => thread.after_release(),
                Some(claim) => match thread.held[i] {
                    Held::Not => Step::Release { i: i + 1 },
                    Held::ByEntry => Step::LookLock { i, release: true },
                    Held::Anonymously => {
                        let word = next.words[claim.buffer].released(claim.access);
                        next.words[claim.buffer] = word;
                        thread.held[i] = Held::Not;
                        if word.should_wake() { Step::ClearWaiters { i } } else { Step::Release { i: i + 1 } }
                    }
                },
            },
            Step::RemoveEntry { i } => {
                let buffer = claims[i].buffer;
                next.lists[buffer].retain(|&entry| entry != (t, i));
                next.words[buffer] = next.words[buffer].unlocked(!next.lists[buffer].is_empty());
                thread.held[i] = Held::Not;
                if next.words[buffer].should_wake() {
                    Step::ClearWaiters { i }
                } else {
                    Step::Release { i: i + 1 }
                }
            }
            Step::ClearWaiters { i } => {
                next.words[claims[i].buffer].0 &= !Word::WAITERS;
                Step::Wake { i }
            }
            Step::Wake { i } => {
                // One counter for all buffers, as if their addresses always collided.
                next.threads.iter_mut().for_each(|thread| thread.woken = true);
                next.threads[t].step = Step::Release { i: i + 1 };
                return Some(next);
            }
            Step::TakeTicket => {
                thread.woken = false;
                Step::Announce
            }
            Step::Announce => {
                let buffer = thread.armed.expect("set with the refusal");
                if !skipped {
                    next.words[buffer].0 |= Word::WAITERS;
                }
                Self::attempt(claims, 0)
            }
            Step::Park if thread.woken => {
                thread.armed = thread.refused.take();
                Step::TakeTicket
            }
            Step::Park | Step::Done => return None,
        };
        Some(next)
    }
}

impl Thread {
    /// Gives back what is held after `buffer` refused.
    fn refuse(&mut self, buffer: usize) -> Step {
        self.refused = Some(buffer);
        Step::Release { i: 0 }
    }

    /// What follows when all is given back: the end, or the wait for the buffer that refused.
    fn after_release(&mut self) -> Step {
        match self.refused {
            None => Step::Done,
            Some(buffer) if self.armed == Some(buffer) => Step::Park,
            Some(buffer) => {
                self.refused = None;
                self.armed = Some(buffer);
                Step::TakeTicket
            }
        }
    }
}

/// Explores every interleaving; the number of states, or what went wrong.
fn explore(program: &Program<'_>) -> Result<usize, String> {
    let start = program.start();
    let mut index = HashMap::from([(start.clone(), 0)]);
    let mut states = vec![start];
    let mut before: Vec<Vec<usize>> = vec![vec![]];
    let mut ends = vec![];
    let mut at = 0;
    while at < states.len() {
        let world = states[at].clone();
        check_exclusion(program, &world)?;
        if world.threads.iter().all(|thread| thread.step == Step::Done) {
            let clean = |word: &Word| word.0 & !Word::WAITERS == 0;
            if !world.words.iter().all(clean) || !world.lists.iter().all(Vec::is_empty) {
                return Err(format!("borrows are left at the end: {world:?}"));
            }
            ends.push(at);
        }
        for t in 0..world.threads.len() {
            if let Some(next) = program.advance(&world, t) {
                let to = *index.entry(next.clone()).or_insert_with(|| {
                    states.push(next);
                    before.push(vec![]);
                    states.len() - 1
                });
                before[to].push(at);
            }
        }
        at += 1;
    }
    let mut can_end = vec![false; states.len()];
    while let Some(end) = ends.pop() {
        if !core::mem::replace(&mut can_end[end], true) {
            ends.extend(&before[end]);
        }
    }
    match can_end.iter().position(|&can| !can) {
        Some(stuck) => Err(format!("never ends: {:?}", states[stuck])),
        None => Ok(states.len()),
    }
}

fn check_exclusion(program: &Program<'_>, world: &World) -> Result<(), String> {
    let held = |t: usize| {
        let claims = program.claims[t].iter().zip(&world.threads[t].held);
        claims.filter(|(_, held)| **held != Held::Not).map(|(claim, _)| *claim)
    };
    for a in 0..world.threads.len() {
        for b in 0..a {
            for x in held(a) {
                for y in held(b) {
                    if x.buffer == y.buffer && x.parts & y.parts != 0 && x.access.excludes(y.access) {
                        return Err(format!("{x:?} and {y:?} are held at once: {world:?}"));
                    }
                }
            }
        }
    }
    Ok(())
}

#[track_caller]
fn assert_holds(claims: &[&[Claim]]) {
    let states = explore(&Program { claims, without: None }).expect("the protocol holds");
    assert!(states > 20, "the threads meet: {states} states");
}

#[test]
fn two_threads_with_every_pair_of_claims() {
    let claims = [
        small(0, READ),
        small(0, WRITE),
        part(0, READ, 0b01),
        part(0, WRITE, 0b01),
        part(0, WRITE, 0b10),
        part(0, WRITE, 0b11),
    ];
    for a in claims {
        for b in claims {
            assert_holds(&[&[a], &[b]]);
        }
    }
}

#[test]
fn three_threads_on_one_buffer() {
    assert_holds(&[&[small(0, WRITE)], &[small(0, WRITE)], &[small(0, WRITE)]]);
    assert_holds(&[&[small(0, READ)], &[small(0, READ)], &[small(0, WRITE)]]);
    assert_holds(&[&[small(0, READ)], &[small(0, WRITE)], &[part(0, WRITE, 0b01)]]);
    assert_holds(&[&[small(0, READ)], &[part(0, READ, 0b01)], &[part(0, WRITE, 0b11)]]);
    assert_holds(&[&[part(0, WRITE, 0b01)], &[part(0, WRITE, 0b10)], &[part(0, WRITE, 0b11)]]);
}

#[test]
fn two_buffers_all_or_none() {
    let both = [small(0, WRITE), small(1, WRITE)];
    let entries = [part(0, WRITE, 0b11), part(1, WRITE, 0b11)];
    assert_holds(&[&both, &both]);
    assert_holds(&[&entries, &both]);
    assert_holds(&[&both, &[small(0, READ), small(1, WRITE)], &[small(1, WRITE)]]);
    assert_holds(&[&both, &[small(1, WRITE)], &[small(0, READ)]]);
}

/// The explorer is able to fail: without the announcement a release wakes nobody.
#[test]
fn a_protocol_without_the_announcement_loses_a_wake_up() {
    let claims: &[&[Claim]] = &[&[small(0, WRITE)], &[small(0, WRITE)]];
    let error = explore(&Program { claims, without: Some(Step::Announce) }).unwrap_err();
    assert!(error.starts_with("never ends"), "{error}");
}

#[test]
fn the_count_of_readers_does_not_wrap() {
    let full = Word(!(Word::READER - 1));
    assert_eq!(full.anonymous(READ), Anonymous::Full);
    assert_eq!(full.anonymous(WRITE), Anonymous::Conflict);
    let last = full.released(READ);
    assert_eq!(last.anonymous(READ), Anonymous::Given(full));
}

#[test]
fn transitions_leave_the_other_bits_alone() {
    for bits in 0..64u64 {
        let word = Word(bits);
        if let Some(locked) = word.locked() {
            for listed in [false, true] {
                let mask = !(Word::LOCKED | Word::LISTED);
                let unlocked = locked.unlocked(listed);
                assert_eq!(unlocked.0 & mask, bits & mask);
                assert_eq!(unlocked.0 & Word::LOCKED, 0);
                assert_eq!(unlocked.0 & Word::LISTED != 0, listed);
            }
        }
        for access in [READ, WRITE] {
            if let Anonymous::Given(given) = word.anonymous(access) {
                assert_eq!(given.released(access), word);
                assert!(bits & (Word::LOCKED | Word::LISTED | Word::WRITER) == 0);
            }
        }
    }
}

//! Run-time choice of instruction set: one generic algorithm, one shim per level.
//!
//! A kernel is a value that implements [`Kernel`]; [`dispatch`] runs it inside a function compiled for the best
//! level the machine has, so the same `#[inline(always)]` body is auto-vectorised three times. The level is found
//! once and kept in an atomic; `ND_ISA=baseline|avx2|avx512` lowers it for the whole process, and tests force
//! one per thread with [`with_level`].

use core::cell::Cell;
use core::sync::atomic::{AtomicU8, Ordering};

/// An instruction-set level. Levels are ordered: a machine that has one has those below it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
#[repr(u8)]
pub enum Level {
    /// What the compilation target guarantees (SSE2 on x86-64, NEON on aarch64).
    Baseline = 1,
    /// x86-64-v3: AVX2, FMA, BMI, F16C.
    Avx2 = 2,
    /// x86-64-v4: AVX-512 F, BW, DQ, VL, CD.
    Avx512 = 3,
}

impl Level {
    /// The name that `ND_ISA` takes.
    pub const fn name(self) -> &'static str {
        match self {
            Level::Baseline => "baseline",
            Level::Avx2 => "avx2",
            Level::Avx512 => "avx512",
        }
    }

    const fn from_u8(raw: u8) -> Option<Level> {
        match raw {
            1 => Some(Level::Baseline),
            2 => Some(Level::Avx2),
            3 => Some(Level::Avx512),
            _ => None,
        }
    }
}

/// What the body of a kernel may know about the level it is compiled for.
pub trait Isa {
    /// The level itself.
    const LEVEL: Level;
    /// Whether `mul_add` is one instruction. Without it a kernel must use separate operations: the library call
    /// that replaces the instruction costs fifty times as much.
    const FMA: bool = !matches!(Self::LEVEL, Level::Baseline);
}

/// Marker for [`Level::Baseline`].
pub enum Baseline {}
/// Marker for [`Level::Avx2`].
pub enum Avx2 {}
/// Marker for [`Level::Avx512`].
pub enum Avx512 {}

impl Isa for Baseline {
    const LEVEL: Level = Level::Baseline;
}
impl Isa for Avx2 {
    const LEVEL: Level = Level::Avx2;
}
impl Isa for Avx512 {
    const LEVEL: Level = Level::Avx512;
}

/// A computation to run at the best level. Implementations mark `run` `#[inline(always)]`: inlining into the shim
/// is what compiles the body for the level.
pub trait Kernel {
    /// What the computation gives back.
    type Out;
    /// The computation.
    fn run<I: Isa>(self) -> Self::Out;
}

/// 0 until the first use, then the [`Level`] as a number.
static LEVEL: AtomicU8 = AtomicU8::new(0);

thread_local! {
    /// A level forced for this thread by [`with_level`]; 0 for none.
    static FORCED: Cell<u8> = const { Cell::new(0) };
}

/// Whether any thread ever forced a level; keeps the thread-local look-up off the hot path of real programs.
static ANY_FORCED: AtomicU8 = AtomicU8::new(0);

/// The best level of this machine, whatever `ND_ISA` says.
pub fn best_level() -> Level {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::is_x86_feature_detected as has;
        let v3 =
            has!("avx2") && has!("fma") && has!("bmi1") && has!("bmi2") && has!("lzcnt") && has!("popcnt");
        let v3 = v3 && has!("f16c");
        let v4 =
            has!("avx512f") && has!("avx512bw") && has!("avx512dq") && has!("avx512vl") && has!("avx512cd");
        if v3 && v4 {
            return Level::Avx512;
        }
        if v3 {
            return Level::Avx2;
        }
    }
    Level::Baseline
}

/// Every level that this machine can run, lowest first.
pub fn levels() -> impl Iterator<Item = Level> {
    let best = best_level();
    [Level::Baseline, Level::Avx2, Level::Avx512].into_iter().filter(move |l| *l <= best)
}

#[cold]
fn detect() -> Level {
    let best = best_level();
    let level = match std::env::var("ND_ISA").as_deref() {
        Ok("baseline") => Level::Baseline,
        Ok("avx2") => Level::Avx2.min(best),
        _ => best,
    };
    LEVEL.store(level as u8, Ordering::Relaxed);
    level
}

/// The level that kernels run at on this thread.
#[inline]
pub fn level() -> Level {
    if ANY_FORCED.load(Ordering::Relaxed) != 0
        && let Some(level) = Level::from_u8(FORCED.get())
    {
        return level;
    }
    match Level::from_u8(LEVEL.load(Ordering::Relaxed)) {
        Some(level) => level,
        None => detect(),
    }
}

/// Runs `f` with this thread's kernels at `level`, or at the machine's best if it lacks `level`.
pub fn with_level<R>(level: Level, f: impl FnOnce() -> R) -> R {
    struct Reset(u8);
    impl Drop for Reset {
        fn drop(&mut self) {
            FORCED.set(self.0);
        }
    }
    ANY_FORCED.store(1, Ordering::Relaxed);
    let _reset = Reset(FORCED.replace(level.min(best_level()) as u8));
    f()
}

/// Runs `kernel` at [`level`].
#[inline(always)]
pub fn dispatch<K: Kernel>(kernel: K) -> K::Out {
    #[cfg(target_arch = "x86_64")]
    match level() {
        // SAFETY: `level` returns a level only if `best_level` found its features on this machine.
        Level::Avx512 => return unsafe { run_avx512(kernel) },
        // SAFETY: as above.
        Level::Avx2 => return unsafe { run_avx2(kernel) },
        Level::Baseline => {}
    }
    run_baseline(kernel)
}

/// Bytes from which on memory sets the pace of a cheap loop: more than the second-level cache holds.
pub const FAR: usize = 1 << 20;

/// As [`dispatch`], for a cheap loop that goes through `bytes` of memory and whose results do not depend on the level.
///
/// Where memory sets the pace wide vectors win nothing, and on some machines lose: Zen 4 stores one of 64 bytes as two
/// halves, and adds 1e7 doubles in 9.4 ms with them and in 7.4 ms with those of 32 bytes.
#[inline(always)]
pub fn dispatch_cheap<K: Kernel>(bytes: usize, kernel: K) -> K::Out {
    #[cfg(target_arch = "x86_64")]
    if bytes >= FAR && level() == Level::Avx512 {
        // SAFETY: a machine that has a level has those below it.
        return unsafe { run_avx2(kernel) };
    }
    let _ = bytes;
    dispatch(kernel)
}

/// As [`dispatch`], for a loop that gains nothing from vectors of 64 bytes: at most at [`Level::Avx2`].
#[inline(always)]
pub fn dispatch_narrow<K: Kernel>(kernel: K) -> K::Out {
    #[cfg(target_arch = "x86_64")]
    if level() >= Level::Avx2 {
        // SAFETY: a machine that has a level has those below it.
        return unsafe { run_avx2(kernel) };
    }
    run_baseline(kernel)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx,avx2,fma,bmi1,bmi2,lzcnt,popcnt,f16c")]
fn run_avx2<K: Kernel>(kernel: K) -> K::Out {
    kernel.run::<Avx2>()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(
    enable = "avx,avx2,fma,bmi1,bmi2,lzcnt,popcnt,f16c,avx512f,avx512bw,avx512dq,avx512vl,avx512cd"
)]
fn run_avx512<K: Kernel>(kernel: K) -> K::Out {
    kernel.run::<Avx512>()
}

#[inline(never)]
fn run_baseline<K: Kernel>(kernel: K) -> K::Out {
    kernel.run::<Baseline>()
}

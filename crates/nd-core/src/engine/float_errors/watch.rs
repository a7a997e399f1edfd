//! A loop that is watched: what goes in and comes out of it tells which floating-point errors happened.

use super::{DIVIDE, INVALID, OVERFLOW, UNDERFLOW};
use crate::engine::walk::{MAX_OPERANDS, Ptrs, Steps};
use core::sync::atomic::{AtomicU8, Ordering};
use nd_kernel::{CastTo, Loop, Num, copy};

/// Elements that are computed before they are looked at.
const BLOCK: usize = 256;

/// A loop, its types, and the errors that it had until now.
pub(crate) struct Watch<'a> {
    run: Loop,
    name: &'static str,
    computes: &'a [Num],
    inputs: usize,
    found: AtomicU8,
}

/// What matters of one element.
#[derive(Clone, Copy)]
struct Class {
    nan: bool,
    infinite: bool,
    zero: bool,
    /// Closer to zero than the precision of its type reaches.
    subnormal: bool,
}

impl<'a> Watch<'a> {
    /// Watches the loop of the function `name`, of `inputs` inputs and types `computes`.
    pub(crate) fn new(name: &'static str, run: Loop, computes: &'a [Num], inputs: usize) -> Watch<'a> {
        Watch { run, name, computes, inputs, found: AtomicU8::new(0) }
    }

    /// The errors found.
    pub(crate) fn found(&self) -> u8 {
        self.found.load(Ordering::Relaxed)
    }

    /// Runs the loop, to memory of its own first, because an output may be an input.
    ///
    /// # Safety
    /// As [`Loop`].
    pub(crate) unsafe fn run(&self, n: usize, ptrs: &Ptrs, steps: &Steps) {
        let outputs = self.computes.len() - self.inputs;
        let mut results = [[0u128; BLOCK]; 2];
        let mut found = 0;
        for start in (0..n).step_by(BLOCK) {
            let len = BLOCK.min(n - start);
            let mut here: Ptrs = [core::ptr::null_mut(); MAX_OPERANDS];
            let mut by: Steps = *steps;
            for k in 0..self.computes.len() {
                here[k] = ptrs[k].wrapping_offset(start as isize * steps[k]);
            }
            let places: [*mut u8; MAX_OPERANDS] = here;
            for (k, result) in results.iter_mut().enumerate().take(outputs) {
                here[self.inputs + k] = result.as_mut_ptr().cast();
                by[self.inputs + k] = self.computes[self.inputs + k].size() as isize;
            }
            // SAFETY: inputs by the caller's promise; results hold a block of the widest element.
            unsafe { (self.run)(len, here.as_ptr(), by.as_ptr()) };
            for i in 0..len as isize {
                let class = |k: usize| {
                    // SAFETY: element `i` of a block of this operand.
                    unsafe { classify(self.computes[k], here[k].wrapping_offset(i * by[k])) }
                };
                found |= self.errors(&class);
            }
            for (k, result) in results.iter().enumerate().take(outputs) {
                let (at, size) = (self.inputs + k, self.computes[self.inputs + k].size());
                let from = ([0, size as isize], [0, steps[at]]);
                // SAFETY: the block of the output by the caller's promise.
                unsafe { copy::copy_2d(size, 1, len, places[at], from.1, result.as_ptr().cast(), from.0) };
            }
        }
        self.found.fetch_or(found, Ordering::Relaxed);
    }

    /// The errors of one position.
    fn errors(&self, class: &dyn Fn(usize) -> Class) -> u8 {
        let inexact = |num: Num| num >= Num::F16;
        let divides = matches!(self.name, "divide" | "floor_divide" | "remainder" | "fmod" | "divmod");
        let mut found = 0;
        if !inexact(self.computes[self.inputs]) {
            // Integers have no infinity: only a divisor of zero tells.
            let divisor = if self.name == "reciprocal" { 0 } else { 1 };
            let zero = (divides || self.name == "reciprocal") && class(divisor).zero;
            return if zero { DIVIDE } else { 0 };
        }
        let any = |test: fn(Class) -> bool| (0..self.inputs).any(|k| test(class(k)));
        for out in self.inputs..self.computes.len() {
            if !inexact(self.computes[out]) {
                continue;
            }
            let result = class(out);
            if result.nan {
                found |= if any(|c| c.nan) { 0 } else { INVALID };
                // A complex quotient has a part of each kind.
                let complex = matches!(self.computes[out], Num::C64 | Num::C128);
                let pole = complex && divides && class(1).zero && !class(0).zero && !class(0).nan;
                found |= if pole { DIVIDE } else { 0 };
            } else if result.infinite && !any(|c| c.infinite || c.nan) {
                let pole = match self.name {
                    _ if divides => class(1).zero,
                    "power" | "float_power" | "reciprocal" => class(0).zero,
                    "log" | "log2" | "log10" | "log1p" | "arctanh" => true,
                    _ => false,
                };
                found |= if pole { DIVIDE } else { OVERFLOW };
            } else if (result.zero || result.subnormal) && self.may_underflow() {
                let lost = !any(|c| c.zero || c.infinite || c.nan)
                    || (self.exponential() && !any(|c| c.infinite || c.nan));
                // A subnormal of subnormals may be exact.
                found |= if lost && (result.zero || !any(|c| c.subnormal)) { UNDERFLOW } else { 0 };
            }
        }
        found
    }

    fn exponential(&self) -> bool {
        matches!(self.name, "exp" | "exp2")
    }

    fn may_underflow(&self) -> bool {
        self.exponential() || matches!(self.name, "multiply" | "divide" | "square" | "power" | "ldexp")
    }
}

/// The class of the element at `place`.
///
/// # Safety
/// An element of `num` must lie there.
unsafe fn classify(num: Num, place: *const u8) -> Class {
    let part = |value: f64, least: f64| Class {
        nan: value.is_nan(),
        infinite: value.is_infinite(),
        zero: value == 0.0,
        subnormal: value != 0.0 && value.abs() < least,
    };
    match num {
        Num::C64 | Num::C128 => {
            let size = num.size() / 2;
            let real = if size == 4 { Num::F32 } else { Num::F64 };
            // SAFETY: the parts lie one after the other.
            let (re, im) = unsafe { (classify(real, place), classify(real, place.wrapping_add(size))) };
            Class {
                nan: re.nan || im.nan,
                infinite: re.infinite || im.infinite,
                zero: re.zero && im.zero,
                subnormal: re.subnormal || im.subnormal,
            }
        }
        _ => nd_kernel::dispatch!(num, T => {
            // SAFETY: the caller's promise; the read is unaligned.
            let value: T = unsafe { place.cast::<T>().read_unaligned() };
            let least = match num {
                Num::F16 => 6.103_515_625e-5,
                Num::F32 | Num::BF16 => f64::from(f32::MIN_POSITIVE),
                _ => f64::MIN_POSITIVE,
            };
            part(value.cast_to(), least)
        }),
    }
}

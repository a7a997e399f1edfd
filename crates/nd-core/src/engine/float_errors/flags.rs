//! The status flags of the processor's floating-point unit, as bits of our own.

use super::{DIVIDE, INVALID, OVERFLOW, UNDERFLOW};

#[cfg(target_arch = "x86_64")]
mod machine {
    /// The bits of MXCSR for invalid, divide by zero, overflow and underflow.
    pub(super) const BITS: [u32; 4] = [1, 1 << 2, 1 << 3, 1 << 4];

    pub(super) fn get() -> u32 {
        let mut status = 0u32;
        // SAFETY: stores the status register in the variable.
        unsafe {
            core::arch::asm!("stmxcsr [{}]", in(reg) &raw mut status, options(nostack, preserves_flags))
        };
        status
    }

    pub(super) fn set(status: u32) {
        // SAFETY: loads the status register; only status flags differ from what was read, so that rounding and masks are
        // those that Rust assumes.
        unsafe {
            core::arch::asm!("ldmxcsr [{}]", in(reg) &raw const status, options(nostack, preserves_flags))
        };
    }
}

#[cfg(target_arch = "aarch64")]
mod machine {
    /// The bits of FPSR for invalid, divide by zero, overflow and underflow.
    pub(super) const BITS: [u32; 4] = [1, 1 << 1, 1 << 2, 1 << 3];

    pub(super) fn get() -> u32 {
        let status: u64;
        // SAFETY: reads the status register.
        unsafe { core::arch::asm!("mrs {}, fpsr", out(reg) status, options(nostack, preserves_flags)) };
        status as u32
    }

    pub(super) fn set(status: u32) {
        // SAFETY: writes the status register, which has no controls.
        unsafe {
            core::arch::asm!("msr fpsr, {}", in(reg) u64::from(status), options(nostack, preserves_flags))
        };
    }
}

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
mod machine {
    /// No flags are known here: folds report nothing.
    pub(super) const BITS: [u32; 4] = [0; 4];

    pub(super) fn get() -> u32 {
        0
    }

    pub(super) fn set(_: u32) {}
}

use machine::{BITS, get, set};

/// Our bits in the order of the machine's.
const OURS: [u8; 4] = [INVALID, DIVIDE, OVERFLOW, UNDERFLOW];

/// The errors since [`clear`].
pub(in super::super) fn read() -> u8 {
    let status = get();
    OURS.iter().zip(BITS).filter(|(_, bit)| status & bit != 0).map(|(ours, _)| ours).sum()
}

/// Forgets all errors.
pub(in super::super) fn clear() {
    set(get() & !BITS.iter().sum::<u32>());
}

/// Notes `errors` as if they had happened.
pub(in super::super) fn raise(errors: u8) {
    let bits: u32 = OURS.iter().zip(BITS).filter(|(ours, _)| errors & **ours != 0).map(|(_, bit)| bit).sum();
    set(get() | bits);
}

//! What the two generators give the distributions to draw from.

#![forbid(unsafe_code)]

use super::Distributions;
use crate::bits::{BitGenerator, masked};
use crate::generator::Generator;
use crate::legacy::RandomState;
use crate::ziggurat;

impl<B: BitGenerator> Distributions for Generator<B> {
    const LEGACY: bool = false;

    fn draw_uniform(&mut self) -> f64 {
        self.next_f64()
    }

    fn draw_exponential(&mut self) -> f64 {
        ziggurat::exponential(self.bit_generator())
    }

    fn draw_normal(&mut self) -> f64 {
        self.next_normal()
    }

    fn draw_up_to(&mut self, max: u64) -> u64 {
        masked(self.bit_generator(), max)
    }
}

impl Distributions for RandomState {
    const LEGACY: bool = true;

    fn draw_uniform(&mut self) -> f64 {
        self.next_f64()
    }

    fn draw_exponential(&mut self) -> f64 {
        -(1.0 - self.next_f64()).ln()
    }

    fn draw_normal(&mut self) -> f64 {
        self.next_normal()
    }

    fn draw_up_to(&mut self, max: u64) -> u64 {
        masked(self.bits(), max)
    }
}

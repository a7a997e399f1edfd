//! NumPy's generator of old, whose streams are frozen: scripts that call `np.random.seed` are repeated with it.

#![forbid(unsafe_code)]

use crate::arguments::{Choice, DTypeArg, IntRange, IntRanges, Population};
use crate::bits::{BitGenerator, Mt19937};
use crate::error::RandomError;
use crate::fill::{filled, random_bytes, scale};
use crate::generator::ends;
use crate::integers::{Method, integer, integers};
use crate::params::{ANY, NOT_NEGATIVE, Params, doubles, draws};
use crate::seed::IntoSeed;
use crate::{choice, permute};
use nd_core::{Array, DType, IntoShape, Operand, Result};

/// Where a legacy stream stands: 624 words, the position among them, and the normal draw that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct LegacyState {
    /// The words.
    pub key: [u32; 624],
    /// How many of them were handed out.
    pub pos: usize,
    /// The second of a pair of normal draws, if the first was taken alone.
    pub gauss: Option<f64>,
}

/// The legacy generator over the Mersenne Twister.
///
/// `np.random.seed(1234); np.random.randn(3)` is `RandomState::new(1234).randn(3)`. For anything that need not repeat
/// old results, [`Generator`](crate::Generator) is faster and better.
///
/// ```
/// let mut random = nd_random::RandomState::new(1234);
/// assert_eq!(random.randint(-10..11, 8)?.to_string(), "[ 5  9 -4  2 10  5  7 -1]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[doc(alias = "numpy.random.RandomState")]
pub struct RandomState {
    bits: Mt19937,
    /// Normal draws come in pairs; the second of a pair waits here.
    waiting: Option<f64>,
}

impl RandomState {
    /// The state that a seed begins.
    pub fn new(seed: u32) -> RandomState {
        RandomState { bits: Mt19937::from_word(seed), waiting: None }
    }

    /// The state that a list of numbers begins.
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// assert_eq!(random.rand(2)?.to_string(), "[0.5488135  0.71518937]");
    /// let mut random = nd_random::RandomState::from_words(&[1, 2, 3])?;
    /// assert_eq!(random.randint(10, 5)?.to_string(), "[9 3 5 5 9]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An empty list.
    pub fn from_words(seed: &[u32]) -> Result<RandomState> {
        Ok(RandomState { bits: Mt19937::from_words(seed)?, waiting: None })
    }

    /// The state of a seed that differs from run to run.
    pub(crate) fn from_entropy() -> RandomState {
        let words = IntoSeed::into_words(..).unwrap_or_default();
        Mt19937::from_words(&words)
            .map_or_else(|_| RandomState::new(0), |bits| RandomState { bits, waiting: None })
    }

    /// Where the stream stands.
    #[doc(alias = "numpy.random.RandomState.get_state")]
    pub fn get_state(&self) -> LegacyState {
        let (key, pos) = self.bits.state();
        LegacyState { key, pos, gauss: self.waiting }
    }

    /// Puts the stream where it, or another, stood.
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// let (before, first) = (random.get_state(), random.next_f64());
    /// random.set_state(&before)?;
    /// assert_eq!(random.next_f64(), first);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A position outside the words.
    #[doc(alias = "numpy.random.RandomState.set_state")]
    pub fn set_state(&mut self, state: &LegacyState) -> Result<()> {
        self.bits = Mt19937::from_state(state.key, state.pos)?;
        self.waiting = state.gauss;
        Ok(())
    }

    /// Begins again from a seed.
    #[doc(alias = "numpy.random.seed")]
    pub fn seed(&mut self, seed: u32) {
        *self = RandomState::new(seed);
    }

    pub(crate) fn bits(&mut self) -> &mut Mt19937 {
        &mut self.bits
    }

    /// A double in `[0, 1)`.
    #[inline]
    pub fn next_f64(&mut self) -> f64 {
        self.bits.next_f64()
    }

    /// A draw of the standard normal distribution, by G. Marsaglia's polar method (1964).
    pub fn next_normal(&mut self) -> f64 {
        if let Some(waiting) = self.waiting.take() {
            return waiting;
        }
        loop {
            let x = 2.0 * self.next_f64() - 1.0;
            let y = 2.0 * self.next_f64() - 1.0;
            let square = x * x + y * y;
            if square < 1.0 && square != 0.0 {
                let factor = (-2.0 * square.ln() / square).sqrt();
                self.waiting = Some(factor * x);
                return factor * y;
            }
        }
    }

    /// An integer of a range.
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// assert_eq!((random.next_integer(10)?, random.next_integer(10)?), (5, 0));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`RandomState::randint`].
    pub fn next_integer(&mut self, range: impl IntRange) -> Result<i64> {
        integer(&mut self.bits, range.span(), Method::Masked)
    }

    /// Doubles in `[0, 1)`.
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// assert_eq!(random.random_sample(2)?.to_string(), "[0.5488135  0.71518937]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A shape that no memory holds.
    #[doc(alias = "numpy.random.random_sample")]
    pub fn random_sample(&mut self, size: impl IntoShape) -> Result<Array> {
        filled(size, |out| self.bits.fill_f64(out))
    }

    /// Doubles in `[0, 1)`: [`random_sample`](RandomState::random_sample) by another name.
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// assert_eq!(random.rand(2)?.to_string(), "[0.5488135  0.71518937]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A shape that no memory holds.
    #[doc(alias = "numpy.random.rand")]
    pub fn rand(&mut self, size: impl IntoShape) -> Result<Array> {
        self.random_sample(size)
    }

    /// Doubles in `[0, 1)`: [`random_sample`](RandomState::random_sample) by another name.
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// assert_eq!(random.random(2)?.to_string(), "[0.5488135  0.71518937]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A shape that no memory holds.
    #[doc(alias = "numpy.random.RandomState.random")]
    pub fn random(&mut self, size: impl IntoShape) -> Result<Array> {
        self.random_sample(size)
    }

    /// Doubles in `[0, 1)`: [`random_sample`](RandomState::random_sample) by another name.
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// assert_eq!(random.ranf(2)?.to_string(), "[0.5488135  0.71518937]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A shape that no memory holds.
    pub fn ranf(&mut self, size: impl IntoShape) -> Result<Array> {
        self.random_sample(size)
    }

    /// Doubles in `[0, 1)`: [`random_sample`](RandomState::random_sample) by another name.
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// assert_eq!(random.sample(2)?.to_string(), "[0.5488135  0.71518937]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A shape that no memory holds.
    pub fn sample(&mut self, size: impl IntoShape) -> Result<Array> {
        self.random_sample(size)
    }

    /// `n` random bytes.
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// assert_eq!(random.bytes(4)?, b"\xac\n\x7f\x8c");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Memory that cannot be had.
    #[doc(alias = "numpy.random.RandomState.bytes")]
    pub fn bytes(&mut self, n: usize) -> Result<Vec<u8>> {
        random_bytes(&mut self.bits, n)
    }

    /// Draws of the standard normal distribution.
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// assert_eq!(random.standard_normal(2)?.to_string(), "[1.76405235 0.40015721]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A shape that no memory holds.
    #[doc(alias = "numpy.random.RandomState.standard_normal")]
    pub fn standard_normal(&mut self, size: impl IntoShape) -> Result<Array> {
        filled(size, |out: &mut [f64]| out.fill_with(|| self.next_normal()))
    }

    /// Draws of the standard normal distribution: [`standard_normal`](RandomState::standard_normal) by another name.
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// assert_eq!(random.randn(2)?.to_string(), "[1.76405235 0.40015721]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A shape that no memory holds.
    #[doc(alias = "numpy.random.randn")]
    pub fn randn(&mut self, size: impl IntoShape) -> Result<Array> {
        self.standard_normal(size)
    }

    /// Draws of the normal distribution around `loc`, of standard deviation `scale`.
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// assert_eq!(random.normal(10.0, 2.0, 2)?.to_string(), "[13.52810469 10.80031442]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A negative scale; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.normal")]
    pub fn normal(&mut self, loc: impl Operand, scale: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |loc: ANY, scale: NOT_NEGATIVE| loc + scale * self.next_normal())
    }

    /// Doubles between `low` and `high`, which may be the lower.
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// assert_eq!(random.uniform(-1.0, 1.0, 2)?.to_string(), "[0.09762701 0.43037873]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Ends too far apart for a float; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.uniform")]
    pub fn uniform(&mut self, low: impl Operand, high: impl Operand, size: impl IntoShape) -> Result<Array> {
        let params = ends(&low, &high, true)?;
        if let Some((low, high)) = params.numbers() {
            return filled(size, |out| {
                self.bits.fill_f64(out);
                scale(out, low, high - low);
            });
        }
        draws(&params, size, |(low, high)| low + (high - low) * self.next_f64())
    }

    /// Integers of a range, as `int64`; its ends may be arrays, as those of [`Generator::integers`](crate::Generator::integers).
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// assert_eq!(random.randint(10, 5)?.to_string(), "[5 0 3 3 7]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A range that is empty or outside `int64`; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.randint")]
    pub fn randint(&mut self, range: impl IntRanges, size: impl IntoShape) -> Result<Array> {
        self.randint_with(range, size, DType::I64)
    }

    /// Integers of a range, of any integer dtype or booleans: NumPy's `randint(dtype=)`. Unlike NumPy, which warns of it, a
    /// foreign byte order is an error.
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// let drawn = random.randint_with(..200, 5, "u1")?;
    /// assert_eq!(drawn.to_string(), "[172  10 127 140  47]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Generator::integers`](crate::Generator::integers).
    #[doc(alias = "numpy.random.RandomState.randint")]
    pub fn randint_with(
        &mut self,
        range: impl IntRanges,
        size: impl IntoShape,
        dtype: impl Into<DTypeArg>,
    ) -> Result<Array> {
        integers(&mut self.bits, range.spans(), size, dtype.into().or(DType::I64)?, Method::Masked)
    }

    /// The integers below a number, or a copy of the sub-arrays along the first axis, in random order.
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// assert_eq!(random.permutation(5)?.to_string(), "[2 0 1 3 4]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An array without axes; memory that cannot be had or is borrowed.
    #[doc(alias = "numpy.random.permutation")]
    pub fn permutation(&mut self, x: impl Into<Population>) -> Result<Array> {
        match x.into() {
            Population::Count(n) => permute::order(&mut self.bits, n.max(0) as usize),
            Population::Array(array) if array.ndim() == 0 => Err(RandomError::NotPermutable.into()),
            Population::Array(array) => permute::permuted(&mut self.bits, &array, 0),
        }
    }

    /// Brings the sub-arrays along the first axis into random order, in place: through any view, of any dtype.
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// let x = nd_core::arange(5);
    /// random.shuffle(&x)?;
    /// assert_eq!(x.to_string(), "[2 0 1 3 4]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A read-only array, one without axes; memory that cannot be had or is borrowed.
    #[doc(alias = "numpy.random.shuffle")]
    pub fn shuffle(&mut self, x: &Array) -> Result<()> {
        permute::shuffle(&mut self.bits, x, 0)
    }

    /// A sample of the integers below a number, or of the elements of a row; see [`Choice`].
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// assert_eq!(random.choice(5, 3, nd_random::Choice::default())?.to_string(), "[4 0 3]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Generator::choice`](crate::Generator::choice), and an array of several axes.
    #[doc(alias = "numpy.random.RandomState.choice")]
    pub fn choice(
        &mut self,
        from: impl Into<Population>,
        size: impl IntoShape,
        how: impl Into<Choice>,
    ) -> Result<Array> {
        choice::choose(&mut self.bits, from.into(), size, how.into(), Method::Masked)
    }
}

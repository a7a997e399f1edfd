//! A short list of axis lengths or strides, inline up to four axes.
//!
//! Nearly every array has at most four axes; keeping those inline makes a slice or a transpose free of
//! allocation. A general small-vector crate was measured and lost: its clone walks the elements, this one is a
//! plain copy.

use core::fmt;
use core::ops::{Deref, DerefMut};

const INLINE: usize = 4;

/// A list of `T`, one per axis.
#[derive(Clone)]
pub struct Dims<T>(Repr<T>);

#[derive(Clone)]
enum Repr<T> {
    Inline(Count, [T; INLINE]),
    Heap(Box<[T]>),
}

/// How many inline places are used. A whole word, because a narrower count would put the array at an odd offset, where
/// copies stall; an enum, because its unused values leave room for the other variant without another word.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
enum Count {
    Zero,
    One,
    Two,
    Three,
    Four,
}

impl Count {
    #[inline]
    const fn new(n: usize) -> Count {
        match n {
            0 => Count::Zero,
            1 => Count::One,
            2 => Count::Two,
            3 => Count::Three,
            _ => Count::Four,
        }
    }
}

// An array is moved by value all over; with this size it is a few register moves.
const _: () = assert!(size_of::<Dims<usize>>() == 40);

impl<T: Copy + Default> Dims<T> {
    /// No axes at all.
    #[inline]
    pub fn empty() -> Self {
        Self(Repr::Inline(Count::Zero, [T::default(); INLINE]))
    }

    /// `n` times `value`.
    #[inline]
    pub fn filled(n: usize, value: T) -> Self {
        if n <= INLINE {
            let mut inline = [T::default(); INLINE];
            inline[..n].fill(value);
            Self(Repr::Inline(Count::new(n), inline))
        } else {
            Self(Repr::Heap(vec![value; n].into_boxed_slice()))
        }
    }

    /// The values of `slice`.
    #[inline]
    pub fn from_slice(slice: &[T]) -> Self {
        if slice.len() <= INLINE {
            let mut inline = [T::default(); INLINE];
            for (to, from) in inline.iter_mut().zip(slice) {
                *to = *from;
            }
            Self(Repr::Inline(Count::new(slice.len()), inline))
        } else {
            Self(Repr::Heap(slice.into()))
        }
    }

    /// Appends a value, moving to the heap when the inline room is used up.
    #[inline]
    pub fn push(&mut self, value: T) {
        match &mut self.0 {
            Repr::Inline(n, inline) if (*n as usize) < INLINE => {
                inline[*n as usize] = value;
                *n = Count::new(*n as usize + 1);
            }
            _ => self.push_long(value),
        }
    }

    #[cold]
    fn push_long(&mut self, value: T) {
        let mut long = self.to_vec();
        long.push(value);
        self.0 = Repr::Heap(long.into_boxed_slice());
    }

    /// Puts `value` before position `at`.
    pub fn insert(&mut self, at: usize, value: T) {
        let mut long = self.to_vec();
        long.insert(at, value);
        *self = Self::from_slice(&long);
    }

    /// Takes the value at position `at` out.
    pub fn remove(&mut self, at: usize) -> T {
        let mut long = self.to_vec();
        let value = long.remove(at);
        *self = Self::from_slice(&long);
        value
    }
}

impl<T> Deref for Dims<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match &self.0 {
            Repr::Inline(n, inline) => &inline[..*n as usize],
            Repr::Heap(long) => long,
        }
    }
}

impl<T> DerefMut for Dims<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        match &mut self.0 {
            Repr::Inline(n, inline) => &mut inline[..*n as usize],
            Repr::Heap(long) => long,
        }
    }
}

impl<T: Copy + Default> FromIterator<T> for Dims<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        let mut dims = Self::empty();
        for value in iter {
            dims.push(value);
        }
        dims
    }
}

impl<T: PartialEq> PartialEq for Dims<T> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self[..] == other[..]
    }
}

impl<T: Eq> Eq for Dims<T> {}

impl<T: fmt::Debug> fmt::Debug for Dims<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self[..].fmt(f)
    }
}

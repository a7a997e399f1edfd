//! Parameters of distributions: numbers, or arrays that broadcast against each other and against the shape asked for.
//!
//! NumPy's `cont` and `disc` (`numpy/random/_common.pyx`) have a function for each number and type of parameters; here a
//! tuple of [`Param`]s is one, and [`draws`] serves every distribution. Numbers take the short way: they are checked once,
//! and the loop holds nothing but the draw.

#![forbid(unsafe_code)]

mod rules;

pub(crate) use rules::{
    ABOVE_ONE, ANY, COUNTABLE, FROM_ONE, LARGEST_MEAN, NOT_NEGATIVE, POSITIVE, POSITIVE_NUMBER,
    POSITIVE_PROBABILITY, PROBABILITY, PROBABILITY_BELOW_ONE, Rule,
};

use crate::error::{Fault, RandomError};
use crate::fill::{edit, filled};
use nd_core::{
    Arg, Array, Casting, DTypeError, Error, ErrorKind, IntoShape, Item, Operand, Plain, Result, Scalar,
    ShapeError, ViewGuard, Weak, broadcast_shapes, can_cast, zeros,
};

/// What parameters are computed in: doubles and integers.
pub(crate) trait Number: Plain + Item {
    /// The literal as such a number, if it is one.
    fn literal(weak: Weak) -> Option<Self>;

    /// As a double, in which rules are written.
    fn double(self) -> f64;
}

impl Number for f64 {
    fn literal(weak: Weak) -> Option<f64> {
        match weak {
            Weak::Float(x) => Some(x),
            Weak::Int(x) => Some(x as f64),
            Weak::Complex(_) => None,
        }
    }

    fn double(self) -> f64 {
        self
    }
}

impl Number for i64 {
    fn literal(weak: Weak) -> Option<i64> {
        match weak {
            Weak::Int(x) => i64::try_from(x).ok(),
            _ => None,
        }
    }

    fn double(self) -> f64 {
        self as f64
    }
}

/// A parameter by its name: one number, or an array of them.
pub(crate) struct Param<T> {
    name: &'static str,
    rule: Rule,
    value: Value<T>,
}

enum Value<T> {
    One(T),
    Many(Array),
}

/// The elements of a parameter, brought to one shape and borrowed.
pub(crate) enum Spread<T> {
    One(T),
    Many(ViewGuard<T>),
}

impl<T: Number> Param<T> {
    /// Holds the elements against the rule, in NumPy's order and words for numbers, or for parameters of which any is an
    /// array.
    fn check(&self, numbers: bool) -> Result<()> {
        for i in 0..self.rule.len() {
            let (test, fault) = self.rule[if numbers { self.rule.len() - 1 - i } else { i }];
            let fits = match &self.value {
                Value::One(number) => test(number.double()),
                Value::Many(array) => {
                    array.with(|view| view.iter().all(|number: &T| test(number.double())))?
                }
            };
            let name = self.name;
            match fits {
                true => {}
                false if numbers => return Err(RandomError::Parameter { name, fault }.into()),
                false => return Err(RandomError::Parameters { name, fault }.into()),
            }
        }
        Ok(())
    }

    fn number(&self) -> Option<T> {
        match self.value {
            Value::One(number) => Some(number),
            Value::Many(_) => None,
        }
    }

    fn shape(&self) -> &[usize] {
        match &self.value {
            Value::One(_) => &[],
            Value::Many(array) => array.shape(),
        }
    }

    fn spread(&self, shape: &[usize]) -> Result<Spread<T>> {
        Ok(match &self.value {
            Value::One(number) => Spread::One(*number),
            Value::Many(array) => Spread::Many(array.broadcast_to(shape)?.view()?),
        })
    }
}

/// The operand as a parameter; the rule is looked at when numbers are drawn.
pub(crate) fn param<T: Number>(name: &'static str, rule: Rule, operand: &impl Operand) -> Result<Param<T>> {
    let arg = operand.operand();
    let value = match arg {
        Arg::Weak(weak) => Value::One(match T::literal(weak) {
            Some(number) => number,
            None => T::from_scalar(&Scalar::from_weak(weak, &T::DTYPE)?)?,
        }),
        arg => Value::of(&arg.to_array()?)?,
    };
    Ok(Param { name, rule, value })
}

impl<T: Number> Value<T> {
    /// A copy, so that nothing that is drawn can change it.
    fn of(array: &Array) -> Result<Value<T>> {
        let (from, to, casting) = (array.dtype(), T::DTYPE, Casting::Safe);
        if !can_cast(from, &to, casting) {
            let from = from.clone();
            return Err(DTypeError::Cast { what: "array data", from, to, casting }.into());
        }
        let array = array.astype(to)?;
        Ok(if array.ndim() == 0 { Value::One(array.item()?) } else { Value::Many(array) })
    }
}

impl<T: Number> Spread<T> {
    /// The elements in C order; one number for ever.
    fn iter(&self) -> impl Iterator<Item = T> {
        let (one, many) = match self {
            Spread::One(number) => (Some(*number), None),
            Spread::Many(guard) => (None, Some(guard.view().iter().copied())),
        };
        one.into_iter().cycle().chain(many.into_iter().flatten())
    }
}

/// A tuple of parameters.
pub(crate) trait Params {
    /// The numbers of one draw.
    type Numbers: Copy;

    /// The numbers, if no parameter is an array.
    fn numbers(&self) -> Option<Self::Numbers>;

    /// The shapes, none for a number.
    fn shapes(&self) -> Vec<&[usize]>;

    /// Holds every parameter against its rule.
    fn check(&self) -> Result<()>;

    /// Calls `f` with what stands at each position of `shape`, in C order, until it is enough.
    fn visit(&self, shape: &[usize], f: impl FnMut(Self::Numbers) -> bool) -> Result<()>;

    /// Whether `test` holds at any position of the common shape.
    fn any(&self, test: impl Fn(Self::Numbers) -> bool) -> Result<bool> {
        if let Some(numbers) = self.numbers() {
            return Ok(test(numbers));
        }
        let mut any = false;
        let shapes = self.shapes();
        let clash = |_| {
            let shapes = shapes.iter().map(|shape| shape.to_vec()).collect();
            Error::new(ErrorKind::Value, ShapeError::Operands { shapes })
        };
        self.visit(&broadcast_shapes(&shapes).map_err(clash)?, |numbers| {
            any = test(numbers);
            !any
        })?;
        Ok(any)
    }
}

// impl Params for (Param<A>,), (Param<A>, Param<B>), …
macro_rules! params {
    // $t: a type of numbers; $i: its place; the rest are names for what stands there.
    ($($t:ident $i:tt $spread:ident $x:ident),+) => {
        impl<$($t: Number),+> Params for ($(Param<$t>,)+) {
            type Numbers = ($($t,)+);

            fn numbers(&self) -> Option<($($t,)+)> {
                Some(($(self.$i.number()?,)+))
            }

            fn shapes(&self) -> Vec<&[usize]> {
                vec![$(self.$i.shape()),+]
            }

            fn check(&self) -> Result<()> {
                let numbers = self.numbers().is_some();
                $(self.$i.check(numbers)?;)+
                Ok(())
            }

            fn visit(&self, shape: &[usize], mut f: impl FnMut(($($t,)+)) -> bool) -> Result<()> {
                $(
                    let $spread = self.$i.spread(shape)?;
                    let mut $x = $spread.iter();
                )+
                for _ in 0..shape.iter().product() {
                    let ($(Some($x),)+) = ($($x.next(),)+) else { break };
                    if !f(($($x,)+)) {
                        break;
                    }
                }
                Ok(())
            }
        }
    };
}
params!(A 0 first a);
params!(A 0 first a, B 1 second b);
params!(A 0 first a, B 1 second b, C 2 third c);

/// An array of draws: `size` of them, or for a size of `()` as many as the parameters broadcast to.
pub(crate) fn draws<P: Params, T: Plain>(
    params: &P,
    size: impl IntoShape,
    mut draw: impl FnMut(P::Numbers) -> T,
) -> Result<Array> {
    params.check()?;
    if let Some(numbers) = params.numbers() {
        return filled(size, |out: &mut [T]| out.fill_with(|| draw(numbers)));
    }
    let (size, mut shapes) = (size.into_shape().lengths()?, params.shapes());
    if !size.is_empty() {
        shapes.insert(0, &size);
    }
    let shape = common_shape(&size, &shapes)?;
    let array = zeros(&shape, T::DTYPE)?;
    edit(&array, |out| visit(params, &shape, out, draw))??;
    Ok(array)
}

/// Draws for every slot with the numbers at its position in `shape`, in C order.
pub(crate) fn visit<P: Params, T>(
    params: &P,
    shape: &[usize],
    out: &mut [T],
    mut draw: impl FnMut(P::Numbers) -> T,
) -> Result<()> {
    let mut slots = out.iter_mut();
    params.visit(shape, |numbers| match slots.next() {
        Some(slot) => {
            *slot = draw(numbers);
            true
        }
        None => false,
    })
}

/// [`draws`] of doubles by the names of the variables that hold them.
macro_rules! doubles {
    // $size: the shape; $p: a parameter, and its name in NumPy; $rule: what it must be; $body: one draw.
    ($size:expr, |$($p:ident: $rule:ident),+| $body:expr) => {{
        let params = ($($crate::params::param::<f64>(stringify!($p), $rule, &$p)?,)+);
        $crate::params::draws(&params, $size, |($($p,)+)| $body)
    }};
}
pub(crate) use doubles;

/// What is wrong with several parameters together.
pub(crate) fn require(fits: bool, name: &'static str, fault: Fault) -> Result<(), RandomError> {
    if fits { Ok(()) } else { Err(RandomError::Parameter { name, fault }) }
}

/// The shape to draw: `size`, if all of `shapes`, of which it is one, broadcast to it; for no axes what they broadcast to.
pub(crate) fn common_shape(size: &[usize], shapes: &[&[usize]]) -> Result<Vec<usize>> {
    let common = broadcast_shapes(shapes)?;
    if !size.is_empty() && common != size {
        return Err(RandomError::Size { size: size.to_vec(), common }.into());
    }
    Ok(common)
}

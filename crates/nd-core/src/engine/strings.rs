//! Functions of text of any length: comparisons, `add`, which joins, `multiply`, which repeats, and `isnan`.
//!
//! Elements are copied out, which keeps long texts alive, and results are laid out at the end. A missing value is what its
//! dtype says: one like NaN spreads, any other is refused where it would have to have an order or a text.

#![forbid(unsafe_code)]

use super::arg::Arg;
use super::call::{CallOptions, check_mask};
use super::elementwise::Elementwise;
use super::objects::store;
use super::text::TextOperation;
use super::transfer::packed_bytes;
use crate::array::{Array, empty, zeros};
use crate::error::room;
use core::cmp::Ordering;
use nd_dtype::{
    Casting, Counted, DType, Managed, NaObject, Object, ObjectError, Result, Scalar, Variable, promote_types,
};

/// What a function does with text of any length.
#[derive(Clone, Copy)]
enum Function {
    Compare(fn(Ordering) -> bool),
    Join,
    /// Which of two texts in the wrong order gives the second.
    Choose(Ordering),
}

fn dtype_of(arg: &Arg<'_>) -> Option<DType> {
    arg.strong().filter(|dtype| dtype.string().is_some() || dtype.kind() == 'U')
}

/// An operand as an array of `dtype`.
fn array(arg: &Arg<'_>, dtype: &DType) -> Result<Array> {
    arg.to_array()?.astype_view(dtype)
}

fn elements(packed: &Counted) -> impl Iterator<Item = Variable<'_>> {
    packed.chunks_exact(Managed::Text.itemsize()).map(Variable::of)
}

impl Elementwise {
    /// The call, if an operand is text of any length and the function takes it; `None` if the table has to decide.
    pub(super) fn call_strings(
        &self,
        args: &[Arg<'_>],
        options: &CallOptions<'_>,
        casting: Casting,
    ) -> Option<Result<Array>> {
        let is_string = |arg: &Arg<'_>| matches!(arg, Arg::Array(array) if array.dtype.string().is_some());
        if !args.iter().any(is_string) || options.dtype.is_some() {
            return None;
        }
        let compute = || match args {
            [x, y] => {
                if let (Some(a), Some(b)) = (dtype_of(x), dtype_of(y)) {
                    let function = match (self.text, self.name) {
                        (Some(TextOperation::Compare(accepts)), _) => Function::Compare(accepts),
                        (Some(TextOperation::Join), _) => Function::Join,
                        (None, "maximum") => Function::Choose(Ordering::Less),
                        (None, "minimum") => Function::Choose(Ordering::Greater),
                        _ => return None,
                    };
                    return Some(promote_types(&a, &b).and_then(|dtype| {
                        let shape = self.common_shape(args, &[options.out], options)?;
                        self.pairs(function, &array(x, &dtype)?, &array(y, &dtype)?, &shape)
                    }));
                }
                let counted = |arg: &Arg<'_>| match arg {
                    Arg::Array(array) => matches!(array.dtype.kind(), 'i' | 'u'),
                    Arg::Scalar(scalar) => matches!(scalar.dtype().kind(), 'i' | 'u'),
                    Arg::Weak(weak) => matches!(weak, nd_dtype::Weak::Int(_)),
                };
                let (text, count) = if is_string(x) { (x, y) } else { (y, x) };
                if self.name != "multiply" || !counted(count) {
                    return None;
                }
                Some(self.common_shape(args, &[options.out], options).and_then(|shape| {
                    let dtype = text.strong().unwrap_or(DType::STRING);
                    repeated(&array(text, &dtype)?, &array(count, &DType::I64)?, &shape)
                }))
            }
            [Arg::Array(x)] if self.name == "isnan" => Some(missing(x)),
            _ => None,
        };
        let deliver = |result: Array| {
            if let Some(mask) = options.where_ {
                check_mask(mask)?;
            }
            match (options.out, options.where_) {
                (None, None) => Ok(result),
                (None, mask) => store(&result, &zeros(result.shape(), result.dtype())?, mask),
                (Some(out), mask) => {
                    super::assign::check_output(out)?;
                    self.check_output(out, &result.dtype, 0, casting)?;
                    store(&result, out, mask)
                }
            }
        };
        compute().map(|result| result.and_then(deliver))
    }

    /// The function of two arrays of one dtype that broadcast to `shape`.
    fn pairs(&self, function: Function, a: &Array, b: &Array, shape: &[usize]) -> Result<Array> {
        let dtype = &a.dtype;
        let nan_like = dtype.string().and_then(|string| string.na()) == Some(&NaObject::Nan);
        let (x, y) = (
            packed_bytes(self.name, &a.broadcast_to(shape)?)?,
            packed_bytes(self.name, &b.broadcast_to(shape)?)?,
        );
        let pairs = elements(&x).zip(elements(&y));
        let refused = || ObjectError::Null { name: self.name };
        match function {
            Function::Compare(accepts) => {
                let mut told: Vec<bool> = room(shape.iter().product())?;
                for (a, b) in pairs {
                    told.push(match (a.compare(&b), self.name) {
                        (Some(order), _) => accepts(order),
                        (None, _) if nan_like => false,
                        (None, "equal") => a.bytes() == b.bytes(),
                        (None, "not_equal") => a.bytes() != b.bytes(),
                        (None, _) => return Err(refused().into()),
                    });
                }
                Array::from_items(shape, &told)
            }
            Function::Join | Function::Choose(_) => {
                let mut made: Vec<Scalar> = room(shape.iter().product())?;
                for (a, b) in pairs {
                    made.push(match (a.text(), b.text(), function) {
                        (Some(a), Some(b), Function::Choose(wrong)) => {
                            Scalar::Str(if a.cmp(&b) == wrong { b } else { a })
                        }
                        (Some(a), Some(b), _) => Scalar::Str(a + &b),
                        _ if nan_like => Scalar::Object(Object::from(f64::NAN)),
                        (_, _, Function::Join) => return Err(ObjectError::NullJoin.into()),
                        _ => return Err(refused().into()),
                    });
                }
                empty(shape, dtype)?.filled_with(&made)
            }
        }
    }
}

/// Each text as often as its count says.
fn repeated(text: &Array, counts: &Array, shape: &[usize]) -> Result<Array> {
    let (texts, counts) =
        (packed_bytes("multiply", &text.broadcast_to(shape)?)?, counts.broadcast_to(shape)?);
    let mut made: Vec<Scalar> = room(shape.iter().product())?;
    for (text, count) in elements(&texts).zip(counts.to_vec::<i64>()?) {
        let count = usize::try_from(count).unwrap_or(0);
        let Some(text) = text.text() else { return Err(ObjectError::NullJoin.into()) };
        made.push(Scalar::Str(nd_dtype::object::repeated(&text, count)?));
    }
    empty(shape, &text.dtype)?.filled_with(&made)
}

/// Where values are missing, if they are like NaN.
fn missing(x: &Array) -> Result<Array> {
    let nan_like = x.dtype.string().and_then(|string| string.na()) == Some(&NaObject::Nan);
    let packed = packed_bytes("isnan", x)?;
    let told: Vec<bool> = elements(&packed).map(|value| nan_like && value.bytes().is_none()).collect();
    Array::from_items(x.shape(), &told)
}

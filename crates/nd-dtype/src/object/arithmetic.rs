//! Python's arithmetic of objects: numbers as Python computes with them, text that is joined and repeated.

use super::Object;
use super::compare::Number;
use crate::error::ObjectError;
use crate::{Complex, Result, Scalar};
use core::cmp::Ordering;

/// What a universal function does with objects.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ObjectOperation {
    /// A function of two objects.
    Binary(Binary),
    /// A function of one object.
    Unary(Unary),
    /// The first of three objects, but not below the second and not above the third.
    Clip,
    /// A function for which Python has no operator: values would need a method of its name.
    Method,
}

/// The functions of two objects.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binary {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `//`
    FloorDivide,
    /// `%`
    Remainder,
    /// `**`
    Power,
    /// `&`
    And,
    /// `|`
    Or,
    /// `^`
    Xor,
    /// `<<`
    LeftShift,
    /// `>>`
    RightShift,
    /// The greater
    Maximum,
    /// The smaller
    Minimum,
    /// `math.gcd`
    Gcd,
    /// `math.lcm`
    Lcm,
    /// `and`
    LogicalAnd,
    /// `or`
    LogicalOr,
}

/// The functions of one object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unary {
    /// `-`
    Negative,
    /// `+`
    Positive,
    /// `abs`
    Absolute,
    /// `~`
    Invert,
    /// `not`
    LogicalNot,
    /// `int.bit_count`
    BitCount,
    /// The product with itself
    Square,
    /// 1 over it
    Reciprocal,
    /// -1, 0 or 1
    Sign,
    /// The conjugate of a number
    Conjugate,
    /// `math.floor`
    Floor,
    /// `math.ceil`
    Ceil,
    /// `math.trunc`
    Trunc,
}

impl ObjectOperation {
    /// What the function of that name does with objects; `None` for one that takes none.
    pub fn named(name: &str) -> Option<ObjectOperation> {
        use ObjectOperation::{Binary as Two, Unary as One};
        Some(match name {
            "add" => Two(Binary::Add),
            "subtract" => Two(Binary::Subtract),
            "multiply" => Two(Binary::Multiply),
            "divide" => Two(Binary::Divide),
            "floor_divide" => Two(Binary::FloorDivide),
            "remainder" => Two(Binary::Remainder),
            "power" => Two(Binary::Power),
            "bitwise_and" => Two(Binary::And),
            "bitwise_or" => Two(Binary::Or),
            "bitwise_xor" => Two(Binary::Xor),
            "left_shift" => Two(Binary::LeftShift),
            "right_shift" => Two(Binary::RightShift),
            "maximum" | "fmax" => Two(Binary::Maximum),
            "minimum" | "fmin" => Two(Binary::Minimum),
            "gcd" => Two(Binary::Gcd),
            "lcm" => Two(Binary::Lcm),
            "clip" => ObjectOperation::Clip,
            "logical_and" => Two(Binary::LogicalAnd),
            "logical_or" => Two(Binary::LogicalOr),
            "negative" => One(Unary::Negative),
            "positive" => One(Unary::Positive),
            "absolute" => One(Unary::Absolute),
            "invert" => One(Unary::Invert),
            "logical_not" => One(Unary::LogicalNot),
            "square" => One(Unary::Square),
            "bitwise_count" => One(Unary::BitCount),
            "reciprocal" => One(Unary::Reciprocal),
            "sign" => One(Unary::Sign),
            "conjugate" => One(Unary::Conjugate),
            "floor" => One(Unary::Floor),
            "ceil" => One(Unary::Ceil),
            "trunc" => One(Unary::Trunc),
            "copysign" | "divmod" | "float_power" | "frexp" | "heaviside" | "isfinite" | "isinf"
            | "isnan" | "isnat" | "ldexp" | "logaddexp" | "logaddexp2" | "modf" | "nextafter" | "signbit"
            | "spacing" => {
                return None;
            }
            _ => ObjectOperation::Method,
        })
    }
}

impl Binary {
    /// How Python writes the operator.
    const fn symbol(self) -> &'static str {
        match self {
            Binary::Add => "+",
            Binary::Subtract => "-",
            Binary::Multiply => "*",
            Binary::Divide => "/",
            Binary::FloorDivide => "//",
            Binary::Remainder => "%",
            Binary::Power => "** or pow()",
            Binary::And => "&",
            Binary::Or => "|",
            Binary::Xor => "^",
            Binary::LeftShift => "<<",
            Binary::RightShift => ">>",
            Binary::Maximum => ">=",
            Binary::Minimum => "<=",
            Binary::Gcd => "gcd()",
            Binary::Lcm => "lcm()",
            Binary::LogicalAnd => "and",
            Binary::LogicalOr => "or",
        }
    }

    /// The result for two objects.
    ///
    /// ```
    /// use nd_dtype::object::Binary;
    /// assert_eq!(Binary::Add.apply(&"a".into(), &"b".into())?.to_string(), "ab");
    /// assert_eq!(Binary::FloorDivide.apply(&(-7).into(), &2.into())?.to_string(), "-4");
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    ///
    /// # Errors
    /// As Python: [`Type`](crate::ErrorKind::Type) for objects that the operator does not take,
    /// [`ZeroDivision`](crate::ErrorKind::ZeroDivision), and [`Overflow`](crate::ErrorKind::Overflow) for integers of more
    /// than 64 bits, which Python has.
    pub fn apply(self, a: &Object, b: &Object) -> Result<Object> {
        match self {
            Binary::LogicalAnd => return Ok(if a.truth() { b.clone() } else { a.clone() }),
            Binary::LogicalOr => return Ok(if a.truth() { a.clone() } else { b.clone() }),
            Binary::Maximum | Binary::Minimum => {
                let wanted = if self == Binary::Maximum { Ordering::Less } else { Ordering::Greater };
                let order = a.compare(b, self.symbol())?;
                return Ok(if order.is_some_and(|order| order != wanted) { a.clone() } else { b.clone() });
            }
            _ => {}
        }
        if let (Some(x), Some(y)) = (Number::of(a), Number::of(b)) {
            let both_bool =
                matches!((a.scalar(), b.scalar()), (Some(Scalar::Bool(_)), Some(Scalar::Bool(_))));
            return self.numbers(x, y, both_bool)?.ok_or_else(|| self.refused(a, b));
        }
        self.texts(a, b)
    }

    fn refused(self, a: &Object, b: &Object) -> crate::Error {
        let (left, right) = (a.type_name(), b.type_name());
        ObjectError::Operands { symbol: self.symbol(), left, right }.into()
    }

    /// The result for two numbers; `None` where the operator does not take their kinds.
    fn numbers(self, x: Number, y: Number, both_bool: bool) -> Result<Option<Object>> {
        match (x, y) {
            (Number::Int(a), Number::Int(b)) => self.integers(a, b, both_bool),
            (Number::Complex(_), _) | (_, Number::Complex(_)) => self.complexes(x.complex(), y.complex()),
            _ => match (x.float(), y.float()) {
                (Some(a), Some(b)) => self.floats(a, b),
                _ => Ok(None),
            },
        }
    }

    fn integers(self, a: i128, b: i128, both_bool: bool) -> Result<Option<Object>> {
        let zero = |message| Err(ObjectError::Division { message }.into());
        let value = match self {
            Binary::Add => a.checked_add(b),
            Binary::Subtract => a.checked_sub(b),
            Binary::Multiply => a.checked_mul(b),
            Binary::Divide if b == 0 => return zero("division by zero"),
            Binary::Divide => return Ok(Some(Object::from(a as f64 / b as f64))),
            Binary::FloorDivide if b == 0 => return zero("integer division or modulo by zero"),
            Binary::FloorDivide => Some(a.div_euclid(b) - i128::from(b < 0 && a.rem_euclid(b) != 0)),
            Binary::Remainder if b == 0 => return zero("integer modulo by zero"),
            Binary::Remainder => Some((a % b + b) % b),
            Binary::Power if b < 0 => return self.floats(a as f64, b as f64),
            Binary::Power => match u32::try_from(b) {
                Ok(exponent) => a.checked_pow(exponent),
                Err(_) => (a.abs() < 2).then(|| if a == 0 { 0 } else { a.pow((b % 2) as u32) }),
            },
            Binary::And | Binary::Or | Binary::Xor => {
                let value = match self {
                    Binary::And => a & b,
                    Binary::Or => a | b,
                    _ => a ^ b,
                };
                if both_bool {
                    return Ok(Some(Object::from(value != 0)));
                }
                Some(value)
            }
            Binary::LeftShift | Binary::RightShift if b < 0 => return Err(ObjectError::Shift.into()),
            Binary::LeftShift if a == 0 => Some(0),
            Binary::LeftShift => u32::try_from(b).ok().filter(|&b| b < 64).map(|b| a << b),
            Binary::RightShift => Some(a >> b.min(127)),
            Binary::Gcd => Some(common_divisor(a, b)),
            Binary::Lcm if a == 0 && b == 0 => return zero("integer division or modulo by zero"),
            Binary::Lcm => (a / common_divisor(a, b)).checked_mul(b).map(i128::abs),
            _ => return Ok(None),
        };
        value.and_then(integer).map(Some).ok_or_else(|| ObjectError::Overflow.into())
    }

    fn floats(self, a: f64, b: f64) -> Result<Option<Object>> {
        let zero = |message| Err(ObjectError::Division { message }.into());
        // The remainder has the sign of the divisor, as in Python.
        let remainder = || {
            let rest = a % b;
            match rest {
                0.0 => rest.copysign(b),
                _ if (rest < 0.0) != (b < 0.0) => rest + b,
                _ => rest,
            }
        };
        Ok(Some(Object::from(match self {
            Binary::Add => a + b,
            Binary::Subtract => a - b,
            Binary::Multiply => a * b,
            Binary::Divide if b == 0.0 => return zero("float division by zero"),
            Binary::Divide => a / b,
            Binary::FloorDivide if b == 0.0 => return zero("float floor division by zero"),
            Binary::FloorDivide => {
                let quotient = (a - remainder()) / b;
                let floor = quotient.floor();
                if quotient - floor > 0.5 { floor + 1.0 } else { floor }
            }
            Binary::Remainder if b == 0.0 => return zero("float modulo"),
            Binary::Remainder => remainder(),
            Binary::Power if a == 0.0 && b < 0.0 => return zero("0.0 cannot be raised to a negative power"),
            Binary::Power if a < 0.0 && b.is_finite() && b.trunc() != b => {
                return self.complexes(Complex::new(a, 0.0), Complex::new(b, 0.0));
            }
            Binary::Power => a.powf(b),
            _ => return Ok(None),
        })))
    }

    fn complexes(self, a: Complex<f64>, b: Complex<f64>) -> Result<Option<Object>> {
        Ok(Some(Object::from(match self {
            Binary::Add => a + b,
            Binary::Subtract => a - b,
            Binary::Multiply => a * b,
            Binary::Divide if b == Complex::new(0.0, 0.0) => {
                return Err(ObjectError::Division { message: "complex division by zero" }.into());
            }
            Binary::Divide => a / b,
            Binary::Power => a.powc(b),
            _ => return Ok(None),
        })))
    }

    /// Text is joined by `+` and repeated by `*`.
    fn texts(self, a: &Object, b: &Object) -> Result<Object> {
        let count = |object: &Object| match Number::of(object) {
            Some(Number::Int(n)) => Some(usize::try_from(n.max(0)).unwrap_or(usize::MAX)),
            _ => None,
        };
        match (self, a.scalar(), b.scalar()) {
            (Binary::Add, Some(Scalar::Str(x)), Some(Scalar::Str(y))) => Ok(Object::from(format!("{x}{y}"))),
            (Binary::Add, Some(Scalar::Bytes(x)), Some(Scalar::Bytes(y))) => {
                Ok(Object::from(Scalar::Bytes([&x[..], y].concat())))
            }
            (Binary::Add, Some(Scalar::Str(_)), _) => {
                Err(ObjectError::Concatenate { found: b.type_name() }.into())
            }
            (Binary::Multiply, Some(Scalar::Str(text)), _)
            | (Binary::Multiply, _, Some(Scalar::Str(text))) => {
                let other = if matches!(a.scalar(), Some(Scalar::Str(_))) { b } else { a };
                let found = other.type_name();
                let count = count(other).ok_or(ObjectError::Repeat { found })?;
                Ok(Object::from(repeated(text, count)?))
            }
            _ => Err(self.refused(a, b)),
        }
    }
}

/// A text so many times in a row.
///
/// # Errors
/// Memory that cannot be had.
pub fn repeated(text: &str, count: usize) -> Result<String> {
    let bytes = text.len().saturating_mul(count);
    let mut all = String::new();
    all.try_reserve_exact(bytes).map_err(|_| ObjectError::Memory { bytes })?;
    (0..count).for_each(|_| all.push_str(text));
    Ok(all)
}

/// Euclid's algorithm.
fn common_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.abs()
}

/// An object of an integer, if that has at most 64 bits.
fn integer(value: i128) -> Option<Object> {
    i64::try_from(value).map(Object::from).or_else(|_| u64::try_from(value).map(Object::from)).ok()
}

impl Unary {
    /// The result for an object, which `name` is the function for.
    ///
    /// # Errors
    /// As [`Binary::apply`].
    pub fn apply(self, x: &Object, name: &'static str) -> Result<Object> {
        let refused = |symbol| ObjectError::Operand { symbol, found: x.type_name() };
        let whole = |value: f64| match value {
            _ if value.is_nan() => Err(crate::DTypeError::NanToInt.into()),
            _ if value.is_infinite() => Err(crate::DTypeError::InfinityToInt.into()),
            _ => integer(value as i128).ok_or_else(|| ObjectError::Overflow.into()),
        };
        let fitting = |value: i128| integer(value).ok_or_else(|| ObjectError::Overflow.into());
        let number = Number::of(x);
        match (self, number) {
            (Unary::LogicalNot, _) => Ok(Object::from(!x.truth())),
            (Unary::Square, _) => Binary::Multiply.apply(x, x),
            (Unary::Reciprocal, _) => Binary::Divide.apply(&Object::from(1), x),
            (Unary::Negative, Some(Number::Int(n))) => fitting(-n),
            (Unary::Negative, Some(Number::Float(n))) => Ok(Object::from(-n)),
            (Unary::Negative, Some(Number::Complex(n))) => Ok(Object::from(-n)),
            (Unary::Negative, None) => Err(refused("unary -").into()),
            (Unary::Positive, Some(Number::Int(n))) => fitting(n),
            (Unary::Positive, Some(_)) => Ok(x.clone()),
            (Unary::Positive, None) => Err(refused("unary +").into()),
            (Unary::Absolute, Some(Number::Int(n))) => fitting(n.abs()),
            (Unary::Absolute, Some(Number::Float(n))) => Ok(Object::from(n.abs())),
            (Unary::Absolute, Some(Number::Complex(n))) => Ok(Object::from(n.re.hypot(n.im))),
            (Unary::Absolute, None) => Err(refused("abs()").into()),
            (Unary::Invert, Some(Number::Int(n))) => fitting(!n),
            (Unary::Invert, _) => Err(refused("unary ~").into()),
            (Unary::BitCount, Some(Number::Int(n))) => {
                Ok(Object::from(i64::from(n.unsigned_abs().count_ones())))
            }
            (Unary::BitCount, _) => {
                let found = x.type_name();
                Err(ObjectError::Method { argument: 0, found, method: "bit_count" }.into())
            }
            (Unary::Sign, Some(Number::Int(n))) => fitting(n.signum()),
            (Unary::Sign, Some(Number::Float(n))) if !n.is_nan() => {
                fitting(i128::from(n > 0.0) - i128::from(n < 0.0))
            }
            (Unary::Conjugate, Some(Number::Complex(n))) => Ok(Object::from(n.conj())),
            (Unary::Conjugate, Some(_)) => Ok(x.clone()),
            (Unary::Floor | Unary::Ceil | Unary::Trunc, Some(Number::Int(n))) => fitting(n),
            (Unary::Floor, Some(Number::Float(n))) => whole(n.floor()),
            (Unary::Ceil, Some(Number::Float(n))) => whole(n.ceil()),
            (Unary::Trunc, Some(Number::Float(n))) => whole(n.trunc()),
            _ => Err(ObjectError::Method { argument: 0, found: x.type_name(), method: name }.into()),
        }
    }
}

//! What a Rust program takes an element as, or gives for one: a number, a string, or a [`Scalar`] of any dtype.

use crate::{
    ByteOrder, Casting, DType, DTypeError, DateTime64, Element, Object, Resolution, Result, Scalar, Temporal,
    TimeDelta64, TypeArg, can_cast, result_type,
};

mod sealed {
    pub trait Sealed {}
    impl<T: crate::Element> Sealed for T {}
    impl Sealed for String {}
    impl Sealed for crate::Scalar {}
    impl Sealed for crate::DateTime64 {}
    impl Sealed for crate::TimeDelta64 {}
    impl Sealed for crate::Object {}
}

/// A Rust type for single elements: every [`Element`], which has one dtype; [`String`], for text; [`DateTime64`]
/// and [`TimeDelta64`], for times of any unit; [`Object`], for values of any type; and [`Scalar`], for elements of any dtype.
///
/// Closures over arrays take and return such values, and arrays give them out. The trait is sealed, as [`Element`] is.
///
/// ```
/// use nd_dtype::{DType, Item, Scalar};
/// assert_eq!(String::dtype_of(&["a".to_owned(), "bcd".to_owned()])?, DType::str(3)?);
/// assert_eq!(Scalar::dtype_of(&[Scalar::I8(1), Scalar::F32(0.5)])?, DType::F32);
/// # Ok::<(), nd_dtype::Error>(())
/// ```
pub trait Item: Sized + 'static + sealed::Sealed {
    /// The dtype of all values of the type, if there is only one.
    const FIXED: Option<DType>;

    /// The dtype to which elements of `own` are converted before [`Item::read`] takes them.
    ///
    /// # Errors
    /// A dtype whose elements are no such values.
    fn read_as(own: &DType) -> Result<DType>;

    /// Whether elements of `own` are such values without loss.
    fn holds(own: &DType) -> bool;

    /// The value of one element of `dtype`, which [`Item::read_as`] gave.
    fn read(dtype: &DType, bytes: &[u8]) -> Self;

    /// The value of a scalar.
    ///
    /// # Errors
    /// A scalar that the type does not hold.
    fn from_scalar(scalar: &Scalar) -> Result<Self>;

    /// The dtype that an array of these values has; `float64` for no values of no fixed dtype.
    ///
    /// # Errors
    /// Values without a common dtype.
    fn dtype_of(values: &[Self]) -> Result<DType>;

    /// The value as a scalar of its own dtype.
    fn to_scalar(&self) -> Scalar;

    /// Writes the value as one element of `dtype`, whose elements are their bytes.
    ///
    /// # Errors
    /// A value that the dtype does not take.
    fn write(&self, dtype: &DType, bytes: &mut [u8]) -> Result<()>;
}

impl<T: Element> Item for T {
    const FIXED: Option<DType> = Some(T::DTYPE);

    fn read_as(_: &DType) -> Result<DType> {
        Ok(T::DTYPE)
    }

    fn holds(own: &DType) -> bool {
        can_cast(own, &T::DTYPE, Casting::Safe)
    }

    #[inline]
    fn read(_: &DType, bytes: &[u8]) -> T {
        T::load(bytes)
    }

    fn from_scalar(scalar: &Scalar) -> Result<T> {
        scalar.get()
    }

    fn dtype_of(_: &[T]) -> Result<DType> {
        Ok(T::DTYPE)
    }

    fn to_scalar(&self) -> Scalar {
        (*self).into()
    }

    #[inline]
    fn write(&self, _: &DType, bytes: &mut [u8]) -> Result<()> {
        self.store(bytes);
        Ok(())
    }
}

impl Item for String {
    const FIXED: Option<DType> = None;

    fn read_as(own: &DType) -> Result<DType> {
        if own.string().is_some() {
            return Ok(own.clone());
        }
        DType::str(0)?.adapted_to(own)
    }

    fn holds(own: &DType) -> bool {
        own.is_text() || own.string().is_some()
    }

    fn read(dtype: &DType, bytes: &[u8]) -> String {
        Scalar::from_bytes(dtype, bytes).to_string()
    }

    fn from_scalar(scalar: &Scalar) -> Result<String> {
        if let Scalar::Object(object) = scalar
            && let Some(inner) = object.scalar()
        {
            return Self::from_scalar(inner);
        }
        let own = scalar.dtype();
        if !own.is_text() {
            let (what, to) = ("scalar", DType::str(0)?);
            return Err(DTypeError::Cast { what, from: own, to, casting: Casting::SameKind }.into());
        }
        Ok(scalar.cast(&Self::read_as(&own)?)?.to_string())
    }

    fn dtype_of(values: &[String]) -> Result<DType> {
        let widest = values.iter().map(|text| text.chars().count()).max();
        DType::str(widest.unwrap_or(0).max(1))
    }

    fn to_scalar(&self) -> Scalar {
        self.into()
    }

    fn write(&self, dtype: &DType, bytes: &mut [u8]) -> Result<()> {
        if dtype.is_text() {
            crate::text::store_str(self, dtype, bytes)
        } else {
            Scalar::from(self).write_bytes(dtype, bytes)
        }
    }
}

impl Item for Scalar {
    const FIXED: Option<DType> = None;

    fn read_as(own: &DType) -> Result<DType> {
        Ok(own.clone())
    }

    fn holds(_: &DType) -> bool {
        true
    }

    fn read(dtype: &DType, bytes: &[u8]) -> Scalar {
        Scalar::from_bytes(dtype, bytes)
    }

    fn from_scalar(scalar: &Scalar) -> Result<Scalar> {
        Ok(scalar.clone())
    }

    fn dtype_of(values: &[Scalar]) -> Result<DType> {
        let mut found: Vec<DType> = Vec::new();
        for value in values {
            let dtype = value.dtype();
            if !found.contains(&dtype) {
                found.push(dtype);
            }
        }
        match &found[..] {
            [] => Ok(DType::F64),
            [only] => Ok(only.clone().for_new_array()),
            found => {
                result_type(&found.iter().map(TypeArg::Strong).collect::<Vec<_>>()).map(DType::for_new_array)
            }
        }
    }

    fn to_scalar(&self) -> Scalar {
        self.clone()
    }

    fn write(&self, dtype: &DType, bytes: &mut [u8]) -> Result<()> {
        self.write_bytes(dtype, bytes)
    }
}

/// Elements of any dtype become objects, each of which is counted as long as the value lives.
impl Item for Object {
    const FIXED: Option<DType> = None;

    fn read_as(_: &DType) -> Result<DType> {
        Ok(DType::OBJECT)
    }

    fn holds(_: &DType) -> bool {
        true
    }

    fn read(_: &DType, bytes: &[u8]) -> Object {
        Object::load(bytes)
    }

    fn from_scalar(scalar: &Scalar) -> Result<Object> {
        Ok(scalar.clone().into())
    }

    fn dtype_of(_: &[Object]) -> Result<DType> {
        Ok(DType::OBJECT)
    }

    fn to_scalar(&self) -> Scalar {
        self.clone().into()
    }

    fn write(&self, dtype: &DType, bytes: &mut [u8]) -> Result<()> {
        self.to_scalar().write_bytes(dtype, bytes)
    }
}

/// Times as items: `times!(DateTime64, DateTime)`.
macro_rules! times {
    // $type: the type; $kind: its variant of `Scalar` and `Temporal`.
    ($type:ident, $kind:ident) => {
        impl Item for $type {
            const FIXED: Option<DType> = None;

            fn read_as(own: &DType) -> Result<DType> {
                DType::from_temporal(Temporal::$kind(Resolution::GENERIC), ByteOrder::NATIVE).adapted_to(own)
            }

            fn holds(own: &DType) -> bool {
                matches!(own.temporal(), Some(Temporal::$kind(_)))
            }

            fn read(dtype: &DType, bytes: &[u8]) -> $type {
                match Scalar::from_bytes(dtype, bytes) {
                    Scalar::$kind(value) => value,
                    // `read_as` gives no dtype but of this kind.
                    _ => $type::nat(Resolution::GENERIC),
                }
            }

            fn from_scalar(scalar: &Scalar) -> Result<$type> {
                match scalar {
                    Scalar::$kind(value) => Ok(*value),
                    other => {
                        let to =
                            DType::from_temporal(Temporal::$kind(Resolution::GENERIC), ByteOrder::NATIVE);
                        let (what, from) = ("scalar", other.dtype());
                        Err(DTypeError::Cast { what, from, to, casting: Casting::SameKind }.into())
                    }
                }
            }

            fn dtype_of(values: &[$type]) -> Result<DType> {
                let mut common = Temporal::$kind(Resolution::GENERIC);
                for value in values {
                    common = common.common(Temporal::$kind(value.resolution()))?;
                }
                Ok(DType::from_temporal(common, ByteOrder::NATIVE))
            }

            fn to_scalar(&self) -> Scalar {
                (*self).into()
            }

            fn write(&self, dtype: &DType, bytes: &mut [u8]) -> Result<()> {
                Scalar::from(*self).write_bytes(dtype, bytes)
            }
        }
    };
}
times!(DateTime64, DateTime);
times!(TimeDelta64, TimeDelta);

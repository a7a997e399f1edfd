//! The dtype: one small value that says what the bytes of an element mean.
//!
//! A numeric or flexible dtype is held inline, a structured one behind a shared pointer, so a clone is at most a counter
//! and the test that every operation starts with ([`DType::native_num`]) is a compare of one byte.

mod build;
mod describe;
mod fields;
mod flexible;
mod kinds;
mod object;
mod order;
mod parse;
mod print;
mod string;
mod subarray;
mod temporal;

pub use build::StructBuilder;
pub use fields::{Field, Stretch, StructType};
pub use flexible::Flexible;
pub(crate) use flexible::text_width;
pub(crate) use kinds::of as kind_of;
pub use order::ByteOrder;
pub use parse::IntoDType;
pub use string::{NaObject, StringDType};
pub use subarray::SubArray;

use crate::Managed;
use crate::time::Temporal;
use nd_kernel::Num;
use std::sync::Arc;

/// The type of the elements of an array: a numeric kind in either byte order, text or bytes of a fixed length, dates and
/// spans of time, values of any type, a structured type, or a small array of one of these.
///
/// `Debug` prints as NumPy's `repr`, `Display` as its `str`. Two dtypes are equal if they describe the same bytes
/// the same way, whatever spelling they came from.
///
/// ```
/// use nd_dtype::DType;
/// let be = DType::parse(">f8")?;
/// assert_eq!(be.itemsize(), 8);
/// assert_eq!(format!("{be:?} {:?}", be.swapped()), "dtype('>f8') dtype('float64')");
/// assert_eq!(DType::parse("i4,f8")?.to_string(), "[('f0', '<i4'), ('f1', '<f8')]");
/// # Ok::<(), nd_dtype::Error>(())
/// ```
#[doc(alias = "dtype")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DType(Repr);

/// Native numerics come first and carry their tag alone, which keeps `native_num` at one comparison. Types of one
/// byte are always `Native`, so equality of representations is equality of dtypes.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Native(Num),
    Swapped(Num),
    /// Only text can be swapped.
    Flexible {
        kind: Flexible,
        swapped: bool,
    },
    /// Counts of ticks, which lie in memory as `i64`.
    Temporal {
        kind: Temporal,
        swapped: bool,
    },
    /// Words that stand for values of any type.
    Object,
    /// Text of any length; the common kind of it without a description.
    String(Option<Arc<StringDType>>),
    Struct(Arc<StructType>),
    Sub(Arc<SubArray>),
}

const _: () = assert!(size_of::<DType>() == 16 && size_of::<Option<DType>>() == 16);

impl DType {
    /// One byte, zero or not.
    #[doc(alias("numpy.bool", "numpy.bool_"))]
    pub const BOOL: DType = DType::from_num(Num::Bool);
    /// `i8`
    #[doc(alias("numpy.int8", "numpy.byte"))]
    pub const I8: DType = DType::from_num(Num::I8);
    /// `u8`
    #[doc(alias("numpy.uint8", "numpy.ubyte"))]
    pub const U8: DType = DType::from_num(Num::U8);
    /// `i16`
    #[doc(alias("numpy.int16", "numpy.short"))]
    pub const I16: DType = DType::from_num(Num::I16);
    /// `u16`
    #[doc(alias("numpy.uint16", "numpy.ushort"))]
    pub const U16: DType = DType::from_num(Num::U16);
    /// `i32`
    #[doc(alias("numpy.int32", "numpy.intc"))]
    pub const I32: DType = DType::from_num(Num::I32);
    /// `u32`
    #[doc(alias("numpy.uint32", "numpy.uintc"))]
    pub const U32: DType = DType::from_num(Num::U32);
    /// `i64`, the dtype of integer literals
    #[doc(alias("numpy.int64", "numpy.int_", "numpy.intp", "numpy.long", "numpy.longlong"))]
    pub const I64: DType = DType::from_num(Num::I64);
    /// `u64`
    #[doc(alias("numpy.uint64", "numpy.uint", "numpy.uintp", "numpy.ulong", "numpy.ulonglong"))]
    pub const U64: DType = DType::from_num(Num::U64);
    /// IEEE 754 binary16
    #[doc(alias("numpy.float16", "numpy.half"))]
    pub const F16: DType = DType::from_num(Num::F16);
    /// `f32`
    #[doc(alias("numpy.float32", "numpy.single"))]
    pub const F32: DType = DType::from_num(Num::F32);
    /// `f64`, the dtype of float literals
    #[doc(alias("numpy.float64", "numpy.double"))]
    pub const F64: DType = DType::from_num(Num::F64);
    /// A pair of `f32`
    #[doc(alias("numpy.complex64", "numpy.csingle"))]
    pub const C64: DType = DType::from_num(Num::C64);
    /// A pair of `f64`
    #[doc(alias("numpy.complex128", "numpy.cdouble"))]
    pub const C128: DType = DType::from_num(Num::C128);
    /// The upper half of an `f32`: its range, with three digits. NumPy has it by the package `ml_dtypes`
    #[doc(alias("bfloat16", "ml_dtypes.bfloat16"))]
    pub const BF16: DType = DType::from_num(Num::BF16);
    /// Values of any type: [`Object`](crate::Object)
    #[doc(alias("numpy.object_", "numpy.dtypes.ObjectDType"))]
    pub const OBJECT: DType = DType(Repr::Object);
    /// Text of any length, of which none is missing: [`StringDType`]
    pub const STRING: DType = DType(Repr::String(None));

    /// The native dtype of a numeric kind.
    #[inline]
    pub const fn from_num(num: Num) -> Self {
        DType(Repr::Native(num))
    }

    /// The numeric kind, whatever the byte order; `None` for a dtype of text, time or records.
    #[doc(alias = "numpy.dtype.type")]
    #[inline]
    pub const fn num(&self) -> Option<Num> {
        match self.0 {
            Repr::Native(num) | Repr::Swapped(num) => Some(num),
            _ => None,
        }
    }

    /// The numeric kind if the bytes are in the machine's order, as loops need them.
    #[inline]
    pub const fn native_num(&self) -> Option<Num> {
        match self.0 {
            Repr::Native(num) => Some(num),
            _ => None,
        }
    }

    /// Bytes from one element to the next in a packed array.
    #[inline]
    pub fn itemsize(&self) -> usize {
        match &self.0 {
            Repr::Native(num) | Repr::Swapped(num) => num.size(),
            Repr::Flexible { kind, .. } => kind.itemsize(),
            Repr::Temporal { .. } => size_of::<i64>(),
            Repr::Object => Managed::Object.itemsize(),
            Repr::String(_) => Managed::Text.itemsize(),
            Repr::Struct(fields) => fields.itemsize(),
            Repr::Sub(sub) => sub.itemsize(),
        }
    }

    /// The alignment that C gives the type; 1 for a structured dtype that was not made aligned.
    pub fn alignment(&self) -> usize {
        match &self.0 {
            // A complex is aligned as its parts are.
            Repr::Native(num) | Repr::Swapped(num) => num.swap_unit(),
            Repr::Flexible { kind, .. } => kind.unit(),
            Repr::Temporal { .. } | Repr::Object | Repr::String(_) => Num::I64.swap_unit(),
            Repr::Struct(fields) => fields.alignment(),
            Repr::Sub(sub) => sub.base().alignment(),
        }
    }

    /// Whether every value in an element is in the machine's byte order.
    #[doc(alias = "isnative")]
    pub fn is_native(&self) -> bool {
        match &self.0 {
            Repr::Native(_) | Repr::Object | Repr::String(_) => true,
            Repr::Swapped(_) => false,
            Repr::Flexible { swapped, .. } | Repr::Temporal { swapped, .. } => !swapped,
            Repr::Struct(fields) => fields.iter().all(|f| f.dtype.is_native()),
            Repr::Sub(sub) => sub.base().is_native(),
        }
    }

    /// The same type with every value in the given byte order.
    ///
    /// ```
    /// use nd_dtype::{ByteOrder, DType};
    /// let dtype = DType::parse("i4,>f8")?.newbyteorder(ByteOrder::Big);
    /// assert_eq!(dtype, DType::parse(">i4,>f8")?);
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    pub fn newbyteorder(&self, order: ByteOrder) -> DType {
        match &self.0 {
            Repr::Native(num) | Repr::Swapped(num) => DType::with_order(*num, order),
            Repr::Flexible { kind, .. } => DType::from_flexible(*kind, order),
            Repr::Temporal { kind, .. } => DType::from_temporal(*kind, order),
            Repr::Object | Repr::String(_) => self.clone(),
            Repr::Struct(fields) => DType::from(fields.map_dtypes(|dtype| dtype.newbyteorder(order))),
            Repr::Sub(sub) => sub.map_base(|base| base.newbyteorder(order)),
        }
    }

    /// The same type with every value in the other byte order: NumPy's `newbyteorder('S')`.
    #[doc(alias = "newbyteorder")]
    pub fn swapped(&self) -> DType {
        match &self.0 {
            Repr::Native(num) => DType::with_order(*num, ByteOrder::NATIVE.swapped()),
            Repr::Swapped(num) => DType::from_num(*num),
            Repr::Flexible { kind, swapped } => {
                let order = if *swapped { ByteOrder::NATIVE } else { ByteOrder::NATIVE.swapped() };
                DType::from_flexible(*kind, order)
            }
            Repr::Temporal { kind, swapped } => DType(Repr::Temporal { kind: *kind, swapped: !swapped }),
            Repr::Object | Repr::String(_) => self.clone(),
            Repr::Struct(fields) => DType::from(fields.map_dtypes(DType::swapped)),
            Repr::Sub(sub) => sub.map_base(DType::swapped),
        }
    }

    /// A numeric kind in a byte order. Single bytes have none.
    pub const fn with_order(num: Num, order: ByteOrder) -> DType {
        match order {
            ByteOrder::NATIVE => DType(Repr::Native(num)),
            _ if num.swap_unit() == 1 => DType(Repr::Native(num)),
            _ => DType(Repr::Swapped(num)),
        }
    }

    /// The layout of a structured dtype; `None` for any other.
    #[inline]
    pub fn struct_type(&self) -> Option<&StructType> {
        match &self.0 {
            Repr::Struct(fields) => Some(fields),
            _ => None,
        }
    }

    /// The fields in the order of their names; empty for any other dtype.
    pub fn fields(&self) -> &[Field] {
        self.struct_type().map_or(&[], |fields| fields)
    }

    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.struct_type()?.field(name)
    }

    /// The names of the fields, or `None` for any other dtype.
    pub fn names(&self) -> Option<impl ExactSizeIterator<Item = &str> + Clone> {
        self.struct_type().map(|fields| fields.iter().map(|f| &*f.name))
    }
}

impl From<Num> for DType {
    fn from(num: Num) -> Self {
        DType::from_num(num)
    }
}

impl From<StructType> for DType {
    fn from(fields: StructType) -> Self {
        DType(Repr::Struct(Arc::new(fields)))
    }
}

impl AsRef<DType> for DType {
    fn as_ref(&self) -> &DType {
        self
    }
}

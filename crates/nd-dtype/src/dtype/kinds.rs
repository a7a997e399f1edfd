//! What NumPy calls each numeric kind: one row per kind, from which every name, code and spelling is read.

use super::{ByteOrder, DType, Flexible, Repr};
use crate::Managed;
use nd_kernel::Num;

/// The names of a numeric kind.
pub(crate) struct Kind {
    /// `'i'` of `"<i4"`.
    pub(crate) kind: char,
    /// The one-letter code of `dtype.char`.
    pub(crate) char: char,
    /// `dtype.name`.
    pub(crate) name: &'static str,
    /// The class that NumPy's promotion errors name.
    pub(crate) class: &'static str,
    /// Further spellings that `np.dtype` accepts on a 64-bit Unix, one-letter codes first.
    pub(super) aliases: &'static [&'static str],
}

/// Indexed by `Num as usize`.
#[rustfmt::skip]
pub(super) const KINDS: [Kind; 15] = [
    kind('b', '?', "bool", "BoolDType", &["bool_"]),
    kind('i', 'b', "int8", "Int8DType", &["byte"]),
    kind('u', 'B', "uint8", "UInt8DType", &["ubyte"]),
    kind('i', 'h', "int16", "Int16DType", &["short"]),
    kind('u', 'H', "uint16", "UInt16DType", &["ushort"]),
    kind('i', 'i', "int32", "Int32DType", &["intc"]),
    kind('u', 'I', "uint32", "UInt32DType", &["uintc"]),
    kind('i', 'l', "int64", "Int64DType", &["q", "p", "n", "int", "int_", "intp", "long", "longlong"]),
    kind('u', 'L', "uint64", "UInt64DType", &["Q", "P", "N", "uint", "uintp", "ulong", "ulonglong"]),
    kind('f', 'e', "float16", "Float16DType", &["half"]),
    kind('f', 'f', "float32", "Float32DType", &["single"]),
    kind('f', 'd', "float64", "Float64DType", &["float", "double"]),
    kind('c', 'F', "complex64", "Complex64DType", &["csingle"]),
    kind('c', 'D', "complex128", "Complex128DType", &["complex", "cdouble"]),
    // `ml_dtypes` says `V` for the kind, so that nothing of NumPy's takes it for a float.
    kind('f', 'E', BFLOAT16, "BFloat16DType", &[]),
];

/// The one spelling of bfloat16.
pub(super) const BFLOAT16: &str = "bfloat16";

const fn kind(
    kind: char,
    char: char,
    name: &'static str,
    class: &'static str,
    aliases: &'static [&'static str],
) -> Kind {
    Kind { kind, char, name, class, aliases }
}

/// The row of `num`.
pub(crate) const fn of(num: Num) -> &'static Kind {
    &KINDS[num as usize]
}

impl DType {
    /// The kind of value: `b` bool, `i` signed, `u` unsigned, `f` float, `c` complex, `S` bytes, `U` text, `M` dates,
    /// `m` spans of time, `O` objects, `T` text of any length, `V` raw or structured.
    pub fn kind(&self) -> char {
        self.num().map_or_else(|| self.letter(), |num| of(num).kind)
    }

    /// The one-letter code: `d` for `float64`, `U` for text; `V` for a structured dtype.
    pub fn char(&self) -> char {
        self.num().map_or_else(|| self.letter(), |num| of(num).char)
    }

    /// The letter of a dtype that is not numeric.
    fn letter(&self) -> char {
        match (self.temporal(), self.managed()) {
            (Some(kind), _) => kind.letter(),
            (_, Some(Managed::Object)) => 'O',
            (_, Some(Managed::Text)) => 'T',
            (None, None) => self.flexible().map_or('V', Flexible::letter),
        }
    }

    /// The name without byte order: `float64`; `str96` for text of three characters, `void96` for a structured dtype of
    /// 12 bytes.
    pub fn name(&self) -> String {
        if let Some(num) = self.num() {
            return of(num).name.to_owned();
        }
        if let Some(kind) = self.temporal() {
            return format!("{}{}", kind.name(), kind.resolution().suffix());
        }
        match self.managed() {
            Some(Managed::Object) => return "object".to_owned(),
            Some(Managed::Text) => return "StringDType128".to_owned(),
            None => {}
        }
        let name = self.flexible().map_or("void", Flexible::name);
        match self.itemsize() {
            0 => name.to_owned(),
            size => format!("{name}{}", 8 * size as u128),
        }
    }

    /// `=` native, `<` or `>` swapped, `|` where order has no meaning: NumPy's `dtype.byteorder`.
    pub fn byteorder(&self) -> char {
        match self.0 {
            Repr::Native(num) if num.swap_unit() == 1 => '|',
            Repr::Native(_) => '=',
            Repr::Swapped(_) => ByteOrder::NATIVE.swapped().char(),
            Repr::Flexible { kind, .. } if kind.unit() == 1 => '|',
            Repr::Flexible { swapped: false, .. } => '=',
            Repr::Temporal { swapped: false, .. } => '=',
            Repr::Flexible { .. } | Repr::Temporal { .. } => ByteOrder::NATIVE.swapped().char(),
            Repr::Object | Repr::String(_) | Repr::Struct(_) | Repr::Sub(_) => '|',
        }
    }

    /// The array-protocol type string: `<f8`, `|u1`, `<U5`, `|V12` for a structured dtype. The protocol has none for bfloat16,
    /// which is `<V2`, two bytes, as it is with `ml_dtypes`.
    ///
    /// ```
    /// use nd_dtype::DType;
    /// assert_eq!(DType::BOOL.descr_str(), "|b1");
    /// assert_eq!(DType::C64.swapped().descr_str(), ">c8");
    /// ```
    #[doc(alias = "str")]
    pub fn descr_str(&self) -> String {
        let order = match self.byteorder() {
            '=' => ByteOrder::NATIVE.char(),
            other => other,
        };
        if let Some(string) = self.string() {
            return string.to_string();
        }
        if self.managed().is_some() {
            return format!("{order}{}", self.kind());
        }
        if self.num() == Some(Num::BF16) {
            return format!("{order}V{}", self.itemsize());
        }
        let size = self.flexible().map_or(self.itemsize(), Flexible::len);
        let suffix = self.temporal().map_or_else(String::new, |kind| kind.resolution().suffix());
        format!("{order}{}{size}{suffix}", self.kind())
    }

    /// The class of structured dtypes in NumPy's messages.
    pub(crate) const VOID_CLASS: &str = "VoidDType";

    /// The class of its scalars in NumPy: `float64`, `str_`.
    pub(crate) fn scalar_class(&self) -> &'static str {
        match (self.num(), self.temporal(), self.kind()) {
            (Some(num), _, _) => of(num).name,
            (_, Some(kind), _) => kind.name(),
            (.., 'U') => "str_",
            (.., 'S') => "bytes_",
            (.., 'O') => "object_",
            (.., 'T') => "str",
            _ => "void",
        }
    }

    /// The class of the dtype, as NumPy's messages name it: `Float64DType`.
    pub fn class(&self) -> &'static str {
        match (self.num(), self.flexible(), self.temporal()) {
            (Some(num), _, _) => of(num).class,
            (_, Some(kind), _) => kind.class(),
            (_, _, Some(kind)) => kind.class(),
            (None, None, None) => match self.managed() {
                Some(Managed::Object) => "ObjectDType",
                Some(Managed::Text) => "StringDType",
                None => Self::VOID_CLASS,
            },
        }
    }
}

//! Values of any Rust type as elements: [`Object`], NumPy's `object_`.
//!
//! An element of an array is a word that the table of objects (`table`) knows, and not a pointer, so bytes may be copied,
//! shown to safe code and even made up without harm: a word that no living object has reads as `None`. What has to
//! be right is how often a word is counted, which [`Managed`] does for whole stretches of elements.

mod arithmetic;
mod compare;
mod convert;
mod managed;
mod table;
mod value;

pub use arithmetic::{Binary, ObjectOperation, Unary, repeated};
pub use managed::{Counted, Managed, Released};
pub use value::ObjectValue;

use crate::Scalar;
use crate::format::PyStr;
use core::any::Any;
use core::fmt::{self, Debug, Display, Formatter};
use core::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;
use table::Word;

/// An element of an array of objects: nothing (`None`), a number, a string, or a value of any type that implements
/// [`ObjectValue`].
///
/// Cloning counts, and copies nothing: arrays and handles share the value, which is dropped with the last of them. Numbers
/// are kept as Python keeps them: integers of any width as one kind, floats as `float64`.
///
/// `Display` is Python's `str`, `Debug` its `repr`.
///
/// ```
/// use nd_dtype::Object;
/// #[derive(Debug, PartialEq, PartialOrd)]
/// struct Metres(f64);
/// let length = Object::new(Metres(1.5));
/// assert_eq!(length.downcast_ref::<Metres>(), Some(&Metres(1.5)));
/// assert_eq!(format!("{length:?} {:?} {:?}", Object::from("a"), Object::NONE), "Metres(1.5) 'a' None");
/// assert_eq!(Object::from(2), Object::from(2.0));
/// ```
#[doc(alias = "numpy.object_")]
#[derive(Clone, Default)]
pub struct Object(Option<Handle>);

/// One count of an object in the table.
struct Handle {
    word: Word,
    held: Arc<Held>,
}

/// What an object is.
enum Held {
    /// A value that nd knows.
    Scalar(Scalar),
    /// A value of another type.
    Value(Box<dyn ObjectValue>),
}

// As with buffers: a panic leaves the value as it was, or whatever its type makes of a panic under a shared reference.
impl UnwindSafe for Object {}
impl RefUnwindSafe for Object {}

impl Object {
    /// Python's `None`.
    pub const NONE: Object = Object(None);

    /// An object of any type. Numbers, booleans and strings are kept as those that nd knows.
    ///
    /// ```
    /// use nd_dtype::Object;
    /// assert_eq!(format!("{:?} {:?}", Object::new(1_u8), Object::new(true)), "1 True");
    /// ```
    ///
    /// # Panics
    /// If there are more than 2^27 objects that one thread made.
    pub fn new<T: ObjectValue>(value: T) -> Object {
        match convert::known(&value) {
            Some(scalar) => Object::from(scalar),
            None => Object::made(Held::Value(Box::new(value))),
        }
    }

    fn made(held: Held) -> Object {
        let held = Arc::new(held);
        Object(Some(Handle { word: table::insert(Arc::clone(&held)), held }))
    }

    /// Whether this is `None`.
    pub const fn is_none(&self) -> bool {
        self.0.is_none()
    }

    /// The number, string or other value that nd knows; `None` for anything else.
    pub fn scalar(&self) -> Option<&Scalar> {
        match self.held()? {
            Held::Scalar(scalar) => Some(scalar),
            Held::Value(_) => None,
        }
    }

    /// The number, string or other value that nd knows; the text of anything else.
    ///
    /// ```
    /// use nd_dtype::{Object, Scalar};
    /// assert_eq!(Object::from(2).to_scalar(), Scalar::I64(2));
    /// assert_eq!(Object::NONE.to_scalar(), Scalar::from("None"));
    /// ```
    pub fn to_scalar(&self) -> Scalar {
        self.scalar().cloned().unwrap_or_else(|| Scalar::Str(self.to_string()))
    }

    /// The value, if it is a `T`. Integers are `i64` (`u64` beyond its range), floats `f64`, strings `String`.
    pub fn downcast_ref<T: 'static>(&self) -> Option<&T> {
        let value: &dyn Any = match self.held()? {
            Held::Scalar(scalar) => return convert::inner(scalar).downcast_ref(),
            Held::Value(value) => &**value,
        };
        value.downcast_ref()
    }

    /// Whether both are the same object, and not only equal.
    pub fn is(&self, other: &Object) -> bool {
        self.word() == other.word()
    }

    /// The name of the type, as Python has it where Python has the type.
    pub fn type_name(&self) -> &'static str {
        match self.held() {
            None => "NoneType",
            Some(Held::Scalar(scalar)) => convert::python_name(scalar),
            Some(Held::Value(value)) => value.type_name(),
        }
    }

    /// Python's truth of the value.
    #[doc(alias = "__bool__")]
    pub fn truth(&self) -> bool {
        match self.held() {
            None => false,
            Some(Held::Scalar(scalar)) => convert::truth(scalar),
            Some(Held::Value(_)) => true,
        }
    }

    fn held(&self) -> Option<&Held> {
        self.0.as_ref().map(|handle| &*handle.held)
    }

    /// What stands in an element for this object; zero for `None`.
    fn word(&self) -> u64 {
        self.0.as_ref().map_or(0, |handle| handle.word.get())
    }

    /// The object that a word stands for; `None` for a word that no living object has.
    fn of_word(word: u64) -> Object {
        let handle = Word::new(word).and_then(|word| Some(Handle { word, held: table::get(word)? }));
        debug_assert!(word == 0 || handle.is_some(), "an element outlived its object");
        Object(handle)
    }
}

impl Clone for Handle {
    fn clone(&self) -> Handle {
        table::retain([self.word.get()].into_iter());
        Handle { word: self.word, held: Arc::clone(&self.held) }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        // The value itself is dropped with `held`, at the earliest.
        drop(table::release([self.word.get()].into_iter()));
    }
}

impl Display for Object {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.held() {
            None => f.pad("None"),
            Some(Held::Scalar(scalar)) => Display::fmt(scalar, f),
            Some(Held::Value(value)) => f.pad(&value.repr()),
        }
    }
}

impl Debug for Object {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.held() {
            Some(Held::Scalar(Scalar::Str(text))) => Display::fmt(&PyStr(text), f),
            Some(Held::Scalar(value @ (Scalar::DateTime(_) | Scalar::TimeDelta(_) | Scalar::Void(_)))) => {
                Debug::fmt(value, f)
            }
            _ => Display::fmt(self, f),
        }
    }
}

//! Running a kernel over the elements of arrays of text: a generalized call whose cores are rows of units.

use crate::operand::Text;
use crate::unit::Unit;
use core::array;
use nd_core::{Array, Core, CoreCall, DType, Plain, Result, ShapeError, View, broadcast_shapes, empty};

/// Runs `$body` with the type `$U` of the units of a kind of text.
macro_rules! by_kind {
    ($kind:expr, $U:ident => $body:expr) => {
        match $kind {
            $crate::operand::Kind::Str => {
                type $U = u32;
                $body
            }
            $crate::operand::Kind::Bytes => {
                type $U = u8;
                $body
            }
        }
    };
}
pub(crate) use by_kind;

/// Where a kernel writes the units of one element: what does not fit is dropped, what is not written is NUL.
pub(crate) struct Out<'a, U> {
    units: &'a mut [U],
    len: usize,
}

impl<U: Unit> Out<'_, U> {
    /// Appends a unit.
    #[inline]
    pub(crate) fn push(&mut self, unit: U) {
        if let Some(place) = self.units.get_mut(self.len) {
            *place = unit;
            self.len += 1;
        }
    }

    /// Appends units.
    #[inline]
    pub(crate) fn extend(&mut self, units: &[U]) {
        let n = units.len().min(self.units.len() - self.len);
        self.units[self.len..self.len + n].copy_from_slice(&units[..n]);
        self.len += n;
    }

    /// Appends a unit several times.
    #[inline]
    pub(crate) fn fill(&mut self, unit: U, times: usize) {
        let n = times.min(self.units.len() - self.len);
        self.units[self.len..self.len + n].fill(unit);
        self.len += n;
    }
}

/// The array of values that `f` computes of the texts and integers at each position.
///
/// # Errors
/// Shapes that do not broadcast, memory that cannot be had or is borrowed elsewhere, the errors of `f`.
pub(crate) fn values<U: Unit, V: Plain, const T: usize, const I: usize>(
    name: &'static str,
    texts: [&Text; T],
    integers: [&Array; I],
    f: impl Fn([&[U]; T], [i64; I]) -> Result<V> + Sync,
) -> Result<Array> {
    let out = empty(shape(&texts, &integers)?, V::DTYPE)?;
    let call = operands::<U>(CoreCall::new(name).runs(), &texts, &integers);
    call.write(&out, 0, &V::DTYPE).run(
        || (),
        |(), core| {
            let (texts, integers) = views::<U, T, I>(core);
            let mut out = core.view_mut::<V>(T + I);
            for i in 0..out.len() {
                out[[i]] = f(texts.map(|text| row(text, i)), integers.map(|view| view[[i]]))?;
            }
            Ok(())
        },
    )?;
    Ok(out)
}

/// The array of `dtype`, text of the operands' kind, that `f` writes from the texts and integers at each position.
///
/// # Errors
/// As [`values`].
pub(crate) fn written<U: Unit, const T: usize, const I: usize>(
    name: &'static str,
    texts: [&Text; T],
    integers: [&Array; I],
    dtype: DType,
    f: impl Fn([&[U]; T], [i64; I], &mut Out<'_, U>) -> Result<()> + Sync,
) -> Result<Array> {
    write::<U, U, T, I>(name, texts, integers, dtype, f)
}

fn write<U: Unit, V: Unit, const T: usize, const I: usize>(
    name: &'static str,
    texts: [&Text; T],
    integers: [&Array; I],
    dtype: DType,
    f: impl Fn([&[U]; T], [i64; I], &mut Out<'_, V>) -> Result<()> + Sync,
) -> Result<Array> {
    let out = empty(shape(&texts, &integers)?, dtype)?;
    let units = out.units()?;
    let call = operands::<U>(CoreCall::new(name).runs(), &texts, &integers);
    call.write(&units, 1, &V::DTYPE).packed().run(
        || (),
        |(), core| {
            let (texts, integers) = views::<U, T, I>(core);
            let mut out = core.view_mut::<V>(T + I);
            for i in 0..out.shape()[0] {
                let Some(units) = out.lane_mut(i) else { continue };
                let mut writer = Out { units, len: 0 };
                f(texts.map(|text| row(text, i)), integers.map(|view| view[[i]]), &mut writer)?;
                let Out { units, len } = writer;
                units[len..].fill(V::default());
            }
            Ok(())
        },
    )?;
    match texts.iter().find_map(|text| text.variable.as_ref()) {
        Some(dtype) if out.dtype().kind() == 'U' => out.astype(dtype),
        _ => Ok(out),
    }
}

/// The array of `dtype`, text of units `V`, that `f` writes from text of units `U`.
///
/// # Errors
/// As [`values`].
pub(crate) fn converted<U: Unit, V: Unit>(
    name: &'static str,
    text: &Text,
    dtype: DType,
    f: impl Fn(&[U], &mut Out<'_, V>) -> Result<()> + Sync,
) -> Result<Array> {
    write::<U, V, 1, 0>(name, [text], [], dtype, |[units], [], out| f(units, out))
}

fn shape(texts: &[&Text], integers: &[&Array]) -> Result<Vec<usize>> {
    let texts = texts.iter().map(|text| text.array.shape());
    let all: Vec<&[usize]> = texts.chain(integers.iter().map(|array| array.shape())).collect();
    let refused = |_| ShapeError::Operands { shapes: all.iter().map(|shape| shape.to_vec()).collect() };
    Ok(broadcast_shapes(&all).map_err(refused)?.to_vec())
}

fn operands<'a, U: Unit>(mut call: CoreCall<'a>, texts: &[&'a Text], integers: &[&'a Array]) -> CoreCall<'a> {
    for text in texts {
        call = call.read(&text.units, 1, &U::DTYPE).packed();
    }
    for array in integers {
        call = call.read(array, 0, &DType::I64);
    }
    call
}

type Views<'c, U, const T: usize, const I: usize> = ([View<'c, U>; T], [View<'c, i64>; I]);

fn views<'c, U: Unit, const T: usize, const I: usize>(core: &Core<'c>) -> Views<'c, U, T, I> {
    (array::from_fn(|k| core.view::<U>(k)), array::from_fn(|k| core.view::<i64>(T + k)))
}

/// The units of element `i` of a run, without NULs at the end.
#[inline]
fn row<'c, U: Unit>(run: View<'c, U>, i: usize) -> &'c [U] {
    let units = run.lane(i).unwrap_or_default();
    let len = units.iter().rposition(|unit| *unit != U::default()).map_or(0, |last| last + 1);
    &units[..len]
}

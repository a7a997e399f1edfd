//! Index expressions by the book: for every element of the result, which element of the array it is.
//!
//! Nothing here knows strides or plans. Masks are replaced by the positions of their true elements, an ellipsis by full
//! slices, and then every index of the result is looked up part by part.

use nd_core::DType;
use nd_index::{Part, Slice};

/// What an index selects: the shape of the result, and for each of its elements in C order the index in the array.
#[derive(Debug)]
pub(crate) struct Selection {
    pub(crate) shape: Vec<usize>,
    pub(crate) places: Vec<Vec<usize>>,
    /// Whether the result shares the array's memory.
    pub(crate) view: bool,
}

/// Why an index selects nothing.
#[derive(Debug)]
pub(crate) struct Refused;

/// One axis of the array, or none, and how it is selected from.
enum Item {
    Slice(Vec<usize>),
    NewAxis,
    Position(usize),
    /// Shape and positions of an index array.
    List(Vec<usize>, Vec<usize>),
    /// A boolean without axes; takes no axis of the array.
    Bool(bool),
}

/// All indices of `shape` in C order.
pub(crate) fn indices(shape: &[usize]) -> Vec<Vec<usize>> {
    shape.iter().fold(vec![vec![]], |all, &n| {
        all.iter().flat_map(|index| (0..n).map(move |i| [&index[..], &[i]].concat())).collect()
    })
}

/// Python's slices, one position at a time.
pub(crate) fn slice_positions(slice: Slice, size: usize) -> Option<Vec<usize>> {
    let (n, step) = (size as isize, slice.step.unwrap_or(1));
    if step == 0 {
        return None;
    }
    let wrap = |end: isize| if end < 0 { end + n } else { end };
    let start = match slice.start {
        None if step > 0 => 0,
        None => n - 1,
        Some(start) if step > 0 => wrap(start).max(0),
        Some(start) => wrap(start).min(n - 1),
    };
    let stop = match slice.stop {
        None if step > 0 => n,
        None => -1,
        Some(stop) if step > 0 => wrap(stop).min(n),
        Some(stop) => wrap(stop).max(-1),
    };
    let mut positions = Vec::new();
    let mut at = start;
    while if step > 0 { at < stop } else { at > stop } {
        positions.push(at as usize);
        at += step;
    }
    Some(positions)
}

fn wrapped(position: i64, size: usize) -> Result<usize, Refused> {
    let at = if position < 0 { position + size as i64 } else { position };
    if at < 0 || at >= size as i64 { Err(Refused) } else { Ok(at as usize) }
}

/// The place of `index` in C order in `shape`, with axes of length one repeated and missing ones in front.
pub(crate) fn broadcast_place(index: &[usize], shape: &[usize]) -> usize {
    let index = &index[index.len() - shape.len()..];
    index.iter().zip(shape).fold(0, |place, (&i, &n)| place * n + if n == 1 { 0 } else { i })
}

/// The shape that all of `shapes` broadcast to.
pub(crate) fn broadcast(shapes: &[&[usize]]) -> Result<Vec<usize>, Refused> {
    let ndim = shapes.iter().map(|s| s.len()).max().unwrap_or(0);
    let mut out = vec![1; ndim];
    for shape in shapes {
        for (i, &n) in shape.iter().enumerate() {
            let at = &mut out[ndim - shape.len() + i];
            match (*at, n) {
                (_, 1) => {}
                (1, n) => *at = n,
                (a, n) if a == n => {}
                _ => return Err(Refused),
            }
        }
    }
    Ok(out)
}

/// The parts as items, in order, with the ellipsis written out.
fn items(parts: &[Part], shape: &[usize]) -> Result<(Vec<Item>, Vec<bool>), Refused> {
    let used: usize = parts
        .iter()
        .map(|part| match part {
            Part::Int(_) | Part::Slice(_) => 1,
            Part::Array(array) if *array.dtype() == DType::BOOL => array.ndim(),
            Part::Array(_) => 1,
            _ => 0,
        })
        .sum();
    let spare = shape.len().checked_sub(used).ok_or(Refused)?;
    let whole = |axis: usize| Item::Slice((0..shape[axis]).collect());
    let (mut items, mut breaks) = (Vec::new(), Vec::new());
    let (mut axis, mut ellipses) = (0, 0);
    for part in parts {
        let before = items.len();
        match part {
            Part::Int(i) => items.push(Item::Position(wrapped(*i as i64, shape[axis])?)),
            Part::Slice(slice) => {
                items.push(Item::Slice(slice_positions(*slice, shape[axis]).ok_or(Refused)?))
            }
            Part::NewAxis => items.push(Item::NewAxis),
            Part::Bool(mask) => items.push(Item::Bool(*mask)),
            Part::Ellipsis => {
                ellipses += 1;
                (axis..axis + spare).for_each(|axis| items.push(whole(axis)));
                axis += spare;
            }
            Part::Array(array) if *array.dtype() == DType::BOOL => {
                if array.shape() != &shape[axis..axis + array.ndim()] {
                    return Err(Refused);
                }
                let flat: Vec<bool> = array.to_vec().unwrap();
                let hits: Vec<Vec<usize>> = indices(array.shape())
                    .into_iter()
                    .zip(flat)
                    .filter(|(_, hit)| *hit)
                    .map(|(i, _)| i)
                    .collect();
                if array.ndim() == 0 {
                    items.push(Item::Bool(!hits.is_empty()));
                }
                for k in 0..array.ndim() {
                    items.push(Item::List(vec![hits.len()], hits.iter().map(|hit| hit[k]).collect()));
                }
                axis += array.ndim();
            }
            Part::Array(array) => {
                let values: Vec<i64> = array.astype(DType::I64).unwrap().to_vec().unwrap();
                if array.ndim() == 0 {
                    items.push(Item::Position(wrapped(values[0], shape[axis])?));
                } else {
                    // Bounds are looked at when the list is used: nothing is refused that selects nothing.
                    let values = values.iter().map(|&v| wrapped(v, shape[axis]).unwrap_or(usize::MAX));
                    items.push(Item::List(array.shape().to_vec(), values.collect()));
                }
                axis += 1;
            }
        }
        if matches!(part, Part::Int(_) | Part::Slice(_)) {
            axis += 1;
        }
        // An ellipsis separates index arrays even if it stands for no axis.
        breaks.resize(breaks.len() + items.len() - before, false);
        if matches!(part, Part::Ellipsis) && items.len() == before {
            items.push(Item::Slice(vec![]));
            breaks.push(true);
        }
    }
    if ellipses > 1 {
        return Err(Refused);
    }
    (axis..shape.len()).for_each(|axis| items.push(whole(axis)));
    breaks.resize(items.len(), false);
    Ok((items, breaks))
}

/// What `parts` select from an array of `shape`.
pub(crate) fn select(parts: &[Part], shape: &[usize]) -> Result<Selection, Refused> {
    let (items, breaks) = items(parts, shape)?;
    let advanced = items.iter().any(|item| matches!(item, Item::List(..) | Item::Bool(_)));
    let copied = advanced || parts.iter().any(|part| matches!(part, Part::Array(_)));
    let lists: Vec<Vec<usize>> = items
        .iter()
        .filter_map(|item| match item {
            Item::List(shape, _) => Some(shape.clone()),
            Item::Bool(mask) => Some(vec![*mask as usize]),
            _ => None,
        })
        .collect();
    let outer = broadcast(&lists.iter().map(|s| &s[..]).collect::<Vec<_>>())?;
    // Where the outer axes go: count the runs of items that take part in the selection by position.
    let (mut runs, mut inside, mut place) = (0, false, 0);
    let mut inner = Vec::new();
    for (item, empty) in items.iter().zip(&breaks) {
        match item {
            Item::Slice(positions) => {
                inside = false;
                if !*empty {
                    inner.push(positions.len());
                }
            }
            Item::NewAxis => {
                inside = false;
                inner.push(1);
            }
            _ => {
                if !inside {
                    runs += 1;
                    place = if runs == 1 { inner.len() } else { 0 };
                }
                inside = true;
            }
        }
    }
    let result = [&inner[..place], &outer[..], &inner[place..]].concat();
    let mut places = Vec::new();
    for index in indices(&result) {
        let at_outer = &index[place..place + outer.len()];
        let at_inner = [&index[..place], &index[place + outer.len()..]].concat();
        let mut inner = at_inner.iter();
        let mut found = Vec::new();
        for (item, empty) in items.iter().zip(&breaks) {
            match item {
                Item::Slice(_) if *empty => {}
                Item::Slice(positions) => found.push(positions[*inner.next().unwrap()]),
                Item::NewAxis => drop(inner.next()),
                Item::Position(at) => found.push(*at),
                Item::List(shape, values) => found.push(values[broadcast_place(at_outer, shape)]),
                Item::Bool(_) => {}
            }
        }
        places.push(found);
    }
    // A position out of bounds is refused if the lists select anything, even if the other axes are empty.
    let wild = items.iter().any(|item| matches!(item, Item::List(_, values) if values.contains(&usize::MAX)));
    if wild && !outer.contains(&0) {
        return Err(Refused);
    }
    Ok(Selection { shape: result, places, view: !copied })
}

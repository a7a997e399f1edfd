//! Files as arrays: memory that the system reads from and writes to a file by itself.
//!
//! Every function here is unsafe, because a file can be changed and cut short by anybody: by other processes, and by
//! this one through safe functions of the standard library. Memory that changes behind a shared reference is undefined
//! behaviour, and a page behind the end of a file that was cut short is a signal (SIGBUS) that ends the process. Only
//! the caller can know that neither happens.

use crate::file::Source;
use crate::npy::{Header, read_header, write_header};
use core::ptr::NonNull;
use memmap2::{Mmap, MmapMut, MmapOptions};
use nd_core::{Array, DType, IntoDType, IntoShape, Layout, Order, Result, zeros};
use std::any::Any;
use std::fs::{File, OpenOptions};
use std::io::{Seek, Write};
use std::path::Path;

/// What may be done to a mapped file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum MapMode {
    /// It is read: NumPy's `r`.
    #[default]
    Read,
    /// It is read and written: `r+`.
    ReadWrite,
    /// It is created or emptied, then read and written: `w+`.
    Create,
    /// It is read; what is written stays in memory and never reaches the file: `c`.
    Copy,
}

/// How to map a file.
///
/// ```
/// use nd_io::{MapMode, Memmap, memmap};
/// let path = std::env::temp_dir().join(format!("nd-io-memmap-{}.bin", std::process::id()));
/// // SAFETY: nobody else knows the file.
/// let a = unsafe { memmap(&path, Memmap::new(MapMode::Create).dtype("i4").shape((2, 3)))? };
/// a.fill(7)?;
/// drop(a);
/// assert_eq!(std::fs::read(&path)?, [7, 0, 0, 0].repeat(6));
/// // SAFETY: as above.
/// let b = unsafe { memmap(&path, Memmap::new(MapMode::Read).dtype("i4").offset(4))? };
/// assert_eq!(b.to_string(), "[7 7 7 7 7]");
/// # drop(b);
/// # std::fs::remove_file(path)?;
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Debug)]
#[must_use]
pub struct Memmap {
    mode: MapMode,
    /// An error in the spelling is kept until the file is mapped.
    dtype: Option<Result<DType>>,
    shape: Option<Result<Vec<usize>>>,
    offset: u64,
    order: Order,
}

impl Memmap {
    /// Bytes, from the beginning of the file to its end.
    pub fn new(mode: MapMode) -> Memmap {
        Memmap { mode, dtype: None, shape: None, offset: 0, order: Order::C }
    }

    /// Elements of this dtype.
    pub fn dtype(self, dtype: impl IntoDType) -> Memmap {
        Memmap { dtype: Some(dtype.into_dtype()), ..self }
    }

    /// An array of this shape, instead of one axis as long as the file gives.
    pub fn shape(self, shape: impl IntoShape) -> Memmap {
        Memmap { shape: Some(shape.into_shape().lengths()), ..self }
    }

    /// The first element this many bytes into the file.
    pub fn offset(self, bytes: u64) -> Memmap {
        Memmap { offset: bytes, ..self }
    }

    /// The elements in this order, C or Fortran.
    pub fn order(self, order: Order) -> Memmap {
        Memmap { order, ..self }
    }

    fn dtype_or(&mut self, default: DType) -> Result<DType> {
        self.dtype.take().unwrap_or(Ok(default))
    }
}

impl From<MapMode> for Memmap {
    fn from(mode: MapMode) -> Memmap {
        Memmap::new(mode)
    }
}

/// The elements in the file at `path`, without reading them: they are read when they are looked at, and written back by
/// the system when they are changed, at the latest when the last array over them is gone.
///
/// A file that is to be written is made as long as the shape needs. See [`Memmap`] for an example.
///
/// # Errors
/// [`Io`](nd_core::ErrorKind::Io) if the file cannot be opened or mapped, [`Value`](nd_core::ErrorKind::Value) for a
/// file that is too short or not a whole number of elements long, or one to create without a shape.
///
/// # Safety
/// As long as an array over the file lives, nobody may cut the file short, and nobody but arrays over this one mapping
/// may write to the part that is mapped (with [`MapMode::Copy`], to pages that were not written here).
#[doc(alias = "numpy.memmap")]
pub unsafe fn memmap(path: impl AsRef<Path>, options: impl Into<Memmap>) -> Result<Array> {
    let (path, mut options) = (path.as_ref(), options.into());
    let source = Source::path("memmap", path);
    let dtype = options.dtype_or(DType::U8)?;
    let shape = options.shape.take().transpose()?;
    if shape.is_none() && options.mode == MapMode::Create {
        return Err(MapError::NoShape.into());
    }
    if let Some(shape) = &shape {
        // What cannot be mapped must not empty the file first.
        check(shape, &dtype, options.offset)?;
    }
    let file = open(options.mode, source, path)?;
    let fortran_order = options.order == Order::F;
    let shape = match shape {
        Some(shape) => shape,
        None => {
            let length = file.metadata().map_err(|error| source.failed(error))?.len();
            let bytes = length.checked_sub(options.offset).ok_or(MapError::TooShort)?;
            let itemsize = dtype.itemsize() as u64;
            if itemsize == 0 || !bytes.is_multiple_of(itemsize) {
                return Err(MapError::PartialElement.into());
            }
            vec![usize::try_from(bytes / itemsize).unwrap_or(usize::MAX)]
        }
    };
    let header = Header { dtype, fortran_order, shape };
    // SAFETY: the caller's promise.
    unsafe { map(&file, source, header, options.offset, options.mode) }
}

/// The array in the `.npy` file at `path`, without reading it: [`memmap`] with dtype, shape and order from the header.
///
/// With [`MapMode::Create`], a file is made for an array of the dtype (`float64` if none is given), shape and order of the
/// options. Otherwise those are ignored.
///
/// ```
/// use nd_io::{MapMode, open_memmap};
/// let path = std::env::temp_dir().join(format!("nd-io-open-memmap-{}.npy", std::process::id()));
/// nd_io::save(&path, &nd_core::arange(6).reshape((2, 3))?)?;
/// // SAFETY: nobody else knows the file.
/// let a = unsafe { open_memmap(&path, MapMode::ReadWrite)? };
/// a.slice(1)?.fill(0)?;
/// drop(a);
/// let again: nd_core::Array = nd_io::load(&path)?;
/// assert_eq!(again.to_string(), "[[0 1 2]\n [0 0 0]]");
/// # std::fs::remove_file(path)?;
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`memmap`], and those of [`load`](crate::load) for a header that is damaged.
///
/// # Safety
/// As [`memmap`].
#[doc(alias = "numpy.lib.format.open_memmap")]
pub unsafe fn open_memmap(path: impl AsRef<Path>, options: impl Into<Memmap>) -> Result<Array> {
    let (path, mut options) = (path.as_ref(), options.into());
    let source = Source::path("open_memmap", path);
    if options.mode == MapMode::Create {
        let dtype = options.dtype_or(DType::F64)?;
        let shape = options.shape.take().ok_or(MapError::NoShape)??;
        let header = Header { dtype, fortran_order: options.order == Order::F, shape };
        let bytes = write_header(&header)?;
        check(&header.shape, &header.dtype, bytes.len() as u64)?;
        let mut file = open(options.mode, source, path)?;
        file.write_all(&bytes).map_err(|error| source.failed(error))?;
        // SAFETY: the caller's promise.
        return unsafe { map(&file, source, header, bytes.len() as u64, options.mode) };
    }
    let mut file = open(options.mode, source, path)?;
    file.rewind().map_err(|error| source.failed(error))?;
    let (header, offset) = read_header(&mut file, source)?;
    // SAFETY: the caller's promise.
    unsafe { map(&file, source, header, offset, options.mode) }
}

/// Whether elements of that shape can lie from byte `offset` on of a file.
fn check(shape: &[usize], dtype: &DType, offset: u64) -> Result<()> {
    let layout = Layout::contiguous(shape, dtype.itemsize())?;
    offset.checked_add((layout.size() * dtype.itemsize()) as u64).ok_or(MapError::TooShort)?;
    Ok(())
}

fn open(mode: MapMode, source: Source<'_>, path: &Path) -> Result<File> {
    let mut how = OpenOptions::new();
    match mode {
        MapMode::Read | MapMode::Copy => how.read(true),
        MapMode::ReadWrite => how.read(true).write(true),
        MapMode::Create => how.read(true).write(true).create(true).truncate(true),
    };
    how.open(path).map_err(|error| source.failed(error))
}

/// The array that `header` describes, from byte `offset` of `file`.
///
/// # Safety
/// As [`memmap`].
unsafe fn map(file: &File, source: Source<'_>, header: Header, offset: u64, mode: MapMode) -> Result<Array> {
    let failed = |error| source.failed(error);
    let Header { dtype, fortran_order, mut shape } = header;
    if fortran_order {
        shape.reverse();
    }
    let layout = Layout::contiguous(&shape, dtype.itemsize())?;
    let bytes = layout.size() * dtype.itemsize();
    let length = file.metadata().map_err(failed)?.len();
    let end = offset.checked_add(bytes as u64).ok_or(MapError::TooShort)?;
    if length == 0 && matches!(mode, MapMode::Read | MapMode::Copy) {
        return Err(MapError::Empty.into());
    }
    let array = if bytes == 0 {
        // The system maps no empty range.
        zeros(&shape, dtype)?
    } else {
        if end > length {
            match mode {
                MapMode::Read | MapMode::Copy => return Err(MapError::TooShort.into()),
                MapMode::ReadWrite | MapMode::Create => file.set_len(end).map_err(failed)?,
            }
        }
        let mut how = MmapOptions::new();
        how.offset(offset).len(bytes);
        // SAFETY: the caller promises what a mapping needs: that the file is neither cut short nor changed by others.
        let mapped: Result<(*mut u8, Owner, bool), std::io::Error> = unsafe {
            match mode {
                MapMode::Read => {
                    how.map(file).map(|map: Mmap| (map.as_ptr().cast_mut(), Box::new(map) as Owner, false))
                }
                MapMode::Copy => how.map_copy(file).map(writable),
                MapMode::ReadWrite | MapMode::Create => how.map_mut(file).map(writable),
            }
        };
        let (start, owner, writable) = mapped.map_err(failed)?;
        let start = NonNull::new(start).ok_or(MapError::TooShort)?;
        // SAFETY: the mapping is `bytes` long, which is what the layout reaches, and stays until its owner is dropped;
        // nobody else touches it while it is writable, and nobody writes it while it is not, by the caller's promise.
        unsafe {
            Array::from_raw_parts(start, layout.shape().to_vec(), layout.strides(), dtype, owner, writable)?
        }
    };
    Ok(if fortran_order { array.t() } else { array })
}

type Owner = Box<dyn Any + Send + Sync>;

fn writable(mut map: MmapMut) -> (*mut u8, Owner, bool) {
    (map.as_mut_ptr(), Box::new(map), true)
}

/// A file that cannot be mapped as asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MapError {
    /// A file to create, of unknown size.
    #[error("shape must be given if mode == 'w+'")]
    NoShape,
    /// A file without bytes.
    #[error("cannot mmap an empty file")]
    Empty,
    /// A file that is no whole number of elements long.
    #[error("Size of available data is not a multiple of the data-type size.")]
    PartialElement,
    /// A file that ends before the last element.
    #[error("mmap length is greater than file size")]
    TooShort,
}

impl From<MapError> for nd_core::Error {
    #[cold]
    fn from(error: MapError) -> nd_core::Error {
        nd_core::Error::new(nd_core::ErrorKind::Value, error)
    }
}

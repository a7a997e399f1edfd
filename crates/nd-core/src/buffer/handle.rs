//! [`Buffer`]: a counted handle on one block of bytes.

use super::AllocError;
use super::alloc::{Contents, allocate};
use super::header::{Header, Memory, Outside};
use super::registry::Registry;
use core::any::Any;
use core::fmt;
use core::mem::ManuallyDrop;
use core::panic::{RefUnwindSafe, UnwindSafe};
use core::ptr::NonNull;
use core::sync::atomic::{Ordering, fence};
use nd_dtype::{DType, Managed};
use std::alloc::Layout;
use std::sync::OnceLock;

/// A handle on a block of bytes that any number of arrays share. Cloning counts, and copies nothing.
///
/// The bytes may only be touched under a borrow ([`super::acquire`], [`super::acquire_guard`]) or by the only owner
/// of a buffer that nobody else has seen yet; all that this type gives out is their address. Every byte is
/// initialised once the buffer can be reached from safe code.
pub(crate) struct Buffer {
    header: NonNull<Header>,
}

// SAFETY: the header's fields are constant, atomic, or guard themselves; its owner is `Send + Sync` and may be
// dropped on any thread, as memory may be freed on any thread. The bytes are touched only under borrows.
unsafe impl Send for Buffer {}
// SAFETY: as for `Send`; a shared handle only allows what every handle allows.
unsafe impl Sync for Buffer {}

// A panic under a borrow gives the borrow back and leaves bytes that are some value of their type.
impl UnwindSafe for Buffer {}
impl RefUnwindSafe for Buffer {}

impl Buffer {
    /// `len` zeroed bytes. From 1 MiB on the zeros cost nothing until they are touched.
    ///
    /// # Errors
    /// The system has no memory, or `len` is more than any allocation can have.
    pub(crate) fn zeroed(len: usize) -> Result<Buffer, AllocError> {
        allocate(len, Contents::Zero).map(|header| Buffer { header })
    }

    /// `len` zeroed bytes of elements of `dtype`, which are counted if they hold objects: none at first.
    ///
    /// # Errors
    /// As [`Buffer::zeroed`].
    pub(crate) fn zeroed_for(len: usize, dtype: &DType) -> Result<Buffer, AllocError> {
        let buffer = Buffer::zeroed(len)?;
        if dtype.hasobject() {
            buffer.manage(dtype);
        }
        Ok(buffer)
    }

    /// `len` bytes for a result: of any content, possibly uninitialised.
    ///
    /// # Errors
    /// The system has no memory, or `len` is more than any allocation can have.
    ///
    /// # Safety
    /// Every byte must be written before the buffer, or an array over it, can be reached from safe code: also when
    /// what writes it panics, so keep the handle to yourself until then.
    #[inline]
    pub(crate) unsafe fn for_output(len: usize) -> Result<Buffer, AllocError> {
        allocate(len, Contents::Any).map(|header| Buffer { header })
    }

    /// A buffer with a copy of `bytes`.
    ///
    /// # Errors
    /// The system has no memory.
    pub(crate) fn copy_of(bytes: &[u8]) -> Result<Buffer, AllocError> {
        // SAFETY: all `bytes.len()` bytes are written below, before the handle is returned.
        let buffer = unsafe { Buffer::for_output(bytes.len())? };
        // SAFETY: the buffer is fresh, so it is as long as `bytes`, apart from them, and known to nobody else.
        unsafe { buffer.as_ptr().copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
        Ok(buffer)
    }

    /// A buffer with a copy of `elements`, which count what they hold.
    ///
    /// # Errors
    /// The system has no memory.
    pub(crate) fn counted(elements: &[u8], dtype: &DType) -> Result<Buffer, AllocError> {
        let buffer = Buffer::copy_of(elements)?;
        Managed::retain(dtype.words(elements));
        buffer.manage(dtype);
        Ok(buffer)
    }

    /// The elements of `vec`, without copying them. The buffer is nd's own from here on.
    ///
    /// # Errors
    /// No memory for the header; the vector is dropped.
    pub(crate) fn from_vec<T: bytemuck::Pod + Send + Sync>(vec: Vec<T>) -> Result<Buffer, AllocError> {
        // Plain data has no destructors, so freeing the vector's block with the layout that `Vec` documents for it
        // is all that dropping it would do.
        let mut vec = ManuallyDrop::new(vec);
        let len = size_of_val(vec.as_slice());
        // SAFETY: a vector of this capacity exists, so the size does not overflow and the alignment is a type's.
        let layout =
            unsafe { Layout::from_size_align_unchecked(vec.capacity() * size_of::<T>(), align_of::<T>()) };
        // SAFETY: a vector's pointer is never null, even if it owns no memory.
        let data = unsafe { NonNull::new_unchecked(vec.as_mut_ptr().cast::<u8>()) };
        let memory = Memory::Heap(layout);
        let outside = Outside { data, len, writable: true, own: true, memory, owner: None };
        Header::outside(outside).map(|header| Buffer { header })
    }

    /// Bytes that live as long as the program, never written.
    ///
    /// # Errors
    /// No memory for the header.
    pub(crate) fn from_static(bytes: &'static [u8]) -> Result<Buffer, AllocError> {
        let data = NonNull::from(bytes).cast();
        let (memory, owner) = (Memory::Nothing, None);
        let outside = Outside { data, len: bytes.len(), writable: false, own: false, memory, owner };
        Header::outside(outside).map(|header| Buffer { header })
    }

    /// Memory of someone else, kept alive by `owner`, which is dropped with the last handle.
    ///
    /// # Errors
    /// No memory for the header; the owner is dropped.
    ///
    /// # Safety
    /// Until `owner` is dropped, `data` must be valid for reads of `len` initialised bytes, and
    /// - if `writable`, for writes too, with nobody else touching the bytes;
    /// - if not, with nobody writing them.
    pub(crate) unsafe fn from_foreign(
        data: NonNull<u8>,
        len: usize,
        owner: Box<dyn Any + Send + Sync>,
        writable: bool,
    ) -> Result<Buffer, AllocError> {
        let (memory, owner) = (Memory::Nothing, Some(owner));
        let outside = Outside { data, len, writable, own: false, memory, owner };
        Header::outside(outside).map(|header| Buffer { header })
    }

    /// The address of the first byte. Reading and writing through it needs a borrow; writing also needs
    /// [`Buffer::is_writable`].
    #[inline]
    pub(crate) fn as_ptr(&self) -> *mut u8 {
        self.header().data.as_ptr()
    }

    /// A slot in which the layer above remembers the array that the buffer was made for.
    #[inline]
    pub(crate) fn origin(&self) -> &OnceLock<Box<dyn Any + Send + Sync>> {
        &self.header().origin
    }

    /// What the elements are, if they hold objects and are counted.
    #[inline]
    pub(crate) fn managed(&self) -> Option<&DType> {
        self.header().managed.get()
    }

    /// Makes this a buffer of elements that hold objects and are counted: each of them is released with the buffer. All bytes
    /// must be initialised, as they are once the buffer can be reached from safe code.
    pub(super) fn manage(&self, dtype: &DType) {
        debug_assert!(self.len().is_multiple_of(dtype.itemsize()));
        let _ = self.header().managed.set(dtype.clone());
    }

    /// Number of bytes.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.header().len
    }

    /// Whether anything may write the bytes. Buffers that nothing can write need no borrows.
    #[inline]
    pub(crate) fn is_writable(&self) -> bool {
        self.header().writable
    }

    /// Whether the bytes belong to nd alone: neither foreign memory nor a map nor part of the program. Only such
    /// memory may be reused for a result.
    #[inline]
    pub(crate) fn is_own(&self) -> bool {
        self.header().own
    }

    /// Whether this is the only handle. The answer lasts as long as nobody else can reach this handle to clone it,
    /// so ask through a handle held by value. Borrows held by guards count as handles.
    #[inline]
    pub(crate) fn is_unique(&self) -> bool {
        // Acquire: what other threads did through their handles happened before they dropped them.
        self.header().refs.load(Ordering::Acquire) == 1
    }

    /// Whether both are handles on one block.
    #[inline]
    pub(crate) fn ptr_eq(&self, other: &Buffer) -> bool {
        self.header == other.header
    }

    /// A number that no other living buffer has.
    #[inline]
    pub(crate) fn id(&self) -> usize {
        self.header.addr().get()
    }

    /// The borrows of this buffer.
    #[inline]
    pub(super) fn registry(&self) -> &Registry {
        &self.header().registry
    }

    #[inline]
    fn header(&self) -> &Header {
        // SAFETY: a counted handle keeps the header alive, and it is only lent shared while handles exist.
        unsafe { self.header.as_ref() }
    }
}

impl Clone for Buffer {
    #[inline]
    fn clone(&self) -> Buffer {
        let before = self.header().refs.fetch_add(1, Ordering::Relaxed);
        if before > isize::MAX as usize {
            // As in `Arc`: only handles leaked by the billion get here, and going on would free memory in use.
            std::process::abort();
        }
        Buffer { header: self.header }
    }
}

impl Drop for Buffer {
    #[inline]
    fn drop(&mut self) {
        let refs = &self.header().refs;
        // A count of one is this handle, and only a handle can raise it: no need for a locked instruction.
        if refs.load(Ordering::Acquire) != 1 {
            if refs.fetch_sub(1, Ordering::Release) != 1 {
                return;
            }
            // Everything done through the other handles happens before the block is freed.
            fence(Ordering::Acquire);
        }
        // SAFETY: this was the last handle, and `header` came from a constructor of Header.
        unsafe { Header::free(self.header) }
    }
}

impl fmt::Debug for Buffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Buffer")
            .field("data", &self.as_ptr())
            .field("len", &self.len())
            .field("writable", &self.is_writable())
            .field("own", &self.is_own())
            .finish()
    }
}

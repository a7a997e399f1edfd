//! What stands before a buffer's bytes: the count of handles, where the bytes are, their borrows, how to free them.
//!
//! Small blocks follow their header in one allocation. All other headers stand alone and point at their bytes.
//! Every buffer gets a fresh header, so recycled memory starts with no borrows.

use super::AllocError;
use super::pages::Pages;
use super::pool::POOL;
use super::registry::Registry;
use core::any::Any;
use core::ptr::NonNull;
use core::sync::atomic::AtomicUsize;
use nd_dtype::{DType, Managed};
use std::alloc::{Layout, alloc, dealloc};
use std::sync::OnceLock;

/// The shared state of one buffer.
///
/// All fields but `refs` and `registry`, which are atomic or guard themselves, stay as they are while handles exist.
#[repr(C, align(16))]
pub(super) struct Header {
    /// Number of [`super::Buffer`] handles.
    pub(super) refs: AtomicUsize,
    /// The first byte.
    pub(super) data: NonNull<u8>,
    /// Number of bytes.
    pub(super) len: usize,
    /// Whether anything may write the bytes.
    pub(super) writable: bool,
    /// Whether the bytes belong to nd alone.
    pub(super) own: bool,
    /// Who is borrowing the bytes.
    pub(super) registry: Registry,
    /// What the layer above remembers of the array that the buffer was made for.
    pub(super) origin: OnceLock<Box<dyn Any + Send + Sync>>,
    /// What the elements are, if they hold objects and are counted.
    pub(super) managed: OnceLock<DType>,
    /// The allocation that this header starts.
    block: Layout,
    /// What else is freed with the header.
    memory: Memory,
    /// Dropped before the memory is freed. For foreign memory this is what keeps it alive.
    owner: Option<Box<dyn Any + Send + Sync>>,
}

/// Where a buffer's bytes are freed to.
pub(super) enum Memory {
    /// They follow the header, or are not ours to free.
    Nothing,
    /// A block of the global allocator, of this layout.
    Heap(Layout),
    /// Pages, which go to the pool.
    Pages(Pages),
}

/// The facts about bytes that do not follow their header.
pub(super) struct Outside {
    pub(super) data: NonNull<u8>,
    pub(super) len: usize,
    pub(super) writable: bool,
    pub(super) own: bool,
    pub(super) memory: Memory,
    pub(super) owner: Option<Box<dyn Any + Send + Sync>>,
}

impl Header {
    /// A header for bytes elsewhere, with one handle counted. On failure what `outside` owns is freed.
    ///
    /// # Errors
    /// No memory for the header.
    pub(super) fn outside(outside: Outside) -> Result<NonNull<Header>, AllocError> {
        let block = Layout::new::<Header>();
        let room = match allocate(block) {
            Ok(room) => room.cast::<Header>(),
            Err(error) => {
                outside.memory.free(outside.data);
                return Err(error);
            }
        };
        let Outside { data, len, writable, own, memory, owner } = outside;
        let header = Header::unborrowed(data, len, writable, own, block, memory, owner);
        // SAFETY: `room` was just allocated with the layout of a Header and is referred to by nothing else.
        unsafe { room.write(header) };
        Ok(room)
    }

    /// A header in an allocation of layout `block`, followed by `len` own bytes from `data_offset` on, as they came
    /// from the allocator. One handle is counted.
    ///
    /// # Errors
    /// No memory for the block.
    #[inline]
    pub(super) fn inline(block: Layout, len: usize, align: usize) -> Result<NonNull<Header>, AllocError> {
        debug_assert!(block.size() >= size_of::<Header>() + len + (align - 16) && block.align() == 16);
        let room = allocate(block)?;
        // SAFETY: the header takes the first size_of::<Header>() bytes of `block`, so one past it is in the block,
        // and so is the next multiple of `align`, which is at most `align - 16` further because both ends of a
        // Header are multiples of 16.
        let data = unsafe {
            let end = room.add(size_of::<Header>());
            end.add(end.addr().get().wrapping_neg() % align)
        };
        debug_assert!(data.addr().get() + len <= room.addr().get() + block.size());
        let header = Header::unborrowed(data, len, true, true, block, Memory::Nothing, None);
        // SAFETY: `room` is aligned to 16 as a Header is, large enough, and referred to by nothing else.
        unsafe { room.cast::<Header>().write(header) };
        Ok(room.cast())
    }

    #[inline(always)]
    fn unborrowed(
        data: NonNull<u8>,
        len: usize,
        writable: bool,
        own: bool,
        block: Layout,
        memory: Memory,
        owner: Option<Box<dyn Any + Send + Sync>>,
    ) -> Header {
        let (refs, registry) = (AtomicUsize::new(1), Registry::new());
        let (origin, managed) = (OnceLock::new(), OnceLock::new());
        Header { refs, data, len, writable, own, registry, origin, managed, block, memory, owner }
    }

    /// Releases what the elements hold, drops the owner, frees the bytes, then the header. An object or an owner that
    /// panics leaks the rest.
    ///
    /// # Safety
    /// `header` must come from a constructor of this type, and no handle may be left that refers to it.
    pub(super) unsafe fn free(header: NonNull<Header>) {
        // SAFETY: the caller has the last reference to a header that was written by its constructor.
        let this = unsafe { &mut *header.as_ptr() };
        let block = this.block;
        if let Some(dtype) = this.managed.get() {
            // SAFETY: a managed buffer was zeroed or filled when it was made, so all of its bytes are initialised; nothing
            // else refers to them any more.
            let elements = unsafe { core::slice::from_raw_parts(this.data.as_ptr(), this.len) };
            drop(Managed::release(dtype.words(elements)));
        }
        drop(this.owner.take());
        core::mem::replace(&mut this.memory, Memory::Nothing).free(this.data);
        // SAFETY: nothing refers to the header any more (`this` is not used again), and `block` is the layout that
        // its memory was allocated with.
        unsafe {
            header.drop_in_place();
            dealloc(header.as_ptr().cast(), block);
        }
    }
}

impl Memory {
    fn free(self, data: NonNull<u8>) {
        match self {
            Memory::Nothing => {}
            Memory::Heap(layout) if layout.size() == 0 => {}
            // SAFETY: whoever made a `Heap` passed the block at `data` with the layout it was allocated with, and
            // freeing takes the value, so that it happens once.
            Memory::Heap(layout) => unsafe { dealloc(data.as_ptr(), layout) },
            Memory::Pages(pages) => POOL.put(pages),
        }
    }
}

/// Memory for `block` from the global allocator; the pool gives up its blocks before the answer is no.
///
/// # Errors
/// The system has no memory.
#[inline]
fn allocate(block: Layout) -> Result<NonNull<u8>, AllocError> {
    debug_assert!(block.size() > 0);
    // SAFETY: no block of this module is empty, since each begins with a header.
    NonNull::new(unsafe { alloc(block) }).map_or_else(|| allocate_again(block), Ok)
}

#[cold]
fn allocate_again(block: Layout) -> Result<NonNull<u8>, AllocError> {
    POOL.clear();
    // SAFETY: as in `allocate`.
    NonNull::new(unsafe { alloc(block) }).ok_or(AllocError { bytes: block.size() })
}

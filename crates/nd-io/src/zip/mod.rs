//! The zip container, as far as archives of arrays use it: members that are stored or deflated, with 64-bit sizes.
//!
//! ```text
//! (local header, name, data)*   (directory entry, name)*   end of the directory
//! ```
//!
//! The directory at the end is what counts; a local header only says where the data begin. No archive is trusted: every
//! size is held against the length of the file before anything is allocated, members must not overlap, no member may
//! give more bytes than it announces, and its checksum is compared. Names are names and never paths: nothing is
//! extracted. The format is described in PKWARE's APPNOTE.TXT.

#![forbid(unsafe_code)]

mod error;
mod read;
mod write;

pub use error::ZipError;
pub(crate) use read::Archive;
pub(crate) use write::Writer;

/// How the bytes of a member are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Stored,
    Deflated,
}

impl Method {
    fn code(self) -> u16 {
        match self {
            Method::Stored => 0,
            Method::Deflated => 8,
        }
    }
}

const LOCAL_HEADER: u32 = 0x04034b50;
const LOCAL_LENGTH: usize = 30;
const DIRECTORY_ENTRY: u32 = 0x02014b50;
const ENTRY_LENGTH: usize = 46;
const END: u32 = 0x06054b50;
const END_LENGTH: usize = 22;
const END_64: u32 = 0x06064b50;
const END_64_LENGTH: usize = 56;
const LOCATOR_64: u32 = 0x07064b50;
const LOCATOR_LENGTH: usize = 20;
/// The extra field of 64-bit sizes.
const EXTRA_64: u16 = 1;
/// Names are UTF-8.
const FLAG_UTF8: u16 = 1 << 11;
const FLAG_ENCRYPTED: u16 = 1;
/// What a 32-bit field holds whose value stands in the extra field.
const ELSEWHERE: u32 = u32::MAX;

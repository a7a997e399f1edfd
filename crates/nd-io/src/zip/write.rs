//! Writing archives, as Python's `zipfile` lays them out when it is told to use 64-bit sizes throughout.

#![forbid(unsafe_code)]

use super::{
    DIRECTORY_ENTRY, ELSEWHERE, END, END_64, END_64_LENGTH, EXTRA_64, FLAG_UTF8, LOCAL_HEADER, LOCATOR_64,
    Method,
};
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use std::io::{self, Seek, SeekFrom, Write};

/// The version of the format that has 64-bit sizes, made on Unix.
const VERSION_64: u16 = 45;
const MADE_BY: u16 = 3 << 8 | VERSION_64;
/// The first of January 1980: the same arrays give the same file.
const DATE: u16 = 1 << 5 | 1;
/// Read and write for the owner, as `zipfile` sets it.
const PERMISSIONS: u32 = 0o600 << 16;

/// An archive that is being written.
pub(crate) struct Writer<W> {
    inner: W,
    method: Method,
    entries: Vec<Entry>,
}

/// A member that has been written.
struct Entry {
    name: String,
    start: u64,
    checksum: u32,
    packed: u64,
    size: u64,
}

impl Entry {
    fn flags(&self) -> u16 {
        if self.name.is_ascii() { 0 } else { FLAG_UTF8 }
    }
}

impl<W: Write + Seek> Writer<W> {
    pub(crate) fn new(inner: W, method: Method) -> Writer<W> {
        Writer { inner, method, entries: Vec::new() }
    }

    /// Adds the member `name`, whose data `write` writes. The name is shorter than 65,536 bytes.
    pub(crate) fn member<E: From<io::Error>>(
        &mut self,
        name: String,
        write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<(), E> {
        let start = self.inner.stream_position()?;
        let mut entry = Entry { name, start, checksum: 0, packed: 0, size: 0 };
        self.local_header(&entry)?;
        let data = self.inner.stream_position()?;
        let mut sum = Crc::new();
        let mut size = 0;
        match self.method {
            Method::Stored => write(&mut Summed { inner: &mut self.inner, sum: &mut sum, size: &mut size })?,
            Method::Deflated => {
                let mut packer = DeflateEncoder::new(&mut self.inner, Compression::default());
                write(&mut Summed { inner: &mut packer, sum: &mut sum, size: &mut size })?;
                packer.finish()?;
            }
        }
        let end = self.inner.stream_position()?;
        (entry.checksum, entry.size, entry.packed) = (sum.sum(), size, end - data);
        self.inner.seek(SeekFrom::Start(start))?;
        self.local_header(&entry)?;
        self.inner.seek(SeekFrom::Start(end))?;
        self.entries.push(entry);
        Ok(())
    }

    fn local_header(&mut self, entry: &Entry) -> io::Result<()> {
        let mut header = Vec::new();
        push(&mut header, LOCAL_HEADER, &[VERSION_64, entry.flags(), self.method.code(), 0, DATE]);
        for word in [entry.checksum, ELSEWHERE, ELSEWHERE] {
            header.extend(word.to_le_bytes());
        }
        push_u16(&mut header, &[entry.name.len() as u16, 20]);
        header.extend(entry.name.as_bytes());
        push_u16(&mut header, &[EXTRA_64, 16]);
        push_u64(&mut header, &[entry.size, entry.packed]);
        self.inner.write_all(&header)
    }

    /// Writes the directory.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        let start = self.inner.stream_position()?;
        let mut out = Vec::new();
        for entry in &self.entries {
            let method = self.method.code();
            push(&mut out, DIRECTORY_ENTRY, &[MADE_BY, VERSION_64, entry.flags(), method, 0, DATE]);
            for word in [entry.checksum, ELSEWHERE, ELSEWHERE] {
                out.extend(word.to_le_bytes());
            }
            // Lengths of name, extra fields and comment; the disk; internal attributes.
            push_u16(&mut out, &[entry.name.len() as u16, 28, 0, 0, 0]);
            out.extend(PERMISSIONS.to_le_bytes());
            out.extend(ELSEWHERE.to_le_bytes());
            out.extend(entry.name.as_bytes());
            push_u16(&mut out, &[EXTRA_64, 24]);
            push_u64(&mut out, &[entry.size, entry.packed, entry.start]);
        }
        let (size, count) = (out.len() as u64, self.entries.len() as u64);
        let narrow = count < u64::from(u16::MAX) && start + size < u64::from(ELSEWHERE);
        if !narrow {
            out.extend(END_64.to_le_bytes());
            push_u64(&mut out, &[END_64_LENGTH as u64 - 12]);
            push_u16(&mut out, &[MADE_BY, VERSION_64, 0, 0, 0, 0]);
            push_u64(&mut out, &[count, count, size, start]);
            out.extend(LOCATOR_64.to_le_bytes());
            out.extend([0; 4]);
            push_u64(&mut out, &[start + size]);
            out.extend(1_u32.to_le_bytes());
        }
        let count = u16::try_from(count).unwrap_or(u16::MAX);
        push(&mut out, END, &[0, 0, count, count]);
        for word in [size, start] {
            out.extend(u32::try_from(word).unwrap_or(ELSEWHERE).to_le_bytes());
        }
        push_u16(&mut out, &[0]);
        self.inner.write_all(&out)?;
        self.inner.flush()?;
        Ok(self.inner)
    }
}

fn push(out: &mut Vec<u8>, magic: u32, halves: &[u16]) {
    out.extend(magic.to_le_bytes());
    push_u16(out, halves);
}

fn push_u16(out: &mut Vec<u8>, values: &[u16]) {
    out.extend(values.iter().flat_map(|value| value.to_le_bytes()));
}

fn push_u64(out: &mut Vec<u8>, values: &[u64]) {
    out.extend(values.iter().flat_map(|value| value.to_le_bytes()));
}

/// A writer that keeps the checksum and the number of the bytes that go through it.
struct Summed<'a, W> {
    inner: W,
    sum: &'a mut Crc,
    size: &'a mut u64,
}

impl<W: Write> Write for Summed<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.sum.update(&bytes[..written]);
        *self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

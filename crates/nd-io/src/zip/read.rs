//! Reading archives.

#![forbid(unsafe_code)]

use super::{
    DIRECTORY_ENTRY, ELSEWHERE, END, END_64, END_64_LENGTH, END_LENGTH, ENTRY_LENGTH, EXTRA_64,
    FLAG_ENCRYPTED, FLAG_UTF8, LOCAL_HEADER, LOCAL_LENGTH, LOCATOR_64, LOCATOR_LENGTH, Method, ZipError,
};
use flate2::Crc;
use flate2::read::DeflateDecoder;
use std::collections::HashSet;
use std::io::{self, Read, Seek, SeekFrom, Take};

/// The longest comment, behind which the end record may hide.
const LONGEST_COMMENT: u64 = u16::MAX as u64;
/// Deflate makes of one byte at most this many; an announced size beyond that is not believed.
const MOST_PER_BYTE: u64 = 1032;

/// A member, as the directory has it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) name: String,
    /// The name's bytes, which the local header repeats.
    raw_name: Vec<u8>,
    flags: u16,
    method: u16,
    checksum: u32,
    packed: u64,
    /// The length of the member's data once unpacked, as announced.
    pub(crate) size: u64,
    /// Where its local header stands, and where the next thing in the file does.
    start: u64,
    end: u64,
}

impl Entry {
    /// How much memory may be set aside for the member before any of it has been unpacked.
    pub(crate) fn credible_size(&self) -> u64 {
        self.size.min(self.packed.saturating_mul(MOST_PER_BYTE))
    }
}

/// An archive whose directory has been read.
#[derive(Debug)]
pub(crate) struct Archive<R> {
    inner: R,
    entries: Vec<Entry>,
}

impl<R: Read + Seek> Archive<R> {
    /// Reads the directory. What the system says is the outer error, what is wrong with the archive the inner one.
    pub(crate) fn open(mut inner: R) -> io::Result<Result<Archive<R>, ZipError>> {
        let length = inner.seek(SeekFrom::End(0))?;
        let tail_length = length.min(LONGEST_COMMENT + (END_LENGTH + LOCATOR_LENGTH) as u64);
        let tail = bytes_at(&mut inner, length - tail_length, tail_length)?;
        let directory = match locate(&mut inner, length, &tail)? {
            Ok(directory) => directory,
            Err(error) => return Ok(Err(error)),
        };
        let bytes = bytes_at(&mut inner, directory.start, directory.size)?;
        Ok(parse(&bytes, &directory).map(|entries| Archive { inner, entries }))
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The data of member `index`.
    pub(crate) fn read(&mut self, index: usize) -> io::Result<Member<'_, R>> {
        let entry = &self.entries[index];
        let name = || entry.name.clone();
        if entry.flags & FLAG_ENCRYPTED != 0 {
            return Err(ZipError::Encrypted { name: name() }.into());
        }
        let header = bytes_at(&mut self.inner, entry.start, LOCAL_LENGTH as u64)?;
        let mut fields = Fields(&header);
        let magic = fields.u32();
        fields.skip(22);
        let (name_length, extra_length) = (fields.u16(), fields.u16());
        let (Some(LOCAL_HEADER), Some(name_length), Some(extra_length)) = (magic, name_length, extra_length)
        else {
            return Err(ZipError::LocalHeader { name: name() }.into());
        };
        let data = entry.start + LOCAL_LENGTH as u64 + u64::from(name_length) + u64::from(extra_length);
        if data.checked_add(entry.packed).is_none_or(|end| end > entry.end) {
            return Err(ZipError::Overlap { name: name() }.into());
        }
        let raw_name = bytes_at(&mut self.inner, entry.start + LOCAL_LENGTH as u64, u64::from(name_length))?;
        if raw_name != entry.raw_name {
            return Err(ZipError::LocalHeader { name: name() }.into());
        }
        self.inner.seek(SeekFrom::Start(data))?;
        let packed = (&mut self.inner).take(entry.packed);
        let stream = match entry.method {
            code if code == Method::Stored.code() => Stream::Stored(packed),
            code if code == Method::Deflated.code() => Stream::Deflated(DeflateDecoder::new(packed)),
            method => return Err(ZipError::Method { name: name(), method }.into()),
        };
        Ok(Member { stream, entry, left: entry.size, sum: Crc::new() })
    }
}

/// Where the directory lies.
struct Directory {
    start: u64,
    size: u64,
    count: u64,
    /// Bytes in front of the archive, which the offsets in it do not count.
    shift: u64,
}

/// Finds the directory by the record at the end of the file, of which `tail` is the last part.
fn locate<R: Read + Seek>(
    inner: &mut R,
    length: u64,
    tail: &[u8],
) -> io::Result<Result<Directory, ZipError>> {
    let is_end = |at: &usize| {
        let record = &tail[*at..];
        let comment = u64::from(record[20]) | u64::from(record[21]) << 8;
        record.starts_with(&END.to_le_bytes()) && comment <= (record.len() - END_LENGTH) as u64
    };
    let last = (tail.len() + 1).saturating_sub(END_LENGTH);
    let Some(at) = (0..last).rev().find(is_end) else { return Ok(Err(ZipError::NotAnArchive)) };
    let mut fields = Fields(&tail[at + 8..]);
    fields.skip(2);
    let mut count = u64::from(fields.u16().unwrap_or(0));
    let mut size = u64::from(fields.u32().unwrap_or(0));
    let mut start = u64::from(fields.u32().unwrap_or(0));
    let mut end = length - (tail.len() - at) as u64;
    if at >= LOCATOR_LENGTH && tail[at - LOCATOR_LENGTH..].starts_with(&LOCATOR_64.to_le_bytes()) {
        let Some(record_at) = end.checked_sub((LOCATOR_LENGTH + END_64_LENGTH) as u64) else {
            return Ok(Err(ZipError::NotAnArchive));
        };
        let record = bytes_at(inner, record_at, END_64_LENGTH as u64)?;
        let mut fields = Fields(&record);
        if fields.u32() == Some(END_64) {
            fields.skip(28);
            count = fields.u64().unwrap_or(0);
            size = fields.u64().unwrap_or(0);
            start = fields.u64().unwrap_or(0);
            end = record_at;
        }
    }
    let Some(actual) = end.checked_sub(size) else {
        return Ok(Err(ZipError::Directory { what: "it is larger than the file" }));
    };
    let Some(shift) = actual.checked_sub(start) else {
        return Ok(Err(ZipError::Directory { what: "it does not end where the file does" }));
    };
    Ok(Ok(Directory { start: actual, size, count, shift }))
}

/// Reads the entries of the directory in `bytes`.
fn parse(bytes: &[u8], directory: &Directory) -> Result<Vec<Entry>, ZipError> {
    let truncated = || ZipError::Directory { what: "it ends early" };
    let (mut rest, mut entries) = (Fields(bytes), Vec::new());
    while !rest.0.is_empty() {
        let mut fields = Fields(rest.take(ENTRY_LENGTH).ok_or_else(truncated)?);
        if fields.u32() != Some(DIRECTORY_ENTRY) {
            return Err(ZipError::Directory { what: "bad magic number" });
        }
        fields.skip(4);
        // Inside the bytes that were just taken, nothing is missing.
        let (flags, method) = (fields.u16().unwrap_or(0), fields.u16().unwrap_or(0));
        fields.skip(4);
        let checksum = fields.u32().unwrap_or(0);
        let (packed, size) = (fields.u32().unwrap_or(0), fields.u32().unwrap_or(0));
        let [name_length, extra_length, comment_length] =
            [(); 3].map(|()| usize::from(fields.u16().unwrap_or(0)));
        fields.skip(8);
        let start = fields.u32().unwrap_or(0);
        let raw_name = rest.take(name_length).ok_or_else(truncated)?.to_vec();
        let extra = rest.take(extra_length).ok_or_else(truncated)?;
        rest.take(comment_length).ok_or_else(truncated)?;
        let mut wide = Fields(extra_64(extra));
        let mut widened = |narrow: u32| match narrow {
            ELSEWHERE => wide.u64().ok_or(ZipError::Directory { what: "a size is missing" }),
            narrow => Ok(u64::from(narrow)),
        };
        let (size, packed, start) = (widened(size)?, widened(packed)?, widened(start)?);
        let start = start
            .checked_add(directory.shift)
            .filter(|&start| start < directory.start)
            .ok_or(ZipError::Directory { what: "a member lies outside the file" })?;
        let name = match flags & FLAG_UTF8 {
            0 => raw_name.iter().map(|&byte| char::from(byte)).collect(),
            _ => String::from_utf8_lossy(&raw_name).into_owned(),
        };
        entries.push(Entry { name, raw_name, flags, method, checksum, packed, size, start, end: 0 });
    }
    // The 16-bit count of a large archive without the 64-bit record is its remainder.
    if entries.len() as u64 != directory.count && entries.len() as u64 & 0xffff != directory.count {
        return Err(ZipError::Directory { what: "it does not have as many entries as it says" });
    }
    let mut names = HashSet::new();
    if let Some(twice) = entries.iter().find(|entry| !names.insert(&entry.name)) {
        return Err(ZipError::Duplicate { name: twice.name.clone() });
    }
    let mut starts: Vec<u64> = entries.iter().map(|entry| entry.start).collect();
    starts.sort_unstable();
    for entry in &mut entries {
        let next = starts.partition_point(|&start| start <= entry.start);
        entry.end = starts.get(next).copied().unwrap_or(directory.start);
    }
    Ok(entries)
}

/// The 64-bit sizes among the extra fields of an entry.
fn extra_64(mut extra: &[u8]) -> &[u8] {
    loop {
        let mut fields = Fields(extra);
        let (Some(id), Some(length)) = (fields.u16(), fields.u16()) else { return &[] };
        let Some(data) = fields.take(usize::from(length)) else { return &[] };
        if id == EXTRA_64 {
            return data;
        }
        extra = fields.0;
    }
}

/// `length` bytes from `start`, or those that are there.
fn bytes_at<R: Read + Seek>(inner: &mut R, start: u64, length: u64) -> io::Result<Vec<u8>> {
    inner.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    inner.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Little-endian numbers, one after the other.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn skip(&mut self, length: usize) {
        self.0 = self.0.get(length..).unwrap_or_default();
    }

    fn u16(&mut self) -> Option<u16> {
        self.take(2)?.try_into().ok().map(u16::from_le_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.take(8)?.try_into().ok().map(u64::from_le_bytes)
    }
}

/// The unpacked data of a member; the last byte comes only if the length and the checksum are right.
pub(crate) struct Member<'a, R: Read> {
    stream: Stream<Take<&'a mut R>>,
    entry: &'a Entry,
    left: u64,
    sum: Crc,
}

enum Stream<R: Read> {
    Stored(R),
    Deflated(DeflateDecoder<R>),
}

impl<R: Read> Member<'_, R> {
    pub(crate) fn entry(&self) -> &Entry {
        self.entry
    }

    fn pull(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.stream {
            Stream::Stored(stream) => stream.read(buffer),
            Stream::Deflated(stream) => stream.read(buffer),
        }
    }
}

impl<R: Read> Read for Member<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let wanted = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        if wanted == 0 {
            return Ok(0);
        }
        let got = self.pull(&mut buffer[..wanted])?;
        let wrong_size = || ZipError::Size { name: self.entry.name.clone(), expected: self.entry.size };
        if got == 0 {
            return Err(wrong_size().into());
        }
        self.sum.update(&buffer[..got]);
        self.left -= got as u64;
        if self.left == 0 {
            if self.pull(&mut [0])? != 0 {
                return Err(
                    ZipError::Size { name: self.entry.name.clone(), expected: self.entry.size }.into()
                );
            }
            if self.sum.sum() != self.entry.checksum {
                return Err(ZipError::Checksum { name: self.entry.name.clone() }.into());
            }
        }
        Ok(got)
    }
}

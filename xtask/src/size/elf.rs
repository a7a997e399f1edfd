//! Section headers and symbols of a 64-bit little-endian ELF file: the few fields that sizes need.
//!
//! Offsets are those of the System V ABI, "Object Files". Every read is checked, so that a damaged file gives `None`
//! and not a panic.

#![forbid(unsafe_code)]

/// Bytes in a section header.
const HEADER: u64 = 64;
/// Bytes in a symbol.
const SYMBOL: u64 = 24;
/// The section type of the symbol table.
const SHT_SYMTAB: u64 = 2;
/// The symbol type of functions.
const STT_FUNC: u64 = 2;

/// A parsed file.
pub(super) struct Elf<'a> {
    bytes: &'a [u8],
    sections: Vec<Section<'a>>,
}

struct Section<'a> {
    name: &'a str,
    kind: u64,
    offset: u64,
    size: u64,
    /// For a symbol table, the section that holds the names.
    link: u64,
}

impl<'a> Elf<'a> {
    /// The section headers of `bytes`.
    pub(super) fn parse(bytes: &'a [u8]) -> Option<Elf<'a>> {
        // Magic number, 64 bits, little-endian.
        if !bytes.starts_with(b"\x7fELF\x02\x01") {
            return None;
        }
        let table = number(bytes, 0x28, 8)?;
        let count = number(bytes, 0x3c, 2)?;
        let header = |i: u64| table.checked_add(i * HEADER);
        let names = number(bytes, header(number(bytes, 0x3e, 2)?)?.checked_add(0x18)?, 8)?;
        let mut sections = Vec::new();
        for i in 0..count {
            let at = header(i)?;
            let field = |offset, width| number(bytes, at.checked_add(offset)?, width);
            sections.push(Section {
                name: text(bytes, names.checked_add(field(0, 4)?)?)?,
                kind: field(0x4, 4)?,
                offset: field(0x18, 8)?,
                size: field(0x20, 8)?,
                link: field(0x28, 4)?,
            });
        }
        Some(Elf { bytes, sections })
    }

    /// The size of a section in bytes.
    pub(super) fn section(&self, name: &str) -> Option<u64> {
        self.sections.iter().find(|section| section.name == name).map(|section| section.size)
    }

    /// The sizes of the functions whose mangled name contains `word`.
    pub(super) fn functions(&self, word: &str) -> impl Iterator<Item = u64> {
        let table = self.sections.iter().find(|section| section.kind == SHT_SYMTAB);
        let names = table.and_then(|table| self.sections.get(usize::try_from(table.link).ok()?));
        let range = table.map_or(0..0, |table| 0..table.size / SYMBOL);
        range.filter_map(move |i| {
            let at = table?.offset.checked_add(i * SYMBOL)?;
            let name = text(self.bytes, names?.offset.checked_add(number(self.bytes, at, 4)?)?)?;
            let kind = number(self.bytes, at.checked_add(4)?, 1)? & 0xf;
            let size = number(self.bytes, at.checked_add(16)?, 8)?;
            (kind == STT_FUNC && size > 0 && name.contains(word)).then_some(size)
        })
    }
}

/// The little-endian number of `width` bytes at `offset`.
fn number(bytes: &[u8], offset: u64, width: usize) -> Option<u64> {
    let start = usize::try_from(offset).ok()?;
    let field = bytes.get(start..start.checked_add(width)?)?;
    Some(field.iter().rev().fold(0, |value, byte| value << 8 | u64::from(*byte)))
}

/// The text at `offset`, up to its zero byte.
fn text(bytes: &[u8], offset: u64) -> Option<&str> {
    let rest = bytes.get(usize::try_from(offset).ok()?..)?;
    let end = rest.iter().position(|byte| *byte == 0)?;
    str::from_utf8(&rest[..end]).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anything_else_is_refused() {
        assert!(Elf::parse(b"").is_none());
        assert!(Elf::parse(b"\x7fELF\x01\x01").is_none(), "32 bits");
        let mut cut = b"\x7fELF\x02\x01".to_vec();
        cut.resize(64, 0xff);
        assert!(Elf::parse(&cut).is_none(), "headers beyond the end");
    }

    /// The test's own executable is as good an ELF file as any.
    #[test]
    #[cfg(all(target_os = "linux", target_endian = "little", target_pointer_width = "64"))]
    fn our_own_executable_has_code_and_functions() {
        let path = std::env::current_exe().expect("a path");
        let bytes = std::fs::read(path).expect("readable");
        let file = Elf::parse(&bytes).expect("ELF");
        let text = file.section(".text").expect("code");
        let ours: u64 = file.functions("our_own_executable_has_code_and_functions").sum();
        assert!(0 < ours && ours < text);
        assert_eq!(file.functions("no such function").count(), 0);
    }
}

//! Nested brackets around items, broken into lines: NumPy's `_formatArray`.

#![forbid(unsafe_code)]

use super::excerpt::{Excerpt, kept};
use super::items::ItemFormat;

/// How the items of an array are joined.
pub(super) struct Nest<'a> {
    /// What is shown of the array.
    pub(super) excerpt: &'a Excerpt,
    /// How each item is written.
    pub(super) item: ItemFormat<'a>,
    /// What stands between items.
    pub(super) separator: &'a str,
    /// Characters that fit in a line.
    pub(super) linewidth: usize,
}

/// A row of the last axis while it is written.
struct Line {
    /// Where its text starts in the output.
    start: usize,
    /// Characters in it, the indent included.
    len: usize,
    /// Spaces that each further line starts with.
    indent: usize,
    /// The most characters that it may have.
    width: usize,
}

impl Line {
    /// Appends a word, on a line of its own if it does not fit behind others.
    fn push(&mut self, out: &mut String, word: &str) {
        let len = word.chars().count();
        if self.len + len > self.width && self.len > self.indent {
            out.truncate(self.start.max(out.trim_end().len()));
            out.push('\n');
            indent(out, self.indent);
            self.start = out.len();
            self.len = self.indent;
        }
        out.push_str(word);
        self.len += len;
    }

    /// Appends a separator, which never starts a line.
    fn separate(&mut self, out: &mut String, separator: &str) {
        out.push_str(separator);
        self.len += separator.chars().count();
    }
}

impl Nest<'_> {
    /// Appends the text of the whole array, whose lines behind the first start with `indent` spaces.
    pub(super) fn write(&self, indent: usize, out: &mut String) {
        self.block(0, 0, indent, self.linewidth, out);
    }

    /// Appends the part of the array at `at`, a position in C order of the shown elements before `axis`. Inside the
    /// opening bracket the text stands `indent` characters from the left, and `width` are left for it.
    fn block(&self, axis: usize, at: usize, indent: usize, width: usize, out: &mut String) {
        let Excerpt { shape, edge, .. } = self.excerpt;
        let Some(&len) = shape.get(axis) else {
            return (self.item)(at, out);
        };
        let kept = kept(len, *edge);
        let first = at * kept;
        // The last item is always shown, even if no item is asked for at the edges.
        let (leading, trailing, summarised) = match *edge {
            Some(edge) if len > edge.saturating_mul(2) => (edge, edge.max(1), true),
            _ => (0, kept, false),
        };
        let (head, tail) = (first..first + leading, first + kept - trailing..first + kept);
        out.push('[');
        if axis + 1 == shape.len() {
            self.row(head, tail, summarised, indent, width, out);
        } else {
            let blocks = head.map(Some).chain(summarised.then_some(None)).chain(tail.map(Some));
            for (position, block) in blocks.enumerate() {
                if position > 0 {
                    out.push_str(self.separator.trim_end());
                    out.extend(core::iter::repeat_n('\n', shape.len() - axis - 1));
                    self::indent(out, indent);
                }
                match block {
                    Some(at) => self.block(axis + 1, at, indent + 1, width.saturating_sub(1), out),
                    None => out.push_str("..."),
                }
            }
        }
        out.push(']');
    }

    /// Appends the items at `head` and `tail`, with dots between them if some are left out.
    fn row(
        &self,
        head: core::ops::Range<usize>,
        tail: core::ops::Range<usize>,
        summarised: bool,
        indent: usize,
        width: usize,
        out: &mut String,
    ) {
        // Behind the last item of a line comes the separator or the closing bracket.
        let reserved = self.separator.trim_end().chars().count().max(1);
        let mut line = Line { start: out.len(), len: indent, indent, width: width.saturating_sub(reserved) };
        let mut word = String::new();
        let items = head.map(Some).chain(summarised.then_some(None)).chain(tail.map(Some));
        for (position, item) in items.enumerate() {
            if position > 0 {
                line.separate(out, self.separator);
            }
            match item {
                Some(at) => {
                    word.clear();
                    (self.item)(at, &mut word);
                    line.push(out, &word);
                }
                None => line.push(out, "..."),
            }
        }
    }
}

fn indent(out: &mut String, spaces: usize) {
    out.extend(core::iter::repeat_n(' ', spaces));
}

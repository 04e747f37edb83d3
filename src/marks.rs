//! Where separators, line ends and quotation marks stand in a text of rows: found 64 bytes at a time.

/// How many bytes are looked at in one go: as many as a machine word has bits.
const AT_ONCE: usize = 64;

/// Takes the lowest bits of eight bytes, each 0 or 1, to the top byte.
const GATHER: u64 = 0x0102_0408_1020_4080;

/// Where the byte behind each mark of a text stands, in place of what is in `behind`, counted from `base` on.
///
/// Cells are short, so that a search that begins anew behind each mark takes four times as long.
pub(crate) fn list(text: &[u8], separator: u8, mut base: u32, behind: &mut Vec<u32>) {
    behind.clear();
    let (chunks, rest) = text.as_chunks();
    for chunk in chunks {
        push(mask(chunk, separator), base, behind);
        base += u64::BITS;
    }
    push(bits(rest, separator), base, behind);
}

#[inline]
fn push(mut mask: u64, base: u32, behind: &mut Vec<u32>) {
    let count = usize::try_from(mask.count_ones()).unwrap_or_default();
    // Their count is known beforehand, so that there is room for all of them at once.
    behind.extend(std::iter::repeat_n((), count).map(|()| {
        let place = base + mask.trailing_zeros() + 1;
        mask &= mask - 1;
        place
    }));
}

/// The marks of a text from some place on, one after the other.
#[cfg(feature = "import")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Marks {
    separator: u8,
    /// Where the bytes begin that are looked at.
    chunk: usize,
    /// Those of their marks that were not given out yet.
    bits: u64,
}

#[cfg(feature = "import")]
impl Marks {
    /// The marks of a text, from its beginning on, whose cells this byte separates.
    pub(crate) fn new(separator: u8, text: &[u8]) -> Self {
        let mut marks = Self { separator, chunk: 0, bits: 0 };
        marks.seek(text, 0);
        marks
    }

    /// The byte that separates cells.
    pub(crate) const fn separator(&self) -> u8 {
        self.separator
    }

    /// Goes to a place: the next mark is the first that is not before it.
    pub(crate) fn seek(&mut self, text: &[u8], at: usize) {
        self.chunk = at;
        self.bits = text.get(at..).map_or(0, |rest| bits(rest, self.separator));
    }

    /// The place of the next mark; `None` behind the last.
    #[inline]
    pub(crate) fn next(&mut self, text: &[u8]) -> Option<usize> {
        while self.bits == 0 {
            let chunk = self.chunk + AT_ONCE;
            self.bits = bits(text.get(chunk..)?, self.separator);
            self.chunk = chunk;
        }
        let at = self.chunk + usize::try_from(self.bits.trailing_zeros()).unwrap_or_default();
        self.bits &= self.bits - 1;
        Some(at)
    }
}

/// The marks among the first bytes of a text.
#[inline]
fn bits(text: &[u8], separator: u8) -> u64 {
    match text.first_chunk() {
        Some(chunk) => mask(chunk, separator),
        None => {
            // What stands behind the end is no mark.
            let mut chunk = [0; AT_ONCE];
            chunk.iter_mut().zip(text).for_each(|(byte, from)| *byte = *from);
            mask(&chunk, separator)
        }
    }
}

/// A bit for each byte that is a mark, the first byte's the lowest.
#[inline]
fn mask(chunk: &[u8; AT_ONCE], separator: u8) -> u64 {
    // All of them at once, without a branch: compilers make vectors of it.
    let flags = chunk.map(|byte| u8::from((byte == separator) | (byte == b'\n') | (byte == b'"')));
    let (words, _) = flags.as_chunks::<8>();
    let top = |word: &[u8; 8]| u64::from_le_bytes(*word).wrapping_mul(GATHER) >> 56;
    words.iter().rev().fold(0, |mask, word| mask << 8 | top(word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[cfg(feature = "import")]
    fn found(text: &[u8], from: usize) -> Vec<usize> {
        let mut marks = Marks::new(b';', text);
        marks.seek(text, from);
        std::iter::from_fn(|| marks.next(text)).collect()
    }

    /// One byte after the other.
    fn expected(text: &[u8], from: usize) -> Vec<usize> {
        (0..text.len()).filter(|at| *at >= from && matches!(text[*at], b';' | b'\n' | b'"')).collect()
    }

    proptest! {
        #[test]
        fn all_marks_are_listed_and_nothing_else(
            text in prop::collection::vec(prop::sample::select(b"a,;\n\"-\0\xFF.".to_vec()), 0..300), base in 0u32..1000
        ) {
            let mut behind = vec![7];
            list(&text, b';', base, &mut behind);
            let all: Vec<u32> = expected(&text, 0).into_iter().map(|at| base + u32::try_from(at).unwrap() + 1).collect();
            prop_assert_eq!(behind, all);
        }
    }

    #[cfg(feature = "import")]
    proptest! {
        #[test]
        fn all_marks_are_found_and_nothing_else(
            text in prop::collection::vec(prop::sample::select(b"a,;\n\"-\0\xFF.".to_vec()), 0..300), from in 0usize..310
        ) {
            prop_assert_eq!(found(&text, from), expected(&text, from));
        }

        #[test]
        fn a_mark_more_is_found(before in "[a,;\n\"]{0,150}", after in "[a,;\n\"]{0,150}", mark in "[;\n\"]") {
            let without = found(format!("{before}a{after}").as_bytes(), 0);
            let with = found(format!("{before}{mark}{after}").as_bytes(), 0);
            prop_assert!(with.contains(&before.len()) && with.len() == without.len() + 1);
        }
    }
}

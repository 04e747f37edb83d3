//! Where separators, line ends and quotation marks stand in a text of rows: found 64 bytes at a time.

use wide::u8x16;

/// How many bytes are looked at in one go: as many as a machine word has bits.
const AT_ONCE: usize = 64;

/// What [`list`] found beside places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) line_ends: u32,
    pub(crate) has_quotes: bool,
}

/// Adds where the byte behind each mark of a text stands, counted from `base` on.
///
/// Cells are short, so that a search that begins anew behind each mark takes four times as long.
pub(crate) fn list(text: &[u8], separator: u8, mut base: u32, behind: &mut Vec<u32>) -> Listed {
    let mut listed = Listed::default();
    let (chunks, rest) = text.as_chunks();
    for chunk in chunks {
        push(masks(chunk, separator), base, behind, &mut listed);
        base += u64::BITS;
    }
    push(masks(&padded(rest), separator), base, behind, &mut listed);
    listed
}

#[inline]
fn push(masks: Masks, base: u32, behind: &mut Vec<u32>, listed: &mut Listed) {
    listed.line_ends += masks.line_ends.count_ones();
    listed.has_quotes |= masks.quotes != 0;
    let mut mask = masks.all();
    let count = usize::try_from(mask.count_ones()).unwrap_or_default();
    // Their count is known beforehand, so that there is room for all of them at once.
    behind.extend(std::iter::repeat_n((), count).map(|()| {
        let place = base + mask.trailing_zeros() + 1;
        mask &= mask - 1;
        place
    }));
}

/// The bytes at the end of a text; what stands behind it is no mark.
fn padded(text: &[u8]) -> [u8; AT_ONCE] {
    let mut chunk = [0; AT_ONCE];
    chunk.iter_mut().zip(text).for_each(|(byte, from)| *byte = *from);
    chunk
}

/// A bit for each byte that is a mark, the first byte's the lowest.
#[derive(Clone, Copy, Debug)]
struct Masks {
    separators: u64,
    line_ends: u64,
    quotes: u64,
}

impl Masks {
    const fn all(self) -> u64 {
        self.separators | self.line_ends | self.quotes
    }
}

#[inline]
fn masks(chunk: &[u8; AT_ONCE], separator: u8) -> Masks {
    let [separators, line_ends, quotes] = [separator, b'\n', b'"'].map(|mark| mask(chunk, mark));
    Masks { separators, line_ends, quotes }
}

/// A bit for each byte that is this one.
#[inline]
fn mask(chunk: &[u8; AT_ONCE], mark: u8) -> u64 {
    let (parts, _) = chunk.as_chunks::<16>();
    let bits = |part: &[u8; 16]| u8x16::new(*part).simd_eq(u8x16::splat(mark)).to_bitmask();
    parts.iter().rev().fold(0, |mask, part| mask << 16 | u64::from(bits(part)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// One byte after the other.
    fn expected(text: &[u8]) -> impl Iterator<Item = u32> {
        (0..).zip(text).filter(|(_, byte)| matches!(byte, b';' | b'\n' | b'"')).map(|(at, _)| at)
    }

    proptest! {
        #[test]
        fn all_marks_are_listed_and_nothing_else(
            text in prop::collection::vec(prop::sample::select(b"a,;\n\"-\0\xFF.".to_vec()), 0..300), base in 0u32..1000
        ) {
            let mut behind = vec![7];
            let listed = list(&text, b';', base, &mut behind);
            let all = expected(&text).map(|at| base + at + 1);
            prop_assert_eq!(behind, std::iter::once(7).chain(all).collect::<Vec<_>>());
            let count = |mark: u8| text.iter().filter(|byte| **byte == mark).count();
            prop_assert_eq!(usize::try_from(listed.line_ends).unwrap(), count(b'\n'));
            prop_assert_eq!(listed.has_quotes, count(b'"') > 0);
        }
    }
}

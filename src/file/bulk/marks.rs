//! Where commas, line ends and quotation marks stand.

/// How many bytes are looked at in one go: as many as a machine word has bits.
const AT_ONCE: usize = 64;
const WIDTH: u32 = u64::BITS;

/// Takes the lowest bits of of eight bytes, each 0 or 1, to the top byte.
const GATHER: u64 = 0x0102_0408_1020_4080;

/// Where the byte behind each mark in `bytes` stands, ascending, counted from `base` on.
///
/// Cells are short, so that a search that begins anew behind each mark takes four times as long.
pub(super) fn marks(bytes: &[u8], mut base: u32, behind: &mut Vec<u32>) {
    behind.clear();
    let (chunks, rest) = bytes.as_chunks::<AT_ONCE>();
    for chunk in chunks {
        push(mask(chunk), base, behind);
        base += WIDTH;
    }
    let mut last = [0; AT_ONCE];
    for (byte, from) in last.iter_mut().zip(rest) {
        *byte = *from;
    }
    push(mask(&last), base, behind);
}

/// A bit for each byte that is a mark, the first byte's the lowest.
#[inline]
fn mask(chunk: &[u8; AT_ONCE]) -> u64 {
    // All of them at once, without a branch: compilers make vectors of it.
    let flags = chunk.map(|byte| u8::from((byte == b',') | (byte == b'\n') | (byte == b'"')));
    let (words, _) = flags.as_chunks::<8>();
    let top = |word: &[u8; 8]| u64::from_le_bytes(*word).wrapping_mul(GATHER) >> 56;
    words.iter().rev().fold(0, |mask, word| mask << 8 | top(word))
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn all_marks_are_found_and_nothing_else(
            bytes in prop::collection::vec(prop::sample::select(b"a,\n\"-\0\xFF.".to_vec()), 0..300), base in 0u32..1000
        ) {
            let mut behind = vec![7];
            marks(&bytes, base, &mut behind);
            let is_mark = |byte: &u8| matches!(byte, b',' | b'\n' | b'"');
            let expected: Vec<u32> =
                (base + 1..).zip(&bytes).filter(|(_, byte)| is_mark(byte)).map(|(at, _)| at).collect();
            prop_assert_eq!(behind, expected);
        }
    }
}

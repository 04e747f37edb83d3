//! Where separators, line ends and quotation marks stand in a text of rows: found 64 bytes at a time.

use std::ops::Deref;

use wide::u8x16;

/// How many bytes are looked at in one go: as many as a machine word has bits.
const AT_ONCE: usize = 64;
/// How many bytes one register has.
const REGISTER: usize = 16;
/// How often a byte counts four more and still holds the sum.
const CHUNKS_MAX: usize = 63;
/// How many places are written at once: where there are fewer marks, what stands behind the last means nothing and is written over.
const WRITTEN: usize = 8;

/// Where the byte behind each of some marks stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    /// The places, and room for more.
    places: Vec<u32>,
    count: usize,
}

/// What [`Marks::list`] found beside places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) line_ends: u32,
    pub(crate) has_quotes: bool,
}

impl Deref for Marks {
    type Target = [u32];

    #[inline]
    fn deref(&self) -> &[u32] {
        self.places.get(..self.count).unwrap_or_default()
    }
}

impl From<u32> for Marks {
    fn from(place: u32) -> Self {
        let mut marks = Self::default();
        marks.begin(place);
        marks
    }
}

impl Marks {
    /// One place alone, in place of all others.
    pub(crate) fn begin(&mut self, place: u32) {
        self.count = 0;
        self.make_room(1);
        if let Some(first) = self.places.first_mut() {
            *first = place;
            self.count = 1;
        }
    }

    /// Leaves out all but the first so many.
    pub(crate) fn truncate(&mut self, count: usize) {
        self.count = self.count.min(count);
    }

    /// Sees to it that behind the places there is room for so many.
    pub(crate) fn make_room(&mut self, count: usize) {
        if self.places.len() < self.count + count {
            self.places.resize((self.count + count).max(self.places.len() * 2), 0);
        }
    }

    /// The places and, behind them, the room, in which stands anything.
    pub(crate) fn with_room(&self) -> &[u32] {
        &self.places
    }

    /// Adds where the byte behind each mark of a text stands, counted from `base` on.
    ///
    /// Cells are short, so that a search that begins anew behind each mark takes four times as long.
    pub(crate) fn list(&mut self, text: &[u8], separator: u8, mut base: u32) -> Listed {
        let mut listed = Listed::default();
        let (chunks, rest) = text.as_chunks::<AT_ONCE>();
        let rest = padded(rest);
        for chunks in chunks.chunks(CHUNKS_MAX).chain([std::slice::from_ref(&rest)]) {
            let mut seen = Seen::default();
            for chunk in chunks {
                self.push(seen.marks(chunk, separator), base);
                base += u64::BITS;
            }
            listed.line_ends += seen.line_ends.to_array().map(u32::from).iter().sum::<u32>();
            listed.has_quotes |= seen.quotes.to_bitmask() != 0;
        }
        listed
    }

    /// Adds the place behind each bit that is set.
    #[inline]
    fn push(&mut self, mut mask: u64, base: u32) {
        let count = usize::try_from(mask.count_ones()).unwrap_or_default();
        self.make_room(AT_ONCE);
        let Some(room) = self.places.get_mut(self.count..).and_then(<[u32]>::first_chunk_mut::<AT_ONCE>)
        else {
            return;
        };
        // A branch for each mark would be foreseen for none of them.
        for places in room.as_chunks_mut::<WRITTEN>().0 {
            for place in places {
                *place = base + mask.trailing_zeros() + 1;
                mask &= mask.wrapping_sub(1);
            }
            if mask == 0 {
                break;
            }
        }
        self.count += count;
    }
}

/// The bytes at the end of a text; what stands behind it is no mark.
fn padded(text: &[u8]) -> [u8; AT_ONCE] {
    let mut chunk = [0; AT_ONCE];
    chunk.iter_mut().zip(text).for_each(|(byte, from)| *byte = *from);
    chunk
}

/// What was seen in some chunks, at each place of a register.
#[derive(Clone, Copy)]
struct Seen {
    /// How many line ends.
    line_ends: u8x16,
    /// All bits where there was a quotation mark.
    quotes: u8x16,
}

impl Default for Seen {
    fn default() -> Self {
        Self { line_ends: u8x16::splat(0), quotes: u8x16::splat(0) }
    }
}

impl Seen {
    /// A bit for each byte that is a mark, the first byte's the lowest.
    #[inline]
    fn marks(&mut self, chunk: &[u8; AT_ONCE], separator: u8) -> u64 {
        let (parts, _) = chunk.as_chunks::<REGISTER>();
        let bits = |part: &[u8; REGISTER]| {
            let [separators, line_ends, quotes] =
                [separator, b'\n', b'"'].map(|mark| u8x16::new(*part).simd_eq(u8x16::splat(mark)));
            // What is equal has all bits set, which is -1: taken away, it counts one more.
            self.line_ends -= line_ends;
            self.quotes |= quotes;
            u64::from((separators | line_ends | quotes).to_bitmask())
        };
        let [first, second, third, fourth] = parts else { return 0 };
        let [first, second, third, fourth] = [first, second, third, fourth].map(bits);
        first | second << 16 | third << 32 | fourth << 48
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// One byte after the other.
    fn expected(text: &[u8]) -> impl Iterator<Item = u32> {
        (0..).zip(text).filter(|(_, byte)| matches!(byte, b';' | b'\n' | b'"')).map(|(at, _)| at)
    }

    #[test]
    fn line_ends_are_counted_however_many_there_are() {
        // One more than is counted in one go, and a few bytes.
        let text = vec![b'\n'; (CHUNKS_MAX + 1) * AT_ONCE + 5];
        let mut marks = Marks::from(0);
        let listed = marks.list(&text, b',', 0);
        assert_eq!(usize::try_from(listed.line_ends).unwrap(), text.len());
        assert!(marks.iter().copied().eq((0..).take(text.len() + 1)) && !listed.has_quotes);
    }

    proptest! {
        #[test]
        fn all_marks_are_listed_and_nothing_else(
            text in prop::collection::vec(prop::sample::select(b"a,;\n\"-\0\xFF.".to_vec()), 0..300), base in 0u32..1000
        ) {
            let mut marks = Marks::default();
            marks.begin(7);
            let listed = marks.list(&text, b';', base);
            let all = expected(&text).map(|at| base + at + 1);
            prop_assert_eq!(marks.to_vec(), std::iter::once(7).chain(all).collect::<Vec<_>>());
            let count = |mark: u8| text.iter().filter(|byte| **byte == mark).count();
            prop_assert_eq!(usize::try_from(listed.line_ends).unwrap(), count(b'\n'));
            prop_assert_eq!(listed.has_quotes, count(b'"') > 0);
        }
    }
}

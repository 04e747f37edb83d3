//! One column of numbers of names, in as few bytes as they need.

use std::ops::Range;

use super::order::placed;

/// Numbers below a bound that is known once all are there; none at all where every row would hold 0.
#[derive(Clone, Debug)]
pub(crate) enum Codes {
    /// Every row has 0.
    Absent,
    /// Below 256.
    Bytes(Vec<u8>),
    /// Below 65,536.
    Words(Vec<u16>),
    /// Any.
    Longs(Vec<u32>),
}

impl Codes {
    /// The numbers of all parts, each at the place that `places` gives it; all are below `bound`.
    pub(super) fn placed<'p>(
        numbers: impl Iterator<Item = &'p [u32]> + Clone,
        places: Option<&[Vec<u32>]>,
        bound: usize,
    ) -> Self {
        if numbers.clone().all(<[u32]>::is_empty) {
            return Self::Absent;
        }
        let byte = |number: u32| u8::try_from(number).unwrap_or_default();
        let word = |number: u32| u16::try_from(number).unwrap_or_default();
        let count = numbers.clone().map(<[u32]>::len).sum();
        let numbers = numbers.map(|part| part.iter().copied());
        match bound {
            0..=0x100 => Self::Bytes(placed(numbers, places, count, byte)),
            0x101..=0x1_0000 => Self::Words(placed(numbers, places, count, word)),
            _ => Self::Longs(placed(numbers, places, count, |number| number)),
        }
    }

    /// The number of a row.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> u32 {
        match self {
            Self::Absent => 0,
            Self::Bytes(all) => all.get(row).copied().map_or(0, u32::from),
            Self::Words(all) => all.get(row).copied().map_or(0, u32::from),
            Self::Longs(all) => all.get(row).copied().unwrap_or(0),
        }
    }

    /// The rows among these that have a number for which `is_asked` is set, with the number.
    pub(crate) fn each_of(&self, rows: Range<usize>, is_asked: &[bool], each: impl FnMut(usize, usize)) {
        match self {
            Self::Absent => each_of(rows.start, &vec![0u8; rows.len()], is_asked, each),
            Self::Bytes(all) => each_of(rows.start, all.get(rows).unwrap_or_default(), is_asked, each),
            Self::Words(all) => each_of(rows.start, all.get(rows).unwrap_or_default(), is_asked, each),
            Self::Longs(all) => each_of(rows.start, all.get(rows).unwrap_or_default(), is_asked, each),
        }
    }

    pub(super) const fn byte_count(&self) -> usize {
        match self {
            Self::Absent => 0,
            Self::Bytes(all) => all.capacity(),
            Self::Words(all) => all.capacity() * 2,
            Self::Longs(all) => all.capacity() * 4,
        }
    }
}

fn each_of<C: Copy>(first: usize, codes: &[C], is_asked: &[bool], mut each: impl FnMut(usize, usize))
where
    u32: From<C>,
{
    for (row, code) in (first..).zip(codes) {
        let code = usize::try_from(u32::from(*code)).unwrap_or(usize::MAX);
        if is_asked.get(code) == Some(&true) {
            each(row, code);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_as_few_bytes_as_their_bound_allows() {
        for (bound, bytes) in [(256, 1), (257, 2), (65_536, 2), (65_537, 4)] {
            let codes = Codes::placed([&[3, 1][..], &[2]].into_iter(), Some(&[vec![2, 0], vec![1]]), bound);
            assert_eq!((0..4).map(|row| codes.get(row)).collect::<Vec<_>>(), [1, 2, 3, 0]);
            assert_eq!(codes.byte_count(), 3 * bytes, "{bound}");
        }
        assert_eq!(Codes::placed([&[][..]].into_iter(), None, 5).get(0), 0);
    }
}

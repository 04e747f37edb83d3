//! What cells mean that stand in millions of rows, and say one of a few hundred things: dates above all.

/// How many meanings are at hand: a power of two.
const SLOTS: usize = 1 << 11;
/// How far a hash is shifted to be one of their places.
const SHIFT: u32 = u64::BITS - SLOTS.trailing_zeros();

/// What cells of so many bytes mean, at least 8: each is read once as long as it is at hand.
pub(super) struct Meanings<const LENGTH: usize, T>(Vec<Option<([u8; LENGTH], T)>>);

impl<const LENGTH: usize, T: Clone> Default for Meanings<LENGTH, T> {
    fn default() -> Self {
        Self(vec![None; SLOTS])
    }
}

impl<const LENGTH: usize, T> Meanings<LENGTH, T> {
    /// What a cell means; `None` where it is of another length, or `read` makes nothing of it.
    #[inline]
    pub(super) fn of(&mut self, cell: &[u8], read: impl FnOnce(&[u8]) -> Option<T>) -> Option<&T> {
        let cell: [u8; LENGTH] = cell.try_into().ok()?;
        let slot = self.0.get_mut(slot(&cell)?)?;
        if slot.as_ref().is_none_or(|(known, _)| *known != cell) {
            *slot = Some((cell, read(&cell)?));
        }
        slot.as_ref().map(|(_, meaning)| meaning)
    }
}

/// The place of a cell, by its beginning and its end.
fn slot(cell: &[u8]) -> Option<usize> {
    let [begin, end] = [cell.first_chunk()?, cell.last_chunk()?].map(|part| u64::from_le_bytes(*part));
    let hash = begin.wrapping_add(end.rotate_left(32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    usize::try_from(hash >> SHIFT).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_cell_means_what_is_read_in_it(cells in prop::collection::vec("[0-9]{7,9}|0000000[0-9]", 0..200)) {
            let mut meanings = Meanings::<8, String>::default();
            let read = |cell: &[u8]| std::str::from_utf8(cell).ok().filter(|text| !text.starts_with('9')).map(str::to_owned);
            for cell in cells {
                let expected = read(cell.as_bytes()).filter(|text| text.len() == 8);
                prop_assert_eq!(meanings.of(cell.as_bytes(), read).cloned(), expected);
            }
        }
    }

    #[test]
    fn a_cell_is_read_once() {
        let (mut meanings, mut count) = (Meanings::<9, u32>::default(), 0);
        for cell in ["15-MAY-26", "16-MAY-26", "15-MAY-26", "15-MAY-26"] {
            meanings.of(cell.as_bytes(), |_| {
                count += 1;
                Some(count)
            });
        }
        assert_eq!(count, 2);
        assert_eq!(meanings.of(b"15-MAY-26", |_| None), Some(&1));
        assert_eq!(meanings.of(b"17-MAY-26", |_| None), None);
    }
}

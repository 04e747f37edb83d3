//! Several snapshots of one list, of which a later one takes the place of an earlier one, key by key.

use std::collections::HashMap;

use super::met::Met;
use super::run::Standing;
use crate::date::When;

/// The most snapshots that are ordered among one another: a bit each.
pub(super) const SNAPSHOTS_MAX: usize = 64;

/// In which snapshots a key stands, a bit each, the oldest first.
#[derive(Default)]
pub(super) struct Appearances {
    met: Met,
    of: HashMap<u128, u64>,
}

impl Appearances {
    /// Notes that a snapshot has the key.
    pub(super) fn add(&mut self, id: &[u8], snapshot: usize) {
        *self.of.entry(self.met.hash(id)).or_default() |= 1 << snapshot;
    }

    /// Whether a later snapshot has the key, and the one before that has it.
    pub(super) fn around(&self, id: &[u8], snapshot: usize) -> (Standing, Option<usize>) {
        let bits = self.of.get(&self.met.hash(id)).copied().unwrap_or_default();
        let later = bits.checked_shr(u32::try_from(snapshot).unwrap_or(u32::MAX) + 1).unwrap_or_default();
        let standing = if later == 0 { Standing::Current } else { Standing::Superseded };
        let earlier = bits & ((1 << snapshot) - 1);
        (standing, earlier.checked_ilog2().and_then(|bit| usize::try_from(bit).ok()))
    }
}

/// The date in a file's name: the first stretch of digits that is a day, month or year.
pub(super) fn date_in(name: &str) -> Option<When> {
    let own = name.rsplit('/').next().unwrap_or(name);
    let bytes = own.as_bytes();
    let starts = (0..own.len()).filter(|at| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        before.is_none_or(|byte| !byte.is_ascii_digit())
    });
    starts.filter_map(|at| [10, 7, 4].iter().find_map(|length| whole_date(own, at, *length))).next()
}

fn whole_date(name: &str, at: usize, length: usize) -> Option<When> {
    let ends = name.as_bytes().get(at + length).is_none_or(|byte| !byte.is_ascii_digit());
    let when: When = name.get(at..at + length).filter(|_| ends)?.parse().ok()?;
    when.earliest().is_some_and(|day| (2018..2100).contains(&day.year())).then_some(when)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_of_a_file_is_in_its_name() {
        for (name, date) in [
            ("PoliticalAds-2020-02.csv", Some("2020-02")),
            ("a/2019/PoliticalAds_2021-03-04.csv", Some("2021-03-04")),
            ("2019.zip", Some("2019")),
            ("PoliticalAds.csv", None),
            ("PoliticalAds-12345.csv", None),
        ] {
            assert_eq!(date_in(name).map(|when| when.to_string()).as_deref(), date, "{name}");
        }
    }

    #[test]
    fn an_ad_stands_in_the_last_snapshot_that_has_it() {
        let mut ads = Appearances::default();
        for at in [0, 2, 63] {
            ads.add(b"x", at);
        }
        assert_eq!(ads.around(b"x", 0), (Standing::Superseded, None));
        assert_eq!(ads.around(b"x", 2), (Standing::Superseded, Some(0)));
        assert_eq!(ads.around(b"x", 63), (Standing::Current, Some(2)));
        assert_eq!(ads.around(b"y", 1), (Standing::Current, None));
    }
}

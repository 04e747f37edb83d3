//! How far a file of schedule E reaches: which filings it can hold.

use crate::date::{Day, When};

/// The days on which the filings of a file were received, and the election years that they name; of each the first and the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reach {
    received: Option<[Day; 2]>,
    years: Option<[i32; 2]>,
}

impl Reach {
    /// Notes what a row says of its filing.
    pub(super) fn note(&mut self, received: Option<Day>, year: Option<&[u8]>) {
        widen(&mut self.received, received);
        widen(&mut self.years, year.and_then(election_year));
    }

    /// Whether a file may hold filings that another holds, too.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.window().zip(other.window()).is_none_or(|(a, b)| a.possibly_overlaps(&b))
    }

    /// Since when the file can have been published: since the last of its filings was received.
    pub(super) fn published(&self) -> Option<When> {
        self.received.map(|[_, last]| When::since(last))
    }

    /// The cycles that it covers, of two years each; where it names no election years, the days on which its filings were received.
    pub(super) fn window(&self) -> Option<When> {
        let cycles = || {
            let [first, last] = self.years?;
            When::between(Day::new(first - 1, 1, 1).ok()?, Day::new(last, 12, 31).ok()?).ok()
        };
        let received = || self.received.and_then(|[first, last]| When::between(first, last).ok());
        cycles().or_else(received)
    }
}

fn widen<T: Ord + Copy>(range: &mut Option<[T; 2]>, value: Option<T>) {
    if let Some(value) = value {
        *range = Some(range.map_or([value; 2], |[first, last]| [first.min(value), last.max(value)]));
    }
}

/// The even year in which a cycle ends, of four digits; the year of a special election belongs to the cycle that it is in.
fn election_year(cell: &[u8]) -> Option<i32> {
    let text = std::str::from_utf8(cell).ok().filter(|text| text.len() == 4)?;
    let year: u16 = text.parse().ok()?;
    Some(i32::from(year + year % 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reach(rows: &[(&str, &str)]) -> Reach {
        let mut reach = Reach::default();
        for (received, year) in rows {
            reach.note(received.parse().ok(), Some(year.as_bytes()));
        }
        reach
    }

    #[test]
    fn a_file_covers_the_cycles_that_it_names_or_the_days_of_receipt() {
        for (rows, window, published) in [
            (&[][..], None, None),
            (
                &[("2026-02-19", "2026"), ("2025-06-01", "2026")],
                Some("2025-01-01/2026-12-31"),
                Some("2026-02-19/.."),
            ),
            (&[("", "2025")], Some("2025-01-01/2026-12-31"), None),
            (&[("", "2024"), ("", "2026")], Some("2023-01-01/2026-12-31"), None),
            (
                &[("2026-02-19", "0"), ("2026-01-02", "20 6")],
                Some("2026-01-02/2026-02-19"),
                Some("2026-02-19/.."),
            ),
        ] {
            let reach = reach(rows);
            assert_eq!(reach.window().map(|window| window.to_string()).as_deref(), window, "{rows:?}");
            assert_eq!(reach.published().map(|day| day.to_string()).as_deref(), published, "{rows:?}");
        }
    }

    #[test]
    fn files_of_other_cycles_hold_other_filings() {
        let [of_2024, of_2026] = ["2024", "2026"].map(|year| reach(&[("", year)]));
        assert!(!of_2024.overlaps(&of_2026) && of_2024.overlaps(&of_2024));
        assert!(of_2024.overlaps(&Reach::default()), "who does not say may hold any");
    }
}

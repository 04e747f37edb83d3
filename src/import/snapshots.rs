//! Several snapshots of one list, of which a later one takes the place of an earlier one, key by key.

use std::collections::HashMap;
use std::path::Path;

use super::input::Part;
use super::met::Met;
use super::run::Standing;
use crate::date::{Day, When};

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

/// The date in a file's name: the first stretch of numbers that is a day, a month or a year since 2018, in the order of ISO 8601 or with the day
/// first, with a dash, a point, an underscore or nothing between them. Where nothing tells the day from the month there is none.
pub(super) fn date_in(name: &str) -> Option<When> {
    let own = name.rsplit('/').next().unwrap_or(name);
    stretches(own).into_iter().find_map(|numbers| date_of(&numbers))
}

/// The date of a file: in its own name, or else in that of the folder or archive that it lies in.
pub(super) fn date_of_part(part: &Part) -> Option<When> {
    let is_file = part.is_named() || Path::new(&*part.given).extension().is_some();
    date_in(&part.name)
        .or_else(|| date_in(folder(&part.name)?))
        .or_else(|| date_in(&part.given))
        // An archive lies in a folder as its files would.
        .or_else(|| date_in(folder(&part.given).filter(|_| is_file)?))
}

/// The folder of a path, where it has one.
fn folder(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

/// The numbers of a text, those together that have one mark between them.
fn stretches(text: &str) -> Vec<Vec<&str>> {
    let mut all: Vec<Vec<&str>> = Vec::new();
    let mut behind = None;
    let mut rest = text;
    let mut at = 0;
    while let Some(begin) = rest.find(|character: char| character.is_ascii_digit()) {
        let number = rest.get(begin..).unwrap_or_default();
        let end = number.find(|character: char| !character.is_ascii_digit()).unwrap_or(number.len());
        let (number, later) = number.split_at(end);
        let is_joined = behind == Some(at) && matches!(rest.get(..begin), Some("-" | "_" | "."));
        match all.last_mut().filter(|_| is_joined) {
            Some(stretch) => stretch.push(number),
            None => all.push(vec![number]),
        }
        at += begin + end;
        behind = Some(at);
        rest = later;
    }
    all
}

/// The date that a stretch of numbers is as a whole.
fn date_of(numbers: &[&str]) -> Option<When> {
    let year = |text: &str| {
        (text.len() == 4).then(|| text.parse().ok()).flatten().filter(|year| (2018..2100).contains(year))
    };
    let small = |text: &str| (text.len() <= 2).then(|| text.parse::<u32>().ok()).flatten();
    let day = |year, month, day| Day::new(year, month, day).ok().map(When::from);
    match *numbers {
        [one] if one.len() == 8 => {
            let [of_year, of_month, of_day] = [one.get(..4)?, one.get(4..6)?, one.get(6..)?];
            day(year(of_year)?, small(of_month)?, small(of_day)?)
        }
        [one] => format!("{}", year(one)?).parse().ok(),
        [first, second] => format!("{}-{:02}", year(first)?, small(second)?).parse().ok(),
        [first, second, third] => match (year(first), year(third)) {
            (Some(year), None) => day(year, small(second)?, small(third)?),
            // The day first, unless it may be the month.
            (None, Some(year)) if small(first)? > 12 => day(year, small(second)?, small(first)?),
            _ => None,
        },
        _ => None,
    }
}

/// The first two snapshots, in their order, of which their dates do not say which is the later.
pub(super) fn undecided<S>(snapshots: &[S], taken: impl Fn(&S) -> Option<When>) -> Option<[&S; 2]> {
    snapshots.windows(2).find_map(|pair| {
        let [earlier, later] = pair else { return None };
        let (before, after) = (taken(earlier)?, taken(later)?);
        (!before.definitely_before(&after)).then_some([earlier, later])
    })
}

/// The remark about them.
pub(super) fn tied(earlier: &str, later: &str) -> String {
    format!(
        "the dates of `{earlier}` and `{later}` do not say which is the later: `{later}` is taken as the later"
    )
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
            ("PoliticalAds_2020_02.csv", Some("2020-02")),
            ("PoliticalAds-2020-2.csv", Some("2020-02")),
            ("PoliticalAds.2020.2.9.csv", Some("2020-02-09")),
            ("PoliticalAds_20200215.csv", Some("2020-02-15")),
            ("PoliticalAds-15-02-2020.csv", Some("2020-02-15")),
            ("PoliticalAds-2020 (1).csv", Some("2020")),
            ("v2_of_2021-03.zip", Some("2021-03")),
            // Which is the day?
            ("PoliticalAds-03-02-2020.csv", None),
            // No date as a whole.
            ("PoliticalAds-2020-13.csv", None),
            ("PoliticalAds-2020-02-31.csv", None),
            ("PoliticalAds-20201315.csv", None),
            ("PoliticalAds-2020-1234.csv", None),
            ("PoliticalAds-1-2020.csv", None),
            ("2017-05.csv", None),
        ] {
            assert_eq!(date_in(name).map(|when| when.to_string()).as_deref(), date, "{name}");
        }
    }

    #[test]
    fn dates_that_overlap_decide_nothing() {
        let undecided = |dates: &[&str]| {
            let dates: Vec<When> = dates.iter().map(|date| date.parse().unwrap()).collect();
            undecided(&dates, |date| Some(*date)).map(|pair| pair.map(ToString::to_string))
        };
        assert_eq!(undecided(&["2019", "2020-01", "2020-02-03"]), None);
        assert_eq!(
            undecided(&["2019", "2020", "2020-12-31"]),
            Some(["2020", "2020-12-31"].map(str::to_owned))
        );
        assert_eq!(undecided(&["2020-02", "2020-02"]), Some(["2020-02", "2020-02"].map(str::to_owned)));
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

//! Which report a file belongs to: its name says the country, the day and the window.

use crate::date::{Day, When};
use crate::import::cells;
use crate::import::input::Part;

/// The most days of a window: those of a hundred years.
const DAYS_MAX: i32 = 36_525;

/// How a report's window is called; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Window {
    /// `yesterday`.
    Yesterday,
    /// `last_7_days`, `last_30_days`, `last_90_days`, or so many others.
    Last(i32),
    /// `lifelong`: since the library began.
    Lifelong,
}

impl Window {
    /// The window with which a text begins, and what stands behind it.
    fn at_start(text: &str) -> Option<(Self, &str)> {
        for (name, window) in [("yesterday", Self::Yesterday), ("lifelong", Self::Lifelong)] {
            if let Some(rest) = text.strip_prefix(name) {
                return Some((window, rest));
            }
        }
        let (count, rest) = text.strip_prefix("last_")?.split_once("_days")?;
        let days = count.parse().ok().filter(|days| (1..=DAYS_MAX).contains(days))?;
        Some((Self::Last(days), rest))
    }
}

impl std::fmt::Display for Window {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Yesterday => f.write_str("yesterday"),
            Self::Last(days) => write!(f, "last-{days}-days"),
            Self::Lifelong => f.write_str("lifelong"),
        }
    }
}

/// What the name of a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Naming {
    /// The last day of the window.
    pub(super) day: Option<Day>,
    /// The country, as ISO 3166-1.
    pub(super) country: Option<String>,
    /// The window.
    pub(super) window: Option<Window>,
    /// What stands behind the window: `advertisers`, `locations`, or a region.
    pub(super) rest: String,
}

impl Naming {
    /// Reads `FacebookAdLibraryReport_2025-07-13_AD_last_30_days_Ordino.csv`, whatever stands in front of the day, and of archives
    /// `AD_2025-07-14-last_30_days.zip`; those of 2019, `FacebookAdLibraryReportGB2019-05-11SpendingToDate.csv` and
    /// `GB2019-05-11ThisWeekSpending.csv`, as far as they go.
    pub(super) fn of(name: &str) -> Self {
        let stem = name.rsplit('/').next().unwrap_or(name);
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        let Some((at, day)) = find_day(stem) else {
            return Self { rest: stem.to_owned(), ..Self::default() };
        };
        let (before, after) = (stem.get(..at).unwrap_or_default(), stem.get(at + 10..).unwrap_or_default());
        let mut naming = Self { day: Some(day), ..Self::default() };
        let mut rest = after.trim_start_matches(['_', '-']);
        if let Some((code, behind)) = rest.split_once('_').filter(|(code, _)| is_country(code)) {
            naming.country = Some(code.to_owned());
            rest = behind;
        } else {
            naming.country = country_at_end(before.trim_end_matches(['_', '-'])).map(str::to_owned);
        }
        if let Some((window, behind)) = Window::at_start(rest) {
            naming.window = Some(window);
            naming.rest = behind.trim_start_matches('_').to_owned();
            return naming;
        }
        // Reports of 2019, named after the buttons of that time.
        let named = rest.to_ascii_lowercase();
        let known = [
            ("thisweek", Window::Last(7)),
            ("spendingtodate", Window::Lifelong),
            ("alltime", Window::Lifelong),
            ("yesterday", Window::Yesterday),
        ];
        match known.iter().find(|(start, _)| named.starts_with(start)) {
            Some((_, window)) => naming.window = Some(*window),
            None => naming.rest = rest.to_owned(),
        }
        naming
    }

    /// The days of the window, the day of the name being its last.
    pub(super) fn days(&self) -> Option<When> {
        let day = self.day?;
        match self.window? {
            Window::Lifelong => Some(When::until(day)),
            Window::Yesterday | Window::Last(1) => Some(day.into()),
            Window::Last(days) => When::between(day.checked_add_days(1 - days)?, day).ok(),
        }
    }

    /// The report's id behind `meta/`: `AD/2025-07-13/last-30-days`; `None` where the name does not say all of it.
    pub(super) fn slug(&self) -> Option<String> {
        let (day, country, window) = (self.day?, self.country.as_ref()?, self.window?);
        Some(format!("{country}/{day}/{window}"))
    }
}

fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The country with which the text before a day ends: `GB`, `x_GB` or `ReportGB`.
fn country_at_end(front: &str) -> Option<&str> {
    let (before, code) = front.split_at_checked(front.len().checked_sub(2)?)?;
    let is_word_end = !before.ends_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit());
    (is_country(code) && is_word_end).then_some(code)
}

/// The first day `YYYY-MM-DD` in a name, and where it stands.
fn find_day(stem: &str) -> Option<(usize, Day)> {
    (0..stem.len()).find_map(|at| {
        let day = cells::day(stem.as_bytes().get(at..at + 10)?)?;
        stem.is_char_boundary(at).then_some((at, day))
    })
}

/// The key by which the files of one report are put together: what their names say, else the folder or archive they lie in.
pub(super) fn key(part: &Part, naming: &Naming) -> String {
    let folder = part.name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = folder.strip_suffix("regions").unwrap_or(folder).trim_end_matches('/');
    match naming.slug() {
        Some(slug) => slug,
        // Of which days is not said, but of which country, or as of which day.
        None if naming.country.is_some() || naming.window.is_some() => {
            let (day, country) = (naming.day, naming.country.as_deref());
            format!("{}/{folder}/{day:?}/{country:?}/{:?}", part.given, naming.window)
        }
        None if part.given == part.name => part.name.to_string(),
        None => format!("{}/{folder}", part.given),
    }
}

/// Whether a list of pages that counts no ads is a region's: it lies among the regions, or its name says which. Without the count, a copy of the
/// advertisers has the same columns.
pub(super) fn is_of_region(part: &Part) -> bool {
    let mut folders = part.name.split('/').rev().skip(1);
    let naming = Naming::of(&part.name);
    let rest = naming.rest.to_ascii_lowercase();
    folders.any(|folder| folder.eq_ignore_ascii_case("regions"))
        || naming.day.is_some() && !rest.is_empty() && !rest.starts_with("advertisers")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_country_day_and_window() {
        for (name, slug, days, rest) in [
            (
                "regions/FacebookAdLibraryReport_2025-07-13_AD_last_30_days_Sant Julià de Lòria.csv",
                "AD/2025-07-13/last-30-days",
                "2025-06-14/2025-07-13",
                "Sant Julià de Lòria",
            ),
            (
                "FacebookAdLibraryReport_2022-11-18_TH_yesterday_advertisers.csv",
                "TH/2022-11-18/yesterday",
                "2022-11-18",
                "advertisers",
            ),
            (
                "FacebookAdLibraryReport_2020-03-01_US_lifelong_locations.csv",
                "US/2020-03-01/lifelong",
                "../2020-03-01",
                "locations",
            ),
            ("AD_2025-07-14-last_30_days.zip", "AD/2025-07-14/last-30-days", "2025-06-15/2025-07-14", ""),
            ("GB2019-05-11ThisWeekSpending.csv", "GB/2019-05-11/last-7-days", "2019-05-05/2019-05-11", ""),
            (
                "FacebookAdLibraryReport_2025-07-13_BE_last_365_days_locations.csv",
                "BE/2025-07-13/last-365-days",
                "2024-07-14/2025-07-13",
                "locations",
            ),
            (
                "FacebookAdLibraryReportUA2019-05-04SpendingToDate.csv",
                "UA/2019-05-04/lifelong",
                "../2019-05-04",
                "",
            ),
            (
                "FacebookAdLibraryReportGB2019-05-11ThisWeekSpending.csv",
                "GB/2019-05-11/last-7-days",
                "2019-05-05/2019-05-11",
                "",
            ),
            ("GB2019-05-11AllTimeSpending.csv", "GB/2019-05-11/lifelong", "../2019-05-11", ""),
        ] {
            let naming = Naming::of(name);
            let days_found = naming.days().map(|days| days.to_string());
            assert_eq!(naming.slug().as_deref(), Some(slug), "{name}");
            assert_eq!((days_found.as_deref(), naming.rest.as_str()), (Some(days), rest), "{name}");
        }
        for name in [
            "ReportUSA2019-05-04ThisWeek.csv",
            "REPORT2019-05-04ThisWeek.csv",
            "é2019-05-04ThisWeek.csv",
            "2019-05-04ThisWeek.csv",
        ] {
            assert_eq!(Naming::of(name).country, None, "{name}");
        }
        let naming = Naming::of("advertisers.csv");
        assert_eq!((naming.slug(), naming.days(), naming.rest.as_str()), (None, None, "advertisers"));
    }
}

//! Whether silence means zero, and whether two sources count the same money.

use super::{Ledger, Selected};
use crate::date::When;
use crate::id::{PlatformId, SourceId};
use crate::model::{Coverage, Entry, Scope};

impl Ledger {
    /// Whether a source that is complete covers everything in the scope, within `window` where one is given beside the
    /// scope's own.
    #[must_use]
    pub fn is_covered(&self, scope: &Scope, window: Option<When>) -> bool {
        self.coverages.iter().any(|coverage| coverage.complete && self.covers(coverage, scope, window))
    }

    fn covers(&self, coverage: &Coverage, scope: &Scope, window: Option<When>) -> bool {
        let platforms: Vec<&PlatformId> = scope.platform.iter().chain(&scope.platform_under).collect();
        let platform = coverage.platform.as_ref().is_none_or(|covered| {
            !platforms.is_empty()
                && platforms.iter().all(|platform| self.is_platform_under(platform, covered))
        });
        let jurisdiction = coverage.jurisdiction.as_ref().is_none_or(|covered| {
            !scope.jurisdiction.is_empty() && scope.jurisdiction.iter().all(|place| covered.contains(place))
        });
        let currency = coverage.currency.is_none_or(|covered| {
            !scope.currency.is_empty() && scope.currency.iter().all(|currency| *currency == covered)
        });
        let dates = coverage.window.is_none_or(|covered| {
            [scope.during, window].into_iter().flatten().any(|asked| asked.definitely_within(&covered))
        });
        platform && jurisdiction && currency && dates
    }

    fn is_platform_under(&self, platform: &PlatformId, above: &PlatformId) -> bool {
        let above = self.platforms.find(above.as_str());
        above.is_some_and(|above| {
            self.platforms.chain(self.platforms.find(platform.as_str())).any(|at| at == above)
        })
    }

    /// Two sources of these entries that cover the same ground, so that adding the entries would count some money twice: two
    /// report windows, or two snapshots, of one platform, jurisdiction and currency; or a filing and its amendment, where no
    /// entry of the one supersedes any of the other.
    #[must_use]
    pub fn overlapping_sources(&self, entries: &[Selected<'_>]) -> Option<(SourceId, SourceId)> {
        self.overlapping_coverages(entries).or_else(|| self.unlinked_amendments(entries))
    }

    /// Whether any two sources may cover the same ground.
    #[cfg(feature = "file")]
    pub(crate) fn may_count_twice(&self) -> bool {
        !self.coverages.is_empty() || self.sources.iter().any(|source| source.amends.is_some())
    }

    pub(crate) fn overlapping_coverages(&self, entries: &[Selected<'_>]) -> Option<(SourceId, SourceId)> {
        let used: Vec<(&SourceId, &Coverage)> = self
            .coverages
            .iter()
            .filter_map(|coverage| Some((coverage.source.as_ref()?, coverage)))
            .filter(|(source, coverage)| entries.iter().any(|it| self.stems_from(it.entry, source, coverage)))
            .collect();
        used.iter().enumerate().find_map(|(at, (source, coverage))| {
            let later = used.get(at + 1..).unwrap_or_default().iter();
            let overlaps =
                |(other, its): &&(&SourceId, &Coverage)| other != source && self.overlap(coverage, its);
            let (other, _) = later.clone().find(overlaps)?;
            Some(((*source).clone(), (*other).clone()))
        })
    }

    fn stems_from(&self, entry: &Entry, source: &SourceId, coverage: &Coverage) -> bool {
        let on_platform =
            |covered| entry.platform.as_ref().is_some_and(|it| self.is_platform_under(it, covered));
        entry.source.as_ref() == Some(source) && coverage.platform.as_ref().is_none_or(on_platform)
    }

    fn overlap(&self, a: &Coverage, b: &Coverage) -> bool {
        let platforms = both(&a.platform, &b.platform)
            .is_none_or(|(a, b)| self.is_platform_under(a, b) || self.is_platform_under(b, a));
        platforms
            && both(&a.jurisdiction, &b.jurisdiction).is_none_or(|(a, b)| a.contains(b) || b.contains(a))
            && both(&a.currency, &b.currency).is_none_or(|(a, b)| a == b)
            && both(&a.window, &b.window).is_none_or(|(a, b)| a.possibly_overlaps(b))
    }
}

fn both<'a, T>(a: &'a Option<T>, b: &'a Option<T>) -> Option<(&'a T, &'a T)> {
    a.as_ref().zip(b.as_ref())
}

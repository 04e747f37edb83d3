//! Whether silence means zero.

use super::Ledger;
use crate::date::When;
use crate::id::PlatformId;
use crate::model::{Coverage, Scope};

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
}

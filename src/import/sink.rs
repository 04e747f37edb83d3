//! Where an importer's records go.

use super::Record;
use crate::error::{Code, Problem};
use crate::ledger::{LedgerBuilder, Settings};
use crate::model::{Actor, Campaign, Claim, Coverage, Platform, Source};

/// What takes the records of an import, in the order of the rows; whoever and whatever a record names comes before it.
///
/// A sink that returns an error ends the import.
pub trait Sink {
    /// The settings of the ledger; at most once, before anything else.
    ///
    /// # Errors
    ///
    /// Where the sink cannot take it.
    fn settings(&mut self, settings: Settings) -> Result<(), Box<Problem>>;
    /// A source.
    ///
    /// # Errors
    ///
    /// Where the sink cannot take it.
    fn source(&mut self, source: Source) -> Result<(), Box<Problem>>;
    /// A platform.
    ///
    /// # Errors
    ///
    /// Where the sink cannot take it.
    fn platform(&mut self, platform: Platform) -> Result<(), Box<Problem>>;
    /// An actor; each once.
    ///
    /// # Errors
    ///
    /// Where the sink cannot take it.
    fn actor(&mut self, actor: Actor) -> Result<(), Box<Problem>>;
    /// A campaign; each once.
    ///
    /// # Errors
    ///
    /// Where the sink cannot take it.
    fn campaign(&mut self, campaign: Campaign) -> Result<(), Box<Problem>>;
    /// A coverage.
    ///
    /// # Errors
    ///
    /// Where the sink cannot take it.
    fn coverage(&mut self, coverage: Coverage) -> Result<(), Box<Problem>>;
    /// An entry: millions of them.
    ///
    /// # Errors
    ///
    /// Where the sink cannot take it.
    fn entry(&mut self, record: &Record<'_>) -> Result<(), Box<Problem>>;
    /// A claim.
    ///
    /// # Errors
    ///
    /// Where the sink cannot take it.
    fn claim(&mut self, claim: Claim) -> Result<(), Box<Problem>>;
}

/// Collects records in memory: `build` then makes a ledger of them.
impl Sink for LedgerBuilder {
    fn settings(&mut self, settings: Settings) -> Result<(), Box<Problem>> {
        Self::settings(self, settings);
        Ok(())
    }

    fn source(&mut self, source: Source) -> Result<(), Box<Problem>> {
        Self::source(self, source);
        Ok(())
    }

    fn platform(&mut self, platform: Platform) -> Result<(), Box<Problem>> {
        Self::platform(self, platform);
        Ok(())
    }

    fn actor(&mut self, actor: Actor) -> Result<(), Box<Problem>> {
        Self::actor(self, actor);
        Ok(())
    }

    fn campaign(&mut self, campaign: Campaign) -> Result<(), Box<Problem>> {
        Self::campaign(self, campaign);
        Ok(())
    }

    fn coverage(&mut self, coverage: Coverage) -> Result<(), Box<Problem>> {
        Self::coverage(self, coverage);
        Ok(())
    }

    fn entry(&mut self, record: &Record<'_>) -> Result<(), Box<Problem>> {
        let entry = record.to_entry().map_err(|error| Problem::new(Code::BadId, error.to_string()))?;
        Self::entry(self, entry);
        Ok(())
    }

    fn claim(&mut self, claim: Claim) -> Result<(), Box<Problem>> {
        Self::claim(self, claim);
        Ok(())
    }
}

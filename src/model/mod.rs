//! The nouns of political-advertising spend: who paid whom, on which platform, for which campaign, when, how much, on
//! whose word, and what is said about it.
//!
//! These are plain records, filled by hand, by [`crate::file`] or by an importer. They refer to one another by typed
//! ids and promise nothing by themselves; [`crate::ledger::LedgerBuilder`] checks them all at once and makes a ledger of
//! them.
//!
//! | record | in the ledger file | what it is |
//! |---|---|---|
//! | [`Actor`] | `[[actor]]` | who sponsors, pays or is paid |
//! | [`Platform`] | `[[platform]]` | where it ran |
//! | [`Campaign`] | `[[campaign]]` | what it was for, with its timeline |
//! | [`Restriction`] | `[[restriction]]` | what somebody forbids |
//! | [`Source`] | `[[source]]` | on whose word |
//! | [`Coverage`] | `[[coverage]]` | what a source covers, and where silence means zero |
//! | [`Entry`] | `[[entry]]` | one spend |
//! | [`Claim`] | `[[claim]]` | something that a source says about the entries |

mod actor;
mod campaign;
mod claim;
mod coverage;
mod entry;
mod jurisdiction;
mod platform;
mod restriction;
mod scope;
mod source;
mod words;

pub use actor::{Actor, ActorKind, Alias};
pub use campaign::{Campaign, Event, EventKind};
pub use claim::{Ascent, Claim, ClaimKind, Comparand, ConversionDay, Likeness, ListKind, Relation, ShareOf};
pub use coverage::Coverage;
pub use entry::{Basis, Entry, Role, Stage, Supersession, SupersessionKind};
pub use jurisdiction::{Jurisdiction, JurisdictionError};
pub use platform::{Platform, PlatformKind};
pub use restriction::Restriction;
pub use scope::Scope;
pub use source::Source;
pub use words::UnknownWord;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use crate::ledger::Ledger;

/// What entries can be grouped by, besides their period; an open set.
///
/// `Display`, `FromStr` and serde use the keys of a scope: `sponsor`, `payer`, `payee`, `platform`, `campaign`, `purpose`,
/// `jurisdiction`, `currency`, `stage`, `role`, `tag`, `source`.
///
/// # Example
///
/// ```
/// use adspend::tally::Dimension;
///
/// assert_eq!("sponsor".parse(), Ok(Dimension::Sponsor));
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::tally::Dimension;
///
/// assert_eq!(
///     "month".parse::<Dimension>().unwrap_err().to_string(),
///     "`month` is nothing to group by: write sponsor, payer, payee, platform, campaign, purpose, jurisdiction, currency, stage, \
///      role, tag or source; periods are asked for with `per`"
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Dimension {
    /// On whose behalf; records of one actor count as one, under the id of the record that stands for it.
    Sponsor,
    /// Who paid.
    Payer,
    /// Who was paid.
    Payee,
    /// Where it ran.
    Platform,
    /// For which campaign.
    Campaign,
    /// What it was meant to do: the entry's purpose, or its campaign's where it names none.
    Purpose,
    /// Where it was aimed: the entry's jurisdiction, or its campaign's where it names none.
    Jurisdiction,
    /// The currency in which it was printed, also where the tally is converted.
    Currency,
    /// How far it got.
    Stage,
    /// Whether it is money of its own.
    Role,
    /// All of its tags, sorted and joined with `, `: one key, so that no entry is counted twice. In a tag, `,` is written `\,`
    /// and `\` is written `\\`.
    Tag,
    /// On whose word.
    Source,
}

/// A word that stands for no [`Dimension`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{found}` is nothing to group by: write sponsor, payer, payee, platform, campaign, purpose, jurisdiction, currency, stage, \
     role, tag or source; periods are asked for with `per`"
)]
pub struct UnknownDimension {
    /// What was found, cut after 40 characters.
    pub found: String,
}

impl Dimension {
    /// All of them, in the order of their definition.
    pub const ALL: &[Self] = &[
        Self::Sponsor,
        Self::Payer,
        Self::Payee,
        Self::Platform,
        Self::Campaign,
        Self::Purpose,
        Self::Jurisdiction,
        Self::Currency,
        Self::Stage,
        Self::Role,
        Self::Tag,
        Self::Source,
    ];

    /// The word that files, results and the command line use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sponsor => "sponsor",
            Self::Payer => "payer",
            Self::Payee => "payee",
            Self::Platform => "platform",
            Self::Campaign => "campaign",
            Self::Purpose => "purpose",
            Self::Jurisdiction => "jurisdiction",
            Self::Currency => "currency",
            Self::Stage => "stage",
            Self::Role => "role",
            Self::Tag => "tag",
            Self::Source => "source",
        }
    }

    /// What the ledger calls whom or what a group's id stands for: the name of an actor, platform or campaign, the title of a source. `None`
    /// where the ledger has no such record or this has no name, and for dimensions without records.
    ///
    /// # Complexity
    ///
    /// That of finding a record by its id, as [`Ledger::actor`].
    ///
    /// # Example
    ///
    /// ```
    /// use adspend::ledger::LedgerBuilder;
    /// use adspend::model::Actor;
    /// use adspend::tally::Dimension;
    ///
    /// let mut builder = LedgerBuilder::new();
    /// let mut actor = Actor::new("cn/luoyang/mengjin".parse()?);
    /// actor.name = Some("Mengjin County".to_owned());
    /// builder.actor(actor);
    /// let ledger = builder.build()?;
    /// assert_eq!(Dimension::Sponsor.name_in(&ledger, "cn/luoyang/mengjin"), Some("Mengjin County"));
    /// assert_eq!(Dimension::Sponsor.name_in(&ledger, "cn/luoyang"), None);
    /// assert_eq!(Dimension::Platform.name_in(&ledger, "cn/luoyang/mengjin"), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn name_in<'l>(self, ledger: &'l Ledger, id: &str) -> Option<&'l str> {
        match self {
            Self::Sponsor | Self::Payer | Self::Payee => ledger.actor(&id.parse().ok()?)?.name.as_deref(),
            Self::Platform => ledger.platform(&id.parse().ok()?)?.name.as_deref(),
            Self::Campaign => ledger.campaign(&id.parse().ok()?)?.name.as_deref(),
            Self::Source => ledger.source(&id.parse().ok()?)?.title.as_deref(),
            Self::Purpose | Self::Jurisdiction | Self::Currency | Self::Stage | Self::Role | Self::Tag => {
                None
            }
        }
    }

    /// Whether its groups' ids are those of records, which may have names.
    #[must_use]
    pub const fn has_names(self) -> bool {
        matches!(
            self,
            Self::Sponsor | Self::Payer | Self::Payee | Self::Platform | Self::Campaign | Self::Source
        )
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Dimension {
    type Err = UnknownDimension;

    fn from_str(text: &str) -> Result<Self, UnknownDimension> {
        let found = Self::ALL.iter().copied().find(|dimension| dimension.as_str() == text);
        found.ok_or_else(|| UnknownDimension { found: text.chars().take(40).collect() })
    }
}

impl Serialize for Dimension {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Dimension {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back_and_others_are_refused() {
        for dimension in Dimension::ALL {
            assert_eq!(dimension.to_string().parse(), Ok(*dimension));
            let json = serde_json::to_string(dimension).unwrap();
            assert_eq!(serde_json::from_str::<Dimension>(&json).unwrap(), *dimension);
        }
        for other in ["", "Sponsor", "sponsor-under", "period", "entries"] {
            assert_eq!(other.parse::<Dimension>(), Err(UnknownDimension { found: other.to_owned() }));
        }
    }
}

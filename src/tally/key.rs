use std::borrow::Cow;
use std::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::Dimension;
use crate::date::{Period, PeriodUnit, Precision, Qualifier, When};
use crate::ledger::Ledger;
use crate::model::{Campaign, Entry};

/// The name under which a result keeps the period.
pub(super) const PERIOD: &str = "period";
/// The name under which a result keeps the basis, where a group was split by it.
pub(super) const BASIS: &str = "basis";
/// The basis of an entry that states none.
pub(super) const UNSTATED: &str = "unstated";

/// What the entries of a group share: for each dimension of the query its value, `None` where an entry has none.
///
/// The period comes after the dimensions as `period`; the basis last, as `basis`, where groups differ in it only.
/// `Display` writes `sponsor = cn/henan, period = 2019-08`, with `(none)` for an absent value; serde writes a map with null for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(pub(super) Vec<(&'static str, Option<String>)>);

impl Key {
    /// The names and values, in the order of the query.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, Option<&str>)> {
        self.0.iter().map(|(name, value)| (*name, value.as_deref()))
    }

    /// The value of this name; `None` where the entries have none, or there is no such name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(own, _)| *own == name).and_then(|(_, value)| value)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, value)) in self.iter().enumerate() {
            write!(f, "{}{name} = {}", if index == 0 { "" } else { ", " }, value.unwrap_or("(none)"))?;
        }
        Ok(())
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in self.iter() {
            map.serialize_entry(name, &value)?;
        }
        map.end()
    }
}

/// The entry's value in a dimension.
pub(super) fn value<'a>(ledger: &'a Ledger, entry: &'a Entry, dimension: Dimension) -> Option<Cow<'a, str>> {
    let actor = |id: &'a crate::id::ActorId| ledger.actor(id).map_or(id, |actor| &actor.id).as_str();
    let of_campaign = || entry.campaign.as_ref().and_then(|id| ledger.campaign(id));
    let text = match dimension {
        Dimension::Sponsor => entry.sponsor.as_ref().map(actor)?,
        Dimension::Payer => entry.payer.as_ref().map(actor)?,
        Dimension::Payee => entry.payee.as_ref().map(actor)?,
        Dimension::Platform => entry.platform.as_ref()?.as_str(),
        Dimension::Campaign => entry.campaign.as_ref()?.as_str(),
        Dimension::Purpose => purpose(entry, of_campaign)?,
        Dimension::Jurisdiction => jurisdiction(entry, of_campaign)?,
        Dimension::Currency => entry.money.currency.as_str(),
        Dimension::Stage => entry.stage.as_str(),
        Dimension::Role => entry.role.as_str(),
        Dimension::Tag => return tags(&entry.tags),
        Dimension::Source => entry.source.as_ref()?.as_str(),
    };
    Some(Cow::Borrowed(text))
}

fn purpose<'a>(entry: &'a Entry, campaign: impl FnOnce() -> Option<&'a Campaign>) -> Option<&'a str> {
    entry.purpose.as_deref().or_else(|| campaign()?.purpose.as_deref())
}

fn jurisdiction<'a>(entry: &'a Entry, campaign: impl FnOnce() -> Option<&'a Campaign>) -> Option<&'a str> {
    let place = entry.jurisdiction.as_ref().or_else(|| campaign()?.jurisdiction.as_ref());
    Some(place?.as_str())
}

fn tags(tags: &[String]) -> Option<Cow<'_, str>> {
    // A comma inside a tag, and a backslash, have a backslash before them, so that no two lists have one key.
    let escaped = |tag: &str| tag.replace('\\', "\\\\").replace(',', "\\,");
    match tags {
        [] => None,
        [one] if !one.contains([',', '\\']) => Some(Cow::Borrowed(one)),
        several => {
            let mut sorted: Vec<&str> = several.iter().map(String::as_str).collect();
            sorted.sort_unstable();
            sorted.dedup();
            Some(Cow::Owned(sorted.into_iter().map(escaped).collect::<Vec<_>>().join(", ")))
        }
    }
}

/// The period of an entry's date: `2019-08`; `2016, month unknown` where the date is vaguer; `date unknown` where there is none.
///
/// A qualifier ("about August") does not change the period, as it does not change the days.
pub(super) fn period(when: Option<When>, unit: PeriodUnit) -> String {
    let Some(when) = when else { return "date unknown".to_owned() };
    let when = when.qualified(Qualifier::Certain);
    let Some(first) = when.earliest() else { return format!("{when}, {unit} unknown") };
    let period = Period::containing(first, unit);
    if when.latest().is_some_and(|last| period.contains(last)) {
        return period.to_string();
    }
    if when.precision() == Precision::Quarter {
        return format!("{}, {unit} unknown", Period::containing(first, PeriodUnit::Quarter));
    }
    format!("{when}, {unit} unknown")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_vaguer_than_the_unit_has_a_period_of_its_own() {
        let of = |text: &str, unit| period(Some(text.parse().unwrap()), unit);
        for (text, unit, expected) in [
            ("2019-08-03", PeriodUnit::Month, "2019-08"),
            ("2019-08~", PeriodUnit::Month, "2019-08"),
            ("2019-08-01/2019-08-31", PeriodUnit::Month, "2019-08"),
            ("2019-08", PeriodUnit::Quarter, "2019-Q3"),
            ("2019-08", PeriodUnit::Year, "2019"),
            ("2016", PeriodUnit::Month, "2016, month unknown"),
            ("2016?", PeriodUnit::Month, "2016, month unknown"),
            ("2019-35", PeriodUnit::Month, "2019-Q3, month unknown"),
            ("2019-08", PeriodUnit::Week, "2019-08, week unknown"),
            ("2019-08/2019-10", PeriodUnit::Month, "2019-08/2019-10, month unknown"),
            ("2023-10-01/2023-10-10~", PeriodUnit::Month, "2023-10"),
            ("2019-07-31/2019-08-01", PeriodUnit::Month, "2019-07-31/2019-08-01, month unknown"),
            ("../2019-03-31", PeriodUnit::Month, "../2019-03-31, month unknown"),
            ("2019-03-31/..", PeriodUnit::Year, "2019-03-31/.., year unknown"),
        ] {
            assert_eq!(of(text, unit), expected, "{text}");
        }
        assert_eq!(period(None, PeriodUnit::Day), "date unknown");
    }

    #[test]
    fn several_tags_are_one_key() {
        let key = |list: &[&str]| {
            let list: Vec<String> = list.iter().map(|tag| (*tag).to_owned()).collect();
            tags(&list).map(Cow::into_owned)
        };
        assert_eq!(key(&[]), None);
        assert_eq!(key(&["b", "a", "b"]).as_deref(), Some("a, b"));
        assert_eq!(key(&["a", "b"]), key(&["b", "a"]));
        // A comma in a tag is not one between tags.
        assert_eq!(key(&["t, u"]).as_deref(), Some("t\\, u"));
        assert_eq!(key(&["t", "u"]).as_deref(), Some("t, u"));
        assert_ne!(key(&["t\\", "u"]), key(&["t\\, u"]));
    }

    #[test]
    fn keys_are_shown_in_the_order_of_the_query() {
        let key = Key(vec![("sponsor", None), (PERIOD, Some("2019-08".to_owned()))]);
        assert_eq!(key.to_string(), "sponsor = (none), period = 2019-08");
        assert_eq!(serde_json::to_string(&key).unwrap(), r#"{"sponsor":null,"period":"2019-08"}"#);
        assert_eq!((key.get("period"), key.get("sponsor"), key.get("payer")), (Some("2019-08"), None, None));
    }
}

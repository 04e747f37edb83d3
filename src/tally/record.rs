//! Tallies as they are serialised: their rates by name, where groups have the numbers of them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::group::{Group, GroupKey, Part, RateNumber};
use super::used::{RateKey, UsedRate};
use super::{Malformed, Shape, Tally, Unconverted};
use crate::exact::Sum;
use crate::id::EntryId;

/// A tally, before it is checked.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TallyRecord {
    shape: Shape,
    #[serde(with = "pairs")]
    groups: BTreeMap<GroupKey, GroupRecord>,
    #[serde(with = "pairs")]
    rates: BTreeMap<RateKey, UsedRate>,
    uncertain: BTreeSet<EntryId>,
    unconverted: Vec<Unconverted>,
    malformed: Vec<Malformed>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupRecord {
    #[serde(with = "pairs")]
    parts: BTreeMap<Option<RateKey>, Part>,
    each: Sum,
    excluded: BTreeMap<String, u64>,
    unconverted_count: u64,
    malformed_count: u64,
}

/// Why a serialised tally is none.
#[derive(Debug, thiserror::Error)]
pub(super) enum RecordError {
    #[error("a group has {found} values in its key; the shape has {expected} names")]
    KeyLength { found: usize, expected: usize },
    #[error("a group names the rate from {from} on {on}, which the tally does not have")]
    UnknownRate { from: String, on: String },
    #[error("the rate from {from} on {on} stands under another name")]
    MisnamedRate { from: String, on: String },
}

impl From<Tally> for TallyRecord {
    fn from(tally: Tally) -> Self {
        let Tally { shape, groups, rates, uncertain, unconverted, malformed } = tally;
        let keys: Vec<RateKey> = rates.iter().map(UsedRate::key).collect();
        let key = |number: RateNumber| Some(keys.get(number?)?.clone());
        let record = |group: Group| GroupRecord {
            parts: group.parts.into_iter().map(|(number, part)| (key(number), part)).collect(),
            each: group.each,
            excluded: group.excluded,
            unconverted_count: group.unconverted_count,
            malformed_count: group.malformed_count,
        };
        let groups = groups.into_iter().map(|(key, group)| (key, record(group))).collect();
        let rates = keys.iter().cloned().zip(rates).collect();
        Self { shape, groups, rates, uncertain, unconverted, malformed }
    }
}

impl TryFrom<TallyRecord> for Tally {
    type Error = RecordError;

    fn try_from(record: TallyRecord) -> Result<Self, RecordError> {
        let TallyRecord { shape, groups, rates, uncertain, unconverted, malformed } = record;
        let expected = shape.names().count();
        let name = |key: &RateKey| (key.from.to_string(), key.on.clone());
        if let Some(used) = rates.iter().find_map(|(key, used)| (*key != used.key()).then_some(used)) {
            let (from, on) = name(&used.key());
            return Err(RecordError::MisnamedRate { from, on });
        }
        let keys: Vec<&RateKey> = rates.keys().collect();
        let number = |key: Option<RateKey>| -> Result<RateNumber, RecordError> {
            let Some(key) = key else { return Ok(None) };
            keys.binary_search(&&key).map(Some).map_err(|_| {
                let (from, on) = name(&key);
                RecordError::UnknownRate { from, on }
            })
        };
        let group = |(key, record): (GroupKey, GroupRecord)| {
            if key.values.len() != expected {
                return Err(RecordError::KeyLength { found: key.values.len(), expected });
            }
            let parts = record.parts.into_iter().map(|(key, part)| Ok((number(key)?, part)));
            let group = Group {
                parts: parts.collect::<Result<_, _>>()?,
                each: record.each,
                excluded: record.excluded,
                unconverted_count: record.unconverted_count,
                malformed_count: record.malformed_count,
            };
            Ok((key, group))
        };
        let groups = groups.into_iter().map(group).collect::<Result<_, _>>()?;
        let rates = rates.into_values().collect();
        Ok(Self { shape, groups, rates, uncertain, unconverted, malformed })
    }
}

/// Maps as lists of pairs, for formats whose keys are texts; a key met twice is refused.
mod pairs {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

    pub(super) fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map)
    }

    pub(super) fn deserialize<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<K, V>, D::Error> {
        let mut map = BTreeMap::new();
        for (key, value) in Vec::<(K, V)>::deserialize(deserializer)? {
            if map.insert(key, value).is_some() {
                return Err(de::Error::custom("a key of a tally stands twice"));
            }
        }
        Ok(map)
    }
}

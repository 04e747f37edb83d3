//! Names that were met lately, found by what they end with.

use crate::ledger::columns::Names;

/// How many names are at hand: a power of two.
const SLOTS: usize = 1 << 12;
/// From how many bytes on a name is looked for here: those below are found as soon without.
const LENGTH_MIN: usize = 16;

/// Numbers of names, each by the end of the name: that is sooner looked at than all of it is hashed, and tells names apart whose ids differ
/// in their last digits.
#[derive(Clone, Debug)]
pub(super) struct Lately(Vec<u32>);

impl Default for Lately {
    fn default() -> Self {
        Self(vec![0; SLOTS])
    }
}

impl Lately {
    fn slot(&mut self, name: &str) -> Option<&mut u32> {
        let end = name.as_bytes().last_chunk::<8>().filter(|_| name.len() >= LENGTH_MIN)?;
        let place = u64::from_le_bytes(*end).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 52;
        self.0.get_mut(usize::try_from(place).unwrap_or_default())
    }
}

/// The number of a name, 0 for none, where it is one of those that are allowed; `last` is that of the entry before.
pub(super) fn numbered(
    names: &mut Names,
    (last, lately): (&mut u32, Option<&mut Lately>),
    name: Option<&str>,
    is_allowed: impl Fn(&str) -> bool,
) -> Option<u32> {
    let Some(name) = name else { return Some(0) };
    if names.name(*last) == Some(name) {
        return Some(*last);
    }
    let slot = lately.and_then(|lately| lately.slot(name));
    let code = match &slot {
        Some(code) if names.name(**code) == Some(name) => **code,
        _ => match names.find(name.as_bytes()) {
            Some(known) => known,
            None if is_allowed(name) => names.intern(name)?,
            None => return None,
        },
    };
    if let Some(slot) = slot {
        *slot = code;
    }
    *last = code;
    Some(code)
}

//! How a text states an amount: plainly, about, at least, …

use crate::amount::Hedge;
use crate::exact::Numeral;

/// How a text states an amount; a closed set.
///
/// What each says of the value is decided in [`crate::amount`]: "about" is as good as the digits, "nearly" is less than, "just
/// over" is more than; a margin is never made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stated {
    /// No word beside the number.
    Plainly,
    /// "About", "roughly".
    About,
    /// "Nearly", "just under": about, and below.
    Nearly,
    /// German "gut": about, and above.
    SlightlyAbove,
    /// "At least", "or more".
    AtLeast,
    /// "Over", "more than".
    MoreThan,
    /// "Just over".
    JustOver,
    /// "Up to", "at most".
    AtMost,
    /// "Under", "less than".
    LessThan,
    /// From one value to another, or between them.
    Range,
    /// "About" a range.
    AboutRange,
}

impl Stated {
    /// What the amount keeps of the words.
    pub(super) const fn hedge(self) -> Hedge {
        match self {
            Self::About | Self::AboutRange => Hedge::About,
            Self::Nearly | Self::SlightlyAbove | Self::JustOver => Hedge::Near,
            _ => Hedge::Plain,
        }
    }

    /// The value of one number, stated so, or its bound.
    pub(super) const fn bounds(self, value: Numeral) -> Bounds {
        let none = Bounds { value: None, low: None, high: None };
        match self {
            Self::Plainly | Self::About | Self::Nearly | Self::SlightlyAbove => {
                Bounds { value: Some(value), ..none }
            }
            Self::AtLeast => Bounds { low: Some(End::closed(value)), ..none },
            Self::MoreThan | Self::JustOver => Bounds { low: Some(End::open(value)), ..none },
            Self::AtMost => Bounds { high: Some(End::closed(value)), ..none },
            Self::LessThan => Bounds { high: Some(End::open(value)), ..none },
            Self::Range | Self::AboutRange => none,
        }
    }
}

/// An end that a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The value.
    pub value: Numeral,
    /// Whether it belongs to what is meant.
    pub is_closed: bool,
}

impl End {
    pub(super) const fn closed(value: Numeral) -> Self {
        Self { value, is_closed: true }
    }

    pub(super) const fn open(value: Numeral) -> Self {
        Self { value, is_closed: false }
    }
}

/// The numbers that a text names: one value, or one end or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) value: Option<Numeral>,
    pub(super) low: Option<End>,
    pub(super) high: Option<End>,
}

impl Bounds {
    pub(super) const fn both(low: End, high: End) -> Self {
        Self { value: None, low: Some(low), high: Some(high) }
    }
}

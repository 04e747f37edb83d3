//! The keys by which entries name records.

/// A key of an entry that names a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Sponsor,
    Payer,
    Payee,
    Platform,
    Campaign,
    Source,
}

pub(crate) const FIELD_COUNT: usize = 6;

impl Field {
    pub(crate) const ALL: [Self; FIELD_COUNT] =
        [Self::Sponsor, Self::Payer, Self::Payee, Self::Platform, Self::Campaign, Self::Source];
}

#[cfg(feature = "file")]
impl Field {
    /// Its place among all.
    pub(crate) const fn index(self) -> usize {
        match self {
            Self::Sponsor => 0,
            Self::Payer => 1,
            Self::Payee => 2,
            Self::Platform => 3,
            Self::Campaign => 4,
            Self::Source => 5,
        }
    }

    /// The key in a ledger file.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Sponsor => "sponsor",
            Self::Payer => "payer",
            Self::Payee => "payee",
            Self::Platform => "platform",
            Self::Campaign => "campaign",
            Self::Source => "source",
        }
    }
}

/// One thing for each field.
#[derive(Clone, Debug, Default)]
pub(crate) struct PerField<T>([T; FIELD_COUNT]);

impl<T> PerField<T> {
    pub(crate) const fn of(&self, field: Field) -> &T {
        let [sponsor, payer, payee, platform, campaign, source] = &self.0;
        match field {
            Field::Sponsor => sponsor,
            Field::Payer => payer,
            Field::Payee => payee,
            Field::Platform => platform,
            Field::Campaign => campaign,
            Field::Source => source,
        }
    }
}

#[cfg(feature = "file")]
impl<T> PerField<T> {
    pub(super) fn new(of: impl FnMut(usize) -> T) -> Self {
        Self(std::array::from_fn(of))
    }

    /// In the order of [`Field::ALL`].
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter()
    }

    /// In the order of [`Field::ALL`].
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut()
    }

    pub(crate) const fn of_mut(&mut self, field: Field) -> &mut T {
        let [sponsor, payer, payee, platform, campaign, source] = &mut self.0;
        match field {
            Field::Sponsor => sponsor,
            Field::Payer => payer,
            Field::Payee => payee,
            Field::Platform => platform,
            Field::Campaign => campaign,
            Field::Source => source,
        }
    }
}

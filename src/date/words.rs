//! The small closed vocabularies of dates.

/// The words of a closed enum: `Display`, `FromStr` and serde, all the same text.
macro_rules! words {
    ($type:ident, $kind:literal, $words:literal, $($variant:ident = $word:literal),+ $(,)?) => {
        impl $type {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for it, as [`Display`](std::fmt::Display) writes it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = $crate::date::DateError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::date::DateError::Word {
                        text: $crate::date::error::shown(text),
                        kind: $kind,
                        words: $words,
                    }),
                }
            }
        }

        $crate::date::serde_as_text!($type, concat!("a ", $kind, ": ", $words));
    };
}

pub(super) use words;

/// How precisely a [`When`](super::When) is stated. Closed: these are all the forms that it has.
///
/// There is no order: a span may be longer than a year or shorter than a month.
///
/// ```
/// use adspend::date::{Precision, When};
///
/// assert_eq!("2019-35".parse::<When>()?.precision(), Precision::Quarter);
/// assert_eq!("2019-08-01/2019-08-31".parse::<When>()?.precision(), Precision::Span);
/// assert_eq!(
///     "decade".parse::<Precision>().unwrap_err().to_string(),
///     "`decade` is not a precision: write day, month, quarter, year or span"
/// );
/// # Ok::<(), adspend::date::DateError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// One day, `2019-08-03`.
    Day,
    /// One month, `2019-08`.
    Month,
    /// One quarter, `2019-35`.
    Quarter,
    /// One year, `2019`.
    Year,
    /// An interval, `2019-08/2019-10`, however short.
    Span,
}

words!(
    Precision,
    "precision",
    "day, month, quarter, year or span",
    Day = "day",
    Month = "month",
    Quarter = "quarter",
    Year = "year",
    Span = "span",
);

/// How sure a source is of a date (ISO 8601-2, EDTF level 1). Closed: the standard has these four.
///
/// ```
/// use adspend::date::{Qualifier, When};
///
/// assert_eq!("2019-08~".parse::<When>()?.qualifier(), Qualifier::Approximate);
/// assert_eq!(Qualifier::Approximate.and(Qualifier::Uncertain), Qualifier::Both);
/// assert_eq!(
///     "~".parse::<Qualifier>().unwrap_err().to_string(),
///     "`~` is not a qualifier: write certain, approximate, uncertain or both"
/// );
/// # Ok::<(), adspend::date::DateError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// Stated without reserve; no mark.
    Certain,
    /// About then; marked `~`.
    Approximate,
    /// The source may be wrong; marked `?`.
    Uncertain,
    /// Approximate and uncertain; marked `%`.
    Both,
}

words!(
    Qualifier,
    "qualifier",
    "certain, approximate, uncertain or both",
    Certain = "certain",
    Approximate = "approximate",
    Uncertain = "uncertain",
    Both = "both",
);

impl Qualifier {
    /// The mark that follows a date in EDTF: nothing, `~`, `?` or `%`.
    #[must_use]
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Certain => "",
            Self::Approximate => "~",
            Self::Uncertain => "?",
            Self::Both => "%",
        }
    }

    /// The reserves of either of the two: associative, commutative, with [`Certain`](Self::Certain) as
    /// identity.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Certain, one) | (one, Self::Certain) => one,
            (one, same) if one == same => one,
            _ => Self::Both,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::PeriodUnit;

    #[test]
    fn words_round_trip_and_no_other_word_is_read() {
        for &precision in Precision::ALL {
            assert_eq!(precision.as_str().parse(), Ok(precision));
            assert!(precision.as_str().to_uppercase().parse::<Precision>().is_err());
        }
        for &qualifier in Qualifier::ALL {
            assert_eq!(qualifier.to_string().parse(), Ok(qualifier));
            assert!(format!("{qualifier} ").parse::<Qualifier>().is_err());
        }
        for &unit in PeriodUnit::ALL {
            assert_eq!(unit.to_string().parse(), Ok(unit));
            assert!(format!("{unit}s").parse::<PeriodUnit>().is_err());
        }
        assert_eq!((Precision::ALL.len(), Qualifier::ALL.len(), PeriodUnit::ALL.len()), (5, 4, 5));
    }

    #[test]
    fn qualifiers_combine_like_sets_of_reserves() {
        for &a in Qualifier::ALL {
            assert_eq!(a.and(a), a);
            assert_eq!(a.and(Qualifier::Certain), a);
            assert_eq!(a.and(Qualifier::Both), Qualifier::Both);
            for &b in Qualifier::ALL {
                assert_eq!(a.and(b), b.and(a));
                for &c in Qualifier::ALL {
                    assert_eq!(a.and(b).and(c), a.and(b.and(c)));
                }
            }
        }
        assert_eq!(Qualifier::Uncertain.and(Qualifier::Approximate), Qualifier::Both);
    }

    #[test]
    fn words_take_the_width_of_the_format() {
        assert_eq!(format!("[{:>7}]", PeriodUnit::Week), "[   week]");
    }
}

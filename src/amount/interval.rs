use std::cmp::Ordering;
use std::fmt;
use std::ops::Bound;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use crate::exact::Ratio;

/// A non-empty convex set of exact rationals; each end is closed, open or infinite.
///
/// Operations that can leave nothing (`intersect`) give `Option`; sums and products are exact Minkowski operations, an
/// end of the result being closed only where it is attained.
///
/// Serialised as `{"lo": "1.5", "lo_closed": true, "hi": null, "hi_closed": false}`, `null` for infinite.
///
/// # Example
///
/// ```
/// use adspend::amount::Interval;
/// use adspend::exact::Ratio;
///
/// let printed = Interval::closed(Ratio::from(45), Ratio::from(46)).unwrap();
/// let counted = Interval::at_least(Ratio::from(46));
/// assert_eq!(printed.intersect(&counted).unwrap().to_string(), "[46, 46]");
/// ```
///
/// # Example: refused
///
/// ```
/// use adspend::amount::Interval;
/// use adspend::exact::Ratio;
///
/// assert_eq!(Interval::closed(Ratio::from(5), Ratio::from(3)), None);
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Interval {
    lo: Bound<Ratio>,
    hi: Bound<Ratio>,
}

/// Two ends between which there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "no value lies between these ends: the lower end must be below the upper, or equal with both ends closed"
)]
pub struct EmptyInterval;

impl Interval {
    /// The set between two ends, or `None` where nothing is between them.
    #[must_use]
    pub fn new(lo: Bound<Ratio>, hi: Bound<Ratio>) -> Option<Self> {
        let some = match (&lo, &hi) {
            (Bound::Unbounded, _) | (_, Bound::Unbounded) => true,
            (Bound::Included(a), Bound::Included(b)) => a <= b,
            (Bound::Included(a) | Bound::Excluded(a), Bound::Included(b) | Bound::Excluded(b)) => a < b,
        };
        some.then_some(Self { lo, hi })
    }

    /// {`value`}.
    #[must_use]
    pub fn point(value: Ratio) -> Self {
        Self { lo: Bound::Included(value.clone()), hi: Bound::Included(value) }
    }

    /// (−∞, ∞).
    #[must_use]
    pub const fn all() -> Self {
        Self { lo: Bound::Unbounded, hi: Bound::Unbounded }
    }

    /// [`lo`, `hi`], or `None` where `lo` is above `hi`.
    #[must_use]
    pub fn closed(lo: Ratio, hi: Ratio) -> Option<Self> {
        Self::new(Bound::Included(lo), Bound::Included(hi))
    }

    /// [`lo`, ∞).
    #[must_use]
    pub const fn at_least(lo: Ratio) -> Self {
        Self { lo: Bound::Included(lo), hi: Bound::Unbounded }
    }

    /// (−∞, `hi`].
    #[must_use]
    pub const fn at_most(hi: Ratio) -> Self {
        Self { lo: Bound::Unbounded, hi: Bound::Included(hi) }
    }

    /// (`lo`, ∞).
    #[must_use]
    pub const fn more_than(lo: Ratio) -> Self {
        Self { lo: Bound::Excluded(lo), hi: Bound::Unbounded }
    }

    /// (−∞, `hi`).
    #[must_use]
    pub const fn less_than(hi: Ratio) -> Self {
        Self { lo: Bound::Unbounded, hi: Bound::Excluded(hi) }
    }

    /// The lower end.
    #[must_use]
    pub const fn lo(&self) -> &Bound<Ratio> {
        &self.lo
    }

    /// The upper end.
    #[must_use]
    pub const fn hi(&self) -> &Bound<Ratio> {
        &self.hi
    }

    /// The greatest lower bound, attained or not; `None` for −∞.
    #[must_use]
    pub const fn inf(&self) -> Option<&Ratio> {
        value(&self.lo)
    }

    /// The least upper bound, attained or not; `None` for ∞.
    #[must_use]
    pub const fn sup(&self) -> Option<&Ratio> {
        value(&self.hi)
    }

    /// The one value, where there is only one.
    #[must_use]
    pub fn as_point(&self) -> Option<&Ratio> {
        match (&self.lo, &self.hi) {
            (Bound::Included(a), Bound::Included(b)) if a == b => Some(a),
            _ => None,
        }
    }

    /// Whether the set is the whole line.
    #[must_use]
    pub const fn is_all(&self) -> bool {
        matches!((&self.lo, &self.hi), (Bound::Unbounded, Bound::Unbounded))
    }

    /// Whether the set holds `value`.
    #[must_use]
    pub fn contains(&self, value: &Ratio) -> bool {
        let above = match &self.lo {
            Bound::Unbounded => true,
            Bound::Included(lo) => lo <= value,
            Bound::Excluded(lo) => lo < value,
        };
        let below = match &self.hi {
            Bound::Unbounded => true,
            Bound::Included(hi) => value <= hi,
            Bound::Excluded(hi) => value < hi,
        };
        above && below
    }

    /// Whether every value of this set is in `other`.
    #[must_use]
    pub fn is_subset_of(&self, other: &Self) -> bool {
        compare_lo(&other.lo, &self.lo) != Ordering::Greater
            && compare_hi(&self.hi, &other.hi) != Ordering::Greater
    }

    /// The common values, or `None` where there are none.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        let lo = if compare_lo(&self.lo, &other.lo) == Ordering::Less { &other.lo } else { &self.lo };
        let hi = if compare_hi(&self.hi, &other.hi) == Ordering::Greater { &other.hi } else { &self.hi };
        Self::new(lo.clone(), hi.clone())
    }

    /// Whether the two sets have a value in common; ends that touch meet only where both are closed.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.intersect(other).is_some()
    }

    /// The smallest interval that holds both sets.
    #[must_use]
    pub fn hull(&self, other: &Self) -> Self {
        let lo = if compare_lo(&self.lo, &other.lo) == Ordering::Greater { &other.lo } else { &self.lo };
        let hi = if compare_hi(&self.hi, &other.hi) == Ordering::Less { &other.hi } else { &self.hi };
        Self { lo: lo.clone(), hi: hi.clone() }
    }

    /// { a + b }: the Minkowski sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self { lo: add_ends(&self.lo, &other.lo), hi: add_ends(&self.hi, &other.hi) }
    }

    /// { a − b }.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&other.negated())
    }

    /// { −a }: the ends swap.
    #[must_use]
    pub fn negated(&self) -> Self {
        let negate = |end: &Bound<Ratio>| end.as_ref().map(|value| -value);
        Self { lo: negate(&self.hi), hi: negate(&self.lo) }
    }

    /// { `factor` × a }; the factor 0 gives {0}.
    #[must_use]
    pub fn times(&self, factor: &Ratio) -> Self {
        if factor.is_zero() {
            return Self::point(Ratio::zero());
        }
        let scale = |end: &Bound<Ratio>| end.as_ref().map(|value| value * factor);
        let (lo, hi) = (scale(&self.lo), scale(&self.hi));
        if factor.is_negative() { Self { lo: hi, hi: lo } } else { Self { lo, hi } }
    }

    /// { a × b }, for two sets that vary independently.
    #[must_use]
    pub fn product(&self, other: &Self) -> Self {
        let mut lo: Option<Corner> = None;
        let mut hi: Option<Corner> = None;
        for a in [Corner::of_lo(&self.lo), Corner::of_hi(&self.hi)] {
            for b in [Corner::of_lo(&other.lo), Corner::of_hi(&other.hi)] {
                let corner = a.product(&b);
                if lo.as_ref().is_none_or(|lo| corner.is_below(lo)) {
                    lo = Some(corner.clone());
                }
                if hi.as_ref().is_none_or(|hi| corner.is_above(hi)) {
                    hi = Some(corner);
                }
            }
        }
        Self {
            lo: lo.map_or(Bound::Unbounded, Corner::into_bound),
            hi: hi.map_or(Bound::Unbounded, Corner::into_bound),
        }
    }

    /// { a / b }, for divisors that are all above 0, or 0 and above with 0 left out; `None` for any other divisor.
    #[must_use]
    pub fn quotient(&self, divisor: &Self) -> Option<Self> {
        let positive = divisor.intersect(&Self::more_than(Ratio::zero()))?;
        if divisor.inf().is_none_or(Ratio::is_negative) {
            return None;
        }
        let invert = |end: &Bound<Ratio>| match end {
            Bound::Unbounded => Bound::Excluded(Ratio::zero()),
            Bound::Included(value) => value.recip().map_or(Bound::Unbounded, Bound::Included),
            Bound::Excluded(value) => value.recip().map_or(Bound::Unbounded, Bound::Excluded),
        };
        Some(self.product(&Self { lo: invert(&positive.hi), hi: invert(&positive.lo) }))
    }

    /// Every value within `reach` ≥ 0 of the set; ends stay open or closed as they are.
    #[must_use]
    pub fn widened(&self, reach: &Ratio) -> Self {
        let reach = reach.abs();
        Self { lo: self.lo.as_ref().map(|lo| lo - &reach), hi: self.hi.as_ref().map(|hi| hi + &reach) }
    }

    /// The distance between the ends, or `None` where an end is infinite.
    #[must_use]
    pub fn width(&self) -> Option<Ratio> {
        Some(self.sup()? - self.inf()?)
    }
}

const fn value(end: &Bound<Ratio>) -> Option<&Ratio> {
    match end {
        Bound::Included(value) | Bound::Excluded(value) => Some(value),
        Bound::Unbounded => None,
    }
}

/// Orders lower ends by the sets they begin: an open end begins above a closed one at the same value.
fn compare_lo(a: &Bound<Ratio>, b: &Bound<Ratio>) -> Ordering {
    match (value(a), value(b)) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
        (Some(x), Some(y)) => x.cmp(y).then_with(|| is_open(a).cmp(&is_open(b))),
    }
}

/// Orders upper ends by the sets they end: an open end ends below a closed one at the same value.
fn compare_hi(a: &Bound<Ratio>, b: &Bound<Ratio>) -> Ordering {
    match (value(a), value(b)) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(x), Some(y)) => x.cmp(y).then_with(|| is_open(b).cmp(&is_open(a))),
    }
}

const fn is_open(end: &Bound<Ratio>) -> bool {
    matches!(end, Bound::Excluded(_))
}

fn add_ends(a: &Bound<Ratio>, b: &Bound<Ratio>) -> Bound<Ratio> {
    match (a, b) {
        (Bound::Included(x), Bound::Included(y)) => Bound::Included(x + y),
        _ => match (value(a), value(b)) {
            (Some(x), Some(y)) => Bound::Excluded(x + y),
            _ => Bound::Unbounded,
        },
    }
}

/// An end of an interval as a point of the extended line, for products.
#[derive(Clone)]
struct Corner {
    at: Extended,
    attained: bool,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Extended {
    NegativeInfinity,
    Finite(Ratio),
    PositiveInfinity,
}

impl Corner {
    fn of_lo(end: &Bound<Ratio>) -> Self {
        Self::of(end, Extended::NegativeInfinity)
    }

    fn of_hi(end: &Bound<Ratio>) -> Self {
        Self::of(end, Extended::PositiveInfinity)
    }

    fn of(end: &Bound<Ratio>, infinite: Extended) -> Self {
        match end {
            Bound::Included(value) => Self { at: Extended::Finite(value.clone()), attained: true },
            Bound::Excluded(value) => Self { at: Extended::Finite(value.clone()), attained: false },
            Bound::Unbounded => Self { at: infinite, attained: false },
        }
    }

    fn signum(&self) -> i8 {
        match &self.at {
            Extended::NegativeInfinity => -1,
            Extended::PositiveInfinity => 1,
            Extended::Finite(value) if value.is_zero() => 0,
            Extended::Finite(value) if value.is_negative() => -1,
            Extended::Finite(_) => 1,
        }
    }

    fn product(&self, other: &Self) -> Self {
        // 0 times anything is 0, attained where the 0 is: also beside an infinite or open end.
        if self.signum() == 0 || other.signum() == 0 {
            let attained = (self.signum() == 0 && self.attained) || (other.signum() == 0 && other.attained);
            return Self { at: Extended::Finite(Ratio::zero()), attained };
        }
        match (&self.at, &other.at) {
            (Extended::Finite(a), Extended::Finite(b)) => {
                Self { at: Extended::Finite(a * b), attained: self.attained && other.attained }
            }
            _ if self.signum() == other.signum() => Self { at: Extended::PositiveInfinity, attained: false },
            _ => Self { at: Extended::NegativeInfinity, attained: false },
        }
    }

    fn is_below(&self, other: &Self) -> bool {
        self.at.cmp(&other.at).then(other.attained.cmp(&self.attained)) == Ordering::Less
    }

    fn is_above(&self, other: &Self) -> bool {
        self.at.cmp(&other.at).then(self.attained.cmp(&other.attained)) == Ordering::Greater
    }

    fn into_bound(self) -> Bound<Ratio> {
        match self.at {
            Extended::Finite(value) if self.attained => Bound::Included(value),
            Extended::Finite(value) => Bound::Excluded(value),
            Extended::NegativeInfinity | Extended::PositiveInfinity => Bound::Unbounded,
        }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.lo {
            Bound::Included(lo) => write!(f, "[{lo}, ")?,
            Bound::Excluded(lo) => write!(f, "({lo}, ")?,
            Bound::Unbounded => f.write_str("(-inf, ")?,
        }
        match &self.hi {
            Bound::Included(hi) => write!(f, "{hi}]"),
            Bound::Excluded(hi) => write!(f, "{hi})"),
            Bound::Unbounded => f.write_str("+inf)"),
        }
    }
}

impl fmt::Debug for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Interval{self}")
    }
}

#[derive(Serialize, Deserialize)]
struct Record {
    lo: Option<Ratio>,
    lo_closed: bool,
    hi: Option<Ratio>,
    hi_closed: bool,
}

impl Serialize for Interval {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Record {
            lo: self.inf().cloned(),
            lo_closed: matches!(self.lo, Bound::Included(_)),
            hi: self.sup().cloned(),
            hi_closed: matches!(self.hi, Bound::Included(_)),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Interval {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let record = Record::deserialize(deserializer)?;
        let end = |value: Option<Ratio>, closed: bool| match value {
            None => Bound::Unbounded,
            Some(value) if closed => Bound::Included(value),
            Some(value) => Bound::Excluded(value),
        };
        Self::new(end(record.lo, record.lo_closed), end(record.hi, record.hi_closed))
            .ok_or_else(|| de::Error::custom(EmptyInterval))
    }
}

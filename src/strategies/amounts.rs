use proptest::prelude::*;
use proptest::sample::select;

use crate::amount::{Amount, Domain, Hedge, Mode, Steps};
use crate::currency::Currency;
use crate::exact::{Numeral, Ratio, Rounding};
use crate::money::Money;

/// The currencies of [`few_currencies`].
const FEW: [Currency; 3] = [Currency::EUR, Currency::USD, Currency::CNY];

/// Any decimal that a [`Numeral`] holds: half of them small, the others up to 38 digits and 28 decimals, trailing zeros
/// kept.
pub fn numerals() -> impl Strategy<Value = Numeral> {
    let limit = 10i128.pow(38);
    let small = (-10_000i128..=10_000, 0u8..=4);
    prop_oneof![small, (1 - limit..limit, 0u8..=28)]
        .prop_filter_map("within the limits", |(mantissa, decimals)| Numeral::new(mantissa, decimals).ok())
}

/// Decimals of at most four digits between 0.01 and a few millions, often round, so that sums and ends meet; in the
/// domain [`Domain::Signed`] half of them are below zero.
pub fn values(domain: Domain) -> impl Strategy<Value = Numeral> {
    let least = if domain == Domain::Gross { 0i64 } else { -9_999 };
    let digits = prop_oneof![least.max(-20)..=20, least..=9_999];
    (digits, prop_oneof![Just(0i32), -2i32..=3])
        .prop_map(|(digits, place)| Numeral::from(digits).shifted(place).unwrap_or(Numeral::ZERO))
}

/// Every rule of rounding that a print may have, [`Mode::Nearest`] and [`Mode::Unknown`] included.
pub fn modes() -> impl Strategy<Value = Mode> {
    prop_oneof![
        2 => Just(Mode::Nearest),
        1 => Just(Mode::Unknown),
        3 => select(&Rounding::ALL[..]).prop_map(Mode::Named),
    ]
}

/// A way to print a value, in a form and precision that can be applied to any value.
///
/// # Guarantees
///
/// A value at or above 0 gives an amount that is well-formed as gross spend, any value one that is well-formed as a
/// signed amount, and the amount's outer set holds the value.
///
/// # Example
///
/// ```
/// use adspend::amount::Domain;
/// use adspend::exact::{Numeral, Ratio};
/// use adspend::strategies::{prints, values};
/// use proptest::prelude::*;
///
/// proptest!(|(real in values(Domain::Gross), print in prints())| {
///     let amount = print.of(real);
///     prop_assert!(amount.outer(Domain::Gross).unwrap().contains(&Ratio::from(real)));
/// });
/// ```
#[derive(Clone, Debug)]
pub struct Print {
    way: Way,
    hedge: Hedge,
}

#[derive(Clone, Debug)]
enum Way {
    Exact,
    /// To multiples of a step by a rule, of which the print tells so much.
    Rounded {
        step: Numeral,
        rounding: Rounding,
        told: Mode,
    },
    /// To nearest at 10^`largest`, told as one of the powers of ten from 10^`smallest` on.
    RoundedToOneOf {
        smallest: i32,
        largest: i32,
        rounding: Rounding,
    },
    /// With so many decimals before a unit word.
    Written {
        unit: Option<i32>,
        decimals: u8,
    },
    /// The ends lie so many last places away.
    Range {
        below: u16,
        above: u16,
    },
    Bucket {
        below: u16,
        above: u16,
    },
    AtMost(u16),
    LessThan(u16),
    AtLeast(u16),
    MoreThan(u16),
    Unknown,
    Several(Vec<Print>),
}

impl Print {
    /// The value printed this way; to the digit where the way would need more digits than a numeral has.
    #[must_use]
    pub fn of(&self, value: Numeral) -> Amount {
        let amount = match &self.way {
            Way::Several(ways) => Amount::all_of(ways.iter().map(|way| way.of(value))).ok(),
            way => way.of(value),
        };
        amount.unwrap_or_else(|| Amount::exact(value)).hedged(self.hedge)
    }
}

/// The value, so many last places away.
fn moved(value: Numeral, places: i32) -> Option<Numeral> {
    Numeral::new(value.mantissa().checked_add(places.into())?, value.decimals()).ok()
}

fn rounded(value: Numeral, step: Numeral, rounding: Rounding) -> Option<Numeral> {
    Ratio::from(value).round_to_step(&step.into(), rounding).value.to_numeral()
}

impl Way {
    fn of(&self, value: Numeral) -> Option<Amount> {
        match *self {
            Self::Exact | Self::Several(_) => None,
            Self::Rounded { step, rounding, told } => {
                Amount::rounded(rounded(value, step, rounding)?, step, told).ok()
            }
            Self::RoundedToOneOf { smallest, largest, rounding } => {
                let steps = Steps::any_of((smallest..=largest).filter_map(Numeral::power_of_ten))?;
                let value = rounded(value, steps.largest(), rounding)?;
                Some(Amount::rounded_to_any(value, steps, Mode::Nearest))
            }
            Self::Written { unit, decimals } => {
                let last_place = i32::from(decimals) - unit.unwrap_or(0);
                let shifted = Ratio::from(value) * Ratio::power_of_ten(last_place);
                let digits = shifted.round_to_decimals(0, Rounding::HalfEven).value.to_numeral()?;
                Amount::written(Numeral::new(digits.mantissa(), decimals).ok()?, unit).ok()
            }
            Self::Range { below, above } => {
                Amount::range(moved(value, -i32::from(below))?, moved(value, above.into())?).ok()
            }
            Self::Bucket { below, above } => {
                Amount::bucket(moved(value, -i32::from(below))?, moved(value, i32::from(above) + 1)?).ok()
            }
            Self::AtMost(above) => moved(value, above.into()).map(Amount::at_most),
            Self::LessThan(above) => moved(value, i32::from(above) + 1).map(Amount::less_than),
            Self::AtLeast(below) => moved(value, -i32::from(below)).map(Amount::at_least),
            Self::MoreThan(below) => moved(value, -i32::from(below) - 1).map(Amount::more_than),
            Self::Unknown => Some(Amount::unknown()),
        }
    }
}

fn to_nearest() -> impl Strategy<Value = Rounding> {
    let nearest = [
        Rounding::HalfUp,
        Rounding::HalfDown,
        Rounding::HalfEven,
        Rounding::HalfAway,
        Rounding::HalfTowardZero,
    ];
    select(nearest.to_vec())
}

/// What is told of a rule, and a rule that this allows.
fn told() -> impl Strategy<Value = (Rounding, Mode)> {
    prop_oneof![
        2 => to_nearest().prop_map(|rounding| (rounding, Mode::Nearest)),
        1 => select(&Rounding::ALL[..]).prop_map(|rounding| (rounding, Mode::Unknown)),
        3 => select(&Rounding::ALL[..]).prop_map(|rounding| (rounding, Mode::Named(rounding))),
    ]
}

fn steps() -> impl Strategy<Value = Numeral> {
    (select(vec![1i64, 1, 1, 2, 5, 25]), -2i32..=4)
        .prop_map(|(step, place)| Numeral::from(step).shifted(place).unwrap_or(Numeral::ONE))
}

fn disclosed_ways() -> impl Strategy<Value = Way> {
    let places = || prop_oneof![0u16..3, 0u16..200];
    prop_oneof![
        3 => Just(Way::Exact),
        3 => (steps(), told()).prop_map(|(step, (rounding, told))| Way::Rounded { step, rounding, told }),
        1 => (-2i32..3, 0i32..4, to_nearest()).prop_map(|(smallest, more, rounding)| {
            Way::RoundedToOneOf { smallest, largest: smallest + more, rounding }
        }),
        2 => (prop::option::of(0i32..=6), 0u8..3).prop_map(|(unit, decimals)| Way::Written { unit, decimals }),
        1 => (places(), places()).prop_map(|(below, above)| Way::Range { below, above }),
        1 => (places(), places()).prop_map(|(below, above)| Way::Bucket { below, above }),
        1 => places().prop_map(Way::AtMost),
        1 => places().prop_map(Way::LessThan),
        1 => places().prop_map(Way::AtLeast),
        1 => places().prop_map(Way::MoreThan),
    ]
}

fn hedged(ways: impl Strategy<Value = Way>) -> impl Strategy<Value = Print> {
    let hedge = prop_oneof![4 => Just(Hedge::Plain), 1 => Just(Hedge::About), 1 => Just(Hedge::Near)];
    (ways, hedge).prop_map(|(way, hedge)| Print { way, hedge })
}

/// Ways to print a value in every form but [`Form::Unknown`](crate::amount::Form::Unknown), so that a total printed so
/// says something.
pub(super) fn disclosed_prints() -> impl Strategy<Value = Print> {
    let several = prop::collection::vec(hedged(disclosed_ways()), 1..4).prop_map(Way::Several);
    hedged(prop_oneof![9 => disclosed_ways(), 1 => several])
}

/// Ways to print a value: in every form, with every rule of rounding, hedged or not, once or several times.
pub fn prints() -> impl Strategy<Value = Print> {
    let ways = || prop_oneof![12 => disclosed_ways(), 1 => Just(Way::Unknown)];
    let several = |prints: BoxedStrategy<Print>| prop::collection::vec(prints, 1..4).prop_map(Way::Several);
    let inner = hedged(ways()).boxed();
    let nested = hedged(several(inner.clone())).boxed();
    hedged(prop_oneof![12 => ways(), 1 => several(inner), 1 => several(nested)])
}

/// Amounts that are well-formed in the domain, in every form of [`Form`](crate::amount::Form).
pub fn amounts(domain: Domain) -> impl Strategy<Value = Amount> {
    (values(domain), prints()).prop_map(|(value, print)| print.of(value))
}

/// Amounts with a [`Defect`](crate::amount::Defect): excess digits, reports that contradict one another and, as gross
/// spend, values below zero; now and then behind a sound report of the same amount.
pub fn malformed_amounts(domain: Domain) -> impl Strategy<Value = Amount> {
    let excess = (values(domain), 1i128..=9, 0i32..=3, modes()).prop_filter_map(
        "within the limits",
        |(value, digit, place, mode)| {
            let step = Numeral::power_of_ten(place - i32::from(value.decimals()))?;
            let whole = value.shifted(place).ok()?;
            let last = Numeral::new(whole.mantissa(), value.decimals()).ok()?;
            let below_step = Numeral::new(last.mantissa() * 10 + digit, last.decimals() + 1).ok()?;
            (!below_step.is_multiple_of(step)).then_some(())?;
            Amount::rounded(below_step, step, mode).ok()
        },
    );
    let contradiction = (values(domain), 1i32..50).prop_filter_map("within the limits", |(value, places)| {
        Amount::all_of([Amount::exact(value), Amount::exact(moved(value, places)?)]).ok()
    });
    let negative = (values(Domain::Gross), 0u8..3).prop_filter_map("below zero", |(value, form)| {
        let below = (!value.is_zero()).then(|| value.negated())?;
        Some(match form {
            0 => Amount::exact(below),
            1 => Amount::at_most(below),
            _ => Amount::less_than(value.negated()),
        })
    });
    let one = match domain {
        Domain::Gross => prop_oneof![excess, contradiction, negative].boxed(),
        Domain::Signed => prop_oneof![excess, contradiction].boxed(),
    };
    (one, prop::option::weighted(0.25, amounts(domain))).prop_map(|(malformed, sound)| match sound {
        Some(sound) => Amount::all_of([sound, malformed.clone()]).unwrap_or(malformed),
        None => malformed,
    })
}

/// Any currency of the list.
pub fn currencies() -> impl Strategy<Value = Currency> {
    select(Currency::all().collect::<Vec<_>>())
}

/// EUR, USD or CNY, so that currencies recur.
pub fn few_currencies() -> impl Strategy<Value = Currency> {
    select(&FEW[..])
}

/// Well-formed amounts in one of [`few_currencies`].
pub fn money(domain: Domain) -> impl Strategy<Value = Money> {
    (amounts(domain), few_currencies()).prop_map(|(amount, currency)| Money::new(amount, currency))
}

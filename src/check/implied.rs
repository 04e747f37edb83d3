//! The rates that restatements imply: "45.15 million yuan (about 6.74 million dollars)" is a claim of a rate.

use std::ops::Bound;

use super::report::{Assumption, ImpliedRate, ImpliedRates};
use crate::amount::{Amount, Domain, Interval, Mode};
use crate::currency::Currency;
use crate::date::Day;
use crate::exact::{Numeral, Ratio};
use crate::money::Money;

/// An amount and its restatement in another currency.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Restatement {
    /// The claim or entry.
    pub id: String,
    /// The amount.
    pub amount: Money,
    /// What it is said to be worth.
    pub gloss: Money,
    /// The last day on which its source can have looked up a rate.
    pub published: Option<Day>,
}

impl Restatement {
    /// A restatement in a source whose day of publication is not known.
    pub fn new(id: impl Into<String>, amount: Money, gloss: Money) -> Self {
        Self { id: id.into(), amount, gloss, published: None }
    }

    /// The rates that it allows, in units of the amount's currency per unit of the gloss's; `None` where a side is
    /// malformed or certainly 0.
    ///
    /// # Example
    ///
    /// ```
    /// use adspend::amount::Amount;
    /// use adspend::check::{Assumption, Restatement};
    /// use adspend::currency::Currency;
    /// use adspend::money::Money;
    ///
    /// // "6.5 million yuan (about 972,000 dollars)"
    /// let yuan = Money::new(Amount::written("6.5".parse()?, Some(6))?, Currency::CNY);
    /// let dollars = Money::new(Amount::written("972000".parse()?, None)?, Currency::USD);
    /// let exact = Restatement::new("mengjin", yuan, dollars).rates(Assumption::AmountsExact).unwrap();
    /// // 6.5 M / 972,500 … 6.5 M / 971,500
    /// assert_eq!(exact.inf().unwrap().round_to_decimals(6, adspend::exact::Rounding::HalfAway).value.to_string(), "6.683805");
    /// # Ok::<(), adspend::exact::NumeralError>(())
    /// ```
    #[must_use]
    pub fn rates(&self, assumption: Assumption) -> Option<Interval> {
        let (amount, gloss) = match assumption {
            Assumption::AsPrinted => (self.amount.amount.clone(), self.gloss.amount.clone()),
            Assumption::AmountsExact => (
                self.amount.amount.taken_as_exact(),
                rounded_at_last_digit(&self.gloss.amount, Mode::Nearest),
            ),
            Assumption::ModeUnknown => (
                self.amount.amount.taken_as_exact(),
                rounded_at_last_digit(&self.gloss.amount, Mode::Unknown),
            ),
        };
        // A rate is positive whatever the sign of the money: both sides are taken without theirs.
        let side = |amount: &Amount| magnitude(amount)?.intersect(&Interval::at_least(Ratio::zero()));
        let rates = side(&amount)?.quotient(&side(&gloss)?)?;
        rates.intersect(&Interval::more_than(Ratio::zero()))
    }
}

/// The set of an amount, turned positive where it is wholly negative.
fn magnitude(amount: &Amount) -> Option<Interval> {
    let set = amount.outer(Domain::Signed)?;
    let negative = amount.printed().is_some_and(Numeral::is_negative);
    Some(if negative { set.negated() } else { set })
}

/// The printed value of a rounded amount, rounded at its last digit that is not 0; any other amount as it is.
fn rounded_at_last_digit(amount: &Amount, mode: Mode) -> Amount {
    let rounded = amount.printed().filter(|_| !amount.is_exact()).and_then(|value| {
        let step = Numeral::power_of_ten(value.last_nonzero_place()?)?;
        Amount::rounded(value, step, mode).ok()
    });
    rounded.unwrap_or_else(|| amount.clone())
}

/// A pair of currencies, base before quote.
pub(super) type Pair = (Currency, Currency);

/// A window of days, both ends included and open where not given.
pub(super) type Window = (Option<Day>, Option<Day>);

/// The implied rates of all restatements, pair by pair in the order of their first appearance, under each assumption;
/// `days_within` finds the days of a window on which a pair's rate lies in a set.
pub(super) fn implied_rates(
    restatements: &[Restatement],
    days_within: &dyn Fn(Pair, Window, &Interval) -> Vec<Day>,
) -> Vec<ImpliedRates> {
    let mut pairs: Vec<(Currency, Currency)> = Vec::new();
    for it in restatements {
        let (base, quote) = (it.gloss.currency, it.amount.currency);
        if !pairs.contains(&(base, quote)) && !pairs.contains(&(quote, base)) {
            pairs.push((base, quote));
        }
    }
    let mut result = Vec::new();
    for (base, quote) in pairs {
        for assumption in Assumption::ALL {
            result.extend(of_pair(restatements, (base, quote), assumption, days_within));
        }
    }
    result
}

fn of_pair(
    restatements: &[Restatement],
    (base, quote): Pair,
    assumption: Assumption,
    days_within: &dyn Fn(Pair, Window, &Interval) -> Vec<Day>,
) -> Option<ImpliedRates> {
    let mut pairs = Vec::new();
    let mut published: Option<Day> = None;
    for it in restatements {
        let set = match (it.gloss.currency, it.amount.currency) {
            (of, per) if (of, per) == (base, quote) => it.rates(assumption),
            // Restated the other way round: the same rate upside down.
            (of, per) if (of, per) == (quote, base) => {
                it.rates(assumption).and_then(|set| Interval::point(Ratio::one()).quotient(&set))
            }
            _ => continue,
        };
        published = published.max(it.published);
        pairs.extend(set.map(|set| ImpliedRate { claim: it.id.clone(), set }));
    }
    if pairs.is_empty() {
        return None;
    }
    let largest = largest_groups(&pairs);
    let common = match largest.as_slice() {
        [(_, common)] => Some(common.clone()),
        _ => None,
    };
    let members = |group: &[usize]| {
        group.iter().filter_map(|at| pairs.get(*at)).map(|pair| pair.claim.clone()).collect()
    };
    let in_any = |at: usize| largest.iter().any(|(group, _)| group.contains(&at));
    let outliers =
        pairs.iter().enumerate().filter(|(at, _)| !in_any(*at)).map(|(_, pair)| pair.claim.clone()).collect();
    let window = (published.and_then(year_before), published);
    let days = common.as_ref().map(|common| days_within((base, quote), window, common)).unwrap_or_default();
    Some(ImpliedRates {
        base,
        quote,
        assumption,
        groups: largest.iter().map(|(group, _)| members(group)).collect(),
        common,
        outliers,
        days,
        unpublished: published.is_none(),
        pairs,
    })
}

/// The first day of the year that ends on a day: the day after the same day a year before.
fn year_before(day: Day) -> Option<Day> {
    let last_year = day.year() - 1;
    let same = Day::new(last_year, day.month(), day.day());
    // 29 February: the year before has 28.
    same.or_else(|_| Day::new(last_year, day.month(), day.day() - 1)).ok()?.succ()
}

/// The largest groups of sets with a common value, each with what its members share.
///
/// Intervals meet all together where each two of them meet (Helly), so every largest group is the set of intervals
/// over one lower end.
fn largest_groups(pairs: &[ImpliedRate]) -> Vec<(Vec<usize>, Interval)> {
    let mut found: Vec<(Vec<usize>, Interval)> = Vec::new();
    for pair in pairs {
        let mut group = Vec::new();
        let mut common: Option<Interval> = None;
        for (at, other) in pairs.iter().enumerate() {
            if starts_within(&pair.set, &other.set) {
                group.push(at);
                common = match common {
                    None => Some(other.set.clone()),
                    Some(common) => common.intersect(&other.set),
                };
            }
        }
        let largest = found.first().map_or(0, |(group, _)| group.len());
        if group.len() > largest {
            found.clear();
        }
        if let Some(common) = common
            && group.len() >= largest
            && !found.iter().any(|(known, _)| *known == group)
        {
            found.push((group, common));
        }
    }
    found
}

/// Whether `other` holds the values of `set` that lie next to its lower end.
fn starts_within(set: &Interval, other: &Interval) -> bool {
    let end = |end: &Bound<Ratio>| Interval::new(end.clone(), Bound::Unbounded).unwrap_or_else(Interval::all);
    // Begins no later than `set` does, and still goes on where `set` begins.
    end(set.lo()).is_subset_of(&end(other.lo())) && set.meets(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::Rounding;

    fn money(digits: &str, unit: Option<i32>, currency: Currency) -> Money {
        Money::new(Amount::written(digits.parse().unwrap(), unit).unwrap(), currency)
    }

    fn no_days(_: Pair, _: Window, _: &Interval) -> Vec<Day> {
        Vec::new()
    }

    /// The three restatements of the article on Luoyang.
    fn luoyang() -> Vec<Restatement> {
        let it = |id: &str, yuan: (&str, Option<i32>), dollars: (&str, Option<i32>)| {
            let (yuan, dollars) =
                (money(yuan.0, yuan.1, Currency::CNY), money(dollars.0, dollars.1, Currency::USD));
            Restatement::new(id, yuan, dollars)
        };
        vec![
            it("mengjin", ("6.5", Some(6)), ("972000", None)),
            it("douyin", ("250000", None), ("37300", None)),
            it("total", ("45.15", Some(6)), ("6.74", Some(6))),
        ]
    }

    fn six(set: &Interval) -> String {
        let end =
            |end: Option<&Ratio>| end.unwrap().round_to_decimals(6, Rounding::HalfAway).value.to_string();
        format!("{} … {}", end(set.inf()), end(set.sup()))
    }

    #[test]
    fn three_restatements_under_three_assumptions() {
        let found = implied_rates(&luoyang(), &no_days);
        let [printed, exact, unknown] = &found[..] else { panic!("{found:?}") };
        assert_eq!((printed.base, printed.quote), (Currency::USD, Currency::CNY));
        // All three share a rate as printed.
        assert_eq!(printed.groups, [["mengjin", "douyin", "total"]]);
        assert_eq!(six(printed.common.as_ref().unwrap()), "6.693106 … 6.704529");
        // With exact amounts the last two do, and the first shares with neither.
        assert_eq!(six(&exact.pairs[0].set), "6.683805 … 6.690685");
        assert_eq!(six(&exact.pairs[1].set), "6.69344 … 6.711409");
        assert_eq!(six(&exact.pairs[2].set), "6.693847 … 6.703786");
        assert_eq!(exact.groups, [["douyin", "total"]]);
        assert_eq!(exact.outliers, ["mengjin"]);
        assert_eq!(six(exact.common.as_ref().unwrap()), "6.693847 … 6.703786");
        // With the rule of rounding not known all three do again, between open ends.
        assert_eq!(unknown.groups[0].len(), 3);
        assert_eq!(six(unknown.common.as_ref().unwrap()), "6.688889 … 6.69413");
        assert!(!unknown.common.as_ref().unwrap().contains(unknown.common.as_ref().unwrap().inf().unwrap()));
    }

    #[test]
    fn restated_the_other_way_round_the_rate_is_the_same() {
        let mut mixed = luoyang();
        let turned = &mut mixed[2];
        std::mem::swap(&mut turned.amount, &mut turned.gloss);
        let straight = &implied_rates(&luoyang(), &no_days)[0];
        let found = &implied_rates(&mixed, &no_days)[0];
        assert_eq!(found.pairs, straight.pairs);
        assert_eq!(found.groups, straight.groups);
    }

    #[test]
    fn each_pair_of_currencies_has_rates_of_its_own() {
        let mut mixed = luoyang();
        mixed.push(Restatement::new(
            "euros",
            money("10", None, Currency::EUR),
            money("12", None, Currency::USD),
        ));
        let found = implied_rates(&mixed, &no_days);
        let pairs: Vec<_> = found.iter().map(|it| (it.base, it.quote, it.pairs.len())).collect();
        let (yuan, euros) = ((Currency::USD, Currency::CNY, 3), (Currency::USD, Currency::EUR, 1));
        assert_eq!(pairs, [yuan, yuan, yuan, euros, euros, euros]);
    }

    #[test]
    fn groups_that_are_as_large_have_no_common_rate() {
        let pair = |id: &str, lo: i64, hi: i64| ImpliedRate {
            claim: id.into(),
            set: Interval::closed(lo.into(), hi.into()).unwrap(),
        };
        let pairs = [pair("a", 1, 3), pair("b", 2, 5), pair("c", 4, 6), pair("d", 9, 9)];
        let groups = largest_groups(&pairs);
        assert_eq!(
            groups.iter().map(|(group, _)| group.clone()).collect::<Vec<_>>(),
            [vec![0, 1], vec![1, 2]]
        );
        assert_eq!(groups[1].1.to_string(), "[4, 5]");
    }

    #[test]
    fn the_year_that_ends_on_a_day() {
        let first = |day: &str| year_before(day.parse().unwrap()).unwrap().to_string();
        assert_eq!(first("2020-10-26"), "2019-10-27");
        assert_eq!(first("2020-02-29"), "2019-03-01");
        assert_eq!(first("2020-12-31"), "2020-01-01");
    }
}

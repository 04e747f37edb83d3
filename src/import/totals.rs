//! What an import adds up: millions of rounded amounts without a fraction for each.

use crate::amount::{Amount, Domain, Form, Hedge, Mode};
use crate::currency::Currency;
use crate::exact::{Numeral, Sum};
use crate::money::{Bag, Money};

/// Sums by currency, those of amounts rounded to one step kept apart until the end.
#[derive(Default)]
pub(super) struct Totals {
    bag: Bag,
    /// By currency and step: a few dozen at most, the one that was added to last in front.
    rounded: Vec<((Currency, Numeral), (Sum, u64))>,
}

impl Totals {
    /// Adds an amount, which has no defect.
    pub(super) fn add(&mut self, amount: &Amount, currency: Currency, domain: Domain) {
        if let Some((value, step)) = plainly_rounded(amount) {
            let key = (currency, step);
            let at = self.rounded.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
                self.rounded.push((key, Default::default()));
                self.rounded.len() - 1
            });
            if at > 0 {
                self.rounded.swap(0, at);
            }
            if let Some((_, (sum, count))) = self.rounded.first_mut() {
                sum.add(value);
                *count += 1;
            }
            return;
        }
        match (amount.form(), amount.hedge()) {
            (Form::Exact(value), _) => return self.bag.sum_mut(currency).add_exact(*value),
            (Form::Range { low, high }, Hedge::Plain) if !low.is_negative() => {
                return self.bag.sum_mut(currency).add_range(*low, *high);
            }
            _ => {}
        }
        // Whoever adds looked for defects before.
        let _ = self.bag.add(&Money::new(amount.clone(), currency), domain);
    }

    /// All of it.
    pub(super) fn into_bag(mut self) -> Bag {
        for ((currency, step), (sum, count)) in &self.rounded {
            self.bag.sum_mut(*currency).add_rounded_to_nearest(sum, *step, *count);
        }
        self.bag
    }
}

/// The value and step of an amount that was rounded to nearest at one step, and whose set does not reach below zero.
fn plainly_rounded(amount: &Amount) -> Option<(Numeral, Numeral)> {
    let (Form::Rounded { value, steps, mode: Mode::Nearest }, Hedge::Plain) = (amount.form(), amount.hedge())
    else {
        return None;
    };
    let step = steps.largest();
    (steps.smallest() == step && value.cmp_value(step).is_ge()).then_some((*value, step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_amounts_add_up_as_one_by_one() {
        let rounded = |value: i64, step: i64| Amount::rounded(value, step, Mode::Nearest).unwrap();
        let amounts = [
            (rounded(0, 100), Currency::USD),
            (rounded(100, 100), Currency::USD),
            (rounded(8_100, 100), Currency::USD),
            (rounded(50, 50), Currency::EUR),
            (rounded(7_500, 7_500), Currency::USD),
            (Amount::exact(3), Currency::USD),
            (Amount::at_most(100), Currency::EUR),
            (Amount::range(0, 100).unwrap(), Currency::EUR),
            (Amount::range(100, 1_000).unwrap(), Currency::USD),
            (Amount::at_least(5), Currency::USD),
        ];
        let (mut totals, mut bag) = (Totals::default(), Bag::new());
        for (amount, currency) in &amounts {
            totals.add(amount, *currency, Domain::Gross);
            bag.add(&Money::new(amount.clone(), *currency), Domain::Gross).unwrap();
        }
        let fast = totals.into_bag();
        assert_eq!(fast.to_string(), bag.to_string());
        for (currency, sum) in bag.iter() {
            let other = fast.get(currency).unwrap();
            assert_eq!((sum.printed(), sum.bounded_count()), (other.printed(), other.bounded_count()));
        }
        let mut missing = Totals::default();
        for (amount, currency) in amounts.iter().skip(2) {
            missing.add(amount, *currency, Domain::Gross);
        }
        assert_ne!(missing.into_bag().to_string(), bag.to_string());
    }
}

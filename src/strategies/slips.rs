use super::totals::TrueTotal;
use crate::amount::{Amount, Domain};
use crate::exact::{Numeral, Ratio};

/// One thing that went wrong with items or a total; items are named by their place. An open set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Perturbation {
    /// An item was left out.
    Omitted(usize),
    /// An item was counted twice.
    Doubled(usize),
    /// An item was taken away instead of added.
    SignTurned(usize),
    /// An item was printed as another value.
    ItemPrinted(usize, Numeral),
    /// The total was printed as another value.
    TotalPrinted(Numeral),
}

impl TrueTotal {
    /// Every single slip by which what is known to the digit could have gone wrong, those left out that change nothing:
    /// each item left out, doubled or turned, each item and the total with a [digit slip](digit_slips) or, where the
    /// amount may be below zero, the other sign.
    #[must_use]
    pub fn perturbations(&self) -> Vec<Perturbation> {
        let mut all = Vec::new();
        for (at, item) in self.items.iter().enumerate() {
            let Some(value) = item.amount.printed().filter(|_| item.amount.is_exact()) else { continue };
            if value.is_zero() || item.weight.is_zero() {
                continue;
            }
            all.extend([Perturbation::Omitted(at), Perturbation::Doubled(at), Perturbation::SignTurned(at)]);
            all.extend(
                slips(value, item.domain).into_iter().map(|wrong| Perturbation::ItemPrinted(at, wrong)),
            );
        }
        if let Some(value) = self.total.printed().filter(|_| self.total.is_exact()) {
            all.extend(slips(value, self.domain).into_iter().map(Perturbation::TotalPrinted));
        }
        all
    }

    /// The same with this wrong; `values` and `sum` stay the real ones.
    #[must_use]
    pub fn perturbed(&self, perturbation: &Perturbation) -> Self {
        let mut wrong = self.clone();
        match *perturbation {
            Perturbation::Omitted(at) => wrong.times(at, 0),
            Perturbation::Doubled(at) => wrong.times(at, 2),
            Perturbation::SignTurned(at) => wrong.times(at, -1),
            Perturbation::ItemPrinted(at, value) => {
                if let Some(item) = wrong.items.get_mut(at) {
                    item.amount = Amount::exact(value);
                }
            }
            Perturbation::TotalPrinted(value) => wrong.total = Amount::exact(value),
        }
        wrong
    }

    fn times(&mut self, at: usize, factor: i64) {
        if let Some(item) = self.items.get_mut(at) {
            item.weight = &item.weight * &Ratio::from(factor);
        }
    }
}

fn slips(value: Numeral, domain: Domain) -> Vec<Numeral> {
    let mut all = digit_slips(value);
    if domain == Domain::Signed && !value.is_zero() {
        all.push(value.negated());
    }
    all
}

/// The other values that one slip of the pen makes of a printed one: a digit replaced, lost or put in, two digits
/// swapped at any distance, the point moved by one or three places. The sign stays, and none is listed twice.
///
/// ```
/// use adspend::strategies::digit_slips;
///
/// let slips = digit_slips("45.15".parse().unwrap());
/// for slip in ["45.16", "5.15", "455.15", "54.15", "55.14", "4.515", "451.5", "45150"] {
///     assert!(slips.contains(&slip.parse().unwrap()), "{slip}");
/// }
/// // Refused: what changes nothing, and what takes two slips.
/// for other in ["45.15", "45.150", "46.16"] {
///     assert!(!slips.contains(&other.parse().unwrap()), "{other}");
/// }
/// ```
#[must_use]
pub fn digit_slips(value: Numeral) -> Vec<Numeral> {
    let digits = value.mantissa().unsigned_abs().to_string().into_bytes();
    let mut texts: Vec<Vec<u8>> = Vec::new();
    for (at, digit) in digits.iter().enumerate() {
        let (before, from) = digits.split_at(at);
        let after = from.get(1..).unwrap_or_default();
        for other in (b'0'..=b'9').filter(|other| other != digit) {
            texts.push([before, &[other], after].concat());
        }
        for new in b'0'..=b'9' {
            texts.push([before, &[new], from].concat());
            texts.push([before, &[*digit, new], after].concat());
        }
        texts.push([before, after].concat());
        for further in at + 1..digits.len() {
            let mut swapped = digits.clone();
            swapped.swap(at, further);
            texts.push(swapped);
        }
    }
    let numeral = |text: Vec<u8>| {
        let magnitude: i128 = String::from_utf8(text).ok()?.parse().ok()?;
        let mantissa = if value.is_negative() { -magnitude } else { magnitude };
        Numeral::new(mantissa, value.decimals()).ok()
    };
    let mut slips: Vec<Numeral> = texts.into_iter().filter_map(numeral).collect();
    slips.extend([-3, -1, 1, 3].into_iter().filter_map(|places| value.shifted(places).ok()));
    slips.retain(|slip| slip.cmp_value(value).is_ne());
    slips.sort_unstable();
    slips.dedup_by(|a, b| a.cmp_value(*b).is_eq());
    slips
}

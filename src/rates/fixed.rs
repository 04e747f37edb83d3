//! Conversions fixed by law: legacy currencies of the euro, and redenominations.

use std::sync::LazyLock;

use crate::currency::Currency;
use crate::date::Day;
use crate::exact::Numeral;

/// A conversion that a rule fixes from a day on: 1 `base` is `rate` of `quote`.
///
/// For the currencies that the euro replaced, it also replaces every series of that currency from that day on: by
/// Regulation (EC) No 1103/97, Article 4, amounts then go through the euro.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FixedConversion {
    /// The currency of which one unit is worth `rate`.
    pub base: Currency,
    /// The older currency.
    pub quote: Currency,
    /// How much, exactly as the rule writes it.
    pub rate: Numeral,
    /// The first day on which it holds.
    pub from: Day,
    /// The rule.
    pub rule: &'static str,
    /// Whether the series of `quote` end with it.
    pub replaces_series: bool,
}

impl FixedConversion {
    /// All of them: the euro's first, then redenominations.
    ///
    /// Redenominations are those of the withdrawn codes of ISO 4217 with one successor in law. `VES` is not among
    /// them: the bolívar of 2021 (`VED`, 1,000,000 times the older) is in practice printed with the old code.
    ///
    /// ```
    /// use adspend::currency::Currency;
    /// use adspend::rates::FixedConversion;
    ///
    /// let kuna = FixedConversion::all().iter().find(|fixed| fixed.quote == Currency::HRK && fixed.base == Currency::EUR);
    /// assert_eq!(kuna.unwrap().rate.to_string(), "7.53450");
    /// assert_eq!(kuna.unwrap().from.to_string(), "2023-01-01");
    /// ```
    #[must_use]
    pub fn all() -> &'static [Self] {
        &ALL
    }

    /// The conversion between the euro and a currency that it replaced.
    #[must_use]
    pub fn of_legacy(currency: Currency) -> Option<&'static Self> {
        ALL.iter().find(|fixed| fixed.replaces_series && fixed.quote == currency)
    }
}

static ALL: LazyLock<Vec<FixedConversion>> = LazyLock::new(|| {
    let euro = EURO.iter().filter_map(|&(quote, rate, year, rule)| {
        let from = Day::new(year, 1, 1).ok()?;
        let rate = rate.parse().ok()?;
        Some(FixedConversion { base: Currency::EUR, quote, rate, from, rule, replaces_series: true })
    });
    let redenominated = REDENOMINATED.iter().filter_map(|&(quote, base, rate, from)| {
        let (rate, from) = (Numeral::new(rate, 0).ok()?, from.parse().ok()?);
        let rule = "redenomination";
        Some(FixedConversion { base, quote, rate, from, rule, replaces_series: false })
    });
    euro.chain(redenominated).collect()
});

/// 1 CNH as 1 CNY: holds only where the caller asks for it.
pub(super) static OFFSHORE_YUAN: LazyLock<FixedConversion> = LazyLock::new(|| FixedConversion {
    base: Currency::CNY,
    quote: Currency::CNH,
    rate: Numeral::ONE,
    from: Day::MIN,
    rule: "CNH as CNY, as asked for",
    replaces_series: false,
});

const FOUNDERS: &str = "Council Regulation (EC) No 2866/98";

/// Units per euro, valid from 1 January; the rates of Council Regulation (EC) No 2866/98 and its amendments.
#[rustfmt::skip]
const EURO: [(Currency, &str, i32, &str); 22] = [
    (Currency::ATS, "13.7603", 1999, FOUNDERS),
    (Currency::BEF, "40.3399", 1999, FOUNDERS),
    (Currency::DEM, "1.95583", 1999, FOUNDERS),
    (Currency::ESP, "166.386", 1999, FOUNDERS),
    (Currency::FIM, "5.94573", 1999, FOUNDERS),
    (Currency::FRF, "6.55957", 1999, FOUNDERS),
    (Currency::IEP, "0.787564", 1999, FOUNDERS),
    (Currency::ITL, "1936.27", 1999, FOUNDERS),
    (Currency::LUF, "40.3399", 1999, FOUNDERS),
    (Currency::NLG, "2.20371", 1999, FOUNDERS),
    (Currency::PTE, "200.482", 1999, FOUNDERS),
    (Currency::XEU, "1", 1999, "Council Regulation (EC) No 1103/97, Article 2"),
    (Currency::GRD, "340.750", 2001, "Council Regulation (EC) No 1478/2000"),
    (Currency::SIT, "239.640", 2007, "Council Regulation (EC) No 1086/2006"),
    (Currency::CYP, "0.585274", 2008, "Council Regulation (EC) No 1135/2007"),
    (Currency::MTL, "0.429300", 2008, "Council Regulation (EC) No 1134/2007"),
    (Currency::SKK, "30.1260", 2009, "Council Regulation (EC) No 694/2008"),
    (Currency::EEK, "15.6466", 2011, "Council Regulation (EU) No 671/2010"),
    (Currency::LVL, "0.702804", 2014, "Council Regulation (EU) No 870/2013"),
    (Currency::LTL, "3.45280", 2015, "Council Regulation (EU) No 851/2014"),
    (Currency::HRK, "7.53450", 2023, "Council Regulation (EU) 2022/1208"),
    (Currency::BGN, "1.95583", 2026, "Council Regulation (EU) 2025/1409"),
];

/// Old currency, new currency, old units per new unit, first day of the new.
#[rustfmt::skip]
const REDENOMINATED: [(Currency, Currency, i128, &str); 29] = [
    (Currency::AFA, Currency::AFN, 1_000, "2002-10-07"),
    (Currency::ARA, Currency::ARS, 10_000, "1992-01-01"),
    (Currency::AZM, Currency::AZN, 5_000, "2006-01-01"),
    (Currency::BGL, Currency::BGN, 1_000, "1999-07-05"),
    (Currency::BRR, Currency::BRL, 2_750, "1994-07-01"),
    (Currency::BYB, Currency::BYR, 1_000, "2000-01-01"),
    (Currency::BYR, Currency::BYN, 10_000, "2016-07-01"),
    (Currency::GHC, Currency::GHS, 10_000, "2007-07-01"),
    (Currency::HRD, Currency::HRK, 1_000, "1994-05-30"),
    (Currency::MGF, Currency::MGA, 5, "2005-01-01"),
    (Currency::MRO, Currency::MRU, 10, "2018-01-01"),
    (Currency::MXP, Currency::MXN, 1_000, "1993-01-01"),
    (Currency::MZM, Currency::MZN, 1_000, "2006-07-01"),
    (Currency::PEI, Currency::PEN, 1_000_000, "1991-07-01"),
    (Currency::PLZ, Currency::PLN, 10_000, "1995-01-01"),
    (Currency::ROL, Currency::RON, 10_000, "2005-07-01"),
    (Currency::RUR, Currency::RUB, 1_000, "1998-01-01"),
    (Currency::SDD, Currency::SDG, 100, "2007-01-10"),
    (Currency::SLL, Currency::SLE, 1_000, "2022-07-01"),
    (Currency::SRG, Currency::SRD, 1_000, "2004-01-01"),
    (Currency::STD, Currency::STN, 1_000, "2018-01-01"),
    (Currency::TMM, Currency::TMT, 5_000, "2009-01-01"),
    (Currency::TRL, Currency::TRY, 1_000_000, "2005-01-01"),
    (Currency::UAK, Currency::UAH, 100_000, "1996-09-02"),
    (Currency::UYP, Currency::UYU, 1_000, "1993-03-01"),
    (Currency::VEB, Currency::VEF, 1_000, "2008-01-01"),
    (Currency::VEF, Currency::VES, 100_000, "2018-08-20"),
    (Currency::ZMK, Currency::ZMW, 1_000, "2013-01-01"),
    (Currency::ZWN, Currency::ZWR, 10_000_000_000, "2008-08-01"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_read() {
        assert_eq!(FixedConversion::all().len(), EURO.len() + REDENOMINATED.len());
        for fixed in FixedConversion::all() {
            assert!(fixed.base != fixed.quote && !fixed.rate.is_negative() && !fixed.rate.is_zero());
        }
    }

    #[test]
    fn each_old_currency_has_one_conversion_and_none_leads_back() {
        for fixed in FixedConversion::all() {
            let same = FixedConversion::all().iter().filter(|other| other.quote == fixed.quote).count();
            assert_eq!(same, 1, "{}", fixed.quote);
            let back = FixedConversion::all().iter().any(|o| o.base == fixed.quote && o.quote == fixed.base);
            assert!(!back, "{}", fixed.quote);
        }
    }

    #[test]
    fn legacy_currencies_are_those_of_the_regulations() {
        let rate = |currency| {
            FixedConversion::of_legacy(currency).map(|fixed| (fixed.rate.to_string(), fixed.from.year()))
        };
        assert_eq!(rate(Currency::GRD), Some(("340.750".to_owned(), 2001)));
        assert_eq!(rate(Currency::BGN), Some(("1.95583".to_owned(), 2026)));
        assert_eq!(rate(Currency::TRL), None);
        assert_eq!(rate(Currency::GBP), None);
    }
}

//! Strategies for property tests of code that embeds this crate (feature `proptest`).
//!
//! They draw the *real* values first and only then print each of them, in some precision, as a bound, a range or not at
//! all. So the truth is known: a total printed of the real sum can never be refuted, and an exact one from which a
//! single figure was taken or changed must be.
//!
//! | strategy | draws |
//! |---|---|
//! | [`numerals`], [`values`] | decimals: anything that fits, or few and round ones that collide |
//! | [`prints`] | ways to print a value: [`Print::of`] gives the amount |
//! | [`amounts`], [`malformed_amounts`] | well-formed and malformed amounts of a domain, in every form |
//! | [`currencies`], [`few_currencies`], [`money`] | any listed currency, one of three, and amounts in these |
//! | [`days`], [`days_between`], [`periods`], [`whens`], [`whens_between`] | dates of every precision |
//! | [`true_totals`], [`exact_totals`], [`perturbed_totals`] | items with a total that is true, or was until one [`Perturbation`] |
//! | [`ledgers`], [`ledger_builders`], [`scopes_of`] | small ledgers in which few values recur, and questions to them |
//! | [`rate_tables`] | rates against the euro with gaps, of one source |
//!
//! # Example: a reported total of one's own
//!
//! A program prints invoices to the cent and, below them, their sum in thousands. What it prints must be consistent, and
//! the check must be able to fail: each property has its negative twin.
//!
//! ```
//! use adspend::amount::{Amount, Domain, Mode};
//! use adspend::check::{Item, TotalCheck, Verdict};
//! use adspend::exact::{Numeral, Ratio, Rounding};
//! use adspend::strategies::values;
//! use proptest::prelude::*;
//!
//! /// The function under test: the sum of the invoices in whole thousands.
//! fn reported(invoices: &[Numeral]) -> Numeral {
//!     let sum: Ratio = invoices.iter().map(|invoice| Ratio::from(*invoice)).sum();
//!     sum.round_to_step(&Ratio::from(1000), Rounding::HalfEven).value.to_numeral().unwrap()
//! }
//!
//! fn verdict(invoices: &[Numeral], total: Numeral) -> Verdict {
//!     let total = Amount::rounded(total, 1000, Mode::Nearest).unwrap();
//!     let item = |invoice: &Numeral| Item::new("", Amount::exact(*invoice), Domain::Gross);
//!     TotalCheck::new(total, Domain::Gross).items(invoices.iter().map(item)).run().verdict
//! }
//!
//! proptest!(|(invoices in prop::collection::vec(values(Domain::Gross), 0..20))| {
//!     let total = reported(&invoices);
//!     prop_assert!(verdict(&invoices, total).holds());
//!     // The negative twin: the next thousand is refused, unless the sum lies half-way.
//!     let next = (Ratio::from(total) + Ratio::from(1000)).to_numeral().unwrap();
//!     let half_way = invoices.iter().map(|invoice| Ratio::from(*invoice)).sum::<Ratio>()
//!         == Ratio::from(total) + Ratio::from(500);
//!     prop_assert_eq!(verdict(&invoices, next) == Verdict::Inconsistent, !half_way);
//! });
//! ```
//!
//! # Example: refused
//!
//! A program that looks for errors in reported totals must find those that are there.
//!
//! ```
//! use adspend::amount::Domain;
//! use adspend::check::Verdict;
//! use adspend::strategies::perturbed_totals;
//! use proptest::prelude::*;
//!
//! proptest!(|((total, slip) in perturbed_totals(Domain::Gross))| {
//!     prop_assert_eq!(total.check().run().verdict, Verdict::Proven);
//!     let wrong = total.perturbed(&slip);
//!     prop_assert_eq!(wrong.check().run().verdict, Verdict::Inconsistent, "{:?} went unseen", slip);
//! });
//! ```

mod amounts;
mod dates;
mod ledgers;
mod rates;
mod scopes;
mod slips;
mod totals;

pub use amounts::{
    Print, amounts, currencies, few_currencies, malformed_amounts, modes, money, numerals, prints, values,
};
pub use dates::{days, days_between, periods, whens, whens_between};
pub use ledgers::{ledger_builders, ledgers};
pub use rates::rate_tables;
pub use scopes::scopes_of;
pub use slips::{Perturbation, digit_slips};
pub use totals::{TrueTotal, exact_totals, perturbed_totals, true_totals};

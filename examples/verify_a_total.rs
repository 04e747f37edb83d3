//! Hold a reported total against its items, without a ledger.
//!
//! An agency's report lists four invoices, two of them rounded to thousands and one withheld, and a total.

use adspend::amount::{Amount, Domain, Interval, Mode};
use adspend::check::{Item, TotalCheck, Verdict};

fn shown(set: Option<&Interval>) -> String {
    set.map_or("nothing".to_owned(), ToString::to_string)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let items = [
        ("search", Amount::exact(412_386)),
        ("video", Amount::rounded(95_000, 1_000, Mode::Nearest)?),
        ("posters", Amount::rounded(18_000, 1_000, Mode::Nearest)?),
        ("print", Amount::unknown()),
    ];
    // "530,000" may be rounded to anything from 1 to 10,000.
    let total = Amount::written("530000".parse()?, None)?;

    let items = items.map(|(name, amount)| Item::new(name, amount, Domain::Gross));
    let outcome = TotalCheck::new(total, Domain::Gross).items(items.clone()).run();
    println!("530,000 as printed: {}", outcome.verdict);
    for (item, implied) in items.iter().zip(&outcome.implied) {
        println!("  {:8} {:18} leaves {}", item.id, item.amount.to_string(), shown(implied.as_ref()));
    }
    assert_eq!(outcome.verdict, Verdict::Consistent);

    // Were the total 520,000 to the digit, even nothing for print would be too much.
    let outcome = TotalCheck::new(Amount::exact(520_000), Domain::Gross).items(items).run();
    println!("520,000 to the digit: {}, gap {}", outcome.verdict, shown(outcome.gap.as_ref()));
    println!(
        "  it would hold if rounded to {}",
        outcome.needs_step.map_or("nothing".to_owned(), |step| step.to_string())
    );
    Ok(())
}

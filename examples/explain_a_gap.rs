//! What explains a total that cannot be true? The nine county media centres of case 5, with one error planted at a time.
//!
//! The amounts are taken as exact. As they were printed, most of them rounded to 100,000, there are 1.54 million yuan of room, and
//! chance explains almost any gap: such ways are only counted.

use adspend::amount::{Amount, Domain};
use adspend::check::{ExplainContext, Item, TotalCheck};
use adspend::exact::Numeral;

const CASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/cases/luoyang.toml");

fn check(items: &[Item], total: i64) -> TotalCheck {
    TotalCheck::new(Amount::exact(total), Domain::Gross).items(items.iter().cloned())
}

fn tell(error: &str, check: &TotalCheck) {
    let found = check.explain(&ExplainContext::new(), TotalCheck::TRIES_MAX);
    println!("{error}:");
    for explanation in found.explanations.iter().take(3) {
        let (bits, chance) = (explanation.bits, explanation.chance_hits);
        println!("  {} ({bits} bits; {chance} hits by chance)", explanation.sentence());
    }
    let more = found.explanations.len().saturating_sub(3);
    println!("  {more} more; also possible: {} ways", found.also_possible);
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let ledger = adspend::file::read(CASE)?;
    let claim = ledger.claims().first().ok_or("the case has a total")?;
    let selection = ledger.select(&claim.scope, None)?;
    let printed: Vec<Item> = selection
        .entries
        .iter()
        .map(|it| Item::new(it.entry.id.as_str(), it.entry.money.amount.clone(), Domain::Gross))
        .collect();
    let exact: Vec<Item> =
        printed.iter().map(|item| Item::new(&item.id, item.amount.taken_as_exact(), Domain::Gross)).collect();
    let last = exact.last().ok_or("the case has items")?.clone();
    let wrong = |value: i64| {
        let mut items = exact.clone();
        if let Some(item) = items.last_mut() {
            item.amount = Amount::exact(Numeral::from(value));
        }
        items
    };
    let right = 45_150_000;
    let value = 3_400_000;

    println!("{} was printed as 3.4 million, the total as 45.15 million.", last.id);
    tell("left out of the total", &check(&exact, right - value));
    tell("counted twice", &check(&exact, right + value));
    tell("two digits swapped", &check(&wrong(4_300_000), right));
    tell("a digit replaced", &check(&wrong(3_900_000), right));
    tell("a digit put in", &check(&wrong(33_400_000), right));
    tell("a digit lost", &check(&wrong(400_000), right));
    tell("the point two places off", &check(&wrong(340_000_000), right));
    tell("the total in another unit", &check(&exact, right * 100));
    tell("two digits of the total swapped", &check(&exact, 54_150_000));
    let twice = [exact.as_slice(), &[Item::new("again", last.amount.clone(), Domain::Gross)]].concat();
    tell("there twice", &check(&twice, right));
    let (before, after) = exact.split_at(4);
    let subtotal = Item::new("subtotal", Amount::exact(22_450_000), Domain::Gross);
    tell("a subtotal among the items", &check(&[before, &[subtotal], after].concat(), right));
    tell("left out of the total, with the amounts as printed", &check(&printed, right - 10_000_000));
    Ok(())
}

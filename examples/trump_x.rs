//! Case 4: Donald Trump on X, 2024. Reach given in kind is on record, unknown, and never counted; people are not money.

use adspend::check::Report;
use adspend::currency::Currency;
use adspend::model::Scope;
use adspend::text::Reader;

const CASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/cases/trump_x.toml");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let ledger = adspend::file::read(CASE)?;
    for entry in ledger.entries() {
        println!("{}: {}, {}", entry.id, entry.stage, entry.money);
    }
    let selection = ledger.select(&Scope::all(), None)?;
    println!("counted: {}", selection.entries.len());
    for (entry, reason) in &selection.excluded {
        println!("left out: {} ({reason})", entry.id);
    }
    for check in Report::of(&ledger).checks {
        println!("{check}");
    }
    // Counts of people are no amounts of money.
    let reader = Reader::english().with_currencies([Currency::USD]);
    for people in ["88 million followers", "a little over 7.5 million", "more than 193 million"] {
        println!(
            "{people:?}: {}",
            reader.read(people).map_or("no money".to_owned(), |it| it.amount().to_string())
        );
    }
    Ok(())
}

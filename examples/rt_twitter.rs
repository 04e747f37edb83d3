//! Case 1: RT and Twitter, 2016. A reported total without items, vague shares, an offer that was declined.
//!
//! Nothing here can be checked, and the library says so, check by check, instead of passing it.

use adspend::check::Report;
use adspend::model::{Scope, Stage};

const CASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/cases/rt_twitter.toml");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let ledger = adspend::file::read(CASE)?;
    let report = Report::of(&ledger);
    for check in &report.checks {
        println!("{check}");
    }
    println!("together: {}", report.verdict);

    // The offer is on record, and no scope counts it unless it asks for offers.
    let spent = ledger.select(&Scope::all(), None)?;
    let mut offered = Scope::all();
    offered.stage = vec![Stage::Offered];
    println!(
        "entries: {}, spent: {}, offered: {}",
        ledger.entries().len(),
        spent.entries.len(),
        ledger.select(&offered, None)?.entries.len()
    );
    for campaign in ledger.campaigns() {
        for event in &campaign.timeline {
            println!("{}: {} {}", campaign.id, event.when, event.kind);
        }
    }
    Ok(())
}

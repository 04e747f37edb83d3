//! Import the UK Electoral Commission's spending: every total is held against its shares of the four nations.

use adspend::check::{Report, Verdict};
use adspend::import::{Import, Input, Mode, SourceKind};
use adspend::ledger::LedgerBuilder;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/import/uk-ec/results.csv");
    for mode in [Mode::Strict, Mode::Tolerant] {
        let mut ledger = LedgerBuilder::new();
        let account = Import::new(SourceKind::UkEc).mode(mode).run(&[Input::path(file)], &mut ledger)?;
        println!(
            "{mode:?}: {} rows, {} entries, {} set aside, {} repaired",
            account.rows,
            account.entries,
            account.set_aside.len(),
            account.repairs.len()
        );
        println!("  {}", account.totals);
        let report = Report::of(&ledger.build()?);
        for check in report.checks.iter().filter(|check| check.verdict != Verdict::Proven) {
            println!("  {}: {}", check.id, check.verdict);
        }
    }
    Ok(())
}

//! Import a report of Meta's Ad Library, and hold it against itself: advertisers against locations, each region against its total.

use adspend::check::Report;
use adspend::import::{Import, Input, SourceKind};
use adspend::ledger::LedgerBuilder;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/import/meta");
    let mut ledger = LedgerBuilder::new();
    let account = Import::new(SourceKind::Meta).run(&[Input::path(folder)], &mut ledger)?;
    println!(
        "{} rows, {} entries, {} of them restate others, {} set aside; not read: {}",
        account.rows,
        account.records,
        account.uncounted,
        account.set_aside.len(),
        account.not_read.join(", ")
    );
    // `≤100` is anything from 0 to 100 euros: taken for 0, 50 or 100 it gives three wrong totals.
    println!("{}", account.totals);
    for check in &Report::of(&ledger.build()?).checks {
        println!("{check}");
    }

    // The same country, in a window that overlaps: not a second half of the money, but some of it again.
    let other = "FacebookAdLibraryReport_2025-07-10_AD_last_7_days_advertisers.csv";
    let text = "Page ID,Page name,Disclaimer,Amount spent (EUR),Number of ads in Library\n1001,River Alliance,River Alliance,900,4\n";
    let inputs = [Input::path(folder), Input::bytes(other, text.as_bytes())];
    let refused = Import::new(SourceKind::Meta).run(&inputs, &mut LedgerBuilder::new());
    for problem in refused.err().ok_or("overlapping windows are refused")?.iter() {
        println!("refused: {}", problem.message);
    }
    Ok(())
}

//! Import bundles of Google's political ads of three revisions, whose columns mean three different things.

use adspend::check::Report;
use adspend::import::{Import, Input, SourceKind};
use adspend::ledger::LedgerBuilder;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for revision in ["2018-08", "2019-06", "2025"] {
        let folder = format!("{}/examples/import/google/{revision}", env!("CARGO_MANIFEST_DIR"));
        let mut ledger = LedgerBuilder::new();
        let account = Import::new(SourceKind::Google).run(&[Input::path(folder)], &mut ledger)?;
        println!(
            "{revision}: {} rows, {} entries, {} not counted",
            account.rows, account.records, account.uncounted
        );
        for remark in &account.remarks {
            println!("  {remark}");
        }
        println!("  {}", account.totals);
        for check in &Report::of(&ledger.build()?).checks {
            println!("  {check}");
        }
    }
    Ok(())
}

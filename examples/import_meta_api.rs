//! Import answers of Meta's Ad Library API: ranges with an open top bucket, undisclosed spend, an ad that comes twice, and no access
//! token in the ledger.

use adspend::import::{Import, Input, SourceKind};
use adspend::ledger::LedgerBuilder;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/import/meta-api/ads.ndjson");
    let mut ledger = LedgerBuilder::new();
    let account = Import::new(SourceKind::MetaApi).run(&[Input::path(file)], &mut ledger)?;
    println!("{} rows, {} entries: {}", account.rows, account.entries, account.totals);
    for aside in &account.set_aside {
        println!("set aside, line {}: {}", aside.line, aside.reason);
    }
    for entry in ledger.build()?.entries() {
        println!("{}: {} ({})", entry.id, entry.money, entry.note.as_deref().unwrap_or("no link"));
    }
    Ok(())
}

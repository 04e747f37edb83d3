//! Import any other CSV file, as a mapping file says what its columns hold.

use adspend::import::{Import, Input, SourceKind};
use adspend::ledger::LedgerBuilder;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/import/csv");
    let mapping = std::fs::read_to_string(format!("{folder}/spend.mapping.toml"))?;
    let import = Import::new(SourceKind::Csv).mapping("spend.mapping.toml", mapping);
    let mut ledger = LedgerBuilder::new();
    let account = import.run(&[Input::path(format!("{folder}/spend.csv"))], &mut ledger)?;
    println!("{} rows, {} entries, {} set aside", account.rows, account.entries, account.set_aside.len());
    for aside in &account.set_aside {
        println!("  {}:{}: {}", aside.line, aside.column, aside.reason);
    }
    for entry in ledger.build()?.entries() {
        println!("  {}: {}", entry.id, entry.money);
    }
    println!("  {}", account.totals);
    Ok(())
}

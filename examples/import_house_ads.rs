//! Import the House's Facebook ads: strictly, malformed amounts are set aside with their money; tolerantly, each is repaired and listed.

use adspend::import::{Import, Input, Mode, SourceKind};
use adspend::ledger::LedgerBuilder;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/import/house-ads");
    for mode in [Mode::Strict, Mode::Tolerant] {
        let mut ledger = LedgerBuilder::new();
        let account =
            Import::new(SourceKind::HouseAds).mode(mode).run(&[Input::path(folder)], &mut ledger)?;
        println!(
            "{mode:?}: {} rows, {} entries, {} set aside",
            account.rows,
            account.entries,
            account.set_aside.len()
        );
        for aside in &account.set_aside {
            let money = aside.money.as_ref().map_or("unreadable".to_owned(), ToString::to_string);
            println!("  {}:{}: {} ({money})", aside.line, aside.column, aside.text);
        }
        for repair in &account.repairs {
            println!("  {}:{}: {} is {}", repair.line, repair.column, repair.found, repair.read_as);
        }
        println!("  {}", account.totals);
    }
    Ok(())
}

//! Import two snapshots of Snap's library: the later takes an ad's place in the earlier, and every row is accounted for.

use adspend::import::{Import, Input, Mode, SourceKind};
use adspend::ledger::LedgerBuilder;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/import/snap");
    for mode in [Mode::Strict, Mode::Tolerant] {
        let mut ledger = LedgerBuilder::new();
        let account = Import::new(SourceKind::Snap).mode(mode).run(&[Input::path(folder)], &mut ledger)?;
        println!(
            "{mode:?}: {} rows, {} entries, {} set aside",
            account.rows,
            account.entries,
            account.set_aside.len()
        );
        for aside in &account.set_aside {
            let money = aside.money.as_ref().map(ToString::to_string).unwrap_or_default();
            println!("  {}:{}:{}: {} ({money})", aside.file, aside.line, aside.column, aside.reason);
        }
        for repair in &account.repairs {
            println!(
                "  {}:{}:{}: {} is {}",
                repair.file, repair.line, repair.column, repair.found, repair.read_as
            );
        }
        println!("  {}", account.totals);

        // Of the ad that both snapshots have, the later figure counts: 61 dollars, not 35, and not 96.
        let ledger = ledger.build()?;
        let earlier = "snap/a002/PoliticalAds-2020-02".parse()?;
        let later = ledger.superseded_by(&earlier, None).ok_or("it is superseded")?;
        assert_eq!(later.id.as_str(), "snap/a002");
    }
    Ok(())
}

//! Import a filing of the FEC, alone and with its amendment: the lines of its summary are claims about its items.

use adspend::check::{Report, Verdict};
use adspend::import::{Import, Input, SourceKind};
use adspend::ledger::LedgerBuilder;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/import/fec");
    for names in [vec!["1000001.fec"], vec!["1000001.fec", "1000002.fec"]] {
        let inputs: Vec<Input> = names.iter().map(|name| Input::path(format!("{folder}/{name}"))).collect();
        let mut ledger = LedgerBuilder::new();
        let account = Import::new(SourceKind::Fec).run(&inputs, &mut ledger)?;
        println!("{}: {} rows, {} entries", names.join(" and "), account.rows, account.entries);
        println!("  spent {}", account.totals);
        for remark in &account.remarks {
            println!("  {remark}");
        }
        let ledger = ledger.build()?;
        let report = Report::of(&ledger);
        for check in &report.checks {
            println!("  {}: {}", check.id, check.verdict);
        }
        // The filing itemises 46.88 on line 15 and reports it on line 17; its amendment puts that right.
        let refuted = report.checks.iter().filter(|check| check.verdict == Verdict::Inconsistent).count();
        assert_eq!(refuted, if names.len() == 1 { 1 } else { 0 });
    }
    Ok(())
}

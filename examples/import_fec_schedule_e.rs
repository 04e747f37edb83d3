//! Import independent expenditures in bulk: amended, repeated and absurd rows are all there, and none counts unseen.

use adspend::import::{Import, Input, SourceKind};
use adspend::ledger::LedgerBuilder;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/examples/import/fec-schedule-e/independent_expenditure_2026.csv"
    );
    let mut ledger = LedgerBuilder::new();
    let account = Import::new(SourceKind::FecScheduleE).run(&[Input::path(file)], &mut ledger)?;
    println!("{} rows, {} entries, {} set aside", account.rows, account.entries, account.set_aside.len());
    println!("  {}", account.totals);
    for aside in &account.set_aside {
        println!("  {}:{}: {} [{}]", aside.line, aside.column, aside.reason, aside.text);
    }
    for remark in &account.remarks {
        println!("  {remark}");
    }
    // The amendment restates one row of the filing, and drops the other.
    let ledger = ledger.build()?;
    for (id, successor) in [
        ("fec-schedule-e/100/SE.1", "fec-schedule-e/101/SE.1"),
        ("fec-schedule-e/100/SE.2", "fec-schedule-e/100/SE.2/dropped"),
    ] {
        let later = ledger.superseded_by(&id.parse()?, None).ok_or("it is superseded")?;
        assert_eq!(later.id.as_str(), successor);
    }
    Ok(())
}

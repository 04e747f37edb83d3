//! Case 3: the European Commission and X, 2023. A sponsor's own suspension, and one platform under two names.

use adspend::check::{Report, check_claim};
use adspend::model::{ClaimKind, ListKind};

const CASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/cases/commission_x.toml");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let ledger = adspend::file::read(CASE)?;
    for platform in ledger.platforms() {
        for alias in &platform.aliases {
            let until = alias.until.map_or("now".to_owned(), |until| until.to_string());
            println!("{} was {} until {until}", platform.label(), alias.name);
        }
    }
    for check in Report::of(&ledger).checks {
        println!("{check}");
    }

    // Only a list that says on the very claim that it is complete lets silence prove anything.
    let claim = ledger
        .claims()
        .iter()
        .find(|claim| claim.kind == ClaimKind::None)
        .ok_or("the case has a claim of an absence")?;
    let mut complete = claim.clone();
    complete.list = Some(ListKind::Complete);
    println!("on a complete list: {}", check_claim(&ledger, &complete));
    Ok(())
}

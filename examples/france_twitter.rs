//! Case 2: the French government and Twitter, 2019. A platform's ban, its exception, and what an entry inside it would be.

use adspend::check::Report;

const CASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/cases/france_twitter.toml");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let ledger = adspend::file::read(CASE)?;
    for campaign in ledger.campaigns() {
        for event in &campaign.timeline {
            println!("{}: {} {}", campaign.id, event.when, event.kind);
        }
    }
    println!("as the list stands, complete and empty:");
    for check in Report::of(&ledger).checks {
        println!("  {check}");
    }

    for (purpose, what) in
        [("image", "an advertisement of May 2019"), ("turnout", "one that encourages turnout")]
    {
        let planted = format!(
            "{}\n[[entry]]\nid = \"planted\"\nplatform = \"x\"\njurisdiction = \"FR\"\npurpose = \"{purpose}\"\nwhen = \"2019-05\"\namount = \"1,000 EUR\"\n",
            std::fs::read_to_string(CASE)?
        );
        let no_file = &mut |file: &str| Err(std::io::Error::other(format!("{file} is not expected")));
        let ledger = adspend::file::read_text("planted.toml", planted.as_bytes(), no_file)?;
        println!("with {what}:");
        for check in Report::of(&ledger).checks {
            println!("  {check}");
        }
    }
    Ok(())
}

//! Build a ledger in code: actors in a hierarchy, entries, a claim, and what happens when something is wrong.

use adspend::amount::Amount;
use adspend::check::Report;
use adspend::currency::Currency;
use adspend::id::ActorId;
use adspend::ledger::{Ledger, LedgerBuilder};
use adspend::model::{Actor, Claim, Entry, Scope};
use adspend::money::Money;

fn city(id: &str, parent: Option<&str>) -> Result<Actor, Box<dyn std::error::Error>> {
    let mut actor = Actor::new(id.parse()?);
    actor.parent = parent.map(str::parse).transpose()?;
    Ok(actor)
}

fn spend(id: &str, sponsor: &str, when: &str, yuan: &str) -> Result<Entry, Box<dyn std::error::Error>> {
    let amount = Amount::written(yuan.parse()?, Some(6))?; // in millions, rounded as printed
    let mut entry = Entry::new(id.parse()?, Money::new(amount, Currency::CNY));
    entry.sponsor = Some(sponsor.parse()?);
    entry.when = Some(when.parse()?);
    Ok(entry)
}

fn builder() -> Result<LedgerBuilder, Box<dyn std::error::Error>> {
    let mut builder = LedgerBuilder::new();
    builder.actor(city("cn/luoyang", None)?);
    builder.actor(city("cn/luoyang/mengjin", Some("cn/luoyang"))?);
    builder.actor(city("cn/luoyang/yanshi", Some("cn/luoyang"))?);
    builder.entry(spend("mengjin", "cn/luoyang/mengjin", "2019-08", "6.5")?);
    builder.entry(spend("yanshi", "cn/luoyang/yanshi", "2019-09", "2.9")?);
    Ok(builder)
}

fn under(city: &str) -> Result<Scope, Box<dyn std::error::Error>> {
    let mut scope = Scope::all();
    scope.sponsor_under = vec![city.parse::<ActorId>()?];
    Ok(scope)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut good = builder()?;
    let stated = Money::new(Amount::written("9.4".parse()?, Some(6))?, Currency::CNY);
    good.claim(Claim::total("both".parse()?, under("cn/luoyang")?, stated));
    let ledger: Ledger = good.build()?;
    for check in Report::of(&ledger).checks {
        println!("{check}");
    }

    // Everything that is wrong is said at once.
    let mut bad = builder()?;
    bad.entry(spend("mengjin", "cn/luoyang/song", "2019-09", "3.3")?);
    match bad.build() {
        Ok(_) => return Err("a taken id and an unknown sponsor went unnoticed".into()),
        Err(problems) => println!("refused:\n{problems}"),
    }
    Ok(())
}

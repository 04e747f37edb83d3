//! 100,000 entries of 30 sponsors over five years, a third of them dated to the month.

use std::sync::LazyLock;

use adspend::amount::Amount;
use adspend::currency::Currency;
use adspend::ledger::{Ledger, LedgerBuilder};
use adspend::model::{Actor, Entry};
use adspend::money::Money;

const COUNT: i64 = 100_000;

pub(crate) static LEDGER: LazyLock<Ledger> = LazyLock::new(|| {
    let mut builder = LedgerBuilder::new();
    let region = |at: i64| format!("cn/{}", at % 30);
    builder.actor(Actor::new("cn".parse().unwrap()));
    for at in 0..30 {
        let mut actor = Actor::new(region(at).parse().unwrap());
        actor.parent = Some("cn".parse().unwrap());
        builder.actor(actor);
    }
    for at in 0..COUNT {
        let money = Money::new(Amount::exact(at * 48_271 % 1_000_003), Currency::CNY);
        let mut entry = Entry::new(format!("entry/{at}").parse().unwrap(), money);
        entry.sponsor = Some(region(at).parse().unwrap());
        let (year, month, day) = (2015 + at % 5, at % 12 + 1, at % 28 + 1);
        let when =
            if at % 3 == 0 { format!("{year}-{month:02}") } else { format!("{year}-{month:02}-{day:02}") };
        entry.when = Some(when.parse().unwrap());
        builder.entry(entry);
    }
    builder.build().unwrap()
});

/// Builds the ledger before anything is measured.
pub(crate) fn build() {
    assert_eq!(i64::try_from(LEDGER.entries().len()), Ok(COUNT));
}

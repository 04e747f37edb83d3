//! Laws of tallies on random ledgers, each against a twin that is naive on purpose, and each with a negative.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use adspend::amount::Amount;
use adspend::currency::Currency;
use adspend::date::{Day, PeriodUnit, When};
use adspend::exact::{Numeral, Ratio, Rounding};
use adspend::ledger::{Ledger, LedgerBuilder};
use adspend::model::{Actor, Campaign, Entry, Platform, Role, Scope, Stage, Supersession};
use adspend::money::Money;
use adspend::rates::{RateTable, Series};
use adspend::tally::{Dimension, Order, Query, Tally, Target, roll_up, tally};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use proptest::prelude::*;

/// One random entry, as numbers; the names are few, so that they collide.
#[derive(Clone, Debug)]
struct Row {
    cents: i64,
    inexact: bool,
    currency: usize,
    sponsor: Option<usize>,
    platform: Option<usize>,
    campaign: Option<usize>,
    purpose: Option<usize>,
    tags: Vec<usize>,
    when: Option<usize>,
    stage: usize,
    role: usize,
    recorded: Option<usize>,
    supersedes: Option<usize>,
    basis: Option<usize>,
}

const ACTORS: [(&str, Option<&str>); 5] = [
    ("cn", None),
    ("cn/henan", Some("cn")),
    ("cn/luoyang", Some("cn/henan")),
    ("fr", None),
    ("fr/75", Some("fr")),
];
const PLATFORMS: [(&str, Option<&str>); 3] = [("meta", None), ("facebook", Some("meta")), ("x", None)];
const CAMPAIGNS: [(&str, Option<&str>); 2] = [("all", None), ("part", Some("all"))];
const WORDS: [&str; 3] = ["turnout", "tourism", "sport"];
const CURRENCIES: [Currency; 4] = [Currency::USD, Currency::GBP, Currency::EUR, Currency::CNY];
const DATES: [&str; 7] =
    ["2019-08-05", "2019-08-06", "2019-09-02", "2019-08", "2019-08-05/2019-09-02", "2019", "2019-08-06~"];
const DAYS: [&str; 3] = ["2019-08-05", "2019-08-06", "2019-09-02"];
const STAGES: [Stage; 2] = [Stage::Spent, Stage::Refunded];
const ROLES: [Role; 2] = [Role::Counted, Role::Memo];
const BASES: [&str; 2] = ["net", "with-fees"];

fn row() -> impl Strategy<Value = Row> {
    let what = (0i64..1_000_000, prop::bool::weighted(0.2), 0..CURRENCIES.len());
    let who = (
        prop::option::of(0..ACTORS.len()),
        prop::option::of(0..PLATFORMS.len()),
        prop::option::of(0..CAMPAIGNS.len()),
        prop::option::of(0..WORDS.len()),
        prop::collection::vec(0..WORDS.len(), 0..3),
    );
    let how = (
        prop::option::weighted(0.9, 0..DATES.len()),
        0..5usize,
        0..6usize,
        prop::option::of(0..DAYS.len()),
        prop::option::weighted(0.2, 0..100usize),
        prop::option::weighted(0.3, 0..BASES.len()),
    );
    (what, who, how).prop_map(|((cents, inexact, currency), who, how)| {
        let (sponsor, platform, campaign, purpose, tags) = who;
        let (when, stage, role, recorded, supersedes, basis) = how;
        let (stage, role) = (usize::from(stage == 0), usize::from(role == 0));
        Row {
            cents,
            inexact,
            currency,
            sponsor,
            platform,
            campaign,
            purpose,
            tags,
            when,
            stage,
            role,
            recorded,
            supersedes,
            basis,
        }
    })
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(row(), 0..20)
}

/// Row `n` may supersede an earlier row that no other does.
fn superseded(rows: &[Row]) -> Vec<Option<usize>> {
    let mut by = vec![None; rows.len()];
    for (n, row) in rows.iter().enumerate() {
        if let Some(earlier) = row.supersedes.map(|at| at % (n + 1)).filter(|at| *at < n && by[*at].is_none())
        {
            by[earlier] = Some(n);
        }
    }
    by
}

fn entry(n: usize, row: &Row) -> Entry {
    let value = Numeral::new(row.cents.into(), 2).unwrap();
    let amount = if row.inexact { Amount::at_most(value) } else { Amount::exact(value) };
    let mut entry =
        Entry::new(format!("e/{n}").parse().unwrap(), Money::new(amount, CURRENCIES[row.currency]));
    entry.sponsor = row.sponsor.map(|at| ACTORS[at].0.parse().unwrap());
    entry.platform = row.platform.map(|at| PLATFORMS[at].0.parse().unwrap());
    entry.campaign = row.campaign.map(|at| CAMPAIGNS[at].0.parse().unwrap());
    entry.purpose = row.purpose.map(|at| WORDS[at].to_owned());
    entry.tags = row.tags.iter().map(|at| WORDS[*at].to_owned()).collect();
    entry.when = row.when.map(|at| DATES[at].parse().unwrap());
    (entry.stage, entry.role) = (STAGES[row.stage], ROLES[row.role]);
    entry.recorded = row.recorded.map(|at| DAYS[at].parse().unwrap());
    entry.basis = row.basis.map(|at| BASES[at].into());
    entry
}

/// The ledger of these rows, in this order; ids are those of the rows.
fn ledger_in_order(rows: &[Row], order: &[usize]) -> Ledger {
    let mut builder = LedgerBuilder::new();
    for (id, parent) in ACTORS {
        let mut actor = Actor::new(id.parse().unwrap());
        actor.parent = parent.map(|parent| parent.parse().unwrap());
        builder.actor(actor);
    }
    for (id, parent) in PLATFORMS {
        let mut platform = Platform::new(id.parse().unwrap());
        platform.parent = parent.map(|parent| parent.parse().unwrap());
        builder.platform(platform);
    }
    for (id, parent) in CAMPAIGNS {
        let mut campaign = Campaign::new(id.parse().unwrap());
        campaign.parent = parent.map(|parent| parent.parse().unwrap());
        campaign.purpose = Some("turnout".to_owned());
        builder.campaign(campaign);
    }
    let superseded = superseded(rows);
    for n in order {
        let mut entry = entry(*n, &rows[*n]);
        for (earlier, by) in superseded.iter().enumerate() {
            if *by == Some(*n) && order.contains(&earlier) {
                entry
                    .supersedes
                    .push(Supersession { id: format!("e/{earlier}").parse().unwrap(), kind: None });
            }
        }
        builder.entry(entry);
    }
    builder.build().unwrap()
}

fn ledger(rows: &[Row]) -> Ledger {
    ledger_in_order(rows, &(0..rows.len()).collect::<Vec<_>>())
}

/// Dollars per pound, renminbi and euro on three days; crosses are fractions. None for the whole of 2019.
fn table(pound: Currency) -> RateTable {
    let mut series = Vec::new();
    for (quote, rates) in [
        (Currency::USD, ["1.1182", "1.12", "1.0968"]),
        (pound, ["0.92", "0.9196", "0.9057"]),
        (Currency::CNY, ["7.8859", "7.8822", "7.864"]),
    ] {
        let mut builder = Series::builder("own", Currency::EUR, quote);
        for (day, rate) in DAYS.into_iter().zip(rates) {
            builder = builder.observe(day.parse().unwrap(), rate.parse().unwrap());
        }
        series.push(builder.build().unwrap());
    }
    RateTable::new(series).unwrap()
}

fn queries() -> impl Strategy<Value = Query> {
    let dimension = prop::sample::select(Dimension::ALL);
    let unit =
        prop::option::of(prop::sample::select(vec![PeriodUnit::Week, PeriodUnit::Month, PeriodUnit::Year]));
    let of = (prop::collection::vec(dimension, 0..3), unit, any::<bool>(), 0..9usize, any::<bool>());
    of.prop_map(|(by, per, converted, rounding, each)| {
        let mut query = Query::new(Scope::all()).by(by).rounding(Rounding::ALL[rounding]);
        query.per = per;
        query.to = converted.then(|| Target::new(Currency::USD));
        if each { query.order(Order::Each) } else { query }
    })
}

fn run(ledger: &Ledger, query: &Query) -> Tally {
    tally(ledger, query, &table(Currency::GBP)).unwrap()
}

fn merged(parts: &[&Tally]) -> Tally {
    let mut all = parts[0].clone();
    for part in &parts[1..] {
        all.try_merge(part).unwrap();
    }
    all
}

fn within(wanted: usize, found: Option<usize>, list: &[(&str, Option<&str>)]) -> bool {
    let mut at = found;
    while let Some(index) = at {
        if index == wanted {
            return true;
        }
        at = list[index].1.and_then(|parent| list.iter().position(|(id, _)| *id == parent));
    }
    false
}

/// A random scope, as numbers.
#[derive(Clone, Debug)]
struct Filter {
    sponsor_under: Option<usize>,
    platform_under: Option<usize>,
    campaign: Option<usize>,
    purpose: Option<usize>,
    tag: Option<usize>,
    currency: Option<usize>,
    during: Option<usize>,
    refunds: bool,
    memos: bool,
    known: Option<usize>,
}

fn filter() -> impl Strategy<Value = Filter> {
    let of = |count: usize| prop::option::weighted(0.3, 0..count);
    let first =
        (of(ACTORS.len()), of(PLATFORMS.len()), of(CAMPAIGNS.len()), of(WORDS.len()), of(WORDS.len()));
    let second = (of(CURRENCIES.len()), of(DATES.len()), any::<bool>(), any::<bool>(), of(DAYS.len()));
    (first, second).prop_map(|(first, second)| {
        let (sponsor_under, platform_under, campaign, purpose, tag) = first;
        let (currency, during, refunds, memos, known) = second;
        Filter {
            sponsor_under,
            platform_under,
            campaign,
            purpose,
            tag,
            currency,
            during,
            refunds,
            memos,
            known,
        }
    })
}

impl Filter {
    fn query(&self) -> Query {
        let mut scope = Scope::all();
        scope.sponsor_under = self.sponsor_under.iter().map(|at| ACTORS[*at].0.parse().unwrap()).collect();
        scope.platform_under =
            self.platform_under.iter().map(|at| PLATFORMS[*at].0.parse().unwrap()).collect();
        scope.campaign = self.campaign.iter().map(|at| CAMPAIGNS[*at].0.parse().unwrap()).collect();
        scope.purpose = self.purpose.iter().map(|at| WORDS[*at].to_owned()).collect();
        scope.tag = self.tag.iter().map(|at| WORDS[*at].to_owned()).collect();
        scope.currency = self.currency.iter().map(|at| CURRENCIES[*at]).collect();
        scope.during = self.during.map(|at| DATES[at].parse().unwrap());
        scope.stage = if self.refunds { STAGES.to_vec() } else { Vec::new() };
        scope.role = if self.memos { ROLES.to_vec() } else { Vec::new() };
        let query = Query::new(scope);
        match self.known {
            Some(at) => query.as_known_on(DAYS[at].parse().unwrap()),
            None => query,
        }
    }

    /// Whether the row fits all that it is not excluded by with a reason; `None` where it may lie outside the window.
    fn fits(&self, row: &Row) -> Option<bool> {
        let purpose = row.purpose.or(row.campaign.map(|_| 0));
        let fits = self.sponsor_under.is_none_or(|it| within(it, row.sponsor, &ACTORS))
            && self.platform_under.is_none_or(|it| within(it, row.platform, &PLATFORMS))
            && self.campaign.is_none_or(|it| row.campaign == Some(it))
            && self.purpose.is_none_or(|it| purpose == Some(it))
            && self.tag.is_none_or(|it| row.tags.contains(&it))
            && self.currency.is_none_or(|it| row.currency == it);
        let Some(during) = self.during.filter(|_| fits) else { return Some(fits) };
        let when = row.when?;
        let days = |at: usize| {
            let when: When = DATES[at].parse().unwrap();
            (when.earliest().unwrap(), when.latest().unwrap())
        };
        let ((first, last), (from, until)) = (days(when), days(during));
        match (from <= first && last <= until, last < from || until < first) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        }
    }

    fn counts(&self, rows: &[Row], n: usize) -> bool {
        let day = |at: usize| DAYS[at].parse::<Day>().unwrap();
        let known =
            |row: &Row| self.known.zip(row.recorded).is_none_or(|(on, recorded)| day(recorded) <= day(on));
        let superseded = superseded(rows)[n].is_some_and(|later| known(&rows[later]));
        let row = &rows[n];
        known(row) && !superseded && (self.refunds || row.stage == 0) && (self.memos || row.role == 0)
    }
}

fn rational(value: &Ratio) -> BigRational {
    let text = value.to_string();
    match text.split_once('.') {
        Some((whole, fraction)) => {
            let digits: BigInt = format!("{whole}{fraction}").parse().unwrap();
            BigRational::new(digits, BigInt::from(10).pow(u32::try_from(fraction.len()).unwrap()))
        }
        None => text.parse().unwrap(),
    }
}

/// A value of 0 or above to the nearest cent, ties up, by the definition.
fn half_away_cents(value: &BigRational) -> BigRational {
    let hundred = BigRational::from_integer(100.into());
    let doubled = value * &hundred * BigInt::from(2);
    let cents = ((doubled + BigRational::one()) / BigInt::from(2)).floor();
    cents / hundred
}

/// Dollars per unit on the day, or the mean of the days in the period, in plain rationals.
fn naive_rate(currency: usize, when: &str) -> BigRational {
    let decimal = |text: &str| rational(&text.parse().unwrap());
    let euros: [&[&str]; 4] = [
        &["1.1182", "1.12", "1.0968"],
        &["0.92", "0.9196", "0.9057"],
        &["1", "1", "1"],
        &["7.8859", "7.8822", "7.864"],
    ];
    let when: When = when.parse().unwrap();
    let crosses: Vec<BigRational> = (0..3)
        .filter(|at| when.contains(DAYS[*at].parse().unwrap()))
        .map(|at| decimal(euros[0][at]) / decimal(euros[currency][at]))
        .collect();
    let count = BigInt::from(crosses.len());
    crosses.into_iter().fold(BigRational::zero(), |sum, cross| sum + cross) / count
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn parts_merge_into_the_whole_in_any_order(a in rows(), b in rows(), c in rows(), query in queries()) {
        let [a, b, c] = [a, b, c].map(|rows| run(&ledger(&rows), &query));
        let whole = merged(&[&a, &b, &c]);
        prop_assert_eq!(&merged(&[&a, &merged(&[&b, &c])]), &whole);
        prop_assert_eq!(&merged(&[&c, &a, &b]), &whole);
        let empty = Tally::empty(&query, &table(Currency::GBP));
        prop_assert_eq!(&merged(&[&empty, &a]), &a);
        prop_assert_eq!(&merged(&[&a, &empty]), &a);
        let read: Tally = serde_json::from_str(&serde_json::to_string(&whole).unwrap()).unwrap();
        prop_assert_eq!(&read, &whole);
        prop_assert_eq!(read.report(), whole.report());
        // Negative: a part that holds anything changes the whole.
        prop_assert_eq!(merged(&[&whole, &a]) == whole, a == empty);
    }

    #[test]
    fn shards_of_a_ledger_merge_into_its_tally(
        rows in rows(),
        query in queries(),
        shards in prop::collection::vec(0..3usize, 20),
    ) {
        let rows: Vec<Row> = rows.into_iter().map(|row| Row { supersedes: None, ..row }).collect();
        let whole = run(&ledger(&rows), &query);
        let shard = |wanted: usize| {
            let order: Vec<usize> = (0..rows.len()).filter(|n| shards[*n] == wanted).collect();
            run(&ledger_in_order(&rows, &order), &query)
        };
        let (a, b, c) = (shard(0), shard(1), shard(2));
        let together = merged(&[&b, &c, &a]);
        prop_assert_eq!(&together, &whole);
        prop_assert_eq!(together.report(), whole.report());
        // Negative: without a shard that holds anything, it is another tally.
        prop_assert_eq!(merged(&[&a, &b]) == whole, c == Tally::empty(&query, &table(Currency::GBP)));
    }

    #[test]
    fn the_order_of_entries_changes_nothing(rows in rows(), query in queries(), seed in any::<u64>()) {
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|n| (*n as u64 + 1).wrapping_mul(seed | 1));
        let (plain, shuffled) = (run(&ledger(&rows), &query), run(&ledger_in_order(&rows, &order), &query));
        prop_assert_eq!(plain.report(), shuffled.report());
        prop_assert_eq!(&plain, &shuffled);
        // Negative: a cent more on a counted, exact entry changes it.
        let superseded = superseded(&rows);
        let is_counted = |row: &Row| row.stage == 0 && row.role == 0 && !row.inexact;
        let counted = (0..rows.len()).find(|n| superseded[*n].is_none() && is_counted(&rows[*n]));
        if let Some(n) = counted.filter(|_| query.to.is_none()) {
            let mut more = rows.clone();
            more[n].cents += 1;
            prop_assert_ne!(&run(&ledger(&more), &query), &plain);
        }
    }

    #[test]
    fn combined_filters_equal_a_naive_scan(rows in rows(), filter in filter()) {
        let tally = run(&ledger(&rows), &filter.query().by([Dimension::Sponsor]));
        let mut uncertain: Vec<String> = Vec::new();
        let (mut found, mut excluded) = (0u64, 0u64);
        for (n, row) in rows.iter().enumerate() {
            match (filter.fits(row), filter.counts(&rows, n)) {
                (Some(false), _) => {}
                (_, false) => excluded += 1,
                (fits, true) => {
                    found += 1;
                    if fits.is_none() {
                        uncertain.push(format!("e/{n}"));
                    }
                }
            }
        }
        uncertain.sort();
        prop_assert_eq!(tally.conversions().converted, found);
        prop_assert_eq!(tally.rows().iter().flat_map(|row| row.excluded().into_values()).sum::<u64>(), excluded);
        prop_assert_eq!(tally.uncertain().map(ToString::to_string).collect::<Vec<_>>(), uncertain);
        // Each group's ends, in cents; "at most" begins at 0, and so does what may lie outside.
        for group in tally.rows() {
            let key = group.key();
            let (mut lo, mut hi) = (0i64, 0i64);
            for (n, row) in rows.iter().enumerate() {
                if !filter.counts(&rows, n) || filter.fits(row) == Some(false) {
                    continue;
                }
                let same = row.sponsor.map(|at| ACTORS[at].0) == key.get("sponsor")
                    && CURRENCIES[row.currency] == group.currency()
                    && key.get("basis").is_none_or(|basis| basis == row.basis.map_or("unstated", |at| BASES[at]));
                if same {
                    hi += row.cents;
                    lo += if row.inexact || filter.fits(row).is_none() { 0 } else { row.cents };
                }
            }
            let total = group.total();
            let cents = |end: Option<&Ratio>| (end.unwrap() * &Ratio::from(100)).to_i64().unwrap();
            prop_assert_eq!((cents(total.inf()), cents(total.sup())), (lo, hi), "{}", key);
        }
    }

    #[test]
    fn margins_equal_the_total(rows in rows(), query in queries()) {
        let ledger = ledger(&rows);
        let mut margin = run(&ledger, &query).without_periods();
        for dimension in query.by.clone() {
            margin = margin.without(dimension);
        }
        let mut total = query.clone().by([]);
        total.per = None;
        prop_assert_eq!(&margin, &run(&ledger, &total));
        // A dimension that is not there leaves all as it is.
        prop_assert_eq!(&margin.without(Dimension::Payee), &margin);
        // Negative: with one group fewer, the margin is another.
        let by_sponsor = run(&ledger, &total.clone().by([Dimension::Sponsor]));
        let mut scope = Scope::all();
        scope.sponsor = vec!["fr".parse().unwrap()];
        total.scope = scope;
        let without = run(&ledger, &total);
        prop_assert_eq!(merged(&[&by_sponsor.without(Dimension::Sponsor), &without]) == margin, without.rows().is_empty());
    }

    #[test]
    fn a_roll_up_equals_a_query_for_each_node(rows in rows()) {
        let ledger = ledger(&rows);
        let query = Query::new(Scope::all()).to(Target::new(Currency::USD));
        let rates = table(Currency::GBP);
        let up = roll_up(&ledger, &query, Dimension::Sponsor, &rates).unwrap();
        for (id, _) in ACTORS {
            let mut scope = Scope::all();
            scope.sponsor_under = vec![id.parse().unwrap()];
            let mut below = query.clone();
            below.scope = scope;
            let direct = tally(&ledger, &below, &rates).unwrap();
            let figures = |rows: &[adspend::tally::Row<'_>]| -> Vec<_> {
                rows.iter().map(|row| (row.total(), row.printed(), row.rounded_each(), row.unconverted_count())).collect()
            };
            let of_node: Vec<_> = up.rows().into_iter().filter(|row| row.key().get("sponsor") == Some(id)).collect();
            prop_assert_eq!(figures(&of_node), figures(&direct.rows()), "{}", id);
        }
    }

    #[test]
    fn renaming_a_currency_of_equal_digits_changes_nothing(rows in rows(), to_dollars in any::<bool>()) {
        let target = if to_dollars { Currency::USD } else { Currency::EUR };
        let query = Query::new(Scope::all()).by([Dimension::Sponsor]).to(Target::new(target));
        let plain = run(&ledger(&rows), &query);
        // Pounds become Zambian kwacha: after, no longer before, the dollar.
        let mut builder = LedgerBuilder::new();
        for (id, _) in ACTORS {
            builder.actor(Actor::new(id.parse().unwrap()));
        }
        for (id, _) in PLATFORMS {
            builder.platform(Platform::new(id.parse().unwrap()));
        }
        for (id, _) in CAMPAIGNS {
            builder.campaign(Campaign::new(id.parse().unwrap()));
        }
        for mut entry in ledger(&rows).entries().iter().cloned() {
            if entry.money.currency == Currency::GBP {
                entry.money.currency = Currency::ZMW;
            }
            builder.entry(entry);
        }
        let renamed = tally(&builder.build().unwrap(), &query, &table(Currency::ZMW)).unwrap();
        let (plain_report, report) = (plain.report(), renamed.report());
        prop_assert_eq!(plain_report.groups, report.groups);
        prop_assert_eq!(plain_report.converted_share, report.converted_share);
        // Negative: against the old names of the rates, pounds are unconverted.
        let pounds = ledger(&rows);
        let lost = tally(&pounds, &query, &table(Currency::ZMW)).unwrap();
        let counted = plain.rates().any(|used| used.from() == Currency::GBP);
        prop_assert_eq!(lost.conversions() != plain.conversions(), counted);
    }

    #[test]
    fn a_naive_oracle_agrees_to_the_last_cent(rows in rows()) {
        // Exact, spent, counted, dated within the table: every cent can be worked out in plain rationals.
        let when = |row: &Row| Some([0, 1, 2, 4, 6][row.when.unwrap_or(0) % 5]);
        let plain = |row: Row| Row {
            when: when(&row), inexact: false, stage: 0, role: 0, supersedes: None, basis: None, ..row
        };
        let rows: Vec<Row> = rows.into_iter().map(plain).collect();
        let query = Query::new(Scope::all()).by([Dimension::Sponsor]).to(Target::new(Currency::USD));
        let tally = run(&ledger(&rows), &query);
        let mut checked = 0;
        for group in tally.rows() {
            let key = group.key();
            let (mut sum, mut each) = (BigRational::zero(), BigRational::zero());
            for row in rows.iter().filter(|row| row.sponsor.map(|at| ACTORS[at].0) == key.get("sponsor")) {
                let amount = BigRational::new(row.cents.into(), 100.into());
                let converted = amount * naive_rate(row.currency, DATES[row.when.unwrap()]);
                each += half_away_cents(&converted);
                sum += converted;
                checked += 1;
            }
            prop_assert_eq!(&rational(&group.printed().unwrap()), &sum);
            prop_assert_eq!(&rational(&group.rounded().unwrap()), &half_away_cents(&sum));
            prop_assert_eq!(&rational(&group.rounded_each().unwrap()), &each);
            // Negative: a cent beside it is not the figure.
            let cent = BigRational::new(1.into(), 100.into());
            prop_assert_ne!(&rational(&group.rounded().unwrap()), &half_away_cents(&(sum + cent)));
        }
        prop_assert_eq!(checked, rows.len());
    }

    #[test]
    fn converting_to_the_same_currency_is_the_identity(rows in rows()) {
        let rows: Vec<Row> = rows.into_iter().map(|row| Row { currency: 0, ..row }).collect();
        let ledger = ledger(&rows);
        let query = Query::new(Scope::all()).by([Dimension::Platform]).per(PeriodUnit::Month);
        let (plain, converted) = (run(&ledger, &query), run(&ledger, &query.clone().to(Target::new(Currency::USD))));
        prop_assert_eq!(plain.report().groups, converted.report().groups);
        prop_assert_eq!(converted.conversions().unconverted, 0);
        prop_assert_eq!(converted.report().rates, None);
        // Negative: to another currency, some figure is another.
        let other = run(&ledger, &query.to(Target::new(Currency::CNY)));
        let spent = plain.rows().iter().any(|row| row.total().sup().is_some_and(Ratio::is_positive));
        let (plain, other) = (plain.report().groups, other.report().groups);
        prop_assert!(!spent || plain.iter().zip(&other).any(|(a, b)| a.total != b.total));
    }
}

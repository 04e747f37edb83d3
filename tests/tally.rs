//! Tallies on small ledgers whose answers can be worked out by hand.

use adspend::amount::Domain;
use adspend::currency::Currency;
use adspend::date::PeriodUnit;
use adspend::exact::{Ratio, Rounding};
use adspend::ledger::{Ledger, LedgerBuilder};
use adspend::model::{Actor, Campaign, Entry, Role, Scope, Stage, Supersession};
use adspend::money::Money;
use adspend::rates::{MaxAge, RateTable, Series, Terms, ValueDate};
use adspend::tally::{Dimension, MergeError, Order, Query, Row, Tally, TallyError, Target, roll_up, tally};
use serde_json::{Value, json};

/// `id when amount currency`, with `-` for no date.
fn entry(line: &str) -> Entry {
    let fields: Vec<&str> = line.splitn(4, ' ').collect();
    let [id, when, currency, amount] = fields[..] else { panic!("{line}") };
    let money = Money::new(amount.parse().unwrap(), Currency::unlisted(currency).unwrap());
    let mut entry = Entry::new(id.parse().unwrap(), money);
    entry.when = (when != "-").then(|| when.parse().unwrap());
    entry
}

fn ledger(entries: impl IntoIterator<Item = Entry>) -> Ledger {
    let mut builder = LedgerBuilder::new();
    for entry in entries {
        builder.entry(entry);
    }
    builder.build().unwrap()
}

fn ledger_of(lines: &[&str]) -> Ledger {
    ledger(lines.iter().map(|line| entry(line)))
}

/// `date base rate quote`
fn table(lines: &[&str]) -> RateTable {
    let one = |line: &&str| {
        let fields: Vec<&str> = line.split(' ').collect();
        let [day, base, rate, quote] = fields[..] else { panic!("{line}") };
        let of = |code| Currency::unlisted(code).unwrap();
        let builder = Series::builder("own", of(base), of(quote));
        builder.observe(day.parse().unwrap(), rate.parse().unwrap()).build().unwrap()
    };
    RateTable::new(lines.iter().map(one)).unwrap()
}

fn to(currency: &str) -> Query {
    Query::new(Scope::all()).to(Target::new(Currency::unlisted(currency).unwrap()))
}

fn on(query: Query, date: &str) -> Query {
    let target = query.to.unwrap();
    let terms = target.terms.with_value_date(date.parse().unwrap()).with_max_age(MaxAge::Unlimited);
    query.to(target.with_terms(terms))
}

fn run(ledger: &Ledger, query: &Query) -> Tally {
    tally(ledger, query, &RateTable::default()).unwrap()
}

fn text(value: Option<Ratio>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| value.to_string())
}

/// `key: total currency`, one a row.
fn shown(rows: &[Row<'_>]) -> Vec<String> {
    rows.iter().map(|row| format!("{}: {} {}", row.key(), row.total(), row.currency())).collect()
}

#[test]
fn currencies_stay_apart_and_inexact_amounts_add_as_sets() {
    let ledger = ledger_of(&[
        "a 2019-08-01 CNY 6500000",
        "b 2019-08-02 CNY 250000 to 1000",
        "c 2019-08-03 USD <=100",
        "d 2019-08-04 EUR unknown",
    ]);
    let tally = run(&ledger, &Query::new(Scope::all()));
    let rows = tally.rows();
    assert_eq!(shown(&rows), [": [6749500, 6750500] CNY", ": [0, +inf) EUR", ": [0, 100] USD"]);
    let counts: Vec<_> =
        rows.iter().map(|row| (row.exact_count(), row.bounded_count(), row.unknown_count())).collect();
    assert_eq!(counts, [(1, 1, 0), (0, 0, 1), (0, 1, 0)]);
    let printed: Vec<_> = rows.iter().map(|row| text(row.printed())).collect();
    assert_eq!(printed, ["6750000", "none", "none"]);
    assert_eq!((rows[1].rounded(), rows[1].rounded_each(), rows[1].band()), (None, None, None));
    assert_eq!(tally.rates().len(), 0);
}

#[test]
fn keys_fall_back_to_the_campaign_and_absent_values_are_null() {
    let mut builder = LedgerBuilder::new();
    let mut campaign = Campaign::new("turnout".parse().unwrap());
    campaign.purpose = Some("turnout".to_owned());
    campaign.jurisdiction = Some("FR".parse().unwrap());
    builder.campaign(campaign);
    let mut actor = Actor::new("twin".parse().unwrap());
    actor.same_as = Some("main".parse().unwrap());
    builder.actor(Actor::new("main".parse().unwrap())).actor(actor);
    let mut a = entry("a 2019 EUR 1");
    (a.campaign, a.sponsor) = (Some("turnout".parse().unwrap()), Some("twin".parse().unwrap()));
    a.tags = vec!["x".to_owned(), "b".to_owned()];
    let mut b = entry("b 2019 EUR 2");
    (b.campaign, b.sponsor) = (Some("turnout".parse().unwrap()), Some("main".parse().unwrap()));
    b.purpose = Some("tourism".to_owned());
    builder.entry(a).entry(b).entry(entry("c 2019 EUR 4"));
    let ledger = builder.build().unwrap();
    let by = |dimension| shown(&run(&ledger, &Query::new(Scope::all()).by([dimension])).rows());
    assert_eq!(by(Dimension::Sponsor), ["sponsor = none: [4, 4] EUR", "sponsor = main: [3, 3] EUR"]);
    assert_eq!(
        by(Dimension::Purpose),
        ["purpose = none: [4, 4] EUR", "purpose = tourism: [2, 2] EUR", "purpose = turnout: [1, 1] EUR"]
    );
    assert_eq!(
        by(Dimension::Jurisdiction),
        ["jurisdiction = none: [4, 4] EUR", "jurisdiction = FR: [3, 3] EUR"]
    );
    assert_eq!(by(Dimension::Tag), ["tag = none: [6, 6] EUR", "tag = b, x: [1, 1] EUR"]);
    assert_eq!(by(Dimension::Stage), ["stage = spent: [7, 7] EUR"]);
    let json =
        serde_json::to_value(run(&ledger, &Query::new(Scope::all()).by([Dimension::Tag])).report()).unwrap();
    assert_eq!(json["groups"][0]["key"], json!({"tag": null}));
    // A dimension named twice is one.
    let twice = Query::new(Scope::all()).by([Dimension::Tag, Dimension::Tag]);
    assert_eq!(run(&ledger, &twice).shape().by, [Dimension::Tag]);
}

#[test]
fn a_date_vaguer_than_the_period_is_a_group_of_its_own() {
    let ledger = ledger_of(&[
        "a 2019-08-03 USD 1",
        "b 2019-08 USD 2",
        "c 2016 USD 4",
        "d - USD 8",
        "e 2019-08/2019-10 USD 16",
    ]);
    let tally = run(&ledger, &Query::new(Scope::all()).per(PeriodUnit::Month));
    assert_eq!(
        shown(&tally.rows()),
        [
            "period = 2016, month unknown: [4, 4] USD",
            "period = 2019-08: [3, 3] USD",
            "period = 2019-08/2019-10, month unknown: [16, 16] USD",
            "period = date unknown: [8, 8] USD",
        ]
    );
}

#[test]
fn unlike_bases_never_add() {
    let with_basis = |line: &str, basis: &str| {
        let mut entry = entry(line);
        entry.basis = Some(basis.into());
        entry
    };
    let one = ledger([with_basis("a 2019 USD 1", "net"), with_basis("b 2019 USD 2", "net")]);
    assert_eq!(shown(&run(&one, &Query::new(Scope::all())).rows()), [": [3, 3] USD"]);
    let two = ledger([with_basis("a 2019 USD 1", "net"), entry("b 2019 USD 2")]);
    let query = Query::new(Scope::all());
    let split = run(&two, &query);
    assert_eq!(shown(&split.rows()), ["basis = net: [1, 1] USD", "basis = unstated: [2, 2] USD"]);
    // An entry that is only left out splits nothing.
    let mut left_out = entry("b 2019 USD 2");
    left_out.role = Role::Memo;
    let tally = run(&ledger([with_basis("a 2019 USD 1", "net"), left_out]), &query);
    assert_eq!(shown(&tally.rows()), [": [1, 1] USD"]);
    assert_eq!(tally.rows()[0].excluded().into_iter().collect::<Vec<_>>(), [("role", 1)]);
    // Parts of one basis each are split when they meet.
    let mut merged = run(&one, &query);
    merged.try_merge(&run(&ledger([entry("c 2019 USD 5")]), &query)).unwrap();
    assert_eq!(shown(&merged.rows()), ["basis = net: [3, 3] USD", "basis = unstated: [5, 5] USD"]);
}

#[test]
fn what_is_left_out_is_counted_in_its_group_with_the_reason() {
    let mut memo = entry("memo 2019 USD 1");
    memo.role = Role::Memo;
    let mut offered = entry("offered 2019 USD 2");
    offered.stage = Stage::Offered;
    let mut late = entry("late 2019 EUR 4");
    late.recorded = Some("2021-01-01".parse().unwrap());
    let mut new = entry("new 2019 USD 8");
    new.supersedes.push(Supersession { id: "old".parse().unwrap(), kind: None });
    let mut detail = entry("detail 2019 USD 3");
    detail.detail_of = Some("new".parse().unwrap());
    let ledger = ledger([memo, offered, late, new, entry("old 2019 USD 16"), detail]);
    let query = Query::new(Scope::all()).as_known_on("2020-12-31".parse().unwrap());
    let tally = run(&ledger, &query);
    assert_eq!(shown(&tally.rows()), [": [0, 0] EUR", ": [8, 8] USD"]);
    let excluded: Vec<_> = tally.rows().iter().map(|row| format!("{:?}", row.excluded())).collect();
    assert_eq!(
        excluded,
        [r#"{"not-yet-known": 1}"#, r#"{"detail": 1, "role": 1, "stage": 1, "superseded": 1}"#]
    );
}

#[test]
fn an_entry_that_may_lie_outside_counts_for_anything_from_nothing_to_all_of_it() {
    let mut refund = entry("d 2019 USD -3");
    refund.domain = Domain::Signed;
    let ledger =
        ledger([entry("a 2019-08-03 USD 1"), entry("b 2019 USD 2"), entry("c - USD unknown"), refund]);
    let mut scope = Scope::all();
    scope.during = Some("2019-08".parse().unwrap());
    let tally = run(&ledger, &Query::new(scope.clone()));
    let row = &tally.rows()[0];
    assert_eq!(row.total().to_string(), "[-2, +inf)");
    assert_eq!((row.printed(), row.rounded(), row.rounded_each()), (None, None, None));
    assert_eq!((row.exact_count(), row.bounded_count(), row.unknown_count()), (1, 2, 1));
    assert_eq!(tally.uncertain().map(ToString::to_string).collect::<Vec<_>>(), ["b", "c", "d"]);
    scope.during = Some("2019".parse().unwrap());
    scope.entries = vec!["a".parse().unwrap(), "b".parse().unwrap()];
    let certain = run(&ledger, &Query::new(scope));
    assert_eq!((shown(&certain.rows()), certain.uncertain().len()), (vec![": [3, 3] USD".to_owned()], 0));
}

#[test]
fn a_malformed_amount_is_listed_and_not_added() {
    let ledger = ledger_of(&["a 2019 USD 5", "b 2019 USD -2"]);
    let tally = run(&ledger, &Query::new(Scope::all()));
    let row = &tally.rows()[0];
    assert_eq!((row.total().to_string(), row.malformed_count()), ("[5, 5]".to_owned(), 1));
    assert_eq!(row.excluded().get("malformed"), Some(&1));
    assert_eq!(tally.malformed()[0].entry.as_str(), "b");
}

/// Known figure: 3392.51 × 29/22 is 4471.945 exactly, a tie that no number of decimals of 29/22 shows.
#[test]
fn exact_ties_are_right_in_every_rounding() {
    let rates = table(&["2019-08-05 EUR 0.88 GBP", "2019-08-05 EUR 1.16 USD"]);
    let expected =
        ["4471.95", "4471.94", "4471.94", "4471.95", "4471.94", "4471.94", "4471.95", "4471.94", "4471.95"];
    for (rounding, expected) in Rounding::ALL.into_iter().zip(expected) {
        for lines in [
            ["a 2019-08-05 GBP 3392.51", "b 2019-08-05 USD 0"],
            ["a 2019-08-05 GBP 1000", "b 2019-08-05 GBP 2392.51"],
        ] {
            let tally = tally(&ledger_of(&lines), &to("USD").rounding(rounding), &rates).unwrap();
            let row = &tally.rows()[0];
            assert_eq!(text(row.printed()), "4471.945", "{rounding}");
            assert_eq!(text(row.rounded()), expected, "{rounding}");
        }
    }
    // A hair beside the tie, all but the directed ones agree.
    let above = tally(&ledger_of(&["a 2019-08-05 GBP 3392.5100000000000001"]), &to("USD"), &rates).unwrap();
    assert_eq!(text(above.rows()[0].rounded()), "4471.95");
    let below = to("USD").rounding(Rounding::HalfUp);
    let below = tally(&ledger_of(&["a 2019-08-05 GBP 3392.5099999999999999"]), &below, &rates).unwrap();
    assert_eq!(text(below.rows()[0].rounded()), "4471.94");
}

/// C22: two holdings at one date come to 404. C28: six small lots come to 2.2491, rounded once to 2.25, rounded each to 2.22.
#[test]
fn published_sums_of_different_bases() {
    let rates = table(&[
        "2013-06-05 HOOL 105.00 USD",
        "2013-06-06 HOOL 106.00 USD",
        "2013-06-07 HOOL 107.00 USD",
        "2013-06-05 AAPL 95.00 USD",
        "2013-06-06 AAPL 96.00 USD",
        "2013-06-07 AAPL 97.00 USD",
    ]);
    let two = ledger_of(&["a 2013-06-01 HOOL 2", "b 2013-06-01 AAPL 2"]);
    let tally_at = |date| tally(&two, &on(to("USD"), date), &rates).unwrap();
    assert_eq!(text(tally_at("2013-06-06").rows()[0].rounded()), "404");
    // The negative: another date, another sum; the entries' own date, none.
    assert_eq!(text(tally_at("2013-06-07").rows()[0].rounded()), "408");
    assert_eq!(tally_at("entry").rows()[0].unconverted_count(), 2);

    let rates = table(&["2025-02-01 FOO 124.95 USD", "2025-02-01 BAR 124.95 USD"]);
    let lots: Vec<Entry> = (0..6)
        .map(|n| {
            let lot = if n % 2 == 0 { "FOO 0.005" } else { "BAR 0.001" };
            entry(&format!("lot/{n} 2025-02-01 {lot}"))
        })
        .collect();
    let tally = tally(&ledger(lots), &to("USD").order(Order::Each), &rates).unwrap();
    let row = &tally.rows()[0];
    let figures = [row.printed(), row.rounded(), row.rounded_each(), row.figure()];
    assert_eq!(figures.map(text), ["2.2491", "2.25", "2.22", "2.22"]);
    assert_eq!(row.band(), None);
}

/// The same two cases from the shared file.
#[test]
fn published_sums_as_shared() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/vectors/rates/cases.json");
    let Ok(file) = std::fs::read_to_string(path) else {
        eprintln!("skipped: there is no {path}");
        return;
    };
    let cases: Vec<Value> = serde_json::from_str(&file).unwrap();
    let mut checked = 0;
    for case in cases.iter().filter(|case| case["id"] == "C22" || case["id"] == "C28") {
        let word = |value: &Value, key: &str| value[key].as_str().unwrap().to_owned();
        let prices: Vec<String> = case["prices"]
            .as_array()
            .unwrap()
            .iter()
            .map(|price| ["date", "base", "rate", "quote"].map(|key| word(price, key)).join(" "))
            .collect();
        let rates = table(&prices.iter().map(String::as_str).collect::<Vec<_>>());
        let entries = case["entries"].as_array().unwrap().iter().enumerate().map(|(n, it)| {
            entry(&format!("e/{n} {}", ["date", "currency", "amount"].map(|key| word(it, key)).join(" ")))
        });
        let ledger = ledger(entries);
        for query in case["queries"].as_array().unwrap() {
            let tally =
                tally(&ledger, &on(to(&word(query, "target")), &word(query, "date")), &rates).unwrap();
            let row = &tally.rows()[0];
            let figure = match query["policy"].as_str() {
                Some("sum_then_round") => row.rounded(),
                Some("round_each_then_sum") => row.rounded_each(),
                _ => row.printed(),
            };
            assert_eq!(text(figure), word(query, "expected"), "{query}");
            checked += 1;
        }
    }
    assert_eq!(checked, 4);
}

#[test]
fn means_carry_a_band_and_count_as_estimated() {
    let rates = table(&["2019-08-01 USD 7 CNY", "2019-08-02 USD 8 CNY", "2019-09-30 USD 6 CNY"]);
    let ledger = ledger_of(&["a 2019-08 USD 10", "b 2019-08-02 USD 1", "c 2019-10-01 USD 1", "d 2019 CNY 2"]);
    let tally = tally(&ledger, &to("CNY"), &rates).unwrap();
    let rows = tally.rows();
    assert_eq!(text(rows[0].printed()), "91"); // 10 × 7.5 + 8 + 6 + 2
    assert_eq!(rows[0].band().unwrap().to_string(), "[86, 96]");
    let all = tally.conversions();
    assert_eq!((all.asked, all.converted, all.stale, all.estimated, all.unconverted), (4, 4, 1, 1, 0));
    assert_eq!((all.converted_share(), all.stale_share()), (Ratio::one(), Ratio::new(1, 4).unwrap()));
    let used: Vec<String> =
        tally.rates().map(|used| format!("{} {} {}", used.on(), used.factor(), used.stale_days())).collect();
    assert_eq!(used, ["2019-08 [7.5, 7.5] 0", "2019-08-02 [8, 8] 0", "2019-10-01 [6, 6] 1"]);
    assert_eq!(tally.rates().next().unwrap().days(), Some((2, 2)));
    assert_eq!(tally.rates().next().unwrap().legs()[0].date.to_string(), "2019-08-01/2019-08-02");
}

#[test]
fn what_has_no_rate_is_listed_and_never_dropped() {
    let rates = table(&["2019-08-01 USD 7 CNY"]);
    let ledger = ledger_of(&[
        "a 2019-08-01 USD 1",
        "b 2019-09-01 USD 2",
        "c - USD 4",
        "d 2019-08-01/.. USD 8",
        "e 2019-08-01 EUR 16",
        "f - CNY 32",
    ]);
    let tally = tally(&ledger, &to("CNY"), &rates).unwrap();
    let row = &tally.rows()[0];
    assert_eq!((text(row.printed()), row.unconverted_count()), ("39".to_owned(), 4));
    let listed: Vec<_> = tally
        .unconverted()
        .iter()
        .map(|it| format!("{} {}", it.entry, serde_json::to_string(&it.reason).unwrap()))
        .collect();
    assert_eq!(listed, [r#"b "no-rate""#, r#"c "undated""#, r#"d "open-interval""#, r#"e "no-rate""#]);
    assert_eq!(
        tally.unconverted()[1].message,
        "the entry has no date, so that there is no rate from USD to CNY; name a day as value date"
    );
    assert_eq!(tally.conversions().converted_share(), Ratio::new(1, 3).unwrap());
    let json = serde_json::to_value(tally.report()).unwrap();
    assert_eq!(json["converted_share"], "1/3");
    assert_eq!(json["rates"], json!({"source": "own", "policy": "freshest-path", "hash": null}));
    assert_eq!(json["groups"][0]["excluded"], json!({"unconverted": 4}));
    assert_eq!(json["groups"][0]["rounded"], "39.00");
    assert_eq!(json["unconverted"][0]["money"], json!({"amount": "2", "currency": "USD"}));
    // A named day needs no date.
    let named = on(to("CNY"), "2019-08-01");
    let named = adspend::tally::tally(&ledger, &named, &rates).unwrap();
    assert_eq!(named.unconverted().len(), 1);
}

#[test]
fn rates_that_are_sets_give_sets_and_no_printed_sum() {
    let day = "2019-08-01".parse().unwrap();
    let seven = adspend::amount::Interval::closed("6.5".parse().unwrap(), "7.5".parse().unwrap()).unwrap();
    let series = Series::builder("own", Currency::USD, Currency::CNY).observe_within(day, seven, None);
    let rates = RateTable::new([series.build().unwrap()]).unwrap();
    let tally = tally(&ledger_of(&["a 2019-08-01 USD 2", "b 2019-08-01 USD 4"]), &to("CNY"), &rates).unwrap();
    let row = &tally.rows()[0];
    assert_eq!(row.total().to_string(), "[39, 45]");
    assert_eq!((row.printed(), row.rounded(), row.rounded_each()), (None, None, None));
}

fn china() -> Ledger {
    let mut builder = LedgerBuilder::new();
    let parents = [
        ("cn", None),
        ("cn/henan", Some("cn")),
        ("cn/luoyang", Some("cn/henan")),
        ("cn/mengjin", Some("cn/luoyang")),
        ("fr", None),
    ];
    for (id, parent) in parents {
        let mut actor = Actor::new(id.parse().unwrap());
        actor.parent = parent.map(|parent| parent.parse().unwrap());
        builder.actor(actor);
    }
    for (line, sponsor) in [
        ("a 2019 CNY 1", Some("cn/mengjin")),
        ("b 2019 CNY 2", Some("cn/luoyang")),
        ("c 2019 CNY 4", Some("cn")),
        ("d 2019 USD 8", Some("cn/mengjin")),
        ("e 2019 CNY 16", None),
    ] {
        let mut entry = entry(line);
        entry.sponsor = sponsor.map(|id| id.parse().unwrap());
        builder.entry(entry);
    }
    builder.build().unwrap()
}

#[test]
fn spend_rolls_up_without_counting_twice() {
    let ledger = china();
    let rates = RateTable::default();
    let up = roll_up(&ledger, &Query::new(Scope::all()), Dimension::Sponsor, &rates).unwrap();
    assert_eq!(
        shown(&up.rows()),
        [
            "sponsor = none: [16, 16] CNY",
            "sponsor = cn: [7, 7] CNY",
            "sponsor = cn: [8, 8] USD",
            "sponsor = cn/henan: [3, 3] CNY",
            "sponsor = cn/henan: [8, 8] USD",
            "sponsor = cn/luoyang: [3, 3] CNY",
            "sponsor = cn/luoyang: [8, 8] USD",
            "sponsor = cn/mengjin: [1, 1] CNY",
            "sponsor = cn/mengjin: [8, 8] USD",
        ]
    );
    assert_eq!((up.parent("cn/henan"), up.parent("cn"), up.parent("fr")), (Some("cn"), None, None));
    assert_eq!(shown(&up.tally().without(Dimension::Sponsor).rows()), [": [23, 23] CNY", ": [8, 8] USD"]);
    assert_eq!(up.report().groups.len(), 9);
    // Every node's sum is that of a query for it and all below it.
    for row in up.rows().iter().filter(|row| row.key().get("sponsor").is_some()) {
        let mut scope = Scope::all();
        scope.sponsor_under = vec![row.key().get("sponsor").unwrap().parse().unwrap()];
        scope.currency = vec![row.currency()];
        assert_eq!(run(&ledger, &Query::new(scope)).rows()[0].total(), row.total());
    }
    assert_eq!(
        roll_up(&ledger, &Query::new(Scope::all()), Dimension::Tag, &rates).unwrap_err(),
        TallyError::NoHierarchy { dimension: Dimension::Tag }
    );
    assert_eq!(
        run(&ledger, &Query::new(Scope::all()))
            .roll_up(&ledger, Dimension::Platform)
            .unwrap_err()
            .to_string(),
        "the tally is not grouped by platform, so that it cannot be rolled up along it: add it to the query"
    );
}

#[test]
fn tallies_of_different_questions_do_not_add() {
    let rates = table(&["2019-08-01 USD 7 CNY"]);
    let base = to("CNY");
    let others = [
        ("dimensions", base.clone().by([Dimension::Tag])),
        ("periods", base.clone().per(PeriodUnit::Month)),
        ("target currencies", to("USD")),
        ("terms of conversion", on(base.clone(), "entry-end")),
        ("orders of rounding", base.clone().order(Order::Each)),
        ("roundings", base.clone().rounding(Rounding::HalfEven)),
    ];
    let ledger = ledger_of(&["a 2019-08-01 USD 1"]);
    let before = tally(&ledger, &base, &rates).unwrap();
    for (expected, other) in others {
        let mut sum = before.clone();
        let error = sum.try_merge(&tally(&ledger, &other, &rates).unwrap()).unwrap_err();
        assert!(matches!(error, MergeError::Shape { what, .. } if what == expected), "{error}");
        assert_eq!(sum, before);
    }
    let other_rates = tally(&ledger, &base, &table(&["2019-08-01 USD 6 CNY"])).unwrap();
    assert_eq!(
        before.clone().try_merge(&other_rates).unwrap_err().to_string(),
        "the tallies converted USD for 2019-08-01 at different rates, [7, 7] here and [6, 6] there: use one table"
    );
    let no_rates = tally(&ledger, &base, &RateTable::default()).unwrap();
    assert_eq!(
        before.clone().try_merge(&no_rates).unwrap_err().to_string(),
        "tallies of different sources of rates do not add: own here, none there; ask both the same question"
    );
}

#[test]
fn a_tally_reads_back_and_a_damaged_one_is_refused() {
    let rates = table(&["2019-08-01 USD 7 CNY", "2019-08-02 USD 8.1 CNY", "2019-09-02 USD 9 CNY"]);
    let ledger =
        ledger_of(&["a 2019-08 USD 10 to 10", "b 2019-08-01 EUR 3", "c 2019-08-01 CNY unknown", "d - CNY 4"]);
    let mut query = to("CNY").by([Dimension::Sponsor]).per(PeriodUnit::Month);
    query.scope.during = Some("2019".parse().unwrap());
    let tally = tally(&ledger, &query, &rates).unwrap();
    let text = serde_json::to_string(&tally).unwrap();
    assert_eq!(serde_json::from_str::<Tally>(&text).unwrap(), tally);
    let damage = |change: &dyn Fn(&mut Value)| {
        let mut value: Value = serde_json::from_str(&text).unwrap();
        change(&mut value);
        serde_json::from_value::<Tally>(value).unwrap_err().to_string()
    };
    assert_eq!(
        damage(&|value| value["shape"]["per"] = Value::Null),
        "a group has 2 values in its key; the shape has 1 names"
    );
    assert_eq!(
        damage(&|value| value["rates"] = json!([])),
        "a group names the rate from USD on 2019-08, which the tally does not have"
    );
    assert_eq!(
        damage(&|value| value["rates"][0][0]["on"] = json!("2019-09")),
        "the rate from USD on 2019-08 stands under another name"
    );
    assert_eq!(
        damage(&|value| {
            let group = value["groups"][0].clone();
            value["groups"].as_array_mut().unwrap().push(group);
        }),
        "a key of a tally stands twice"
    );
    assert!(
        damage(&|value| value["rates"][0][1]["factor"]["lo"] = json!("0")).contains("it must be above 0")
    );
}

/// The whole JSON of one converted total, as programs read it.
#[test]
fn the_report_is_as_the_command_prints_it() {
    let rates = table(&["2019-08-01 USD 7 CNY", "2019-08-02 USD 8 CNY", "2019-09-02 USD 9 CNY"]);
    let ledger = ledger_of(&["a 2019-08 USD 10.005", "b 2019-08-01 EUR 3"]);
    let query = to("CNY").by([Dimension::Sponsor, Dimension::Currency]).per(PeriodUnit::Month);
    let report = serde_json::to_value(tally(&ledger, &query, &rates).unwrap().report()).unwrap();
    let point = |value: &str| json!({"lo": value, "lo_closed": true, "hi": value, "hi_closed": true});
    assert_eq!(
        report["groups"],
        json!([
            {
                "key": {"sponsor": null, "currency": "EUR", "period": "2019-08"}, "currency": "CNY", "total": point("0"),
                "printed": "0", "rounded": "0.00", "rounded_each": "0.00", "band": null,
                "exact": 0, "bounded": 0, "unknown": 0, "excluded": {"unconverted": 1}
            },
            {
                "key": {"sponsor": null, "currency": "USD", "period": "2019-08"}, "currency": "CNY", "total": point("75.0375"),
                "printed": "75.0375", "rounded": "75.04", "rounded_each": "75.04",
                "band": {"lo": "70.035", "lo_closed": true, "hi": "80.04", "hi_closed": true},
                "exact": 1, "bounded": 0, "unknown": 0, "excluded": {}
            }
        ])
    );
    let keys: Vec<&String> = report.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["converted_share", "groups", "rates", "unconverted"]);
}

#[test]
fn the_value_date_is_the_terms() {
    let rates = table(&["2019-08-01 USD 7 CNY", "2019-08-31 USD 8 CNY"]);
    let ledger = ledger_of(&["a 2019-08 USD 1"]);
    for (date, expected) in [("entry", "7.5"), ("entry-start", "7"), ("entry-end", "8"), ("2019-08-30", "7")]
    {
        let terms = Terms::default()
            .with_value_date(date.parse::<ValueDate>().unwrap())
            .with_max_age(MaxAge::Unlimited);
        let query = Query::new(Scope::all()).to(Target::new(Currency::CNY).with_terms(terms));
        assert_eq!(text(tally(&ledger, &query, &rates).unwrap().rows()[0].printed()), expected, "{date}");
    }
}

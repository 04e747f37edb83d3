//! Groups, what is left out of them, roll-ups, merging.

use super::*;

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
    assert_eq!(by(Dimension::Sponsor), ["sponsor = (none): [4, 4] EUR", "sponsor = main: [3, 3] EUR"]);
    assert_eq!(
        by(Dimension::Purpose),
        ["purpose = (none): [4, 4] EUR", "purpose = tourism: [2, 2] EUR", "purpose = turnout: [1, 1] EUR"]
    );
    assert_eq!(
        by(Dimension::Jurisdiction),
        ["jurisdiction = (none): [4, 4] EUR", "jurisdiction = FR: [3, 3] EUR"]
    );
    assert_eq!(by(Dimension::Tag), ["tag = (none): [6, 6] EUR", "tag = b, x: [1, 1] EUR"]);
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
fn sources_that_cover_the_same_ground_do_not_add() {
    let mut builder = LedgerBuilder::new();
    for id in ["june", "week"] {
        builder.source(Source::new(id.parse().unwrap()));
        let mut coverage = Coverage::new();
        (coverage.source, coverage.window) = (Some(id.parse().unwrap()), Some("2025-06".parse().unwrap()));
        builder.coverage(coverage);
        let mut entry = entry(&format!("{id} 2025-06-30 USD 1"));
        entry.source = Some(id.parse().unwrap());
        builder.entry(entry);
    }
    let ledger = builder.build().unwrap();
    let error = tally(&ledger, &Query::new(Scope::all()), &RateTable::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`june` and `week` cover the same ground, so that adding their entries would count some money twice: name one source \
         in the scope, or group by source; of two snapshots the later counts where they are imported together"
    );
    let apart = run(&ledger, &Query::new(Scope::all()).by([Dimension::Source]));
    assert_eq!(shown(&apart.rows()), ["source = june: [1, 1] USD", "source = week: [1, 1] USD"]);
    let mut scope = Scope::all();
    scope.source = vec!["june".parse().unwrap()];
    assert_eq!(shown(&run(&ledger, &Query::new(scope)).rows()), [": [1, 1] USD"]);
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
            "sponsor = (none): [16, 16] CNY",
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

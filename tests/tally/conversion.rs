//! Totals in one currency: ties, published sums, means, what has no rate.

use super::*;

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
    assert_eq!(all.already, 1);
    assert_eq!((all.converted_share(), all.stale_share()), (Ratio::one(), Ratio::new(1, 4).unwrap()));
    let used: Vec<String> =
        tally.rates().map(|used| format!("{} {} {}", used.on(), used.factor(), used.stale_days())).collect();
    assert_eq!(used, ["2019-08 [7.5, 7.5] 0", "2019-08-02 [8, 8] 0", "2019-10-01 [6, 6] 1"]);
    assert_eq!(tally.rates().next().unwrap().days(), Some((2, 2)));
    assert_eq!(tally.rates().next().unwrap().legs()[0].date.to_string(), "2019-08-01/2019-08-02");
}

/// However a neighbour's date is spelled, what printed a value counts in the band with that value.
#[test]
fn a_band_takes_for_a_range_only_what_printed_no_value() {
    let rates = table(&["2019-08-01 USD 1 CNY", "2019-08-02 USD 2 CNY", "2019-08-31 USD 3 CNY"]);
    let band = |lines: &[&str], during: Option<&str>| {
        let mut query = to("CNY");
        query.to =
            query.to.map(|to| to.with_terms(Terms::default().with_partial_periods(PartialPeriods::Allowed)));
        query.scope.during = during.map(|during| during.parse().unwrap());
        let tally = tally(&ledger_of(lines), &query, &rates).unwrap();
        tally.rows()[0].band().unwrap().to_string()
    };
    for range in ["2019-08", "2019-08-01/2019-08-31"] {
        assert_eq!(
            band(&["a 2019-08 USD 1000 to 1000", &format!("b {range} USD [100, 200]")], None),
            "[1100, 3600]"
        );
    }
    assert_eq!(
        band(&["a 2019-08 USD 1000 to 1000", "b 2019-08 CNY [100, 200]", "c - CNY 10 to 1"], None),
        "[1110, 3210]"
    );
    // What may not be in the period counts from 0 on.
    assert_eq!(band(&["a 2019-08 USD 1000 to 1000", "b 2019 USD 100"], Some("2019-08")), "[1000, 3300]");
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
                "printed": null, "rounded": null, "rounded_each": null, "band": null,
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

#[test]
fn where_nothing_could_be_converted_there_is_no_figure() {
    let rates = table(&["2019-08-01 USD 7 CNY"]);
    let lines = ["a 2019-09-01 USD 2", "b 2019-10-01 USD 3"];
    for order in [Order::Sum, Order::Each] {
        let none = tally(&ledger_of(&lines), &to("CNY").order(order), &rates).unwrap();
        let rows = none.rows();
        let row = &rows[0];
        assert_eq!(
            (row.printed(), row.rounded(), row.rounded_each(), row.figure()),
            (None, None, None, None)
        );
        assert!(row.has_no_figure());
        // One that is in the sums, be it 0, makes one.
        let with_zero = ledger_of(&[lines[0], lines[1], "c 2019-08-01 CNY 0"]);
        let some = tally(&with_zero, &to("CNY").order(order), &rates).unwrap();
        assert_eq!(text(some.rows()[0].figure()), "0");
    }
    // Without a target, and without entries, nothing is missing.
    assert_eq!(text(run(&ledger_of(&lines), &Query::new(Scope::all())).rows()[0].figure()), "5");
}

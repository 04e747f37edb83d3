//! The strategies that users get draw what they promise, and enough of each.

use std::collections::BTreeSet;

use adspend::amount::{Domain, Form};
use adspend::check::{Report, Verdict};
use adspend::currency::Currency;
use adspend::date::{Period, Precision, When};
use adspend::exact::Ratio;
use adspend::model::{Relation, Scope};
use adspend::strategies::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// Draws enough that what is rare occurs, always the same.
fn drawn<T: std::fmt::Debug>(strategy: impl Strategy<Value = T>) -> Vec<T> {
    let mut runner = TestRunner::deterministic();
    (0..800).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

fn form(form: &Form) -> &'static str {
    match form {
        Form::Exact(_) => "exact",
        Form::Rounded { steps, .. } if steps.iter().count() > 1 => "rounded to one of several",
        Form::Rounded { .. } => "rounded",
        Form::Range { .. } => "range",
        Form::Bucket { .. } => "bucket",
        Form::AtMost(_) => "at most",
        Form::LessThan(_) => "less than",
        Form::AtLeast(_) => "at least",
        Form::MoreThan(_) => "more than",
        Form::Unknown => "unknown",
        Form::AllOf(_) => "several",
    }
}

#[test]
fn every_form_and_every_verdict_occurs() {
    for domain in [Domain::Gross, Domain::Signed] {
        let forms: BTreeSet<&str> = drawn(amounts(domain)).iter().map(|amount| form(amount.form())).collect();
        assert_eq!(forms.len(), 11, "{forms:?}");
        let defects: BTreeSet<String> = drawn(malformed_amounts(domain))
            .iter()
            .map(|amount| format!("{:?}", amount.defect(domain)).split([' ', '(']).nth(1).unwrap().to_owned())
            .collect();
        assert_eq!(defects.len(), if domain == Domain::Gross { 3 } else { 2 }, "{defects:?}");
        let verdicts: BTreeSet<Verdict> = drawn(true_totals(domain, Relation::Equal))
            .iter()
            .map(|total| total.check().run().verdict)
            .collect();
        assert_eq!(verdicts, [Verdict::Proven, Verdict::Consistent].into());
    }
    let cases: BTreeSet<Verdict> =
        drawn(crate::cases::any_cases()).iter().map(|case| case.run().verdict).collect();
    assert_eq!(cases.len(), 5, "{cases:?}");
}

#[test]
fn dates_and_currencies_of_every_kind_occur() {
    let precisions: Vec<Precision> = drawn(whens()).into_iter().map(When::precision).collect();
    assert!(Precision::ALL.iter().all(|precision| precisions.contains(precision)));
    let units: BTreeSet<_> = drawn(periods()).into_iter().map(Period::unit).collect();
    assert_eq!(units.len(), 5);
    let (first, last) = ("2019-08-03".parse().unwrap(), "2019-08-05".parse().unwrap());
    let between: BTreeSet<_> = drawn(days_between(first, last)).into_iter().collect();
    assert_eq!(
        between.into_iter().map(|day| day.to_string()).collect::<Vec<_>>(),
        ["2019-08-03", "2019-08-04", "2019-08-05"]
    );
    assert!(
        drawn(whens_between(first, last))
            .iter()
            .all(|when| when.earliest().is_none_or(|day| day.year() == 2019))
    );
    let few: BTreeSet<Currency> = drawn(few_currencies()).into_iter().collect();
    assert_eq!(few.len(), 3);
    assert!(drawn(currencies()).into_iter().collect::<BTreeSet<_>>().len() > 200);
    assert!(drawn(money(Domain::Gross)).iter().all(|money| few.contains(&money.currency)));
}

#[test]
fn ledgers_have_every_reason_to_set_entries_aside() {
    let ledgers = drawn(ledgers());
    let day = "2019-06-30".parse().unwrap();
    let mut reasons = BTreeSet::new();
    let mut uncertain = 0;
    for ledger in &ledgers {
        let selection = ledger.select(&Scope::all(), Some(day)).unwrap();
        reasons.extend(selection.excluded.iter().map(|(_, why)| *why));
        let mut scope = Scope::all();
        scope.during = Some("2019-03/2019-08".parse().unwrap());
        let certain =
            |it: &&adspend::ledger::Selected<'_>| it.certainty == adspend::ledger::Certainty::Certain;
        let dated = ledger.select(&scope, None).unwrap().entries;
        uncertain += usize::from(dated.iter().any(|it| certain(&it)) && !dated.iter().all(|it| certain(&it)));
    }
    assert_eq!(reasons.len(), 6, "{reasons:?}");
    assert!(uncertain > 20, "{uncertain}");
    // The checks that a ledger makes by itself find something to check.
    assert!(ledgers.iter().any(|ledger| !Report::of(ledger).checks.is_empty()));
    assert!(drawn(ledger_builders()).iter().all(|builder| builder.problems().is_empty()));
}

#[test]
fn rates_of_every_pair_occur() {
    let tables = drawn(rate_tables());
    let most = tables.iter().map(|table| table.currencies().len()).max();
    assert_eq!(most, Some(4));
    assert!(tables.iter().any(|table| table.first_day().is_none()));
}

proptest! {
    #[test]
    fn a_print_holds_the_value_that_was_printed(
        real in prop_oneof![values(Domain::Signed), numerals()],
        print in prints(),
        mode in modes(),
    ) {
        let amount = print.of(real);
        prop_assert_eq!(amount.defect(Domain::Signed), None);
        prop_assert!(amount.outer(Domain::Signed).unwrap().contains(&real.into()));
        if !real.is_negative() {
            prop_assert_eq!(amount.defect(Domain::Gross), None);
        }
        prop_assert_eq!(mode.to_string().parse(), Ok(mode));
    }

    #[test]
    fn perturbations_change_what_they_say((total, wrong) in perturbed_totals(Domain::Signed)) {
        let after = total.perturbed(&wrong);
        prop_assert!(after.items != total.items || after.total != total.total);
        // One thing at a time.
        let changed = after.items.iter().zip(&total.items).filter(|(a, b)| a != b).count();
        prop_assert_eq!(changed + usize::from(after.total != total.total), 1);
        let real: Ratio = total.values.iter().map(|value| Ratio::from(*value)).sum();
        prop_assert_eq!(real, total.sum);
    }
}

use std::num::NonZeroUsize;

use proptest::prelude::*;

use super::*;

/// A row as a test writes it: day, digits, currency, decimals, sponsor, campaign.
type Written = (i32, i64, &'static str, u8, Option<u8>, Option<u16>);

fn rows() -> impl Strategy<Value = Vec<Written>> {
    let row = (
        17_000i32..17_040,
        0i64..1_000_000,
        prop::sample::select(vec!["USD", "JPY", "CNY"]),
        0u8..3,
        prop::option::of(0u8..5),
        prop::option::of(0u16..400),
    );
    prop::collection::vec(row, 0..60)
}

fn draft(rows: &[Written]) -> Draft {
    let mut draft = Draft::with_capacity(0);
    for ((day, mantissa, currency, decimals, sponsor, campaign), number) in rows.iter().zip(1..) {
        let unit = draft.unit(currency.parse().unwrap(), *decimals).unwrap();
        let mut codes = [0; FIELD_COUNT];
        if let Some(sponsor) = sponsor {
            codes[0] = draft.names_mut(Field::Sponsor).intern(&format!("sponsor-{sponsor}")).unwrap();
        }
        if let Some(campaign) = campaign {
            codes[4] = draft
                .names_mut(Field::Campaign)
                .intern(&format!("a-campaign-of-some-length/{campaign}"))
                .unwrap();
        }
        let day = Day::from_epoch_days(*day).unwrap();
        draft.push(&DraftRow { number, day, mantissa: *mantissa, unit, codes });
    }
    draft
}

/// The entries by a way that knows no columns.
fn plain(rows: &[Written]) -> Vec<(u32, Entry)> {
    let entry = |(row, number): (&Written, u32)| {
        let (day, mantissa, currency, decimals, sponsor, campaign) = row;
        let digits = Numeral::new((*mantissa).into(), *decimals).unwrap();
        let id = format!("rows.csv/{number}").parse().unwrap();
        let mut entry = Entry::new(id, Money::new(Amount::exact(digits), currency.parse().unwrap()));
        entry.when = Some(When::from(Day::from_epoch_days(*day).unwrap()));
        entry.sponsor = sponsor.map(|it| format!("sponsor-{it}").parse().unwrap());
        entry.campaign = campaign.map(|it| format!("a-campaign-of-some-length/{it}").parse().unwrap());
        (number, entry)
    };
    rows.iter().zip(1..).map(entry).collect()
}

fn finish(draft: Draft, threads: usize) -> Columns {
    draft.finish("rows.csv", Domain::Gross, NonZeroUsize::new(threads).unwrap())
}

proptest! {
    #[test]
    fn columns_keep_every_entry_whole(rows in rows(), threads in 1usize..3) {
        let columns = finish(draft(&rows), threads);
        prop_assert_eq!(columns.len(), rows.len());
        prop_assert_eq!(columns.entries().unwrap(), plain(&rows));
        let magnitude: u128 = rows.iter().map(|row| u128::from(row.1.unsigned_abs())).sum();
        prop_assert_eq!(columns.magnitude(), magnitude);
        prop_assert_eq!(columns.largest(), rows.iter().map(|row| row.1.unsigned_abs()).max().unwrap_or(0));
    }

    #[test]
    fn drafts_of_parts_join_to_the_draft_of_the_whole(rows in rows(), at in 0usize..60) {
        let (head, tail) = rows.split_at(at.min(rows.len()));
        let mut joined = draft(head);
        joined.append(draft(tail), u32::try_from(head.len()).unwrap()).unwrap();
        prop_assert_eq!(finish(joined, 1).entries().unwrap(), plain(&rows));
    }

    #[test]
    fn an_entry_that_differs_makes_other_columns(rows in rows(), at in 0usize..60) {
        prop_assume!(!rows.is_empty());
        let mut other = rows.clone();
        let at = at % rows.len();
        other[at].1 += 1;
        prop_assert_ne!(finish(draft(&other), 1).entries().unwrap(), plain(&rows));
    }

    #[test]
    fn rows_are_sorted_by_day_and_postings_list_those_of_a_name(rows in rows()) {
        let columns = finish(draft(&rows), 1);
        let days: usize = (0..columns.day_count()).map(|day| columns.rows_of_day(day).len()).sum();
        prop_assert_eq!(days, rows.len());
        let codes = columns.codes(Field::Sponsor);
        for code in 0..u32::try_from(columns.names(Field::Sponsor).code_count()).unwrap() {
            let expected: Vec<u32> = (0u32..).take(rows.len()).filter(|at| codes.get(row(*at)) == code).collect();
            prop_assert_eq!(columns.postings(Field::Sponsor).of(code), expected);
        }
    }
}

#[test]
fn days_are_counted_from_the_first() {
    let columns = finish(draft(&[(17_002, 1, "USD", 0, None, None), (17_000, 2, "USD", 0, None, None)]), 1);
    let day = |days| Day::from_epoch_days(days);
    assert_eq!((columns.day_count(), columns.day(0)), (3, day(17_000).unwrap()));
    assert_eq!(columns.days_between(day(16_000), day(17_000)), 0..1);
    assert_eq!(columns.days_between(day(17_001), None), 1..3);
    assert_eq!(columns.days_between(None, day(16_999)), 0..0);
    assert_eq!(columns.days_between(day(17_005), day(17_001)), 2..2);
    assert_eq!((columns.rows_of_day(0), columns.rows_of_day(1), columns.rows_of_day(2)), (0..1, 1..1, 1..2));
}

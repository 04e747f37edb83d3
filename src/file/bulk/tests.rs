use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::ledger::Field;

const DEFAULTS: Defaults = Defaults { currency: None, domain: Domain::Gross, left_out: None };

fn read_all(text: &str) -> Option<Taken> {
    read_bytes(text.as_bytes(), DEFAULTS).unwrap()
}

#[test]
fn rows_are_taken_or_set_aside_with_their_numbers_and_lines() {
    let text = "when,sponsor,amount,currency,note\r\n\
                2019-08-05,a,5.00,USD,\r\n\
                \r\n\
                2019-08,a,5.00,USD,\r\n\
                2019-08-06,\"a\",\"7\",EUR,\"\"\r\n\
                2019-08-07,b,8,EUR,\"two\nlines\"\r\n\
                2019-08-08,b,9,EUR,";
    let taken = read_all(text).unwrap();
    assert_eq!(taken.draft.names(Field::Sponsor).iter().collect::<Vec<_>>(), ["a", "b"]);
    let side: Vec<_> =
        taken.side.iter().map(|it| (it.number, it.line, std::str::from_utf8(&it.bytes).unwrap())).collect();
    assert_eq!(side, [(2, 4, "2019-08,a,5.00,USD,"), (4, 6, "2019-08-07,b,8,EUR,\"two\nlines\"")]);
    let text = taken.side_text();
    assert_eq!(
        std::str::from_utf8(&text).unwrap(),
        "when,sponsor,amount,currency,note\n\n\n2019-08,a,5.00,USD,\n\n2019-08-07,b,8,EUR,\"two\nlines\"\n"
    );
    assert_eq!(taken.draft.len(), 3);
}

#[test]
fn more_decimals_than_columns_hold_are_set_aside_whatever_tells_the_currency() {
    let defaults = Defaults { currency: Some(Currency::USD), ..DEFAULTS };
    for header in ["when,amount", "when,amount,currency"] {
        let comma = if header.ends_with("currency") { "," } else { "" };
        let text = format!("{header}\n2019-08-05,1.1234567{comma}\n2019-08-05,1.12345678{comma}\n");
        let taken = read_bytes(text.as_bytes(), defaults).unwrap().unwrap();
        let side: Vec<_> = taken.side.iter().map(|it| it.number).collect();
        assert_eq!((taken.draft.len(), side), (1, vec![2]), "{header}");
    }
}

#[test]
fn files_that_others_must_judge_are_left_alone() {
    for refused in
        ["", "when,amount", "when,amount\n2019-08-05,\"5", "when,amount\n2019-08-05,5\r2019-08-05,x\n"]
    {
        assert!(read_all(refused).is_none(), "{refused}");
    }
    assert!(read_all("when,amount\n").is_some_and(|taken| taken.draft.len() == 0 && taken.side.is_empty()));
}

/// What the parts of a file give, cut at every place.
fn in_parts(text: &str, parts: usize) -> Option<Taken> {
    let header = Header::read(&mut io::Cursor::new(text.as_bytes())).unwrap()?;
    let open = |at: u64| Ok(&text.as_bytes()[usize::try_from(at).unwrap()..]);
    read(&header, text.len() as u64, DEFAULTS, NonZeroUsize::new(parts).unwrap(), open).unwrap()
}

fn everything(taken: Taken) -> (Vec<(u32, crate::model::Entry)>, Vec<SideRow>) {
    let columns = taken.draft.finish("rows.csv", Domain::Gross, NonZeroUsize::MIN);
    (columns.entries().unwrap(), taken.side)
}

proptest! {
    #[test]
    fn parts_give_what_the_whole_gives(rows in prop::collection::vec((0u8..4, 1u32..28, 0u32..900), 0..30), parts in 2usize..7) {
        let mut text = "when,sponsor,amount,currency,note\n".to_owned();
        for (kind, day, amount) in rows {
            match kind {
                0 => writeln!(text, "2019-08-{day:02},s{amount},{amount}.5,USD,").unwrap(),
                1 => writeln!(text, "2019-08-{day:02},\"a sponsor\",{amount},EUR,\"a\n\n,\"").unwrap(),
                2 => writeln!(text, "2019-08-{day:02},\"s{day}\",{amount},JPY,\r").unwrap(),
                _ => writeln!(text, "2019,s,about {amount},EUR,").unwrap(),
            }
        }
        let whole = everything(read_all(&text).unwrap());
        prop_assert_eq!(everything(in_parts(&text, parts).unwrap()), whole);
    }

    #[test]
    fn plain_rows_give_what_they_give_beside_a_quoted_one(
        rows in prop::collection::vec((0u8..5, 1u32..33, 0u64..90_000_000_000, prop::bool::ANY), 0..40)
    ) {
        let mut text = "when,sponsor,amount,currency,note\n".to_owned();
        let mut long = Vec::new();
        for (kind, day, amount, is_returned) in rows {
            let cells = match kind {
                0 => format!("2019-08-{day:02},s{amount},{amount}.5,USD,"),
                1 => format!("1919-{day:02}-08,,-{amount}.25,JPY,"),
                2 => {
                    let name = format!("a-sponsor-with-a-name{}", "-of-it".repeat(usize::try_from(day).unwrap() / 3));
                    // August has 31 days.
                    long.extend((day < 32).then(|| name.clone()));
                    format!("2019-08-{day:02},{name},{amount},EUR,")
                }
                3 => format!("2019-08,s,{amount},EUR,"),
                _ => ",,,,".to_owned(),
            };
            writeln!(text, "{cells}{}", if is_returned { "\r" } else { "" }).unwrap();
        }
        let (plain, side) = everything(read_all(&text).unwrap());
        let mut found: Vec<String> = plain.iter().filter_map(|(_, entry)| Some(entry.sponsor.as_ref()?.to_string())).collect();
        found.retain(|name| name.starts_with("a-"));
        found.sort();
        long.sort();
        prop_assert_eq!(found, long);
        text.push_str("2019-08-01,\"q\",1,USD,\n");
        let (mut beside, beside_side) = everything(read_all(&text).unwrap());
        let last = beside.pop().unwrap().1;
        prop_assert_eq!(last.sponsor, "q".parse().ok());
        prop_assert_eq!((plain, side), (beside, beside_side));
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(prop::sample::select(b"when,amot\n\r\"2019-08-5.USD\xEF\xBB\xBF".to_vec()), 0..200)) {
        let headed = [b"when,amount,currency\n".as_slice(), &bytes].concat();
        for bytes in [bytes, headed] {
            let taken = read_bytes(&bytes, DEFAULTS).unwrap();
            // Every row is somewhere.
            if let Some(taken) = taken {
                let lines = memchr::memchr_iter(b'\n', &bytes).count();
                prop_assert!(taken.draft.len() + taken.side.len() <= lines);
            }
        }
    }
}

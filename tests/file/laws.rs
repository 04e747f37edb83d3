//! Nothing panics; what is written reads back, whatever it is.

use adspend::amount::{Amount, Hedge, Mode, Steps};
use adspend::currency::Currency;
use adspend::exact::Numeral;
use adspend::file::{format, read_json, read_text, write, write_json};
use adspend::ledger::{Ledger, LedgerBuilder};
use adspend::model::{Entry, Supersession, SupersessionKind};
use adspend::money::Money;
use proptest::prelude::*;

use super::formatting::comments;
use super::{WHOLE, assert_equal, beside};

/// Reads, formats and judges a text: whatever it is, nothing panics, and an error has a place.
fn survives(text: &[u8]) {
    if let Err(problems) = read_text("a.toml", text, &mut beside) {
        assert!(
            problems.iter().all(|problem| problem.place.is_some() || problem.subject.is_some()),
            "{problems}"
        );
    }
    _ = read_json("a.json", text, &mut beside);
    if let Ok(text) = std::str::from_utf8(text)
        && let Ok(once) = format(text)
    {
        assert_eq!(format(&once).unwrap(), once, "of {text:?}");
        assert!(comments(&once).len() >= comments(text).len(), "{once}");
    }
}

/// The whole file with some of its lines left out, doubled, swapped or spoilt.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let edit = (0..6u8, any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>());
    prop::collection::vec(edit, 1..6).prop_map(|edits| {
        let mut lines: Vec<Vec<u8>> =
            WHOLE.split_inclusive('\n').map(|line| line.as_bytes().to_vec()).collect();
        for (kind, a, b, byte) in edits {
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            match kind {
                0 if lines.len() > 1 => drop(lines.remove(a)),
                1 => lines.insert(a, lines[b].clone()),
                2 => lines.swap(a, b),
                3 => {
                    let at = usize::from(byte) % lines[a].len().max(1);
                    lines[a].insert(at, byte);
                }
                4 => {
                    let at = usize::from(byte) % lines[a].len().max(1);
                    if at < lines[a].len() {
                        lines[a].remove(at);
                    }
                }
                _ => lines[a].insert(0, b'#'),
            }
            if lines.is_empty() {
                break;
            }
        }
        lines.concat()
    })
}

fn numeral() -> impl Strategy<Value = Numeral> {
    (0..1_000_000_000i128, 0..6u8).prop_map(|(mantissa, scale)| Numeral::new(mantissa, scale).unwrap())
}

fn simple_amount() -> impl Strategy<Value = Amount> {
    let step = (0..5i32).prop_map(|exponent| Numeral::power_of_ten(exponent).unwrap());
    let steps = prop::collection::vec(step, 1..4).prop_map(|steps| Steps::any_of(steps).unwrap());
    let mode = prop::sample::select(vec!["nearest", "half-up", "floor", "unknown", "half-even"]);
    prop_oneof![
        numeral().prop_map(Amount::exact),
        (0..1_000_000u32, steps, mode).prop_map(|(value, steps, mode)| {
            let value = Numeral::from(value).shifted(4).unwrap();
            Amount::rounded_to_any(value, steps, mode.parse::<Mode>().unwrap())
        }),
        (numeral(), 1..1000u32).prop_map(|(low, more)| {
            let high = Numeral::new(low.mantissa() + i128::from(more), low.decimals()).unwrap();
            Amount::range(low, high).unwrap()
        }),
        (numeral(), 1..1000u32).prop_map(|(low, more)| {
            let high = Numeral::new(low.mantissa() + i128::from(more), low.decimals()).unwrap();
            Amount::bucket(low, high).unwrap()
        }),
        numeral().prop_map(Amount::at_most),
        numeral().prop_map(Amount::less_than),
        numeral().prop_map(Amount::at_least),
        numeral().prop_map(Amount::more_than),
        Just(Amount::unknown()),
    ]
}

fn amount() -> impl Strategy<Value = Amount> {
    let hedge = prop::sample::select(vec![Hedge::Plain, Hedge::About, Hedge::Near]);
    let hedged = (simple_amount(), hedge).prop_map(|(amount, hedge)| amount.hedged(hedge)).boxed();
    prop_oneof![
        4 => hedged.clone(),
        1 => prop::collection::vec(hedged, 1..4).prop_map(|reports| Amount::all_of(reports).unwrap()),
    ]
}

fn text() -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop_oneof!["\\PC{1,12}", "[\\x00-\\x7f]{1,12}", "[\"'\\\\\n#]{1,8}"])
}

fn ledger() -> impl Strategy<Value = Ledger> {
    let money = |currency: Currency| {
        (amount(), text()).prop_map(move |(amount, words)| {
            let mut money = Money::new(amount, currency);
            money.words = words;
            money
        })
    };
    let entry = (
        money(Currency::CNY),
        prop::collection::vec(money(Currency::USD), 0..3),
        text(),
        text(),
        any::<bool>(),
    );
    prop::collection::vec(entry, 0..6).prop_map(|entries| {
        let mut builder = LedgerBuilder::new();
        for (index, (money, gloss, note, tag, supersedes)) in entries.into_iter().enumerate() {
            let mut entry = Entry::new(format!("e{index}").parse().unwrap(), money);
            entry.gloss = gloss;
            entry.note = note;
            // Blanks around an item of a list in a cell are left out.
            entry.tags =
                tag.into_iter().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect();
            if supersedes && index > 0 {
                let id = format!("e{}", index - 1).parse().unwrap();
                entry.supersedes = vec![Supersession { id, kind: Some(SupersessionKind::Amends) }];
            }
            builder.entry(entry);
        }
        builder.build().unwrap()
    })
}

/// Without the words, which are only kept where they read back.
fn assert_same(a: &Ledger, b: &Ledger) {
    assert_eq!(a.entries(), b.entries());
    assert_eq!(a.settings(), b.settings());
}

proptest! {
    #[test]
    fn mutations_never_panic(text in mutated()) {
        survives(&text);
    }

    #[test]
    fn bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        survives(&bytes);
    }

    #[test]
    fn toml_like_texts_never_panic(text in "([a-z]{1,3}|[\\[\\]{}=\",.#\n ']|\"\"\"|'''|\\[\\[entry\\]\\]\n|amount = |[0-9]){0,60}") {
        survives(text.as_bytes());
    }

    #[test]
    fn cells_never_panic(text in "(id|amount|when|,|\"|\n|\r|5 EUR|;|\\{|[a-z0-9]){0,60}") {
        let mut beside = |_: &str| Ok(text.clone().into_bytes());
        _ = read_text("a.toml", "entries = \"a.csv\"\nsources = \"b.csv\"\n[ledger]\nformat = 1", &mut beside);
    }

    #[test]
    fn ledgers_read_back(ledger in ledger()) {
        let text = write(&ledger);
        let back = read_text("a.toml", &text, &mut beside).unwrap_or_else(|problems| panic!("{problems}\n{text}"));
        assert_same(&ledger, &back);
        prop_assert_eq!(format(&text).unwrap(), text.clone());
        let back = read_json("a.json", write_json(&ledger), &mut beside).unwrap_or_else(|problems| panic!("{problems}"));
        assert_same(&ledger, &back);
        // What was read is written to the last character as before.
        assert_equal(&back, &read_text("a.toml", write(&back), &mut beside).unwrap());
    }

    #[test]
    fn entries_in_cells_read_back(ledger in ledger()) {
        let mut csv = Vec::new();
        adspend::export::csv(&ledger, &mut csv).unwrap();
        let mut beside = |_: &str| Ok(csv.clone());
        let back = read_text("a.toml", "entries = \"a.csv\"\n[ledger]\nformat = 1", &mut beside);
        let back = back.unwrap_or_else(|problems| panic!("{problems}\n{}", String::from_utf8_lossy(&csv)));
        assert_same(&ledger, &back);
    }

    #[test]
    fn another_amount_is_another_ledger(ledger in ledger(), at in any::<prop::sample::Index>()) {
        prop_assume!(!ledger.entries().is_empty());
        let at = at.index(ledger.entries().len());
        let mut builder = LedgerBuilder::new();
        for (index, entry) in ledger.entries().iter().enumerate() {
            let mut entry = entry.clone();
            if index == at {
                let other = if entry.money.amount.is_unknown() { Amount::exact(7) } else { Amount::unknown() };
                entry.money = Money::new(other, entry.money.currency);
            }
            builder.entry(entry);
        }
        let other = builder.build().unwrap();
        let back = read_text("a.toml", write(&other), &mut beside).unwrap();
        prop_assert_ne!(back.entries(), ledger.entries());
    }
}

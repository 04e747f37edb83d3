//! Lists of entries in Parquet: the same ledger as from CSV.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed"
)]

use std::fs::File;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use adspend::date::Day;
use adspend::file::LedgerFiles;
use adspend::ledger::{Columns, Ledger};
use adspend::model::Entry;
use parquet::basic::{Compression, Encoding};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DoubleType, FixedLenByteArrayType, Int32Type, Int64Type,
};
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use proptest::prelude::*;

/// A folder of its own, taken away at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("adspend-parquet-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The values of a column; rows without one have none.
#[derive(Clone, Debug)]
enum Values {
    Small(Vec<Option<i32>>),
    Long(Vec<Option<i64>>),
    Wide(Vec<Option<i128>>),
    Text(Vec<Option<String>>),
    Float(Vec<f64>),
    Flag(Vec<Option<bool>>),
}

impl Values {
    fn text(values: &[&str]) -> Self {
        Self::Text(values.iter().map(|text| (!text.is_empty()).then(|| (*text).to_owned())).collect())
    }

    fn len(&self) -> usize {
        match self {
            Self::Small(all) => all.len(),
            Self::Long(all) => all.len(),
            Self::Wide(all) => all.len(),
            Self::Text(all) => all.len(),
            Self::Float(all) => all.len(),
            Self::Flag(all) => all.len(),
        }
    }

    fn write(&self, rows: std::ops::Range<usize>, mut writer: SerializedColumnWriter<'_>) {
        fn levels<T>(values: &[Option<T>]) -> Vec<i16> {
            values.iter().map(|value| i16::from(value.is_some())).collect()
        }
        match self {
            Self::Small(all) => {
                let (all, writer) = (&all[rows], writer.typed::<Int32Type>());
                let there: Vec<_> = all.iter().flatten().copied().collect();
                writer.write_batch(&there, Some(&levels(all)), None).unwrap();
            }
            Self::Long(all) => {
                let (all, writer) = (&all[rows], writer.typed::<Int64Type>());
                let there: Vec<_> = all.iter().flatten().copied().collect();
                writer.write_batch(&there, Some(&levels(all)), None).unwrap();
            }
            Self::Wide(all) => {
                let (all, writer) = (&all[rows], writer.typed::<FixedLenByteArrayType>());
                let bytes = |value: &i128| ByteArray::from(value.to_be_bytes().to_vec()).into();
                let there: Vec<_> = all.iter().flatten().map(bytes).collect();
                writer.write_batch(&there, Some(&levels(all)), None).unwrap();
            }
            Self::Text(all) => {
                let (all, writer) = (&all[rows], writer.typed::<ByteArrayType>());
                let there: Vec<ByteArray> = all.iter().flatten().map(|text| text.as_str().into()).collect();
                writer.write_batch(&there, Some(&levels(all)), None).unwrap();
            }
            Self::Flag(all) => {
                let (all, writer) = (&all[rows], writer.typed::<BoolType>());
                let there: Vec<bool> = all.iter().flatten().copied().collect();
                writer.write_batch(&there, Some(&levels(all)), None).unwrap();
            }
            Self::Float(all) => {
                writer.typed::<DoubleType>().write_batch(&all[rows], None, None).unwrap();
            }
        }
        writer.close().unwrap();
    }
}

/// Writes columns in groups of so many rows.
fn write(path: &Path, schema: &str, columns: &[Values], rows_per_group: usize) {
    write_as(path, schema, columns, rows_per_group, WriterProperties::default());
}

fn write_as(
    path: &Path,
    schema: &str,
    columns: &[Values],
    rows_per_group: usize,
    properties: WriterProperties,
) {
    let schema = Arc::new(parse_message_type(&format!("message entries {{ {schema} }}")).unwrap());
    let mut writer =
        SerializedFileWriter::new(File::create(path).unwrap(), schema, Arc::new(properties)).unwrap();
    let count = columns[0].len();
    let mut first = 0;
    while first < count {
        let rows = first..(first + rows_per_group).min(count);
        let mut group = writer.next_row_group().unwrap();
        for column in columns {
            column.write(rows.clone(), group.next_column().unwrap().unwrap());
        }
        group.close().unwrap();
        first = rows.end;
    }
    writer.close().unwrap();
}

fn read(path: &Path, threads: usize) -> Result<Ledger, String> {
    let threads = NonZeroUsize::new(threads).unwrap();
    LedgerFiles::new().with_threads(threads).path(path).read().map_err(|problems| problems.to_string())
}

/// The entries, without the file's name in their ids.
fn entries(ledger: &Ledger) -> Vec<Entry> {
    let without_name = |entry: &Entry| {
        let mut entry = entry.clone();
        entry.id = entry.id.as_str().rsplit('/').next().unwrap().parse().unwrap();
        entry
    };
    ledger.entries().iter().map(without_name).collect()
}

const SCHEMA: &str = "OPTIONAL INT32 when (DATE); OPTIONAL BYTE_ARRAY sponsor (UTF8); \
                      OPTIONAL INT64 amount (DECIMAL(18,2)); OPTIONAL BYTE_ARRAY currency (UTF8);";

fn epoch(day: &str) -> Option<i32> {
    Some(day.parse::<Day>().unwrap().epoch_days())
}

#[test]
fn dates_decimals_and_names_are_those_of_csv() {
    let folder = Folder::new();
    let (list, csv) = (folder.0.join("list.parquet"), folder.0.join("list.csv"));
    let columns = [
        Values::Small(vec![epoch("2019-08-05"), epoch("2019-08-06"), epoch("1969-12-31")]),
        Values::text(&["party", "", "a-name-of-more-than-fifteen-letters"]),
        Values::Long(vec![Some(4688), Some(5), Some(0)]),
        Values::text(&["USD", "EUR", "JPY"]),
    ];
    write(&list, SCHEMA, &columns, 2);
    let text = "when,sponsor,amount,currency\n2019-08-05,party,46.88,USD\n2019-08-06,,0.05,EUR\n\
                1969-12-31,a-name-of-more-than-fifteen-letters,0.00,JPY\n";
    std::fs::write(&csv, text).unwrap();
    let ledger = read(&list, 2).unwrap();
    assert_eq!(ledger.columns().map(Columns::len).sum::<usize>(), 3);
    assert_eq!(entries(&ledger), entries(&read(&csv, 1).unwrap()));
    assert_eq!(ledger.entries()[0].id.as_str(), "list.parquet/1");
}

#[test]
fn flags_are_true_or_false() {
    let folder = Folder::new();
    let (list, csv) = (folder.0.join("list.parquet"), folder.0.join("list.csv"));
    let schema = "OPTIONAL BYTE_ARRAY when (UTF8); OPTIONAL BYTE_ARRAY amount (UTF8); OPTIONAL BYTE_ARRAY currency (UTF8); OPTIONAL BOOLEAN signed;";
    let columns = [
        Values::text(&["2019-08-05", "2019-08-06", "2019-08-07"]),
        Values::text(&["-5", "7.50", "9"]),
        Values::text(&["USD", "EUR", "USD"]),
        Values::Flag(vec![Some(true), Some(false), None]),
    ];
    write(&list, schema, &columns, 2);
    let text =
        "when,amount,currency,signed\n2019-08-05,-5,USD,true\n2019-08-06,7.50,EUR,false\n2019-08-07,9,USD,\n";
    std::fs::write(&csv, text).unwrap();
    assert_eq!(entries(&read(&list, 1).unwrap()), entries(&read(&csv, 1).unwrap()));
    // A flag is no amount.
    let amounts = schema.replace("BYTE_ARRAY amount (UTF8)", "BOOLEAN amount");
    let mut columns = columns;
    columns[1] = Values::Flag(vec![Some(true); 3]);
    write(&list, &amounts, &columns, 2);
    assert!(read(&list, 1).unwrap_err().contains("`true`"));
}

#[test]
fn campaigns_are_left_out_as_of_csv() {
    let folder = Folder::new();
    let list = folder.0.join("list.parquet");
    let schema = "OPTIONAL BYTE_ARRAY when (UTF8); OPTIONAL BYTE_ARRAY campaign (UTF8); \
                  OPTIONAL BYTE_ARRAY amount (UTF8); OPTIONAL BYTE_ARRAY currency (UTF8);";
    let read = |campaigns: &[&str]| {
        let columns = [
            Values::text(&["2019-08-05", "2019-08-06", "2019-08-07"]),
            Values::text(campaigns),
            Values::text(&["5", "7.50", "≤100"]),
            Values::text(&["USD", "EUR", "USD"]),
        ];
        write(&list, schema, &columns, 2);
        LedgerFiles::new().without_campaigns().path(&list).read().map_err(|problems| problems.to_string())
    };
    let ledger = read(&["ad-1", "", "ad-2"]).unwrap();
    assert_eq!(ledger.columns().map(Columns::len).sum::<usize>(), 2);
    assert_eq!(ledger.campaigns().len(), 0);
    assert_eq!(entries(&ledger), entries(&read(&["", "", ""]).unwrap()));
    let refused = read(&["ad-1", "ad 2", ""]).unwrap_err();
    assert!(refused.contains("list.parquet:3:") && refused.contains("`ad 2` is no id"), "{refused}");
}

#[test]
fn what_columns_do_not_hold_is_read_as_in_csv() {
    let folder = Folder::new();
    let (list, csv) = (folder.0.join("list.parquet"), folder.0.join("list.csv"));
    let columns = [
        Values::text(&["2019", "2019-08-06", "2019-08-07", "2019-08"]),
        Values::text(&["about 5", "7.50", "10~20", "12"]),
        Values::text(&["USD", "EUR", "USD", "USD"]),
        Values::text(&["", "", "", "said \"twelve\", in print"]),
    ];
    let schema = "OPTIONAL BYTE_ARRAY when (UTF8); OPTIONAL BYTE_ARRAY amount (UTF8); \
                  OPTIONAL BYTE_ARRAY currency (UTF8); OPTIONAL BYTE_ARRAY note (UTF8);";
    write(&list, schema, &columns, 3);
    let text = "when,amount,currency,note\n2019,about 5,USD,\n2019-08-06,7.50,EUR,\n2019-08-07,10~20,USD,\n\
                2019-08,12,USD,\"said \"\"twelve\"\", in print\"\n";
    std::fs::write(&csv, text).unwrap();
    let ledger = read(&list, 3).unwrap();
    assert_eq!(ledger.columns().map(Columns::len).sum::<usize>(), 1);
    assert_eq!(entries(&ledger), entries(&read(&csv, 1).unwrap()));
}

#[test]
fn a_row_without_a_day_or_an_amount_has_none_whatever_its_column_is_made_of() {
    let folder = Folder::new();
    let list = folder.0.join("list.parquet");
    // Two groups: what is left of the first must not become the second's.
    let whens = Values::Small(vec![epoch("2019-08-05"), None]);
    let columns = [whens, Values::text(&["5", "7"]), Values::text(&["USD", "USD"])];
    let schema = |when: &str| {
        format!(
            "OPTIONAL INT32 when{when}; OPTIONAL BYTE_ARRAY amount (UTF8); OPTIONAL BYTE_ARRAY currency (UTF8);"
        )
    };
    write(&list, &schema(" (DATE)"), &columns, 1);
    let whens: Vec<_> = read(&list, 1).unwrap().entries().iter().map(|entry| entry.when.is_some()).collect();
    assert_eq!(whens, [true, false]);
    // A number is no day: a row that has none is read, one that has a number is wrong.
    write(&list, &schema(""), &columns, 1);
    assert!(read(&list, 1).unwrap_err().contains("18113"), "{:?}", read(&list, 1));
    let columns = [Values::Small(vec![None, None]), Values::text(&["5", "7"]), Values::text(&["USD", "USD"])];
    write(&list, &schema(""), &columns, 1);
    assert!(read(&list, 1).unwrap().entries().iter().all(|entry| entry.when.is_none()));
    let columns = [
        Values::Small(vec![epoch("2019-08-05"); 2]),
        Values::Small(vec![None, None]),
        Values::text(&["USD", "USD"]),
    ];
    let schema =
        "OPTIONAL INT32 when (DATE); OPTIONAL INT32 amount (DATE); OPTIONAL BYTE_ARRAY currency (UTF8);";
    write(&list, schema, &columns, 1);
    let refused = read(&list, 1).unwrap_err();
    assert!(refused.contains("amount"), "{refused}");
}

#[test]
fn long_lists_have_texts_of_many_pages() {
    let sponsor = |at: u16| u8::try_from(at * 31 % 50).unwrap() + 8;
    let rows: Vec<Made> = (0..20_000u16)
        .map(|at| {
            (Some(i32::from(at % 400)), (at % 11 > 0).then(|| sponsor(at % 50)), Some(i64::from(at)), Some(1))
        })
        .collect();
    for (dictionary, rows_per_group) in [(None, 20_000), (Some(900), 9_000), (Some(1 << 20), 13_000)] {
        let way = Way {
            version: WriterVersion::PARQUET_1_0,
            compression: Compression::SNAPPY,
            dictionary,
            texts: Encoding::PLAIN,
            rows_per_page: 700,
        };
        let [list, text] = both(&rows, &rows, (rows_per_group, way), 2);
        assert_eq!(list.unwrap(), text.unwrap());
    }
}

#[test]
fn wide_decimals_are_exact() {
    let folder = Folder::new();
    let list = folder.0.join("list.parquet");
    let wide = [123_456_789_012_345_678_901_234, 1_250, -1];
    for (amounts, expected) in [
        (&wide[..2], Ok(["1234567890123456789012.34 USD", "12.50 USD"])),
        (&wide[1..], Err("an amount below zero")),
    ] {
        let columns = [
            Values::Small(vec![epoch("2019-08-05"); 2]),
            Values::Wide(amounts.iter().copied().map(Some).collect()),
            Values::text(&["USD", "USD"]),
        ];
        let schema = "OPTIONAL INT32 when (DATE); OPTIONAL FIXED_LEN_BYTE_ARRAY(16) amount (DECIMAL(38,2)); \
                      OPTIONAL BYTE_ARRAY currency (UTF8);";
        write(&list, schema, &columns, 10);
        match (read(&list, 1), expected) {
            (Ok(ledger), Ok(expected)) => {
                let shown: Vec<_> = ledger.entries().iter().map(|entry| entry.money.to_string()).collect();
                assert_eq!(shown, expected);
            }
            (Err(message), Err(_)) => {
                assert!(message.contains("list.parquet:3:"), "{message}");
                assert!(message.contains("-0.01"), "{message}");
            }
            (found, expected) => panic!("{:?} is not {expected:?}", found.map(|it| it.entries().len())),
        }
    }
}

#[test]
fn a_bit_that_flipped_is_refused_or_read_but_never_a_panic() {
    let folder = Folder::new();
    let list = folder.0.join("list.parquet");
    let days = ["2019-08-05", "2019-08-05", "2019-08-06", "2019-08-05"].map(epoch);
    let columns = [
        Values::Small(days.to_vec()),
        Values::text(&["party", "", "party", "list"]),
        Values::Long(vec![Some(4688), Some(5), Some(5), Some(4688)]),
        Values::text(&["USD", "EUR", "USD", "USD"]),
    ];
    let mut messages = std::collections::BTreeSet::new();
    for properties in [
        WriterProperties::builder().set_dictionary_enabled(true),
        WriterProperties::builder().set_dictionary_enabled(false),
        WriterProperties::builder().set_writer_version(WriterVersion::PARQUET_2_0),
    ] {
        write_as(&list, SCHEMA, &columns, 4, properties.build());
        let whole = std::fs::read(&list).unwrap();
        for bit in 0..whole.len() * 8 {
            let mut bytes = whole.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let ledger = "entries = \"list.parquet\"\n[ledger]\nformat = 1\n[[actor]]\nid = \"party\"\n[[actor]]\nid = \"list\"\n";
            let read = LedgerFiles::new().text("ledger.toml", ledger, |_| Ok(bytes.clone())).read();
            messages.extend(read.err().map(|problems| problems.to_string()));
        }
    }
    let is_said = |what: &str| messages.iter().any(|message| message.contains(what));
    for what in [
        "a page names values of a dictionary, and none came before it",
        "its decoder gave up where pages contradict one another",
    ] {
        assert!(is_said(what), "{what}: {messages:?}");
    }
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let folder = Folder::new();
    let list = folder.0.join("list.parquet");
    let refused = |expected: &str| {
        let message = read(&list, 2).unwrap_err();
        assert!(message.contains(expected), "`{message}` has no `{expected}`");
    };
    let floats = [Values::Small(vec![epoch("2019-08-05")]), Values::Float(vec![4.5])];
    write(&list, "OPTIONAL INT32 when (DATE); REQUIRED DOUBLE amount;", &floats, 1);
    refused(
        "cannot be read: it is of floating-point numbers, which do not hold cents; write DECIMAL, or text",
    );
    let fine = [Values::Small(vec![epoch("2019-08-05")]), Values::Wide(vec![Some(5)])];
    write(
        &list,
        "OPTIONAL INT32 when (DATE); OPTIONAL FIXED_LEN_BYTE_ARRAY(16) amount (DECIMAL(38,29));",
        &fine,
        1,
    );
    refused("cannot be read: it has more than 28 decimals; write at most 28");
    let unknown = [Values::Small(vec![epoch("2019-08-05")]), Values::text(&["5"]), Values::text(&["x"])];
    let schema =
        "OPTIONAL INT32 when (DATE); OPTIONAL BYTE_ARRAY amount (UTF8); OPTIONAL BYTE_ARRAY sponser (UTF8);";
    write(&list, schema, &unknown, 1);
    refused("did you mean `sponsor`?");
    std::fs::write(&list, "when,amount\n2019-08-05,5\n").unwrap();
    refused("list.parquet` cannot be read as Parquet");
    std::fs::remove_file(&list).unwrap();
    refused("there is no file");
    // A file that ends early.
    let columns = [Values::Small(vec![epoch("2019-08-05"); 900]), Values::Small(vec![Some(5); 900])];
    write(&list, "OPTIONAL INT32 when (DATE); OPTIONAL INT32 amount;", &columns, 300);
    let bytes = std::fs::read(&list).unwrap();
    std::fs::write(&list, &bytes[..bytes.len() / 2]).unwrap();
    refused("cannot be read as Parquet");
}

/// A row: day, sponsor, amount in cents, currency; each may be missing.
type Made = (Option<i32>, Option<u8>, Option<i64>, Option<u8>);

fn made(rows: &[Made]) -> [Values; 4] {
    let currency = |at: u8| ["USD", "EUR", "JPY", "kwd"][usize::from(at) % 4].to_owned();
    let sponsor =
        |at: u8| if at == 7 { "no id".to_owned() } else { format!("s{at}/{}", "x".repeat(at.into())) };
    [
        Values::Small(rows.iter().map(|row| row.0.map(|day| 17_000 + day)).collect()),
        Values::Text(rows.iter().map(|row| row.1.map(sponsor)).collect()),
        Values::Long(rows.iter().map(|row| row.2).collect()),
        Values::Text(rows.iter().map(|row| row.3.map(currency)).collect()),
    ]
}

/// The same rows as CSV.
fn csv(rows: &[Made]) -> String {
    let [days, sponsors, amounts, currencies] = made(rows);
    let (Values::Small(days), Values::Text(sponsors), Values::Long(amounts), Values::Text(currencies)) =
        (days, sponsors, amounts, currencies)
    else {
        panic!("they are made so")
    };
    let mut text = "when,sponsor,amount,currency\n".to_owned();
    for at in 0..rows.len() {
        let day = days[at].map(|day| Day::from_epoch_days(day).unwrap().to_string()).unwrap_or_default();
        let amount = amounts[at].map(|cents| {
            let (sign, cents) = (if cents < 0 { "-" } else { "" }, cents.unsigned_abs());
            format!("{sign}{}.{:02}", cents / 100, cents % 100)
        });
        let cells = [
            day,
            sponsors[at].clone().unwrap_or_default(),
            amount.unwrap_or_default(),
            currencies[at].clone().unwrap_or_default(),
        ];
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

/// How a writer stores columns.
#[derive(Clone, Copy, Debug)]
struct Way {
    version: WriterVersion,
    compression: Compression,
    /// How long a dictionary grows, in bytes, before the texts behind it are written as they are; none where there is none.
    dictionary: Option<usize>,
    /// How texts are stored without one.
    texts: Encoding,
    rows_per_page: usize,
}

impl Way {
    fn properties(self) -> WriterProperties {
        WriterProperties::builder()
            .set_writer_version(self.version)
            .set_compression(self.compression)
            .set_dictionary_enabled(self.dictionary.is_some())
            .set_dictionary_page_size_limit(self.dictionary.unwrap_or(1))
            .set_column_encoding("sponsor".into(), self.texts)
            .set_data_page_row_count_limit(self.rows_per_page)
            .set_write_batch_size(self.rows_per_page)
            .build()
    }
}

fn ways() -> impl Strategy<Value = Way> {
    let version = prop::sample::select(vec![WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0]);
    let compression = prop::sample::select(vec![
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::ZSTD(Default::default()),
    ]);
    let texts = prop::sample::select(vec![
        Encoding::PLAIN,
        Encoding::DELTA_LENGTH_BYTE_ARRAY,
        Encoding::DELTA_BYTE_ARRAY,
    ]);
    (version, compression, prop::option::of(1usize..40), texts, 1usize..9).prop_map(
        |(version, compression, dictionary, texts, rows_per_page)| Way {
            version,
            compression,
            dictionary,
            texts,
            rows_per_page,
        },
    )
}

/// What a file of these rows is read as, by columns and by text.
fn both(
    rows: &[Made],
    others: &[Made],
    (rows_per_group, way): (usize, Way),
    threads: usize,
) -> [Result<Vec<Entry>, String>; 2] {
    let folder = Folder::new();
    let (list, text) = (folder.0.join("list.parquet"), folder.0.join("list.csv"));
    write_as(&list, SCHEMA, &made(rows), rows_per_group, way.properties());
    std::fs::write(&text, csv(others)).unwrap();
    let plain =
        |message: String| message.replace(".parquet", ".csv").replace(folder.0.to_str().unwrap(), "FOLDER");
    [read(&list, threads), read(&text, 1)].map(|ledger| ledger.map(|it| entries(&it)).map_err(plain))
}

/// Rows of which one in some forty is wrong: about half of all lists are ledgers.
fn rows() -> impl Strategy<Value = Vec<Made>> {
    let sponsor = prop_oneof![120 => 0u8..7, 1 => Just(7)];
    let amount = prop_oneof![200 => 0i64..100_000, 1 => Just(-1)];
    let row = (
        prop::option::weighted(0.98, 0i32..400),
        prop::option::of(sponsor),
        prop::option::weighted(0.995, amount),
        prop::option::weighted(0.995, 0u8..3),
    );
    prop::collection::vec(row, 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_list_in_parquet_is_read_as_the_same_in_csv(
        rows in rows(), group in (1usize..20, ways()), threads in 1usize..4
    ) {
        let [list, text] = both(&rows, &rows, group, threads);
        prop_assert_eq!(list, text);
    }

    #[test]
    fn another_name_is_another_ledger(rows in rows(), way in ways(), at in any::<prop::sample::Index>()) {
        let mut others = rows.clone();
        let at = at.index(rows.len());
        others[at].1 = if others[at].1 == Some(3) { Some(4) } else { Some(3) };
        let [list, text] = both(&rows, &others, (7, way), 2);
        prop_assume!(list.is_ok());
        prop_assert_ne!(list, text);
    }

    #[test]
    fn another_amount_is_another_ledger(rows in rows(), way in ways(), at in any::<prop::sample::Index>()) {
        let mut others = rows.clone();
        let at = at.index(rows.len());
        others[at].2 = Some(others[at].2.unwrap_or(0).max(0) + 1);
        let [list, text] = both(&rows, &others, (7, way), 2);
        prop_assume!(list.is_ok());
        prop_assert_ne!(list, text);
    }
}

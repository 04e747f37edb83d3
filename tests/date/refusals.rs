//! Every message, word for word.

use std::str::FromStr;

use adspend::date::{DateError, Day, Period, PeriodUnit, When};

const SUPPORTED: &str = "a day `2019-08-03`, a month `2019-08`, a quarter `2019-33` to `2019-36`, \
                         a year `2019`, or an interval of two of these such as `2019-08/2019-10` \
                         or `../2019-03-31`; `~`, `?` or `%` may follow a date";

fn message<T: FromStr<Err = DateError> + std::fmt::Debug>(text: &str) -> String {
    text.parse::<T>().unwrap_err().to_string()
}

#[test]
fn messages_of_days() {
    let form = "write YYYY-MM-DD, such as `2019-08-03`";
    for (text, expected) in [
        ("", "the date is empty: write one, such as `2019-08-03`"),
        (" 2024-01-05", "` 2024-01-05` contains white space: write `2024-01-05`"),
        ("2024-01-05\n", "`2024-01-05\\n` contains white space: write `2024-01-05`"),
        ("2024 -01-\u{a0}05", "`2024 -01-\u{a0}05` contains white space: write `2024-01-05`"),
        ("0000-01-01", "year 0 is outside the calendar: years are 0001 to 9999"),
        ("2019-00-01", "`2019-00` is not a month: months are 01 to 12"),
        ("2019-13-01", "`2019-13` is not a month: months are 01 to 12"),
        ("2023-02-29", "`2023-02-29` is not a day: 2023-02 has 28 days"),
        ("2024-02-30", "`2024-02-30` is not a day: 2024-02 has 29 days"),
        ("2024-04-00", "`2024-04-00` is not a day: 2024-04 has 30 days"),
    ] {
        assert_eq!(message::<Day>(text), expected);
    }
    for text in [
        "24-01-05",
        "2024-1-5",
        "2024-01-5",
        "20240105",
        "2024/01/05",
        "05.01.2024",
        "2024-01-05T00:00",
        "+2024-01-05",
        "-024-01-05",
        "02024-01-05",
        "2024-01-05~",
        "2024-01",
        "2024‐01‐05",
        "２０２４-01-05",
        "2024-01-0٥",
        "2024-01- x",
    ] {
        assert_eq!(message::<Day>(text), format!("`{text}` is not a day: {form}"));
    }
    assert_eq!(
        Day::new(10_000, 1, 1).unwrap_err().to_string(),
        "year 10000 is outside the calendar: years are 0001 to 9999"
    );
    assert_eq!(Day::new(-1, 13, 40).unwrap_err(), DateError::YearOutOfRange { year: -1 });
    assert_eq!(
        Day::new(2019, 2, u32::MAX).unwrap_err().to_string(),
        "`2019-02-4294967295` is not a day: 2019-02 has 28 days"
    );
}

#[test]
fn messages_of_periods() {
    for (text, expected) in [
        ("", "the date is empty: write one, such as `2019-08-03`"),
        ("2019-08 ", "`2019-08 ` contains white space: write `2019-08`"),
        ("0000", "year 0 is outside the calendar: years are 0001 to 9999"),
        ("0000-W01", "year 0 is outside the calendar: years are 0001 to 9999"),
        ("0000-Q1", "year 0 is outside the calendar: years are 0001 to 9999"),
        ("2019-13", "`2019-13` is not a month: months are 01 to 12"),
        ("2019-35", "`2019-35` is not a month: months are 01 to 12"),
        ("2019-Q0", "`2019-Q0` is not a quarter: quarters are Q1 to Q4"),
        ("2019-Q5", "`2019-Q5` is not a quarter: quarters are Q1 to Q4"),
        ("2019-W00", "`2019-W00` is not a week: 2019 has the weeks W01 to W52"),
        ("2019-W53", "`2019-W53` is not a week: 2019 has the weeks W01 to W52"),
        ("2020-W54", "`2020-W54` is not a week: 2020 has the weeks W01 to W53"),
    ] {
        assert_eq!(message::<Period>(text), expected);
    }
    for text in
        ["2019-q3", "2019Q3", "2019-Q03", "2019-W1", "2019-W31-1", "2019-8", "19", "2019~", "2019/2020", "Q3"]
    {
        assert_eq!(
            message::<Period>(text),
            format!(
                "`{text}` is not a calendar period: write a day `2019-08-03`, a week `2019-W31`, \
                 a month `2019-08`, a quarter `2019-Q3` or a year `2019`"
            )
        );
    }
    assert_eq!(
        message::<PeriodUnit>("Month"),
        "`Month` is not a period unit: write day, week, month, quarter or year"
    );
}

#[test]
fn messages_of_dates() {
    for (text, expected) in [
        ("", "the date is empty: write one, such as `2019-08-03`"),
        (" 2019-08", "` 2019-08` contains white space: write `2019-08`"),
        ("2019-08 / 2019-10", "`2019-08 ` contains white space: write `2019-08`"),
        ("2023-02-29", "`2023-02-29` is not a day: 2023-02 has 28 days"),
        ("2023-02-29/2023-03", "`2023-02-29` is not a day: 2023-02 has 28 days"),
        ("2019-13", "`2019-13` is not a month: months are 01 to 12"),
        ("2019-42", "`2019-42` is not a month: months are 01 to 12"),
        ("2019-35-01", "`2019-35` is not a month: months are 01 to 12"),
        ("0000", "year 0 is outside the calendar: years are 0001 to 9999"),
        ("/2019", "the interval `/2019` has an empty end: write `..` for an open one"),
        ("2019/", "the interval `2019/` has an empty end: write `..` for an open one"),
        ("/", "the interval `/` has an empty end: write `..` for an open one"),
        ("..", "`..` names no date: give at least one end of the interval"),
        ("../..", "`../..` names no date: give at least one end of the interval"),
        (
            "03/08/2019",
            "`03/08/2019` has 2 slashes: an interval has one, and a day is written like `2019-08-03`",
        ),
        ("2019?~", "`2019?~` has more than one qualifier: write one, `%` for approximate and uncertain"),
        (
            "2019-08~/2019-07-31?",
            "the interval `2019-08~/2019-07-31?` is reversed: its start, 2019-08-01, is after its end, \
             2019-07-31; swap them",
        ),
    ] {
        assert_eq!(message::<When>(text), expected);
    }
    for text in [
        "August 2019",
        "Tuesday",
        "20190803",
        "2019-8",
        "19",
        "2019-Q3",
        "2019..2020",
        "2019-08-03 x",
        "~",
        "2019-08-",
        "2019-08-03-",
        "..2019",
        "2019!",
        "201９",
        "T",
        "2019-08–2019-10",
        "?~",
        "n.d.",
    ] {
        assert_eq!(message::<When>(text), format!("`{text}` is not a date: write {SUPPORTED}"));
    }
    assert_eq!(message::<When>("..~/2019"), format!("`..~` is not a date: write {SUPPORTED}"));
    assert_eq!(
        message::<When>(&"9".repeat(1000)),
        format!("`{}…` is not a date: write {SUPPORTED}", "9".repeat(40))
    );
}

#[test]
fn messages_of_other_parts_of_edtf() {
    for (text, feature) in [
        ("2019-21", "a season"),
        ("2019-24~", "a season"),
        ("2019-32", "a season"),
        ("2019-37", "a third or a half of a year"),
        ("2019-41?", "a third or a half of a year"),
        ("2019-W31", "a week"),
        ("201X", "an unspecified digit"),
        ("2019-XX", "an unspecified digit"),
        ("XXXX-08-03%", "an unspecified digit"),
        ("2019-08-03T12:00:00Z", "a time of day"),
        ("2019-08-03T12:00:00.000+02:00", "a time of day"),
        ("P3M", "a duration"),
        ("[2018, 2019]", "a set of dates"),
        ("{2018..2019}", "a set of dates"),
        ("[..2019]", "a set of dates"),
        ("-0044", "a signed year"),
        ("+2019-08", "a signed year"),
        ("Y17000", "a year of more than four digits"),
        ("Y-17E7", "a year of more than four digits"),
        ("1950S2", "a number of significant digits"),
        ("2019?-08", "a qualifier of one part only"),
        ("?2019-08", "a qualifier of one part only"),
        ("2019-~08-03", "a qualifier of one part only"),
    ] {
        let expected = format!("`{text}` has {feature}, which is not supported: write {SUPPORTED}");
        assert_eq!(message::<When>(text), expected);
        assert_eq!(message::<When>(&format!("{text}/..")), expected);
        assert_eq!(message::<When>(&format!("2019-08/{text}")), expected);
    }
}

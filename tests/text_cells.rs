//! Cells of tables: what is a number, what is not, and what an accounting tool prints.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use adspend::currency::Currency;
use adspend::text::{Problem, Reader};

#[test]
fn cells_that_are_dates_times_or_sides_of_an_account() {
    let reader = Reader::english();
    for text in [
        "2019-05-01",
        "10:30",
        "1-2-3",
        "12/05/2019",
        "5.5.2019",
        "2019/20",
        "1/2",
        "2019-05-01T10:30:00Z",
        "2019-05-01 10:30",
    ] {
        let problem = Problem::DateOrTime { text: text.to_owned() };
        assert_eq!(reader.read_cell(text).map_err(|error| error.problem().clone()), Err(problem), "{text}");
        assert_eq!(reader.find_bare(text), [], "{text}");
        assert_eq!(reader.find_bare(&format!("on {text} it was")), [], "{text}");
    }
    for (text, amount) in [
        ("2019", "2019 to 1"),
        ("100-200", "[100, 200]"),
        ("10.30", "10.30 to 0.01"),
        ("1.234.567", "1234567 to 1"),
        ("1,234.50-", "-1234.50 to 0.01"),
        ("$5-", "-5 to 1"),
        ("5.00- USD", "-5.00 to 0.01"),
        ("5,-", "5 to 1"),
    ] {
        let reader = Reader::english().with_currencies([Currency::USD]);
        assert_eq!(reader.read_cell(text).unwrap().amount().to_string(), amount, "{text}");
    }
    for (text, found) in [("1,234.50 CR", "CR"), ("$5DR", "DR")] {
        assert_eq!(
            reader.read_cell(text).unwrap_err().to_string(),
            format!(
                "`{found}` in `{text}` marks one side of an account: write `-` before money that came back, and nothing before \
                 money that was spent; crores are `Cr` or `crore`"
            )
        );
    }
    for text in ["₹5 CR", "5 Cr INR"] {
        assert_eq!(reader.read(text).unwrap().amount().to_string(), "50000000 to 10000000", "{text}");
    }
}

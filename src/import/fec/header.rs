//! What a filing says of itself before its items: the format's version, what it amends, and the record of its form.

use csv::StringRecord;

use super::record::{Doubt, Lines, SEPARATOR, split};
use crate::error::{Code, Problem};
use crate::import::input::at_line;

/// The most lines that a header may have, and the most schedules that it may count.
const HEADER_LINES_MAX: usize = 200;

/// A version of the FEC's electronic filing format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Version {
    pub(super) major: u32,
    pub(super) minor: u32,
}

impl Version {
    /// `8.3`, `3.00` or `2.02`: only the first digit behind the point ever changed a field's place.
    fn of(text: &str) -> Option<Self> {
        let (major, minor) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(major) || !digits(minor) {
            return None;
        }
        let (major, minor) = (major.parse().ok()?, minor.get(..1)?.parse().ok()?);
        let is_known = match major {
            2 | 7 | 8 => true,
            3 => minor == 0,
            5 => minor <= 3,
            6 => (1..=4).contains(&minor),
            _ => false,
        };
        is_known.then_some(Self { major, minor })
    }
}

/// The number of the filing that is amended, not written as `FEC-1235321`: `FEC1235321`, `FEC - 1235321` or `1235321`.
#[derive(Debug)]
struct Original {
    number: String,
    /// Whether `FEC` stands before it: else it is such a number only where the form is an amendment.
    is_marked: bool,
}

impl Original {
    fn of(text: &str) -> Option<Self> {
        let rest =
            text.get(..3).filter(|start| start.eq_ignore_ascii_case("FEC")).and_then(|_| text.get(3..));
        let digits = rest.unwrap_or(text).trim_start_matches([' ', '-', '_', '#']);
        let is_number = (1..=12).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.trim_start_matches('0');
        (is_number && !number.is_empty())
            .then(|| Self { number: number.to_owned(), is_marked: rest.is_some() })
    }
}

/// The beginning of a filing.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) version: Version,
    /// The number of the filing that this one amends, `1235321` of `FEC-1235321`.
    pub(super) original: Option<String>,
    /// Which amendment it is: 0 is none, or not said.
    pub(super) amendment: u32,
    /// What stands where the number of the filing should that this one amends, written in another way, and which amendment it is.
    meant: Option<(Original, u32)>,
    /// Whether figures are in cents, as software before version 3 could choose.
    pub(super) is_in_cents: bool,
    /// How many records of a schedule the header of version 2 says there are.
    pub(super) counts: Vec<(String, u64)>,
    /// The record of the form.
    pub(super) form: StringRecord,
    /// The line on which it stands.
    pub(super) form_line: u64,
    /// From where on it may be cut in the wrong places.
    pub(super) doubt: Option<Doubt>,
}

impl Head {
    /// The first field of the form's record, `F3XA`.
    pub(super) fn name(&self) -> String {
        self.form.get(0).unwrap_or_default().to_ascii_uppercase()
    }

    /// Whether it says of itself that it is an amendment: `F3XA`.
    pub(super) fn is_amendment(&self) -> bool {
        self.name().ends_with('A')
    }

    /// A field of the form's record, from 1.
    pub(super) fn field(&self, number: usize) -> &str {
        number.checked_sub(1).and_then(|at| self.form.get(at)).unwrap_or_default()
    }

    /// Reads the header and the form's record.
    pub(super) fn read(file: &str, lines: &mut Lines<'_>) -> Result<Self, Box<Problem>> {
        if !lines.advance()? {
            return Err(broken(
                file,
                1,
                "the file is empty, and expected a filing that begins with `HDR` or `/* Header`",
            ));
        }
        let mut head =
            if lines.text.starts_with("/*") { Self::block(file, lines)? } else { Self::record(file, lines)? };
        if !lines.advance()? {
            return Err(broken(
                file,
                lines.number,
                "the filing ends behind its header, and expected the record of a form",
            ));
        }
        head.doubt = split(&lines.text, &mut head.form);
        head.form_line = lines.number;
        if head.original.is_none()
            && let Some((original, amendment)) = head.meant.take()
            && (original.is_marked || head.is_amendment())
        {
            head.original = Some(original.number);
            head.amendment = amendment;
        }
        if !head.name().starts_with('F') || head.form.len() < 2 {
            let message =
                format!("found `{}`, and expected the record of a form, such as `F3XN`", short(&lines.text));
            return Err(broken(file, lines.number, &message));
        }
        Ok(head)
    }

    fn empty(version: Version) -> Self {
        Self {
            version,
            original: None,
            amendment: 0,
            meant: None,
            is_in_cents: false,
            counts: Vec::new(),
            form: StringRecord::new(),
            form_line: 0,
            doubt: None,
        }
    }

    /// The `HDR` record of version 3 and later.
    fn record(file: &str, lines: &Lines<'_>) -> Result<Self, Box<Problem>> {
        let line = lines.number;
        let mut fields = StringRecord::new();
        split(&lines.text, &mut fields);
        let field = |at: usize| fields.get(at).unwrap_or_default();
        if !field(0).eq_ignore_ascii_case("HDR") {
            let message = format!(
                "found `{}`, and expected `HDR` or `/* Header`, with which filings begin",
                short(&lines.text)
            );
            return Err(broken(file, line, &message));
        }
        if is_typed_in(field(1)) {
            let message = format!(
                "found `{}`, the version of a filing on paper that was typed in, and expected `FEC`, as in electronic filings",
                short(field(1))
            );
            let help = "its fields stand in other places, which no rule here knows: leave it out, or write its items as entries";
            return Err(at_line(file, line, Code::Syntax, &message).help(help).into());
        }
        let version = version(file, line, field(2))?;
        let has_separator = lines.text.contains(SEPARATOR);
        if version.major < 3 {
            let message = format!(
                "found version `{}` in an `HDR` record, and expected a `/* Header` block, with which filings of version 2 begin",
                short(field(2))
            );
            return Err(broken(file, line, &message));
        }
        if version.major >= 6 && !has_separator {
            let message = format!(
                "found fields between commas in a filing of version `{}`, and expected them between bytes 0x1C, as since version 6",
                short(field(2))
            );
            return Err(broken(file, line, &message));
        }
        let mut head = Self::empty(version);
        // The fields moved by one when the delimiter of names went; what the first holds tells them apart.
        let at = (4..fields.len())
            .find(|at| field(*at).get(..4).is_some_and(|start| start.eq_ignore_ascii_case("FEC-")));
        if let Some(at) = at {
            let number = field(at).get(4..).unwrap_or_default().trim();
            let is_number = !number.trim_start_matches('0').is_empty();
            head.original = is_number.then(|| number.to_owned());
            head.amendment = field(at + 1).parse().unwrap_or(1);
        } else {
            let at = if version.major >= 6 { 5 } else { 6 };
            head.meant =
                Original::of(field(at)).map(|original| (original, field(at + 1).parse().unwrap_or(1)));
            if field(at).is_empty() {
                // Which amendment it is, it may say all the same.
                head.amendment = field(at + 1).parse().unwrap_or_default();
            }
        }
        Ok(head)
    }

    /// The block of version 2.
    fn block(file: &str, lines: &mut Lines<'_>) -> Result<Self, Box<Problem>> {
        let mut head = Self::empty(Version { major: 2, minor: 0 });
        let mut found: Option<(u64, String)> = None;
        let mut is_counting = false;
        for _ in 0..HEADER_LINES_MAX {
            if !lines.advance()? {
                break;
            }
            if lines.text.starts_with("/*") {
                let Some((line, text)) = found else {
                    return Err(broken(
                        file,
                        lines.number,
                        "the header ends, and expected a line `FEC_Ver_# = 2.02` in it",
                    ));
                };
                head.version = version(file, line, &text)?;
                return Ok(head);
            }
            let (key, value) = lines.text.split_once('=').unwrap_or((lines.text.as_str(), ""));
            let (key, value) = (key.trim(), value.trim());
            match key.to_ascii_lowercase().as_str() {
                "fec_ver_#" => found = Some((lines.number, value.to_owned())),
                "dec/nodec" => head.is_in_cents = value.eq_ignore_ascii_case("NODEC"),
                "schedule_counts:" => is_counting = true,
                _ if is_counting => {
                    head.counts.extend(value.parse().ok().map(|count| (key.to_ascii_uppercase(), count)));
                }
                _ => {}
            }
        }
        Err(broken(file, lines.number, "the header has no end, and expected a line `/* End Header`"))
    }
}

/// Whether this is a version such as `P3.2`: what the FEC calls filings that were made on paper, and typed in for it.
fn is_typed_in(text: &str) -> bool {
    let version = text.strip_prefix(['P', 'p']).unwrap_or_default();
    version.starts_with(|digit: char| digit.is_ascii_digit())
}

fn version(file: &str, line: u64, text: &str) -> Result<Version, Box<Problem>> {
    Version::of(text).ok_or_else(|| {
        let message = format!(
            "found version `{}`, and expected one of the electronic format from 2 to 8, such as `8.3`",
            short(text)
        );
        broken(file, line, &message)
    })
}

fn short(text: &str) -> String {
    text.chars().map(|character| if character == SEPARATOR { '|' } else { character }).take(40).collect()
}

fn broken(file: &str, line: u64, message: &str) -> Box<Problem> {
    at_line(file, line, Code::Syntax, message).help("download the filing again from the FEC").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Head, String> {
        let mut bytes = text.as_bytes();
        Head::read("a.fec", &mut Lines::new("a.fec", &mut bytes)).map_err(|problem| problem.message)
    }

    #[test]
    fn headers_of_all_versions_are_read() {
        let head =
            read("HDR\u{1c}FEC\u{1c}8.3\u{1c}Soft\u{1c}1\u{1c}FEC-12\u{1c}2\nF3XA\u{1c}C001\u{1c}Name\n")
                .unwrap();
        assert_eq!(
            (head.version, head.original.as_deref(), head.amendment),
            (Version { major: 8, minor: 3 }, Some("12"), 2)
        );
        assert_eq!((head.name().as_str(), head.field(3), head.form_line), ("F3XA", "Name", 2));
        let head =
            read("\"HDR\",\"FEC\",\"3.00\",\"Soft\",3.8,^,\"FEC-12\",\"001\"\n\"F3A\",\"C001\"\n").unwrap();
        assert_eq!((head.version.major, head.original.as_deref(), head.amendment), (3, Some("12"), 1));
        let block = "/* Header\nFEC_Ver_# = 2.02\nDec/NoDec = DEC\nSchedule_Counts:\nSA17 = 00002\n/* End Header\nF3XN,C001\n";
        let head = read(block).unwrap();
        assert_eq!((head.version.major, head.original.as_deref()), (2, None));
        assert_eq!(head.counts, [("SA17".to_owned(), 2)]);
    }

    #[test]
    fn what_is_amended_is_read_where_it_can_be_read_in_one_way_only() {
        for (field, form, original) in [
            ("FEC-1000", "F3XA", Some("1000")),
            ("FEC1000", "F3XA", Some("1000")),
            ("fec - 1000", "F3XA", Some("1000")),
            ("FEC_01000", "F3XN", Some("1000")),
            ("1000", "F3XA", Some("1000")),
            ("1000", "F3XN", None),
            ("", "F3XA", None),
            ("FEC", "F3XA", None),
            ("1000-2", "F3XA", None),
            ("Q1 2018", "F3XA", None),
            ("0", "F3XA", None),
            ("FEC-", "F3XA", None),
            ("FEC-0", "F3XA", None),
        ] {
            let new =
                format!("HDR\u{1c}FEC\u{1c}8.2\u{1c}Soft\u{1c}1\u{1c}{field}\u{1c}2\n{form}\u{1c}C001\n");
            let head = read(&new).unwrap();
            // Which one it is stands also where what it amends does not.
            let is_said = original.is_some() || field.is_empty() || field.starts_with("FEC-");
            let amendment = if is_said { 2 } else { 0 };
            assert_eq!((head.original.as_deref(), head.amendment), (original, amendment), "{field} {form}");
            let old = format!("HDR,FEC,5.3,Soft,1,^,{field},2\n{form},C001\n");
            assert_eq!(read(&old).unwrap().original.as_deref(), original, "{field} {form}");
        }
    }

    #[test]
    fn what_is_no_filing_says_so() {
        for (text, expected) in [
            ("", "the file is empty, and expected a filing that begins with `HDR` or `/* Header`"),
            (
                "Name,Amount\n",
                "found `Name,Amount`, and expected `HDR` or `/* Header`, with which filings begin",
            ),
            (
                "HDR\u{1c}FEC\u{1c}180.5\u{1c}Soft\n",
                "found version `180.5`, and expected one of the electronic format from 2 to 8, such as `8.3`",
            ),
            (
                "HDR\u{1c}P3.2\u{1c}Typist\u{1c}1\nF3A\u{1c}C001\n",
                "found `P3.2`, the version of a filing on paper that was typed in, and expected `FEC`, as in electronic filings",
            ),
            (
                "HDR\u{1c}FEC\u{1c}2.4\u{1c}Soft\n",
                "found version `2.4` in an `HDR` record, and expected a `/* Header` block, with which filings of version 2 begin",
            ),
            (
                "HDR,FEC,8.3,Soft\n",
                "found fields between commas in a filing of version `8.3`, and expected them between bytes 0x1C, as since version 6",
            ),
            (
                "HDR\u{1c}FEC\u{1c}8.3\n",
                "the filing ends behind its header, and expected the record of a form",
            ),
            (
                "HDR\u{1c}FEC\u{1c}8.3\nSA17\u{1c}C001\n",
                "found `SA17|C001`, and expected the record of a form, such as `F3XN`",
            ),
            ("/* Header\nFEC_Ver_# = 2.02\n", "the header has no end, and expected a line `/* End Header`"),
            ("/* Header\n/* End Header\n", "the header ends, and expected a line `FEC_Ver_# = 2.02` in it"),
        ] {
            assert_eq!(read(text).unwrap_err(), expected);
        }
    }
}

//! The ads of a JSON file, one at a time, however they are wrapped: lines of objects, an array of them, or the pages of the API
//! (`{"data": [ … ], "paging": …}`), one behind the other or in a list. Where each line is an ad, one that is broken breaks no other.

use std::io::{BufReader, Read};

use crate::error::{Code, Problem};
use crate::import::input::{at_line, unreadable};

/// The longest ad, in bytes.
const AD_LENGTH_MAX: usize = 4 << 20;
/// How deep values may nest.
const DEPTH_MAX: usize = 64;
const BUFFER: usize = 256 << 10;

/// A container that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Array,
    Object,
}

/// What the outermost value turned out to be; a closed set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrapping {
    /// An ad, unless a list called `data` shows up in it.
    Bare,
    /// An array of ads, unless a list called `data` shows up in one.
    List,
    /// A page, in whose list the reader is.
    Data,
    /// A page, behind its list.
    Rest,
}

/// The text of an ad: the line on which it begins, which ad of that line it is, and its bytes.
type Found<'o> = (u64, usize, &'o [u8]);

/// A reader of ads.
pub(super) struct Objects<'f, R> {
    file: &'f str,
    bytes: std::io::Bytes<BufReader<R>>,
    stack: Vec<Open>,
    wrapping: Wrapping,
    /// How many containers are open around a page.
    around_page: usize,
    /// The ad that is being read, and the line on which it began.
    ad: Vec<u8>,
    began: u64,
    /// Which ad of that line it is, from 1.
    number: usize,
    line: u64,
    /// Whether an ad that is no part of a list ended on the line on which it began: then all do.
    is_by_line: bool,
    /// Whether the line is no object.
    is_stray: bool,
    /// Whether the line at hand began with the next ad, while the one before was open.
    has_begun: bool,
    in_text: bool,
    is_escaped: bool,
    /// The last text of the object that may be a page: the key before a value.
    key: Vec<u8>,
}

impl<'f, R: Read> Objects<'f, R> {
    pub(super) fn new(file: &'f str, reader: R) -> Self {
        Self {
            file,
            bytes: BufReader::with_capacity(BUFFER, reader).bytes(),
            stack: Vec::new(),
            wrapping: Wrapping::Bare,
            around_page: 0,
            ad: Vec::new(),
            began: 0,
            number: 0,
            line: 1,
            is_by_line: false,
            is_stray: false,
            has_begun: false,
            in_text: false,
            is_escaped: false,
            key: Vec::new(),
        }
    }

    /// The next ad.
    ///
    /// # Errors
    ///
    /// A file that ends within an ad, or is no JSON; an ad that is too long or nests too deep.
    pub(super) fn next(&mut self) -> Result<Option<Found<'_>>, Box<Problem>> {
        self.ad.clear();
        if std::mem::take(&mut self.has_begun) {
            self.open(Open::Object)?;
        }
        while let Some(byte) = self.bytes.next() {
            let byte = byte.map_err(|error| unreadable(self.file, &error))?;
            if self.take(byte)? {
                self.line += u64::from(byte == b'\n');
                return Ok(Some((self.began, self.number, &self.ad)));
            }
            self.line += u64::from(byte == b'\n');
        }
        if self.is_stray && self.ends_stray()? || self.is_by_line && !self.stack.is_empty() {
            self.break_off();
            return Ok(Some((self.began, self.number, &self.ad)));
        }
        if self.stack.is_empty() {
            return Ok(None);
        }
        let problem = at_line(self.file, self.line, Code::Syntax, "the file ends before its JSON does");
        Err(problem.help("download it again").into())
    }

    /// Whether the ad at hand, which stands in no list, breaks off before this byte, the first of a line or its end.
    fn is_broken_off(&self, byte: u8) -> bool {
        if self.wrapping != Wrapping::Bare || self.stack.is_empty() {
            return false;
        }
        // No text goes on on the next line, and what is open is an object, which wants a key and no other object.
        let rest = self.ad.trim_ascii_end();
        let wants_key = rest.len() < self.ad.len() && self.ad.ends_with(b"\n") && !rest.ends_with(b":");
        match byte {
            b'\n' => self.in_text || self.is_by_line,
            b'{' => wants_key && self.stack.last() == Some(&Open::Object),
            _ => false,
        }
    }

    /// Gives up what is open.
    fn break_off(&mut self) {
        self.stack.clear();
        self.in_text = false;
        self.is_escaped = false;
        self.is_stray = false;
    }

    /// Whether a line that is no object is passed on as an ad; else the file is none of ads.
    fn ends_stray(&self) -> Result<bool, Box<Problem>> {
        let is_nothing = self.ad.trim_ascii() == b"null";
        if self.is_by_line || is_nothing { Ok(true) } else { Err(self.no_json()) }
    }

    /// Begins an ad on the line at hand.
    fn begin(&mut self, byte: u8) {
        self.number = if self.began == self.line { self.number + 1 } else { 1 };
        self.began = self.line;
        self.ad.clear();
        self.ad.push(byte);
    }

    /// How many containers are open around an ad.
    fn level(&self) -> usize {
        match self.wrapping {
            Wrapping::Bare | Wrapping::Rest => 0,
            Wrapping::List => 1,
            Wrapping::Data => self.around_page + 2,
        }
    }

    /// How many containers are open where the keys of what may be a page stand.
    fn level_of_keys(&self) -> usize {
        if self.wrapping == Wrapping::List { 2 } else { 1 }
    }

    fn is_in_ad(&self) -> bool {
        self.stack.len() > self.level() && self.wrapping != Wrapping::Rest
    }

    /// Takes a byte; whether an ad ends with it.
    fn take(&mut self, byte: u8) -> Result<bool, Box<Problem>> {
        if self.is_broken_off(byte) {
            self.has_begun = byte == b'{';
            self.break_off();
            return Ok(true);
        }
        if self.is_stray && byte == b'\n' {
            self.ends_stray()?;
            self.break_off();
            return Ok(true);
        }
        if self.is_in_ad() || self.is_stray {
            if self.ad.len() >= AD_LENGTH_MAX {
                let message = format!("the ad that begins here is longer than {AD_LENGTH_MAX} bytes");
                let problem = at_line(self.file, self.began, Code::Limit, message);
                return Err(problem.help("make sure that this is the file").into());
            }
            self.ad.push(byte);
        }
        if self.is_stray {
            return Ok(false);
        }
        if self.in_text {
            self.in_text = self.is_escaped || byte != b'"';
            if self.in_text && self.stack.len() == self.level_of_keys() {
                self.key.push(byte);
            }
            self.is_escaped = byte == b'\\' && !self.is_escaped;
            return Ok(false);
        }
        let is_between =
            matches!(self.wrapping, Wrapping::List | Wrapping::Data) && self.stack.len() == self.level();
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b'{' | b'}' | b']' => {}
            _ if is_between => return Err(self.no_ad()),
            _ => {}
        }
        match byte {
            b'"' if !self.stack.is_empty() => {
                self.in_text = true;
                if self.stack.len() == self.level_of_keys() {
                    self.key.clear();
                }
            }
            b'{' => self.open(Open::Object)?,
            b'[' => self.open(Open::Array)?,
            b'}' => return self.close(Open::Object),
            b']' => return self.close(Open::Array),
            b' ' | b'\t' | b'\r' | b'\n' | b',' => {}
            // A byte order mark at the beginning.
            0xEF | 0xBB | 0xBF if self.line == 1 => {}
            0xFF | 0xFE if self.stack.is_empty() && self.line == 1 => return Err(self.in_utf_16()),
            _ if self.stack.is_empty() && (self.is_by_line || byte == b'n') => {
                self.is_stray = true;
                self.begin(byte);
            }
            _ if self.stack.is_empty() => return Err(self.no_json()),
            _ => {}
        }
        Ok(false)
    }

    fn in_utf_16(&self) -> Box<Problem> {
        let problem = at_line(self.file, self.line, Code::Encoding, "the file is in UTF-16");
        problem.help("save it as UTF-8").into()
    }

    fn no_json(&self) -> Box<Problem> {
        let problem = at_line(
            self.file,
            self.line,
            Code::Syntax,
            "this is no JSON: neither an object nor a list begins here",
        );
        problem.help("name the answer of the API as it was stored, or a file with an ad a line").into()
    }

    fn no_ad(&self) -> Box<Problem> {
        let problem = at_line(self.file, self.line, Code::Syntax, "the list holds something that is no ad");
        problem.help("name the answer of the API as it was stored").into()
    }

    fn open(&mut self, container: Open) -> Result<(), Box<Problem>> {
        if self.stack.len() >= DEPTH_MAX {
            let message = format!("the values nest more than {DEPTH_MAX} deep");
            return Err(at_line(self.file, self.line, Code::Limit, message)
                .help("make sure that this is the file")
                .into());
        }
        if self.stack.is_empty() {
            self.wrapping = if container == Open::Array { Wrapping::List } else { Wrapping::Bare };
        }
        let is_in_page = match self.wrapping {
            Wrapping::Bare => self.stack == [Open::Object],
            Wrapping::List => self.stack == [Open::Array, Open::Object],
            Wrapping::Data | Wrapping::Rest => false,
        };
        if is_in_page && container == Open::Array && self.key == b"data" {
            self.around_page = self.stack.len() - 1;
            self.wrapping = Wrapping::Data;
            self.ad.clear();
        }
        let begins = self.stack.len() == self.level() && self.wrapping != Wrapping::Rest;
        self.stack.push(container);
        if begins && container == Open::Object {
            self.begin(b'{');
        }
        Ok(())
    }

    fn close(&mut self, container: Open) -> Result<bool, Box<Problem>> {
        if self.stack.pop() != Some(container) {
            // Behind an ad a line, one over several is taken apart.
            let (message, help) = if self.is_by_line {
                (
                    "a bracket closes here that nothing opened on its line, and the ads above have a line each",
                    "write every ad on a line of its own, or all of them as one list",
                )
            } else {
                ("a bracket closes here that nothing opened", "download the file again")
            };
            return Err(at_line(self.file, self.line, Code::Syntax, message).help(help).into());
        }
        let depth = self.stack.len();
        if self.wrapping == Wrapping::Data && depth == self.around_page + 1 {
            self.wrapping = Wrapping::Rest;
            return Ok(false);
        }
        if self.wrapping == Wrapping::Rest && depth == 1 && self.around_page == 1 {
            self.wrapping = Wrapping::List;
            return Ok(false);
        }
        let is_ad = container == Open::Object && depth == self.level() && self.wrapping != Wrapping::Rest;
        self.is_by_line |= is_ad && self.wrapping == Wrapping::Bare && self.began == self.line;
        Ok(is_ad)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ads(text: &str) -> Result<Vec<(u64, String)>, String> {
        let mut objects = Objects::new("a.json", text.as_bytes());
        let mut all = Vec::new();
        while let Some((line, _, ad)) = objects.next().map_err(|problem| problem.to_string())? {
            all.push((line, String::from_utf8_lossy(ad).into_owned()));
        }
        Ok(all)
    }

    #[test]
    fn ads_are_found_however_they_are_wrapped() {
        let expected =
            [(r#"{"id":"1","spend":{"lower_bound":"0"},"x":[{"y":1}]}"#), r#"{"id":"}[\"","data":1}"#];
        let [a, b] = expected;
        for text in [
            format!("{a}\n{b}\n"),
            format!("[{a},\n{b}]"),
            format!("\u{feff}{{\"data\": [{a},\n{b}], \"paging\": {{\"next\": [\"{{\"]}}}}"),
            format!("{{\"paging\":{{}},\"data\":[{a}]}}\n{{\"data\":[{b}],\"z\":[{{}}]}}\n{{\"data\":[]}}"),
            format!(
                "[{{\"paging\":{{\"data\":[]}},\"data\":[{a}]}},\n{{\"data\":[{b}],\"z\":[{{}}]}},{{\"data\":[]}}]"
            ),
            format!("[{a},\n{{\"data\":[{b}]}}]"),
        ] {
            let found = ads(&text).unwrap();
            assert_eq!(found, [(1, a.to_owned()), (2, b.to_owned())], "{text}");
        }
        assert_eq!(ads("").unwrap(), []);
        assert_eq!(ads("[]").unwrap(), []);
    }

    #[test]
    fn a_broken_line_breaks_no_other() {
        let whole = |id: u32| format!("{{\"id\":\"{id}\",\"x\":[{{\"y\":1}}]}}");
        let (a, b, c) = (whole(1), whole(2), whole(3));
        for cut in 1..b.len() {
            let cut = b.get(..cut).unwrap();
            for (text, lines) in [
                (format!("{a}\n{cut}\n{c}\n"), vec![(1, a.as_str()), (2, cut), (3, &c)]),
                (format!("{a}\r\n\n{c}\n{cut}"), vec![(1, &a), (3, &c), (4, cut)]),
            ] {
                let found = ads(&text).unwrap();
                let found: Vec<(u64, &str)> = found.iter().map(|(line, ad)| (*line, ad.trim_end())).collect();
                assert_eq!(found, lines, "{text}");
            }
            // The first line does not tell, unless it breaks off in a text or before a key.
            let found = ads(&format!("{cut}\n{a}\n{c}\n"));
            if cut.ends_with(['{', ',', '1', '2', 'i', 'd', 'x']) && !cut.ends_with("\"y\":1") {
                let found = found.unwrap();
                assert_eq!((found.len(), found[1].0, found[2].1.as_str()), (3, 2, c.as_str()), "{cut}");
            }
        }
        for stray in ["null", "5", "\"x\"", "x{y"] {
            let found = ads(&format!("{a}\n{stray}\n{c}\n{stray}")).unwrap();
            assert_eq!(found, [(1, a.clone()), (2, stray.to_owned()), (3, c.clone()), (4, stray.to_owned())]);
        }
        assert_eq!(ads(&format!("null\n{a}\n")).unwrap(), [(1, "null".to_owned()), (2, a.clone())]);
        assert!(ads(&format!("nil\n{a}\n")).is_err() && ads("5").is_err());
        // An ad over several lines is one.
        let long = "{\n\"id\": 1,\n\"x\":\n{\n\"y\": [\n{\n}\n]\n}\n}";
        assert_eq!(ads(&format!("{long}\n{long}")).unwrap(), [(1, long.to_owned()), (11, long.to_owned())]);
        assert_eq!(ads("\u{feff}").unwrap(), [], "a mark alone");
    }

    #[test]
    fn what_is_no_json_or_cut_off_is_refused() {
        let message = |text: &str| ads(text).unwrap_err();
        assert_eq!(
            message("[{\"id\":\"1\"},\n{\"id\":"),
            "a.json:2:1: error[syntax]: the file ends before its JSON does; download it again"
        );
        assert_eq!(
            message("id,spend\n"),
            "a.json:1:1: error[syntax]: this is no JSON: neither an object nor a list begins here; \
             name the answer of the API as it was stored, or a file with an ad a line"
        );
        assert_eq!(
            message("[{}, 5]"),
            "a.json:1:1: error[syntax]: the list holds something that is no ad; name the answer of the API as it was stored"
        );
        assert_eq!(
            message("{\"a\":1]"),
            "a.json:1:1: error[syntax]: a bracket closes here that nothing opened; download the file again"
        );
        assert_eq!(
            message(&"{\"a\":".repeat(100)),
            "a.json:1:1: error[limit]: the values nest more than 64 deep; make sure that this is the file"
        );
    }
}

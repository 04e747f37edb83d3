//! The ads of a JSON file, one at a time, however they are wrapped: lines of objects, an array of them, or the pages of the API
//! (`{"data": [ … ], "paging": …}`), one behind the other or in a list.

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
    line: u64,
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
            began: 1,
            line: 1,
            in_text: false,
            is_escaped: false,
            key: Vec::new(),
        }
    }

    /// The next ad: the line on which it begins, and its text.
    ///
    /// # Errors
    ///
    /// A file that ends within an ad, or is no JSON; an ad that is too long or nests too deep.
    pub(super) fn next(&mut self) -> Result<Option<(u64, &[u8])>, Box<Problem>> {
        self.ad.clear();
        while let Some(byte) = self.bytes.next() {
            let byte = byte.map_err(|error| unreadable(self.file, &error))?;
            self.line += u64::from(byte == b'\n');
            if self.take(byte)? {
                return Ok(Some((self.began, &self.ad)));
            }
        }
        if self.stack.is_empty() {
            return Ok(None);
        }
        let problem = at_line(self.file, self.line, Code::Syntax, "the file ends before its JSON does");
        Err(problem.help("download it again").into())
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
        if self.is_in_ad() {
            if self.ad.len() >= AD_LENGTH_MAX {
                let message = format!("the ad that begins here is longer than {AD_LENGTH_MAX} bytes");
                let problem = at_line(self.file, self.began, Code::Limit, message);
                return Err(problem.help("make sure that this is the file").into());
            }
            self.ad.push(byte);
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
            _ if self.stack.is_empty() => return Err(self.no_json()),
            _ => {}
        }
        Ok(false)
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
            self.began = self.line;
            self.ad.clear();
            self.ad.push(b'{');
        }
        Ok(())
    }

    fn close(&mut self, container: Open) -> Result<bool, Box<Problem>> {
        if self.stack.pop() != Some(container) {
            let message = "a bracket closes here that nothing opened";
            return Err(at_line(self.file, self.line, Code::Syntax, message)
                .help("download the file again")
                .into());
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
        Ok(container == Open::Object && depth == self.level() && self.wrapping != Wrapping::Rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ads(text: &str) -> Result<Vec<(u64, String)>, String> {
        let mut objects = Objects::new("a.json", text.as_bytes());
        let mut all = Vec::new();
        while let Some((line, ad)) = objects.next().map_err(|problem| problem.to_string())? {
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

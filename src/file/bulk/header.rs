//! What each column of a file is.

use std::io::{self, Read};

use crate::file::shape::ENTRY;
use crate::ledger::Field;

/// The longest header that is looked at, in bytes.
const HEADER_MAX: usize = 64 << 10;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Day,
    Amount,
    Currency,
    Name(Field),
    /// Names that nobody asks for; they are ids all the same.
    LeftOut,
    /// A key that columns do not have: rows that fill it in are set aside.
    Other,
}

/// The first row of a file.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub(super) roles: Vec<Role>,
    /// Its bytes, without the mark of the encoding and the line's end.
    pub(super) line: Vec<u8>,
    /// Where the next row begins.
    pub(super) end: u64,
}

impl Header {
    /// `None` where rows cannot be taken by it: a key that is unknown or stands twice, quotation marks, no amount or day.
    pub(super) fn read(reader: &mut impl Read) -> io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        reader.take(u64::try_from(HEADER_MAX).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
        Ok(Self::of(&bytes))
    }

    /// The same, without one field.
    pub(super) fn leaving_out(mut self, field: Option<Field>) -> Self {
        for role in
            self.roles.iter_mut().filter(|role| field.is_some_and(|field| **role == Role::Name(field)))
        {
            *role = Role::LeftOut;
        }
        self
    }

    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        let end = memchr::memchr(b'\n', bytes)? + 1;
        let line = bytes.get(..end)?;
        let text = std::str::from_utf8(line).ok()?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim_end_matches(['\r', '\n']);
        if text.is_empty() || text.contains(['"', '\r']) {
            return None;
        }
        let keys: Vec<&str> = text.split(',').collect();
        let mut roles = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            if !ENTRY.keys.contains(key) || keys.iter().take(at).any(|before| before == key) {
                return None;
            }
            roles.push(match *key {
                "when" => Role::Day,
                "amount" => Role::Amount,
                "currency" => Role::Currency,
                key => {
                    Field::ALL.into_iter().find(|field| field.key() == key).map_or(Role::Other, Role::Name)
                }
            });
        }
        let has = |role| roles.contains(&role);
        let end = u64::try_from(end).ok()?;
        (has(Role::Day) && has(Role::Amount)).then(|| Self { roles, line: text.as_bytes().to_vec(), end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_told_by_their_keys() {
        let header = Header::of(b"\xEF\xBB\xBFwhen,sponsor,amount,currency,note\r\n2019").unwrap();
        assert_eq!(
            header.roles,
            [Role::Day, Role::Name(Field::Sponsor), Role::Amount, Role::Currency, Role::Other]
        );
        assert_eq!(
            (header.end, header.line.as_slice()),
            (38, b"when,sponsor,amount,currency,note".as_slice())
        );
        for refused in [
            "when,amount",
            "when,sponsor\n",
            "when,amount,when\n",
            "when,amount,colour\n",
            "\"when\",amount\n",
            "\n",
        ] {
            assert!(Header::of(refused.as_bytes()).is_none(), "{refused}");
        }
    }
}

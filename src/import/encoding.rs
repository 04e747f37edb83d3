//! Rows that are not in UTF-8.

use csv::ByteRecord;

/// The characters of the bytes 0x80 to 0x9F in Windows-1252, those that it leaves open as in Latin-1; all other bytes are the
/// characters of their numbers. Source: <https://encoding.spec.whatwg.org/#windows-1252>.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(cell: &[u8]) -> String {
    let character = |byte: &u8| {
        let special = byte.checked_sub(0x80).and_then(|at| WINDOWS_1252.get(usize::from(at)));
        special.copied().unwrap_or_else(|| char::from(*byte))
    };
    cell.iter().map(character).collect()
}

/// The row, its cells that are not in UTF-8 read as Windows-1252, as spreadsheets and older databases write; `None` where all are.
pub(super) fn in_utf8(record: &ByteRecord) -> Option<ByteRecord> {
    // Two cells together may be what neither is alone.
    if record.as_slice().is_ascii() || record.iter().all(|cell| std::str::from_utf8(cell).is_ok()) {
        return None;
    }
    let mut read = ByteRecord::with_capacity(record.as_slice().len() * 2, record.len());
    for cell in record {
        match std::str::from_utf8(cell) {
            Ok(_) => read.push_field(cell),
            Err(_) => read.push_field(windows_1252(cell).as_bytes()),
        }
    }
    Some(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_have_their_characters() {
        assert_eq!(windows_1252(&[0x7f, 0x80, 0x9f, 0xa0, 0xff]), "\u{7f}€Ÿ\u{a0}ÿ");
    }

    #[test]
    fn only_rows_that_need_it_are_read_anew() {
        assert_eq!(in_utf8(&ByteRecord::from(vec!["a", "é"])), None);
        let read = in_utf8(&ByteRecord::from(vec![&b"\xe9"[..], "é".as_bytes()]));
        assert_eq!(read, Some(ByteRecord::from(vec!["é", "é"])));
        let halves = in_utf8(&ByteRecord::from(vec![&b"\xc3"[..], &b"\xa9"[..]]));
        assert_eq!(halves, Some(ByteRecord::from(vec!["Ã", "©"])));
    }
}

//! Rows that are not in UTF-8.

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

/// The text of a row, its cells that are not in UTF-8 read as Windows-1252, as spreadsheets and older databases write, and where
/// each cell begins, and one behind the last would; a byte lies between two.
pub(super) fn in_utf8<'c>(cells: impl Iterator<Item = &'c [u8]>) -> (Vec<u8>, Vec<u32>) {
    let (mut text, mut starts) = (Vec::new(), vec![0]);
    for cell in cells {
        // Two cells together may be what neither is alone.
        match std::str::from_utf8(cell) {
            Ok(_) => text.extend_from_slice(cell),
            Err(_) => text.extend_from_slice(windows_1252(cell).as_bytes()),
        }
        text.push(b',');
        // Of a row, which is a part of a block.
        starts.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
    }
    (text, starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_have_their_characters() {
        assert_eq!(windows_1252(&[0x7f, 0x80, 0x9f, 0xa0, 0xff]), "\u{7f}€Ÿ\u{a0}ÿ");
    }
}

//! Faults of the file as a whole: what is no text, or no ledger.

use crate::fault::{CASE, Fault};

pub(crate) fn faults() -> Vec<Fault> {
    let latin = CASE.replace("Luoyang City", "Luo\u{0}ng City").into_bytes();
    let latin = latin.into_iter().map(|byte| if byte == 0 { 0xE4 } else { byte }).collect::<Vec<u8>>();
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(CASE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let garbage: Vec<u8> = (0..4096_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
    let line = CASE.lines().position(|line| line.contains("Luoyang City")).unwrap() + 1;
    vec![
        Fault::missing("a file that is not there"),
        Fault::missing("a folder"),
        Fault::content("an empty file", "⟦⟧"),
        Fault::content("nothing but a comment", "⟦⟧# To be written.\n"),
        Fault::content("not UTF-8: one letter in Latin-1", latin).at(line, 16),
        Fault::content("not UTF-8: all of it in UTF-16", utf16).at(1, 1),
        Fault::content("not UTF-8: binary garbage", garbage).at(1, 5),
        Fault::edit("a character that no text has", "Luoyang City", "Luoyang⟦⟧\u{0} City"),
        Fault::content("another format: CSV", "id⟦⟧,amount\nmengjin,6.5 million yuan\n"),
        Fault::content("another format: JSON", "⟦⟧{\n  \"ledger\": {\n    \"format\": 1\n  }\n}\n"),
        Fault::content(
            "another format: HTML",
            "⟦⟧<!DOCTYPE html>\n<html lang=\"en\">\n<title>Not found</title>\n",
        ),
        Fault::edit("a later version of the format", "format = 1", "format = ⟦2⟧"),
        Fault::edit("a version in quotation marks", "format = 1", "format = ⟦\"1\"⟧"),
        Fault::edit("no version", "[ledger]\nformat = 1\n", "⟦[ledger]⟧\n"),
        Fault::content("no head", "⟦⟧[[entry]]\namount = \"6.5 million yuan\"\n"),
    ]
}

#!/usr/bin/env python3
"""Writes the tables of currency names, `en_names.rs` to `zh_names.rs`, from the names of CLDR.

Run by hand when CLDR has a new release:

    python3 src/text/language/generate.py TABLES

TABLES is a folder with one file `names_LANGUAGE.json` for each language: an object whose keys are the spellings of
CLDR's currency names (`displayName` and all plural forms of the language and its countries, in lower case) and whose
values are the lists of the codes with that spelling. Standard library only; the same input gives the same output.
What is left out, and why, is printed.

The tables hold:
- every spelling of CLDR whose codes the library lists (`src/currency/listed.rs`), in the form that the reader compares:
  folded as by `characters::fold`, then lower case. Spellings that fold to one share their codes;
- English, French, Spanish: the same without accents; Russian: with `е` for `ё`;
- German, in names without brackets: adjectives in all the endings that they have before a currency: `kanadische`,
  `-r`, `-n`, `-m Dollar`.
A form of the second and third kind is never put beside a spelling of CLDR itself.

They do not hold:
- the codes `XTS` (test) and `XXX` (none): they are no currency;
- the bare names of metals ("gold", "argent"): beside a number they are mostly no money. "troy ounce of gold" is kept.
"""

import json
import re
import sys
import unicodedata
from pathlib import Path

LANGUAGES = {"en": "English", "fr": "French", "de": "German", "es": "Spanish", "ru": "Russian", "zh": "Chinese"}
NO_CURRENCY = {"XTS", "XXX"}
METALS = {"XAG", "XAU", "XPD", "XPT"}
LINE_WIDTH_MAX = 110

HERE = Path(__file__).resolve().parent
LISTED = HERE.parent.parent / "currency" / "listed.rs"

# `characters::fold`, in its order.
BLANKS = {"\t", "\n", "\r", "\u00a0", "\u202f", "\u205f", "\u3000", *map(chr, range(0x2000, 0x200B))}
NO_WIDTH = {"\u00ad", "\ufeff", *map(chr, [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)])}
KINDS = {
    "'": "‘’ʻʼ٬",
    ",": "﹐︐،٫、",
    ".": "․﹒｡",
    "-": "‐‑‒–−⁻﹣",
    "—": "―",
    "~": "〜∼˜",
    "≈": "≃≅",
    "≤": "≦⩽",
    "≥": "≧⩾",
    "$": "﹩",
    "£": "￡₤",
    "¥": "￥",
    "₩": "￦",
}
FOLDED = {written: folded for folded, kinds in KINDS.items() for written in kinds}


def fold(text):
    """The text as the reader compares it: `characters::fold` and `characters::lower` for each character."""
    out = []
    for written in text:
        if written in NO_WIDTH:
            continue
        if written in BLANKS:
            written = " "
        elif "\uff01" <= written <= "\uff5e":
            written = chr(ord(written) - 0xFEE0)
        written = FOLDED.get(written, written)
        lower = written.lower()
        out.append(lower if len(lower) == 1 else written)
    return "".join(out)


def without_accents(phrase):
    decomposed = unicodedata.normalize("NFD", phrase)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def further_forms(language, phrase):
    """How people write a name that CLDR spells otherwise."""
    if language in ("en", "fr", "es"):
        return [without_accents(phrase)]
    if language == "ru":
        return [phrase.replace("ё", "е")]
    if language == "de":
        adjective = re.fullmatch(r"((?:\w|-)+isch|neu)(?:e|er) ([^(]+)", phrase)
        return [f"{adjective[1]}{ending} {adjective[2]}" for ending in ("e", "em", "en", "er")] if adjective else []
    return []


def table(language, names, known):
    """Phrases and their codes, and what was left out with the reason."""
    phrases, left_out = {}, []
    for spelling, codes in names.items():
        phrase = fold(spelling)
        for code in codes:
            if code in NO_CURRENCY:
                left_out.append((spelling, code, "no currency"))
            elif code in METALS and " " not in phrase:
                left_out.append((spelling, code, "a bare metal"))
            elif code not in known:
                left_out.append((spelling, code, "a code that the library does not list"))
            else:
                phrases.setdefault(phrase, set()).add(code)
    further = {}
    for phrase, codes in phrases.items():
        for form in further_forms(language, phrase):
            if form not in phrases:
                further.setdefault(form, set()).update(codes)
    return {**phrases, **further}, left_out


def packed(rows):
    """The rows of a table, as many on a line as fit."""
    lines, line = [], ""
    for row in rows:
        if line and len(line) + 1 + len(row) > LINE_WIDTH_MAX:
            lines.append(line)
            line = ""
        line = f"{line} {row}" if line else f"    {row}"
    return "\n".join([*lines, line])


def write(language, phrases):
    # UTF-8 sorts as code points do, and as Rust compares.
    rows = [f'("{phrase}", "{" ".join(sorted(codes))}"),' for phrase, codes in sorted(phrases.items())]
    path = HERE / f"{language}_names.rs"
    path.write_text(
        f"""//! {LANGUAGES[language]} names of currencies. Generated by `generate.py`, which says what is left out; do not edit.
//!
//! Source: CLDR 48 (Unicode License v3).

/// Sorted by spelling, which is in the form of [`crate::text::characters::fold`], in lower case.
#[rustfmt::skip]
pub(in crate::text) static NAMES: &[(&str, &str)] = &[
{packed(rows)}
];
""",
        encoding="utf-8",
    )


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: generate.py TABLES (the folder with names_en.json, …)")
    known = set(re.findall(r'\b(?:own|iso|unit)\(b"(\w+)"', LISTED.read_text(encoding="utf-8")))
    for language in LANGUAGES:
        names = json.loads((Path(sys.argv[1]) / f"names_{language}.json").read_text(encoding="utf-8"))
        phrases, left_out = table(language, names, known)
        write(language, phrases)
        print(f"{language}: {len(names)} spellings of CLDR, {len(phrases)} phrases; left out:")
        for spelling, code, why in left_out:
            print(f"    {spelling} ({code}): {why}")


if __name__ == "__main__":
    main()

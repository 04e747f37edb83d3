//! The access token of whoever asked, which is nobody else's business.

use std::borrow::Cow;

/// What takes the place of an access token.
const REDACTED: &str = "REDACTED";

/// A text without the access tokens in it, in whatever case and however often their name is percent-encoded.
pub(super) fn redacted(text: &str) -> Cow<'_, str> {
    let mut clean = String::new();
    let mut rest = text;
    while let Some((before, behind)) = split(rest) {
        clean.push_str(before);
        clean.push_str(REDACTED);
        rest = behind;
    }
    if clean.is_empty() {
        return Cow::Borrowed(text);
    }
    clean.push_str(rest);
    Cow::Owned(clean)
}

/// What stands before the first token, its name included, and behind it.
fn split(text: &str) -> Option<(&str, &str)> {
    // The letters of its name are ASCII: where they are found, characters begin.
    let begin = |at: &usize| text.as_bytes().get(*at).is_some_and(|byte| byte.eq_ignore_ascii_case(&b'a'));
    let (at, is_encoded) = (0..text.len()).filter(begin).find_map(|at| {
        let rest = word(text.get(at..)?, "access")?;
        let rest = word(encoded(rest, '_', "5f")?.0, "token")?;
        let (rest, is_encoded) = encoded(rest, '=', "3d").or_else(|| Some((member(rest)?, false)))?;
        Some((text.len() - rest.len(), is_encoded))
    })?;
    let (before, token) = text.split_at_checked(at)?;
    let end = token.find(['&', '#', '\"', '\'', '\\', '<', '>']).unwrap_or(token.len());
    let end = token.find(char::is_whitespace).unwrap_or(end).min(end);
    // In an address within another, what separates is encoded, too.
    let inner = || token.as_bytes().windows(3).position(|three| three == b"%26");
    let end = is_encoded.then(inner).flatten().unwrap_or(end).min(end);
    Some((before, token.get(end..)?))
}

/// What stands behind a word, in whatever case.
fn word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(word.len())?;
    start.eq_ignore_ascii_case(word).then_some(rest)
}

/// What stands behind a mark, as it is or as its code, and whether it is the code: `%5F`, or `%255F` in an address within another.
fn encoded<'t>(text: &'t str, mark: char, code: &str) -> Option<(&'t str, bool)> {
    if let Some(rest) = text.strip_prefix(mark) {
        return Some((rest, false));
    }
    let mut rest = text.strip_prefix('%')?;
    while let Some(inner) = rest.strip_prefix("25") {
        rest = inner;
    }
    Some((word(rest, code)?, true))
}

/// What stands behind the colon and the quotation mark of a member of JSON.
fn member(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('\\').unwrap_or(text).strip_prefix('"')?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start();
    rest.strip_prefix('\\').unwrap_or(rest).strip_prefix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_taken_out_however_their_name_is_written() {
        for (text, clean) in [
            ("?id=1&access_token=SECRET&x=1", "?id=1&access_token=REDACTED&x=1"),
            ("?ACCESS_TOKEN=SECRET", "?ACCESS_TOKEN=REDACTED"),
            ("?access%5Ftoken=SECRET#y", "?access%5Ftoken=REDACTED#y"),
            ("?access%5ftoken%3DSECRET%26x", "?access%5ftoken%3DREDACTED%26x"),
            ("?u=%3Faccess%255Ftoken%253dSECRET", "?u=%3Faccess%255Ftoken%253dREDACTED"),
            ("{\"access_token\": \"SECRET\"}", "{\"access_token\": \"REDACTED\"}"),
            ("{\\\"access_token\\\":\\\"SECRET\\\"}", "{\\\"access_token\\\":\\\"REDACTED\\\"}"),
            ("access_token=SECRET access_token=SECRET\n€", "access_token=REDACTED access_token=REDACTED\n€"),
            ("a access_token b", "a access_token b"),
            ("äccess_token=x, access", "äccess_token=x, access"),
        ] {
            assert_eq!(redacted(text), clean);
        }
    }
}

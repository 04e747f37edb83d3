//! Lists of ads with what was spent on them, as one is published, and the ledger that follows from one.

use adspend::exact::{Numeral, Ratio, Rounding};

/// An ad with an amount.
pub(crate) struct Ad {
    /// The row that it is in, of which the first is the head.
    pub(crate) row: usize,
    /// The day on which it was made, where that can be read: `2016-07-04`.
    pub(crate) day: Option<String>,
    /// `RUB` or `USD`.
    pub(crate) currency: String,
    pub(crate) figure: Numeral,
    /// Thousands are set apart by the sign of the decimals: `9.999.99 RUB`. A spreadsheet takes that for a text.
    pub(crate) is_misprinted: bool,
}

/// The cells of comma-separated text, in which a cell in quotes may have commas and lines.
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut is_quoted) = (Vec::new(), Vec::new(), String::new(), false);
    for sign in text.chars() {
        match sign {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !is_quoted => {}
            sign => cell.push(sign),
        }
    }
    rows
}

/// `07/04/16 …` as `2016-07-04`.
fn day(text: &str) -> Option<String> {
    let mut parts = text.get(..8)?.split('/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = |part: &str| part.len() == 2 && part.bytes().all(|digit| digit.is_ascii_digit());
    [month, day, year].into_iter().all(is_number).then(|| format!("20{year}-{month}-{day}"))
}

fn ad(row: usize, spend: &str, created: &str) -> Option<Ad> {
    let (figure, currency) = spend.trim().split_once(' ')?;
    let is_misprinted = figure.matches('.').count() > 1;
    let (whole, decimals) = figure.rsplit_once('.')?;
    let figure = format!("{}.{decimals}", whole.replace([',', '.'], ""));
    Some(Ad {
        row,
        day: day(created),
        currency: currency.to_owned(),
        figure: figure.parse().ok()?,
        is_misprinted,
    })
}

/// The ads of a list for which something was spent: `None` and `0` are nothing.
pub(crate) fn ads(text: &str) -> Vec<Ad> {
    let rows = rows(text);
    let Some(head) = rows.first() else { return Vec::new() };
    let column = |name: &str| head.iter().position(|cell| cell.trim_start_matches('\u{feff}') == name);
    let (Some(spend), Some(created)) = (column("Ad Spend"), column("Ad Creation Date")) else {
        return Vec::new();
    };
    let read = |(at, row): (usize, &Vec<String>)| ad(at + 1, row.get(spend)?, row.get(created)?);
    rows.iter().enumerate().skip(1).filter_map(read).collect()
}

/// What is wrong with a published total; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Planted {
    Nothing,
    MisprintsLeftOut,
    DollarsAsRoubles,
    Both,
}

/// A total as it would be published, in roubles and kopecks, with these errors; `rate` is what a dollar of a day is worth.
pub(crate) fn total(ads: &[Ad], planted: Planted, rate: &dyn Fn(&str) -> Option<Ratio>) -> Option<Numeral> {
    let mut sum = Ratio::zero();
    for ad in ads {
        if ad.is_misprinted && matches!(planted, Planted::MisprintsLeftOut | Planted::Both) {
            continue;
        }
        let is_converted =
            ad.currency == "USD" && !matches!(planted, Planted::DollarsAsRoubles | Planted::Both);
        let worth = if is_converted { rate(ad.day.as_deref()?)? } else { Ratio::one() };
        sum = sum + Ratio::from(ad.figure) * worth;
    }
    sum.round_to_decimals(2, Rounding::HalfAway).value.to_numeral()
}

/// The ledger of such a list: an entry for each ad, misprinted ones with a tag, and the total that was published.
pub(crate) fn ledger(ads: &[Ad], total: Numeral, rates: &[(String, String)]) -> String {
    let mut text = "[ledger]\nformat = 1\ncurrency = \"RUB\"\nlist = \"complete\"\n".to_owned();
    for (day, rate) in rates {
        text.push_str(&format!(
            "[[rate]]\ndate = {day}\nbase = \"USD\"\nquote = \"RUB\"\nrate = \"{rate}\"\n"
        ));
    }
    for Ad { row, day, currency, figure, is_misprinted } in ads {
        text.push_str(&format!(
            "[[entry]]\nid = \"row-{row:04}\"\namount = {{ exact = \"{figure}\", currency = \"{currency}\" }}\n"
        ));
        text.push_str(&day.as_ref().map_or_else(String::new, |day| format!("when = \"{day}\"\n")));
        text.push_str(if *is_misprinted { "tags = [\"two-points\"]\n" } else { "" });
    }
    let claim = "[[claim]]\nid = \"published\"\nkind = \"total\"\n";
    text + claim + &format!("amount = {{ rounded = \"{total}\", step = \"0.01\", currency = \"RUB\" }}\n")
}

//! Which file of the bundle is read, and its columns.

use std::ops::Range;

use crate::currency::Currency;
use crate::date::Day;
use crate::error::Problem;
use crate::import::cells;
use crate::import::table::{Column, Header, Row};

use super::weeks::Weeks;
use crate::import::dates::DateOrder;

/// A way in which the bundle breaks down one and the same money; a closed set, in the order in which one is chosen to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum View {
    /// By advertiser, since the library began.
    Lifetime,
    /// By advertiser and week.
    Weekly,
    /// By place.
    Geo,
    /// By advertiser and place.
    AdvertiserGeo,
    /// By ad, as ranges.
    Creative,
}

impl View {
    /// The tag of its entries, which also stands in their ids.
    pub(super) const fn tag(self) -> &'static str {
        match self {
            Self::Lifetime => "lifetime",
            Self::Weekly => "weekly",
            Self::Geo => "geo",
            Self::AdvertiserGeo => "advertiser-geo",
            Self::Creative => "creative",
        }
    }

    /// What the header shows; `None` for files without spend, or with none that is itemised.
    pub(super) fn of(header: &Header) -> Option<Self> {
        let has = |names: &[&str]| header.find(names).is_some();
        if Money::of(header).is_empty() {
            return None;
        }
        let advertiser = has(&["advertiser id"]);
        let place = has(&["country", "state"]);
        if has(&["ad id"]) && advertiser {
            Some(Self::Creative)
        } else if has(&["week start date"]) && advertiser {
            Some(Self::Weekly)
        } else if advertiser && place {
            Some(Self::AdvertiserGeo)
        } else if advertiser {
            Some(Self::Lifetime)
        } else {
            place.then_some(Self::Geo)
        }
    }
}

/// Where the spend of one currency stands; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Money {
    /// One rounded figure.
    Figure(Currency, Column),
    /// The ends of a range.
    Range(Currency, Column, Column),
}

impl Money {
    pub(super) const fn currency(self) -> Currency {
        match self {
            Self::Figure(currency, _) | Self::Range(currency, ..) => currency,
        }
    }

    /// The column that is named where the money stands.
    pub(super) const fn column(self) -> Column {
        match self {
            Self::Figure(_, column) | Self::Range(_, column, _) => column,
        }
    }

    /// The columns of spend whose names end in no code of a currency.
    fn unread(header: &Header) -> Vec<String> {
        let is_code = |code: &str| Currency::from_code(&code.to_ascii_uppercase()).is_ok();
        let all = ["spend range min", "total spend", "spend"]
            .into_iter()
            .flat_map(|prefix| header.with_prefix(prefix));
        let last_word = |rest: &str| rest.rsplit(' ').next().is_some_and(is_code);
        let name = |(at, rest): (Column, &str)| (!last_word(rest)).then(|| header.names.get(at).cloned())?;
        all.filter_map(name).collect()
    }

    /// Where they are, if they are figures side by side.
    fn side_by_side(all: &[Self]) -> Option<Range<Column>> {
        let begin = all.first()?.column();
        let is_next =
            |(at, money): (Column, &Self)| matches!(money, Self::Figure(_, column) if *column == at);
        (begin..).zip(all).all(is_next).then_some(begin..begin + all.len())
    }

    /// The columns of spend: `Spend_USD`, `Total_Spend_USD`, `Spend_Range_Min_USD` with its maximum.
    pub(super) fn of(header: &Header) -> Vec<Self> {
        let currency = |code: &str| Currency::from_code(&code.to_ascii_uppercase()).ok();
        let mut all = Vec::new();
        for (low, code) in header.with_prefix("spend range min") {
            let high = header.find(&[&format!("spend range max {code}")]);
            if let (Some(currency), Some(high)) = (currency(code), high) {
                all.push(Self::Range(currency, low, high));
            }
        }
        if all.is_empty() {
            for prefix in ["total spend", "spend"] {
                for (column, code) in header.with_prefix(prefix) {
                    if let Some(currency) = currency(code) {
                        all.push(Self::Figure(currency, column));
                    }
                }
            }
        }
        all
    }
}

/// The columns that are read.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub(super) advertiser: Option<Column>,
    pub(super) name: Option<Column>,
    pub(super) regions: Option<Column>,
    pub(super) cycle: Option<Column>,
    pub(super) week: Option<Column>,
    pub(super) place: Option<Column>,
    pub(super) division: Option<Column>,
    pub(super) subdivision: Option<Column>,
    pub(super) ad: Option<Column>,
    pub(super) first: Option<Column>,
    pub(super) last: Option<Column>,
    /// In which order the numbers of dates stand that a spreadsheet rewrote.
    pub(super) dates: DateOrder,
    pub(super) money: Vec<Money>,
    /// The columns that tell the rows of the view apart.
    key: Vec<Column>,
    /// The columns of money, where they are figures side by side.
    figures: Option<Range<Column>>,
    /// Columns of spend whose currency is none.
    pub(super) unread: Vec<String>,
}

impl Columns {
    pub(super) fn of(header: &Header, view: View) -> Result<Self, Box<Problem>> {
        let table = "a file of Google's political ads bundle";
        let advertiser = match view {
            View::Geo => None,
            _ => Some(header.require(&["advertiser id"], table)?),
        };
        let mut money = Money::of(header);
        // Of columns that are the same money the first counts: the dollar, wherever it stands.
        money.sort_by_key(|money| money.currency() != Currency::USD);
        for (at, later) in money.iter().enumerate() {
            let before = money.iter().take(at).find(|before| before.currency() == later.currency());
            if let Some(before) = before {
                return Err(header.twice(before.column(), later.column()));
            }
        }
        let mut columns = Self {
            advertiser,
            key: Vec::new(),
            name: header.find(&["advertiser name"]),
            regions: header.find(&["regions"]),
            cycle: header.find(&["election cycle"]),
            week: header.find(&["week start date"]),
            place: header.find(&["country", "state"]),
            division: header.find(&["country subdivision primary"]),
            subdivision: header.find(&["country subdivision secondary", "congressional district"]),
            ad: header.find(&["ad id"]),
            first: header.find(&["date range start", "first served timestamp"]),
            last: header.find(&["date range end", "last served timestamp"]),
            dates: DateOrder::default(),
            unread: Money::unread(header),
            figures: Money::side_by_side(&money),
            money,
        };
        columns.key = columns.of_key(view).into_iter().flatten().collect();
        Ok(columns)
    }

    /// The columns of money, where they are figures side by side, as they mostly are.
    pub(super) fn figures(&self) -> Option<Range<Column>> {
        self.figures.clone()
    }

    /// Writes what tells a row from the others of its file: what its ids are made of, dates in one spelling. The first day of its week is
    /// `week`, where that is known.
    pub(super) fn write_key(&self, row: Row<'_>, week: Option<Day>, key: &mut Key) {
        let Some((first, rest)) = self.key.split_first() else { return key.bytes.clear() };
        key.set_first(row.cell(*first));
        let Key { bytes, weeks, .. } = key;
        let mut day = |cell| match weeks.of(cell) {
            Some(week) => Some(week.first),
            None => cells::day(cell).or_else(|| self.dates.day(cell)),
        };
        for column in rest {
            let is_week = self.week == Some(*column);
            let week = if is_week { week.or_else(|| day(row.cell(*column))) } else { None };
            match week {
                Some(day) => {
                    let [a, b, c, d] = day.epoch_days().to_le_bytes();
                    bytes.extend_from_slice(&[1, a, b, c, d]);
                }
                None => push_cell(bytes, row.cell(*column)),
            }
        }
    }

    /// The columns of dates, and whether they are those of the first days of weeks.
    pub(super) fn of_dates(&self) -> Vec<(Column, bool)> {
        let of_weeks = self.week.map(|week| (week, true));
        of_weeks
            .into_iter()
            .chain([self.first, self.last].into_iter().flatten().map(|column| (column, false)))
            .collect()
    }

    /// The columns that tell the rows of a view apart; a week is not the first of them.
    fn of_key(&self, view: View) -> [Option<Column>; 4] {
        match view {
            View::Lifetime => [self.advertiser, None, None, None],
            View::Weekly => [self.advertiser, self.week, self.cycle, None],
            View::Geo | View::AdvertiserGeo => [self.advertiser, self.place, self.division, self.subdivision],
            View::Creative => [self.advertiser, self.ad, None, None],
        }
    }
}

/// What tells a row from the others of its file.
#[derive(Default)]
pub(super) struct Key {
    bytes: Vec<u8>,
    /// How many of them are those of the first cell, which is mostly that of the row before.
    first: usize,
    weeks: Weeks,
}

impl Key {
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Begins with this cell.
    fn set_first(&mut self, cell: &[u8]) {
        if self.first > 0 && self.bytes.get(1..self.first) == Some(cell) {
            return self.bytes.truncate(self.first);
        }
        self.bytes.clear();
        push_cell(&mut self.bytes, cell);
        self.first = self.bytes.len();
    }
}

fn push_cell(key: &mut Vec<u8>, cell: &[u8]) {
    // An empty cell adds nothing to an id.
    if !cell.is_empty() {
        key.push(0);
        key.extend_from_slice(cell);
    }
}

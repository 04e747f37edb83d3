//! Meta's Ad Library API: its answers as stored, an array of ads, or an ad a line.
//!
//! An ad's spend is a range of its account's currency, both ends included: `{"lower_bound": "100", "upper_bound": "199"}`. Without an upper
//! bound it is the open top bucket; `null`, or no spend at all, is unknown. The page is the sponsor; `bylines` (`funding_entity` in old
//! answers) is the payer where that is another name. An ad that comes twice, as at the seam of two pages, is set aside the second time.
//!
//! `ad_snapshot_url` becomes the entry's note. It carries the access token of whoever asked, which is taken out of it, and out of
//! whatever the account quotes.

mod objects;
mod token;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, Visitor};
use serde_json::value::RawValue;

use super::account::{Repair, SetAside};
use super::cells::{self, Figures};
use super::input::{Part, refused};
use super::keys::{self, Again, Keys};
use super::met::Repeats;
use super::record::{Record, Spot};
use super::run::{Run, Standing, no_slug};
use super::slug::{self, Names};
use crate::amount::Amount;
use crate::currency::Currency;
use crate::date::{Day, Qualifier, When};
use crate::error::{Code, Problem};
use crate::exact::Numeral;
use crate::id::SourceId;
use crate::model::{Coverage, Platform, PlatformKind, Source};
use crate::money::Money;

use objects::Objects;
use token::redacted;

/// How much of an ad is quoted where it is set aside, in characters.
const QUOTED_MAX: usize = 80;

/// A text, also where it is written as a number.
#[derive(Default)]
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OfText;
        impl<'de> Visitor<'de> for OfText {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a whole number")
            }
            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(number.to_string())))
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(number.to_string())))
            }
            fn visit_unit<E: Error>(self) -> Result<Text<'de>, E> {
                Ok(Text::default())
            }
        }
        deserializer.deserialize_any(OfText)
    }
}

/// A figure as it is written: in quotation marks, as the API has it, or as the number that other software made of it, `100.0`.
#[derive(Default)]
struct Figure<'a>(Text<'a>);

impl<'de: 'a, 'a> Deserialize<'de> for Figure<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = <&RawValue>::deserialize(deserializer)?.get();
        // A number is taken by its digits, and never becomes one of binary floating point.
        let is_number = written.starts_with(|first: char| first == '-' || first.is_ascii_digit());
        let text = if is_number { Ok(Text(Cow::Borrowed(written))) } else { serde_json::from_str(written) };
        text.map(Self).map_err(|error| Error::custom(without_place(&error)))
    }
}

#[derive(Default, Deserialize)]
#[serde(default, expecting = "a range such as {\"lower_bound\": \"100\", \"upper_bound\": \"199\"}")]
struct Bounds<'a> {
    #[serde(borrow)]
    lower_bound: Figure<'a>,
    #[serde(borrow)]
    upper_bound: Figure<'a>,
}

/// What the members of a range are called.
const BOUNDS: [&str; 2] = ["lower_bound", "upper_bound"];

/// A range. A list of bounds is none, nor is an object in which a bound is missing and another member may be it.
struct Spend<'a>(Bounds<'a>);

impl<'de: 'a, 'a> Deserialize<'de> for Spend<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = <&RawValue>::deserialize(deserializer)?.get();
        let wrong = |error: serde_json::Error| Error::custom(format!("the spend: {}", without_place(&error)));
        if written.starts_with('[') {
            let expected = "a range such as {\"lower_bound\": \"100\", \"upper_bound\": \"199\"}";
            return Err(Error::custom(format!("the spend is a list, expected {expected}")));
        }
        let bounds: Bounds<'a> = serde_json::from_str(written).map_err(wrong)?;
        if [&bounds.lower_bound, &bounds.upper_bound].into_iter().any(|bound| bound.0.0.is_empty()) {
            let members: BTreeMap<String, IgnoredAny> = serde_json::from_str(written).map_err(wrong)?;
            if let Some(other) = members.keys().find(|name| !BOUNDS.contains(&name.as_str())) {
                let other: String = other.chars().take(40).collect();
                let [low, high] = BOUNDS;
                return Err(Error::custom(format!(
                    "the spend has a member `{other}`, and lacks `{low}` or `{high}`"
                )));
            }
        }
        Ok(Self(bounds))
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Ad<'a> {
    #[serde(borrow, alias = "ad_archive_id")]
    id: Text<'a>,
    #[serde(borrow)]
    page_id: Text<'a>,
    #[serde(borrow)]
    page_name: Text<'a>,
    #[serde(borrow)]
    bylines: Text<'a>,
    #[serde(borrow)]
    funding_entity: Text<'a>,
    #[serde(borrow)]
    currency: Text<'a>,
    #[serde(borrow)]
    spend: Option<Spend<'a>>,
    #[serde(borrow)]
    ad_delivery_start_time: Text<'a>,
    #[serde(borrow)]
    ad_delivery_stop_time: Text<'a>,
    #[serde(borrow)]
    ad_snapshot_url: Text<'a>,
    #[serde(borrow)]
    publisher_platforms: Option<Vec<Text<'a>>>,
}

impl Ad<'_> {
    /// Whether it has nothing of what an ad has.
    fn is_none(&self) -> bool {
        self.spend.is_none()
            && [&self.id, &self.currency, &self.page_id, &self.page_name, &self.ad_snapshot_url]
                .iter()
                .all(|text| text.0.is_empty())
    }
}

/// What an object says that is no ad: the API's error, or what it has instead.
fn no_ad(text: &[u8]) -> String {
    #[derive(Deserialize)]
    struct Answer {
        error: Refusal,
    }
    #[derive(Deserialize)]
    struct Refusal {
        message: String,
    }
    let reason = match serde_json::from_slice::<Answer>(text) {
        Ok(answer) => format!("the API answered with an error: {}", answer.error.message),
        Err(_) => {
            let fields = serde_json::from_slice::<BTreeMap<String, IgnoredAny>>(text);
            let names: Vec<String> = fields.unwrap_or_default().into_keys().take(8).collect();
            let found = if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
            format!("this is no ad, and no page of ads, which are a list called `data`: it has {found}")
        }
    };
    redacted(&reason).chars().take(QUOTED_MAX * 2).collect()
}

pub(super) fn import(parts: &[Part], run: &mut Run<'_>) -> Result<(), Box<Problem>> {
    let is_json = |part: &&Part| {
        ["json", "ndjson", "jsonl"].iter().any(|it| part.has_extension(it)) || parts.len() == 1
    };
    let files: Vec<&Part> = parts.iter().filter(is_json).collect();
    let mut ads = Ads {
        met: Keys::of(keys::length(&files), |repeats| {
            files.iter().try_for_each(|part| note_ids(part, repeats))
        })?,
        names: Names::new("meta/name"),
        id: String::new(),
        page: String::new(),
        payer: String::new(),
        first: None,
        days: Days::default(),
    };
    if !parts.iter().any(|part| is_json(&part)) {
        let given = parts.first().map_or("", |part| &*part.given);
        let problem =
            refused(given, Code::MissingKey, "there is no JSON file to read of Meta's Ad Library API");
        return Err(problem
            .help("name a `.json`, `.ndjson` or `.jsonl` file, or the folder that holds them")
            .into());
    }
    run.platform({
        let mut platform = Platform::new("meta".parse().map_err(no_slug)?);
        platform.name = Some("Meta".to_owned());
        platform.kind = Some(PlatformKind::SocialNetwork);
        platform
    })?;
    for part in parts {
        if is_json(&part) {
            ads.file(part, run)?;
        } else {
            run.not_read(part);
        }
    }
    // All files are pages of one list, whose ads are told apart by their ids: the first stands for it.
    let mut coverage = Coverage::new();
    coverage.platform = Some("meta".parse().map_err(no_slug)?);
    coverage.window = run.options.window.or_else(|| ads.days.window());
    coverage.source = ads.first;
    run.coverage(coverage)
}

/// The days on which ads were delivered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Days {
    /// Of the ads so far the first day and the last, each `None` where it is open; `None` before the first ad.
    reach: Option<[Option<Day>; 2]>,
}

impl Days {
    /// Notes the days of an ad.
    fn note(&mut self, when: Option<When>) {
        let [first, last] = [when.and_then(When::earliest), when.and_then(When::latest)];
        let [since, until] = self.reach.unwrap_or([first, last]);
        self.reach = Some([since.zip(first).map(|(a, b)| a.min(b)), until.zip(last).map(|(a, b)| a.max(b))]);
    }

    /// The days from the first ad's begin to the last one's end, where an ad tells any.
    fn window(self) -> Option<When> {
        let [first, last] = self.reach?;
        span(first, last)
    }
}

/// From one day to another, either of which may be open; `None` where both are, or the last is before the first.
fn span(first: Option<Day>, last: Option<Day>) -> Option<When> {
    match (first, last) {
        (Some(first), Some(last)) => When::between(first, last).ok(),
        (Some(first), None) => Some(When::since(first)),
        (None, Some(last)) => Some(When::until(last)),
        (None, None) => None,
    }
}

/// Notes the ids of a file's ads.
fn note_ids(part: &Part, repeats: &mut Repeats) -> Result<(), Box<Problem>> {
    #[derive(Deserialize)]
    struct Key<'a> {
        #[serde(borrow, alias = "ad_archive_id")]
        id: Text<'a>,
    }
    part.read(|reader| {
        let mut objects = Objects::new(&part.name, reader);
        while let Some((.., text)) = objects.next()? {
            if let Ok(ad) = serde_json::from_slice::<Key<'_>>(text) {
                repeats.note(ad.id.0.as_bytes());
            }
        }
        Ok(())
    })
}

/// Why an ad becomes no entry, and its money.
type Aside = (String, Option<Box<Money>>);

/// What is kept from ad to ad.
struct Ads {
    met: Keys,
    names: Names,
    id: String,
    page: String,
    payer: String,
    /// The source of the first file.
    first: Option<SourceId>,
    /// When the ads were delivered that became entries.
    days: Days,
}

impl Ads {
    fn file(&mut self, part: &Part, run: &mut Run<'_>) -> Result<(), Box<Problem>> {
        let mut source = String::new();
        slug::of_id(&mut source, "meta/api", &slug::of_file(&part.name));
        let source = run.unused_source(&source);
        let id: SourceId = source.parse().map_err(no_slug)?;
        run.begin_file(part);
        run.source({
            let mut record = Source::new(id.clone());
            record.title = Some("Meta Ad Library API".to_owned());
            record.publisher = Some("Meta Platforms, Inc.".to_owned());
            record.locator = Some(part.name.to_string());
            record
        })?;
        self.first.get_or_insert(id);
        part.read(|reader| {
            let counted = run.counted(reader);
            let mut objects = Objects::new(&part.name, counted);
            while let Some((line, column, text)) = objects.next()? {
                run.begin_row()?;
                let spot = Spot { file: &part.name, line, column };
                let aside = match serde_json::from_slice::<Ad<'_>>(text) {
                    Ok(ad) if ad.is_none() => Some((no_ad(text), None)),
                    Ok(ad) => self.ad(run, &ad, spot, &source)?,
                    Err(error) => Some((format!("this is no ad: {}", without_place(&error)), None)),
                };
                if let Some((reason, money)) = aside {
                    let quoted: String =
                        redacted(&String::from_utf8_lossy(text)).chars().take(QUOTED_MAX).collect();
                    let file = part.name.to_string();
                    run.quarantine(SetAside {
                        file,
                        line,
                        column,
                        reason,
                        text: quoted,
                        money: money.map(|money| *money),
                    })?;
                }
            }
            run.end_row()
        })
    }

    /// Makes an entry of an ad, or says why not.
    fn ad(
        &mut self,
        run: &mut Run<'_>,
        ad: &Ad<'_>,
        spot: Spot<'_>,
        source: &str,
    ) -> Result<Option<Aside>, Box<Problem>> {
        let (amount, currency) = match money(run, ad, spot) {
            Ok(money) => money,
            Err(aside) => return Ok(Some(aside)),
        };
        let set_aside = |reason: &str| {
            let known = !amount.is_unknown();
            Ok(Some((reason.to_owned(), known.then(|| Box::new(Money::new(amount.clone(), currency))))))
        };
        if ad.id.0.is_empty() {
            return set_aside("the ad has no id");
        }
        let Some((when, is_reversed)) = window(ad) else {
            return set_aside("a date of its delivery is none such as `2020-01-29`");
        };
        match self.met.meet(ad.id.0.as_bytes(), format!("{amount} {currency}").as_bytes()) {
            Again::New => {}
            Again::Same => return set_aside("the ad was read already, further up or in another file"),
            Again::Other => {
                return set_aside(
                    "the ad was read already, further up or in another file, with other spend: nothing says which is the later",
                );
            }
        }
        slug::of_id(&mut self.id, "meta/ad", &ad.id.0);
        let page_name = redacted(&ad.page_name.0);
        self.page.clear();
        if !ad.page_id.0.is_empty() {
            slug::of_id(&mut self.page, "meta/page", &ad.page_id.0);
        } else if !page_name.is_empty() {
            self.names.write(&mut self.page, &page_name);
        }
        let name = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        if !self.page.is_empty() {
            run.actor(&self.page, |mut actor| {
                actor.name = name(&page_name);
                actor
            })?;
        }
        let funding = if ad.bylines.0.is_empty() { &ad.funding_entity } else { &ad.bylines };
        let funding = redacted(&funding.0);
        self.payer.clear();
        if !funding.is_empty() && funding != page_name {
            self.names.write(&mut self.payer, &funding);
            run.actor(&self.payer, |mut actor| {
                actor.name = name(&funding);
                actor
            })?;
        }
        let url = redacted(&ad.ad_snapshot_url.0);
        let note = match (is_reversed, url.is_empty()) {
            (true, true) => Some("its end is before its start".to_owned()),
            (true, false) => Some(format!("its end is before its start; {url}")),
            (false, true) => None,
            (false, false) => Some(url.into_owned()),
        };
        let tags: Vec<&str> = ad.publisher_platforms.iter().flatten().map(|text| &*text.0).collect();
        let mut record = Record::new(&self.id, amount.clone(), currency, spot);
        record.sponsor = (!self.page.is_empty()).then_some(self.page.as_str());
        record.payer = (!self.payer.is_empty()).then_some(self.payer.as_str());
        record.platform = Some("meta");
        record.when = when;
        self.days.note(when);
        record.source = Some(source);
        record.tags = &tags;
        record.note = note.as_deref();
        run.entry(&record, Standing::Current)?;
        Ok(None)
    }
}

/// The spend of an ad, or why it has none.
fn money(run: &mut Run<'_>, ad: &Ad<'_>, spot: Spot<'_>) -> Result<(Amount, Currency), Aside> {
    let code = &*ad.currency.0;
    let currency = match (Currency::from_code(code), run.options.currency) {
        (Ok(currency), _) => currency,
        (Err(_), Some(currency)) if code.is_empty() => currency,
        (Err(_), None) if code.is_empty() => {
            return Err((
                "the ad names no currency, and neither does the caller (`--currency`)".to_owned(),
                None,
            ));
        }
        (Err(_), _) => {
            let shown: String = code.chars().take(40).collect();
            return Err((format!("`{shown}` is no code of a currency such as `USD`"), None));
        }
    };
    let Some(Spend(spend)) = &ad.spend else { return Ok((Amount::unknown(), currency)) };
    let mut slips = Vec::new();
    let mut ends = [None; 2];
    for (end, text) in ends.iter_mut().zip([&spend.lower_bound.0, &spend.upper_bound.0]) {
        *end = bound(text, currency, &mut slips).map_err(|reason| (reason, None))?;
    }
    let amount = match ends {
        [Some(low), Some(high)] => Amount::range(low, high).map_err(|error| (error.to_string(), None))?,
        [Some(low), None] => Amount::at_least(low),
        [None, Some(high)] => Amount::at_most(high),
        [None, None] => Amount::unknown(),
    };
    if let (Some((found, _)), false) = (slips.first(), run.is_tolerant()) {
        return Err((not_a_bound(found), Some(Box::new(Money::new(amount, currency)))));
    }
    for (found, value) in slips {
        let file = spot.file.to_owned();
        let read_as = format!("{value} {currency}");
        run.account.repairs.push(Repair { file, line: spot.line, column: spot.column, found, read_as });
    }
    Ok((amount, currency))
}

fn not_a_bound(shown: &str) -> String {
    format!("`{shown}` is no bound of spend: digits with at most one point")
}

/// An end of a range, where there is one; one that is not written as the API writes it is noted as a slip.
fn bound(
    text: &Text<'_>,
    currency: Currency,
    slips: &mut Vec<(String, Numeral)>,
) -> Result<Option<Numeral>, String> {
    if text.0.is_empty() {
        return Ok(None);
    }
    if let Some(value) = cells::numeral(text.0.as_bytes(), Figures::Decimal) {
        return Ok(Some(value));
    }
    let shown = text.0.chars().take(40).collect::<String>();
    let meant = cells::meant(text.0.as_bytes(), Some(currency)).filter(|value| !value.is_negative());
    let Some(value) = meant else { return Err(not_a_bound(&shown)) };
    slips.push((shown, value));
    Ok(Some(value))
}

/// The days of its delivery, and whether it is said to have ended before it began; `None` where a date is none.
fn window(ad: &Ad<'_>) -> Option<(Option<When>, bool)> {
    let day = |text: &Text<'_>| match &*text.0 {
        "" => Some(None),
        text => cells::day(text.as_bytes()).map(Some),
    };
    let (start, end) = (day(&ad.ad_delivery_start_time)?, day(&ad.ad_delivery_stop_time)?);
    if start.zip(end).is_some_and(|(start, end)| end < start) {
        return Some((Some(span(end, start)?.qualified(Qualifier::Uncertain)), true));
    }
    Some((span(start, end), false))
}

/// What is wrong with a JSON text, without the place in it, which is counted from the ad.
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let end = message.rfind(" at line ").unwrap_or(message.len());
    redacted(message.get(..end).unwrap_or(&message)).chars().take(160).collect()
}

//! The files of a bundle, put together and ordered.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Read;
use std::rc::Rc;

use crate::date::{Day, When};
use crate::error::{Code, Problem};
use crate::import::account::counted;
use crate::import::cells;
use crate::import::input::{Part, refused, unreadable};
use crate::import::met::Repeats;
use crate::import::run::Run;
use crate::import::slug;
use crate::import::snapshots::{self, date_in};
use crate::import::table;

use super::regions::Regions;
use super::relation::{ColumnRelation, Survey, Told};
use super::row::Table;
use super::view::{Columns, View};
use crate::import::dates::DateOrder;

/// The most columns of money: a bit each.
const MONEY_MAX: usize = 64;

/// A file of a bundle.
pub(super) struct File<'p> {
    pub(super) part: &'p Part,
    pub(super) table: Table,
    /// The keys that stand in it several times, until its rows are read.
    pub(super) repeats: RefCell<Repeats>,
}

/// The files of one day.
pub(super) struct Bundle<'p> {
    pub(super) slug: String,
    /// The day, month or year on which it was made.
    pub(super) taken: Option<When>,
    /// That day, where it is one.
    pub(super) recorded: Option<Day>,
    /// All dates until then.
    pub(super) until: Option<When>,
    /// The view that counts.
    pub(super) counted: View,
    pub(super) files: Vec<File<'p>>,
}

impl Bundle<'_> {
    pub(super) fn source(&self) -> String {
        format!("google/bundle/{}", self.slug)
    }
}

/// The files that may be read, and the day on which the bundle was made.
#[derive(Default)]
struct Found<'p> {
    views: Vec<(&'p Part, View, Columns)>,
    updated: Option<String>,
}

/// All bundles, the earliest first.
pub(super) fn bundles<'p>(parts: &'p [Part], run: &mut Run<'_>) -> Result<Vec<Bundle<'p>>, Box<Problem>> {
    let mut found: BTreeMap<String, Found<'p>> = BTreeMap::new();
    let mut bare = Vec::new();
    for part in parts {
        let folder = folder(part);
        let name = part.file_name().to_ascii_lowercase();
        if name.ends_with("updated.txt") || name.ends_with("updated.csv") {
            run.begin_file(part);
            found.entry(folder).or_default().updated = updated(part)?;
            continue;
        }
        let view = if part.has_extension("csv") && part.size > 1 {
            let header = table::header(part)?;
            View::of(&header).map(|view| Ok::<_, Box<Problem>>((part, view, Columns::of(&header, view)?)))
        } else {
            None
        };
        match view.transpose()? {
            Some(view) => found.entry(folder).or_default().views.push(view),
            None => match SPEND_FILES.iter().find(|(file, _)| name.ends_with(file)) {
                Some((_, view)) => bare.push((part, folder, *view)),
                None => run.not_read(part),
            },
        }
    }
    for (part, folder, view) in bare {
        let problem = no_spend(part)?;
        let others = found.get(&folder).map_or(&[][..], |found| found.views.as_slice());
        // Left out, another would count in its place.
        if others.iter().all(|(_, other, _)| *other >= view) {
            return Err(problem.into());
        }
        run.not_read(part);
        run.account.remarks.push(format!("{}: {}", part.name, problem.message));
    }
    found.retain(|_, found| !found.views.is_empty());
    let mut bundles: Vec<Bundle<'p>> = Vec::new();
    for (folder, found) in found {
        bundles.push(bundle(&folder, found, run)?);
    }
    order(&mut bundles, run);
    Ok(bundles)
}

/// How the files are called that have spend, and what view they are.
const SPEND_FILES: [(&str, View); 5] = [
    ("advertiser-stats.csv", View::Lifetime),
    ("advertiser-weekly-spend.csv", View::Weekly),
    ("advertiser-geo-spend.csv", View::AdvertiserGeo),
    ("geo-spend.csv", View::Geo),
    ("creative-stats.csv", View::Creative),
];

/// The problem of a file that is called as one with spend, and has none.
fn no_spend(part: &Part) -> Result<Problem, Box<Problem>> {
    let columns = if part.size > 1 { table::header(part)?.names.join(", ") } else { String::new() };
    let found: String = columns.chars().take(100).collect();
    let message = match found.as_str() {
        "" => "the file is empty, and expected the columns of spend that its name says".to_owned(),
        found => format!(
            "found the columns `{found}`, and expected those of spend that its name says, such as `Spend_USD`"
        ),
    };
    Ok(refused(&part.name, Code::MissingKey, message).help("download it again, or leave it out"))
}

/// Where the files of one bundle lie together.
fn folder(part: &Part) -> String {
    let path = if part.given == part.name || part.given.ends_with(&format!("/{}", part.name)) {
        part.given.to_string()
    } else {
        format!("{}/{}", part.given, part.name)
    };
    path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned())
}

/// The date in `google-political-ads-updated.txt`, since 2019 `.csv`, as it is written.
fn updated(part: &Part) -> Result<Option<String>, Box<Problem>> {
    part.read(|reader| {
        let mut text = Vec::new();
        reader.take(4_096).read_to_end(&mut text).map_err(|error| unreadable(&part.name, &error))?;
        let text = String::from_utf8_lossy(&text);
        let mut words = text
            .split(|character: char| !(character.is_ascii_digit() || matches!(character, '-' | '/' | '.')));
        let is_date = |word: &&str| {
            cells::day(word.as_bytes()).is_some()
                || DateOrder::readings(word.as_bytes()).iter().any(Option::is_some)
        };
        Ok(words.find(is_date).map(str::to_owned))
    })
}

fn bundle<'p>(folder: &str, found: Found<'p>, run: &mut Run<'_>) -> Result<Bundle<'p>, Box<Problem>> {
    let mut surveys = Vec::new();
    for (part, view, mut columns) in found.views {
        if let Some((other, ..)) =
            surveys.iter().find(|(_, other, ..): &&(&Part, View, Columns, Survey)| *other == view)
        {
            let message = format!(
                "`{}` breaks down the same money in the same way: one of a bundle is read",
                other.name
            );
            return Err(refused(&part.name, Code::Contradiction, message).help("name one of the two").into());
        }
        if columns.money.len() > MONEY_MAX {
            let message = format!(
                "there are {} columns of spend, and at most {MONEY_MAX} are read",
                columns.money.len()
            );
            return Err(refused(&part.name, Code::Limit, message)
                .help("make sure that this is the file")
                .into());
        }
        let mut survey = Survey::of(part, &columns)?;
        let dates = survey.dates.order();
        if dates != columns.dates {
            // Keys have dates in one spelling, and what a date is can be told only now.
            columns.dates = dates;
            survey = Survey::of(part, &columns)?;
        }
        surveys.push((part, view, columns, survey));
    }
    surveys.sort_by_key(|(_, view, ..)| *view);
    let shown = surveys.iter().find_map(|(.., survey)| survey.relation());
    let counted = surveys.iter().map(|(_, view, ..)| *view).min().unwrap_or(View::Lifetime);
    let mut files = Vec::new();
    for (part, view, columns, survey) in surveys {
        let relation = match columns.money.len() {
            0 | 1 => None,
            _ => Some(relation(run, part, &survey, shown)?),
        };
        remark(run, part, &columns, relation, &survey);
        let table = Table::new(view, columns, relation, &survey);
        files.push(File { part, table, repeats: RefCell::new(survey.repeats) });
    }
    place(&mut files)?;
    // Where no date of the files tells, the order is that of the copies that are known, which are American.
    let order = files.iter().map(|file| file.table.columns.dates).find(|order| *order != DateOrder::Unknown);
    let updated = found.updated.as_deref().map(str::as_bytes);
    let updated = updated
        .and_then(|word| cells::day(word).or_else(|| order.unwrap_or(DateOrder::MonthFirst).day(word)));
    let taken = updated.map(When::from).or_else(|| date_in(folder)).or(run.options.window);
    let until = run.options.window.or_else(|| format!("../{}", taken?).parse().ok());
    let name = match taken {
        Some(taken) => taken.to_string().replace('/', "-").replace("..", ""),
        None => slug::of_file(if folder.is_empty() { "bundle" } else { folder }),
    };
    // Views that are imported one by one are sources of the same money.
    let name = if counted == View::Lifetime { name } else { format!("{name}-{}", counted.tag()) };
    let recorded = taken.and_then(When::as_day);
    Ok(Bundle { slug: slug::of_file(&format!("{name}.")), taken, recorded, until, counted, files })
}

/// Tells the files by region whose rows do not say where the ads ran what another file of the bundle says of their advertisers.
fn place(files: &mut [File<'_>]) -> Result<(), Box<Problem>> {
    let is_silent = |file: &File<'_>| {
        let columns = &file.table.columns;
        let is_by_region = file.table.relation == Some(ColumnRelation::ByRegion);
        is_by_region && columns.advertiser.is_some() && columns.regions.is_none() && columns.place.is_none()
    };
    let tells =
        |file: &&File<'_>| file.table.columns.advertiser.is_some() && file.table.columns.regions.is_some();
    let Some(telling) = files.iter().find(tells).filter(|_| files.iter().any(is_silent)) else {
        return Ok(());
    };
    let regions = Rc::new(Regions::of(telling.part, &telling.table.columns)?);
    for file in files.iter_mut().filter(|file| is_silent(file)) {
        file.table.regions = Some(regions.clone());
    }
    Ok(())
}

/// How the columns of a file relate: as the caller says, else as nearly all of its rows do, else as another file of the bundle does.
fn relation(
    run: &Run<'_>,
    part: &Part,
    survey: &Survey,
    shown: Option<ColumnRelation>,
) -> Result<ColumnRelation, Box<Problem>> {
    match (run.options.columns, survey.told(), shown) {
        (Some(relation), ..) | (None, Told::Relation(relation, _), _) | (None, _, Some(relation)) => {
            Ok(relation)
        }
        (None, Told::Nothing, None) => Ok(survey.relation_by_columns()),
        (None, Told::Both(together, apart), None) => {
            let [together, apart] = [together, apart].map(|count| counted(count, "row", "rows"));
            let message = format!(
                "{together} with about the same money in every column and {apart} with money in some columns only do not tell how they relate"
            );
            Err(refused(&part.name, Code::Contradiction, message)
                .help("say it: `--columns same-money` or `--columns by-region`")
                .into())
        }
    }
}

/// Says how the columns of a file are taken.
fn remark(
    run: &mut Run<'_>,
    part: &Part,
    columns: &Columns,
    relation: Option<ColumnRelation>,
    survey: &Survey,
) {
    if !columns.unread.is_empty() {
        let names = columns.unread.join(", ");
        run.account.remarks.push(format!("{}: not read, for want of a known currency: {names}", part.name));
    }
    for (at, money) in columns.money.iter().enumerate() {
        if let Some((step, true)) = survey.step(at) {
            let currency = money.currency();
            run.account.remarks.push(format!(
                "{}: {currency} is taken to be rounded to {step}, which divides all its amounts",
                part.name
            ));
        }
    }
    let Some(relation) = relation else { return };
    let first = columns.money.first().map(|money| money.currency().to_string()).unwrap_or_default();
    let said = match relation {
        ColumnRelation::SameMoney => format!("its columns are the same money: {first} counts, the others restate it"),
        ColumnRelation::ByRegion => "its columns are of one region each: EUR is the whole EU, and the other currencies of the EU restate part of it".to_owned(),
    };
    let how = match (run.options.columns.is_some(), survey.told()) {
        (true, _) => " (as you say)".to_owned(),
        (false, Told::Relation(_, 0)) => String::new(),
        (false, Told::Relation(_, odd)) => {
            format!(" ({} otherwise)", counted(odd, "row looks", "rows look"))
        }
        (false, _) => " (its amounts do not tell: taken from the other files and its header)".to_owned(),
    };
    run.account.remarks.push(format!("{}: {said}{how}", part.name));
}

/// Sorts the bundles by day, and gives each a slug of its own.
fn order(bundles: &mut [Bundle<'_>], run: &mut Run<'_>) {
    if bundles.len() < 2 {
        return;
    }
    if bundles.iter().all(|bundle| bundle.taken.is_some()) {
        bundles.sort_by_key(|bundle| bundle.taken.and_then(When::latest));
    } else {
        run.account.remarks.push(
            "not every bundle has a date: they are taken in the order of their names, the last as the latest"
                .to_owned(),
        );
    }
    let mut taken = std::collections::BTreeSet::new();
    for (at, bundle) in bundles.iter_mut().enumerate() {
        if !taken.insert(bundle.slug.clone()) {
            bundle.slug = format!("{}-{}", bundle.slug, at + 1);
            taken.insert(bundle.slug.clone());
        }
    }
    if let Some([earlier, later]) = snapshots::undecided(bundles, |bundle| bundle.taken) {
        run.account.remarks.push(snapshots::tied(&earlier.slug, &later.slug));
    }
}

//! The claims that the summary of a form makes of its items.

use super::Filing;
use super::item::{Items, domain, figure};
use super::summary::Line;
use super::whole;
use crate::amount::{Amount, AmountSum, Domain};
use crate::currency::Currency;
use crate::error::Problem;
use crate::exact::{Numeral, Ratio, Sum};
use crate::import::run::{Run, no_slug};
use crate::import::slug;
use crate::model::{Claim, ClaimKind, Comparand, Likeness, ListKind, Relation, Scope, Stage};
use crate::money::Money;

/// What the items of a line add up to.
pub(super) struct LineState {
    stage: Stage,
    sum: AmountSum,
    counted: u64,
    is_signed: bool,
    /// Whether an item was set aside.
    pub(super) is_partial: bool,
}

impl LineState {
    pub(super) fn new(stage: Stage) -> Self {
        Self { stage, sum: AmountSum::new(), counted: 0, is_signed: false, is_partial: false }
    }

    pub(super) fn add(&mut self, amount: Numeral, is_memo: bool) {
        if !is_memo {
            self.sum.add_exact(amount);
            self.counted += 1;
            self.is_signed |= amount.is_negative();
        }
    }

    /// The claim of a line: what kind, and of which list.
    fn claim(&self, relation: Relation, reported: Numeral) -> Option<(ClaimKind, ListKind)> {
        let amount = Money::new(Amount::exact(reported), Currency::USD);
        let total = |relation: Relation| ClaimKind::Total {
            amount: amount.clone(),
            relation: Some(relation),
            weights: Vec::new(),
        };
        let is_open = self.is_partial || self.rest(reported).is_some();
        match if is_open { Relation::AtLeast } else { relation } {
            // A list of memos alone is a complete list of nothing.
            Relation::Equal => Some((total(Relation::Equal), ListKind::Complete)),
            _ if self.counted == 0 => None,
            _ if !self.is_signed && !reported.is_negative() => {
                Some((total(Relation::AtLeast), ListKind::Partial))
            }
            _ if self.sum.printed() == Some(Ratio::from(reported)) => {
                Some((total(Relation::Equal), ListKind::Complete))
            }
            // It is the items alone that are held against the line, and of these the list is complete.
            _ => Some((
                ClaimKind::Comparison { than: Comparand::Amount(amount), is: Likeness::AtMost },
                ListKind::Complete,
            )),
        }
    }
}

impl LineState {
    /// What the items leave of a line; `None` where they leave nothing, or add up to more.
    fn rest(&self, reported: Numeral) -> Option<Ratio> {
        let rest = Ratio::from(reported) - self.sum.printed()?;
        (rest > Ratio::from(0)).then_some(rest)
    }

    /// What is held against what, and why.
    fn note(&self, record: &str, line: Line, reported: Numeral) -> String {
        let rule = match (self.is_partial, line.relation) {
            (true, _) => "an item of it was set aside, and may be the rest",
            (false, Relation::Equal) if self.rest(reported).is_some() => {
                "the line must be itemised whole, and is not: nothing says what the rest is"
            }
            (false, Relation::Equal) => "the line must be itemised whole",
            (false, _) if record.starts_with("F92") => {
                "whoever gave less than 1000 dollars need not be named, and may be the rest"
            }
            (false, _) => "amounts up to 200 dollars need not be itemised, and may be the rest",
        };
        format!("The summary reports {reported} USD on {line}, of which these are the items: {rule}.")
    }
}

/// The line without items that reports just what the items of another have too much: they may stand on the wrong one.
fn other_line(filing: &Filing<'_>, items: &Items, excess: &Ratio) -> Option<Line> {
    let version = filing.head.version;
    let form = filing.form();
    let itemised: Vec<&str> =
        items.lines.keys().filter_map(|record| Some(form.line(record, version)?.code)).collect();
    let reports_it = |line: &Line| {
        let reported = figure(filing.head.field(line.field), filing.head.is_in_cents);
        reported.is_some_and(|reported| Ratio::from(reported) == *excess)
    };
    let mut lines = form.lines(version).filter(|line| !itemised.contains(&line.code)).filter(reports_it);
    lines.next().filter(|_| lines.next().is_none())
}

/// The lines that must be itemised whole, report something, and have no item at all: of a filing that ends too early, above all.
fn bare_lines(filing: &Filing<'_>, items: &Items) -> Vec<String> {
    let version = filing.head.version;
    let form = filing.form();
    let itemised: Vec<&str> =
        items.lines.keys().filter_map(|record| Some(form.line(record, version)?.code)).collect();
    let is_bare = |line: &Line| line.relation == Relation::Equal && !itemised.contains(&line.code);
    let reported = |line: Line| {
        let reported = figure(filing.head.field(line.field), filing.head.is_in_cents)?;
        (!reported.is_zero()).then(|| format!("{line} ({reported} USD)"))
    };
    form.lines(version).filter(is_bare).filter_map(reported).collect()
}

/// What the summary says of a line; a remark where that is no figure.
fn reported(filing: &Filing<'_>, record: &str, line: Line, run: &mut Run<'_>) -> Option<Numeral> {
    let mut sum = Sum::new();
    for field in [Some(line.field), line.and].into_iter().flatten() {
        let text = filing.head.field(field);
        let Some(figure) = figure(text, filing.head.is_in_cents) else {
            let remark = format!(
                "{}: the summary has no figure for the items {record}: field {field} of line {} reads `{}`",
                filing.slug,
                filing.head.form_line,
                text.chars().take(40).collect::<String>()
            );
            run.account.remarks.push(remark);
            return None;
        };
        sum.add(figure);
    }
    sum.value().to_numeral()
}

/// Claims each line whose items are there. A filing that an amendment takes the place of claims nothing any more.
pub(super) fn claim(filing: &Filing<'_>, items: &Items, run: &mut Run<'_>) -> Result<(), Box<Problem>> {
    if filing.later.is_some() {
        return Ok(());
    }
    let (form, version) = (filing.form(), filing.head.version);
    let of_items = items.lines.keys().filter_map(|record| form.line(record, version));
    let figures = form.lines(version).chain(of_items).map(|line| line.and.unwrap_or(line.field));
    if let Some(why) = whole::form(&filing.head, figures.max()) {
        run.account.remarks.push(format!(
            "{}: nothing is held against the form on line {}: {why}, so that its figures may be those of other lines",
            filing.slug, filing.head.form_line
        ));
        return Ok(());
    }
    let bare = bare_lines(filing, items);
    if !bare.is_empty() {
        run.account.remarks.push(format!(
            "{}: no item is there of what the summary reports on {}, of which every item must be: the filing ends too early, or the summary is \
             wrong",
            filing.slug,
            bare.join(", ")
        ));
    }
    for (record, state) in &items.lines {
        let Some(line) = form.line(record, version) else { continue };
        let Some(reported) = reported(filing, record, line, run) else { continue };
        if let (Relation::Equal, false, Some(rest)) = (line.relation, state.is_partial, state.rest(reported))
        {
            let remark = format!(
                "{}: {line} must be itemised whole, and {rest} of its {reported} USD is not: an item {record} is missing, or the summary is wrong",
                filing.slug
            );
            run.account.remarks.push(remark);
        }
        let Some((kind, list)) = state.claim(line.relation, reported) else { continue };
        let mut id = String::new();
        slug::of_id(&mut id, &format!("fec/{}", filing.slug), record);
        let mut claim = Claim::new(id.parse().map_err(no_slug)?, kind);
        claim.scope = Scope {
            source: vec![filing.source()?],
            tag: vec![record.clone()],
            stage: vec![state.stage],
            ..Scope::all()
        };
        let mut note = state.note(record, line, reported);
        let excess = state.sum.printed().map(|sum| sum - Ratio::from(reported));
        if let Some(excess) = excess.filter(|excess| *excess > Ratio::from(0))
            && let Some(other) = other_line(filing, items, &excess)
        {
            note.push_str(&format!(
                " They are {excess} USD more, which the summary reports on {other}, without an item: they may stand on the wrong line."
            ));
        }
        claim.note = Some(note);
        claim.list = Some(list);
        claim.domain = (state.is_signed || domain(reported) == Domain::Signed).then_some(Domain::Signed);
        claim.source = Some(filing.source()?);
        let other = line.and.map(|field| format!(" and {field}")).unwrap_or_default();
        claim.locator = Some(format!("{}:{}:{}{other}", filing.part.name, filing.head.form_line, line.field));
        run.claim(claim)?;
    }
    Ok(())
}

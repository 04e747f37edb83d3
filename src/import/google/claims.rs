//! What the files of a bundle say of one another: claims, and remarks on what they print.

use crate::currency::Currency;
use crate::error::Problem;
use crate::id::SourceId;
use crate::import::account::counted;
use crate::import::run::{Run, no_slug};
use crate::model::{Claim, ClaimKind, Comparand, Likeness, Role, Scope};

use super::Reading;
use super::bundle::File;
use super::relation::{ColumnRelation, WITHIN_EUR};
use super::view::View;

impl Reading<'_> {
    /// What the latest bundle says of itself.
    pub(super) fn claims(&self, last: usize, run: &mut Run<'_>) -> Result<(), Box<Problem>> {
        let Some(bundle) = self.bundles.get(last) else { return Ok(()) };
        let source: SourceId = bundle.source().parse().map_err(no_slug)?;
        let Some(counted) = bundle.files.iter().find(|file| file.table.view == bundle.counted) else {
            return Ok(());
        };
        for other in bundle.files.iter().filter(|file| file.table.view != bundle.counted) {
            for (at, money) in counted.table.columns.money.iter().enumerate() {
                let currency = money.currency();
                let in_other = other.table.columns.money.iter().any(|money| money.currency() == currency);
                let views = [bundle.counted, other.table.view];
                let have = views.map(|view| self.printed.contains_key(&(currency, view)));
                if !in_other || !counts(counted.table.relation, at, currency) || have == [false; 2] {
                    continue;
                }
                // A file of fewer countries lacks what the other has, as one does of which rows were set aside.
                let alone = [counted, other].map(|file| self.countries.alone(file));
                self.compare(run, currency, views, &alone);
                let is = match self.lack(views, &alone) {
                    [false, false] => Likeness::Same,
                    [true, false] => Likeness::AtMost,
                    [false, true] => Likeness::AtLeast,
                    [true, true] => continue,
                };
                if have != [true; 2] {
                    continue;
                }
                let scope = |file: &File<'_>, role: Option<Role>| {
                    let mut scope = Scope::all();
                    scope.source = vec![source.clone()];
                    scope.tag = vec![file.table.view.tag().to_owned()];
                    scope.currency = vec![currency];
                    scope.role = role.into_iter().collect();
                    scope
                };
                let than = Comparand::Scope(Box::new(scope(other, Some(Role::Restatement))));
                let id = format!("{source}/{}-{}/{currency}", bundle.counted.tag(), other.table.view.tag());
                let mut claim = Claim::new(id.parse().map_err(no_slug)?, ClaimKind::Comparison { than, is });
                claim.scope = scope(counted, None);
                claim.source = Some(source.clone());
                claim.locator = Some(other.part.name.to_string());
                claim.note = Some(note([counted, other], &alone, at, currency));
                run.claim(claim)?;
            }
        }
        Ok(())
    }

    /// Which of two views may lack money that the other has: rows that were set aside, or countries.
    fn lack(&self, views: [View; 2], [counted, other]: &[Option<String>; 2]) -> [bool; 2] {
        let [is_counted_partial, is_other_partial] = views.map(|view| self.is_partial(view));
        [is_counted_partial || counted.is_some(), is_other_partial || other.is_some()]
    }

    /// Whether what was set aside of a view may be a difference, or zeros of whatever currency.
    fn is_partial(&self, view: View) -> bool {
        self.partial.contains(&view) || self.unplaced_in.contains(&view)
    }

    /// Says how many rows of a file are 0 in a currency that nobody knows, and how many are of what another row is of.
    pub(super) fn note_rows(&mut self, run: &mut Run<'_>, file: &File<'_>) {
        let first = file.table.columns.money.first().map(|money| money.currency());
        if let (1.., Some(first)) = (self.unplaced, first) {
            self.unplaced_in.insert(file.table.view);
            let rows = counted(self.unplaced, "row is", "rows are");
            let name = &file.part.name;
            run.account.remarks.push(format!(
                "{name}: {rows} 0 in every column, and nothing says of which region: taken as 0 {first}, and as what may be the difference"
            ));
        }
        self.unplaced = 0;
        let again = std::mem::take(&mut self.again);
        if again > 0 {
            let rows = counted(again, "row has", "rows have");
            let name = &file.part.name;
            run.account.remarks.push(format!(
                "{name}: {rows} the key of another row, and other figures: all count, look there"
            ));
        }
    }

    /// Says what two views print of a currency.
    fn compare(&self, run: &mut Run<'_>, currency: Currency, views: [View; 2], alone: &[Option<String>; 2]) {
        if views.contains(&View::Creative) {
            return;
        }
        let [counted, other] = views.map(|view| {
            let sum = self.printed.get(&(currency, view));
            let sum = sum.map_or("nothing".to_owned(), |sum| format!("{} {currency}", sum.value()));
            format!("{} {sum}", view.tag())
        });
        let next = match views.map(|view| self.printed.contains_key(&(currency, view))) {
            [true, true] if views.iter().all(|view| self.is_partial(*view)) => {
                "rows of both are in doubt, and nothing can be held against one another"
            }
            [true, true] if self.lack(views, alone) == [true; 2] => {
                "each may lack what the other has, and nothing can be held against one another"
            }
            [true, true] => "`adspend check` says what rounding allows",
            _ => "there is nothing to hold against one another",
        };
        let of = |alone: &Option<String>| {
            alone.as_ref().map_or(String::new(), |alone| format!(" (of {alone} alone)"))
        };
        let [counted_of, other_of] = alone.each_ref().map(of);
        run.account
            .remarks
            .push(format!("as printed, {counted}{counted_of} against {other}{other_of}: {next}"));
        let partial: Vec<&str> =
            views.iter().filter(|view| self.partial.contains(view)).map(|view| view.tag()).collect();
        if !partial.is_empty() {
            let remark =
                format!("rows of {} were set aside: they may be the difference", partial.join(" and "));
            run.account.remarks.push(remark);
        }
    }
}

/// What is held against what, and what their difference can be.
fn note(
    [counted, other]: [&File<'_>; 2],
    alone: &[Option<String>; 2],
    at: usize,
    currency: Currency,
) -> String {
    let [counted_name, other_name] = [counted, other].map(|file| file.part.file_name());
    let step = counted.table.steps.get(at).copied().flatten();
    let rounding = match step {
        Some(step) => format!("each amount is rounded to {step} {currency}"),
        None => "no amount is rounded".to_owned(),
    };
    let part = match alone {
        [_, Some(alone)] => Some((other_name, alone, counted_name)),
        [Some(alone), None] => Some((counted_name, alone, other_name)),
        [None, None] => None,
    };
    if let Some((part, alone, whole)) = part {
        return format!(
            "{part} has the money of {alone} alone, and {whole} that of more countries, at least as much in {currency}; {rounding}."
        );
    }
    format!(
        "{counted_name} and {other_name} break down the same money in {currency}; {rounding}. What rounding does not explain is lag, or spend that one of them leaves out."
    )
}

/// Whether a column's money counts beside that of the others.
pub(super) fn counts(relation: Option<ColumnRelation>, at: usize, currency: Currency) -> bool {
    match relation {
        None => true,
        Some(ColumnRelation::SameMoney) => at == 0,
        Some(ColumnRelation::ByRegion) => !WITHIN_EUR.contains(&currency),
    }
}

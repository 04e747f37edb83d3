//! The claims that the summary of a form makes of its items.

use super::Filing;
use super::item::{Items, domain, figure};
use crate::amount::{Amount, AmountSum, Domain};
use crate::currency::Currency;
use crate::error::Problem;
use crate::exact::{Numeral, Ratio};
use crate::import::run::Run;
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
        let relation = if self.is_partial { Relation::AtLeast } else { relation };
        match relation {
            // A list of memos alone is a complete list of nothing.
            Relation::Equal => Some((total(Relation::Equal), ListKind::Complete)),
            _ if self.counted == 0 => None,
            _ if !self.is_signed && !reported.is_negative() => {
                Some((total(Relation::AtLeast), ListKind::Partial))
            }
            _ if self.sum.printed() == Some(Ratio::from(reported)) => {
                Some((total(Relation::Equal), ListKind::Complete))
            }
            _ => Some((
                ClaimKind::Comparison { than: Comparand::Amount(amount), is: Likeness::AtMost },
                ListKind::Partial,
            )),
        }
    }
}

/// Claims each line whose items are there. A filing that an amendment takes the place of claims nothing any more.
pub(super) fn claim(filing: &Filing<'_>, items: &Items, run: &mut Run<'_>) -> Result<(), Box<Problem>> {
    if filing.later.is_some() {
        return Ok(());
    }
    let form = filing.form();
    for (record, state) in &items.lines {
        let Some(line) = form.line(record, filing.head.version) else { continue };
        let text = filing.head.field(line.field);
        let Some(reported) = figure(text, filing.head.is_in_cents) else {
            let remark = format!(
                "{}: the summary has no figure for the items {record}: field {} of line {} reads `{}`",
                filing.slug,
                line.field,
                filing.head.form_line,
                text.chars().take(40).collect::<String>()
            );
            run.account.remarks.push(remark);
            continue;
        };
        let Some((kind, list)) = state.claim(line.relation, reported) else { continue };
        let mut id = String::new();
        slug::of_id(&mut id, &format!("fec/{}", filing.slug), record);
        let mut claim = Claim::new(id.parse().map_err(|error| super::no_id(&error))?, kind);
        claim.scope = Scope {
            source: vec![filing.source()?],
            tag: vec![record.clone()],
            stage: vec![state.stage],
            ..Scope::all()
        };
        claim.list = Some(list);
        claim.domain = (state.is_signed || domain(reported) == Domain::Signed).then_some(Domain::Signed);
        claim.source = Some(filing.source()?);
        claim.locator = Some(format!("{}:{}:{}", filing.part.name, filing.head.form_line, line.field));
        run.claim(claim)?;
    }
    Ok(())
}

use super::*;
use crate::amount::Amount;
use crate::currency::Currency;
use crate::model::{ListKind, Relation, Role, Stage, Supersession};
use crate::money::Money;

fn entry(id: &str, sponsor: &str) -> Entry {
    let mut entry = Entry::new(id.parse().unwrap(), Money::new(Amount::exact(10), Currency::CNY));
    entry.sponsor = Some(sponsor.parse().unwrap());
    entry
}

fn actor(id: &str, parent: Option<&str>) -> Actor {
    let mut actor = Actor::new(id.parse().unwrap());
    actor.parent = parent.map(|parent| parent.parse().unwrap());
    actor
}

fn supersede(entry: &mut Entry, earlier: &str) {
    entry.supersedes.push(Supersession { id: earlier.parse().unwrap(), kind: None });
}

/// China > Henan > Luoyang; "lo-yang" is another record of Luoyang.
fn china() -> LedgerBuilder {
    let mut builder = LedgerBuilder::new();
    builder
        .actor(actor("cn", None))
        .actor(actor("cn/henan", Some("cn")))
        .actor(actor("cn/luoyang", Some("cn/henan")));
    let mut twin = actor("lo-yang", None);
    twin.same_as = Some("cn/luoyang".parse().unwrap());
    builder.actor(twin).actor(actor("fr", None));
    builder
}

fn ids(ledger: &Ledger, scope: &Scope, as_known_on: Option<&str>) -> (Vec<String>, Vec<String>) {
    let selection = ledger.select(scope, as_known_on.map(|day| day.parse().unwrap())).unwrap();
    let excluded = selection.excluded.iter().map(|(entry, why)| format!("{} {why}", entry.id)).collect();
    let mark = |it: &Selected<'_>| if it.certainty == Certainty::Certain { "" } else { "?" };
    (selection.entries.iter().map(|it| format!("{}{}", it.entry.id, mark(it))).collect(), excluded)
}

#[test]
fn spend_rolls_up_through_parents_and_other_records_of_one_actor() {
    let mut builder = china();
    builder
        .entry(entry("a", "cn/luoyang"))
        .entry(entry("b", "lo-yang"))
        .entry(entry("c", "fr"))
        .entry(entry("d", "cn"));
    let ledger = builder.build().unwrap();
    let under = |id: &str| Scope { sponsor_under: vec![id.parse().unwrap()], ..Scope::all() };
    assert_eq!(ids(&ledger, &under("cn/henan"), None).0, ["a", "b"]);
    assert_eq!(ids(&ledger, &under("lo-yang"), None).0, ["a", "b"]);
    assert_eq!(ids(&ledger, &under("cn"), None).0, ["a", "b", "d"]);
    let only = Scope { sponsor: vec!["cn".parse().unwrap()], ..Scope::all() };
    assert_eq!(ids(&ledger, &only, None).0, ["d"]);
    let above: Vec<_> =
        ledger.actor_and_above(&"lo-yang".parse().unwrap()).map(|actor| actor.id.to_string()).collect();
    assert_eq!(above, ["cn/luoyang", "cn/henan", "cn"]);
}

#[test]
fn what_is_set_aside_is_set_aside_with_its_reason() {
    let mut builder = china();
    let mut committed = entry("committed", "fr");
    committed.stage = Stage::Committed;
    let mut memo = entry("memo", "fr");
    memo.role = Role::Memo;
    let mut part = entry("part", "fr");
    part.detail_of = Some("whole".parse().unwrap());
    let mut amended = entry("amended", "fr");
    amended.recorded = Some("2020-05-01".parse().unwrap());
    supersede(&mut amended, "original");
    builder.entry(committed).entry(memo).entry(part).entry(entry("whole", "fr"));
    builder.entry(entry("original", "fr")).entry(amended);
    let ledger = builder.build().unwrap();
    let (taken, excluded) = ids(&ledger, &Scope::all(), None);
    assert_eq!(taken, ["whole", "amended"]);
    assert_eq!(excluded, ["committed stage", "memo role", "part detail", "original superseded"]);
    // Before the amendment was on record, the original stood.
    let (taken, excluded) = ids(&ledger, &Scope::all(), Some("2020-04-30"));
    assert_eq!(taken, ["whole", "original"]);
    assert_eq!(excluded.last().unwrap(), "amended not-yet-known");
    assert_eq!(ids(&ledger, &Scope::all(), Some("2020-05-01")).0, ["whole", "amended"]);
    let parts: Vec<_> = ledger.parts_of(&"whole".parse().unwrap()).map(|part| part.id.to_string()).collect();
    assert_eq!(parts, ["part"]);
    // A part alone is counted, and stages and roles that are asked for are taken.
    let scope = Scope { entries: vec!["part".parse().unwrap()], ..Scope::all() };
    assert_eq!(ids(&ledger, &scope, None).0, ["part"]);
    let scope = Scope { stage: vec![Stage::Committed], ..Scope::all() };
    assert_eq!(ids(&ledger, &scope, None).0, ["committed"]);
    let scope = Scope { role: vec![Role::Memo], ..Scope::all() };
    assert_eq!(ids(&ledger, &scope, None).0, ["memo"]);
}

#[test]
fn a_weight_names_its_entry_and_without_effect_is_an_error() {
    let ledger = |change: &dyn Fn(&mut Entry, &mut Claim)| {
        let mut builder = china();
        let mut refund = entry("refund", "fr");
        refund.stage = Stage::Refunded;
        let mut claim =
            Claim::total("net".parse().unwrap(), Scope::all(), Money::new(Amount::exact(0), Currency::CNY));
        if let crate::model::ClaimKind::Total { weights, .. } = &mut claim.kind {
            weights.push(("refund".parse().unwrap(), (-1).into()));
        }
        claim.domain = Some(crate::amount::Domain::Signed);
        change(&mut refund, &mut claim);
        builder.entry(entry("spent", "fr")).entry(entry("other", "cn")).entry(refund).claim(claim);
        builder.build().map_err(|problems| problems.to_string())
    };
    let of_france = |claim: &mut Claim| claim.scope.sponsor = vec!["fr".parse().unwrap()];
    let net = ledger(&|_, claim| of_france(claim)).unwrap();
    let named = ["refund".parse().unwrap()];
    let taken = net.select_with_named(&net.claims().first().unwrap().scope, &named).unwrap().entries;
    assert_eq!(taken.iter().map(|it| it.entry.id.as_str()).collect::<Vec<_>>(), ["spent", "refund"]);
    // Without its weight it is left out.
    assert_eq!(ids(&net, &Scope::all(), None).0, ["spent", "other"]);
    let refused = |change: &dyn Fn(&mut Entry, &mut Claim)| ledger(change).unwrap_err();
    assert_eq!(
        refused(&|refund, claim| {
            of_france(claim);
            refund.sponsor = Some("cn".parse().unwrap());
        }),
        "claim `net`, key `weights`: error[contradiction]: the weight has no effect: the scope does not take `refund`; widen \
         the scope, or take the weight out"
    );
    assert_eq!(
        refused(&|_, claim| claim.scope.stage = vec![Stage::Spent]),
        "claim `net`, key `weights`: error[contradiction]: the weight has no effect: the scope names stages, and none of them \
         is that of `refund`; widen the scope, or take the weight out"
    );
    assert_eq!(
        refused(&|refund, _| {
            refund.stage = Stage::Spent;
            refund.detail_of = Some("spent".parse().unwrap());
        }),
        "claim `net`, key `weights`: error[contradiction]: the weight has no effect: the scope counts the whole of `refund`; \
         widen the scope, or take the weight out"
    );
}

/// w1 = 10 with the part p, and what `change` does to p's successor p2 and to the amended whole w2.
fn amended(change: impl FnOnce(&mut Entry, &mut Entry)) -> LedgerBuilder {
    let mut builder = china();
    let mut part = entry("p", "fr");
    part.detail_of = Some("w1".parse().unwrap());
    let (mut later_part, mut later_whole) = (entry("p2", "fr"), entry("w2", "fr"));
    change(&mut later_part, &mut later_whole);
    builder.entry(entry("w1", "fr")).entry(part).entry(later_part).entry(later_whole);
    builder
}

#[test]
fn parts_of_a_superseded_whole_do_not_count_beside_its_successor() {
    let builder = amended(|_, whole| {
        supersede(whole, "w1");
        whole.recorded = Some("2020-05-01".parse().unwrap());
    });
    let ledger = builder.build().unwrap();
    let (taken, excluded) = ids(&ledger, &Scope::all(), None);
    assert_eq!(
        (taken, excluded),
        (vec!["p2".into(), "w2".into()], vec!["w1 superseded".into(), "p detail-of-superseded".into()])
    );
    assert_eq!(ids(&ledger, &Scope::all(), Some("2020-04-30")).0, ["w1", "p2"]);
    // Also where the part alone is asked for.
    let scope = Scope { entries: vec!["p".parse().unwrap()], ..Scope::all() };
    assert_eq!(ids(&ledger, &scope, None).0, Vec::<String>::new());
}

#[test]
fn what_takes_the_place_of_a_part_is_a_part() {
    let message =
        |builder: LedgerBuilder| builder.build().map(|_| ()).map_err(|problems| problems.to_string());
    assert_eq!(
        message(amended(|part, _| supersede(part, "p"))).unwrap_err(),
        "entry `p2`, key `supersedes`: error[contradiction]: `p2` is no part of `w1`, and would count beside \
         it: it takes the place of one of its parts, `p`; write `detail-of = \"w1\"` on it"
    );
    assert_eq!(
        message(amended(|part, whole| {
            supersede(part, "p");
            supersede(whole, "w1");
        }))
        .unwrap_err(),
        "entry `p2`, key `supersedes`: error[contradiction]: `p2` is no part of `w2`, and would count beside \
         it: it takes the place of one of its parts, `p`; write `detail-of = \"w2\"` on it"
    );
    assert_eq!(
        message(amended(|part, _| {
            supersede(part, "w1");
            part.detail_of = Some("w1".parse().unwrap());
        }))
        .unwrap_err(),
        "entry `p2`, key `detail-of`: error[contradiction]: `p2` takes the place of `w1`, of which it is a part, so that \
         neither counts; leave out `detail-of` or the supersession"
    );
    // The part of the same whole, and the whole that takes in its parts.
    let part_of_it = amended(|part, _| {
        supersede(part, "p");
        part.detail_of = Some("w1".parse().unwrap());
    });
    assert_eq!(ids(&part_of_it.build().unwrap(), &Scope::all(), None).0, ["w1", "w2"]);
    let both = amended(|_, whole| {
        supersede(whole, "p");
        supersede(whole, "w1");
    });
    assert_eq!(ids(&both.build().unwrap(), &Scope::all(), None).0, ["p2", "w2"]);
}

#[test]
fn dates_that_only_overlap_the_window_are_uncertain() {
    let mut builder = china();
    for (id, when) in [("in", "2019-08"), ("over", "2019"), ("out", "2018-12"), ("none", "")] {
        let mut entry = entry(id, "fr");
        entry.when = (!when.is_empty()).then(|| when.parse().unwrap());
        builder.entry(entry);
    }
    let ledger = builder.build().unwrap();
    let scope = Scope { during: Some("2019-05/2019-12".parse().unwrap()), ..Scope::all() };
    assert_eq!(ids(&ledger, &scope, None).0, ["in", "over?", "none?"]);
}

#[test]
fn all_problems_come_at_once() {
    let mut builder = LedgerBuilder::new();
    builder.actor(actor("a", Some("b"))).actor(actor("b", Some("a"))).actor(actor("a", None));
    let (mut one, mut two, mut three) = (entry("one", "a"), entry("two", "c"), entry("three", "a"));
    supersede(&mut one, "three");
    supersede(&mut two, "three");
    supersede(&mut three, "one");
    three.detail_of = Some("three".parse().unwrap());
    builder.entry(one).entry(two).entry(three);
    let amount = Money::new(Amount::exact(30), Currency::CNY);
    let mut claim = Claim::total("total".parse().unwrap(), Scope::all(), amount.clone());
    claim.list = Some(ListKind::Partial);
    claim.gloss.push(amount);
    if let crate::model::ClaimKind::Total { relation, weights, .. } = &mut claim.kind {
        *relation = Some(Relation::Equal);
        weights.push(("four".parse().unwrap(), crate::exact::Numeral::ONE));
    }
    claim.scope.sponsor_under.push("d".parse().unwrap());
    builder.claim(claim);
    let messages: Vec<String> = builder.problems().iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
        [
            "actor `a`, key `id`: error[duplicate-id]: the id `a` is taken already, by actor 1; give each record an id of its own",
            "entry `two`, key `sponsor`: error[unknown-id]: no actor has the id `c`; add a [[actor]] with this id, or correct it",
            "claim `total`, key `scope`: error[unknown-id]: no actor has the id `d`; add a [[actor]] with this id, or correct it",
            "claim `total`, key `weights`: error[unknown-id]: no entry has the id `four`; add a [[entry]] with this id, or correct it",
            "claim `total`, key `gloss`: error[contradiction]: the gloss `30 CNY` is in CNY, as is the amount that it restates; a gloss restates an amount in another currency",
            "claim `total`, key `relation`: error[contradiction]: relation `equal` disagrees with the list, which is `partial`; write one of the two: the other follows from it",
            "actor `a`, key `parent`: error[cycle]: `parent` leads back to where it began: `a` → `b` → `a`; take one of these links out",
            "entry `one`, key `supersedes`: error[cycle]: `supersedes` leads back to where it began: `one` → `three` → `one`; take one of these links out",
            "entry `three`, key `detail-of`: error[cycle]: `detail-of` leads back to where it began: `three` → `three`; take one of these links out",
            "entry `two`, key `supersedes`: error[superseded-twice]: `one` already supersedes `three`; name the one that counts, or let `two` supersede `one`",
        ]
    );
}

#[test]
fn an_unknown_id_of_very_many_entries_is_told_a_thousand_times_and_then_counted() {
    for (count, problems, last) in
        [(1_000, 1_000, ""), (1_001, 1_001, ""), (5_000, 1_001, ", and 3999 more records name it")]
    {
        let mut builder = china();
        for number in 0..count {
            let mut entry = entry(&format!("e{number}"), "fr");
            entry.sponsor = Some("cn/henam".parse().unwrap());
            builder.entry(entry);
        }
        let found = builder.problems();
        assert_eq!(found.len(), problems, "{count}");
        assert_eq!(found.last().unwrap().message, format!("no actor has the id `cn/henam`{last}"));
        assert_eq!(found.last().unwrap().help.as_deref(), Some("did you mean `cn/henan`?"));
    }
}

#[test]
fn an_amendment_of_itself_is_refused() {
    let mut builder = china();
    for (id, amends) in [("a", "b"), ("b", "c"), ("c", "b"), ("d", "elsewhere")] {
        let mut source = Source::new(id.parse().unwrap());
        source.amends = Some(amends.parse().unwrap());
        builder.source(source);
    }
    let messages: Vec<String> = builder.problems().iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
        [
            "source `b`, key `amends`: error[cycle]: `amends` leads back to where it began: `b` → `c` → `b`; take one of these links out"
        ]
    );
}

#[test]
fn scopes_with_unknown_ids_are_refused() {
    let ledger = china().build().unwrap();
    let scope = Scope { sponsor: vec!["cn/henam".parse().unwrap()], ..Scope::all() };
    assert_eq!(
        ledger.select(&scope, None).unwrap_err().to_string(),
        "error[unknown-id]: no actor of the ledger has the id `cn/henam`; did you mean `cn/henan`?"
    );
}

#[test]
fn sources_that_cover_the_same_ground_are_named() {
    let with = |second_window: &str, second_place: &str| {
        let mut builder = china();
        for (id, window, place) in
            [("june", "2025-06-01/2025-06-30", "UA"), ("later", second_window, second_place)]
        {
            builder.source(Source::new(id.parse().unwrap()));
            let mut coverage = Coverage::new();
            coverage.source = Some(id.parse().unwrap());
            coverage.window = Some(window.parse().unwrap());
            coverage.jurisdiction = Some(place.parse().unwrap());
            builder.coverage(coverage);
            let mut entry = entry(id, "fr");
            entry.source = Some(id.parse().unwrap());
            builder.entry(entry);
        }
        let ledger = builder.build().unwrap();
        let selection = ledger.select(&Scope::all(), None).unwrap();
        ledger.overlapping_sources(&selection.entries).map(|(a, b)| format!("{a} {b}"))
    };
    assert_eq!(with("2025-06-30/2025-07-06", "UA").as_deref(), Some("june later"));
    assert_eq!(with("2025-07-01/2025-07-06", "UA"), None);
    assert_eq!(with("2025-06-30/2025-07-06", "PL"), None);
}

//! The tables of the format and their keys, in canonical order.

use crate::model::Scope;

/// A kind of table: how it is called, and which keys it takes, in canonical order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// As messages call it.
    pub(crate) noun: &'static str,
    pub(crate) keys: &'static [&'static str],
}

/// The top of a file: the order of its tables.
pub(crate) const ROOT: Shape = Shape {
    noun: "the file",
    keys: &[
        "entries",
        "sources",
        "ledger",
        "source",
        "actor",
        "platform",
        "campaign",
        "restriction",
        "coverage",
        "rates",
        "rate",
        "entry",
        "claim",
    ],
};

pub(crate) const LEDGER: Shape = Shape {
    noun: "[ledger]",
    keys: &["format", "title", "currency", "currencies", "language", "domain", "list", "note"],
};

pub(crate) const SOURCE: Shape = Shape {
    noun: "[[source]]",
    keys: &["id", "title", "publisher", "published", "language", "locator", "amends", "note"],
};

pub(crate) const ACTOR: Shape = Shape {
    noun: "[[actor]]",
    keys: &["id", "name", "aliases", "kind", "jurisdiction", "parent", "same-as", "note"],
};

pub(crate) const PLATFORM: Shape =
    Shape { noun: "[[platform]]", keys: &["id", "name", "aliases", "kind", "owner", "parent", "note"] };

pub(crate) const ALIAS: Shape = Shape { noun: "an alias", keys: &["name", "from", "until"] };

pub(crate) const CAMPAIGN: Shape = Shape {
    noun: "[[campaign]]",
    keys: &["id", "name", "sponsors", "platforms", "purpose", "jurisdiction", "parent", "timeline", "note"],
};

pub(crate) const EVENT: Shape =
    Shape { noun: "an event of a timeline", keys: &["when", "event", "by", "source", "note"] };

pub(crate) const RESTRICTION: Shape = Shape {
    noun: "[[restriction]]",
    keys: &["id", "by", "forbids", "except", "from", "until", "source", "list", "note"],
};

pub(crate) const COVERAGE: Shape = Shape {
    noun: "[[coverage]]",
    keys: &["platform", "jurisdiction", "currency", "window", "source", "complete", "note"],
};

pub(crate) const ENTRY: Shape = Shape {
    noun: "[[entry]]",
    keys: &[
        "id",
        "sponsor",
        "payer",
        "payee",
        "platform",
        "campaign",
        "purpose",
        "jurisdiction",
        "detail-of",
        "when",
        "amount",
        "currency",
        "exact",
        "signed",
        "gloss",
        "basis",
        "stage",
        "role",
        "supersedes",
        "recorded",
        "source",
        "locator",
        "tags",
        "note",
    ],
};

pub(crate) const SUPERSESSION: Shape = Shape { noun: "a supersession", keys: &["id", "how"] };

pub(crate) const CLAIM: Shape = Shape {
    noun: "[[claim]]",
    keys: &[
        "id",
        "kind",
        "scope",
        "relation",
        "amount",
        "signed",
        "gloss",
        "on",
        "of",
        "than",
        "is",
        "list",
        "weights",
        "tolerance",
        "source",
        "locator",
        "note",
    ],
};

/// The keys that only some kinds of claim take, with those kinds.
pub(crate) const CLAIM_KEY_KINDS: &[(&str, &[&str])] = &[
    ("amount", &["total", "conversion"]),
    ("gloss", &["total", "conversion"]),
    ("relation", &["total"]),
    ("weights", &["total"]),
    ("tolerance", &["total"]),
    ("of", &["share"]),
    ("is", &["share", "change", "comparison"]),
    ("than", &["change", "comparison"]),
    ("on", &["conversion"]),
];

pub(crate) const SCOPE: Shape = Shape { noun: "a scope", keys: Scope::KEYS };

pub(crate) const SHARE: Shape = Shape { noun: "a share", keys: &["low", "low-open", "high", "high-open"] };

pub(crate) const AMOUNT: Shape = Shape {
    noun: "an amount",
    keys: &[
        "exact",
        "rounded",
        "step",
        "steps",
        "mode",
        "low",
        "high",
        "from",
        "below",
        "at-most",
        "less-than",
        "at-least",
        "more-than",
        "unknown",
        "all-of",
        "hedge",
        "currency",
    ],
};

pub(crate) const RATES: Shape = Shape {
    noun: "[rates]",
    keys: &[
        "file",
        "format",
        "max-age",
        "policy",
        "value-date",
        "mean",
        "partial-periods",
        "offshore-yuan",
        "note",
    ],
};

pub(crate) const RATE: Shape =
    Shape { noun: "[[rate]]", keys: &["date", "base", "quote", "rate", "source", "note"] };

/// The tables of a file by the name of their key, in canonical order.
pub(crate) const TABLES: &[(&str, &Shape)] = &[
    ("ledger", &LEDGER),
    ("source", &SOURCE),
    ("actor", &ACTOR),
    ("platform", &PLATFORM),
    ("campaign", &CAMPAIGN),
    ("restriction", &RESTRICTION),
    ("coverage", &COVERAGE),
    ("rates", &RATES),
    ("rate", &RATE),
    ("entry", &ENTRY),
    ("claim", &CLAIM),
];

/// The keys of the tables that stand inside others, in canonical order, by the key under which they stand.
pub(crate) fn inner_keys(key: &str) -> &'static [&'static str] {
    match key {
        "aliases" => ALIAS.keys,
        "timeline" => EVENT.keys,
        "forbids" | "except" | "scope" | "of" => SCOPE.keys,
        "supersedes" => SUPERSESSION.keys,
        "is" => SHARE.keys,
        "amount" | "gloss" | "all-of" | "rate" => AMOUNT.keys,
        _ => &[],
    }
}

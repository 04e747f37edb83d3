use super::Jurisdiction;
use super::words::open_words;
use crate::date::When;
use crate::id::ActorId;

open_words! {
    /// What sort of body an actor is.
    ActorKind {
        /// A sovereign state.
        State = "state",
        /// A province, county, city or municipality.
        LocalGovernment = "local-government",
        /// A ministry, agency or institution of government.
        GovernmentBody = "government-body",
        /// A political party.
        Party = "party",
        /// A candidate for office.
        Candidate = "candidate",
        /// A committee that raises and spends for a candidate, party or cause.
        Committee = "committee",
        /// A broadcaster or publisher that a state owns or controls.
        StateMedia = "state-media",
        /// A commercial company.
        Company = "company",
        /// A non-governmental organisation.
        Ngo = "ngo",
        /// An advertising agency or other service provider.
        Agency = "agency",
        /// A natural person.
        Person = "person",
        /// An international or supranational organisation.
        InternationalOrganisation = "international-organisation",
    }
}

/// Another name of an actor or platform, with the dates between which it was in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// Since when; `None` for as long as is known.
    pub from: Option<When>,
    /// Until when, that day included; `None` for still.
    pub until: Option<When>,
}

impl Alias {
    /// A name without dates.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), from: None, until: None }
    }
}

/// Somebody who sponsors, pays, is paid, or is behind one who does.
///
/// Spend rolls up along `parent`: county → city → province → state, or subsidiary → owner.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Actor {
    /// The id, in one space with those of platforms.
    pub id: ActorId,
    /// The name to show.
    pub name: Option<String>,
    /// Other names.
    pub aliases: Vec<Alias>,
    /// What sort of body it is.
    pub kind: Option<ActorKind>,
    /// Where it is seated or elected.
    pub jurisdiction: Option<Jurisdiction>,
    /// The administrative or owning actor above it.
    pub parent: Option<ActorId>,
    /// Another record of the same actor: the two count as one.
    pub same_as: Option<ActorId>,
    /// A remark.
    pub note: Option<String>,
}

impl Actor {
    /// An actor of which only the id is known.
    #[must_use]
    pub fn new(id: ActorId) -> Self {
        Self {
            id,
            name: None,
            aliases: Vec::new(),
            kind: None,
            jurisdiction: None,
            parent: None,
            same_as: None,
            note: None,
        }
    }

    /// The name to show: the name, or the id.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(self.id.as_str())
    }
}

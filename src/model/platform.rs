use super::Alias;
use super::words::open_words;
use crate::id::{ActorId, PlatformId};

open_words! {
    /// What sort of medium a platform is.
    PlatformKind {
        /// A social network.
        SocialNetwork = "social-network",
        /// A search engine and its advertising network.
        Search = "search",
        /// A video platform.
        Video = "video",
        /// A messaging service.
        Messaging = "messaging",
        /// Radio or television.
        Broadcaster = "broadcaster",
        /// Newspapers and magazines, printed or online.
        Press = "press",
        /// Media that the sponsor runs himself.
        OwnedMedia = "owned-media",
        /// Posters and screens in public places.
        Outdoor = "outdoor",
    }
}

/// Where advertising runs. One platform keeps one id through its renamings; its former names are aliases.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Platform {
    /// The id, in one space with those of actors.
    pub id: PlatformId,
    /// The name to show.
    pub name: Option<String>,
    /// Other names, with the dates of their use.
    pub aliases: Vec<Alias>,
    /// What sort of medium it is.
    pub kind: Option<PlatformKind>,
    /// Who owns it.
    pub owner: Option<ActorId>,
    /// The platform of which it is a part.
    pub parent: Option<PlatformId>,
    /// A remark.
    pub note: Option<String>,
}

impl Platform {
    /// A platform of which only the id is known.
    #[must_use]
    pub fn new(id: PlatformId) -> Self {
        Self { id, name: None, aliases: Vec::new(), kind: None, owner: None, parent: None, note: None }
    }

    /// The name to show: the name, or the id.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(self.id.as_str())
    }
}

//! Faults of ids, and of what they tie together.

use crate::fault::Fault;

const SONG: &str = "sponsor = \"cn/luoyang/song\"";

/// A second entry, with these keys.
fn another(name: &'static str, keys: &str) -> Fault {
    Fault::append(name, &format!("\n[[entry]]\nid = \"another\"\namount = \"5 yuan\"\n{keys}"))
}

pub(crate) fn faults() -> Vec<Fault> {
    vec![
        Fault::edit("bad id: of an entry", "id = \"ruyang\"", "id = ⟦\"ruyang county\"⟧"),
        Fault::edit("bad id: of an actor that others name", "id = \"cn/luoyang\"\n", "id = ⟦\"cn/luo yang\"⟧\n"),
        Fault::edit("bad id: of other letters", "id = \"ruyang\"", "id = ⟦\"Île-de-France (été)\"⟧"),
        Fault::edit("bad id: empty", SONG, "sponsor = ⟦\"\"⟧"),
        Fault::edit("bad id: an alias", SONG, "sponsor = ⟦\"Luoyang City\"⟧"),
        Fault::edit("unknown id: near", SONG, "sponsor = ⟦\"cn/luoyang/sung\"⟧"),
        Fault::edit("unknown id: far", SONG, "sponsor = ⟦\"the-county\"⟧"),
        Fault::edit("unknown id: of the other kind", SONG, "sponsor = ⟦\"douyin\"⟧"),
        Fault::edit("unknown id: a name", SONG, "sponsor = ⟦\"Song\"⟧"),
        Fault::edit("unknown id: a source", "by = \"cn/luoyang\", source = \"article-2020-10\"", "by = \"cn/luoyang\", source = ⟦\"leak\"⟧"),
        Fault::edit("unknown id: in a scope", "{ sponsor-under = \"cn\", campaign", "{ sponsor-under = ⟦\"ch\"⟧, campaign"),
        Fault::edit("unknown id: a campaign in a scope", "\"cn\", campaign = \"media-centres\"", "\"cn\", campaign = ⟦\"media-centers\"⟧"),
        Fault::edit("unknown id: in a list", "platforms = [\"douyin\"]", "platforms = [\"douyin\", ⟦\"weibo\"⟧]"),
        Fault::edit("unknown id: of an event", "by = \"cn/luoyang\", source", "by = ⟦\"duoyin\"⟧, source"),
        Fault::edit("unknown id: of weights", "amount = \"45.15 million yuan\"\n", "amount = \"45.15 million yuan\"\nweights = { ⟦menjin⟧ = -1 }\n"),
        Fault::edit("duplicate id: of an entry", "id = \"luoning\"", "id = ⟦\"mengjin\"⟧"),
        Fault::append("duplicate id: of an actor and a platform", "\n[[platform]]\nid = ⟦\"cn/henan\"⟧\n"),
        Fault::append("duplicate id: of a claim and a restriction", "\n[[restriction]]\nid = ⟦\"roll-up\"⟧\nforbids = { platform = \"douyin\" }\n"),
        Fault::edit("cycle: of parents", "id = \"cn\"\nname = \"China\"\n", "id = \"cn\"\nname = \"China\"\nparent = ⟦\"cn/luoyang\"⟧\n"),
        Fault::edit("cycle: of one", "id = \"cn\"\nname = \"China\"\n", "id = \"cn\"\nname = \"China\"\nparent = ⟦\"cn\"⟧\n"),
        Fault::edit("cycle: of supersession", "id = \"song\"\n", "id = \"song\"\nsupersedes = [⟦\"another\"⟧]\n")
            .and_append("\n[[entry]]\nid = \"another\"\namount = \"5 yuan\"\nsupersedes = [\"song\"]\n"),
        Fault::edit("cycle: of details", "id = \"song\"\n", "id = \"song\"\ndetail-of = ⟦\"another\"⟧\n")
            .and_append("\n[[entry]]\nid = \"another\"\namount = \"5 yuan\"\ndetail-of = \"song\"\n"),
        Fault::edit("superseded twice", "id = \"yibin\"\n", "id = \"yibin\"\nsupersedes = [\"song\"]\n")
            .and_append("\n[[entry]]\nid = \"another\"\namount = \"5 yuan\"\nsupersedes = [{ id = ⟦\"song\"⟧, how = \"corrects\" }]\n"),
        another("superseded twice by one", "supersedes = [⟦\"song\"⟧, \"song\"]\n"),
        Fault::append(
            "superseding a part without being one",
            "\n[[entry]]\nid = \"part\"\namount = \"5 yuan\"\ndetail-of = \"song\"\n\n[[entry]]\nid = \"another\"\namount = \"5 yuan\"\nsupersedes = [⟦\"part\"⟧]\n",
        ),
        another("the id of the check of parts", "detail-of = \"song\"\n")
            .and_append("\n[[claim]]\nid = ⟦\"parts/song\"⟧\namount = \"5 yuan\"\n"),
        another("superseding itself", "supersedes = ⟦\"another\"⟧\n"),
    ]
}

//! Faults of claims.

use crate::fault::Fault;

/// A further claim with these keys.
fn claim(name: &'static str, keys: &str) -> Fault {
    Fault::append(name, &format!("\n[[claim]]\nid = \"another\"\n{keys}"))
}

pub(crate) fn faults() -> Vec<Fault> {
    vec![
        claim("kind of claim", "kind = ⟦\"sum\"⟧\namount = \"5 yuan\"\n"),
        claim("kind of claim: near, its keys with it", "kind = ⟦\"shares\"⟧\nof = {}\nis = \"most\"\n"),
        claim("key of no such kind: an amount of nothing", "kind = \"none\"\n⟦amount⟧ = \"5 yuan\"\n"),
        claim("key of no such kind: a whole of a total", "amount = \"5 yuan\"\n⟦of⟧ = {}\n"),
        claim(
            "relation and list disagree",
            "amount = \"5 yuan\"\nrelation = ⟦\"at-least\"⟧\nlist = \"complete\"\n",
        ),
        claim("relation of another claim", "amount = \"5 yuan\"\nrelation = ⟦\"less\"⟧\n"),
        claim("comparison in other words", "kind = \"comparison\"\nthan = \"5 yuan\"\nis = ⟦\"mroe\"⟧\n"),
        claim("tolerance below zero", "amount = \"5 yuan\"\ntolerance = ⟦\"-1\"⟧\n"),
        claim("tolerance as a number", "amount = \"5 yuan\"\ntolerance = ⟦0.5⟧\n"),
        claim("weight as a fraction", "amount = \"5 yuan\"\nweights = { song = ⟦0.5⟧ }\n"),
        claim(
            "share with its ends swapped",
            "kind = \"share\"\nof = {}\nis = ⟦{ low = \"0.9\", high = \"0.5\" }⟧\n",
        ),
        claim("share as a word with a number", "kind = \"share\"\nof = {}\nis = ⟦\"60%\"⟧\n"),
        claim("share as a word with two numbers", "kind = \"share\"\nof = {}\nis = ⟦\"60 to 70%\"⟧\n"),
        claim(
            "share above the whole",
            "kind = \"share\"\nof = {}\nis = { low = \"0.5\", high = ⟦\"60\"⟧ }\n",
        ),
        claim("share below nothing", "kind = \"share\"\nof = {}\nis = { low = ⟦\"-0.1\"⟧ }\n"),
        claim("share in per cent", "kind = \"share\"\nof = {}\nis = { low = ⟦\"50%\"⟧ }\n"),
        claim(
            "conversion on no day",
            "kind = \"conversion\"\namount = \"5 yuan\"\ngloss = \"1 USD\"\non = ⟦\"publishd\"⟧\n",
        ),
        claim(
            "conversion to the same currency",
            "kind = \"conversion\"\namount = \"5 yuan\"\ngloss = ⟦\"6 yuan\"⟧\non = \"published\"\n",
        ),
        claim("negative total", "amount = ⟦\"-5 yuan\"⟧\n"),
        claim("total below 0", "amount = ⟦{ less-than = \"0\", currency = \"CNY\" }⟧\n"),
        claim("scope without values", "amount = \"5 yuan\"\nscope = { platform = ⟦[]⟧ }\n"),
        claim("whole without values", "kind = \"share\"\nof = { entries = ⟦[]⟧ }\nis = \"most\"\n"),
        claim(
            "weight of an entry outside",
            "amount = \"5 yuan\"\nscope = { entries = [\"song\"] }\nweights = { ⟦mengjin⟧ = -1 }\n",
        ),
        Fault::append(
            "exception without conditions",
            "\n[[restriction]]\nid = \"ban\"\nforbids = {}\nexcept = [⟦{}⟧]\n",
        ),
        Fault::append(
            "exception without values",
            "\n[[restriction]]\nid = \"ban\"\nforbids = {}\nexcept = [{ tag = ⟦[]⟧ }]\n",
        ),
    ]
}

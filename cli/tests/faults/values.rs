//! Faults of values: amounts, currencies, dates, words.

use crate::fault::Fault;

const AMOUNT: &str = "\"8.05 million yuan\"";
const WHEN: &str = "\"2020-02\"";
const CURRENCIES: &str = "currencies = [\"CNY\", \"USD\"]   # settles what \"dollars\" means here: of these two, only USD can be meant";

fn amount(name: &'static str, written: &str) -> Fault {
    Fault::edit(name, AMOUNT, written)
}

/// The case without what settles signs and words, and this in place of an amount.
fn unsettled(name: &'static str, written: &str) -> Fault {
    let fault = Fault::edit(name, CURRENCIES, "")
        .and("about 972,000 dollars", "about 972,000 USD")
        .and("about 37,300 dollars", "about 37,300 USD")
        .and("about 6.74 million dollars", "about 6.74 million USD");
    fault.and(AMOUNT, written)
}

pub(crate) fn faults() -> Vec<Fault> {
    let title = "title = \"County media centres of Luoyang, 2018–2020\"";
    let mut faults = dates();
    faults.extend(words());
    faults.extend([
        amount("amount: words only", "\"some ⟦millions⟧\""),
        amount("amount: a misspelt scale", "\"8.05 ⟦milion⟧ yuan\""),
        amount("amount: empty", "⟦\"\"⟧"),
        amount("amount: two of them", "\"8.05 million yuan ⟦and⟧ 3 million yuan\""),
        amount("amount: a separator that may be either", "\"⟦8.050 yuan⟧\""),
        amount("amount: ends that are swapped", "⟦{ low = \"9000000\", high = \"8000000\" }⟧"),
        amount("amount: two values", "⟦{ exact = \"8050000\", at-most = \"9000000\" }⟧"),
        amount("amount: an exponent", "{ exact = ⟦\"8.05e6\"⟧ }"),
        amount("amount: too many digits", &format!("{{ exact = ⟦\"8{}\"⟧ }}", "0".repeat(40))),
        amount("amount: excess digits", "⟦{ rounded = \"8050500\", step = \"1000\" }⟧"),
        amount("amount: no step", "⟦{ rounded = \"8050500\" }⟧"),
        amount("amount: a step of nothing", "{ rounded = \"8050500\", step = ⟦\"0\"⟧ }"),
        amount("amount: negative gross", "⟦\"-8.05 million yuan\"⟧"),
        amount("amount: negative gross in a table", "⟦{ exact = \"-8050000\" }⟧"),
        amount("currency: unknown code", "\"8.05 million ⟦CNZ⟧\""),
        amount("currency: a table's unknown code", "{ exact = \"8050000\", currency = ⟦\"YUAN\"⟧ }"),
        amount("currency: a code in small letters", "{ exact = \"8050000\", currency = ⟦\"cny\"⟧ }"),
        amount("currency: two of them", "{ all-of = [\"8.05 million yuan\", ⟦\"1.2 million dollars\"⟧] }"),
        Fault::edit("currency: of the ledger", "currency = \"CNY\"", "currency = ⟦\"RMB\"⟧"),
        unsettled("currency: a bare $", "\"about ⟦$⟧1.2 million\""),
        unsettled("currency: a shared word", "\"1.2 million ⟦dollars⟧\""),
        unsettled("currency: a $ with no number", "⟦\"$\"⟧"),
        Fault::edit("currency: none", "currency = \"CNY\"              # of amounts that name none: \"undisclosed\", or a bare \"250,000\"", "")
            .and(AMOUNT, "\"⟦8.05 million⟧\""),
        Fault::edit("gloss in the same currency", "\"about 37,300 dollars\"", "⟦\"about 249,000 yuan\"⟧"),
        Fault::edit("language that cannot be read", "language = \"en\"", "language = ⟦\"tlh\"⟧"),
        Fault::edit("a line too long to show whole", title, &format!("title = \"{}\"\ndomain = ⟦\"net\"⟧ # {}", "多".repeat(300), "多".repeat(300))),
        Fault::edit("jurisdiction: a name", "id = \"cn\"\nname = \"China\"\nkind = \"state\"\njurisdiction = \"CN\"", "id = \"cn\"\nname = \"China\"\nkind = \"state\"\njurisdiction = ⟦\"China\"⟧"),
        Fault::edit("jurisdiction: not in the form of the standard", "id = \"cn\"\nname = \"China\"\nkind = \"state\"\njurisdiction = \"CN\"", "id = \"cn\"\nname = \"China\"\nkind = \"state\"\njurisdiction = ⟦\"cn\"⟧"),
        Fault::edit("two faults of one table", "when = \"2020-02\"\namount = \"8.05 million yuan\"", "when = ⟦\"2020-22\"⟧\namount = \"8.05 ⟦milion⟧ yuan\""),
    ]);
    faults
}

fn dates() -> Vec<Fault> {
    vec![
        Fault::edit("date: no such month", WHEN, "⟦\"2020-13\"⟧"),
        Fault::edit("date: no such day", WHEN, "⟦\"2019-02-29\"⟧"),
        Fault::edit("date: day first", WHEN, "⟦\"15/01/2024\"⟧"),
        Fault::edit("date: month first", WHEN, "⟦\"01/15/2024\"⟧"),
        Fault::edit("date: day or month first", WHEN, "⟦\"03.04.2024\"⟧"),
        Fault::edit("date: without zeros", WHEN, "⟦\"2024-1-5\"⟧"),
        Fault::edit("date: in words", WHEN, "⟦\"February 2020\"⟧"),
        Fault::edit("date: a year of two digits", WHEN, "⟦\"20-02\"⟧"),
        Fault::edit(
            "date: a month where a day is needed",
            "amount = \"8.05 million yuan\"\nrecorded = 2020-10-26",
            "amount = \"8.05 million yuan\"\nrecorded = ⟦\"2020-10\"⟧",
        ),
        Fault::edit("date: a reversed interval", WHEN, "⟦\"2020-02/2019-02\"⟧"),
        Fault::edit(
            "date: a reversed alias",
            "aliases = [\"Luoyang City\"]",
            "aliases = [{ name = \"Luoyang City\", from = \"2020\", until = ⟦\"2019\"⟧ }]",
        ),
        Fault::append(
            "date: a reversed restriction",
            "\n[[restriction]]\nid = \"ban\"\nforbids = {}\nfrom = \"2020\"\nuntil = ⟦\"2019\"⟧\n",
        ),
        Fault::edit(
            "date: a bad one in a scope",
            "{ sponsor-under = \"cn\", campaign",
            "{ during = ⟦\"2019-00\"⟧, sponsor-under = \"cn\", campaign",
        ),
    ]
}

fn words() -> Vec<Fault> {
    vec![
        Fault::edit("word: a stage, near", "stage = \"committed\"\n", "stage = ⟦\"comitted\"⟧\n"),
        Fault::edit("word: a stage, far", "stage = \"committed\"\n", "stage = ⟦\"paid\"⟧\n"),
        Fault::edit(
            "word: a stage in a scope",
            "[\"spent\", \"committed\"] }\nis",
            "[\"spent\", ⟦\"commited\"⟧] }\nis",
        ),
        Fault::edit("word: an event", "event = \"contracted\"", "event = ⟦\"signed\"⟧"),
        Fault::edit("word: a list", "list = \"complete\"", "list = ⟦\"full\"⟧"),
        Fault::edit(
            "word: a rounding mode",
            AMOUNT,
            "{ rounded = \"8050000\", step = \"10000\", mode = ⟦\"half-evn\"⟧ }",
        ),
    ]
}

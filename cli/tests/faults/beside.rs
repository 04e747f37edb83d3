//! Faults of the files beside the ledger file, and of its rates.

use crate::fault::Fault;

const HEADER: &str = "date,base,quote,rate\n";

/// The case with a rate file of these rows.
fn rates(name: &'static str, content: &str) -> Fault {
    Fault::append(name, "\n[rates]\nfile = \"rates.csv\"\n").beside("rates.csv", content)
}

fn entries(name: &'static str, content: &[u8]) -> Fault {
    Fault::prepend(name, "entries = \"more.csv\"\n").beside("more.csv", content)
}

fn terms(name: &'static str, keys: &str) -> Fault {
    Fault::append(name, &format!("\n[rates]\n{keys}"))
}

fn rate(name: &'static str, keys: &str) -> Fault {
    Fault::append(name, &format!("\n[[rate]]\ndate = 2020-10-26\nbase = \"USD\"\n{keys}"))
}

pub(crate) fn faults() -> Vec<Fault> {
    let mut faults = rate_files();
    faults.extend(stated());
    faults.extend([
        Fault::prepend("entries: no such file", "entries = ⟦\"more.csv\"⟧\n"),
        entries("entries: an empty file", "⟦⟧".as_bytes()),
        entries("entries: a ragged row", "id,amount,when\na,5 yuan,2019\n⟦b,5 yuan⟧\n".as_bytes()),
        entries("entries: a cell with a bare comma", "id,amount\n⟦a,5,000 yuan⟧\n".as_bytes()),
        entries("entries: an unknown column", "id,amount,⟦spnsor⟧\na,5 yuan,cn\n".as_bytes()),
        entries("entries: a column twice", "id,amount,⟦amount⟧\na,5 yuan,5 yuan\n".as_bytes()),
        entries("entries: semicolons for commas", "⟦id;amount⟧\na;5 yuan\n".as_bytes()),
        entries("entries: a bad amount", "id,amount\na,⟦5 milion yuan⟧\n".as_bytes()),
        entries(
            "entries: a bad date in quotation marks",
            "id,amount,when\r\na,\"5,000 yuan\",⟦\"2019-13\"⟧\r\n".as_bytes(),
        ),
        entries(
            "entries: a quotation mark that is not closed",
            "id,amount\na,⟦\"⟧5 yuan\nb,6 yuan\n".as_bytes(),
        ),
        entries("entries: an id that the ledger file has", "id,amount\n⟦song⟧,5 yuan\n".as_bytes()),
        entries("entries: an unknown id", "id,amount,sponsor\na,5 yuan,⟦cn/luoyan⟧\n".as_bytes()),
        entries("entries: no amount", "id,amount\n⟦a,⟧\n".as_bytes()),
        entries("entries: not UTF-8", b"id,amount,note\na,5 yuan,caf\xE9\n").at(2, 13),
    ]);
    faults
}

fn rate_files() -> Vec<Fault> {
    vec![
        Fault::append("rates: no such file", "\n[rates]\nfile = ⟦\"rates.csv\"⟧\n"),
        rates("rates: an empty file", "⟦⟧"),
        rates("rates: a rate of zero", &format!("{HEADER}2020-10-26,USD,CNY,⟦0⟧\n")),
        rates("rates: a rate below zero", &format!("{HEADER}2020-10-26,USD,CNY,⟦-6.7⟧\n")),
        rates("rates: no number", &format!("{HEADER}2020-10-26,USD,CNY,⟦6.7.1⟧\n")),
        rates(
            "rates: two rates a day",
            &format!("{HEADER}2020-10-26,USD,CNY,6.7\n2020-10-26,USD,CNY,⟦6.8⟧\n"),
        ),
        rates("rates: a day that is none", &format!("{HEADER}⟦2020-26-10⟧,USD,CNY,6.7\n")),
        rates("rates: an unknown header", "⟦day⟧,from,to,value\n2020-10-26,USD,CNY,6.7\n"),
        rates("rates: a ragged row", &format!("{HEADER}2020-10-26,USD,CNY⟦⟧\n")),
        // Only the file names the unit: that it cannot be read is the one error.
        Fault::edit(
            "rates: a unit that only they name",
            "\"8.05 million yuan\"",
            "{ exact = \"8050000\", currency = \"POINTS\" }",
        )
        .and_append("\n[rates]\nfile = \"rates.csv\"\n")
        .beside("rates.csv", format!("{HEADER}2020-10-26,POINTS,CNY,⟦0⟧\n")),
        Fault::edit(
            "rates: a unit that only a lost file names",
            "\"8.05 million yuan\"",
            "{ exact = \"8050000\", currency = \"POINTS\" }",
        )
        .and_append("\n[rates]\nfile = ⟦\"rates.csv\"⟧\n"),
    ]
}

fn stated() -> Vec<Fault> {
    vec![
        terms("terms: an age in words", "max-age = ⟦\"a week\"⟧\n"),
        terms("terms: an age below zero", "max-age = ⟦-1⟧\n"),
        terms("terms: an unknown policy", "policy = ⟦\"newest\"⟧\n"),
        terms("terms: an unknown value date", "value-date = ⟦\"entry-edn\"⟧\n"),
        terms("terms: a format of no rate file", "format = ⟦\"xml\"⟧\n"),
        rate("stated rate: zero", "quote = \"CNY\"\nrate = ⟦\"0\"⟧\n"),
        rate("stated rate: as a number", "quote = \"CNY\"\nrate = ⟦6.7131⟧\n"),
        rate("stated rate: of a currency to itself", "quote = ⟦\"USD\"⟧\nrate = \"1\"\n"),
        rate("stated rate: of an unknown source", "quote = \"CNY\"\nrate = \"6.7131\"\nsource = ⟦\"ecb\"⟧\n"),
        rate(
            "stated rate: two a day",
            "quote = \"CNY\"\nrate = \"6.7131\"\n\n⟦[[rate]]⟧\ndate = 2020-10-26\nbase = \"USD\"\nquote = \"CNY\"\nrate = \"6.8\"\n",
        ),
        Fault::append(
            "stated rate: no quote",
            "\n⟦[[rate]]⟧\ndate = 2020-10-26\nbase = \"USD\"\nrate = \"6.7131\"\n",
        ),
    ]
}

//! `adspend read`.

use std::io::Write;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::run::{Folder, Ran, command, ran, run};

/// A run with this on standard input.
fn piped(arguments: &[&str], input: &[u8]) -> Ran {
    let mut child = command()
        .arg("read")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Where the arguments are refused, nobody reads it.
    let _ = child.stdin.take().unwrap().write_all(input);
    ran(child.wait_with_output().unwrap())
}

/// The amounts of a text, read by these further arguments.
fn amounts(text: &str, arguments: &[&str]) -> Vec<Value> {
    let mut all = vec!["read", "--format", "json"];
    all.extend(arguments);
    all.extend(["--", text]);
    let ran = run(&all);
    assert_eq!(ran.status, 0, "{ran:?}");
    ran.json()["amounts"].as_array().unwrap().clone()
}

/// Text, qualifier, value or ends, and currency of each.
fn brief(text: &str, lang: &str) -> Vec<String> {
    let said = |amount: &Value| {
        let word = |key: &str| amount[key].as_str().unwrap_or("-").to_owned();
        let value = if amount["amount"].is_null() { word("lo") + ".." + &word("hi") } else { word("amount") };
        let gloss = amount["gloss_of"].as_u64().map_or(String::new(), |of| format!(" = #{of}"));
        format!("{}: {} {value} {}{gloss}", word("text"), word("qualifier"), word("currency"))
    };
    amounts(text, &["--lang", lang]).iter().map(said).collect()
}

const SENTENCE: &str =
    "Le comté a payé 6,5 millions de yuans (environ 972 000 dollars) pour plus de 400 000 personnes en 2019.";

#[test]
fn json_is_as_the_specification_has_it() {
    let ran = run(&["read", "--lang", "fr", "--currencies", "CNY,USD", "--format", "json", SENTENCE]);
    assert_eq!(ran.status, 0);
    assert_eq!(
        ran.json(),
        json!({"amounts": [
            {
                "start": 16, "end": 37, "text": "6,5 millions de yuans", "near": false, "qualifier": "exact",
                "amount": "6500000", "lo": null, "hi": null, "lo_closed": null, "hi_closed": null,
                "currency": "CNY", "candidates": [], "step": "100000", "step_trailing": "100000", "side": "both",
                "gloss_of": null, "ambiguous": null
            },
            {
                "start": 39, "end": 62, "text": "environ 972 000 dollars", "near": false, "qualifier": "about",
                "amount": "972000", "lo": null, "hi": null, "lo_closed": null, "hi_closed": null,
                "currency": "USD", "candidates": [], "step": "1", "step_trailing": "1000", "side": "both",
                "gloss_of": 0, "ambiguous": null
            },
        ]})
    );
    let keys = ["start", "end", "text", "near", "qualifier", "amount", "lo", "hi", "lo_closed", "hi_closed"];
    let order: Vec<usize> = keys.iter().map(|key| ran.stdout.find(&format!("\"{key}\":")).unwrap()).collect();
    assert!(order.is_sorted(), "{}", ran.stdout);
}

#[test]
fn bounds_hedges_and_ranges() {
    let one = |text: &str, lang: &str, keys: &[&str]| -> Vec<Value> {
        let found = amounts(text, &["--lang", lang]);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        keys.iter().map(|key| found[0][*key].clone()).collect()
    };
    let bounds = ["qualifier", "amount", "lo", "lo_closed", "hi", "hi_closed", "near", "side"];
    for (text, lang, expected) in [
        ("at least 5 EUR", "en", json!(["at_least", null, "5", true, null, null, false, "both"])),
        ("over 5.50 EUR", "en", json!(["at_least", null, "5.5", false, null, null, false, "both"])),
        ("just over 5 EUR", "en", json!(["at_least", null, "5", false, null, null, true, "both"])),
        ("up to 5 EUR", "en", json!(["at_most", null, null, null, "5", true, false, "both"])),
        ("less than 5 EUR", "en", json!(["at_most", null, null, null, "5", false, false, "both"])),
        ("3-5 million EUR", "en", json!(["range", null, "3000000", true, "5000000", true, false, "both"])),
        ("around 3-5 EUR", "en", json!(["range", null, "3", true, "5", true, false, "both"])),
        ("500多万元", "zh", json!(["range", null, "5000000", false, "6000000", false, false, "both"])),
        ("about 5.50 EUR", "en", json!(["about", "5.5", null, null, null, null, false, "both"])),
        ("just under 5 EUR", "en", json!(["about", "5", null, null, null, null, true, "below"])),
        ("gut 3 Millionen Euro", "de", json!(["about", "3000000", null, null, null, null, true, "above"])),
        ("-5 EUR", "en", json!(["exact", "-5", null, null, null, null, false, "both"])),
    ] {
        assert_eq!(Value::from(one(text, lang, &bounds)), expected, "{text}");
    }
    let steps = ["step", "step_trailing"];
    assert_eq!(one("10 million EUR", "en", &steps), [json!("1000000"), json!("10000000")]);
    assert_eq!(one("12.50 EUR", "en", &steps), [json!("0.01"), json!("0.01")]);
}

#[test]
fn what_other_tools_read_wrong() {
    for (text, lang, expected) in [
        ("about $3 million", "en", &["about $3 million: about 3000000 -"][..]),
        ("RMB 45.15 million", "en", &["RMB 45.15 million: exact 45150000 CNY"]),
        ("half a million dollars", "en", &["half a million dollars: exact 500000 -"]),
        ("250\u{a0}000 yuans", "fr", &["250\u{a0}000 yuans: exact 250000 CNY"]),
        (
            "between 3 and 5 million dollars",
            "en",
            &["between 3 and 5 million dollars: range 3000000..5000000 -"],
        ),
        (
            "$1.5 million (€1.3 million)",
            "en",
            &["$1.5 million: exact 1500000 -", "€1.3 million: exact 1300000 EUR = #0"],
        ),
        ("4515万元", "zh", &["4515万元: exact 45150000 CNY"]),
        ("CN¥500", "en", &["CN¥500: exact 500 CNY"]),
        ("un demi-million d'euros", "fr", &["un demi-million d'euros: exact 500000 EUR"]),
    ] {
        assert_eq!(brief(text, lang), expected, "{text}");
    }
}

#[test]
fn offsets_count_code_points() {
    let text = "💰💰 在洛阳，6,5 millions de yuans\r\n\te\u{301} — 7 €";
    for amount in amounts(text, &["--lang", "fr"]) {
        let [start, end] =
            ["start", "end"].map(|key| usize::try_from(amount[key].as_u64().unwrap()).unwrap());
        let part: String = text.chars().skip(start).take(end - start).collect();
        assert_eq!(amount["text"], json!(part));
    }
    let starts: Vec<Value> =
        amounts(text, &["--lang", "fr"]).iter().map(|amount| amount["start"].clone()).collect();
    assert_eq!(starts, [json!(7), json!(36)]);
}

#[test]
fn shared_signs_are_settled_by_the_caller_alone() {
    let of = |arguments: &[&str]| {
        let found = amounts("They paid $5.", arguments);
        (found[0]["currency"].clone(), found[0]["candidates"].as_array().unwrap().len())
    };
    let (currency, candidates) = of(&["--lang", "en"]);
    assert!(currency.is_null() && candidates > 20, "{candidates}");
    assert_eq!(of(&["--lang", "en", "--currencies", "CNY,CAD"]), (json!("CAD"), 0));
    assert_eq!(of(&["--lang", "en", "--country", "AU"]), (json!("AUD"), 0));
    let (currency, candidates) = of(&["--currencies", "USD,CAD"]);
    assert!(currency.is_null() && candidates > 20);
}

#[test]
fn texts_come_from_arguments_files_and_standard_input() {
    let expected = run(&["read", "--lang", "fr", "--format", "json", SENTENCE]).stdout;
    assert!(expected.contains("6500000"));
    let words: Vec<&str> = SENTENCE.split(' ').collect();
    let mut arguments = vec!["read", "--lang", "fr", "--format", "json"];
    arguments.extend(&words);
    assert_eq!(run(&arguments).stdout, expected);
    assert_eq!(piped(&["--lang", "fr", "--format", "json"], SENTENCE.as_bytes()).stdout, expected);
    let folder = Folder::new();
    let file = folder.write("article.txt", SENTENCE);
    assert_eq!(run(&["read", "--lang", "fr", "--format", "json", "--file", &file]).stdout, expected);
    let both = run(&["read", "--file", &file, "5 EUR"]);
    assert!(both.refused(2).contains("cannot be used with"), "{both:?}");
}

#[test]
fn amounts_are_underlined_in_their_lines() {
    let text = format!(
        "Rien ici.\r\n{SENTENCE}\n\n洛阳市花了4515万元；门票1.234€，不到5元。\n\tDès 5 EUR\u{1b}[0m\n"
    );
    let ran = piped(&["--lang", "fr", "--currencies", "CNY"], text.as_bytes());
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert_eq!(
        ran.stdout,
        "\
2 | Le comté a payé 6,5 millions de yuans (environ 972 000 dollars) pour plus de 400 000 personnes
  |                 ^^^^^^^^^^^^^^^^^^^^^  ^^^^^^^^^^^^^^^^^^^^^^^
    #1  6,500,000 CNY, to 100,000 (6,450,000 to 6,550,000)
    #2  about 972,000, to 1, or up to 1,000 (971,500 to 972,500); USD, CAD, AUD, HKD or 18 others:
        settle it with --currencies; restates #1

4 | 洛阳市花了4515万元；门票1.234€，不到5元。
  |           ^^^^^^^^      ^^^^^^  ^^^^^^^
    #3  45,150,000 CNY, to 10,000 (45,145,000 to 45,155,000)
    #4  1,234 EUR, to 1 (1,233.5 to 1,234.5)
    #5  under 5 CNY

5 |  Dès 5 EUR\u{fffd}[0m
  |      ^^^^^
    #6  5 EUR, to 1 (4.5 to 5.5)
"
    );
    assert_eq!(run(&["read", "--lang", "en", "12 people"]).stdout, "no amounts found\n");
}

#[test]
fn long_lines_are_shown_around_their_amounts() {
    let text =
        format!("{}5 EUR {}twelve million euros{}", "word ".repeat(40), "多".repeat(90), " end".repeat(40));
    let ran = run(&["read", "--lang", "en", &text]);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert!(lines.iter().all(|line| line.chars().count() <= 100), "{}", ran.stdout);
    assert!(ran.stdout.contains("#1  5 EUR") && ran.stdout.contains("#2  12,000,000 EUR"), "{}", ran.stdout);
    assert_eq!(ran.stdout.matches("^^^^^").count(), 1 + 1 + 2, "{}", ran.stdout);
}

#[test]
fn ambiguity_is_shown_or_refused() {
    let text = "Elle a coûté €1.234.\n多 3,50 EUR ou 7,890 EUR";
    let found = amounts(text, &[]);
    // 3,50 shows that the comma begins decimals, and so that the point groups.
    assert!(found.iter().all(|amount| amount["ambiguous"].is_null()), "{found:?}");
    let text = "It cost €1.234.\n多 and $7,890 too";
    let found = amounts(text, &[]);
    assert_eq!(found[0]["ambiguous"], json!(["1234", "1.234"]));
    assert_eq!(found[1]["ambiguous"], json!(["7890", "7.89"]));
    let shown = run(&["read", text]).stdout;
    assert!(shown.contains("; ambiguous, may be 1,234 or 1.234: the first is taken\n"), "{shown}");
    let folder = Folder::new();
    let file = folder.write("text.txt", text);
    for format in ["text", "json"] {
        let ran = run(&["read", "--strict", "--format", format, "--file", &file]);
        let message = ran.refused(2).replace(&file, "text.txt");
        for part in [
            "error[bad-amount]: `€1.234` may be 1234 or 1.234: write `1234` for the first, and `",
            " --> text.txt:1:9\n  |\n1 | It cost €1.234.\n  |         ^^^^^^\n",
            " --> text.txt:2:7\n  |\n2 | 多 and $7,890 too\n  |        ^^^^^^\n",
            "= help: without `--strict` the first of the two is taken, and the other named\n",
            "2 errors\n",
        ] {
            assert!(message.contains(part), "{part}\n---\n{message}");
        }
    }
    assert_eq!(run(&["read", "--strict", "--lang", "de", "€1.234"]).status, 0);
    assert!(run(&["read", "--strict", "--ledger", text]).refused(2).starts_with("error[bad-amount]"));
}

#[test]
fn cells_hold_bare_numbers() {
    assert_eq!(amounts("37,300 and 5", &["--lang", "en"]), [Value::Null; 0]);
    let found = amounts("37,300.50", &["--lang", "en", "--cell"]);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (&found[0]["amount"], &found[0]["currency"], &found[0]["candidates"]),
        (&json!("37300.5"), &json!(null), &json!([]))
    );
    assert!(run(&["read", "--cell", "--lang", "en", "37"]).stdout.contains("no currency is named"));
}

#[test]
fn nothing_to_read_is_no_error() {
    for input in [&b""[..], b"\n", b" \t\r\n", "\u{feff}".as_bytes(), b"\0"] {
        let ran = piped(&["--format", "json"], input);
        assert_eq!((ran.status, ran.json()), (0, json!({"amounts": []})), "{input:?}");
        assert_eq!(piped(&[], input).stdout, "no amounts found\n");
        assert_eq!(piped(&["--ledger"], input).status, 0);
    }
}

#[test]
fn what_cannot_be_read_is_told() {
    let expected = "error[encoding]: these bytes are not UTF-8\n --> NAME:2:6\n  |\n2 | caf� 5 EUR\n  |    ^\n  |\n  = help: save the file as UTF-8\n";
    let bytes = b"un\ncaf\xe9 5 EUR";
    assert_eq!(piped(&[], bytes).refused(2), expected.replace("NAME:2:6", "stdin:2:4"));
    let folder = Folder::new();
    let file = folder.write("latin.txt", bytes);
    let ran = run(&["read", "--file", &file, "--format", "json"]);
    assert_eq!(ran.refused(2).replace(&file, "latin.txt"), expected.replace("NAME:2:6", "latin.txt:2:4"));
    let absent = folder.path("absent.txt");
    assert!(run(&["read", "--file", &absent]).refused(2).starts_with("error[io]: there is no file `"));
    for (arguments, part) in [
        (["--lang", "it"], "amounts in the language `it` cannot be read: write `en`, `fr`"),
        (
            ["--country", "Canada"],
            "`Canada` is no country code of two letters (ISO 3166-1): write one such as `CA`",
        ),
        (["--currencies", "CNY,USX"], "no listed currency code; the nearest: `UGX`, `USD`, `USN`"),
        (["--ledger", "--format=json"], "cannot be used with"),
        (["--langg", "fr"], "unexpected argument '--langg' found"),
    ] {
        let mut all = vec!["read", "5 EUR"];
        all.extend(arguments);
        let ran = run(&all);
        assert!(ran.refused(2).contains(part), "{part}\n{ran:?}");
    }
}

const ARTICLE: &str = "\
Mengjin a payé 6,5 millions de yuans (environ 972 000 dollars), Yanshi 2,9 millions de yuans.\n\
Un million\nd'euros \"de plus\" \\ 250 000 yuans, près de 3 millions de dollars, -5,50 EUR, 1.234,5 francs CFA, 2,9 millions de yuans.\n\
Au total : 9,4 millions de yuans (1,4 million de dollars), dit le régime totalitaire pour 7 €.";

fn skeleton(folder: &Folder, arguments: &[&str], text: &str) -> (String, String) {
    let mut all = vec!["--ledger"];
    all.extend(arguments);
    let ran = piped(&all, text.as_bytes());
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let file = folder.write("skeleton.toml", &ran.stdout);
    (ran.stdout, file)
}

#[test]
fn a_skeleton_is_a_ledger_file() {
    let folder = Folder::new();
    let (text, file) = skeleton(&folder, &["--lang", "fr", "--currencies", "USD"], ARTICLE);
    for part in [
        "[ledger]\nformat = 1\ntitle = \"TODO: what this ledger is about\"\ncurrencies = [\"CNY\", \"USD\", \"EUR\"]\nlanguage = \"fr\"\n",
        "[[source]]\nid = \"article\"\n# title = \"…\" # TODO\n# published = \"…\" # TODO: a day, as 2020-10-26\n",
        "# line 1: Mengjin a payé 6,5 millions de yuans (environ 972 000 dollars), Yanshi 2,9…\n\
         [[entry]]\nid = \"entry-1\"\namount = \"6,5 millions de yuans\"\ngloss = [\"environ 972 000 dollars\"]\nsource = \"article\"\n\
         # when = \"…\" # TODO\n# sponsor = \"…\" # TODO\n# platform = \"…\" # TODO\n\n",
        "id = \"entry-3\"\namount = \"Un million d'euros\"\n",
        "amount = \"-5,50 EUR\"\nsigned = true\n",
        "# TODO: which currency? XAF or XOF: write its code in the amount, then take out the `#` in front\n\
         # [[entry]]\n# id = \"entry-7\"\n# amount = \"1.234,5 francs CFA\"\n# source = \"article\"\n",
        "# TODO: the same amount as entry-2; if it is the same money, delete one of the two\n[[entry]]\nid = \"entry-8\"\n",
        "# A claim, and no entry, because `total` stands before it. TODO: see whether it is the total of the entries above\n\
         [[claim]]\nid = \"total\"\nscope = { currency = \"CNY\" }\namount = \"9,4 millions de yuans\"\n\
         gloss = [\"1,4 million de dollars\"]\nsource = \"article\"\n",
        "id = \"entry-9\"\namount = \"7 €\"\n",
    ] {
        assert!(text.contains(part), "{part}\n---\n{text}");
    }
    assert_eq!(text.matches("\n[[entry]]").count(), 8, "{text}");
    let checked = run(&["check", &file, "--format", "json"]);
    assert_eq!(checked.json()["checks"][0]["id"], json!("total"), "{checked:?}");
    assert_eq!(run(&["fmt", "--check", &file]).refused(0), "");
    assert_eq!(run(&["total", &file]).status, 0);
}

#[test]
fn what_is_not_settled_is_a_gap_and_no_error() {
    let folder = Folder::new();
    // Two listed currencies share the sign: a ledger file cannot settle it by its list.
    let mixed = "They paid C$5 million and US$7 million, total $8 million; ¥5, ¥6 and €1.234, ≥ $3.";
    for (arguments, text) in [
        (&["--lang", "fr"][..], ARTICLE),
        (&[], ARTICLE),
        (&["--lang", "en"], mixed),
        (&["--lang", "en", "--country", "CA"], mixed),
        (&["--cell"], "12\n1,234\n5 EUR"),
        (
            &["--lang", "zh"],
            "共计4515万元，八到九百亿元，500多万元，近700万元，不到5元，\u{202e}约3亿元（折合3亿美元）。",
        ),
        (&["--lang", "en"], "[[entry]]\nid = \"x\" # 5 EUR\u{7f}\u{0} \u{2028} 6 EUR\r7 EUR\t\u{b}8 EUR"),
    ] {
        let (text, file) = skeleton(&folder, arguments, text);
        let checked = run(&["check", &file]);
        assert_ne!(checked.status, 2, "{checked:?}\n{text}");
        assert!(!text.contains('\u{202e}') && !text.contains('\0'), "{text}");
    }
    let (text, _) = skeleton(&folder, &["--lang", "en", "--country", "CA"], mixed);
    assert!(text.contains("[[claim]]\nid = \"total\"\n"), "{text}");
    assert!(text.contains("# TODO: `€1.234` may be 1234 or 1.234; taken as 1234\n"), "{text}");
}

#[test]
fn a_text_may_begin_with_a_minus_and_an_option_may_follow_it() {
    let ran = run(&["read", "-500 €", "--format", "json"]);
    assert_eq!((ran.status, ran.json()["amounts"][0]["amount"].as_str()), (0, Some("-500")));
    assert!(run(&["read", "--formt", "json"]).refused(2).contains("unexpected argument '--formt'"));
}

#[test]
fn the_country_of_the_language_says_whose_sign_it_is() {
    let ran = run(&["read", "--lang", "fr-CA", "--format", "json", "5 $"]);
    assert_eq!(ran.json()["amounts"][0]["currency"], "CAD");
    let ran = run(&["read", "--lang", "fr-CA", "--country", "US", "--format", "json", "5 $"]);
    assert_eq!(ran.json()["amounts"][0]["currency"], "USD");
}

#[test]
fn a_cell_that_is_a_date_is_refused() {
    let ran = run(&["read", "--cell", "2019-05-01"]);
    let told = ran.refused(2);
    assert!(told.contains("`2019-05-01` is written like a date, a time or a fraction"), "{told}");
}

#[test]
fn cells_without_an_amount_are_named() {
    let ran = run(&["read", "--cell", "--lang", "en", "--format", "json", "12.50\nn/a\n\n7\nabc"]);
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.status, json["amounts"].as_array().unwrap().len()), (0, 2));
    assert_eq!(ran.stderr, "warning: lines without an amount in TEXT: 2, 5\n");
    // Prose may well have none.
    assert_eq!(run(&["read", "--lang", "en", "No money here."]).stderr, "");
}

#[test]
fn a_date_among_cells_is_reported_and_the_others_are_read() {
    let cells = "12.50\n2019-05-01\n£3 for tea\n1,234.50 CR\n7";
    let ran = run(&["read", "--cell", "--lang", "en", "--format", "json", cells]);
    assert_eq!(ran.status, 1, "{ran:?}");
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    let amounts = json["amounts"].as_array().unwrap();
    let read: Vec<_> = amounts.iter().map(|amount| amount["amount"].as_str().unwrap()).collect();
    assert_eq!(read, ["12.5", "3", "7"]);
    assert_eq!(amounts.last().unwrap()["start"], cells.chars().count() - 1);
    for told in ["TEXT:2:1", "`2019-05-01` is written like a date", "TEXT:4:10", "2 errors"] {
        assert!(ran.stderr.contains(told), "{told}: {}", ran.stderr);
    }
    // Without the two lines nothing is told.
    let ran = run(&["read", "--cell", "--lang", "en", "12.50\n7"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
}

//! Canonical form keeps every comment, and changes nothing a second time.

use adspend::file::format;

use super::{WHOLE, assert_equal, read};

/// The comments of a text, sorted.
pub(crate) fn comments(text: &str) -> Vec<String> {
    let mut found: Vec<String> =
        text.lines().filter_map(|line| line.find("# ").map(|at| line[at..].trim_end().to_owned())).collect();
    found.sort();
    found
}

const MESSY: &str = r##"# A heading, apart.
# Of two lines.

# Above the list.
entries = [   # after the bracket
  "a#b.csv", # beside an item
  # above an item
  "c.csv"
  # before the end
]
# below the keys at the top

# ---- Claims ----

# the claim
[[claim]] # beside the header
amount = "5 EUR" # beside amount
# above id
id = 'total'
  # indented, below

[[source]]
title = """
many # no comment
lines""" # beside many lines
id = "s" # "quoted" in a comment
# after the source, apart below

# above the ledger
[ledger]
format = 1
[claim.scope] # beside a continued table
# inside it
sponsor = "#a" # beside its key
# last line, attached

# the very end
"##;

#[test]
fn a_messy_file_becomes_canonical() {
    let once = format(MESSY).unwrap();
    assert_eq!(
        once,
        r##"# A heading, apart.
# Of two lines.

# Above the list.
# before the end
entries = [
    # after the bracket
    "a#b.csv", # beside an item
    # above an item
    "c.csv",
]
# below the keys at the top

# above the ledger
[ledger]
format = 1

[[source]]
id = "s" # "quoted" in a comment
title = """
many # no comment
lines""" # beside many lines
# after the source, apart below

# ---- Claims ----

# the claim
[[claim]] # beside the header
# above id
id = "total"
# beside a continued table
# inside it
scope = { sponsor = "#a" } # beside its key
amount = "5 EUR" # beside amount
# indented, below
# last line, attached

# the very end
"##
    );
}

#[test]
fn no_comment_is_lost_and_a_second_time_changes_nothing() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cases");
    let mut texts = vec![
        MESSY.to_owned(),
        WHOLE.to_owned(),
        String::new(),
        "# only\n".to_owned(),
        "\n\n# a\n\n# b".to_owned(),
    ];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            texts.push(std::fs::read_to_string(path).unwrap());
        }
    }
    for text in texts {
        let once = format(&text).unwrap();
        assert_eq!(format(&once).unwrap(), once);
        assert_eq!(comments(&once), comments(&text), "{once}");
    }
}

#[test]
fn the_content_stays() {
    assert_equal(&read(WHOLE), &read(&format(WHOLE).unwrap()));
}

#[test]
fn unknown_keys_and_tables_stay_behind_the_known() {
    assert_eq!(
        format("[colour]\nz = 1\na = [1, {b.c = 2.50}]\n[ledger]\nred = inf\nformat = 1_0\n").unwrap(),
        "[ledger]\nformat = 1_0\nred = inf\n\n[colour]\nz = 1\na = [1, { b = { c = 2.50 } }]\n"
    );
}

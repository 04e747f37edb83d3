//! The house rules that a compiler does not hold: imports run one way, files can be read in one sitting, features that
//! corrupt numbers stay off.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on fails"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The layers of the house, from the ground up. A module may use itself and what stands below its line; modules of one
/// line do not know each other, except where the line says so.
const LAYERS: &[(&[&str], Neighbours)] = &[
    (&["exact", "error", "hash", "location", "id", "marks", "threads"], Neighbours::Known),
    (&["amount", "currency", "date"], Neighbours::Unknown),
    (&["money"], Neighbours::Unknown),
    (&["text"], Neighbours::Unknown),
    (&["model", "rates"], Neighbours::Unknown),
    (&["ledger"], Neighbours::Unknown),
    (&["tally"], Neighbours::Unknown),
    (&["check"], Neighbours::Unknown),
    (&["file", "export"], Neighbours::Known),
    (&["import"], Neighbours::Unknown),
    (&["strategies"], Neighbours::Unknown),
];

/// Whether the modules of one layer may use each other.
#[derive(Clone, Copy, PartialEq)]
enum Neighbours {
    Known,
    Unknown,
}

const LINES_MAX: usize = 600;
const LINE_WIDTH_MAX: usize = 140;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("target") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The top-level module that a file of `src/` belongs to.
fn module_of(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy();
    first.strip_suffix(".rs").unwrap_or(&first).to_owned()
}

fn layer_of(module: &str) -> Option<usize> {
    LAYERS.iter().position(|(modules, _)| modules.contains(&module))
}

/// The code of a file: without comments, doc tests and the unit tests at its end.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]").next().unwrap_or(text);
    let lines = before_tests.lines().map(|line| line.split("//").next().unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// The top-level modules that a file uses: `crate::NAME`, also inside `use crate::{…}`.
fn used_modules(code: &str) -> BTreeSet<String> {
    let name = |text: &str| -> String {
        text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
    };
    let mut used = BTreeSet::new();
    for (_, rest) in code.match_indices("crate::").map(|(at, found)| (at, &code[at + found.len()..])) {
        match rest.strip_prefix('{') {
            None => {
                used.insert(name(rest));
            }
            Some(list) => {
                let mut depth = 1;
                let mut at_name = true;
                for (at, c) in list.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        ',' => at_name = depth == 1,
                        _ if c.is_whitespace() => {}
                        _ if at_name && depth == 1 => {
                            used.insert(name(&list[at..]));
                            at_name = false;
                        }
                        _ => {}
                    }
                    if depth == 0 {
                        break;
                    }
                }
            }
        }
    }
    used
}

#[test]
fn imports_run_one_way() {
    let mut faults = Vec::new();
    for path in rust_files(&root().join("src")) {
        let module = module_of(&path);
        if module == "lib" {
            continue;
        }
        let Some(own) = layer_of(&module) else {
            faults.push(format!("{}: `{module}` has no place in LAYERS", path.display()));
            continue;
        };
        for used in used_modules(&code(&fs::read_to_string(&path).unwrap())) {
            let Some(layer) = layer_of(&used) else { continue };
            let neighbour = layer == own && used != module && LAYERS[own].1 == Neighbours::Unknown;
            if layer > own || neighbour {
                faults.push(format!("{}: `{module}` must not use `{used}`", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The files of one module that a file of it uses: what follows `super::` at its depth, and `crate::MODULE::`.
fn used_files(code: &str, module: &str, depth: usize) -> BTreeSet<String> {
    let (up, from_root) = (format!("{}{{", "super::".repeat(depth)), format!("crate::{module}::"));
    let name = |text: &str| -> String {
        text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
    };
    let mut used = BTreeSet::new();
    for prefix in [up.trim_end_matches('{'), &from_root] {
        for (at, found) in code.match_indices(prefix) {
            if code[..at].ends_with("super::") {
                continue;
            }
            match code[at + found.len()..].strip_prefix('{') {
                Some(list) => used.extend(list.split(['{', '}', ',']).map(|item| name(item.trim()))),
                None => drop(used.insert(name(&code[at + found.len()..]))),
            }
        }
    }
    used
}

/// A file of a graph that leads back to itself, with the way that it takes.
fn cycle(graph: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    let mut done = BTreeSet::new();
    let mut ways: Vec<Vec<String>> = graph.keys().map(|file| vec![file.clone()]).collect();
    while let Some(way) = ways.pop() {
        let last = way.last()?;
        for next in graph.get(last).into_iter().flatten().filter(|next| *next != last) {
            if way.contains(next) {
                return Some([way.clone(), vec![next.clone()]].concat());
            }
            if graph.contains_key(next) && done.insert((way[0].clone(), next.clone())) {
                ways.push([way.clone(), vec![next.clone()]].concat());
            }
        }
    }
    None
}

#[test]
fn files_that_read_text_have_no_cycle() {
    let folder = root().join("src/text");
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in rust_files(&folder) {
        let inside = path.strip_prefix(&folder).unwrap().with_extension("");
        let mut names: Vec<String> = inside
            .iter()
            .map(|name| name.to_string_lossy().into_owned())
            .filter(|name| name != "mod")
            .collect();
        let text = fs::read_to_string(&path).unwrap();
        let Some(file) = names.drain(..).next() else { continue };
        let is_mod = path.ends_with("mod.rs");
        let depth = if is_mod { 1 } else { inside.iter().count() };
        if inside.iter().any(|name| matches!(name.to_str(), Some("tests" | "spellers"))) {
            continue;
        }
        graph.entry(file).or_default().extend(used_files(&code(&text), "text", depth));
    }
    assert!(graph.len() > 30, "the files were found");
    assert_eq!(cycle(&graph), None);
    // The test can fail.
    graph.entry("number".to_owned()).or_default().insert("numbers".to_owned());
    assert!(cycle(&graph).is_some_and(|way| way.len() > 2));
}

#[test]
fn the_test_of_imports_can_fail() {
    let found = used_modules(
        "use crate::{date::Day, model::{Entry, Claim}, check};\nlet x = crate::exact::Sum::new();",
    );
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["check", "date", "exact", "model"]);
    assert_eq!(
        code("use crate::a; // crate::b\n#[cfg(test)]\nmod tests { use crate::c; }").trim(),
        "use crate::a;"
    );
    assert!(layer_of("check") > layer_of("ledger") && layer_of("ledger") > layer_of("rates"));
}

#[test]
fn every_module_has_a_place() {
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared: BTreeSet<String> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ").or_else(|| line.strip_prefix("mod ")))
        .map(|rest| rest.trim_end_matches(';').to_owned())
        .collect();
    let placed: BTreeSet<String> =
        LAYERS.iter().flat_map(|(modules, _)| modules.iter().map(|name| (*name).to_owned())).collect();
    assert_eq!(declared, placed);
}

#[test]
fn files_are_read_in_one_sitting() {
    let mut faults = Vec::new();
    for folder in ["src", "cli", "examples", "tests", "benches"] {
        for path in rust_files(&root().join(folder)) {
            let text = fs::read_to_string(&path).unwrap();
            let lines = text.lines().count();
            if lines > LINES_MAX {
                faults.push(format!("{}: {lines} lines, at most {LINES_MAX}", path.display()));
            }
            for (at, line) in text.lines().enumerate() {
                // Texts that tests compare word for word stand on one line.
                if line.chars().count() > LINE_WIDTH_MAX
                    && !line.contains('"')
                    && !line.trim_start().starts_with("//")
                {
                    faults.push(format!(
                        "{}:{}: longer than {LINE_WIDTH_MAX} characters",
                        path.display(),
                        at + 1
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_file_of_the_library_is_dead() {
    for path in rust_files(&root().join("src")) {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        if stem == "lib" {
            continue;
        }
        let folder = path.parent().unwrap();
        let (declarer, name) = match stem.as_str() {
            "mod" => (folder.parent().unwrap(), folder.file_name().unwrap().to_string_lossy().into_owned()),
            _ => (folder, stem),
        };
        let candidates = ["mod.rs", "lib.rs"].map(|file| declarer.join(file));
        let in_sibling = rust_files(declarer);
        let declares = |file: &PathBuf| {
            fs::read_to_string(file)
                .is_ok_and(|text| text.lines().any(|line| line.trim_end().ends_with(&format!("mod {name};"))))
        };
        assert!(
            candidates.iter().any(declares) || in_sibling.iter().any(declares),
            "{}: no `mod {name};`",
            path.display()
        );
    }
}

#[test]
fn features_that_read_numbers_through_floats_stay_off() {
    for manifest in ["Cargo.toml", "cli/Cargo.toml"] {
        let text = fs::read_to_string(root().join(manifest)).unwrap();
        for line in text.lines() {
            let name = line.split('=').next().unwrap_or_default().trim();
            assert!(!line.contains("arbitrary_precision"), "{manifest}: {line}");
            if name == "rust_decimal" {
                assert!(line.contains("default-features = false"), "{manifest}: {line}");
                assert!(!line.contains("serde"), "{manifest}: {line}");
            }
        }
    }
}

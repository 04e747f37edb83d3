//! Reading and writing ledger files.

use adspend::file;

#[test]
fn the_case_files_read() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cases");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        match file::read(&path) {
            Ok(ledger) => {
                let text = file::write(&ledger);
                println!("{text}");
                println!("=====\n{}", file::format(&std::fs::read_to_string(&path).unwrap()).unwrap());
            }
            Err(problems) => println!("{problems}"),
        }
    }
}

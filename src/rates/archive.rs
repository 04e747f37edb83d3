//! A rate file inside a zip archive, as the ECB offers its history.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::read_error::RateFileFault;

/// The greatest size of a file inside a zip archive, in bytes: 64 MiB, forty times the ECB's history.
pub const UNZIPPED_BYTES_MAX: u64 = 64 << 20;

/// The bytes of the only CSV file in an archive.
pub(super) fn only_csv(bytes: &[u8]) -> Result<Vec<u8>, RateFileFault> {
    only_csv_up_to(bytes, UNZIPPED_BYTES_MAX)
}

fn only_csv_up_to(bytes: &[u8], bytes_max: u64) -> Result<Vec<u8>, RateFileFault> {
    let broken = |error: &dyn std::fmt::Display| RateFileFault::Zip { found: error.to_string() };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut found = Vec::new();
    for index in 0..archive.len() {
        let member = archive.by_index_raw(index).map_err(|error| broken(&error))?;
        let name = member.name().map_err(|error| broken(&error))?.into_owned();
        let is_csv = member.is_file() && name.to_ascii_lowercase().ends_with(".csv");
        // Some systems add a shadow of every file.
        if is_csv && !name.starts_with("__MACOSX/") {
            found.push((index, name));
        }
    }
    let [(index, name)] = found.as_slice() else {
        return Err(RateFileFault::ZipMembers { found: found.into_iter().map(|(_, name)| name).collect() });
    };
    let too_large = || RateFileFault::ZipTooLarge { found: name.clone(), bytes_max };
    let member = archive.by_index(*index).map_err(|error| broken(&error))?;
    // The size that the archive states is a claim of the archive; what comes out is counted.
    let mut text = Vec::new();
    member.take(bytes_max.saturating_add(1)).read_to_end(&mut text).map_err(|error| broken(&error))?;
    if u64::try_from(text.len()).unwrap_or(u64::MAX) > bytes_max { Err(too_large()) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::rates::read;

    fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn the_only_csv_is_read_and_the_hash_is_that_of_the_archive() {
        let bytes = zipped(&[("readme.txt", "x"), ("eurofxref-hist.csv", "Date,USD,\n2020-10-26,1.1819,\n")]);
        let table = read(&bytes, "ecb.zip").unwrap();
        assert_eq!(table.series().next().unwrap().len(), 1);
        let plain = read(b"Date,USD,\n2020-10-26,1.1819,\n", "ecb.csv").unwrap();
        assert_ne!(table.sources().next().unwrap().sha256(), plain.sources().next().unwrap().sha256());
    }

    #[test]
    fn none_several_broken_and_too_large_are_refused() {
        let message = |bytes: &[u8]| read(bytes, "a.zip").unwrap_err().to_string();
        assert_eq!(
            message(&zipped(&[("a.txt", "")])),
            "a.zip:1:1: the zip archive holds 0 CSV files; expected one"
        );
        assert_eq!(
            message(&zipped(&[("a.csv", ""), ("b.CSV", "")])),
            "a.zip:1:1: the zip archive holds 2 CSV files; expected one, found a.csv, b.CSV"
        );
        assert!(message(b"PK\x03\x04 and so on").starts_with("a.zip:1:1: the zip archive cannot be read: "));
        let bytes = zipped(&[("a.csv", "0123456789")]);
        assert_eq!(only_csv_up_to(&bytes, 10).unwrap().len(), 10);
        assert_eq!(
            only_csv_up_to(&bytes, 9).unwrap_err().to_string(),
            "`a.csv` in the zip archive has more than 9 bytes; unzip it yourself if you trust it"
        );
    }
}

//! What is imported: files, folders of them, ZIP archives, and bytes that are there already.

use std::cell::RefCell;
use std::fs::{self, File};
use std::io::{self, Cursor, Read, Seek};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use crate::error::{Code, Problem};
use crate::location::Place;

/// The most files that a folder or archive may hold, those in its folders included.
const FILES_MAX: usize = 20_000;
/// How deep folders may nest.
const DEPTH_MAX: usize = 8;
/// Up to this size, in bytes, the contents of an archive may be any number of times larger than the archive.
const EXPANSION_FREE: u64 = 64 << 20;
/// How many times larger than the archive they may be beyond that. Tables of text shrink to a tenth or a thirtieth.
const EXPANSION_MAX: u64 = 200;

/// A file, folder or archive to import, or bytes under a name.
#[derive(Clone, Debug)]
pub struct Input(Body);

#[derive(Clone, Debug)]
enum Body {
    Path(PathBuf),
    Bytes { name: String, bytes: Arc<[u8]> },
}

impl Input {
    /// A file, a folder of files, or a ZIP archive on disk.
    pub fn path(path: impl Into<PathBuf>) -> Self {
        Self(Body::Path(path.into()))
    }

    /// Bytes that are there already, as if they were a file of this name; a name that ends in `.zip` is an archive.
    pub fn bytes(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self(Body::Bytes { name: name.into(), bytes: bytes.into() })
    }
}

trait Source: Read + Seek {}
impl<T: Read + Seek> Source for T {}

type Archive = ZipArchive<Box<dyn Source>>;

/// One file to read, wherever it lies.
pub(super) struct Part {
    /// What the caller gave: the file, folder or archive in which it lies.
    pub(super) given: Arc<str>,
    /// How it is called in there; the file's own name where the caller gave the file.
    pub(super) name: Arc<str>,
    /// How many bytes it has, as far as is known before it is read.
    pub(super) size: u64,
    from: From,
}

enum From {
    Disk(PathBuf),
    Memory(Arc<[u8]>),
    Member { archive: Rc<RefCell<Archive>>, index: usize, size_max: u64 },
}

impl Part {
    /// The file's own name, without the folders above it.
    pub(super) fn file_name(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or(&self.name)
    }

    /// Whether the caller named the file itself, not the folder or archive that it lies in.
    pub(super) fn is_named(&self) -> bool {
        self.given == self.name || Path::new(&*self.given).ends_with(&*self.name)
    }

    /// Whether the file's name ends so, whatever the case.
    pub(super) fn has_extension(&self, extension: &str) -> bool {
        Path::new(&*self.name).extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
    }

    /// Reads the file.
    pub(super) fn read<T>(
        &self,
        reading: impl FnOnce(&mut dyn Read) -> Result<T, Box<Problem>>,
    ) -> Result<T, Box<Problem>> {
        match &self.from {
            From::Disk(path) => {
                let mut file = File::open(path).map_err(|error| unreadable(&self.name, &error))?;
                reading(&mut file)
            }
            From::Memory(bytes) => reading(&mut Cursor::new(bytes)),
            From::Member { archive, index, size_max } => {
                let mut archive = archive.borrow_mut();
                let member = archive.by_index(*index).map_err(|error| broken(&self.given, &error))?;
                let method = member.compression();
                if !matches!(method, CompressionMethod::Stored | CompressionMethod::Deflated) {
                    let message = format!("`{}` is packed by {method}, which is not read", self.name);
                    let problem = refused(&self.given, Code::Syntax, message);
                    return Err(problem.help("unpack it with another program, and name the folder").into());
                }
                // The size that the archive states is a claim of the archive; what comes out is counted.
                reading(&mut Capped { inner: member, left: *size_max })
            }
        }
    }
}

/// A reader of an archive's member that fails where more comes out than fits the archive's size.
struct Capped<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        match self.left.checked_sub(u64::try_from(count).unwrap_or(u64::MAX)) {
            Some(left) => self.left = left,
            None => return Err(io::Error::other(format!("it expands more than {EXPANSION_MAX}-fold"))),
        }
        Ok(count)
    }
}

/// All files of the inputs, those of folders and archives in the order of their names.
pub(super) fn parts(inputs: &[Input]) -> Result<Vec<Part>, Box<Problem>> {
    let mut parts = Vec::new();
    for input in inputs {
        match &input.0 {
            Body::Path(path) => on_disk(path, &mut parts)?,
            Body::Bytes { name, bytes } if is_zip(name) => {
                let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                members(name, Box::new(Cursor::new(bytes.clone())), size, &mut parts)?;
            }
            Body::Bytes { name, bytes } => parts.push(Part {
                given: name.as_str().into(),
                name: name.as_str().into(),
                size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
                from: From::Memory(bytes.clone()),
            }),
        }
    }
    Ok(parts)
}

fn is_zip(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

fn on_disk(path: &Path, parts: &mut Vec<Part>) -> Result<(), Box<Problem>> {
    let name = path.display().to_string();
    // As shells complete the name of a folder.
    let name = match name.trim_end_matches('/') {
        "" => name,
        trimmed => trimmed.to_owned(),
    };
    let kind = fs::metadata(path).map_err(|error| unreadable(&name, &error))?;
    if !kind.is_dir() {
        let own = path.file_name().map(|own| own.to_string_lossy().into_owned());
        return file(path, &name, &own.unwrap_or_else(|| name.clone()), &kind, parts);
    }
    let mut found = Vec::new();
    walk(path, &mut String::new(), 0, &mut found, &name)?;
    found.sort();
    for (inside, path) in found {
        let kind = fs::metadata(&path).map_err(|error| unreadable(&inside, &error))?;
        file(&path, &name, &inside, &kind, parts)?;
    }
    Ok(())
}

fn walk(
    folder: &Path,
    inside: &mut String,
    depth: usize,
    found: &mut Vec<(String, PathBuf)>,
    given: &str,
) -> Result<(), Box<Problem>> {
    if depth > DEPTH_MAX {
        let message = format!("the folder nests more than {DEPTH_MAX} deep, at `{inside}`");
        return Err(refused(given, Code::Limit, message).help("name the folder with the files").into());
    }
    for entry in fs::read_dir(folder).map_err(|error| unreadable(given, &error))? {
        let entry = entry.map_err(|error| unreadable(given, &error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_shadow(&name) {
            continue;
        }
        let length = inside.len();
        if !inside.is_empty() {
            inside.push('/');
        }
        inside.push_str(&name);
        // A link may lead back up: only what lies in the folder itself is walked.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(&entry.path(), inside, depth + 1, found, given)?;
        } else {
            found.push((inside.clone(), entry.path()));
        }
        inside.truncate(length);
        if found.len() > FILES_MAX {
            return Err(too_many(given).into());
        }
    }
    Ok(())
}

/// Files of no content that systems leave in folders and archives.
fn is_shadow(name: &str) -> bool {
    name.starts_with('.') || name == "__MACOSX"
}

fn file(
    path: &Path,
    given: &str,
    inside: &str,
    kind: &fs::Metadata,
    parts: &mut Vec<Part>,
) -> Result<(), Box<Problem>> {
    if kind.is_dir() {
        let message = format!("`{inside}` is a link to a folder, and links are not followed");
        return Err(refused(given, Code::Io, message)
            .help("name the folder itself, too, or leave the link out")
            .into());
    }
    // To open a pipe would wait for somebody who writes, and a device may never end.
    if !kind.is_file() {
        let error = io::Error::other("it is no regular file, but a pipe or a device");
        return Err(unreadable(inside, &error));
    }
    if is_zip(inside) {
        let file = File::open(path).map_err(|error| unreadable(inside, &error))?;
        return members(inside, Box::new(file), kind.len(), parts);
    }
    parts.push(Part {
        given: given.into(),
        name: inside.into(),
        size: kind.len(),
        from: From::Disk(path.to_owned()),
    });
    Ok(())
}

fn members(
    given: &str,
    source: Box<dyn Source>,
    archive_size: u64,
    parts: &mut Vec<Part>,
) -> Result<(), Box<Problem>> {
    let mut archive = ZipArchive::new(source).map_err(|error| broken(given, &error))?;
    if archive.len() > FILES_MAX {
        return Err(too_many(given).into());
    }
    let size_max = EXPANSION_FREE.max(archive_size.saturating_mul(EXPANSION_MAX));
    let (mut found, mut total) = (Vec::new(), 0_u64);
    for index in 0..archive.len() {
        let member = archive.by_index_raw(index).map_err(|error| broken(given, &error))?;
        // Not every archive says that its names are UTF-8, and nearly all are.
        let name = match std::str::from_utf8(member.name_raw()) {
            Ok(name) => name.replace('\\', "/"),
            Err(_) => member.name().map_err(|error| broken(given, &error))?.replace('\\', "/"),
        };
        if member.is_dir() || name.split('/').any(is_shadow_not_above) {
            continue;
        }
        if member.enclosed_name().is_none() || name.starts_with('/') || name.split('/').any(|it| it == "..") {
            let shown: String = name.chars().take(80).collect();
            let message = format!("the file `{shown}` of the archive leads out of it");
            return Err(refused(given, Code::Syntax, message)
                .help("do not unpack it: its maker meant harm")
                .into());
        }
        total = total.saturating_add(member.size());
        found.push((name, index, member.size()));
    }
    if total > size_max {
        let message = format!("the archive has {archive_size} bytes, and says that it expands to {total}");
        let help = format!("unpack it yourself if you trust it: more than {EXPANSION_MAX}-fold is not read");
        return Err(refused(given, Code::Limit, message).help(help).into());
    }
    found.sort();
    let archive = Rc::new(RefCell::new(archive));
    parts.extend(found.into_iter().map(|(name, index, size)| Part {
        given: given.into(),
        name: name.as_str().into(),
        size,
        from: From::Member { archive: archive.clone(), index, size_max },
    }));
    Ok(())
}

/// A shadow file, but not the name of the folder above, which is refused and not passed over.
fn is_shadow_not_above(name: &str) -> bool {
    name != ".." && is_shadow(name)
}

/// What a file is that is no text as it should be, and what helps, by how it begins.
pub(super) fn no_text(head: &[u8]) -> Option<(Code, &'static str, &'static str)> {
    const UTF_16: (Code, &str, &str) = (Code::Encoding, "the file is in UTF-16", "save it as UTF-8");
    match head {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some(UTF_16),
        // Without a mark, every other byte of ASCII is zero.
        [a, 0, b, 0, ..] | [0, a, 0, b, ..] if *a > 0 && *b > 0 => Some(UTF_16),
        [0x1F, 0x8B, ..] => {
            Some((Code::Syntax, "the file is a gzip archive", "unpack it, and name what is in it"))
        }
        [b'P', b'K', 3, 4, ..] => Some(ARCHIVE),
        // A line feed may come behind the last of them.
        [lines @ .., last] if lines.contains(&b'\r') && !lines.contains(&b'\n') && *last != b'\n' => Some((
            Code::Syntax,
            "the lines of the file end by carriage returns alone",
            "save it with line feeds at the ends of its lines",
        )),
        _ => None,
    }
}

/// What is said of an archive that is no table.
const ARCHIVE: (Code, &str, &str) = (
    Code::Syntax,
    "the file is a ZIP archive",
    "let its name end in `.zip`; where it lies in another archive, unpack that one",
);

/// The problem of an archive that lies in another, in which nobody looks for what an importer reads by its name.
pub(super) fn archive_within(parts: &[Part]) -> Option<Problem> {
    let (code, message, help) = ARCHIVE;
    let part = parts.iter().find(|part| part.has_extension("zip"))?;
    Some(refused(&part.name, code, message).help(help))
}

/// A problem with a whole file.
pub(super) fn refused(file: &str, code: Code, message: impl Into<String>) -> Problem {
    at_line(file, 1, code, message)
}

/// A problem that begins on a line of a file.
pub(super) fn at_line(file: &str, line: u64, code: Code, message: impl Into<String>) -> Problem {
    let line = u32::try_from(line).unwrap_or(u32::MAX);
    Problem::new(code, message).at(Place { file: file.into(), line, column: 1, start: 0, end: 0 })
}

fn too_many(given: &str) -> Problem {
    refused(given, Code::Limit, format!("it holds more than {FILES_MAX} files"))
        .help("name the files to import")
}

fn broken(given: &str, error: &ZipError) -> Box<Problem> {
    let problem = refused(given, Code::Syntax, format!("the ZIP archive cannot be read: {error}"));
    let is_other = matches!(error, ZipError::UnsupportedArchive(_));
    problem
        .help(if is_other {
            "unpack it with another program, and name the folder"
        } else {
            "download it again, or unpack it and name the folder"
        })
        .into()
}

/// The problem of a file that cannot be read.
pub(super) fn unreadable(name: &str, error: &io::Error) -> Box<Problem> {
    let (message, help) = match error.kind() {
        io::ErrorKind::NotFound => (format!("there is no file `{name}`"), "correct the path"),
        _ => (format!("`{name}` cannot be read: {error}"), "make sure that it is a file, and may be read"),
    };
    Problem::new(Code::Io, message).help(help).into()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    fn zipped(files: &[(&str, Vec<u8>)]) -> Input {
        Input::bytes("a.zip", archive(files))
    }

    fn archive(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn message(input: Input) -> String {
        parts(&[input]).err().unwrap().to_string()
    }

    #[test]
    fn archives_are_read_in_the_order_of_their_names() {
        let input = zipped(&[
            ("b/é.csv", b"2".to_vec()),
            ("a.csv", b"1".to_vec()),
            ("__MACOSX/a.csv", b"x".to_vec()),
            ("b/.hidden", b"x".to_vec()),
        ]);
        let parts = parts(&[input]).unwrap();
        let read = |part: &Part| {
            part.read(|reader| {
                let mut text = String::new();
                reader.read_to_string(&mut text).unwrap();
                Ok(text)
            })
        };
        let all: Vec<(&str, String)> = parts.iter().map(|part| (&*part.name, read(part).unwrap())).collect();
        assert_eq!(all, [("a.csv", "1".to_owned()), ("b/é.csv", "2".to_owned())]);
    }

    #[test]
    fn what_leads_out_of_an_archive_is_refused() {
        for name in ["../a.csv", "b/../../a.csv", "/etc/a.csv", "b\\..\\a.csv"] {
            let message = message(zipped(&[(name, b"1".to_vec())]));
            assert!(message.contains("leads out of it; do not unpack it"), "{name}: {message}");
        }
    }

    #[test]
    fn what_expands_beyond_measure_is_refused() {
        let bomb = zipped(&[("a.csv", vec![b'1'; 80 << 20])]);
        let message = message(bomb);
        assert!(message.starts_with("a.zip:1:1: error[limit]: the archive has "), "{message}");
        assert!(
            message
                .contains(" bytes, and says that it expands to 83886080; unpack it yourself if you trust it"),
            "{message}"
        );
        // What an archive says of itself is not believed.
        let mut capped = Capped { inner: Cursor::new(vec![0; 100]), left: 10 };
        assert_eq!(capped.read(&mut [0; 10]).unwrap(), 10);
        assert_eq!(capped.read(&mut [0; 10]).unwrap_err().to_string(), "it expands more than 200-fold");
    }

    #[test]
    fn a_method_that_is_not_read_is_not_called_broken() {
        let mut bytes = archive(&[("a.csv", b"1".to_vec())]);
        // The method stands 8 bytes into a file's header, and 10 into its entry of the directory: 12 is bzip2.
        for (mark, offset) in [(b"PK\x03\x04", 8), (b"PK\x01\x02", 10)] {
            let at = bytes.windows(4).position(|window| window == mark).unwrap() + offset;
            *bytes.get_mut(at).unwrap() = 12;
        }
        let error = parts(&[Input::bytes("a.zip", bytes)])
            .and_then(|parts| parts.first().unwrap().read(|_| Ok(())))
            .unwrap_err()
            .to_string();
        assert_eq!(
            error,
            "a.zip:1:1: error[syntax]: `a.csv` is packed by Bzip2, which is not read; unpack it with another program, and name the folder"
        );
    }

    #[test]
    fn what_is_no_archive_is_refused() {
        let message = message(Input::bytes("a.zip", &b"PK"[..]));
        assert!(
            message.starts_with("a.zip:1:1: error[syntax]: the ZIP archive cannot be read: "),
            "{message}"
        );
        assert_eq!(
            parts(&[Input::path("no/such/file.csv")]).err().unwrap().to_string(),
            "error[io]: there is no file `no/such/file.csv`; correct the path"
        );
    }
}

//! The files that reports are made of: embedded, and overlaid by name with the user's.

use super::error::ReportError;
use crate::finding::nearest;
use crate::vocabulary::Language;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::path::Path;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/reports");

/// The style sheet's name.
pub(super) const STYLE: &str = "style.css";
/// The script's name.
pub(super) const SCRIPT: &str = "script.js";

/// Templates with a style sheet of their own besides.
pub(super) const OWN_STYLES: [(&str, &str); 3] =
    [("group.html", "group.css"), ("area.html", "area.css"), ("programme.html", "area.css")];

/// Texts by the names of their files, with forward slashes.
pub(super) type Files = BTreeMap<String, String>;

/// The files that come with the program.
pub(super) fn embedded() -> Result<Files, ReportError> {
    let mut files = Files::new();
    let mut folders = vec![&EMBEDDED];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let name = slashed(file.path());
            if is_ours(&name) {
                let text = file.contents_utf8().ok_or_else(|| ReportError::Embedded(name.clone()))?;
                files.insert(name, text.to_owned());
            }
        }
    }
    Ok(files)
}

/// The same with the files of a folder in the place of their namesakes.
pub(super) fn overlaid(folder: &Path) -> Result<Files, ReportError> {
    let mut files = embedded()?;
    for (name, text) in below(folder, folder)? {
        if !files.contains_key(&name) {
            let nearest = nearest(&name, files.keys().map(String::as_str)).map(str::to_owned);
            return Err(ReportError::UnknownTemplate { name, nearest });
        }
        files.insert(name, text);
    }
    Ok(files)
}

/// The files of a language's words among others.
pub(super) fn words(files: &Files, language: Language) -> Files {
    let folder = format!("words/{}/", language.code());
    files
        .iter()
        .filter(|(name, _)| name.starts_with(&folder))
        .map(|(name, text)| (name.clone(), text.clone()))
        .collect()
}

/// Whether a file is a template.
pub(super) fn is_template(name: &str) -> bool {
    ends_in(name, "html")
}

fn is_ours(name: &str) -> bool {
    ["html", "ftl", "css", "js"].iter().any(|extension| ends_in(name, extension))
}

fn ends_in(name: &str, wanted: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case(wanted))
}

fn below(root: &Path, folder: &Path) -> Result<Files, ReportError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| ReportError::Overlay { path, source }
    };
    let mut files = Files::new();
    for entry in std::fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        if path.is_dir() {
            files.extend(below(root, &path)?);
        } else {
            let text = std::fs::read_to_string(&path).map_err(failed(&path))?;
            files.insert(slashed(path.strip_prefix(root).unwrap_or(&path)), text);
        }
    }
    Ok(files)
}

fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

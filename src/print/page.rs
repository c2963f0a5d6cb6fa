//! Which pages there are to print, and whether they still are those of the release.

use super::PrintError;
use crate::output::{MANIFEST, Manifest, OutputEntry, sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// An output folder with its manifest.
#[derive(Debug)]
pub struct Release {
    folder: PathBuf,
    /// What the folder holds.
    pub(super) manifest: Manifest,
    /// SHA-256 of the manifest's file.
    pub(super) sha256: String,
}

/// A page of a release, as the manifest says it is.
#[derive(Debug, Clone)]
pub struct Page {
    /// Path within the output folder.
    pub path: String,
    /// The page itself.
    pub(super) html: Vec<u8>,
}

impl Release {
    /// Reads the manifest of an output folder.
    ///
    /// # Errors
    /// If there is none, or it cannot be read.
    pub fn read(folder: &Path) -> Result<Self, PrintError> {
        let no_output = |why: String| PrintError::NoOutput { folder: folder.to_owned(), why };
        let text = fs::read(folder.join(MANIFEST)).map_err(|error| no_output(format!("{MANIFEST}: {error}")))?;
        let manifest = serde_json::from_slice(&text).map_err(|error| no_output(format!("{MANIFEST}: {error}")))?;
        Ok(Release { folder: folder.to_owned(), manifest, sha256: sha256(&text) })
    }

    /// The pages named by their paths within the folder, all of them if none is named. What is printed is what was
    /// checked: a page is read once.
    ///
    /// # Errors
    /// If the manifest does not name one of them, or one is not as the manifest says.
    pub fn pages(&self, named: &[String]) -> Result<Vec<Page>, PrintError> {
        let all = self.manifest.outputs.iter().filter(|entry| is_page(entry));
        if named.is_empty() {
            return all.map(|entry| self.page(entry)).collect();
        }
        let unknown = named.iter().find(|path| !all.clone().any(|entry| entry.path == **path));
        if let Some(path) = unknown {
            return Err(PrintError::NoPage(path.clone()));
        }
        all.filter(|entry| named.contains(&entry.path)).map(|entry| self.page(entry)).collect()
    }

    fn page(&self, entry: &OutputEntry) -> Result<Page, PrintError> {
        let changed = || PrintError::Changed(entry.path.clone());
        let html = fs::read(self.folder.join(&entry.path)).map_err(|_| changed())?;
        if sha256(&html) != entry.sha256 {
            return Err(changed());
        }
        Ok(Page { path: entry.path.clone(), html })
    }
}

/// A page is HTML within the folder that may circulate; a manifest that somebody made could name anything.
fn is_page(entry: &OutputEntry) -> bool {
    let path = Path::new(&entry.path);
    let stays_within = path.components().all(|part| matches!(part, std::path::Component::Normal(_)));
    stays_within && !path.starts_with("private") && path.extension().is_some_and(|extension| extension == "html")
}

impl Page {
    /// Where its PDF stands within the folder of PDFs.
    #[must_use]
    pub fn pdf_path(&self) -> String {
        format!("{}.pdf", self.path.strip_suffix(".html").unwrap_or(&self.path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_page_at(path: &str) -> bool {
        is_page(&OutputEntry { path: path.to_owned(), bytes: 0, sha256: String::new() })
    }

    #[test]
    fn only_html_within_the_folder_that_may_circulate_is_a_page() {
        assert!(is_page_at("index.html") && is_page_at("groups/llg-001.html"));
        for other in ["data/indicators.csv", "private/rows.html", "../elsewhere.html", "/etc/page.html", "a/../b.html"]
        {
            assert!(!is_page_at(other), "{other}");
        }
    }

    #[test]
    fn a_pdf_is_named_after_its_page() {
        let page = Page { path: "groups/llg-001.html".to_owned(), html: Vec::new() };
        assert_eq!(page.pdf_path(), "groups/llg-001.pdf");
    }
}

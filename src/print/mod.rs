//! From the pages of an output folder to tagged PDFs beside it, by a Chromium found on the machine.
//!
//! Only pages that the manifest names and that are still as it says are printed, so a PDF is always one of a
//! release, and nothing under `private/` can be: the manifest names none of it. The same release gives the same
//! bytes with the same browser and fonts; another browser may break lines elsewhere.

mod browser;
mod copy;
mod page;
mod stamp;

pub use browser::Browser;
pub use page::{Page, Release};

use crate::output::{MANIFEST, OutputError, Staging, sha256};
use rayon::prelude::*;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// File name of the record of what was printed, within a folder of PDFs.
pub const PRINTED: &str = "printed.json";

/// What stops the printing. No PDF was then written, and those of before stand.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The folder has no manifest, or one that cannot be read.
    #[error("{folder} is not an output folder of learnframe: {why}")]
    NoOutput {
        /// The folder.
        folder: PathBuf,
        /// What is wrong with its manifest.
        why: String,
    },
    /// The manifest names no such page.
    #[error("the manifest names no page {0}; name one as it stands in the folder, such as index.html")]
    NoPage(String),
    /// A page is not the one of the release.
    #[error("{0} is missing or not the page of this release, so it is not printed as if it were; run again")]
    Changed(String),
    /// The PDFs would replace an output folder.
    #[error("{0} is an output folder; PDFs go into a folder of their own, named with -o")]
    IntoOutput(PathBuf),
    /// There is nothing to print with.
    #[error("no browser was found that can print\n{}", browser::HOW_TO_GET_ONE)]
    NoBrowser,
    /// The browser did not print a page.
    #[error("{browser} did not print {page}: {why}")]
    Failed {
        /// The browser.
        browser: PathBuf,
        /// The page.
        page: String,
        /// What it said, or how it ended.
        why: String,
    },
    /// A file could not be written.
    #[error(transparent)]
    Output(#[from] OutputError),
}

/// A PDF of a page, as the record names it.
#[derive(Debug, Serialize)]
struct Entry {
    path: String,
    bytes: u64,
    sha256: String,
    page: String,
    page_sha256: String,
}

/// What was printed, and of which release.
#[derive(Debug, Serialize)]
struct Record<'a> {
    programme: &'a str,
    as_of: &'a str,
    manifest_sha256: &'a str,
    pdfs: Vec<Entry>,
}

/// Prints `pages` of a release into `target`, which is replaced as a whole or not at all; `on_page` is told of
/// each that is done.
///
/// # Errors
/// If a page is not printed, or `target` is something else or cannot be written.
pub fn print(
    release: &Release,
    pages: &[Page],
    browser: &Browser,
    target: &Path,
    on_page: &(dyn Fn() + Sync),
) -> Result<(), PrintError> {
    if target.join(MANIFEST).exists() {
        return Err(PrintError::IntoOutput(target.to_owned()));
    }
    let mut staging = Staging::beside_marked(target, PRINTED)?;
    let printed: Vec<Vec<u8>> = pages
        .par_iter()
        .map(|page| {
            let pdf = browser.print(page)?;
            on_page();
            Ok(stamp::dated(pdf, &release.manifest.as_of))
        })
        .collect::<Result<_, PrintError>>()?;
    let mut pdfs = Vec::new();
    for (page, bytes) in pages.iter().zip(&printed) {
        let path = page.pdf_path();
        staging.add(&path, bytes)?;
        pdfs.push(Entry {
            path,
            bytes: bytes.len() as u64,
            sha256: sha256(bytes),
            page: page.path.clone(),
            page_sha256: sha256(&page.html),
        });
    }
    let (programme, as_of) = (&release.manifest.programme, &release.manifest.as_of);
    let record = Record { programme, as_of, manifest_sha256: &release.sha256, pdfs };
    let mut json =
        serde_json::to_vec_pretty(&record).map_err(|error| OutputError::Format(PRINTED.to_owned(), error.into()))?;
    json.push(b'\n');
    staging.finish(&json)?;
    Ok(())
}

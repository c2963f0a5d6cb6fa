//! A Chromium on this machine, and one print of a page by it.

use super::{Page, PrintError, copy};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

/// What to do where there is no browser.
pub(super) const HOW_TO_GET_ONE: &str = "  Any Chromium will do: Chromium, Google Chrome or Microsoft Edge.
  Debian:   apt install chromium
  Ubuntu:   the package from google.com/chrome; Ubuntu's own, a snap, cannot reach temporary files
  Fedora:   dnf install chromium
  macOS:    brew install --cask google-chrome, or google.com/chrome
  Windows:  Microsoft Edge is part of it; else winget install Google.Chrome
  One that stands elsewhere is named with --browser PATH. Without any, open a page in a browser and print it.";

/// Names of Chromium and its kin in the folders of programs.
const NAMES: [&str; 7] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"];

/// Where installers put it that add nothing to the folders of programs.
const USUAL_PLACES: [&str; 7] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
];

/// What to say of a browser that thinks all went well.
const NO_PDF: &str =
    "it ended without a PDF; one installed as a snap cannot reach temporary files, so name another with --browser";

/// How long one page may take, in steps of [`STEP`]: two minutes.
const STEPS: u32 = 2400;
/// How long to wait before asking again whether a page is printed.
const STEP: Duration = Duration::from_millis(50);

/// A browser that prints.
#[derive(Debug, Clone)]
pub struct Browser {
    program: PathBuf,
    /// Whether pages are kept apart from the machine by the browser's sandbox.
    sandbox: bool,
}

impl Browser {
    /// The browser at `named`, or else the first that is found in the folders of programs and the usual places.
    ///
    /// # Errors
    /// If there is none.
    pub fn find(named: Option<&Path>, sandbox: bool) -> Result<Self, PrintError> {
        let found = match named {
            Some(named) => named.is_file().then(|| named.to_owned()),
            None => in_folders_of_programs().or_else(in_usual_places),
        };
        found.map(|program| Browser { program, sandbox }).ok_or(PrintError::NoBrowser)
    }

    /// Prints a page with a profile of its own, so that nothing of the user's is read or kept, and without the
    /// network.
    ///
    /// # Errors
    /// If the browser does not start, fails, takes too long, or writes something else.
    pub(super) fn print(&self, page: &Page) -> Result<Vec<u8>, PrintError> {
        let failed = |why: String| PrintError::Failed { browser: self.program.clone(), page: page.path.clone(), why };
        let trouble = |error: io::Error| failed(error.to_string());
        let place = tempfile::tempdir().map_err(trouble)?;
        let (html, pdf) = (place.path().join("page.html"), place.path().join("page.pdf"));
        let log = place.path().join("log");
        fs::write(&html, copy::without_links_elsewhere(&page.html)).map_err(trouble)?;
        let said = File::create(&log).map_err(trouble)?;
        let mut command = self.command(place.path(), &html, &pdf);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(said).spawn().map_err(trouble)?;
        let status = wait(&mut child, STEPS).map_err(trouble)?;
        let printed = fs::read(&pdf).unwrap_or_default();
        match status {
            None => Err(failed(format!("it took more than {} seconds", (STEP * STEPS).as_secs()))),
            Some(status) if status.success() && is_whole(&printed) => Ok(printed),
            Some(status) if status.success() => Err(failed(NO_PDF.to_owned())),
            Some(status) => Err(failed(last_words(&log).unwrap_or_else(|| status.to_string()))),
        }
    }

    fn command(&self, place: &Path, html: &Path, pdf: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.args(["--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check"]);
        command.args(["--disable-background-networking", "--disable-component-update", "--disable-sync"]);
        command.args(["--disable-extensions", "--disable-breakpad", "--disable-dev-shm-usage"]);
        command.args(["--host-resolver-rules=MAP * ~NOTFOUND", "--font-render-hinting=none"]);
        command.args(["--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf"]);
        if !self.sandbox {
            command.arg("--no-sandbox");
        }
        for (option, path) in [("user-data-dir", place.join("profile").as_path()), ("print-to-pdf", pdf)] {
            let mut argument = std::ffi::OsString::from(format!("--{option}="));
            argument.push(path);
            command.arg(argument);
        }
        command.arg(html);
        command
    }
}

/// The first browser in the folders that the shell looks for programs in.
#[expect(clippy::disallowed_methods, reason = "where programs stand is known to the surroundings alone")]
fn in_folders_of_programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).filter(|folder| folder.is_absolute()).collect();
    let places = NAMES.iter().flat_map(|name| {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        folders.iter().map(move |folder| folder.join(&file))
    });
    places.into_iter().find(|place| place.is_file())
}

fn in_usual_places() -> Option<PathBuf> {
    USUAL_PLACES.iter().map(PathBuf::from).find(|place| place.is_file())
}

/// Waits for the end of a process, and ends it when its time, counted in [`STEP`]s, is up.
fn wait(child: &mut Child, steps: u32) -> io::Result<Option<ExitStatus>> {
    for _ in 0..steps {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        thread::sleep(STEP);
    }
    child.kill()?;
    child.wait()?;
    Ok(None)
}

/// Begins and ends as a PDF does.
fn is_whole(pdf: &[u8]) -> bool {
    pdf.starts_with(b"%PDF-") && pdf.trim_ascii_end().ends_with(b"%%EOF")
}

/// The last line that the browser wrote, with what to do about the most usual one.
fn last_words(log: &Path) -> Option<String> {
    let text = fs::read(log).ok()?;
    let text = String::from_utf8_lossy(&text);
    let line = text.lines().rfind(|line| !line.trim().is_empty())?.trim();
    let help = "; where it may not use its sandbox, as for root in a container, add --no-sandbox";
    Some(format!("{line}{}", if text.contains("sandbox") { help } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_that_broke_off_is_not_whole() {
        assert!(is_whole(b"%PDF-1.4\n...\n%%EOF\n"));
        assert!(!is_whole(b"%PDF-1.4\n...") && !is_whole(b"") && !is_whole(b"<html>%%EOF"));
    }

    #[cfg(unix)]
    #[test]
    fn a_browser_that_hangs_is_ended() {
        let mut hanging = Command::new("sleep").arg("600").spawn().unwrap();
        assert_eq!(wait(&mut hanging, 2).unwrap(), None);
        assert!(hanging.try_wait().unwrap().is_some(), "it is still there");
    }

    #[test]
    fn a_browser_that_is_not_there_is_not_found() {
        let found = Browser::find(Some(Path::new("no/such/browser")), true);
        assert!(matches!(found, Err(PrintError::NoBrowser)));
    }
}

use super::{Ending, findings};
use crate::print::{self, Browser, PrintError, Release};
use std::path::{Path, PathBuf};

/// Print the pages of an output folder as PDFs, by a Chromium that is on this machine.
///
/// The PDFs are tagged, with title, language, outline and page numbers, on A4. Each is of a page that is as the
/// manifest says; nothing in private/ is printed. They go beside the output folder, which stays as its manifest says
/// it is, and are dated as the evaluation is; the same browser with the same fonts gives the same bytes, another one
/// may break lines elsewhere. printed.json names them and their pages by hash.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 printed; 2 nothing was written: no output folder, no such page, a page that is \
not as the manifest says, no browser, or a browser that failed.")]
pub(super) struct Arguments {
    /// Output folder of a run.
    out: PathBuf,
    /// Page to print, as its path within the folder, such as groups/a.html; may be repeated. All pages if absent.
    #[arg(long = "page", value_name = "PATH")]
    pages: Vec<String>,
    /// Folder to write to, replaced as a whole or not at all; OUT-pdf beside the output if absent.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The browser to print with; looked for among the programs and in the usual places if absent.
    #[arg(long, value_name = "PATH")]
    browser: Option<PathBuf>,
    /// Run the browser without its sandbox, as root in a container must.
    #[arg(long)]
    no_sandbox: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    match print_pages(arguments) {
        Ok(()) => Ending::Done,
        Err(error) => {
            findings::say_with_causes(&error);
            Ending::CannotBeUsed
        }
    }
}

fn print_pages(arguments: &Arguments) -> Result<(), PrintError> {
    let release = Release::read(&arguments.out)?;
    let pages = release.pages(&arguments.pages)?;
    let browser = Browser::find(arguments.browser.as_deref(), !arguments.no_sandbox)?;
    let target = arguments.output.clone().unwrap_or_else(|| beside(&arguments.out));
    let bar = super::run::progress_bar();
    bar.set_length(pages.len() as u64);
    let outcome = print::print(&release, &pages, &browser, &target, &|| bar.inc(1));
    bar.finish_and_clear();
    outcome?;
    let pdfs = if pages.len() == 1 { "1 PDF is".to_owned() } else { format!("{} PDFs are", pages.len()) };
    super::say(&format!("{pdfs} in {}", target.display()));
    Ok(())
}

/// `OUT-pdf` beside `OUT`, also where it is named `OUT/` or `.`.
fn beside(out: &Path) -> PathBuf {
    let whole = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    let name = whole.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = format!("{name}-pdf");
    if out.file_name().is_some() { out.with_file_name(beside) } else { whole.with_file_name(beside) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pdfs_stand_beside_the_output_however_it_is_named() {
        assert_eq!(beside(Path::new("evaluation")), Path::new("evaluation-pdf"));
        assert_eq!(beside(Path::new("a/evaluation/")), Path::new("a/evaluation-pdf"));
        assert!(beside(Path::new(".")).to_string_lossy().ends_with("-pdf"));
    }
}

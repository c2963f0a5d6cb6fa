use super::{Ending, findings};
use crate::output;
use crate::pipeline::{self, Follows, Settings};
use crate::vocabulary::Language;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Read an evaluation and write its reports, data and manifest.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Folder that holds evaluation.toml.
    data: PathBuf,
    /// Folder to write to; it is replaced as a whole or not at all.
    #[arg(short, long, default_value = "evaluation")]
    out: PathBuf,
    /// Output folder of the release before, where each release has a folder of its own.
    #[arg(long, value_name = "OLD_OUT")]
    after: Option<PathBuf>,
    /// Continue the releases of the same programme under another name.
    #[arg(long)]
    renamed: bool,
    /// Folder of templates that stand in for the built-in ones of the same name.
    #[arg(long)]
    templates: Option<PathBuf>,
    /// Language of the pages; in both, the English ones stand at the root and the Welsh ones below cy. The plan's where
    /// absent.
    #[arg(long)]
    lang: Option<Lang>,
    /// Make pages without script and with all of them unfolded, as mail programs show and let through.
    #[arg(long)]
    no_script: bool,
    /// End with exit code 1 if anything was found that needs attention.
    #[arg(long)]
    strict: bool,
}

/// The languages that pages can be asked for in.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Lang {
    /// English.
    En,
    /// Welsh.
    Cy,
    /// Both, each page leading to its twin.
    Both,
}

impl Lang {
    fn languages(self) -> &'static [Language] {
        match self {
            Lang::En => &[Language::English],
            Lang::Cy => &[Language::Welsh],
            Lang::Both => &Language::ALL,
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let bar = progress_bar();
    let settings = Settings {
        data: &arguments.data,
        templates: arguments.templates.as_deref(),
        languages: arguments.lang.map_or(&[], Lang::languages),
        scripted: !arguments.no_script,
        follows: arguments.after.as_deref().map_or(Follows::Out, Follows::Release),
        renamed: arguments.renamed,
        on_pages: &|pages| bar.set_length(pages as u64),
        on_page: &|| bar.inc(1),
    };
    let outcome = pipeline::run(&settings, &arguments.out);
    bar.finish_and_clear();
    match outcome {
        Ok(done) => {
            findings::print(&done.findings);
            super::say(&format!(
                "release {}: {} pages and the data behind them are in {}; start with {}",
                done.value.release,
                done.value.pages,
                arguments.out.display(),
                arguments.out.join("index.html").display()
            ));
            findings::ending(&done.findings, arguments.strict)
        }
        Err(error) => {
            let ending = findings::stopped(&error);
            say_what_stands(&arguments.out);
            ending
        }
    }
}

/// After a run that stopped: which release its output folder holds.
fn say_what_stands(out: &Path) {
    let ledger = output::LedgerFile::read(out).ok().flatten().unwrap_or_default();
    if let Some(last) = ledger.releases.last() {
        eprintln!("{} holds release {}, as of {}, as it was.", out.display(), last.number, last.as_of);
    } else if !out.exists() {
        eprintln!("There is nothing in {}.", out.display());
    }
}

/// A bar on a terminal, nothing in a pipe.
pub(super) fn progress_bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{wide_bar} {pos} of {len} pages");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

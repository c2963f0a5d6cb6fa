//! The plot: each stage called once, in order.

use crate::finding::{Checked, Finding, any_error};
use crate::framework::{Framework, Translation};
use crate::measure::{self, Estimates};
use crate::output::{self, InputEntry, Manifest, OutputError, Staging, Versions};
use crate::plan::{PLAN_FILE, Plan};
use crate::release::{self, Release, Rules};
use crate::report::{self, Edition, Page, Publication, ReportError, Templates};
use crate::table::{self, InputFile, Tables};
use crate::tally::{self, Tally, TallyError};
use crate::vocabulary::Language;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

mod explain;
mod timing;

pub use explain::{Explanation, explain};
use timing::timed;

/// What stops a run. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// The input cannot be used as it is; all that was found.
    #[error("the input cannot be used as it is")]
    Input(Vec<Finding>),
    /// The reading stopped.
    #[error(transparent)]
    Table(#[from] table::StageError),
    /// The counting stopped.
    #[error(transparent)]
    Tally(#[from] TallyError),
    /// The reports could not be written.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// The output could not be put in place.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// A data file could not be produced.
    #[error("a data file could not be produced")]
    Format(#[from] FormatError),
}

/// A data file could not be produced.
#[derive(Debug, thiserror::Error)]
pub enum FormatError {
    /// As CSV.
    #[error("as CSV")]
    Csv(#[from] csv::Error),
    /// As JSON.
    #[error("as JSON")]
    Json(#[from] serde_json::Error),
}

/// Everything read: what is planned, how it is measured, what people sent.
pub struct Inputs {
    /// The plan.
    pub plan: Plan,
    /// The framework.
    pub framework: Framework,
    /// The tables with the account of their rows.
    pub tables: Tables,
    /// Every file read, configuration included, by path.
    pub files: Vec<InputFile>,
}

/// Where a run reads, and whom it tells how far it is.
pub struct Settings<'a> {
    /// Folder of the evaluation.
    pub data: &'a Path,
    /// Folder of templates that stand in for built-in ones.
    pub templates: Option<&'a Path>,
    /// Languages of the pages, the first at the root; where there are none, the plan's.
    pub languages: &'a [Language],
    /// Told once how many pages there will be.
    pub on_pages: &'a (dyn Fn(usize) + Sync),
    /// Told after each page.
    pub on_page: &'a (dyn Fn() + Sync),
}

/// What a run made.
#[derive(Debug, Clone)]
pub struct Done {
    /// Where it is.
    pub out: PathBuf,
    /// How many pages.
    pub pages: usize,
}

/// Reads and checks an evaluation.
///
/// # Errors
/// [`PipelineError::Input`] with every finding, if something in it means that nothing can be made.
pub fn read(data: &Path) -> Result<Checked<Inputs>, PipelineError> {
    let mut findings = Vec::new();
    let mut plan = Plan::load(data).map_err(PipelineError::Input)?.into_value(&mut findings);
    let framework = Framework::load_with_faults(&plan.programme.framework, data, &table::columns);
    let framework = framework.map_err(PipelineError::Input)?.into_value(&mut findings).asked_at(&plan.wave);
    let told: BTreeSet<String> = findings.iter().filter_map(measure_of).collect();
    let conditions = tally::check_conditions(&framework, &table::columns);
    findings
        .extend(conditions.into_iter().filter(|one| measure_of(one).is_none_or(|measure| !told.contains(&measure))));
    if any_error(&findings) {
        return Err(PipelineError::Input(findings));
    }
    let tables = table::read(data, &plan, &framework)?.into_value(&mut findings);
    plan.note_changes(tables.changes.clone());
    let files = files_read(data, &plan, &tables);
    let checked = Checked::new(Inputs { plan, framework, tables, files }, findings);
    if any_error(&checked.findings) {
        return Err(PipelineError::Input(checked.findings));
    }
    Ok(checked)
}

/// The key path of the measure that a finding is about: one that is wrong by itself is not read further.
fn measure_of(finding: &Finding) -> Option<String> {
    let (measure, _) = finding.place.column.as_deref()?.split_once(".measure")?;
    Some(measure.to_owned())
}

/// The tables' files, the plan and, where they are the evaluation's own, the framework and its translations.
fn files_read(data: &Path, plan: &Plan, tables: &Tables) -> Vec<InputFile> {
    let framework = plan.programme.framework.as_str();
    let translations = Language::ALL.map(|language| Translation::file_of(framework, language));
    let configuration = [PLAN_FILE, framework].into_iter().chain(translations.iter().map(String::as_str));
    let configuration = configuration.filter_map(|path| {
        let bytes = std::fs::read(data.join(path)).ok()?;
        Some(InputFile { path: path.to_owned(), bytes: bytes.len() as u64, sha256: output::sha256(&bytes) })
    });
    let mut files: Vec<InputFile> = tables.inputs.iter().cloned().chain(configuration).collect();
    files.sort();
    files
}

/// The whole run: rows, tables, tallies, estimates, release, pages, output folder.
///
/// # Errors
/// Whatever stops a stage; the output folder is then as it was.
pub fn run(settings: &Settings<'_>, out: &Path) -> Result<Checked<Done>, PipelineError> {
    let staging = Staging::beside(out)?;
    let checked = timed("read", || read(settings.data))?;
    let (inputs, findings) = (&checked.value, &checked.findings);
    let tally = timed("tally", || count(inputs))?;
    let estimates = timed("measure", || estimate(inputs, &tally));
    let release = timed("release", || protect(inputs, &estimates));
    let languages = match settings.languages {
        [] => vec![inputs.plan.programme.language],
        asked => asked.to_vec(),
    };
    let pages = timed("pages", || pages(settings, inputs, findings, &release, &languages))?;
    let done = timed("output", || write(staging, inputs, &release, &pages, languages))?;
    Ok(Checked::new(done, checked.findings))
}

/// The pages in every language asked for.
fn pages(
    settings: &Settings<'_>,
    inputs: &Inputs,
    findings: &[Finding],
    release: &Release,
    languages: &[Language],
) -> Result<Vec<Page>, PipelineError> {
    let (own, editions) = (asked_last(inputs), Edition::all(languages));
    let told = editions.iter().map(|edition| told_in(edition.language(), inputs, settings.data));
    let told: Vec<Option<Framework>> = told.collect::<Result<_, _>>()?;
    let publication = |framework, edition| Publication {
        plan: &inputs.plan,
        framework,
        units: &inputs.tables.units,
        release,
        accounts: &inputs.tables.accounts,
        missing: &inputs.tables.missing,
        findings,
        inputs: &inputs.files,
        tool_version: env!("CARGO_PKG_VERSION"),
        edition,
    };
    (settings.on_pages)(editions.iter().map(|edition| report::page_count(&publication(own, edition))).sum());
    let mut pages = Vec::new();
    for (edition, told) in editions.iter().zip(&told) {
        let templates = match settings.templates {
            Some(folder) => Templates::with_overlay(folder, edition.language())?,
            None => Templates::embedded(edition.language())?,
        };
        let framework = told.as_ref().unwrap_or(own);
        pages.extend(report::pages(&publication(framework, edition), &templates, settings.on_page)?);
    }
    Ok(pages)
}

/// The framework in another language than its own, where it has words in it.
fn told_in(language: Language, inputs: &Inputs, data: &Path) -> Result<Option<Framework>, PipelineError> {
    let (plan, framework) = (&inputs.plan, &inputs.framework);
    if framework.about.language == language {
        return Ok(None);
    }
    let translation = Translation::load(&plan.programme.framework, data, language, framework);
    let wave = plan.latest_wave().map_or("", |wave| wave.id.as_str());
    let told = translation.map_err(PipelineError::Input)?;
    Ok(told.map(|translation| framework.told_in(language, &translation, wave)))
}

/// The framework as it was asked at the wave that reports speak of.
fn asked_last(inputs: &Inputs) -> &Framework {
    let latest = inputs.plan.latest_wave();
    latest.map_or(&inputs.framework, |wave| inputs.framework.at(&wave.id))
}

/// Counts everything the framework's measures need.
///
/// # Errors
/// If the engine cannot run a query.
pub fn count(inputs: &Inputs) -> Result<Tally, TallyError> {
    let units = inputs.tables.units.all().map(|unit| unit.id.clone());
    let components = measure::components(&inputs.framework);
    tally::count(|name| inputs.tables.get(name), units, &components, &inputs.framework, &inputs.plan.wave)
}

fn estimate(inputs: &Inputs, tally: &Tally) -> Estimates {
    measure::estimate(tally, &inputs.framework, &inputs.tables.units, &inputs.plan.wave)
}

fn protect(inputs: &Inputs, estimates: &Estimates) -> Release {
    release::protect(estimates, &inputs.framework, &inputs.tables.units, &rules(&inputs.plan))
}

/// The plan's thresholds, and those that follow from the size of a group.
fn rules(plan: &Plan) -> Rules {
    let protection = &plan.protection;
    Rules {
        internal: protection.internal,
        programme: protection.programme,
        public: protection.public,
        single_item: 8,
        banded: 10,
        full: 20,
        schools: protection.schools,
    }
}

fn write(
    mut staging: Staging,
    inputs: &Inputs,
    release: &Release,
    pages: &[Page],
    languages: Vec<Language>,
) -> Result<Done, PipelineError> {
    for page in pages {
        staging.add(&page.path, page.html.as_bytes())?;
    }
    let (plan, framework, tables) = (&inputs.plan, &inputs.framework, &inputs.tables);
    let indicators = output::indicators(plan, framework, &tables.units, release).map_err(FormatError::from)?;
    staging.add(output::INDICATORS, &indicators)?;
    let package = output::data_package(plan, framework, &indicators).map_err(FormatError::from)?;
    staging.add(output::DATA_PACKAGE, &package)?;
    let quarantine = output::quarantine(&tables.quarantine).map_err(FormatError::from)?;
    staging.add_private(output::QUARANTINE, &quarantine)?;
    let manifest = manifest(inputs, release, &staging, languages).to_json().map_err(FormatError::from)?;
    let out = staging.finish(&manifest)?;
    Ok(Done { out, pages: pages.len() })
}

fn manifest(inputs: &Inputs, release: &Release, staging: &Staging, languages: Vec<Language>) -> Manifest {
    let Inputs { plan, framework, tables, files } = inputs;
    let entry = |file: &InputFile| InputEntry::new(&file.path, file.bytes, &file.sha256, &tables.accounts);
    let withheld = release.withheld(plan.protection.circulation);
    Manifest {
        versions: Versions {
            learnframe: env!("CARGO_PKG_VERSION").to_owned(),
            framework: format!("{} {}", framework.about.id, framework.about.version),
            plan: plan.programme.version.clone(),
        },
        as_of: plan.programme.as_of.to_string(),
        languages,
        inputs: files.iter().map(entry).collect(),
        outputs: staging.outputs().to_vec(),
        withheld: withheld.into_iter().map(|(reason, count)| (reason.word().to_owned(), count)).collect(),
    }
}

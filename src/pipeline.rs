//! The plot: each stage called once, in order.

use crate::document::Document;
use crate::finding::{Checked, Finding, any_error};
use crate::framework::{Framework, Translation};
use crate::measure::{self, Estimates};
use crate::output::{self, LedgerError, OutputError, Staging};
use crate::plan::Plan;
use crate::release::Rules;
use crate::report::ReportError;
use crate::table::{self, InputFile, Tables};
use crate::tally::{self, Tally, TallyError};
use crate::vocabulary::{Language, UnitId};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

mod earlier;
mod editions;
mod explain;
mod protect;
mod publish;
mod timing;

use earlier::Earlier;
use protect::{Protected, protect};
use publish::Publishing;

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
    /// The releases before cannot be built upon.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
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
    /// What says where figures come from.
    #[error(transparent)]
    Lineage(#[from] output::LineageError),
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
    /// The framework's words in other languages, as far as there are any.
    pub translations: BTreeMap<Language, Translation>,
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
    /// Whether pages have the script, without which all of them is unfolded.
    pub scripted: bool,
    /// The releases that this one follows.
    pub follows: Follows<'a>,
    /// Whether the programme has another name than in the release before.
    pub renamed: bool,
    /// Told once how many pages there will be.
    pub on_pages: &'a (dyn Fn(usize) + Sync),
    /// Told after each page.
    pub on_page: &'a (dyn Fn() + Sync),
}

/// Which releases a run follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Follows<'a> {
    /// Those that stand where the output will be.
    Out,
    /// Those that stand in another output folder.
    Release(&'a Path),
    /// Those before the last in an output folder: that one is made again.
    Again(&'a Path),
}

/// What a run made.
#[derive(Debug, Clone)]
pub struct Done {
    /// Where it is.
    pub out: PathBuf,
    /// How many pages.
    pub pages: usize,
    /// The number of the release.
    pub release: u32,
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
    let translations = translations(data, &plan, &framework, &mut findings);
    let conditions = tally::check_conditions(&framework, &table::columns);
    findings
        .extend(conditions.into_iter().filter(|one| measure_of(one).is_none_or(|measure| !told.contains(&measure))));
    if any_error(&findings) {
        return Err(PipelineError::Input(findings));
    }
    let tables = table::read(data, &plan, &framework)?.into_value(&mut findings);
    plan.note_changes(tables.changes.clone());
    findings.extend(unknown_decisions(&plan, &framework, &tables));
    let files = files_read(&plan, &framework, &translations, &tables);
    findings.extend(changed_while_read(data, &plan, &files));
    let translations = translations.into_iter().map(|(language, document)| (language, document.value)).collect();
    let checked = Checked::new(Inputs { plan, framework, translations, tables, files }, findings);
    if any_error(&checked.findings) {
        return Err(PipelineError::Input(checked.findings));
    }
    Ok(checked)
}

/// Decisions about indicators, units or waves that there are not: nothing would be withheld.
fn unknown_decisions(plan: &Plan, framework: &Framework, tables: &Tables) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, decision) in plan.withhold.iter().enumerate() {
        let mut unknown = |key: &str, what: &str, help: &str| {
            let place = plan.place(&format!("override[{at}].{key}"));
            findings.push(Finding::error("unknown-override", place, format!("there is no such {what}"), help));
        };
        if framework.indicator(&decision.code).is_none() {
            unknown("code", "indicator", "write a code as it stands on framework.html");
        }
        if tables.units.get(&UnitId::new(decision.level, decision.unit.clone())).is_none() {
            unknown("unit", "unit at this level", "write the unit's id as the groups table has it");
        }
        if decision.wave.as_ref().is_some_and(|wave| plan.wave.iter().all(|known| known.id != *wave)) {
            unknown("wave", "wave", "write the id of a [[wave]], or leave the key out for all");
        }
    }
    findings
}

/// The key path of the measure that a finding is about: one that is wrong by itself is not read further.
fn measure_of(finding: &Finding) -> Option<String> {
    let (measure, _) = finding.place.column.as_deref()?.split_once(".measure")?;
    Some(measure.to_owned())
}

/// The framework's words in other languages than its own; what is wrong with them joins the findings.
fn translations(
    data: &Path,
    plan: &Plan,
    framework: &Framework,
    findings: &mut Vec<Finding>,
) -> BTreeMap<Language, Document<Translation>> {
    let mut translations = BTreeMap::new();
    for language in Language::ALL.into_iter().filter(|language| *language != framework.about.language) {
        match Translation::load(&plan.programme.framework, data, language, framework) {
            Ok(document) => translations.extend(document.map(|document| (language, document))),
            Err(wrong) => findings.extend(wrong),
        }
    }
    translations
}

/// The tables' files, the plan with its mappings and, where it is the evaluation's own, the framework with its
/// translations.
fn files_read(
    plan: &Plan,
    framework: &Framework,
    translations: &BTreeMap<Language, Document<Translation>>,
    tables: &Tables,
) -> Vec<InputFile> {
    let is_own = !Framework::built_in().contains(&plan.programme.framework.as_str());
    let told = translations.values().map(|document| &document.read_from);
    let own = std::iter::once(&framework.read_from).chain(told).filter(|_| is_own);
    let mut files: Vec<InputFile> = tables.inputs.iter().chain(&plan.read_from).chain(own).cloned().collect();
    // Of a file that was read for a table and as something else, the one with a keyed digest stands.
    files.sort_by(|one, other| (&one.path, &one.sha256, &other.keyed).cmp(&(&other.path, &other.sha256, &one.keyed)));
    files.dedup_by(|one, other| (&one.path, &one.sha256) == (&other.path, &other.sha256));
    files
}

/// Files that were read more than once and not alike, and configuration that is another one by now: a key may
/// have been made of it in between. Every other file was read once, and is what its hash says.
fn changed_while_read(data: &Path, plan: &Plan, files: &[InputFile]) -> Vec<Finding> {
    let twice = files.windows(2).filter_map(|pair| match pair {
        [one, other] if one.path == other.path => Some(other),
        _ => None,
    });
    let differs = |file: &&InputFile| {
        std::fs::read(data.join(&file.path)).map_or(true, |bytes| InputFile::of(&file.path, &bytes) != **file)
    };
    let changed: BTreeSet<&str> =
        twice.chain(plan.read_from.iter().filter(differs)).map(|file| file.path.as_str()).collect();
    changed.into_iter().map(Finding::changed_while_read).collect()
}

/// The whole run: rows, tables, tallies, estimates, release, pages, output folder.
///
/// # Errors
/// Whatever stops a stage; the output folder is then as it was.
pub fn run(settings: &Settings<'_>, out: &Path) -> Result<Checked<Done>, PipelineError> {
    let staging = Staging::beside(out)?;
    let checked = timed("read", || read(settings.data))?;
    let inputs = &checked.value;
    let earlier = Earlier::find(settings.follows, settings.renamed, out, inputs)?;
    let tally = timed("tally", || count(inputs))?;
    let estimates = timed("measure", || estimate(inputs, &tally));
    let published = earlier.published_before(inputs)?;
    let Protected { release, published } = timed("release", || protect(settings.data, inputs, &estimates, &published))?;
    let accounts = &inputs.tables.accounts;
    let fewest = publish::fewest(&inputs.plan);
    let findings = output::findings(&checked.findings, accounts, fewest);
    let accounts = output::told_accounts(accounts, fewest);
    let files = publish::told_inputs(inputs);
    let publishing =
        Publishing { settings, inputs, findings: &findings, accounts, files, release: &release, published, earlier };
    let done = publishing.publish(staging)?;
    Ok(Checked::new(done, checked.findings))
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

/// The plan's thresholds, and those that follow from the size of a group.
fn rules(plan: &Plan) -> Rules {
    let protection = &plan.protection;
    Rules {
        internal: protection.internal,
        programme: protection.programme,
        public: protection.public,
        schools: protection.schools,
        round_counts: protection.round_counts,
        ..Rules::DEFAULT
    }
}

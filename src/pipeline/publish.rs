//! From the release to the output folder: pages, data, what is said about both, and the ledger.

use super::earlier::{Earlier, Record};
use super::editions::{InLanguage, editions, languages};
use super::timing::timed;
use super::{Done, FormatError, Inputs, PipelineError, Settings, rules};
use crate::output::{
    self, InputEntry, LEDGER, Ledger, Manifest, NewRelease, Origin, ReleaseDigest, RuleSet, Staging, Told, Versions,
};
use crate::plan::Plan;
use crate::release::{Published, Release};
use crate::report::{self, Page, Publication, ReportError, ToldFinding};
use crate::vocabulary::{Language, ReleaseNote, ToldAccount, ToldInput};

/// What is published, and what it follows.
pub(super) struct Publishing<'a> {
    pub settings: &'a Settings<'a>,
    pub inputs: &'a Inputs,
    /// As they may circulate.
    pub findings: &'a [ToldFinding],
    /// As they may circulate.
    pub accounts: Vec<ToldAccount>,
    /// As they may circulate.
    pub files: Vec<ToldInput>,
    pub release: &'a Release,
    pub published: Published,
    pub earlier: Earlier,
}

impl Publishing<'_> {
    /// Writes everything and puts it in place.
    pub fn publish(self, staging: Staging) -> Result<Done, PipelineError> {
        let editions = editions(self.settings, self.inputs)?;
        let counts = editions.iter().map(|told| report::page_count(&self.publication(told, &[])));
        (self.settings.on_pages)(counts.sum());
        let pages = timed("pages", || self.pages(&editions))?;
        timed("output", || self.write(staging, &editions, &pages))
    }

    /// The pages in every language but those that tell of the releases.
    fn pages(&self, editions: &[InLanguage<'_>]) -> Result<Vec<Page>, ReportError> {
        let mut all = Vec::new();
        for told in editions {
            all.extend(report::pages(&self.publication(told, &[]), &told.templates, self.settings.on_page)?);
        }
        Ok(all)
    }

    fn write(&self, mut staging: Staging, editions: &[InLanguage<'_>], pages: &[Page]) -> Result<Done, PipelineError> {
        for page in pages {
            staging.add(&page.path, page.html.as_bytes())?;
        }
        let indicators = self.add_data(&mut staging)?;
        let ledger = self.ledger(&staging, &indicators)?;
        let notes = ledger.notes();
        for told in editions {
            let publication = self.publication(told, &notes);
            let page = report::releases_page(&publication, &told.templates, self.settings.on_page)?;
            staging.add(&page.path, page.html.as_bytes())?;
        }
        staging.add(LEDGER, &ledger.to_json().map_err(FormatError::from)?)?;
        staging.add(output::PROVENANCE, &self.provenance(&staging, &ledger)?)?;
        for (path, bytes) in ledger.private_files() {
            staging.add_private(&path, bytes)?;
        }
        let quarantine = output::quarantine(&self.inputs.tables.quarantine).map_err(FormatError::from)?;
        staging.add_private(output::QUARANTINE, &quarantine)?;
        let inputs = output::private_inputs(&self.inputs.files, &self.inputs.tables.accounts);
        staging.add_private(output::PRIVATE_INPUTS, &inputs.map_err(FormatError::from)?)?;
        let manifest = self.manifest(&staging).to_json().map_err(FormatError::from)?;
        let out = staging.finish(&manifest)?;
        let release = ledger.entries().last().map_or(0, |last| last.number);
        Ok(Done { out, pages: pages.len() + editions.len(), release })
    }

    fn publication<'b>(&'b self, told: &'b InLanguage<'_>, releases: &'b [ReleaseNote]) -> Publication<'b> {
        Publication {
            plan: &self.inputs.plan,
            framework: &told.framework,
            units: &self.inputs.tables.units,
            release: self.release,
            accounts: &self.accounts,
            missing: &self.inputs.tables.missing,
            findings: self.findings,
            inputs: &self.files,
            releases,
            tool_version: env!("CARGO_PKG_VERSION"),
            edition: &told.edition,
        }
    }

    /// Adds the data files; the indicator file comes back.
    fn add_data(&self, staging: &mut Staging) -> Result<Vec<u8>, PipelineError> {
        let Inputs { plan, framework, tables, .. } = self.inputs;
        let indicators = output::indicators(plan, framework, &tables.units, self.release).map_err(FormatError::from)?;
        staging.add(output::INDICATORS, &indicators)?;
        let combined = output::combined(self.release, plan.protection.circulation).map_err(FormatError::from)?;
        staging.add(output::COMBINED, &combined)?;
        let definitions = output::definitions(framework).map_err(FormatError::from)?;
        staging.add(output::DEFINITIONS, &definitions)?;
        let sources =
            output::sources(&tables.accounts, &input_entries(self.inputs), fewest(plan)).map_err(FormatError::from)?;
        staging.add(output::SOURCES, &sources)?;
        let package = output::data_package(plan, framework, staging.outputs()).map_err(FormatError::from)?;
        staging.add(output::DATA_PACKAGE, &package)?;
        Ok(indicators)
    }

    /// The releases with this one; without an entry for it where the same was published last.
    fn ledger(&self, staging: &Staging, indicators: &[u8]) -> Result<Ledger, PipelineError> {
        let (programme, inputs) = (&self.inputs.plan.programme, input_entries(self.inputs));
        let (versions, as_of) = (versions(self.inputs), programme.as_of.to_string());
        let record = Record { inputs: Record::<Published>::digest(self.inputs), published: &self.published };
        let published = serde_json::to_vec(&record).map_err(FormatError::from)?;
        let mut new = NewRelease {
            programme: &programme.name,
            as_of: &as_of,
            versions: &versions,
            inputs: &output::digest_of_inputs(&inputs),
            is_keyed: self.inputs.plan.privacy.key_file.is_some(),
            release: ReleaseDigest::of(staging.outputs()),
            changes: Vec::new(),
            published: &published,
        };
        let mut ledger = self.earlier.ledger.clone();
        if !ledger.ends_with(&new) {
            let languages = self.languages();
            let plain = output::plain_hashes(&self.inputs.files);
            let now = Told {
                versions: &versions,
                as_of: &as_of,
                languages: &languages,
                inputs: &inputs,
                plain: Some(&plain),
                indicators,
            };
            new.changes = self.changes(&now)?;
            ledger.append(new)?;
        }
        Ok(ledger)
    }

    fn changes(&self, now: &Told<'_>) -> Result<Vec<String>, PipelineError> {
        let is_first = self.earlier.ledger.entries().is_empty();
        if let Some(again) = self.earlier.again.as_ref().filter(|_| !is_first) {
            return Ok(again.changes.clone());
        }
        let label = |wave: &str| {
            let known = self.inputs.plan.wave.iter().find(|known| known.id == wave);
            known.map_or_else(|| wave.to_owned(), |known| known.label.clone())
        };
        let published = self.earlier.published();
        if published.is_none() && !is_first {
            let untold = "What the release before published is not at hand, so what changed is not told.";
            return Ok(vec![untold.to_owned()]);
        }
        let kept = self.earlier.kept_hashes();
        let before = published.as_ref().map(|(manifest, indicators)| Told {
            versions: &manifest.versions,
            as_of: &manifest.as_of,
            languages: &manifest.languages,
            inputs: &manifest.inputs,
            plain: kept.as_ref(),
            indicators,
        });
        Ok(output::sentences(before.as_ref(), now, &label).map_err(FormatError::from)?)
    }

    fn provenance(&self, staging: &Staging, ledger: &Ledger) -> Result<Vec<u8>, FormatError> {
        let origin = Origin {
            versions: &versions(self.inputs),
            as_of: &self.inputs.plan.programme.as_of.to_string(),
            inputs: &input_entries(self.inputs),
            outputs: staging.outputs(),
            before: ledger.entries().last().and_then(|last| last.previous.as_deref()),
        };
        Ok(output::provenance(&origin)?)
    }

    fn languages(&self) -> Vec<Language> {
        languages(self.settings, self.inputs)
    }

    fn manifest(&self, staging: &Staging) -> Manifest {
        let plan = &self.inputs.plan;
        let circulation = plan.protection.circulation;
        let withheld = self.release.withheld(circulation);
        Manifest {
            programme: plan.programme.name.clone(),
            retain_until: plan.privacy.retain_until.map(|day| day.to_string()),
            versions: versions(self.inputs),
            as_of: plan.programme.as_of.to_string(),
            languages: self.languages(),
            no_script: !self.settings.scripted,
            inputs: input_entries(self.inputs),
            outputs: staging.outputs().to_vec(),
            rules: RuleSet::new(circulation, plan.protection.promised, &rules(plan)),
            seed: None,
            withheld: withheld.into_iter().map(|(reason, count)| (reason.word().to_owned(), count)).collect(),
            overrides: plan.withhold.iter().map(output::Override::from).collect(),
        }
    }
}

/// The fewest rows about people that are told of: what was promised, and no fewer than for a group's own page.
pub(super) fn fewest(plan: &Plan) -> u64 {
    plan.protection.promised.max(plan.protection.internal)
}

/// The files read, as they may circulate.
pub(super) fn told_inputs(inputs: &Inputs) -> Vec<ToldInput> {
    output::told_inputs(&inputs.files, &inputs.tables.inputs, &inputs.tables.accounts)
}

fn input_entries(inputs: &Inputs) -> Vec<InputEntry> {
    let entry = |file: &ToldInput| InputEntry::new(file, &inputs.tables.accounts, fewest(&inputs.plan));
    told_inputs(inputs).iter().map(entry).collect()
}

/// What makes an output of these inputs.
pub(super) fn versions(inputs: &Inputs) -> Versions {
    let Inputs { plan, framework, .. } = inputs;
    Versions {
        learnframe: env!("CARGO_PKG_VERSION").to_owned(),
        framework: format!("{} {}", framework.about.id, framework.about.version),
        framework_sha256: framework.read_from.sha256.clone(),
        plan: plan.programme.version.clone(),
        notice: plan.notice.as_ref().map(|notice| notice.version.clone()),
        plan_sha256: plan.read_from.first().map(|file| file.sha256.clone()).unwrap_or_default(),
    }
}

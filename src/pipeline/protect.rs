//! From estimates to the release, with what was told before and what people decided.

use super::{Inputs, PipelineError, rules};
use crate::finding::{Finding, Place};
use crate::ingest::PseudonymKey;
use crate::measure::Estimates;
use crate::plan::{PLAN_FILE, Plan};
use crate::release::{self, Conditions, History, Published, Release};
use crate::table;
use crate::vocabulary::Circulation;
use std::path::Path;

/// A release, and the record of it for those that follow.
pub(super) struct Protected {
    pub release: Release,
    pub published: Published,
}

/// Protects all estimates. What something about too few people follows from is not published.
///
/// # Errors
/// [`PipelineError::Input`] if it could not be proved that nothing does.
pub(super) fn protect(
    data: &Path,
    inputs: &Inputs,
    estimates: &Estimates,
    earlier: &[Published],
) -> Result<Protected, PipelineError> {
    let Inputs { plan, framework, tables, .. } = inputs;
    let key = digest_key(data, plan);
    let keyed = |person: u64| key.as_ref().map_or_else(String::new, |key| key.pseudonym(&person.to_string()));
    let history = History::new(earlier, estimates, &tables.units, &keyed);
    let rules = rules(plan);
    let widest = plan.protection.circulation;
    let conditions = Conditions { rules: &rules, overrides: &plan.withhold, history: &history, widest };
    let release = release::protect(estimates, framework, &tables.units, &conditions);
    let mut circulations = vec![Circulation::Internal];
    circulations.extend(Some(plan.protection.circulation).filter(|wider| *wider != Circulation::Internal));
    let open: Vec<Finding> = circulations.iter().flat_map(|circulation| not_proved(&release, *circulation)).collect();
    if !open.is_empty() {
        return Err(PipelineError::Input(open));
    }
    let published = Published::of(&release, &circulations, (estimates, &history), &rules, &keyed);
    Ok(Protected { release, published })
}

/// The key of the record's digests: the plan's own where it has one, else the programme's name, which stays the
/// same when the plan changes.
fn digest_key(data: &Path, plan: &Plan) -> Option<PseudonymKey> {
    let own = plan.privacy.key_file.as_ref().and_then(|_| table::pseudonym_key(data, plan).value);
    own.or_else(|| PseudonymKey::new(plan.programme.name.as_bytes()).ok())
}

/// What would be found out by somebody who holds the pages of a circulation.
fn not_proved(release: &Release, circulation: Circulation) -> Vec<Finding> {
    let audit = release.audit(circulation);
    if audit.is_proved {
        return Vec::new();
    }
    let finding = |told: &release::Telling| {
        let message = format!(
            "from {} of {} {} at {} and other figures together, something about fewer people than promised follows for anybody who holds the {} pages",
            told.of,
            told.unit.level.word(),
            told.unit.id,
            told.wave,
            circulation.word()
        );
        let help = "withhold it with an [[override]] in the plan, or raise the thresholds under [protection]";
        Finding::error("release-not-safe", Place::file(PLAN_FILE), message, help)
    };
    let mut findings: Vec<Finding> = audit.open.iter().map(finding).collect();
    if findings.is_empty() {
        let message = format!("that the {} pages give nothing away could not be proved", circulation.word());
        let help = "raise the thresholds under [protection], or leave out indicators that overlap";
        findings.push(Finding::error("release-not-safe", Place::file(PLAN_FILE), message, help));
    }
    findings
}

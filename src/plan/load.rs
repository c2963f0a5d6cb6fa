//! Reading and checking a plan.

use super::{Mapping, PLAN_FILE, Plan, Protection};
use crate::document::{self, Document};
use crate::finding::{Checked, Finding, any_error};
use crate::vocabulary::Circulation;
use std::collections::BTreeMap;
use std::path::Path;

/// Below this many people nothing is ever shown, whatever was promised.
const FEWEST_PEOPLE: u64 = 3;
/// Below this many schools a pooled school outcome says much about each.
const FEWEST_SCHOOLS: u64 = 3;

const NO_PLAN: &str = "name the folder that holds the plan; \
                       sample_data/pilot/evaluation.toml shows one";

impl Plan {
    /// Reads and checks the plan of the evaluation in `dir`.
    ///
    /// # Errors
    /// Everything that is wrong with the plan, each thing with its line: its form (see
    /// [`document::read`]) or, where that is sound, its meaning. A plan that comes back can still
    /// have warnings.
    pub fn load(dir: &Path) -> Result<Checked<Plan>, Vec<Finding>> {
        let document = document::read_file::<Plan>(dir, PLAN_FILE, NO_PLAN)?;
        let mut check = Check { document: &document, found: Vec::new() };
        check.filled_in();
        check.waves();
        let (mappings, faults) = super::sources::mapping_files(dir, &document.value);
        check.extend(faults);
        super::sources::check(&mut check, &mappings);
        check.protection();
        super::privacy::check(&mut check);
        let notice = super::notice::check(&mut check, dir);
        super::questions::check(&mut check);
        let findings = check.found;
        let places = super::questions::places(&document);
        let mut read_from = vec![document.read_from];
        read_from.extend(mappings.values().map(|mapping| mapping.read_from.clone()));
        read_from.extend(notice.as_ref().map(|notice| notice.read_from.clone()));
        let plan = Plan { notice, read_from, places, ..document.value }.with_mappings(&mappings);
        let checked = Checked::new(plan, findings);
        if any_error(&checked.findings) { Err(checked.findings) } else { Ok(checked) }
    }

    /// Reads a plan whose meaning need not be sound any more: what it names can still be removed.
    ///
    /// # Errors
    /// What is wrong with its form.
    pub fn outline(dir: &Path) -> Result<Plan, Vec<Finding>> {
        let plan = document::read_file::<Plan>(dir, PLAN_FILE, NO_PLAN)?.value;
        let (mappings, _) = super::sources::mapping_files(dir, &plan);
        Ok(plan.with_mappings(&mappings))
    }

    /// The same with the mappings of sources that stand in files of their own.
    fn with_mappings(mut self, mappings: &BTreeMap<String, Document<Mapping>>) -> Self {
        for source in &mut self.source {
            let file = source.mapping_file.as_ref().and_then(|path| mappings.get(path));
            source.mapping = source.mapping.take().or_else(|| file.map(|file| file.value.clone()));
        }
        self
    }
}

/// A plan being checked.
pub(super) struct Check<'a> {
    pub(super) document: &'a Document<Plan>,
    found: Vec<Finding>,
}

impl Check<'_> {
    pub(super) fn error(&mut self, code: &'static str, path: &str, message: String, help: impl Into<String>) {
        self.found.push(Finding::error(code, self.document.place(path), message, help));
    }

    pub(super) fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.found.extend(findings);
    }

    pub(super) fn warning(&mut self, code: &'static str, path: &str, message: String, help: impl Into<String>) {
        self.found.push(Finding::warning(code, self.document.place(path), message, help));
    }

    /// Says what of the plan that `init` wrote nobody has filled in.
    fn filled_in(&mut self) {
        let programme = &self.document.value.programme;
        let texts =
            [("name", &programme.name), ("commissioner", &programme.commissioner), ("contact", &programme.contact)];
        for (key, _) in texts.into_iter().filter(|(_, text)| text.contains("[[")) {
            let message = format!("nobody has filled in `{key}`");
            let help = "write it in place of the text in [[double brackets]]";
            self.error("not-filled-in", &format!("programme.{key}"), message, help);
        }
    }

    fn waves(&mut self) {
        let document = self.document;
        let waves = &document.value.wave;
        if waves.is_empty() {
            self.error(
                "no-wave",
                "wave",
                "the plan has no wave".to_owned(),
                "add a `[[wave]]` with id, label, from, to and census",
            );
        }
        let mut seen = BTreeMap::new();
        for (number, wave) in waves.iter().enumerate() {
            let path = format!("wave[{number}]");
            if let Some(first) = seen.insert(wave.id.as_str(), number) {
                let line = document.place(&format!("wave[{first}].id")).row.unwrap_or_default();
                let message = format!("the wave id `{}` stands in line {line} already", wave.id);
                self.error("wave-twice", &format!("{path}.id"), message, "give every wave an id of its own");
            }
            if wave.id.trim().is_empty() {
                self.error(
                    "wave-without-id",
                    &format!("{path}.id"),
                    "this wave's id is empty".to_owned(),
                    "give it a short id such as `2004-spring`",
                );
            }
            if wave.from > wave.to {
                let message = format!("wave `{}` ends on {} before it begins on {}", wave.id, wave.to, wave.from);
                self.error(
                    "wave-ends-first",
                    &format!("{path}.to"),
                    message,
                    "exchange `from` and `to`, or correct them",
                );
            } else if wave.census < wave.from || wave.census > wave.to {
                let message = format!("the census day {} lies outside wave `{}`", wave.census, wave.id);
                let help = format!("choose a day from {} to {}", wave.from, wave.to);
                self.error("census-outside-wave", &format!("{path}.census"), message, help);
            }
        }
        self.order_of_waves();
    }

    fn order_of_waves(&mut self) {
        let document = self.document;
        let plan = &document.value;
        for (number, pair) in plan.wave.windows(2).enumerate() {
            let [earlier, later] = pair else { continue };
            if later.from <= earlier.to {
                let message =
                    format!("wave `{}` begins before wave `{}`, written above it, has ended", later.id, earlier.id);
                let help = "write the waves earliest first, each beginning after the one before it ends";
                self.error("waves-out-of-order", &format!("wave[{}].from", number + 1), message, help);
            }
        }
        if let Some(last) = plan.wave.last().filter(|wave| plan.programme.as_of < wave.census) {
            let message =
                format!("the evaluation speaks as of {}, before wave `{}` was taken", plan.programme.as_of, last.id);
            self.warning(
                "as-of-before-wave",
                "programme.as_of",
                message,
                "set `as_of` to the day the data were drawn, or leave the wave out",
            );
        }
    }

    fn protection(&mut self) {
        let Protection { promised, internal, programme, public, schools, circulation, round_counts, .. } =
            self.document.value.protection;
        let thresholds = [("internal", internal), ("programme", programme), ("public", public)];
        if promised < FEWEST_PEOPLE {
            let message = format!("a promise of {promised} is below the least of {FEWEST_PEOPLE}");
            self.error("promise-too-low", "protection.promised", message, format!("promise {FEWEST_PEOPLE} or more"));
        }
        for (name, threshold) in thresholds {
            let (key, help) =
                (format!("protection.{name}"), format!("set `{name}` to {} or more", promised.max(FEWEST_PEOPLE)));
            if threshold < FEWEST_PEOPLE {
                let message =
                    format!("`{name}` is {threshold}, and no figure about fewer than {FEWEST_PEOPLE} people is made");
                self.error("threshold-too-low", &key, message, help);
            } else if threshold < promised {
                let message = format!(
                    "respondents were promised {promised} people behind every figure, and `{name}` is {threshold}"
                );
                self.error("threshold-below-promise", &key, message, help);
            }
        }
        for ((narrow, fewer), (wide, more)) in thresholds.into_iter().zip(thresholds.into_iter().skip(1)) {
            if more < fewer {
                let message = format!(
                    "`{wide}` pages go to more readers than `{narrow}` ones, and ask for fewer people behind a figure"
                );
                self.error(
                    "threshold-order",
                    &format!("protection.{wide}"),
                    message,
                    format!("set `{wide}` to {fewer} or more"),
                );
            }
        }
        if round_counts && circulation != Circulation::Public {
            let message = "`round_counts` is for pages that anybody may see, and this plan makes none".to_owned();
            let help = "set `circulation = \"public\"` beside it, or take it out".to_owned();
            self.warning("nothing-to-round", "protection.round_counts", message, help);
        }
        if schools < FEWEST_SCHOOLS {
            let message = format!(
                "outcomes pooled over {schools} school{} come close to naming one",
                if schools == 1 { "" } else { "s" }
            );
            let help =
                format!("set `schools` to {FEWEST_SCHOOLS} or more unless the outcomes are published school by school");
            self.warning("few-schools", "protection.schools", message, help);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = r#"[programme]
name = "Heads Together"
commissioner = "The county"
contact = "evaluation@example.org"
as_of = 2004-08-31
framework = "too_busy_to_learn"

[[wave]]
id = "2004-spring"
label = "Spring 2004"
from = 2004-01-01
to = 2004-04-30
census = 2004-03-31

[[wave]]
id = "2004-summer"
label = "Summer 2004"
from = 2004-05-01
to = 2004-08-31
census = 2004-06-30

[[source]]
table = "sessions"
files = ["registers/*.csv", "late/sessions.csv"]

[[source]]
table = "responses"
files = ["survey/summer.csv"]
wave = "2004-summer"

[protection]
promised = 5

[privacy]
retain_until = 2009-08-31
"#;

    fn told(plan: &str) -> String {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(PLAN_FILE), plan).unwrap();
        let findings = match Plan::load(dir.path()) {
            Ok(checked) => checked.findings,
            Err(findings) => findings,
        };
        findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_sound_plan_loads_without_findings() {
        assert_eq!(told(SOUND), "");
    }

    #[test]
    fn a_folder_without_a_plan_is_told_what_to_do() {
        let dir = tempfile::tempdir().unwrap();
        let findings = Plan::load(dir.path()).unwrap_err();
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].code, "no-such-file");
        assert!(findings[0].help.contains("sample_data/pilot"));
    }

    #[test]
    fn a_plan_without_a_promise_is_refused() {
        let findings = told(&SOUND.replace("[protection]\npromised = 5\n", ""));
        assert!(findings.starts_with("error[missing-key]: the key `protection` is missing here"), "{findings}");
        assert!(findings.ends_with("add `[protection]`"), "{findings}");
    }

    #[test]
    fn unknown_keys_are_named_with_the_nearest_right_one() {
        let plan = SOUND
            .replace("label = \"Spring", "lable = \"Spring")
            .replace("promised", "promissed")
            .replace("wave = ", "wav = ");
        insta::assert_snapshot!(told(&plan));
    }

    #[test]
    fn everything_that_makes_no_sense_is_said_at_once_with_its_line() {
        let plan = SOUND
            .replace("to = 2004-04-30", "to = 2004-05-30")
            .replace("census = 2004-06-30", "census = 2004-09-30")
            .replace("\"sessions\"", "\"session\"")
            .replace("late/", "../late/")
            .replace("wave = \"2004-summer", "wave = \"2004-sumer")
            .replace("promised = 5", "promised = 9\npublic = 8\nschools = 1");
        insta::assert_snapshot!(told(&plan));
    }

    #[test]
    fn a_notice_that_says_eight_refuses_a_threshold_of_five() {
        let findings = told(&SOUND.replace("promised = 5", "promised = 8\ninternal = 5"));
        assert!(findings.starts_with("error[threshold-below-promise]"), "{findings}");
        assert_eq!(findings.matches("error[").count(), 1, "{findings}");
    }

    #[test]
    fn rounding_is_for_public_pages_only() {
        let rounded = |circulation: &str| {
            let plan = SOUND.replace("promised = 5", &format!("promised = 5\nround_counts = true\n{circulation}"));
            told(&plan)
        };
        assert!(rounded("").starts_with("warning[nothing-to-round]"), "{}", rounded(""));
        assert_eq!(rounded("circulation = \"public\""), "");
    }

    #[test]
    fn no_promise_may_be_below_three() {
        let findings = told(&SOUND.replace("promised = 5", "promised = 2\ninternal = 2"));
        assert!(findings.contains("promise-too-low") && findings.contains("threshold-too-low"), "{findings}");
    }

    #[test]
    fn what_makes_no_sense_about_changed_questions_is_said_with_its_line() {
        let plan = SOUND.replace(
            "census = 2004-06-30\n",
            "census = 2004-06-30\n[[wave.item]]\nid = \"ms01\"\n[[wave.item]]\nid = \"ms01\"\ntext = \" \"\n",
        );
        let equivalent = "\n[[equivalent]]\nitem = \"ms01\"\nwaves = [\"2004-sprung\"]\nbecause = \"\"\n";
        insta::assert_snapshot!(told(&(plan + equivalent)));
    }

    #[test]
    fn two_waves_of_one_name_are_refused() {
        let findings = told(
            &SOUND
                .replace("id = \"2004-summer", "id = \"2004-spring")
                .replace("wave = \"2004-summer", "wave = \"2004-spring"),
        );
        assert!(findings.contains("stands in line 9 already"), "{findings}");
    }
}

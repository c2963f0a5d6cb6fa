//! How long rows about people may be kept, and who withdrew, as far as the plan alone can be wrong.

use super::load::Check;
use std::path::Path;

/// Checks the day until which rows are kept, and the path of the list of those who withdrew.
pub(super) fn check(check: &mut Check<'_>) {
    let (privacy, as_of) = (&check.document.value.privacy, check.document.value.programme.as_of);
    match privacy.retain_until {
        None => check.warning(
            "no-retention-date",
            "privacy.retain_until",
            "the plan does not say until when rows about single people may be kept".to_owned(),
            "add the last day that the notice allows: [privacy] retain_until = 2009-08-31",
        ),
        Some(last) if last < as_of => check.error(
            "retained-too-long",
            "privacy.retain_until",
            format!("rows may be kept until {last}, and the evaluation speaks as of {as_of}"),
            "if the notice allows a later day, correct it here; otherwise nothing may be made of these rows any more: \
             remove them with `learnframe purge`",
        ),
        Some(_) => {}
    }
    if let Some(path) = privacy.withdrawn.as_deref().filter(|path| Path::new(path).is_absolute()) {
        let message = format!("`{path}` is a path of one machine");
        let help = "name the file from the evaluation's folder, as in `withdrawn.csv` or `../private/withdrawn.csv`";
        check.error("path-absolute", "privacy.withdrawn", message, help);
    }
}

//! The notice to participants: what it promised binds the plan.

use super::load::Check;
use crate::document;
use crate::vocabulary::{Date, InputFile};
use std::path::Path;

/// How the one line of a notice begins that the program reads.
const LINE: &str = "notice version:";
/// Most bytes of a notice; one that people read has some thousands.
const LONGEST: u64 = 1 << 20;

/// What a notice says in its version line: `Notice version: 2; promised: 8; kept until: 2009-08-31`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its path within the evaluation's folder.
    pub file: String,
    /// The file as it was read.
    pub read_from: InputFile,
    /// Its version.
    pub version: String,
    /// The number promised: nothing about fewer people is shown.
    pub promised: u64,
    /// The last day on which rows about single people are kept, where the line says so.
    pub kept_until: Option<Date>,
}

impl Notice {
    /// Reads a notice's version line, wherever in the text it stands and however it is set off.
    ///
    /// # Errors
    /// What is wrong with it, as one would say it.
    fn of(file: &str, text: &str) -> Result<Self, String> {
        let lines =
            text.lines().map(|line| line.trim_matches(|c: char| c.is_whitespace() || "*_>#`\u{feff}".contains(c)));
        let is_it = |line: &&str| line.get(..LINE.len()).is_some_and(|start| start.eq_ignore_ascii_case(LINE));
        let found: Vec<&str> = lines.filter(is_it).collect();
        let [line] = found.as_slice() else {
            let what = if found.is_empty() { "no version line" } else { "several version lines" };
            return Err(format!("`{file}` has {what}"));
        };
        let (mut version, mut promised, mut kept_until) = ("", None, None);
        for part in line.split(';') {
            let (key, value) = part.split_once(':').unwrap_or((part, ""));
            let value = value.trim();
            let unreadable = || format!("`{file}` does not say `{}` in a way that can be read", key.trim());
            match key.trim().to_lowercase().as_str() {
                "notice version" => version = value,
                "promised" => promised = Some(value.parse().map_err(|_| unreadable())?),
                "kept until" => kept_until = Some(value.parse().map_err(|_| unreadable())?),
                _ => return Err(format!("the version line of `{file}` has a part that is not known")),
            }
        }
        match promised {
            Some(promised) if !version.is_empty() => {
                let read_from = InputFile::of(file, text.as_bytes());
                Ok(Notice { file: file.to_owned(), read_from, version: version.to_owned(), promised, kept_until })
            }
            _ => Err(format!("the version line of `{file}` lacks its version or the number promised")),
        }
    }
}

/// Reads the notice that the plan names and holds the plan to it.
pub(super) fn check(check: &mut Check<'_>, dir: &Path) -> Option<Notice> {
    const KEY: &str = "protection.notice";
    let file = check.document.value.protection.notice.as_deref()?;
    if !document::stays_inside(file) {
        let message = format!("`{file}` leads out of the evaluation's folder");
        check.error("path-outside", KEY, message, "copy the notice into the folder and name it from there");
        return None;
    }
    let text = match document::read_text(dir, file, LONGEST) {
        Ok(text) => text,
        Err(unread) => {
            let help = "put the notice there as a text file, or correct the path";
            check.error("notice-unreadable", KEY, unread.message, help);
            return None;
        }
    };
    let notice = match Notice::of(file, &text) {
        Ok(notice) => notice,
        Err(message) => {
            let help = "end the notice with one line such as `Notice version: 1; promised: 5; kept until: 2009-08-31`";
            check.error("notice-without-promise", KEY, message, help);
            return None;
        }
    };
    if text.contains("[[") {
        let message = format!("`{file}` has places that nobody has filled in: they stand in [[double brackets]]");
        check.warning("not-filled-in", KEY, message, "fill them in before the notice goes to anybody");
    }
    hold(check, &notice);
    Some(notice)
}

/// Says where the plan allows more than the notice.
fn hold(check: &mut Check<'_>, notice: &Notice) {
    let plan = &check.document.value;
    let (protection, retained) = (&plan.protection, plan.privacy.retain_until);
    let Notice { file, promised, .. } = notice;
    if *promised != protection.promised {
        let message =
            format!("`{file}` promised {promised}, and the plan says that {} was promised", protection.promised);
        let help = format!("set `promised` to {promised}: what people were told binds, until they are told otherwise");
        check.error("notice-differs", "protection.promised", message, help);
    }
    let thresholds =
        [("internal", protection.internal), ("programme", protection.programme), ("public", protection.public)];
    for (name, threshold) in thresholds.into_iter().filter(|(_, threshold)| threshold < promised) {
        let message = format!(
            "`{file}` promised that nothing is shown about fewer than {promised} people, and the plan's `{name}` is \
             {threshold}"
        );
        let help = format!("set `{name}` to {promised} or more");
        check.error("threshold-below-notice", &format!("protection.{name}"), message, help);
    }
    if let (Some(told), Some(kept)) = (notice.kept_until, retained)
        && told < kept
    {
        let message =
            format!("`{file}` promised that rows are kept until {told}, and the plan keeps them until {kept}");
        check.error("notice-differs", "privacy.retain_until", message, format!("set `retain_until` to {told}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(String, u64, Option<String>), String> {
        Notice::of("notice.md", text)
            .map(|notice| (notice.version, notice.promised, notice.kept_until.map(|day| day.to_string())))
    }

    #[test]
    fn the_version_line_is_read_however_it_is_set_off() {
        let told = Ok(("2".to_owned(), 8, Some("2009-08-31".to_owned())));
        assert_eq!(read("# Notice\n\nNotice version: 2; promised: 8; kept until: 2009-08-31\n"), told);
        assert_eq!(read("> **notice version: 2 ; Promised: 8; kept until: 2009-08-31**"), told);
        assert_eq!(read("Notice version: 1b; promised: 5").unwrap().0, "1b");
    }

    #[test]
    fn a_line_that_does_not_say_what_was_promised_is_refused() {
        for text in [
            "",
            "We promise 5.",
            "Notice version: 1",
            "Notice version: ; promised: 5",
            "Notice version: 1; promised: five",
            "Notice version: 1; promised: 5; kept until: next year",
            "Notice version: 1; promissed: 5",
            "Notice version: 1; promised: 5\nNotice version: 2; promised: 8",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}

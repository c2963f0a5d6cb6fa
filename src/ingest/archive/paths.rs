/// Endings of files of data.
const DATA: [&str; 6] = ["csv", "tsv", "tab", "txt", "sav", "zsav"];

/// Endings of files that are archives themselves, workbooks among them.
const PACKED: [&str; 9] = ["zip", "xlsx", "xlsm", "xlsb", "xls", "ods", "gz", "7z", "rar"];

/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Characters of a name that are shown.
const SHOWN: usize = 80;

/// Whether a name is that of a file of data.
pub(super) fn is_data(name: &str) -> bool {
    DATA.contains(&ending(name).as_str())
}

/// Whether a name is that of an archive or a workbook.
pub(super) fn is_packed(name: &str) -> bool {
    PACKED.contains(&ending(name).as_str())
}

/// Whether a file was put into the archive by the machine that packed it and not by its user.
pub(super) fn is_litter(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default().to_lowercase();
    name.split('/').any(|part| part == "__MACOSX")
        || last.starts_with('.')
        || last == "thumbs.db"
        || last == "desktop.ini"
}

fn ending(name: &str) -> String {
    name.rsplit('/')
        .next()
        .and_then(|last| last.rsplit_once('.'))
        .map_or_else(String::new, |(_, end)| end.to_lowercase())
}

/// What is wrong with the first name that could lead out of a folder or stand for a device.
pub(super) fn trouble<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<&'static str> {
    names.into_iter().find_map(|name| {
        let absolute = name.starts_with('/') || name.get(1..2) == Some(":");
        let parts = || name.split('/');
        match () {
            () if absolute => Some("the archive has a part with an absolute path"),
            () if parts().any(|part| part == "..") => Some("the archive has a part whose path leads out of its folder"),
            () if parts().any(is_device) => Some("the archive has a part under the name of a device"),
            () if name.contains(char::is_control) => Some("the archive has a part with control characters in its name"),
            () => None,
        }
    })
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = |port: &str| {
        let rest = stem.strip_prefix(port).unwrap_or_default();
        rest.len() == 1 && rest.starts_with(|c: char| ('1'..='9').contains(&c))
    };
    DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

/// A name as it may be shown: cut, and without characters that steer a terminal or the direction of
/// writing.
pub(super) fn shown(name: &str) -> String {
    let steers = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut text: String = name.chars().take(SHOWN).map(|c| if steers(c) { '\u{fffd}' } else { c }).collect();
    if name.chars().nth(SHOWN).is_some() {
        text.push('\u{2026}');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_out_of_a_folder_are_refused() {
        for name in ["/etc/hosts", "C:/a.csv", "a/../../b.csv", "..", "nul", "a/Con.csv", "lpt1.txt", "a\u{7}.csv"] {
            assert!(trouble([name]).is_some(), "{name:?}");
        }
        for name in
            ["a.csv", "a..b/c.csv", "xl/worksheets/sheet1.xml", "console.csv", "com10.csv", "comma.csv", "com.csv"]
        {
            assert_eq!(trouble([name]), None, "{name:?}");
        }
    }

    #[test]
    fn what_a_machine_left_in_an_archive_is_no_file() {
        for name in ["__MACOSX/._a.csv", "a/.DS_Store", "Thumbs.db", "a/__MACOSX/b.csv"] {
            assert!(is_litter(name), "{name}");
        }
        assert!(!is_litter("survey/a.csv"));
    }

    #[test]
    fn a_name_is_shown_without_what_steers_a_terminal() {
        assert_eq!(shown("a\u{1b}[2J\u{202e}vsc.csv"), "a\u{fffd}[2J\u{fffd}vsc.csv");
        assert_eq!(shown(&"n".repeat(200)).chars().count(), 81);
    }
}

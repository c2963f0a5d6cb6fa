//! Where every unit's page is, and how pages lead to each other.

use crate::vocabulary::{Level, UnitId, UnitTree};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Longest readable part of a file name.
const LONGEST: usize = 48;

/// The paths of all pages.
#[derive(Debug, Clone, Default)]
pub struct Site {
    paths: BTreeMap<UnitId, String>,
}

impl Site {
    /// Gives every unit that has a page its path, from its id alone: safe in any file system, unlike any other, and
    /// the same whatever else is in the evaluation, unless two ids read alike.
    #[must_use]
    pub fn new(units: &UnitTree) -> Self {
        let mut paths = BTreeMap::from([(UnitId::programme(), "index.html".to_owned())]);
        for (level, folder) in [(Level::Region, "regions"), (Level::Lea, "leas"), (Level::Group, "groups")] {
            let ids: Vec<&UnitId> = units.at(level).map(|unit| &unit.id).collect();
            let mut seen = BTreeSet::new();
            let twice: BTreeSet<String> =
                ids.iter().map(|id| plain_slug(&id.id)).filter(|slug| !seen.insert(slug.clone())).collect();
            for id in ids {
                let plain = plain_slug(&id.id);
                let told_apart = is_faithful(&id.id, &plain) && !twice.contains(&plain);
                let slug = if told_apart { plain } else { hashed(&plain, &id.id) };
                paths.insert(id.clone(), format!("{folder}/{slug}.html"));
            }
        }
        Site { paths }
    }

    /// The path of a unit's page from the output's root; networks have none.
    #[must_use]
    pub fn path(&self, unit: &UnitId) -> Option<&str> {
        self.paths.get(unit).map(String::as_str)
    }

    /// A link from one page to another, both by their paths from the output's root.
    #[must_use]
    pub fn link(from: &str, to: &str) -> String {
        let up = "../".repeat(from.matches('/').count());
        format!("{up}{to}")
    }
}

/// Whether the slug says the id in full, only letter case and separators changed, and may stand as it is: as no
/// device of Windows, and not as what [`hashed`] makes of another id.
fn is_faithful(id: &str, slug: &str) -> bool {
    let hash =
        slug.rsplit_once('-').is_some_and(|(_, end)| end.len() == 8 && end.bytes().all(|b| b.is_ascii_hexdigit()));
    !slug.is_empty()
        && id.len() == slug.len()
        && !hash
        && !is_device(slug)
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_ ".contains(&byte))
}

fn is_device(slug: &str) -> bool {
    let numbered = |name: &str| slug.strip_prefix(name).is_some_and(|rest| rest.len() == 1 && rest != "0");
    matches!(slug, "con" | "prn" | "aux" | "nul") || ["com", "lpt"].into_iter().any(numbered)
}

/// Lower-case ASCII letters and digits, with single hyphens for runs of anything else.
fn plain_slug(id: &str) -> String {
    let mut slug = String::new();
    for letter in id.chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(LONGEST);
    slug.trim_end_matches('-').to_owned()
}

fn hashed(slug: &str, id: &str) -> String {
    let digest = Sha256::digest(id.as_bytes());
    let short: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    if slug.is_empty() { format!("u-{short}") } else { format!("{slug}-{short}") }
}

/// A fragment id out of an indicator's code or an item's id.
#[must_use]
pub fn fragment(code: &str) -> String {
    let safe = |letter: char| if letter.is_ascii_alphanumeric() || letter == '-' { letter } else { '-' };
    format!("i-{}", code.chars().map(safe).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Unit;

    fn path(ids: &[&str], id: &str) -> String {
        let unit = |id: &&str| Unit { id: UnitId::new(Level::Group, *id), name: (*id).to_owned(), parent: None };
        let site = Site::new(&UnitTree::new("P", ids.iter().map(unit)));
        site.path(&UnitId::new(Level::Group, id)).unwrap().to_owned()
    }

    #[test]
    fn a_plain_id_is_its_own_slug() {
        assert_eq!(path(&["G01", "G02"], "G01"), "groups/g01.html");
    }

    #[test]
    fn ids_that_read_alike_are_told_apart() {
        let ids = ["G-1", "g 1", "G/1"];
        let paths: BTreeSet<String> = ids.iter().map(|id| path(&ids, id)).collect();
        assert_eq!(paths.len(), 3);
    }

    #[test]
    fn no_id_can_take_the_path_of_another() {
        let ids = ["a/b", "a b"];
        let taken = path(&ids, "a/b").replace("groups/", "").replace(".html", "");
        let ids = ["a/b", "a b", &taken];
        let paths: BTreeSet<String> = ids.iter().map(|id| path(&ids, id)).collect();
        assert_eq!(paths.len(), 3, "{paths:?}");
    }

    #[test]
    fn no_id_can_leave_its_folder_or_name_a_device() {
        for id in ["CON", "nul", "COM1", "lpt9"] {
            assert_ne!(path(&[id], id), format!("groups/{}.html", id.to_ascii_lowercase()));
        }
        for id in ["../../etc/passwd", "\u{202e}abc", "", "..", "\u{0174}rth"] {
            let path = path(&[id], id);
            let slug = path.strip_prefix("groups/").and_then(|rest| rest.strip_suffix(".html")).unwrap();
            assert!(
                !slug.is_empty() && slug.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'),
                "{path}"
            );
        }
    }

    #[test]
    fn links_climb_out_of_folders() {
        assert_eq!(Site::link("groups/a.html", "leas/b.html"), "../leas/b.html");
        assert_eq!(Site::link("index.html", "leas/b.html"), "leas/b.html");
    }
}

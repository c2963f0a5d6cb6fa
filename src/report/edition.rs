//! The same pages in several languages: where each language's stand, and how twins find each other.

use super::site::Site;
use crate::vocabulary::Language;

/// One language's pages among those of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    language: Language,
    folder: String,
    /// The other language with its folder, where the pages are made in two.
    other: Option<(Language, String)>,
}

impl Edition {
    /// An edition for each language: the first one's pages stand at the root of the output, the others' in folders
    /// named by their languages.
    #[must_use]
    pub fn all(languages: &[Language]) -> Vec<Self> {
        let folder = |place: usize, language: Language| match place {
            0 => String::new(),
            _ => format!("{}/", language.code()),
        };
        let placed: Vec<(Language, String)> =
            languages.iter().enumerate().map(|(place, language)| (*language, folder(place, *language))).collect();
        let edition = |(language, folder): &(Language, String)| Edition {
            language: *language,
            folder: folder.clone(),
            other: placed.iter().find(|(other, _)| other != language).cloned(),
        };
        placed.iter().map(edition).collect()
    }

    /// The language of its pages.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A page's path from the root of the output.
    pub(super) fn path(&self, page: &str) -> String {
        format!("{}{page}", self.folder)
    }

    /// The same page in the other language, with that language's tag.
    pub(super) fn twin(&self, page: &str) -> Option<(String, &'static str)> {
        let (language, folder) = self.other.as_ref()?;
        Some((Site::link(&self.path(page), &format!("{folder}{page}")), language.tag()))
    }

    /// A link from a page to a file that all editions share.
    pub(super) fn shared(&self, page: &str, file: &str) -> String {
        Site::link(&self.path(page), file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_lead_to_each_other_and_one_language_has_none() {
        let [english, welsh] = <[Edition; 2]>::try_from(Edition::all(&Language::ALL)).unwrap();
        assert_eq!(english.path("groups/a.html"), "groups/a.html");
        assert_eq!(english.twin("groups/a.html"), Some(("../cy/groups/a.html".to_owned(), "cy")));
        assert_eq!(welsh.path("groups/a.html"), "cy/groups/a.html");
        assert_eq!(welsh.twin("groups/a.html"), Some(("../../groups/a.html".to_owned(), "en-GB")));
        assert_eq!(welsh.shared("index.html", "data/indicators.csv"), "../data/indicators.csv");
        let alone = Edition::all(&[Language::Welsh]);
        assert_eq!((alone[0].path("index.html").as_str(), alone[0].twin("index.html")), ("index.html", None));
    }
}

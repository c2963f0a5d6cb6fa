//! The templates, style, script and words that reports are made of: embedded, and overlaid by name with the user's.

use super::error::ReportError;
use crate::chart;
use crate::finding::nearest;
use crate::narrate::Words;
use include_dir::{Dir, include_dir};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/reports");

/// Names of the files that are not templates.
const STYLE: &str = "style.css";
const SCRIPT: &str = "script.js";
const WORDS: &str = "words/en.toml";

/// Everything that pages are made of besides their models, parsed and checked.
#[derive(Debug)]
pub struct Templates {
    tera: tera::Tera,
    words: Words,
    assets: Assets,
}

/// The one style, the one script, and the policy that allows these two and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assets {
    /// Content of the `style` element.
    pub style: String,
    /// Content of the `script` element.
    pub script: String,
    /// Content of the policy.
    pub policy: String,
}

impl Templates {
    /// The templates that come with the program.
    ///
    /// # Errors
    /// [`ReportError`] if one does not parse, which a test rules out.
    pub fn embedded() -> Result<Self, ReportError> {
        Templates::of(embedded_files()?)
    }

    /// The templates that come with the program, with those in `folder` in the place of their namesakes. A file there
    /// that is no namesake of any is an error, so that a misspelt name does not go unnoticed.
    ///
    /// # Errors
    /// [`ReportError`] if the folder cannot be read, a name is unknown, or a template does not parse.
    pub fn with_overlay(folder: &Path) -> Result<Self, ReportError> {
        let mut files = embedded_files()?;
        for (name, text) in overlay_files(folder, folder)? {
            if !files.contains_key(&name) {
                let nearest = nearest(&name, files.keys().map(String::as_str)).map(str::to_owned);
                return Err(ReportError::UnknownTemplate { name, nearest });
            }
            files.insert(name, text);
        }
        Templates::of(files)
    }

    fn of(mut files: BTreeMap<String, String>) -> Result<Self, ReportError> {
        let mut take = |name: &str| files.remove(name).ok_or_else(|| ReportError::Embedded(name.to_owned()));
        let words = Words::parse(&take(WORDS)?)?;
        let assets = Assets::new(&take(STYLE)?, &take(SCRIPT)?);
        let mut tera = tera::Tera::new();
        tera.add_raw_templates(files.iter().filter(|(name, _)| is_template(name)))?;
        Ok(Templates { tera, words, assets })
    }

    /// The short words of the reports.
    #[must_use]
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Style, script and policy.
    #[must_use]
    pub fn assets(&self) -> &Assets {
        &self.assets
    }

    /// Renders a page's model with its template.
    ///
    /// # Errors
    /// [`ReportError::Render`] if the template asks for what the model has not.
    pub fn render<M: Serialize>(&self, template: &str, path: &str, model: &M) -> Result<String, ReportError> {
        let failed = |source: tera::Error| ReportError::Render { page: path.to_owned(), source: Box::new(source) };
        let mut context = tera::Context::from_serialize(model).map_err(failed)?;
        context.insert("assets", &self.assets);
        context.insert("language", &self.words.language);
        context.insert("symbols", &self.words.symbols);
        self.tera.render(template, &context).map_err(failed)
    }
}

impl Assets {
    fn new(style: &str, script: &str) -> Self {
        let style = format!("{}{}{style}", chart::palette::css(), chart::css());
        let script = script.to_owned();
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
            base64(&Sha256::digest(style.as_bytes())),
            base64(&Sha256::digest(script.as_bytes()))
        );
        Assets { style, script, policy }
    }
}

fn is_template(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("html"))
}

fn is_ours(name: &str) -> bool {
    is_template(name) || [STYLE, SCRIPT, WORDS].contains(&name)
}

fn embedded_files() -> Result<BTreeMap<String, String>, ReportError> {
    let mut files = BTreeMap::new();
    let mut folders = vec![&EMBEDDED];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let name = slashed(file.path());
            if is_ours(&name) {
                let text = file.contents_utf8().ok_or_else(|| ReportError::Embedded(name.clone()))?;
                files.insert(name, text.to_owned());
            }
        }
    }
    Ok(files)
}

fn overlay_files(root: &Path, folder: &Path) -> Result<BTreeMap<String, String>, ReportError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| ReportError::Overlay { path, source }
    };
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        if path.is_dir() {
            files.extend(overlay_files(root, &path)?);
        } else {
            let text = std::fs::read_to_string(&path).map_err(failed(&path))?;
            files.insert(slashed(path.strip_prefix(root).unwrap_or(&path)), text);
        }
    }
    Ok(files)
}

fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Base 64 with padding, as content security policies write digests.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let block = chunk.iter().fold(0_u32, |block, &byte| block << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = (block >> (18 - 6 * place)) & 63;
            // Six bits are always a place in the 64 letters.
            let letter = LETTERS.get(letter as usize).copied().map_or('=', char::from);
            text.push(if place <= chunk.len() { letter } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_templates_all_parse() {
        assert!(Templates::embedded().is_ok(), "{:?}", Templates::embedded().err());
    }

    #[test]
    fn base64_agrees_with_the_vectors_of_rfc_4648() {
        let vectors =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")];
        for (plain, coded) in vectors {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn an_overlay_takes_the_place_of_its_namesake() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("style.css"), "body{color:teal}").unwrap();
        let templates = Templates::with_overlay(folder.path()).unwrap();
        assert!(templates.assets().style.ends_with("body{color:teal}"));
    }

    #[test]
    fn an_overlay_with_an_unknown_name_is_an_error_that_names_the_nearest() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("stile.css"), "").unwrap();
        let error = Templates::with_overlay(folder.path()).unwrap_err().to_string();
        assert_eq!(error, "\"stile.css\" is the name of no report template; did you mean \"style.css\"?");
    }

    #[test]
    fn an_overlay_that_does_not_parse_is_an_error_and_no_fallback() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("group.html"), "{% if %}").unwrap();
        assert!(matches!(Templates::with_overlay(folder.path()), Err(ReportError::Template(_))));
    }

    #[test]
    fn the_script_is_small() {
        assert!(Templates::embedded().unwrap().assets().script.len() <= 4096);
    }
}

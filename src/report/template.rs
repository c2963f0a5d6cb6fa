//! The templates with the style, the script and the words that they say, made ready for one language.

use super::error::ReportError;
use super::files::{self, Files};
use crate::chart;
use crate::narrate::{Value, Words, shared_ids};
use crate::vocabulary::Language;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// Everything that pages are made of besides their models, parsed and checked.
#[derive(Debug)]
pub struct Templates {
    tera: tera::Tera,
    words: Arc<Words>,
    assets: Assets,
    /// Those of templates with a style sheet of their own.
    own: BTreeMap<String, Assets>,
}

/// The one style, the one script, and the policy that allows these two and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assets {
    /// Content of the `style` element.
    pub style: String,
    /// Content of the `script` element; empty where pages have none.
    pub script: String,
    /// Content of the policy.
    pub policy: String,
}

impl Templates {
    /// The templates that come with the program.
    ///
    /// # Errors
    /// [`ReportError`] if one does not parse, which a test rules out.
    pub fn embedded(language: Language) -> Result<Self, ReportError> {
        Templates::of(files::embedded()?, language)
    }

    /// The templates that come with the program, with those in `folder` in the place of their namesakes. A file there
    /// that is no namesake of any is an error, so that a misspelt name does not go unnoticed.
    ///
    /// # Errors
    /// [`ReportError`] if the folder cannot be read, a name is unknown, or a template does not parse.
    pub fn with_overlay(folder: &Path, language: Language) -> Result<Self, ReportError> {
        Templates::of(files::overlaid(folder)?, language)
    }

    fn of(files: Files, language: Language) -> Result<Self, ReportError> {
        let words = Arc::new(words(&files, language)?);
        let take = |name: &str| files.get(name).cloned().ok_or_else(|| ReportError::Embedded(name.to_owned()));
        let (style, script) = (styled(&take(files::STYLE)?), take(files::SCRIPT)?);
        let assets = Assets::new(&style, Some(&script));
        let own = files::OWN_STYLES.into_iter().map(|(template, own)| {
            let style = format!("{style}{}", take(own)?);
            Ok((template.to_owned(), Assets::new(&style, Some(&script))))
        });
        let own = own.collect::<Result<_, ReportError>>()?;
        let mut tera = tera::Tera::new();
        let spoken = Arc::clone(&words);
        tera.register_filter("t", move |id: &str, values: tera::Kwargs, _: &tera::State| said(&spoken, id, &values));
        tera.add_raw_templates(files.iter().filter(|(name, _)| files::is_template(name)))?;
        Ok(Templates { tera, words, assets, own })
    }

    /// The same for pages without script, as mail programs let through. What the script unfolds for paper stands
    /// unfolded on them.
    #[must_use]
    pub fn without_script(mut self) -> Self {
        for assets in std::iter::once(&mut self.assets).chain(self.own.values_mut()) {
            *assets = Assets::new(&assets.style, None);
        }
        self
    }

    /// The words of the reports.
    #[must_use]
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Style, script and policy of a template's pages: a template may have a style sheet of its own besides,
    /// as `group.css` is that of `group.html`.
    #[must_use]
    pub fn assets(&self, template: &str) -> &Assets {
        self.own.get(template).unwrap_or(&self.assets)
    }

    /// Renders a page's model with its template.
    ///
    /// # Errors
    /// [`ReportError::Render`] if the template asks for what the model has not.
    pub fn render<M: Serialize>(&self, template: &str, path: &str, model: &M) -> Result<String, ReportError> {
        let failed = |source: tera::Error| ReportError::Render { page: path.to_owned(), source: Box::new(source) };
        let mut context = tera::Context::from_serialize(model).map_err(failed)?;
        let assets = self.assets(template);
        context.insert("assets", assets);
        context.insert("language", self.words.language().tag());
        let page = self.tera.render(template, &context).map_err(failed)?;
        // Whatever comes from data is escaped, so these are all elements of the templates.
        Ok(if assets.script.is_empty() { page.replace("<details", "<details open") } else { page })
    }
}

/// The words of a language. What every language must have is what the program's own English has.
fn words(files: &Files, language: Language) -> Result<Words, ReportError> {
    let wanted: Result<Vec<Vec<String>>, _> = files::words(&files::embedded()?, Language::English)
        .iter()
        .map(|(file, text)| shared_ids(file, text))
        .collect();
    let wanted: BTreeSet<String> = wanted?.into_iter().flatten().collect();
    Ok(Words::parse(language, &files::words(files, language), &wanted)?)
}

/// A message as a template asks for it: `{{ "how_sure" | t }}`, with values by name where it has any.
fn said(words: &Words, id: &str, values: &tera::Kwargs) -> String {
    let values: BTreeMap<&str, String> =
        values.iter().filter_map(|(name, value)| Some((name.as_str()?, value.as_str()?.to_owned()))).collect();
    match values.is_empty() {
        true => words.text(id).to_owned(),
        false => words.say_all(id, values.iter().map(|(name, value)| (*name, Value::from(value)))),
    }
}

impl Assets {
    fn new(style: &str, script: Option<&str>) -> Self {
        let digest = |text: &str| format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())));
        let policy = format!(
            "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'",
            digest(style),
            script.map_or_else(|| "'none'".to_owned(), digest)
        );
        Assets { style: style.to_owned(), script: script.unwrap_or_default().to_owned(), policy }
    }
}

/// The style sheet with the colours and the charts' own rules before it.
fn styled(style: &str) -> String {
    format!("{}{}{style}", chart::palette::css(), chart::css())
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
    fn the_embedded_templates_all_parse_in_every_language() {
        for language in Language::ALL {
            assert!(Templates::embedded(language).is_ok(), "{:?}", Templates::embedded(language).err());
        }
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
        let templates = Templates::with_overlay(folder.path(), Language::English).unwrap();
        assert!(templates.assets("methods.html").style.ends_with("body{color:teal}"));
    }

    #[test]
    fn an_overlay_with_an_unknown_name_is_an_error_that_names_the_nearest() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("stile.css"), "").unwrap();
        let error = Templates::with_overlay(folder.path(), Language::English).unwrap_err().to_string();
        assert_eq!(error, "\"stile.css\" is the name of no report template; did you mean \"style.css\"?");
    }

    #[test]
    fn an_overlay_that_does_not_parse_is_an_error_and_no_fallback() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("group.html"), "{% if %}").unwrap();
        assert!(matches!(Templates::with_overlay(folder.path(), Language::English), Err(ReportError::Template(_))));
    }

    #[test]
    fn the_style_and_the_script_are_small() {
        let templates = Templates::embedded(Language::English).unwrap();
        for page in ["area.html", "group.html"] {
            let Assets { style, script, .. } = templates.assets(page);
            assert!(style.len() <= 12_000, "the style of {page} takes {} bytes", style.len());
            assert!(script.len() <= 4_000, "the script takes {} bytes", script.len());
        }
    }

    #[test]
    fn pages_without_script_have_a_policy_that_allows_none() {
        let templates = Templates::embedded(Language::English).unwrap();
        let style = templates.assets("methods.html").style.clone();
        let Assets { script, policy, style: same } = templates.without_script().assets;
        assert_eq!((script.as_str(), same), ("", style));
        assert!(policy.contains("; script-src 'none'; "), "{policy}");
    }
}

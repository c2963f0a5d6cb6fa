//! Finding, reading and checking a framework file.

use super::{Framework, FrameworkFile, check};
use crate::document::{self, Document};
use crate::finding::{Checked, Finding, Place, any_error};
use crate::plan::PLAN_FILE;
use include_dir::{Dir, include_dir};
use std::path::Path;

pub(super) static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/schemas/framework");

pub(super) const IF_MISSING: &str = "correct `programme.framework` in the plan: the id of a built-in framework, or the path of a \
                          framework file within the evaluation's folder";

/// The columns of a canonical table; `None` if there is no such table.
pub type KnownColumns<'a> = &'a dyn Fn(&str) -> Option<Vec<String>>;

impl Framework {
    /// Ids of the frameworks built into the program, sorted.
    #[must_use]
    pub fn built_in() -> Vec<&'static str> {
        let files = BUILT_IN.files().filter(|file| file.path().extension().is_some_and(|end| end == "toml"));
        let mut ids: Vec<&str> = files.filter_map(|file| file.path().file_stem()?.to_str()).collect();
        // Translations have their language in their names.
        ids.retain(|id| !id.contains('.'));
        ids.sort_unstable();
        ids
    }

    /// Reads and checks a framework: a built-in one by its id, or a file within the evaluation's
    /// folder `dir` by its path.
    ///
    /// # Errors
    /// Everything that is wrong with it, each thing with its line: its form (see
    /// [`document::read`]) or, where that is sound, its meaning. SQL text is checked by the room
    /// that has the tables: see [`Framework::conditions`].
    pub fn load(name_or_path: &str, dir: &Path, columns: KnownColumns<'_>) -> Result<Checked<Framework>, Vec<Finding>> {
        sound(Framework::load_with_faults(name_or_path, dir, columns)?)
    }

    /// The same, with the framework there even where its meaning is at fault, so that what else is wrong
    /// with it can be said in one go. Nothing may be computed from one whose findings hold an error.
    ///
    /// # Errors
    /// What is wrong with the file's form: there is no framework to speak of then.
    pub fn load_with_faults(
        name_or_path: &str,
        dir: &Path,
        columns: KnownColumns<'_>,
    ) -> Result<Checked<Framework>, Vec<Finding>> {
        let built_in = Framework::built_in();
        if built_in.contains(&name_or_path) {
            let name = format!("{name_or_path}.toml");
            let text = BUILT_IN.get_file(&name).and_then(|file| file.contents_utf8()).unwrap_or_default();
            return Ok(finish(document::read(text, &format!("schemas/framework/{name}"))?, columns));
        }
        let place = Place::file(PLAN_FILE).at_column("programme.framework");
        if Path::new(name_or_path).extension().is_none_or(|extension| extension != "toml") {
            let message = format!("there is no built-in framework `{name_or_path}`");
            let known = document::suggestion(name_or_path, &built_in, "the built-in ones are");
            let help = format!("{known}; an own framework is named by its path, ending in `.toml`");
            return Err(vec![Finding::error("unknown-framework", place, message, help)]);
        }
        if !document::stays_inside(name_or_path) {
            let message = format!("`{name_or_path}` leads out of the evaluation's folder");
            return Err(vec![Finding::error(
                "path-outside",
                place,
                message,
                "copy the framework file into the folder",
            )]);
        }
        Ok(finish(document::read_file(dir, name_or_path, IF_MISSING)?, columns))
    }

    /// Reads and checks the text of a framework file; `file` is the name that findings give.
    ///
    /// # Errors
    /// As [`Framework::load`].
    pub fn read(text: &str, file: &str, columns: KnownColumns<'_>) -> Result<Checked<Framework>, Vec<Finding>> {
        sound(finish(document::read(text, file)?, columns))
    }
}

fn finish(document: Document<FrameworkFile>, columns: KnownColumns<'_>) -> Checked<Framework> {
    let findings = check::findings(&document, columns);
    let mut framework = Framework::with_places(document.value.clone(), &|path| document.place(path));
    framework.read_from = document.read_from;
    Checked::new(framework, findings)
}

fn sound(checked: Checked<Framework>) -> Result<Checked<Framework>, Vec<Finding>> {
    if any_error(&checked.findings) { Err(checked.findings) } else { Ok(checked) }
}

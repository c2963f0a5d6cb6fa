//! What a profile's parts must be for the rest of a framework: indicators and frames that are there,
//! names used once, rows that can have a state.

use super::check::Check;
use super::kind::{MeasureKind, RuleCondition};
use super::measured::Measured;
use super::model::Direction;
use super::profile::{Among, Profile, ProfileRow};

/// Adds to a check what is wrong with the profiles.
pub(super) fn check(check: &mut Check<'_>) {
    let file = check.file();
    let measures = file.measures();
    let ids = file.profile.iter().enumerate().map(|(at, profile)| (format!("profile[{at}].id"), profile.id.clone()));
    let rows = file.profile.iter().enumerate().flat_map(|(at, profile)| {
        profile
            .row
            .iter()
            .enumerate()
            .map(move |(place, row)| (format!("profile[{at}].row[{place}].id"), row.id.clone()))
    });
    check.once("profile", ids.collect());
    check.once("row", rows.collect());
    for (at, profile) in file.profile.iter().enumerate() {
        let path = format!("profile[{at}]");
        texts(check, profile, &path);
        check.frames_known(&format!("{path}.frames"), &profile.frames);
        if profile.row.is_empty() {
            let message = format!("the profile `{}` has no row", profile.id);
            check.error("profile-without-rows", &path, message, "add its rows as [[profile.row]], or remove it");
        }
        for (place, row) in profile.row.iter().enumerate() {
            Looking { profile, row, path: format!("{path}.row[{place}]"), measures: &measures }.check(check);
        }
    }
}

fn texts(check: &mut Check<'_>, profile: &Profile, path: &str) {
    let named = [("title", &profile.title), ("about", &profile.about), ("source", &profile.source)];
    for (key, text) in named {
        check.empty(&format!("{path}.{key}"), &format!("the {key} of the profile `{}`", profile.id), text);
    }
    anchor(check, &format!("{path}.id"), "profile", &profile.id);
}

/// Ids are places in a page.
fn anchor(check: &mut Check<'_>, path: &str, noun: &str, id: &str) {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    if !id.starts_with(|first: char| first.is_ascii_alphabetic()) || !id.chars().all(plain) {
        let message = format!("the {noun} id `{id}` cannot be a place in a page");
        check.error("profile-id", path, message, "use letters, digits, - and _, beginning with a letter");
    }
}

/// One row under check.
struct Looking<'a, 'b> {
    profile: &'a Profile,
    row: &'a ProfileRow,
    path: String,
    measures: &'b [Measured<'a>],
}

impl Looking<'_, '_> {
    fn check(&self, check: &mut Check<'_>) {
        let Looking { row, path, .. } = self;
        anchor(check, &format!("{path}.id"), "row", &row.id);
        check.empty(&format!("{path}.title"), &format!("the title of the row `{}`", row.id), &row.title);
        self.form(check);
        for (place, code) in row.of.iter().enumerate() {
            self.known(check, &format!("{path}.of[{place}]"), code);
        }
        for (column, codes) in row.cells.iter().enumerate() {
            for (place, code) in codes.iter().enumerate() {
                self.known(check, &format!("{path}.cells[{column}][{place}]"), code);
            }
        }
        for (place, code) in row.trend.iter().enumerate() {
            self.trend(check, &format!("{path}.trend[{place}]"), code);
        }
        for (place, text) in row.signs.iter().enumerate() {
            self.sign(check, &format!("{path}.signs[{place}]"), text);
        }
        if let Some(among) = &row.among {
            self.among(check, among);
        }
    }

    /// Something to look at, and a cell a column.
    fn form(&self, check: &mut Check<'_>) {
        let Looking { profile, row, path, .. } = self;
        let (cells, columns) = (row.cells.len(), profile.columns.len());
        let looks_at = !row.of.is_empty() || !row.trend.is_empty() || !row.signs.is_empty();
        if cells != columns {
            let message = format!("the row `{}` has {cells} cells and its profile {columns} columns", row.id);
            check.error(
                "profile-cells",
                path,
                message,
                "list in `cells` the codes of one cell a column, in their order",
            );
        } else if cells > 0 && (looks_at || row.among.is_some()) {
            let message = format!("the row `{}` has cells and looks at indicators beside them", row.id);
            check.error("profile-cells", path, message, "put its codes into `cells`, or give the profile no columns");
        } else if !looks_at && row.cells.iter().all(Vec::is_empty) {
            let message = format!("the row `{}` looks at no indicator", row.id);
            check.error("row-without-indicators", path, message, "name the codes it looks at in `of`, or remove it");
        }
    }

    /// The measure of a code; a finding if there is none.
    fn known(&self, check: &mut Check<'_>, path: &str, code: &str) -> Option<&Measured<'_>> {
        let found = self.measures.iter().find(|measured| measured.code == code);
        if found.is_none() {
            let known: Vec<&str> = self.measures.iter().map(|measured| measured.code.as_str()).collect();
            check.unknown("unknown-indicator", path, "indicator", code, &known);
        }
        found
    }

    fn trend(&self, check: &mut Check<'_>, path: &str, code: &str) {
        let Some(measured) = self.known(check, path, code) else { return };
        if measured.bands.is_none() || measured.direction == Direction::Context {
            let message = format!("{code} has no bands, so none can have moved");
            check.error("trend-without-bands", path, message, "give it bands, or leave it out of `trend`");
        }
    }

    fn sign(&self, check: &mut Check<'_>, path: &str, text: &str) {
        match RuleCondition::parse(text) {
            Err(message) => check.error("sign-form", path, message, SIGN),
            Ok(sign) if sign.test.passes(0.0).is_none() => {
                let message = format!("`{text}` asks for more than the value of {}", sign.code);
                check.error("sign-form", path, message, format!("{SIGN}; `trend` looks at moves"));
            }
            Ok(sign) => {
                self.known(check, path, &sign.code);
            }
        }
    }

    fn among(&self, check: &mut Check<'_>, among: &Among) {
        let path = format!("{}.among", self.path);
        let Some(measured) = self.known(check, &format!("{path}.code"), &among.code) else { return };
        let MeasureKind::Category(category) = measured.measure else {
            let message = format!("{} is not of the kind `category`", among.code);
            let help = "name an indicator with `measure.category`";
            return check.error("among-category", &format!("{path}.code"), message, help);
        };
        let known: Vec<&str> = category.categories.iter().map(String::as_str).collect();
        for (place, name) in among.are.iter().enumerate().filter(|(_, name)| !known.contains(&name.as_str())) {
            check.unknown("unknown-category", &format!("{path}.are[{place}]"), "category", name, &known);
        }
        if among.are.is_empty() {
            let message = format!("the row `{}` speaks of no group", self.row.id);
            check.error("among-category", &format!("{path}.are"), message, "name one category or more");
        }
    }
}

const SIGN: &str = "write it as in `AB-01 >= 4.0`";

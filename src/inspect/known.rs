//! What an evaluation already knows: its framework, its groups and members, the mappings of its files.

use crate::finding::Place;
use crate::framework::Framework;
use crate::ingest::{
    Body, BodyForm, Dictionary, Header, LayoutRequest, Limits, Opening, Wanted, expand, header_changes, lay_out,
    normal, open, preset, read_within, tidy,
};
use crate::plan::{Mapping, PLAN_FILE, Plan, Source, TableEnd, delimiter_byte};
use csv::StringRecord;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Share of headers in common from which a mapping is worth starting from, in hundredths.
const NEAR_LAYOUT: usize = 60;

/// What is known before a file is looked at.
pub struct Known<'a> {
    /// The plan of the evaluation, where there is one.
    pub plan: Option<&'a Plan>,
    /// Its framework, or the built-in one.
    pub framework: &'a Framework,
    /// Normal form of a group's id or name to its id.
    pub(super) groups: BTreeMap<String, String>,
    /// Normal forms of the members' ids.
    pub(super) members: BTreeSet<String>,
}

impl<'a> Known<'a> {
    /// What is known without an evaluation.
    #[must_use]
    pub fn framework(framework: &'a Framework) -> Self {
        Known { plan: None, framework, groups: BTreeMap::new(), members: BTreeSet::new() }
    }

    /// What the evaluation in `dir` knows. Files of it that cannot be read are passed over: `check` tells
    /// about them.
    #[must_use]
    pub fn evaluation(dir: &Path, plan: &'a Plan, framework: &'a Framework) -> Self {
        let mut known = Known { plan: Some(plan), ..Known::framework(framework) };
        for row in rows_of(dir, plan, "groups", ["group_id", "name"]) {
            let [id, name] = row;
            if id.is_empty() {
                continue;
            }
            known.groups.insert(normal(&id).into_owned(), id.clone());
            if !name.is_empty() {
                known.groups.entry(normal(&name).into_owned()).or_insert(id);
            }
        }
        let members = rows_of(dir, plan, "members", ["member_id", "group_id"]);
        known.members =
            members.into_iter().map(|[id, _]| normal(&id).into_owned()).filter(|id| !id.is_empty()).collect();
        known
    }

    /// The mapping of the plan that shares most headers with a file, with what changed since; only if it
    /// shares enough.
    pub(super) fn layout(&self, header: &Header) -> Option<(&'a Mapping, String, Option<String>)> {
        let now: BTreeSet<String> = forms(header.names());
        let sources = self.plan?.source.iter().enumerate();
        let shared = sources.filter_map(|(number, source)| {
            let mapping = source.mapping.as_ref().filter(|mapping| !mapping.headers.is_empty())?;
            let written = forms(mapping.headers.iter().map(String::as_str));
            let share = written.intersection(&now).count() * 100 / written.union(&now).count().max(1);
            let name = source
                .mapping_file
                .clone()
                .unwrap_or_else(|| format!("source {} of {PLAN_FILE} (`{}`)", number + 1, source.table));
            (share >= NEAR_LAYOUT).then_some((share, mapping, name))
        });
        let (_, mapping, name) = shared.max_by_key(|(share, ..)| *share)?;
        Some((mapping, name, header_changes(&mapping.headers, header)))
    }
}

fn forms<'n>(names: impl Iterator<Item = &'n str>) -> BTreeSet<String> {
    names.map(|name| normal(name).into_owned()).filter(|name| !name.is_empty()).collect()
}

/// Two canonical columns of every file of a table, row by row.
fn rows_of(dir: &Path, plan: &Plan, table: &str, columns: [&str; 2]) -> Vec<[String; 2]> {
    let mut rows = Vec::new();
    for source in plan.source.iter().filter(|source| source.table == table) {
        let files: BTreeSet<String> =
            source.files.iter().filter_map(|files| expand(dir, files).ok()).flatten().collect();
        for file in files {
            rows.extend(file_rows(dir, &file, source, columns).unwrap_or_default());
        }
    }
    rows
}

fn file_rows(dir: &Path, file: &str, source: &Source, columns: [&str; 2]) -> Option<Vec<[String; 2]>> {
    let mapping = source.mapping.as_ref();
    let tool = mapping.and_then(|mapping| preset(mapping.tool.as_deref()?, Place::file(file)).ok());
    let forms = || mapping.into_iter().chain(tool.map(|tool| &tool.mapping)).map(|mapping| &mapping.file);
    let delimiter = forms().find_map(|form| form.delimiter.as_deref()).and_then(delimiter_byte);
    let encoding = forms().find_map(|form| form.encoding.as_deref());
    let opened = open(
        read_within(dir, file, &Limits::default()).ok()?,
        file,
        &Opening { encoding, delimiter, limits: Limits::default() },
    );
    let sheet = opened.sheets.iter().find(|sheet| !sheet.hidden)?;
    let form = BodyForm {
        skip_rows: forms().find_map(|form| form.skip_rows).unwrap_or(0),
        header_rows: forms().find_map(|form| form.header_rows).unwrap_or(1),
        end: forms().find_map(|form| form.end).unwrap_or(TableEnd::File),
    };
    let mut body = Body::open(sheet, form)?;
    let wanted = columns.map(|name| Wanted { name: name.to_owned(), ..Wanted::default() });
    let (dictionary, place) = (Dictionary::default(), Place::file(file));
    let (layout, _) = lay_out(&LayoutRequest {
        header: &body.header,
        wanted: &wanted,
        mapping,
        preset: tool.map(|tool| &tool.mapping),
        settled: &BTreeMap::new(),
        dictionary: &dictionary,
        lookups: &BTreeMap::new(),
        place: &place,
    });
    let (mut cells, mut rows) = (StringRecord::new(), Vec::new());
    while let Some((_, inside)) = body.read(&mut cells) {
        if inside && layout.excluded(&cells).is_none() {
            rows.push([0, 1].map(|at| {
                let raw = layout.raw(at, &cells).unwrap_or_default();
                layout.value(at, &raw).unwrap_or(tidy(&raw)).to_owned()
            }));
        }
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(groups: &str) -> Plan {
        let text = format!(
            "[programme]\nname = 'x'\ncommissioner = 'x'\ncontact = 'x'\nas_of = 2004-08-31\nframework = 'too_busy_to_learn'\n\
             [protection]\npromised = 5\n[[wave]]\nid = 'w1'\nlabel = 'x'\nfrom = 2004-01-01\nto = 2004-04-30\ncensus = 2004-03-31\n{groups}"
        );
        toml::from_str(&text).unwrap()
    }

    fn framework() -> Framework {
        Framework::load("too_busy_to_learn", Path::new("."), &|_| None)
            .unwrap_or_else(|_| {
                // Without the tables' columns its conditions cannot be checked; its items are the same.
                let text = include_str!("../../schemas/framework/too_busy_to_learn.toml");
                let file = toml::from_str(text).unwrap();
                crate::finding::Checked::new(Framework::from_file(file), Vec::new())
            })
            .value
    }

    #[test]
    fn groups_are_known_by_id_and_name_through_their_sources_mapping() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("g.csv"), "Code,Title\nG1,North Hub\nG2,South Hub\n").unwrap();
        let plan = plan(
            "[[source]]\ntable = 'groups'\nfiles = ['g.csv']\n[source.mapping]\ncolumns = { group_id = 'Code', name = 'Title' }\n",
        );
        let framework = framework();
        let known = Known::evaluation(dir.path(), &plan, &framework);
        assert_eq!(known.groups.get("north hub").map(String::as_str), Some("G1"));
        assert_eq!(known.groups.get("g2").map(String::as_str), Some("G2"));
    }

    #[test]
    fn a_mapping_is_offered_when_most_headers_are_its_own() {
        let plan = plan(
            "[[source]]\ntable = 'responses'\nfiles = ['a.csv']\n[source.mapping]\nheaders = ['Org', 'Trust', 'Time', 'When']\n",
        );
        let framework = framework();
        let known = Known { plan: Some(&plan), ..Known::framework(&framework) };
        let header = |names: &[&str]| Header::new(&StringRecord::from(names.to_vec()));
        assert_eq!(known.layout(&header(&["when", "Org", "Trust", "Time"])).map(|found| found.2), Some(None));
        let near = known.layout(&header(&["When", "Org", "Trust", "Tyme"])).and_then(|found| found.2);
        assert!(near.unwrap().contains("`time` became `tyme`"));
        assert!(known.layout(&header(&["a", "b", "Org"])).is_none());
    }
}

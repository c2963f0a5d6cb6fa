//! Where everything comes from in the words of PROV-O, as JSON-LD that needs nothing from elsewhere.
//!
//! Files of the output are named by their paths, everything else by a fragment of this document.

use super::manifest::{InputEntry, OutputEntry, Versions};
use super::{LEDGER, MANIFEST, canonical};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// File name of the provenance within an output folder.
pub const PROVENANCE: &str = "provenance.jsonld";

/// What is known of a release's coming about.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// What made it.
    pub versions: &'a Versions,
    /// The day as of which it speaks.
    pub as_of: &'a str,
    /// Files read.
    pub inputs: &'a [InputEntry],
    /// Files written so far.
    pub outputs: &'a [OutputEntry],
    /// Hash of the ledger's entry for the release before, if there was one.
    pub before: Option<&'a str>,
}

const AGENT: &str = "#learnframe";
const FRAMEWORK: &str = "#framework";
const BEFORE: &str = "#release-before";
/// Stages: what each is called, what it makes.
const READ: &str = "#reading";
const COUNT: (&str, &str, &str) = ("#counting", "#tallies", "Counts per group and wave");
const ESTIMATE: (&str, &str, &str) = ("#estimating", "#estimates", "Indicators with their intervals");
const PROTECT: (&str, &str, &str) = ("#protecting", "#release", "Indicators after disclosure control");
const WRITE: &str = "#writing";

/// The provenance of a release: every file with the stage that made it and what it was made from, down to the
/// files that were read.
///
/// # Errors
/// If it cannot be written as JSON.
pub fn provenance(origin: &Origin<'_>) -> Result<Vec<u8>, serde_json::Error> {
    let Origin { versions, as_of, inputs, outputs, before } = *origin;
    let mut graph = vec![json!({
        "@id": AGENT, "@type": "SoftwareAgent", "title": "learnframe", "version": versions.learnframe,
    })];
    let read: Vec<String> = inputs.iter().map(|input| input_id(&input.path)).collect();
    graph.extend(inputs.iter().map(|input| {
        let mut entity = json!({ "@id": input_id(&input.path), "@type": "Entity", "title": input.path });
        let told = [
            ("bytes", input.bytes.map(|bytes| json!(bytes))),
            ("sha256", input.sha256.as_ref().map(|digest| json!(digest))),
            ("hmacSha256", input.hmac_sha256.as_ref().map(|digest| json!(digest))),
        ];
        if let Some(entity) = entity.as_object_mut() {
            entity.extend(told.into_iter().filter_map(|(key, told)| Some((key.to_owned(), told?))));
        }
        entity
    }));
    graph.push(json!({ "@id": FRAMEWORK, "@type": "Entity", "title": versions.framework,
                       "sha256": versions.framework_sha256 }));
    let used: Vec<String> = read.iter().cloned().chain([FRAMEWORK.to_owned()]).collect();
    graph.push(activity(READ, "Files are read into tables, and every row accounted for", &used));
    let tables = tables(inputs);
    graph.extend(tables.iter().map(|(table, files)| entity(&table_id(table), table, READ, files)));
    let mut made: Vec<String> = tables.keys().map(|table| table_id(table)).collect();
    for (stage, id, title) in [COUNT, ESTIMATE, PROTECT] {
        let used: Vec<String> = made.iter().cloned().chain([FRAMEWORK.to_owned()]).collect();
        graph.push(activity(stage, title, &used));
        graph.push(entity(id, title, stage, &made));
        made = vec![id.to_owned()];
    }
    let followed = before.map(|hash| json!({ "@id": BEFORE, "@type": "Entity", "title": "The release before, by its ledger's hash", "sha256": hash }));
    let used: Vec<String> =
        made.iter().cloned().chain(followed.as_ref().map(|_| BEFORE.to_owned())).chain(read).collect();
    graph.extend(followed);
    graph.push(activity(WRITE, "Pages, data and what is said about them are written", &used));
    let about = [MANIFEST, PROVENANCE].map(|path| (path, None));
    let files = outputs.iter().map(|output| (output.path.as_str(), Some(output)));
    for (path, output) in files.chain(about) {
        let from: Vec<String> =
            made.iter().cloned().chain((path == LEDGER && before.is_some()).then(|| BEFORE.to_owned())).collect();
        let mut file = entity(&encoded(path), path, WRITE, &from);
        if let (Some(output), Some(file)) = (output, file.as_object_mut()) {
            file.insert("bytes".to_owned(), json!(output.bytes));
            file.insert("sha256".to_owned(), json!(output.sha256));
        }
        graph.push(file);
    }
    canonical::pretty(&json!({ "@context": context(), "@id": "", "date": as_of, "@graph": graph }))
}

fn context() -> Value {
    let link = |id: &str| json!({ "@id": id, "@type": "@id" });
    json!({
        "prov": "http://www.w3.org/ns/prov#",
        "dcterms": "http://purl.org/dc/terms/",
        "schema": "https://schema.org/",
        "Activity": "prov:Activity",
        "Entity": "prov:Entity",
        "SoftwareAgent": "prov:SoftwareAgent",
        "used": link("prov:used"),
        "wasAssociatedWith": link("prov:wasAssociatedWith"),
        "wasDerivedFrom": link("prov:wasDerivedFrom"),
        "wasGeneratedBy": link("prov:wasGeneratedBy"),
        "title": "dcterms:title",
        "date": "dcterms:date",
        "bytes": "schema:contentSize",
        "sha256": "schema:sha256",
        "hmacSha256": "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
        "version": "schema:softwareVersion",
    })
}

fn activity(id: &str, title: &str, used: &[String]) -> Value {
    json!({ "@id": id, "@type": "Activity", "title": title, "used": used, "wasAssociatedWith": AGENT })
}

fn entity(id: &str, title: &str, by: &str, from: &[String]) -> Value {
    json!({ "@id": id, "@type": "Entity", "title": title, "wasGeneratedBy": by, "wasDerivedFrom": from })
}

/// The files that each table was read from.
fn tables(inputs: &[InputEntry]) -> BTreeMap<&str, Vec<String>> {
    let mut tables: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for input in inputs {
        for rows in &input.rows {
            let files = tables.entry(&rows.table).or_default();
            let id = input_id(&input.path);
            if !files.contains(&id) {
                files.push(id);
            }
        }
    }
    tables
}

fn input_id(path: &str) -> String {
    format!("#input/{}", encoded(path))
}

fn table_id(table: &str) -> String {
    format!("#table/{}", encoded(table))
}

/// A path as a relative reference: what may not stand in one is written as `%` and its code.
pub(super) fn encoded(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

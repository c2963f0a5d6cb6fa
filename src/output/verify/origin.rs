//! Whether the provenance leads from every file to the files that were read.

use super::Verdict;
use crate::output::provenance::encoded;
use crate::output::{MANIFEST, Manifest, PROVENANCE};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
struct Document {
    #[serde(rename = "@graph")]
    graph: Vec<Node>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    kind: String,
    #[serde(default)]
    used: Vec<String>,
    #[serde(default)]
    was_associated_with: Option<String>,
    #[serde(default)]
    was_generated_by: Option<String>,
    #[serde(default)]
    was_derived_from: Vec<String>,
    #[serde(default)]
    sha256: Option<String>,
    #[serde(default)]
    hmac_sha256: Option<String>,
}

/// Checks that everything that the provenance refers to is in it; that it has every file of the manifest and
/// every file read with its hash; and that every file written was made by a stage and leads to files read.
#[must_use]
pub fn check_provenance(out: &Path, manifest: &Manifest) -> Verdict {
    let mut verdict = Verdict::default();
    let document = fs::read(out.join(PROVENANCE)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let Some(Document { graph }) = document else {
        verdict.faults.push(format!("{PROVENANCE}: missing, or not to be understood"));
        return verdict;
    };
    let nodes: BTreeMap<&str, &Node> = graph.iter().map(|node| (node.id.as_str(), node)).collect();
    for node in &graph {
        let links = node.used.iter().chain(&node.was_derived_from).chain(&node.was_generated_by);
        for link in links.chain(&node.was_associated_with) {
            verdict.hold(nodes.contains_key(link.as_str()), || {
                format!("{PROVENANCE}: {} refers to {link}, which is not there", node.id)
            });
        }
    }
    for input in &manifest.inputs {
        let id = format!("#input/{}", encoded(&input.path));
        let node = nodes.get(id.as_str());
        let has = node.is_some_and(|node| (&node.sha256, &node.hmac_sha256) == (&input.sha256, &input.hmac_sha256));
        verdict.hold(has, || format!("{PROVENANCE}: has not the file read {}", input.path));
    }
    let has = |id: &str, hash: &str| nodes.get(id).is_some_and(|node| node.sha256.as_deref() == Some(hash));
    // It cannot hold its own hash.
    for output in manifest.outputs.iter().filter(|output| output.path != PROVENANCE) {
        let id = encoded(&output.path);
        verdict.hold(has(&id, &output.sha256), || format!("{PROVENANCE}: has not the file {}", output.path));
    }
    for path in manifest.outputs.iter().map(|output| output.path.as_str()).chain([MANIFEST]) {
        let id = encoded(path);
        verdict.hold(leads_to_inputs(&id, &nodes), || format!("{PROVENANCE}: {path} does not lead to files read"));
    }
    verdict
}

/// Whether a file was made by a stage, and is derived from a file read over things that were too.
fn leads_to_inputs(id: &str, nodes: &BTreeMap<&str, &Node>) -> bool {
    let (mut open, mut seen, mut reached) = (vec![id], BTreeSet::new(), false);
    while let Some(next) = open.pop() {
        let Some(node) = nodes.get(next) else { return false };
        if next.starts_with("#input/") {
            reached = true;
            continue;
        }
        let Some(stage) = &node.was_generated_by else { continue };
        let made = nodes.get(stage.as_str()).is_some_and(|stage| stage.kind == "Activity");
        if !made {
            return false;
        }
        for link in &node.was_derived_from {
            if seen.insert(link.as_str()) {
                open.push(link);
            }
        }
    }
    reached && nodes.get(id).is_some_and(|node| node.was_generated_by.is_some())
}

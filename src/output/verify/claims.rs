//! What the files of an output say about one another.

use super::Verdict;
use crate::output::ledger::{LedgerError, digest_of_inputs};
use crate::output::{DATA_PACKAGE, INDICATORS, LEDGER, LedgerFile, Manifest, ReleaseDigest, sha256};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Checks that the manifest counts as many figures withheld, by reason, as the indicator file holds.
#[must_use]
pub fn check_counts(out: &Path, manifest: &Manifest) -> Verdict {
    #[derive(Deserialize)]
    struct Row {
        symbol: String,
        basis: String,
    }
    let mut verdict = Verdict::default();
    let mut withheld: BTreeMap<String, u64> = BTreeMap::new();
    let rows = csv::Reader::from_path(out.join(INDICATORS)).map(csv::Reader::into_deserialize::<Row>);
    let Ok(rows) = rows else {
        verdict.faults.push(format!("{INDICATORS}: cannot be read"));
        return verdict;
    };
    for row in rows {
        match row {
            Ok(row) if row.symbol == "[c]" => *withheld.entry(row.basis).or_default() += 1,
            Ok(_) => {}
            Err(_) => {
                verdict.faults.push(format!("{INDICATORS}: holds a row that cannot be read"));
                return verdict;
            }
        }
    }
    let reasons = withheld.keys().chain(manifest.withheld.keys().filter(|reason| !withheld.contains_key(*reason)));
    for reason in reasons {
        let count = |counts: &BTreeMap<String, u64>| counts.get(reason).copied().unwrap_or_default();
        let (found, said) = (count(&withheld), count(&manifest.withheld));
        verdict.hold(found == said, || format!("withheld, {reason}: {found} in {INDICATORS}, {said} in the manifest"));
    }
    verdict
}

/// Checks the hash and size of every resource of the data package, and that each column it describes is there.
#[must_use]
pub fn check_package(out: &Path) -> Verdict {
    #[derive(Deserialize)]
    struct Package {
        resources: Vec<Resource>,
    }
    #[derive(Deserialize)]
    struct Resource {
        path: String,
        bytes: u64,
        hash: String,
        schema: Schema,
    }
    #[derive(Deserialize)]
    struct Schema {
        fields: Vec<Field>,
    }
    #[derive(Deserialize)]
    struct Field {
        name: String,
    }
    let mut verdict = Verdict::default();
    let package = out.join(DATA_PACKAGE);
    let described = fs::read(&package).ok().and_then(|bytes| serde_json::from_slice::<Package>(&bytes).ok());
    let (Some(described), Some(folder)) = (described, package.parent()) else {
        verdict.faults.push(format!("{DATA_PACKAGE}: missing, or no data package"));
        return verdict;
    };
    for Resource { path, bytes, hash, schema } in described.resources {
        // A path that leads out of the folder is no resource of ours.
        let inside = crate::document::stays_inside(&path);
        let Some(found) = inside.then(|| fs::read(folder.join(&path)).ok()).flatten() else {
            verdict.faults.push(format!("data/{path}: named by the data package, and missing"));
            continue;
        };
        let is_same = found.len() as u64 == bytes && hash == format!("sha256:{}", sha256(&found));
        let header = csv::Reader::from_reader(found.as_slice()).headers().cloned().unwrap_or_default();
        let columns = header.iter().eq(schema.fields.iter().map(|field| field.name.as_str()));
        verdict.hold(is_same && columns, || format!("data/{path}: not the file that the data package describes"));
    }
    verdict
}

/// Checks the chain of the ledger, its last release against the files and the manifest, and the private records
/// as far as they are there.
#[must_use]
pub fn check_ledger(out: &Path, manifest: &Manifest) -> Verdict {
    let mut verdict = Verdict::default();
    let file = match LedgerFile::read(out) {
        Ok(Some(file)) => file,
        Ok(None) => {
            verdict.faults.push(format!("{LEDGER}: missing"));
            return verdict;
        }
        Err(error) => {
            verdict.faults.push(error.to_string());
            return verdict;
        }
    };
    verdict.matching = file.releases.len();
    let Some(last) = file.releases.last() else {
        verdict.faults.push(format!("{LEDGER}: holds no release"));
        return verdict;
    };
    let statements = [
        ("what was published", last.release == ReleaseDigest::of(&manifest.outputs)),
        ("the files read", last.inputs == digest_of_inputs(&manifest.inputs)),
        ("the versions", last.versions == manifest.versions),
        ("the day as of which it speaks", last.as_of == manifest.as_of),
        ("the programme", last.programme == manifest.programme),
    ];
    for (what, holds) in statements {
        verdict.hold(holds, || format!("{LEDGER}: {what} of the last release is not that of the manifest"));
    }
    let (good, faults) = file.check_parts(out);
    verdict.matching += good;
    let unnamed = file.releases.iter().filter(|release| release.published.is_none()).count();
    if unnamed > 0 {
        let all = file.releases.len();
        verdict.unchecked.push(format!(
            "whether the private records of {unnamed} of {all} releases are as they were written; that needs a key in \
             the plan at the time"
        ));
    }
    let (gone, wrong): (Vec<_>, Vec<_>) =
        faults.into_iter().partition(|fault| matches!(fault, LedgerError::PartGone(_)));
    verdict.faults.extend(wrong.iter().map(ToString::to_string));
    if !gone.is_empty() {
        let (gone, all) = (gone.len(), file.releases.len());
        verdict.unchecked.push(format!(
            "the private records of {gone} of {all} releases, which tell what was published about whom; that needs \
             private/ledger of this output"
        ));
    }
    verdict
}

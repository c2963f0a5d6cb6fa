//! Whether the files at hand are those that an output was made from.

use super::Verdict;
use crate::output::InputEntry;
use crate::output::private_inputs::PlainHashes;
use crate::vocabulary::{InputKey, sha256};
use std::fs;
use std::path::Path;

/// With what files are held against a manifest: a plain hash stands in it only for those that name nobody.
#[derive(Default)]
pub struct Means<'a> {
    /// The key of the plan, where it is at hand.
    pub key: Option<&'a InputKey>,
    /// The plain hashes that the output keeps in `private/`, where they are still there.
    pub kept: Option<&'a PlainHashes>,
}

impl Means<'_> {
    /// Whether these bytes are those of a file; unknown where nothing at hand could say so.
    fn fits(&self, entry: &InputEntry, bytes: &[u8]) -> Option<bool> {
        let kept = || self.kept.and_then(|kept| kept.get(&entry.path)).map(|hash| sha256(bytes) == *hash);
        match (&entry.sha256, &entry.hmac_sha256, self.key) {
            (Some(hash), ..) => {
                Some(entry.bytes.is_none_or(|size| size == bytes.len() as u64) && sha256(bytes) == *hash)
            }
            (None, Some(digest), Some(key)) => Some(key.digest(bytes) == *digest),
            _ => kept(),
        }
    }
}

impl Verdict {
    /// Checks every input file of a manifest, as far as there are means to.
    #[must_use]
    pub fn of_inputs(data: &Path, entries: &[InputEntry], means: &Means<'_>) -> Self {
        let mut verdict = Verdict::default();
        let (mut unknown, mut keyed, mut wrong) = (0_usize, 0_usize, 0_usize);
        for entry in entries {
            let Ok(bytes) = fs::read(data.join(&entry.path)) else {
                verdict.faults.push(format!("{}: missing", entry.path));
                continue;
            };
            let fits = means.fits(entry, &bytes);
            unknown += usize::from(fits.is_none());
            if entry.hmac_sha256.is_some() && means.key.is_some() {
                keyed += 1;
                wrong += usize::from(fits == Some(false));
            }
            if let Some(fits) = fits {
                verdict.hold(fits, || format!("{}: not the file the manifest names", entry.path));
            }
        }
        if keyed > 1 && wrong == keyed {
            verdict.faults.push("every keyed digest differs: the key is another, or all these files are".to_owned());
        }
        if unknown > 0 {
            verdict.unchecked.push(format!(
                "whether the files that name people ({unknown}) are those that were read, for no plain hash of them is told; \
                 that needs the plan's key, if it had one, or private/inputs.json of this output"
            ));
        }
        verdict
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWERS: &[u8] = b"respondent_id,ms01\nM1,4\n";

    fn entry(of: impl Fn(&mut InputEntry)) -> InputEntry {
        let mut entry = InputEntry { path: "a.csv".to_owned(), ..InputEntry::default() };
        of(&mut entry);
        entry
    }

    /// Matching, wrong, not to be checked.
    fn found(entry: &InputEntry, means: &Means<'_>) -> [usize; 3] {
        let data = tempfile::tempdir().unwrap();
        fs::write(data.path().join("a.csv"), ANSWERS).unwrap();
        let verdict = Verdict::of_inputs(data.path(), std::slice::from_ref(entry), means);
        [verdict.matching, verdict.faults.len(), verdict.unchecked.len()]
    }

    #[test]
    fn a_keyed_digest_needs_its_key_or_what_was_kept() {
        let key = InputKey::new(b"key").unwrap();
        let keyed = entry(|entry| entry.hmac_sha256 = Some(key.digest(ANSWERS)));
        let kept = PlainHashes::from([("a.csv".to_owned(), sha256(ANSWERS))]);
        assert_eq!(found(&keyed, &Means { key: Some(&key), kept: None }), [1, 0, 0]);
        assert_eq!(found(&keyed, &Means { key: InputKey::new(b"other").as_ref(), kept: None }), [0, 1, 0]);
        assert_eq!(found(&keyed, &Means { key: None, kept: Some(&kept) }), [1, 0, 0]);
        assert_eq!(found(&keyed, &Means::default()), [0, 0, 1]);
    }

    #[test]
    fn without_a_digest_what_was_kept_decides() {
        let untold = entry(|_| {});
        let kept = |bytes| PlainHashes::from([("a.csv".to_owned(), sha256(bytes))]);
        assert_eq!(found(&untold, &Means { key: None, kept: Some(&kept(ANSWERS)) }), [1, 0, 0]);
        assert_eq!(found(&untold, &Means { key: None, kept: Some(&kept(b"other")) }), [0, 1, 0]);
        assert_eq!(found(&untold, &Means::default()), [0, 0, 1]);
    }
}

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What the key of a plan is used for here, and the edition of that use: pseudonyms are made with the key itself.
const PURPOSE: &[u8] = b"learnframe input digest v1";

/// An input file as it was read. Not for circulation: whoever can guess a small file finds it by its hash.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct InputFile {
    /// Path relative to the evaluation's folder, with forward slashes.
    pub path: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// [`InputKey::digest`] of its bytes, where the plan names a key.
    #[serde(skip)]
    pub keyed: Option<String>,
}

/// An input file as it may circulate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ToldInput {
    /// Path relative to the evaluation's folder, with forward slashes.
    pub path: String,
    /// What is told of its content.
    pub content: ToldContent,
}

/// What is told of a file's content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ToldContent {
    /// Size and SHA-256: it is about nobody.
    Plain {
        /// Its length.
        bytes: u64,
        /// SHA-256 of its bytes.
        sha256: String,
    },
    /// HMAC-SHA-256 with the programme's key, and no size.
    Keyed(String),
    /// Nothing, for there is no key.
    NotTold,
}

/// The key of digests that circulate: HMAC-SHA-256 (RFC 2104) with a key of its own, which is the HMAC-SHA-256 of
/// `learnframe input digest v1` with the plan's key. Nobody without the key finds a file by guessing what it says.
#[derive(Clone)]
pub struct InputKey(Hmac<Sha256>);

impl InputKey {
    /// The key that follows from a plan's.
    #[must_use]
    pub fn new(key: &[u8]) -> Option<Self> {
        // HMAC takes keys of every length; the library cannot know.
        let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
        mac.update(PURPOSE);
        Hmac::new_from_slice(&mac.finalize().into_bytes()).ok().map(InputKey)
    }

    /// The digest of a file's bytes, in hexadecimal.
    #[must_use]
    pub fn digest(&self, bytes: &[u8]) -> String {
        let mut mac = self.0.clone();
        mac.update(bytes);
        hexadecimal(&mac.finalize().into_bytes())
    }
}

impl ToldContent {
    /// The digest that is told, if one is.
    #[must_use]
    pub fn digest(&self) -> Option<&str> {
        match self {
            ToldContent::Plain { sha256, .. } => Some(sha256),
            ToldContent::Keyed(digest) => Some(digest),
            ToldContent::NotTold => None,
        }
    }
}

impl InputFile {
    /// What is known of a file whose bytes were read.
    #[must_use]
    pub fn of(path: &str, bytes: &[u8]) -> Self {
        InputFile { path: path.to_owned(), bytes: bytes.len() as u64, sha256: sha256(bytes), keyed: None }
    }

    /// The same with the keyed digest.
    #[must_use]
    pub fn with_key(self, key: Option<&InputKey>, bytes: &[u8]) -> Self {
        InputFile { keyed: key.map(|key| key.digest(bytes)), ..self }
    }

    /// The file as it may circulate.
    #[must_use]
    pub fn told(&self, is_guarded: bool) -> ToldInput {
        let content = match &self.keyed {
            _ if !is_guarded => ToldContent::Plain { bytes: self.bytes, sha256: self.sha256.clone() },
            Some(digest) => ToldContent::Keyed(digest.clone()),
            None => ToldContent::NotTold,
        };
        ToldInput { path: self.path.clone(), content }
    }
}

/// SHA-256 of some bytes as lower-case hexadecimal text.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_the_standards_with_a_key_of_its_own() {
        // Made with `openssl dgst -sha256 -mac HMAC -macopt hexkey:…` twice, key `Jefe`.
        let key = InputKey::new(b"Jefe").unwrap();
        assert_eq!(
            key.digest(b"what do ya want for nothing?"),
            "7ee2b616ada11cf5b2ecfc849d665c4425b80dfd019674a0991e7061b09163bb"
        );
        assert_ne!(key.digest(b"a"), InputKey::new(b"jefe").unwrap().digest(b"a"));
    }

    #[test]
    fn of_a_guarded_file_neither_size_nor_hash_is_told() {
        let file = InputFile::of("a.csv", b"1,5");
        assert_eq!(file.told(true).content, ToldContent::NotTold);
        let keyed = file.clone().with_key(InputKey::new(b"key").as_ref(), b"1,5");
        assert!(matches!(keyed.told(true).content, ToldContent::Keyed(digest) if digest != file.sha256));
        assert_eq!(keyed.told(false), file.told(false));
    }
}

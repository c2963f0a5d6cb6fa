use super::normal::normal;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Hexadecimal digits of a pseudonym: 80 bits, so that among a million people two share one with odds of less
/// than one in a million million.
const DIGITS: usize = 20;

/// The key by which names and addresses become pseudonyms: HMAC-SHA-256 (RFC 2104) of the normal form, so
/// that one spelling of an address is one person, and nobody without the key can find out who it is by
/// trying addresses.
#[derive(Clone)]
pub struct PseudonymKey(Hmac<Sha256>);

impl PseudonymKey {
    /// A key of any length.
    ///
    /// # Errors
    /// Never for HMAC, which takes keys of every length; the library cannot know.
    pub fn new(key: &[u8]) -> Result<Self, hmac::digest::InvalidLength> {
        Hmac::new_from_slice(key).map(PseudonymKey)
    }

    /// Whether a text has the form of a pseudonym.
    #[must_use]
    pub fn may_have_made(text: &str) -> bool {
        text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    }

    /// The pseudonym of a name or address: 20 hexadecimal digits.
    #[must_use]
    pub fn pseudonym(&self, of: &str) -> String {
        let mut mac = self.0.clone();
        mac.update(normal(of).as_bytes());
        mac.finalize().into_bytes().iter().take(DIGITS / 2).map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_standards() {
        // RFC 4231, test case 2.
        let key = PseudonymKey::new(b"Jefe").unwrap();
        assert_eq!(key.pseudonym("what do ya want for nothing?"), "5bdcc146bf60754e6a04");
    }

    #[test]
    fn spelling_does_not_make_two_people() {
        let key = PseudonymKey::new(b"key").unwrap();
        assert_eq!(key.pseudonym("A.Jones@example.org "), key.pseudonym("a.jones@example.org"));
        assert_ne!(key.pseudonym("b.jones@example.org"), key.pseudonym("a.jones@example.org"));
    }
}

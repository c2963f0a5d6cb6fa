use super::normal::normal;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

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

    /// The pseudonym of a name or address: 20 hexadecimal digits.
    #[must_use]
    pub fn pseudonym(&self, of: &str) -> String {
        let mut mac = self.0.clone();
        mac.update(normal(of).as_bytes());
        mac.finalize().into_bytes().iter().take(10).map(|byte| format!("{byte:02x}")).collect()
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

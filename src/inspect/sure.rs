use serde::Serialize;
use std::fmt;

/// How far a guess can be trusted, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sureness {
    /// Below [`LIKELY`]: it stands in the draft as a comment, below a question.
    Unsure,
    /// From [`LIKELY`] on: it stands in the draft as a key.
    Likely,
    /// From [`CERTAIN`] on: the file leaves no other reading.
    Certain,
}

/// The least confidence that is called certain: an exact id or wording with every value where it belongs, or
/// what the file's own format says.
pub const CERTAIN: f64 = 0.95;
/// The least confidence that is called likely: strong evidence that a person should still look at.
pub const LIKELY: f64 = 0.75;

impl Sureness {
    /// The word for a confidence between 0 and 1.
    #[must_use]
    pub fn of(confidence: f64) -> Self {
        if confidence >= CERTAIN {
            Sureness::Certain
        } else if confidence >= LIKELY {
            Sureness::Likely
        } else {
            Sureness::Unsure
        }
    }
}

impl fmt::Display for Sureness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Sureness::Unsure => "unsure",
            Sureness::Likely => "likely",
            Sureness::Certain => "certain",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_follow_the_number() {
        let words = [0.0, 0.74, 0.75, 0.94, 0.95, 1.0].map(|number| Sureness::of(number).to_string());
        assert_eq!(words, ["unsure", "unsure", "likely", "likely", "certain", "certain"]);
    }
}

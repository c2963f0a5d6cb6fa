use super::words::Words;
use crate::measure::Interval;

/// How a value compares with a reference, by its interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The interval lies above the reference.
    Higher,
    /// The interval includes the reference.
    Similar,
    /// The interval lies below the reference.
    Lower,
}

impl Verdict {
    /// The key by which messages choose their verb.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Higher => "higher",
            Verdict::Similar => "similar",
            Verdict::Lower => "lower",
        }
    }

    /// The mark and word of a table cell.
    #[must_use]
    pub fn mark(self, words: &Words) -> &str {
        words.keyed("mark", self.word())
    }
}

/// Compares by the interval alone: an end that touches the reference includes it.
#[must_use]
pub fn against(interval: Interval, reference: f64) -> Verdict {
    if interval.low > reference + 1e-9 {
        Verdict::Higher
    } else if interval.high < reference - 1e-9 {
        Verdict::Lower
    } else {
        Verdict::Similar
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_chooses_the_verb() {
        let interval = |low, high| Interval { low, high };
        assert_eq!(against(interval(3.6, 4.2), 3.5), Verdict::Higher);
        assert_eq!(against(interval(3.6, 4.2), 3.6), Verdict::Similar);
        assert_eq!(against(interval(3.6, 4.2), 4.3), Verdict::Lower);
    }
}

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
    /// The verb phrase before the name of the reference.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Verdict::Higher => "higher than",
            Verdict::Similar => "similar to",
            Verdict::Lower => "lower than",
        }
    }

    /// The mark and word of a table cell.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Verdict::Higher => "\u{25b2} higher",
            Verdict::Similar => "\u{25cf} similar",
            Verdict::Lower => "\u{25bc} lower",
        }
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

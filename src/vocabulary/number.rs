use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a value is a value of; decides how it is rounded and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// A mean on an answer scale.
    ScaleMean,
    /// A difference of two scale means.
    ScaleDifference,
    /// A share of a whole, 0 to 1.
    Share,
    /// A number of people, sessions, products, steps.
    Count,
    /// A mean of counts.
    MeanCount,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// A step on a named ladder, 1 for the first.
    Step,
    /// The place of a category in a list without order, 1 for the first.
    Category,
    /// Yes (1) or no (0).
    Presence,
    /// A difference in standard deviations.
    EffectSize,
    /// A score in the units of a test or of a published measure.
    Score,
    /// A number whose unit the indicator names.
    Number,
    /// A difference of such numbers.
    NumberDifference,
    /// An agreement or reliability coefficient, 0 to 1.
    Coefficient,
}

/// Decimal places of a released value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digits(pub u8);

impl Quantity {
    /// The places to which a value is rounded, once, when it leaves the release. Shares are kept to
    /// whole per cent, means to one place: more would let a reader rebuild a small group's answers.
    #[must_use]
    pub fn digits(self) -> Digits {
        Digits(match self {
            Quantity::Count | Quantity::Step | Quantity::Category | Quantity::Presence | Quantity::Months => 0,
            Quantity::ScaleMean
            | Quantity::ScaleDifference
            | Quantity::MeanCount
            | Quantity::Weeks
            | Quantity::Number
            | Quantity::NumberDifference => 1,
            Quantity::Share | Quantity::EffectSize | Quantity::Score | Quantity::Coefficient => 2,
        })
    }

    /// `value` at this quantity's places, halves away from zero, never minus zero.
    #[must_use]
    pub fn round(self, value: f64) -> f64 {
        let factor = 10_f64.powi(i32::from(self.digits().0));
        // The nudge puts decimal halves that binary stores a hair low (2.675) on their own side.
        let scaled = value * factor;
        let rounded = (scaled + scaled.signum() * 1e-9).round() / factor;
        if rounded == 0.0 { 0.0 } else { rounded }
    }

    /// The word in `data/indicators.csv`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Quantity::ScaleMean => "scale_mean",
            Quantity::ScaleDifference => "scale_difference",
            Quantity::Share => "share",
            Quantity::Count => "count",
            Quantity::MeanCount => "mean_count",
            Quantity::Weeks => "weeks",
            Quantity::Months => "months",
            Quantity::Step => "step",
            Quantity::Category => "category",
            Quantity::Presence => "presence",
            Quantity::EffectSize => "effect_size",
            Quantity::Score => "score",
            Quantity::Number => "number",
            Quantity::NumberDifference => "number_difference",
            Quantity::Coefficient => "coefficient",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_by_quantity_and_never_leaves_minus_zero() {
        assert!((Quantity::ScaleMean.round(3.449_999) - 3.4).abs() < 1e-12);
        assert!((Quantity::Score.round(2.675) - 2.68).abs() < 1e-12);
        assert!(Quantity::ScaleDifference.round(-0.01).is_sign_positive());
        assert!((Quantity::Share.round(2.0 / 3.0) - 0.67).abs() < 1e-12);
    }
}

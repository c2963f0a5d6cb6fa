//! Quantiles of the distributions that intervals lean on.
//!
//! The incomplete beta function comes from a library; what is added here is the range in which
//! its answer can be trusted and a series beyond it.

use statrs::function::{beta::inv_beta_reg, erf::erfc_inv};

/// Above this many degrees of freedom the series around the normal quantile is the better one.
const SERIES_FROM: f64 = 1_000.0;

/// The probability that a standard normal variable stays below `z`.
pub(super) fn normal_below(z: f64) -> f64 {
    0.5 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

/// The value a standard normal variable exceeds with probability `upper_tail` (0 to 1).
pub(super) fn normal(upper_tail: f64) -> f64 {
    std::f64::consts::SQRT_2 * erfc_inv(2.0 * upper_tail)
}

/// The value a Student t variable exceeds with probability `upper_tail`.
///
/// Degrees of freedom may be fractional and are at least 1. Large ones use the Cornish-Fisher
/// expansion to the fourth order (Fisher & Cornish 1960; Abramowitz & Stegun 26.7.5).
pub(super) fn student_t(degrees_of_freedom: f64, upper_tail: f64) -> f64 {
    let freedom = degrees_of_freedom.max(1.0);
    if freedom > SERIES_FROM {
        return student_t_series(freedom, normal(upper_tail));
    }
    let share = inv_beta_reg(0.5 * freedom, 0.5, 2.0 * upper_tail);
    (freedom * (1.0 - share) / share).sqrt()
}

fn student_t_series(freedom: f64, z: f64) -> f64 {
    let s = z * z;
    let terms = [
        z * (s + 1.0) / 4.0,
        z * ((5.0 * s + 16.0) * s + 3.0) / 96.0,
        z * (((3.0 * s + 19.0) * s + 17.0) * s - 15.0) / 384.0,
        z * ((((79.0 * s + 776.0) * s + 1_482.0) * s - 1_920.0) * s - 945.0) / 92_160.0,
    ];
    let correction = terms.iter().rev().fold(0.0, |sum, term| (sum + term) / freedom);
    z + correction
}

/// The value an F variable stays below with probability `lower_tail`.
pub(super) fn f(numerator: f64, denominator: f64, lower_tail: f64) -> f64 {
    let share = inv_beta_reg(0.5 * numerator, 0.5 * denominator, lower_tail);
    denominator * share / (numerator * (1.0 - share))
}

/// The value a beta variable stays below with probability `lower_tail`; both shapes are at least 1
/// and add up to no more than some 50,000, up to where eleven digits or more can be trusted.
pub(super) fn beta(one: f64, other: f64, lower_tail: f64) -> f64 {
    inv_beta_reg(one, other, lower_tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_close(got: f64, expected: f64) {
        assert!((got / expected - 1.0).abs() < 1e-11, "{got} is not {expected}");
    }

    #[test]
    fn normal_quantiles_match_the_tables() {
        assert_close(normal(0.025), 1.959_963_984_540_054);
        assert_close(normal(0.001), 3.090_232_306_167_813_5);
    }

    #[test]
    fn normal_probabilities_undo_normal_quantiles() {
        for upper_tail in [0.001, 0.025, 0.31, 0.5, 0.7, 0.999] {
            assert_close(normal_below(normal(upper_tail)), 1.0 - upper_tail);
        }
        assert_close(normal_below(-1.959_963_984_540_054), 0.025);
    }

    #[test]
    fn student_quantiles_match_high_precision_values() {
        for (freedom, upper_tail, expected) in STUDENT {
            assert_close(student_t(freedom, upper_tail), expected);
        }
    }

    #[test]
    fn the_series_takes_over_without_a_step() {
        for upper_tail in [0.025, 0.001, 0.000_5] {
            let series = student_t_series(SERIES_FROM, normal(upper_tail));
            assert_close(series, student_t(SERIES_FROM, upper_tail));
        }
    }

    #[test]
    fn f_quantiles_match_high_precision_values() {
        for (numerator, denominator, lower_tail, expected) in F {
            assert_close(f(numerator, denominator, lower_tail), expected);
        }
    }

    #[test]
    fn beta_quantiles_match_independent_values() {
        for (one, other, lower_tail, expected) in BETA {
            let got = beta(one, other, lower_tail);
            assert!((got / expected - 1.0).abs() < 1e-10, "{got} is not {expected}");
        }
    }

    /// Shapes (two), lower tail, quantile; from scipy 1.17.
    const BETA: [(f64, f64, f64, f64); 6] = [
        (1.0, 100.0, 0.025, 0.000_253_146_032_977_420_64),
        (33.0, 68.0, 0.001, 0.195_062_730_452_869_76),
        (2.0, 999.0, 0.975, 0.005_558_924_279_826_672),
        (1_666.0, 3_335.0, 0.001, 0.312_735_738_412_636_8),
        (3_334.0, 6_667.0, 0.975, 0.342_636_656_771_332_2),
        (10_001.0, 10_000.0, 0.999, 0.510_949_172_129_982_4),
    ];

    /// Degrees of freedom, upper tail, quantile; found by root search at 40 digits.
    const STUDENT: [(f64, f64, f64); 26] = [
        (1.0, 0.025, 12.706_204_736_174_705),
        (1.0, 0.001, 318.308_838_985_550_44),
        (1.5, 0.025, 6.016_663_104_427_931_5),
        (1.5, 0.001, 52.184_430_008_992_65),
        (2.0, 0.025, 4.302_652_729_749_464),
        (2.0, 0.001, 22.327_124_770_119_877),
        (3.0, 0.025, 3.182_446_305_283_709_5),
        (3.0, 0.001, 10.214_531_852_407_386),
        (3.7, 0.025, 2.867_520_707_191_189_5),
        (3.7, 0.001, 7.795_183_875_029_167),
        (4.0, 0.025, 2.776_445_105_197_794_3),
        (4.0, 0.001, 7.173_182_219_782_308_5),
        (11.0, 0.025, 2.200_985_160_091_639_7),
        (11.0, 0.001, 4.024_701_037_630_738),
        (64.0, 0.025, 1.997_729_654_317_693),
        (64.0, 0.001, 3.222_526_674_824_412_6),
        (98.0, 0.025, 1.984_467_454_508_481_7),
        (98.0, 0.001, 3.175_486_283_606_906_7),
        (499.0, 0.025, 1.964_729_390_987_689),
        (499.0, 0.001, 3.106_644_607_946_232_7),
        (1_000.0, 0.025, 1.962_339_080_826_408_5),
        (1_000.0, 0.001, 3.098_402_163_912_923),
        (4_058.0, 0.025, 1.960_548_747_212_519_1),
        (4_058.0, 0.001, 3.092_241_912_864_915_2),
        (1_000_000.0, 0.025, 1.959_966_356_814_107),
        (1_000_000.0, 0.001, 3.090_240_456_316_52),
    ];

    /// Degrees of freedom (two), lower tail, quantile; found by root search at 40 digits.
    const F: [(f64, f64, f64, f64); 12] = [
        (49.0, 49.0, 0.025, 0.567_476_169_547_340_8),
        (49.0, 49.0, 0.975, 1.762_188_535_243_111_5),
        (49.0, 49.0, 0.001, 0.405_761_258_919_354_3),
        (49.0, 490.0, 0.025, 0.634_181_455_659_851),
        (49.0, 490.0, 0.975, 1.466_857_408_620_836_1),
        (49.0, 490.0, 0.001, 0.478_397_481_004_032_84),
        (199.0, 796.0, 0.025, 0.796_492_161_102_525),
        (199.0, 796.0, 0.975, 1.237_157_345_707_206),
        (199.0, 796.0, 0.001, 0.696_066_062_344_502_7),
        (5_399.0, 53_990.0, 0.025, 0.960_892_958_086_666_3),
        (5_399.0, 53_990.0, 0.975, 1.040_023_207_313_546),
        (5_399.0, 53_990.0, 0.001, 0.938_914_369_557_048_3),
    ];
}

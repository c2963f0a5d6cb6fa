//! Keyed chance: a stream of random numbers for each thing that can vary.
//!
//! The key of a stream is the SHA-256 of the seed, of a word that says what is drawn and of the
//! numbers that say for whom; the stream is `ChaCha` with 8 rounds. Normal numbers are made by the
//! Box-Muller transform (its cosine half) on uniforms of 53 bits, with `libm`'s logarithm and
//! cosine, so that they are the same to the last bit on every platform; square roots are exact by
//! IEEE 754.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

/// One stream.
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream of `what` for the thing at `place`.
    pub(super) fn new(seed: u64, what: &str, place: &[usize]) -> Self {
        let mut key = Sha256::new();
        key.update(seed.to_le_bytes());
        key.update(what.as_bytes());
        for step in place {
            // The separator keeps ("ab", 1) and ("a", ...) apart whatever the words are.
            key.update([0xff]);
            key.update((*step as u64).to_le_bytes());
        }
        Chance(ChaCha8Rng::from_seed(key.finalize().into()))
    }

    /// At least 0, below 1.
    pub(super) fn uniform(&mut self) -> f64 {
        const UNIT: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.0.next_u64() >> 11) as f64 * UNIT
    }

    /// True with probability `p`.
    pub(super) fn happens(&mut self, p: f64) -> bool {
        self.uniform() < p
    }

    /// A whole number from `low` to `high`, both possible.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = (high - low + 1).max(1);
        low + (self.uniform() * width as f64).floor() as i64
    }

    /// A place in a list of `length`; 0 for an empty one.
    pub(super) fn place(&mut self, length: usize) -> usize {
        (self.uniform() * length as f64).floor() as usize
    }

    /// One of a list, or nothing from an empty one.
    pub(super) fn one_of<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let place = self.place(list.len());
        list.get(place)
    }

    /// One of a list of words; empty from an empty one.
    pub(super) fn word(&mut self, words: &[&'static str]) -> &'static str {
        self.one_of(words).copied().unwrap_or_default()
    }

    /// One of a list of words by their weights; the last where rounding leaves none.
    pub(super) fn weighted(&mut self, words: &[(&'static str, f64)]) -> &'static str {
        let total: f64 = words.iter().map(|(_, weight)| weight).sum();
        let mut left = self.uniform() * total;
        for (word, weight) in words {
            left -= weight;
            if left < 0.0 {
                return word;
            }
        }
        words.last().map(|(word, _)| *word).unwrap_or_default()
    }

    /// Those words of a list that happen, each on its own.
    pub(super) fn some_of(&mut self, words: &[(&'static str, f64)]) -> Vec<&'static str> {
        words.iter().filter(|(_, p)| self.happens(*p)).map(|(word, _)| *word).collect()
    }

    /// `count` different places below `length`, in order.
    pub(super) fn places(&mut self, count: usize, length: usize) -> Vec<usize> {
        // Selection sampling: each place is taken with the chance that it is still needed.
        let mut needed = count.min(length);
        let mut taken = Vec::with_capacity(needed);
        for place in 0..length {
            let left = (length - place) as f64;
            if self.uniform() * left < needed as f64 {
                taken.push(place);
                needed -= 1;
            }
        }
        taken
    }

    /// A standard normal number.
    pub(super) fn normal(&mut self) -> f64 {
        // 1 - u is above 0, where the logarithm is finite.
        let radius = (-2.0 * libm::log(1.0 - self.uniform())).sqrt();
        radius * libm::cos(2.0 * std::f64::consts::PI * self.uniform())
    }

    /// A count with the given mean, Poisson distributed (Knuth's product of uniforms).
    pub(super) fn count(&mut self, mean: f64) -> usize {
        let floor = libm::exp(-mean.max(0.0));
        let mut product = self.uniform();
        let mut count = 0;
        while product > floor {
            product *= self.uniform();
            count += 1;
        }
        count
    }
}

/// The chance whose logit is `logit`.
pub(super) fn from_logit(logit: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-logit))
}

/// The logit of a chance, which is kept off 0 and 1.
pub(super) fn logit(chance: f64) -> f64 {
    let chance = chance.clamp(0.001, 0.999);
    libm::log(chance / (1.0 - chance))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_the_same_for_the_same_key_and_another_for_any_other() {
        let first = |what: &str, place: &[usize], seed| Chance::new(seed, what, place).uniform().to_bits();
        assert_eq!(first("answers", &[3, 1], 7), first("answers", &[3, 1], 7));
        assert_ne!(first("answers", &[3, 1], 7), first("answers", &[1, 3], 7));
        assert_ne!(first("answers", &[3, 1], 7), first("answers", &[3, 1], 8));
        assert_ne!(first("answers", &[3, 1], 7), first("answer", &[3, 1], 7));
    }

    #[test]
    fn the_first_numbers_of_a_stream_are_the_ones_recorded_here_on_every_platform() {
        let mut chance = Chance::new(2004, "recorded", &[1]);
        let drawn = [chance.uniform().to_bits(), chance.normal().to_bits(), chance.normal().to_bits()];
        // The bits of 0.8697..., 0.6557... and 3.4013...: checked against ChaCha8, SHA-256 and Box-Muller
        // written out by hand in another language.
        assert_eq!(drawn, [4_606_009_669_602_955_296, 4_604_081_240_741_450_017, 4_614_841_539_776_337_084]);
    }

    #[test]
    fn normal_numbers_have_mean_zero_and_variance_one() {
        let mut chance = Chance::new(1, "normal", &[]);
        let numbers: Vec<f64> = (0..20_000).map(|_| chance.normal()).collect();
        let mean = numbers.iter().sum::<f64>() / 20_000.0;
        let variance = numbers.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.02, "mean {mean}");
        assert!((variance - 1.0).abs() < 0.03, "variance {variance}");
    }

    #[test]
    fn counts_have_their_mean_and_places_are_different_and_in_order() {
        let mut chance = Chance::new(1, "count", &[]);
        let total: usize = (0..10_000).map(|_| chance.count(2.2)).sum();
        assert!((total as f64 / 10_000.0 - 2.2).abs() < 0.05);
        for _ in 0..100 {
            let places = chance.places(4, 9);
            assert_eq!(places.len(), 4);
            assert!(places.windows(2).all(|pair| pair[0] < pair[1]));
        }
        assert_eq!(chance.places(5, 3), [0, 1, 2]);
    }
}

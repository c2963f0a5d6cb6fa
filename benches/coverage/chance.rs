//! What chance draws: numbers, answers, parts of a group.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

/// Chance for one draw of one trial: the same trial and number give the same draw on any machine.
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// Chance for a draw.
    pub fn of(trial: &str, draw: u64) -> Self {
        let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let mut generator = ChaCha8Rng::seed_from_u64(trial.bytes().fold(0xcbf2_9ce4_8422_2325, fold));
        generator.set_stream(draw);
        Self(generator)
    }

    /// A number above 0 and below 1.
    pub fn unit(&mut self) -> f64 {
        let bits = self.0.next_u64() >> 11;
        (bits as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// A whole number from `least` to `most`, both included.
    pub fn whole(&mut self, least: u64, most: u64) -> u64 {
        least + ((self.unit() * (most - least + 1) as f64) as u64).min(most - least)
    }

    /// A number from a normal distribution (Box and Muller 1958).
    pub fn normal(&mut self, mean: f64, sd: f64) -> f64 {
        let (radius, turn) = (self.unit(), self.unit());
        mean + sd * (-2.0 * radius.ln()).sqrt() * (std::f64::consts::TAU * turn).cos()
    }

    /// Whether something of this probability happens.
    pub fn happens(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// How many of `tries` happen.
    pub fn count(&mut self, tries: u64, probability: f64) -> u64 {
        (0..tries).filter(|_| self.happens(probability)).count() as u64
    }

    /// An answer from 1 to 5 of somebody whose leaning is this.
    pub fn answer(&mut self, leaning: f64) -> f64 {
        self.normal(leaning, 0.8).round().clamp(1.0, 5.0)
    }

    /// A part of a group, drawn without replacement.
    pub fn part<T: Copy>(&mut self, people: &[T], size: usize) -> Vec<T> {
        let mut left = people.to_vec();
        let mut drawn = Vec::with_capacity(size);
        while drawn.len() < size.min(people.len()) {
            let place = self.whole(0, left.len() as u64 - 1) as usize;
            drawn.push(left.swap_remove(place));
        }
        drawn
    }
}

//! The trials: one file for each kind of thing that is drawn.

mod arms;
mod chance;
mod groups;
mod people;
mod scales;
mod trial;

pub use trial::{Trial, file};

/// Every trial of the long run, in the order of the methods page.
pub fn all() -> Vec<Trial> {
    [people::trials(), groups::trials(), arms::trials(), scales::trials()].into_iter().flatten().collect()
}

/// A trial whose answer is known: a mean of numbers drawn from a normal distribution with Student's t
/// interval holds the true mean in exactly 95 of 100.
pub fn known() -> Trial {
    people::known()
}

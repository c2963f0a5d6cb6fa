//! Tallies to estimates: one file a measure kind.

mod estimate;

pub use estimate::{
    Absence, Basis, Counted, Distribution, Estimate, Estimates, Figure, Interval, Outcome, SessionFact, Shrunken,
    WorkingLine,
};

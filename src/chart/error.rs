//! Why a chart was not drawn.

use super::svg::SvgError;
use thiserror::Error;

/// Why a chart was not drawn. Each case is a mistake of the caller: a chart draws what it is given or says why not,
/// and never bends a value to make it fit.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum ChartError {
    /// The backend refused an element.
    #[error("the drawing could not be written: {0}")]
    Backend(#[from] SvgError),
    /// A row has not one text a column.
    #[error("row {row:?} has {given} texts for {columns} columns; give one for each, empty where there is none")]
    CellsDoNotMatch {
        /// Label of the row.
        row: String,
        /// Texts given.
        given: usize,
        /// Columns of the chart.
        columns: usize,
    },
    /// The counts of a row do not add up to its number of answers.
    #[error("row {row:?}: the counts add up to {counted}, but {answers} answers are given")]
    CountsDoNotAddUp {
        /// Label of the row.
        row: String,
        /// Sum of the counts.
        counted: u64,
        /// Answers given for the row.
        answers: u32,
    },
    /// An axis does not run from a lower to a higher finite value.
    #[error("the axis runs from {from} to {to}; it needs a lower and then a higher value")]
    EmptyAxis {
        /// Start of the axis.
        from: f64,
        /// End of the axis.
        to: f64,
    },
    /// The key names three categories and a row has five.
    #[error("row {row:?} has five categories, but the key names only three")]
    KeyTooShort {
        /// Label of the row.
        row: String,
    },
    /// More than one line is marked as the reader's own.
    #[error("more than one line is the reader's own")]
    MoreThanOneOwn,
    /// The texts leave no room for the marks.
    #[error("the texts beside the bars leave {left:.0} px for the marks; shorten the labels")]
    NoRoom {
        /// Pixels left for the marks.
        left: f64,
    },
    /// There are no rows to draw.
    #[error("there are no rows to draw; leave the figure out and say why in words")]
    NoRows,
    /// A tie leads to its own beginning, or to no member.
    #[error("the tie from {from} to {to} joins no two members")]
    NoTie {
        /// Number of the member it begins at.
        from: usize,
        /// Number of the member it leads to.
        to: usize,
    },
    /// A value lies outside the axis, or is not a number.
    #[error("row {row:?}: {value} is not between {from} and {to}, the ends of the axis")]
    OffTheAxis {
        /// Label of the row or of the line that the value belongs to.
        row: String,
        /// The value.
        value: f64,
        /// Start of the axis.
        from: f64,
        /// End of the axis.
        to: f64,
    },
    /// Two values that must be in order are not.
    #[error("row {row:?}: the range runs from {low} to {high}; the lower end comes first")]
    RangeReversed {
        /// Label of the row.
        row: String,
        /// First end given.
        low: f64,
        /// Second end given.
        high: f64,
    },
    /// So few members have ties that a drawing would give them away.
    #[error("fewer than {fewest} members have ties; leave the sociogram out and give the number of ties in words")]
    TooFewMembers {
        /// Fewest members that are drawn.
        fewest: usize,
    },
    /// More icons than a row can hold.
    #[error("{given} icons are more than the {most} one row can hold; draw the share as so many in a hundred")]
    TooManyIcons {
        /// Icons given.
        given: u32,
        /// Most icons allowed.
        most: u32,
    },
    /// More panels than one drawing can hold.
    #[error("{given} panels are more than the {most} one drawing can hold; draw two figures")]
    TooManyPanels {
        /// Panels given.
        given: usize,
        /// Most panels allowed.
        most: usize,
    },
    /// More units than one drawing can hold.
    #[error(
        "{given} units are more than the {most} one drawing can hold; draw the funnel and list the rest in a table"
    )]
    TooManyUnits {
        /// Units given.
        given: usize,
        /// Most units allowed.
        most: usize,
    },
    /// A line has not one value a wave.
    #[error("row {row:?} has {given} values for {waves} waves; give one for each, not shown where there is none")]
    WavesDoNotMatch {
        /// Label of the row or panel.
        row: String,
        /// Values given.
        given: usize,
        /// Waves of the chart.
        waves: usize,
    },
    /// The title, description or id does not meet the figure contract.
    #[error("{0}")]
    Words(#[from] WordsError),
}

/// What is wrong with the words that stand for a drawing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum WordsError {
    /// The description repeats the title.
    #[error("the description of figure {id:?} repeats its title; describe the finding")]
    DescriptionIsTitle {
        /// Id of the figure.
        id: String,
    },
    /// The description is too long to be listened to.
    #[error("the description of figure {id:?} has {length} characters; {most} are allowed")]
    DescriptionTooLong {
        /// Id of the figure.
        id: String,
        /// Its length in characters.
        length: usize,
        /// Longest allowed.
        most: usize,
    },
    /// The title or the description is empty.
    #[error("figure {id:?} needs a title and a description")]
    Empty {
        /// Id of the figure.
        id: String,
    },
    /// The id cannot be used in a page.
    #[error("{id:?} is no id for a figure: begin with a letter; then letters, digits, - and _")]
    Id {
        /// The id.
        id: String,
    },
}

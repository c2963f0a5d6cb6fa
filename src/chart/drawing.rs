//! One chart at two widths, and the words that stand for it.

use super::canvas::Canvas;
use super::error::{ChartError, WordsError};
use super::lint::Collision;
use super::metrics::Font;
use super::svg::Svg;

/// Longest description, in characters: what a listener can take in at once.
const LONGEST_DESCRIPTION: usize = 220;

/// The words that stand for a drawing where it cannot be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Id of the figure, unique in the page: a letter, then letters, digits, `-` and `_`.
    pub id: String,
    /// Name of the drawing, usually the title of the figure.
    pub title: String,
    /// The finding in words, other than the title, of at most 220 characters.
    pub description: String,
}

impl Words {
    /// Holds the words against the figure contract.
    ///
    /// # Errors
    /// [`WordsError`] if the id cannot be used, a text is empty, or the description is too long or only the title.
    pub fn check(&self) -> Result<(), WordsError> {
        let id = self.id.clone();
        let mut letters = id.chars();
        let begins_well = letters.next().is_some_and(|first| first.is_ascii_alphabetic());
        if !begins_well || !letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_') {
            return Err(WordsError::Id { id });
        }
        let (title, description) = (self.title.trim(), self.description.trim());
        if title.is_empty() || description.is_empty() {
            return Err(WordsError::Empty { id });
        }
        if title == description {
            return Err(WordsError::DescriptionIsTitle { id });
        }
        let length = description.chars().count();
        if length > LONGEST_DESCRIPTION {
            return Err(WordsError::DescriptionTooLong { id, length, most: LONGEST_DESCRIPTION });
        }
        Ok(())
    }
}

/// A text in the drawing that may be in another language than the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The text; it is wrapped, never shortened.
    pub text: String,
    /// Language tag such as `cy`, if it is not the page's own.
    pub lang: Option<String>,
}

impl Label {
    /// A label in the language of the page.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), lang: None }
    }

    /// A label in the language `lang`.
    #[must_use]
    pub fn in_language(text: impl Into<String>, lang: impl Into<String>) -> Self {
        Self { text: text.into(), lang: Some(lang.into()) }
    }
}

/// One chart drawn twice. The page holds both; [`super::css`] shows the one that suits.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// For screens with room, and for print.
    pub wide: Svg,
    /// For phones.
    pub narrow: Svg,
}

impl Drawing {
    /// Draws both widths.
    pub(super) fn both(words: &Words, draw: impl Fn(Format) -> Result<Canvas, ChartError>) -> Result<Self, ChartError> {
        words.check()?;
        Ok(Self {
            wide: draw(Format::Wide)?.finish(words, Format::Wide)?,
            narrow: draw(Format::Narrow)?.finish(words, Format::Narrow)?,
        })
    }

    /// What is wrong with the texts of either width; empty for a drawing that can be published.
    #[must_use]
    pub fn collisions(&self) -> Vec<Collision> {
        [&self.wide, &self.narrow].into_iter().flat_map(Svg::collisions).collect()
    }
}

/// Labels, totals and values.
pub(super) const BODY: Font = Font::regular(13.5);

/// Labels, totals and values that stand out.
pub(super) const STRONG: Font = Font::bold(13.5);

/// One of the two widths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Wide,
    Narrow,
}

impl Format {
    /// Width of the drawing in pixels.
    pub(super) const fn width(self) -> f64 {
        match self {
            Self::Wide => 760.0,
            Self::Narrow => 340.0,
        }
    }

    /// Class of the drawing, by which the page switches; its first letter also makes the ids unlike.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }

    /// Key, axis and column heads. Not smaller than the rest in narrow drawings, which a 320 px screen scales by 0.87.
    pub(super) const fn small(self) -> Font {
        match self {
            Self::Wide => Font::regular(12.5),
            Self::Narrow => Font::regular(13.5),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(id: &str, title: &str, description: &str) -> Words {
        Words { id: id.into(), title: title.into(), description: description.into() }
    }

    #[test]
    fn words_that_meet_the_contract_pass() {
        assert_eq!(words("f-1_a", "Most members trust each other", "9 of 12 agree.").check(), Ok(()));
    }

    #[test]
    fn each_breach_of_the_contract_is_named() {
        let id = || "f1".to_owned();
        assert_eq!(words("1f", "T", "D").check(), Err(WordsError::Id { id: "1f".into() }));
        assert_eq!(words("f1", " ", "D").check(), Err(WordsError::Empty { id: id() }));
        assert_eq!(words("f1", "T", "T ").check(), Err(WordsError::DescriptionIsTitle { id: id() }));
        let long = "ŵ".repeat(221);
        let too_long = WordsError::DescriptionTooLong { id: id(), length: 221, most: 220 };
        assert_eq!(words("f1", "T", &long).check(), Err(too_long));
        assert_eq!(words("f1", "T", &long[2..]).check(), Ok(()));
    }
}

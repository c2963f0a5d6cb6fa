//! The languages that pages are made in: where each one's stand, its words, and the framework in its words.

use super::{Inputs, PipelineError, Settings, asked_last};
use crate::framework::Framework;
use crate::report::{Edition, Templates};
use crate::vocabulary::Language;
use std::borrow::Cow;

/// What the pages of one language are made with.
pub(super) struct InLanguage<'a> {
    pub edition: Edition,
    pub templates: Templates,
    pub framework: Cow<'a, Framework>,
}

/// The languages asked for, or the plan's.
pub(super) fn languages(settings: &Settings<'_>, inputs: &Inputs) -> Vec<Language> {
    match settings.languages {
        [] => vec![inputs.plan.programme.language],
        asked => asked.to_vec(),
    }
}

/// Everything that the pages of each language are made with.
pub(super) fn editions<'a>(settings: &Settings<'_>, inputs: &'a Inputs) -> Result<Vec<InLanguage<'a>>, PipelineError> {
    let made = |edition: Edition| {
        let language = edition.language();
        let templates = match settings.templates {
            Some(folder) => Templates::with_overlay(folder, language)?,
            None => Templates::embedded(language)?,
        };
        let templates = if settings.scripted { templates } else { templates.without_script() };
        Ok(InLanguage { edition, templates, framework: told_in(language, inputs) })
    };
    Edition::all(&languages(settings, inputs)).into_iter().map(made).collect()
}

/// The framework as it was asked last, in the words of a language as far as it has them.
fn told_in(language: Language, inputs: &Inputs) -> Cow<'_, Framework> {
    let wave = inputs.plan.latest_wave().map_or("", |wave| wave.id.as_str());
    match inputs.translations.get(&language) {
        Some(translation) => Cow::Owned(inputs.framework.told_in(language, translation, wave)),
        None => Cow::Borrowed(asked_last(inputs)),
    }
}

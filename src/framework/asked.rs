//! The framework as it was asked at one wave: where a plan says that a question had another wording or
//! another answer scale, everything about that wave follows the form that people filled in.

use super::{Framework, Indicator};
use crate::vocabulary::{AskedItem, Quantity, Wave};

impl Framework {
    /// The same framework, knowing how its questions were asked at each of the plan's waves. Items and
    /// scales that it does not have are passed over; whoever reads the files says so.
    #[must_use]
    pub fn asked_at(mut self, waves: &[Wave]) -> Self {
        let variants = waves.iter().filter(|wave| !wave.item.is_empty());
        self.at_waves = variants.map(|wave| (wave.id.clone(), self.asked(&wave.item))).collect();
        self
    }

    /// The framework as it was asked at a wave.
    #[must_use]
    pub fn at(&self, wave: &str) -> &Framework {
        self.at_waves.get(wave).unwrap_or(self)
    }

    /// Those of a measure's items that one score can be made of: all whose scales have the same values,
    /// most of them where a wave tore them apart.
    #[must_use]
    pub fn scored_together<'i>(&self, items: &'i [String]) -> Vec<&'i String> {
        let values = |item: &String| self.scale_of(item).map(|scale| (scale.lowest, scale.highest()));
        let alike = |item: &String| items.iter().filter(|other| values(other) == values(item)).count();
        // The first of those that share their values with most: `max_by_key` would take the last.
        let most = items.iter().rev().max_by_key(|item| alike(item));
        let chosen = most.map(values);
        items.iter().filter(|item| Some(values(item)) == chosen).collect()
    }

    fn asked(&self, changed: &[AskedItem]) -> Framework {
        let mut asked = self.clone();
        for change in changed {
            let scale = change.scale.as_ref().filter(|scale| self.scales.contains_key(*scale));
            let Some(item) = asked.items.iter_mut().find(|item| item.id == change.id) else { continue };
            item.text.clone_from(change.text.as_ref().unwrap_or(&item.text.clone()));
            item.scale.clone_from(scale.unwrap_or(&item.scale.clone()));
        }
        let unjudged: Vec<usize> =
            (0..asked.indicators.len()).filter(|place| !asked.is_judged_as(self, *place)).collect();
        for place in unjudged {
            if let Some(indicator) = asked.indicators.get_mut(place) {
                indicator.bands = None;
            }
        }
        asked
    }

    /// Whether an indicator's bands, set for the framework's own scale, still fit its values.
    fn is_judged_as(&self, own: &Framework, place: usize) -> bool {
        let Some(indicator) = self.indicators.get(place) else { return true };
        let ends = |framework: &Framework, indicator: &Indicator| framework.scale_ends(&indicator.measure);
        indicator.quantity != Quantity::ScaleMean || ends(self, indicator) == ends(own, indicator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::FrameworkFile;

    const FILE: &str = r#"
        family = []
        framework = { id = "x", name = "X", version = "1", origin = "x" }
        sureness = { response_rate = [0.8, 0.6, 0.4], answers = [20, 8, 5], matched = [0.8, 0.6, 0.4], basis = "x" }
        [scale.five]
        labels = ["a", "b", "c", "d", "e"]
        favourable_from = 4
        unfavourable_to = 2
        [scale.four]
        labels = ["k", "l", "m", "n"]
        favourable_from = 3
        unfavourable_to = 2
        [[item]]
        id = "q1"
        text = "One."
        scale = "five"
        [[item]]
        id = "q2"
        text = "Two."
        scale = "five"
        [[indicator]]
        code = "A-1"
        name = "A"
        definition = "a"
        source = "a"
        direction = "higher"
        measure.scale_mean = { items = ["q1"] }
        bands = { good = 4.0, fair = 3.0, basis = "x" }
    "#;

    fn asked() -> Framework {
        let wave = |id: &str, item: &str| {
            toml::from_str::<Wave>(&format!(
                "id = '{id}'\nlabel = 'W'\nfrom = 2004-01-01\nto = 2004-04-30\ncensus = 2004-03-01\n{item}"
            ))
            .unwrap()
        };
        let changed = wave("w2", "[[item]]\nid = 'q1'\ntext = 'Uno.'\nscale = 'four'");
        Framework::from_file(toml::from_str::<FrameworkFile>(FILE).unwrap()).asked_at(&[wave("w1", ""), changed])
    }

    #[test]
    fn a_wave_has_its_own_wording_and_scale_and_bands_that_do_not_fit_it_judge_nothing() {
        let framework = asked();
        assert_eq!(framework.at("w1").item("q1").unwrap().text, "One.");
        let second = framework.at("w2");
        assert_eq!((second.item("q1").unwrap().text.as_str(), second.scale_of("q1").unwrap().highest()), ("Uno.", 4));
        assert_eq!(second.answer_bands("q1").unwrap()[2], 2..4);
        assert!(framework.at("w1").indicator("A-1").unwrap().bands.is_some());
        assert!(second.indicator("A-1").unwrap().bands.is_none());
    }

    #[test]
    fn no_score_mixes_scales() {
        let framework = asked();
        let items = ["q1", "q2"].map(str::to_owned);
        assert_eq!(framework.at("w1").scored_together(&items).len(), 2);
        assert_eq!(framework.at("w2").scored_together(&items), [&items[0]]);
        let three = ["q1", "q2", "q2"].map(str::to_owned);
        assert_eq!(framework.at("w2").scored_together(&three), [&three[1], &three[2]]);
    }
}

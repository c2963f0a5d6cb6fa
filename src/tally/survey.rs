//! Survey returns: answers, scale scores and the same people's scores at two waves.

use super::{Component, PairSums, Pass, ScoreSums, Tally, TallyValue, decode, person_number};
use crate::framework::Framework;
use crate::table::missing_reason;
use polars::prelude::{
    DataFrame, DataType, Expr, IntoLazy, JoinArgs, JoinType, LazyFrame, PolarsResult, col, len, lit, when,
};
use std::collections::BTreeMap;

/// Scales of up to so many items have exact scores; longer ones are scored to the sixth decimal.
const LONGEST_EXACT_SCALE: usize = 12;
const SIXTH_DECIMAL: i64 = 1_000_000;

/// The place of the first wave at which all of these items are asked.
#[must_use]
pub fn first_asked(framework: &Framework, items: &[String]) -> usize {
    usize::from(items.iter().any(|item| framework.item(item).is_some_and(|item| item.not_asked.is_some())))
}

/// How many of a scale's items a person must answer to have a score: two thirds.
pub(super) fn fewest_answers(items: usize) -> usize {
    (2 * items).div_ceil(3)
}

/// Units in one scale point: the least number that every allowed count of answers divides, so that
/// the mean of any allowed number of answers is a whole number of units.
pub(super) fn denominator(items: usize) -> i64 {
    if items > LONGEST_EXACT_SCALE {
        return SIXTH_DECIMAL;
    }
    let gcd = |mut a: i64, mut b: i64| {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    let counts = fewest_answers(items).max(1)..=items.max(1);
    counts.filter_map(|count| i64::try_from(count).ok()).fold(1, |lcm, count| lcm / gcd(lcm, count) * count)
}

impl Pass<'_> {
    /// Answers, scores and returns of every wave, in one grouped pass.
    pub(super) fn count_survey(&self, tally: &mut Tally) -> PolarsResult<()> {
        let components: Vec<(usize, Component)> =
            self.components(tally).into_iter().filter(|(_, component)| is_counted_wave_by_wave(component)).collect();
        for (at, wave) in self.waves.iter().enumerate() {
            let mut expressions = Vec::new();
            for (place, component) in &components {
                let parts = self.survey_expressions(component, at)?;
                expressions.extend(parts.into_iter().map(|(part, expr)| expr.alias(name(*place, &part))));
            }
            if expressions.is_empty() {
                return Ok(());
            }
            let rows = self.frame.clone().lazy().filter(col("wave").eq(lit(wave.id.clone())));
            let counted = rows.group_by([col("group_id")]).agg(expressions).collect()?;
            self.keep_survey(&counted, &components, at, tally)?;
        }
        Ok(())
    }

    fn keep_survey(
        &self,
        counted: &DataFrame,
        components: &[(usize, Component)],
        at: usize,
        tally: &mut Tally,
    ) -> PolarsResult<()> {
        let groups = self.units(counted)?;
        for (place, component) in components {
            let values = self.decode_survey(counted, (*place, at), component)?;
            for (group, value) in groups.iter().zip(values) {
                if let Some(group) = group {
                    tally.set(group, *place, at, value);
                }
            }
        }
        Ok(())
    }

    fn survey_expressions(&self, component: &Component, at: usize) -> PolarsResult<Vec<(String, Expr)>> {
        Ok(match component {
            Component::Returns => vec![("n".to_owned(), len())],
            Component::Answers { item } => self.answer_expressions(item, at),
            Component::Scores { items, condition } => {
                let mask = match (condition, self.waves.get(at)) {
                    (Some(sql), Some(wave)) => self.mask(Some(sql), wave)?,
                    _ => lit(true),
                };
                let score = self.score(items, at);
                score_expressions("s", &score.filter(mask))
            }
            _ => Vec::new(),
        })
    }

    fn answer_expressions(&self, item: &str, at: usize) -> Vec<(String, Expr)> {
        let Some(scale) = self.asked_at(at).scale_of(item).filter(|_| self.has_column(item)) else {
            return Vec::new();
        };
        let values = scale.lowest..=scale.highest();
        let mut parts: Vec<(String, Expr)> =
            values.map(|value| (format!("v{value}"), col(item).eq(lit(i64::from(value))).sum())).collect();
        let reasons = format!("{item}__missing");
        if self.has_column(&reasons) {
            parts.push(("missing".to_owned(), col(reasons).filter(col(item).is_null())));
        }
        parts
    }

    /// The framework as it was asked at a wave.
    fn asked_at(&self, at: usize) -> &Framework {
        self.waves.get(at).map_or(self.framework, |wave| self.framework.at(&wave.id))
    }

    /// A person's scale score at a wave in units, on the scale that the wave used; null if too few of
    /// the items are answered. Items that the file does not have count as not answered, and so do
    /// those that the wave asked on another scale than the rest.
    pub(super) fn score(&self, items: &[String], at: usize) -> Expr {
        let together = self.asked_at(at).scored_together(items);
        let asked = together.into_iter().filter(|item| self.has_column(item));
        mean_answer(items.len(), &asked.map(|item| self.scored(item, at)).collect::<Vec<_>>())
    }

    /// The same on the framework's own scale, so that scores of several waves can be compared: only
    /// scales with as many answers get so far, and these lie step by step beside one another.
    fn comparable_score(&self, items: &[String], at: usize) -> Expr {
        let asked = items.iter().filter(|item| self.has_column(item));
        mean_answer(
            items.len(),
            &asked.map(|item| self.scored(item, at) + lit(self.shift(item, at))).collect::<Vec<_>>(),
        )
    }

    /// What an answer at a wave lies below the same step of the item's own scale.
    fn shift(&self, item: &str, at: usize) -> i64 {
        let lowest = |framework: &Framework| framework.scale_of(item).map_or(0, |scale| i64::from(scale.lowest));
        lowest(self.framework) - lowest(self.asked_at(at))
    }

    /// An answer at a wave as it counts towards a scale: turned round for a reverse-keyed item.
    pub(super) fn scored(&self, item: &str, at: usize) -> Expr {
        let answer = col(item).cast(DataType::Int64);
        let reverse = self.framework.item(item).is_some_and(|known| known.reverse);
        match self.asked_at(at).scale_of(item).filter(|_| reverse) {
            Some(scale) => lit(i64::from(scale.lowest) + i64::from(scale.highest())) - answer,
            None => answer,
        }
    }

    fn decode_survey(
        &self,
        counted: &DataFrame,
        (place, at): (usize, usize),
        component: &Component,
    ) -> PolarsResult<Vec<TallyValue>> {
        Ok(match component {
            Component::Returns => {
                decode::counts(counted, &name(place, "n"))?.into_iter().map(TallyValue::Count).collect()
            }
            Component::Answers { item } => self.decode_answers(counted, (place, at), item)?,
            Component::Scores { items, .. } => decode_scores(counted, place, "s", denominator(items.len()))?
                .into_iter()
                .map(TallyValue::Scores)
                .collect(),
            _ => Vec::new(),
        })
    }

    fn decode_answers(
        &self,
        counted: &DataFrame,
        (place, at): (usize, usize),
        item: &str,
    ) -> PolarsResult<Vec<TallyValue>> {
        let Some(scale) = self.asked_at(at).scale_of(item).filter(|_| self.has_column(item)) else {
            return Ok(Vec::new());
        };
        let mut by_group = vec![(Vec::new(), BTreeMap::new()); counted.height()];
        for value in scale.lowest..=scale.highest() {
            let counts = decode::counts(counted, &name(place, &format!("v{value}")))?;
            for ((row, _), count) in by_group.iter_mut().zip(counts) {
                row.push(count);
            }
        }
        if self.has_column(&format!("{item}__missing")) {
            let reasons = decode::lists(counted, &name(place, "missing"))?;
            for ((_, missing), reasons) in by_group.iter_mut().zip(reasons) {
                for entry in reasons {
                    let (reason, _) = missing_reason(&entry);
                    *missing.entry(reason.to_owned()).or_insert(0) += 1;
                }
            }
        }
        Ok(by_group.into_iter().map(|(counts, missing)| TallyValue::Answers { counts, missing }).collect())
    }

    /// Who answered at the first wave too, and how their scores differ: a join of two waves.
    pub(super) fn count_matched(&self, tally: &mut Tally) -> PolarsResult<()> {
        let components: Vec<(usize, Component)> = self
            .components(tally)
            .into_iter()
            .filter(|(_, component)| matches!(component, Component::Matched | Component::Pairs { .. }))
            .collect();
        if !self.has_column("respondent_id") {
            return Ok(());
        }
        for start in 0..self.waves.len() {
            let from_here: Vec<(usize, Component)> =
                components.iter().filter(|(_, component)| self.first_asked(component) == start).cloned().collect();
            if !from_here.is_empty() {
                self.count_since(start, &from_here, tally)?;
            }
        }
        Ok(())
    }

    /// The first wave at which all of a component's items are asked.
    fn first_asked(&self, component: &Component) -> usize {
        match component {
            Component::Pairs { items } => first_asked(self.framework, items),
            _ => 0,
        }
    }

    /// Joins the wave at `start` with each later one. Scales whose questions changed in between are
    /// left out: their scores do not mean the same.
    fn count_since(&self, start: usize, components: &[(usize, Component)], tally: &mut Tally) -> PolarsResult<()> {
        let Some(first) = self.waves.get(start) else { return Ok(()) };
        for (at, wave) in self.waves.iter().enumerate().skip(start + 1) {
            let comparable = |component: &Component| match component {
                Component::Pairs { items } => wave.asks_as_at(first, items),
                _ => true,
            };
            let components: Vec<_> =
                components.iter().filter(|(_, component)| comparable(component)).cloned().collect();
            let components = components.as_slice();
            let earlier = self.scored_wave(start, components, "earlier");
            let later = self.scored_wave(at, components, "later");
            let keys = [col("respondent_id"), col("group_id")];
            let pairs = later.join(earlier, keys.clone(), keys, JoinArgs::new(JoinType::Inner));
            let counted = pairs.group_by([col("group_id")]).agg(pair_expressions(components)).collect()?;
            let groups = self.units(&counted)?;
            for (place, component) in components {
                let values = decode_pairs(&counted, *place, component)?;
                for (group, value) in groups.iter().zip(values) {
                    if let Some(group) = group {
                        tally.set(group, *place, at, value);
                    }
                }
                let people = decode::lists(&counted, &name(*place, "people"))?;
                for (group, ids) in groups.iter().zip(people) {
                    if let Some(group) = group {
                        tally.add_people(group, *place, at, ids.iter().map(|id| person_number(id)).collect());
                    }
                }
            }
        }
        Ok(())
    }

    /// Respondents of one wave with their score on every paired scale.
    fn scored_wave(&self, at: usize, components: &[(usize, Component)], when: &str) -> LazyFrame {
        let mut columns = vec![col("respondent_id"), col("group_id")];
        for (place, component) in components {
            if let Component::Pairs { items } = component {
                columns.push(self.comparable_score(items, at).alias(name(*place, when)));
            }
        }
        let wave = self.waves.get(at).map_or("", |wave| wave.id.as_str()).to_owned();
        let known = col("wave").eq(lit(wave)).and(col("respondent_id").is_not_null());
        self.frame.clone().lazy().filter(known).select(columns)
    }
}

/// The mean of the answers there are, in units of a scale of so many items; null if they are too few.
fn mean_answer(items: usize, answers: &[Expr]) -> Expr {
    let units = denominator(items);
    let zero = || lit(0_i64);
    let answered = answers.iter().fold(zero(), |sum, answer| sum + answer.clone().is_not_null().cast(DataType::Int64));
    let total = answers.iter().fold(zero(), |sum, answer| sum + answer.clone().fill_null(zero()));
    let fewest = i64::try_from(fewest_answers(items)).unwrap_or(i64::MAX).max(1);
    let enough = answered.clone().gt_eq(lit(fewest));
    when(enough)
        .then((total * lit(units)).floor_div(answered))
        .otherwise(lit(polars::prelude::NULL).cast(DataType::Int64))
}

fn is_counted_wave_by_wave(component: &Component) -> bool {
    matches!(component, Component::Returns | Component::Answers { .. } | Component::Scores { .. })
}

fn pair_expressions(components: &[(usize, Component)]) -> Vec<Expr> {
    let mut expressions = Vec::new();
    for (place, component) in components {
        let parts = if matches!(component, Component::Pairs { .. }) {
            let (earlier, later) = (col(name(*place, "earlier")), col(name(*place, "later")));
            let both = earlier.clone().is_not_null().and(later.clone().is_not_null());
            let change = later.clone() - earlier.clone();
            let sums = [("e", earlier), ("l", later), ("d", change)]
                .into_iter()
                .flat_map(|(part, score)| score_expressions(part, &score.filter(both.clone())));
            sums.chain([("people".to_owned(), col("respondent_id").filter(both.clone()))]).collect()
        } else {
            vec![("n".to_owned(), len()), ("people".to_owned(), col("respondent_id"))]
        };
        expressions.extend(parts.into_iter().map(|(part, expr)| expr.alias(name(*place, &part))));
    }
    expressions
}

fn decode_pairs(counted: &DataFrame, place: usize, component: &Component) -> PolarsResult<Vec<TallyValue>> {
    let Component::Pairs { items } = component else {
        return Ok(decode::counts(counted, &name(place, "n"))?.into_iter().map(TallyValue::Count).collect());
    };
    let units = denominator(items.len());
    let scores = |part| decode_scores(counted, place, part, units);
    let waves = scores("e")?.into_iter().zip(scores("l")?).zip(scores("d")?);
    Ok(waves
        .map(|((earlier, later), change)| TallyValue::Pairs(Box::new(PairSums { earlier, later, change })))
        .collect())
}

fn score_expressions(part: &str, score: &Expr) -> Vec<(String, Expr)> {
    vec![
        (format!("{part}n"), score.clone().count()),
        (format!("{part}1"), score.clone().sum()),
        (format!("{part}2"), (score.clone() * score.clone()).sum()),
    ]
}

fn decode_scores(counted: &DataFrame, place: usize, part: &str, denominator: i64) -> PolarsResult<Vec<ScoreSums>> {
    let numbers = decode::counts(counted, &name(place, &format!("{part}n")))?;
    let sums = decode::integers(counted, &name(place, &format!("{part}1")))?;
    let squares = decode::integers(counted, &name(place, &format!("{part}2")))?;
    let rows = numbers.into_iter().zip(sums).zip(squares);
    Ok(rows
        .map(|((n, sum), squares)| ScoreSums { n, sum: sum.into(), sum_of_squares: squares.into(), denominator })
        .collect())
}

fn name(place: usize, part: &str) -> String {
    format!("{place}:{part}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_allowed_number_of_answers_divides_a_scale_point() {
        for items in 1..=LONGEST_EXACT_SCALE {
            for answered in fewest_answers(items)..=items {
                assert_eq!(denominator(items) % i64::try_from(answered).unwrap(), 0, "{answered} of {items}");
            }
        }
    }

    #[test]
    fn two_thirds_of_a_scale_make_a_score() {
        let fewest: Vec<usize> = [1, 2, 3, 4, 5, 6, 7].into_iter().map(fewest_answers).collect();
        assert_eq!(fewest, [1, 2, 2, 3, 4, 4, 5]);
    }
}

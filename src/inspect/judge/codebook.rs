//! Codes that nothing explains, gathered over the columns that share them: one question a kind of code.

use super::super::answers::Fit;
use super::super::draft::quoted;
use std::collections::BTreeSet;

/// The kinds of code found on the framework's scales.
#[derive(Debug, Default)]
pub(super) struct Codebook(Vec<Coded>);

/// One kind of code.
#[derive(Debug)]
pub(super) struct Coded {
    /// The scale's id in the framework.
    pub scale: String,
    pub codes: BTreeSet<String>,
    /// Codes that look as if they stood for no answer.
    pub missing: BTreeSet<String>,
    /// The headers of its columns.
    pub headers: Vec<String>,
}

impl Codebook {
    /// Notes a column. Columns belong together if their codes are so near each other that one scale of
    /// `points` answers can hold them.
    pub fn note(&mut self, scale: &str, fit: &Fit, points: usize, header: &str) {
        let known = self.0.iter_mut().find(|coded| coded.scale == scale && coded.takes(&fit.codes, points));
        let coded = match known {
            Some(coded) => coded,
            None => {
                let scale = scale.to_owned();
                self.0.push(Coded { scale, codes: BTreeSet::new(), missing: BTreeSet::new(), headers: Vec::new() });
                let Some(last) = self.0.last_mut() else { return };
                last
            }
        };
        coded.codes.extend(fit.codes.iter().cloned());
        coded.missing.extend(fit.missing_codes.iter().cloned());
        coded.headers.push(header.to_owned());
    }

    /// The name of the mapped scale for a column's codes, if it was noted.
    pub fn name(&self, scale: &str, fit: &Fit) -> Option<String> {
        let holds = |coded: &&Coded| {
            let codes = fit.codes.iter().all(|code| coded.codes.contains(code));
            coded.scale == scale && codes && fit.missing_codes.iter().all(|code| coded.missing.contains(code))
        };
        let place = self.0.iter().filter(|coded| coded.scale == scale).position(|coded| holds(&coded))?;
        Some(if place == 0 { format!("{scale}_codes") } else { format!("{scale}_codes_{}", place + 1) })
    }

    /// Every kind with its name.
    pub fn kinds(&self) -> Vec<(String, &Coded)> {
        let mut kinds: Vec<(String, &Coded)> = Vec::new();
        for coded in &self.0 {
            let number = kinds.iter().filter(|(_, known)| known.scale == coded.scale).count() + 1;
            let name =
                if number == 1 { format!("{}_codes", coded.scale) } else { format!("{}_codes_{number}", coded.scale) };
            kinds.push((name, coded));
        }
        kinds
    }
}

impl Coded {
    fn takes(&self, codes: &[String], points: usize) -> bool {
        let all: BTreeSet<&String> = self.codes.iter().chain(codes).collect();
        let numbers: Option<Vec<i64>> = all.iter().map(|code| code.parse().ok()).collect();
        match numbers.as_deref() {
            Some([]) => true,
            Some(numbers) => {
                let (least, most) = (numbers.iter().min(), numbers.iter().max());
                least.zip(most).is_some_and(|(least, most)| most.abs_diff(*least) < points as u64)
            }
            None => all.len() <= points && all.iter().map(|code| letters(code)).collect::<BTreeSet<_>>().len() == 1,
        }
    }

    /// The codes, lowest number first.
    pub fn sorted(&self) -> Vec<String> {
        let mut codes: Vec<String> = self.codes.iter().cloned().collect();
        codes.sort_by_key(|code| (code.parse::<i64>().ok(), code.clone()));
        codes
    }

    /// Lines that could answer what the codes mean: upwards and downwards, where there are as many codes as
    /// answers; else one to fill in, which is refused as it stands.
    pub fn lines(&self, points: usize) -> Vec<String> {
        let codes = self.sorted();
        let line = |places: Vec<usize>| {
            let pairs: Vec<String> =
                codes.iter().zip(places).map(|(code, place)| format!("{} = {place}", quoted(code))).collect();
            format!("codes = {{ {} }}", pairs.join(", "))
        };
        if codes.len() == points {
            return vec![line((1..=points).collect()), line((1..=points).rev().collect())];
        }
        vec![line(vec![0; codes.len()])]
    }
}

fn letters(code: &str) -> String {
    code.chars().filter(|character| character.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(codes: &[&str]) -> Fit {
        Fit { codes: codes.iter().map(|code| (*code).to_owned()).collect(), coded: 1, ..Fit::default() }
    }

    #[test]
    fn columns_whose_codes_fit_one_scale_share_a_question() {
        let mut book = Codebook::default();
        for (header, codes) in
            [("a", &["1", "3"][..]), ("b", &["2", "5"]), ("c", &["10", "12"]), ("d", &["AO1", "AO4"])]
        {
            book.note("agree5", &fit(codes), 5, header);
        }
        let kinds: Vec<(String, usize)> =
            book.kinds().iter().map(|(name, kind)| (name.clone(), kind.headers.len())).collect();
        let expected = [("agree5_codes", 2), ("agree5_codes_2", 1), ("agree5_codes_3", 1)];
        assert_eq!(kinds, expected.map(|(name, many)| (name.to_owned(), many)));
        assert_eq!(book.name("agree5", &fit(&["12"])).as_deref(), Some("agree5_codes_2"));
        assert_eq!(book.name("agree5", &fit(&["7"])), None);
    }

    #[test]
    fn the_direction_is_offered_both_ways_and_a_gap_is_left_open() {
        let mut book = Codebook::default();
        book.note("yes3", &fit(&["1", "2", "3"]), 3, "a");
        let lines = book.kinds()[0].1.lines(3);
        assert_eq!(
            lines,
            ["codes = { \"1\" = 1, \"2\" = 2, \"3\" = 3 }", "codes = { \"1\" = 3, \"2\" = 2, \"3\" = 1 }"]
        );
        assert_eq!(book.kinds()[0].1.lines(5), ["codes = { \"1\" = 0, \"2\" = 0, \"3\" = 0 }"]);
    }
}

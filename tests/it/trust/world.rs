//! A small programme made of answers, through the same rooms as a real one.

use learnframe::framework::{Framework, FrameworkFile};
use learnframe::measure::{self, Estimates};
use learnframe::release::{self, Conditions, History};
use learnframe::release::{Published, Release, Released, ReleasedDistribution, Rules};
use learnframe::tally;
use learnframe::vocabulary::{Circulation, Level, Unit, UnitId, UnitTree, Wave};
use polars::prelude::{Column, DataFrame, NamedFrom, Series};

const FRAMEWORK: &str = r#"
    family = []
    [framework]
    id = "t"
    name = "T"
    version = "1"
    origin = "made for this test"
    [scale.five]
    labels = ["1", "2", "3", "4", "5"]
    favourable_from = 4
    unfavourable_to = 2
    [sureness]
    response_rate = [0.8, 0.6, 0.4]
    answers = [100, 30, 10]
    matched = [0.8, 0.6, 0.4]
    basis = "test"
    [[item]]
    id = "a"
    text = "A"
    scale = "five"
    [[item]]
    id = "b"
    text = "B"
    scale = "five"
    [[item]]
    id = "c"
    text = "C"
    scale = "five"
    [[indicator]]
    code = "T-1"
    name = "Mean"
    definition = "A mean of three items."
    direction = "higher"
    source = "test"
    measure.scale_mean = { items = ["a", "b", "c"] }
    [[indicator.part]]
    key = "change"
    name = "Change"
    definition = "Its change among the same people."
    measure.matched_change = { items = ["a", "b", "c"] }
    [[indicator.part]]
    key = "new"
    name = "New"
    definition = "Its mean among those with a low first answer."
    measure.scale_mean = { items = ["a", "b", "c"], where = "a <= 2" }
    [[indicator]]
    code = "T-2"
    name = "Share"
    definition = "A share."
    direction = "higher"
    source = "test"
    measure.share_favourable = { item = "a" }
"#;

pub const RULES: Rules = Rules::DEFAULT;

/// One return: person, group, wave (1 or 2) and three answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Return {
    pub person: String,
    pub group: String,
    pub wave: u8,
    pub answers: [u8; 3],
}

/// Groups with their authorities, and returns.
#[derive(Debug, Clone, Default)]
pub struct World {
    pub groups: Vec<(String, String)>,
    pub returns: Vec<Return>,
}

impl World {
    /// A world whose groups lie in authorities.
    pub fn of(groups: &[(&str, &str)]) -> Self {
        let groups = groups.iter().map(|(group, lea)| ((*group).to_owned(), (*lea).to_owned())).collect();
        World { groups, returns: Vec::new() }
    }

    /// People of a group who give all three items the same answer at a wave.
    pub fn answering(mut self, group: &str, wave: u8, answers: &[u8]) -> Self {
        for (at, answer) in answers.iter().enumerate() {
            self = self.returning(&format!("{group}-{at}"), group, wave, [*answer; 3]);
        }
        self
    }

    pub fn returning(mut self, person: &str, group: &str, wave: u8, answers: [u8; 3]) -> Self {
        self.returns.push(Return { person: person.to_owned(), group: group.to_owned(), wave, answers });
        self
    }

    pub fn units(&self) -> UnitTree {
        let lea = |name: &str| UnitId::new(Level::Lea, name);
        let leas =
            self.groups.iter().map(|(_, of)| Unit { id: lea(of), name: of.clone(), parent: Some(UnitId::programme()) });
        let groups = self.groups.iter().map(|(group, of)| Unit {
            id: UnitId::new(Level::Group, group.as_str()),
            name: group.clone(),
            parent: Some(lea(of)),
        });
        UnitTree::new("P", leas.chain(groups).collect::<Vec<Unit>>())
    }

    fn frame(&self) -> DataFrame {
        let text = |name: &str, of: &dyn Fn(&Return) -> String| -> Column {
            Series::new(name.into(), self.returns.iter().map(of).collect::<Vec<String>>()).into()
        };
        let mut columns = vec![
            text("respondent_id", &|one| one.person.clone()),
            text("group_id", &|one| one.group.clone()),
            text("wave", &|one| format!("w{}", one.wave)),
        ];
        for (at, item) in ["a", "b", "c"].into_iter().enumerate() {
            let answers: Vec<i16> = self.returns.iter().map(|one| i16::from(one.answers[at])).collect();
            columns.push(Series::new(item.into(), answers).into());
        }
        DataFrame::new(self.returns.len(), columns).unwrap()
    }

    pub fn estimates(&self) -> (Estimates, Framework, UnitTree) {
        let framework = Framework::from_file(toml::from_str::<FrameworkFile>(FRAMEWORK).unwrap());
        let units = self.units();
        let frame = self.frame();
        let components = measure::components(&framework);
        let ids = units.all().map(|unit| unit.id.clone());
        let counted =
            tally::count(|name| (name == "responses").then_some(&frame), ids, &components, &framework, &waves());
        let estimates = measure::estimate(&counted.unwrap(), &framework, &units, &waves());
        (estimates, framework, units)
    }

    pub fn release(&self) -> Release {
        let (estimates, framework, units) = self.estimates();
        release::protect_first(&estimates, &framework, &units, &RULES)
    }

    /// A release that follows others, with its own record.
    pub fn release_after(&self, earlier: &[Published]) -> (Release, Published) {
        let (estimates, framework, units) = self.estimates();
        let keyed = |person: u64| format!("digest of {person}");
        let history = History::new(earlier, &estimates, &units, &keyed);
        let conditions = Conditions { rules: &RULES, overrides: &[], history: &history, widest: Circulation::Public };
        let release = release::protect(&estimates, &framework, &units, &conditions);
        let all = [Circulation::Internal, Circulation::Programme];
        let record = Published::of(&release, &all, (&estimates, &history), &RULES, &keyed);
        (release, record)
    }
}

#[derive(serde::Deserialize)]
struct Waves {
    wave: Vec<Wave>,
}

fn waves() -> Vec<Wave> {
    let text = r#"
        [[wave]]
        id = "w1"
        label = "1"
        from = 2003-09-01
        to = 2003-12-31
        census = 2003-11-14
        [[wave]]
        id = "w2"
        label = "2"
        from = 2004-01-01
        to = 2004-03-31
        census = 2004-02-14
    "#;
    toml::from_str::<Waves>(text).unwrap().wave
}

/// What is told of an indicator, in words: a value, a bound, or nothing.
pub fn told(release: &Release, circulation: Circulation, code: &str, unit: &UnitId, wave: &str) -> String {
    match release.figure(circulation, code, unit, wave) {
        Released::Shown(shown) => format!("{} of {}", shown.value, shown.n),
        Released::Bounded(bounded) => format!("{:?} {}", bounded.side, bounded.limit),
        Released::Withheld(reason) => reason.word().to_owned(),
        Released::Absent(reason) => format!("{reason:?}"),
    }
}

pub fn is_told(release: &Release, circulation: Circulation, code: &str, unit: &UnitId, wave: &str) -> bool {
    release.figure(circulation, code, unit, wave).shown().is_some()
}

/// How finely answers are told: 3 every label, 2 bands, 1 a split, 0 nothing exact.
pub fn detail(release: &Release, circulation: Circulation, item: &str, unit: &UnitId, wave: &str) -> u8 {
    match release.distribution(circulation, item, unit, wave) {
        ReleasedDistribution::Full(_) => 3,
        ReleasedDistribution::Banded(_) => 2,
        ReleasedDistribution::Split(_) => 1,
        _ => 0,
    }
}

pub fn group(name: &str) -> UnitId {
    UnitId::new(Level::Group, name)
}

pub fn lea(name: &str) -> UnitId {
    UnitId::new(Level::Lea, name)
}

//! What was made, for people: counts, files, planted stories and nuisances with their truth.

use super::nuisance::PlantedNuisance;
use super::story::Story;
use super::truth::{PlantedStory, everywhere, planted};
use super::world::World;
use std::fmt::{self, Display, Formatter};

/// A file with the rows below its header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRows {
    /// Path within the evaluation's folder, with forward slashes.
    pub path: String,
    /// Rows below the header, blank ones included.
    pub rows: u64,
}

/// What was made. Displayed, it is a page of Markdown: the README of `sample_data`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Seed of all chance.
    pub seed: u64,
    /// Number of groups.
    pub groups: usize,
    /// Number of people who were members at any time.
    pub members: usize,
    /// Number of networks.
    pub networks: usize,
    /// Number of local education authorities.
    pub leas: usize,
    /// Number of regions.
    pub regions: usize,
    /// Number of people on roll at each wave's census, by the wave's id, earliest first.
    pub on_roll: Vec<(String, usize)>,
    /// The CSV files, in order.
    pub files: Vec<FileRows>,
    /// What is true of the whole programme, a sentence or two each.
    pub everywhere: Vec<String>,
    /// Stories with their truth.
    pub stories: Vec<PlantedStory>,
    /// Nuisances with their places.
    pub nuisances: Vec<PlantedNuisance>,
}

impl Summary {
    pub(super) fn new(world: &World, story: &Story, nuisances: Vec<PlantedNuisance>, files: Vec<FileRows>) -> Self {
        let on_roll = |day| world.groups.iter().map(|group| group.on_roll(day).count()).sum();
        Summary {
            seed: world.seed,
            groups: world.groups.len(),
            members: world.groups.iter().map(|group| group.members.len()).sum(),
            networks: world.places.networks(),
            leas: world.places.leas(),
            regions: world.places.regions(),
            on_roll: world.waves().map(|(_, wave)| (wave.id.clone(), on_roll(wave.census))).collect(),
            files,
            everywhere: everywhere(&world.model),
            stories: planted(world, story),
            nuisances,
        }
    }
}

impl Display for Summary {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "# A synthetic programme\n")?;
        writeln!(
            f,
            "Nothing here is real: groups, schools, authorities and answers were drawn by chance, with\n\n    \
             learnframe simulate DIR --groups {} --seed {}\n\nThe same command gives the same bytes on every machine. \
             It prints this page.\n",
            self.groups, self.seed
        )?;
        write!(
            f,
            "{} groups in {} networks, {} local education authorities (LEAs) and {} regions; {} members in the course \
             of the year. On roll at the census:",
            self.groups, self.networks, self.leas, self.regions, self.members
        )?;
        for (wave, people) in &self.on_roll {
            write!(f, " {wave} {people}.")?;
        }
        writeln!(f, "\n")?;
        self.write_stories(f)?;
        self.write_everywhere(f)?;
        self.write_nuisances(f)?;
        self.write_files(f)
    }
}

impl Summary {
    fn write_stories(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "## Planted stories\n")?;
        if self.stories.is_empty() {
            return writeln!(f, "None.\n");
        }
        writeln!(
            f,
            "Shifts are in answer steps of the 1 to 5 scale, before rounding; the chances and the model around them \
             are in `src/simulate/model.toml`.\n"
        )?;
        writeln!(f, "| Story | Where | Truth | Seen in |\n|---|---|---|---|")?;
        for story in &self.stories {
            writeln!(f, "| {} | {} {} | {} | {} |", story.title, story.unit, story.name, story.truth, story.seen_in)?;
        }
        writeln!(f)
    }

    fn write_everywhere(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "## Truth of the whole programme\n")?;
        self.everywhere.iter().try_for_each(|truth| writeln!(f, "- {truth}"))?;
        writeln!(f)
    }

    fn write_nuisances(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "## Planted untidiness\n")?;
        if self.nuisances.is_empty() {
            return writeln!(f, "None.\n");
        }
        writeln!(f, "Rows are numbered as a spreadsheet shows them: the header is row 1.\n")?;
        writeln!(f, "| File | Row | Column | What | What becomes of it |\n|---|---|---|---|---|")?;
        for nuisance in &self.nuisances {
            let row = nuisance.row.map(|row| row.to_string()).unwrap_or_default();
            let column = nuisance.column.as_deref().unwrap_or_default();
            writeln!(f, "| {} | {row} | {column} | {} | {} |", nuisance.file, nuisance.what, nuisance.fate)?;
        }
        writeln!(f)
    }

    fn write_files(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "## Files\n")?;
        writeln!(
            f,
            "`evaluation.toml` is the plan: programme, waves, what was promised to respondents, and which files hold \
             which table. The others are CSV in UTF-8; rows are counted below the header.\n"
        )?;
        writeln!(f, "| File | Rows | One row is |\n|---|---|---|")?;
        let line = |file: &FileRows| writeln!(f, "| {} | {} | {} |", file.path, file.rows, row_is(&file.path));
        self.files.iter().try_for_each(line)
    }
}

/// What one row of a file stands for, by the file's place in the folder.
fn row_is(path: &str) -> &'static str {
    const ROWS: &[(&str, &str)] = &[
        ("groups", "a leadership learning group, with its network, authority and region"),
        ("members", "a person in a group for a time"),
        ("survey/", "one person's survey return; the file is the wave's"),
        ("registers/sessions-launch", "the launch workshop of a group that began before the first wave"),
        ("registers/attendance-launch", "a member who was on roll when it was held"),
        ("registers/sessions", "a session"),
        ("registers/attendance", "a member who was on roll when a session was held"),
        ("registers/activities", "a joint activity beyond sessions"),
        ("registers/outputs", "something made and shared"),
        ("registers/actions", "an agreed action point"),
        ("network/", "one member naming another, or somebody outside"),
        ("returns/facilitator", "a facilitator's return for a group and a wave"),
        ("returns/school", "a member school's return for the year"),
        ("returns/lea", "an authority's return, at the first wave and for the year"),
        ("impact/attainment", "a school's reading results at the first or the last wave; comparison schools beside"),
        ("impact/attendance", "the same schools' pupils' attendance, per cent of school sessions"),
        ("programme/", "a day of the facilitators' own programme, for one cohort"),
        ("quotes/", "a remark that its author offered for quotation and a second reader approved"),
        ("coded/", "an open answer as one reader coded it"),
    ];
    ROWS.iter().find(|(start, _)| path.starts_with(start)).map(|(_, row)| *row).unwrap_or_default()
}

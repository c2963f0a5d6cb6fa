//! The evaluation's folder: its plan, and every canonical table in the files that people send.

use super::folder::Folder;
use super::model::Model;
use super::world::World;
use super::{
    SimulateError, activities, coding, groups, impact, lea_returns, network, programme, quotes, registers, returns,
    school_returns, survey,
};
use crate::plan::PLAN_FILE;
use crate::vocabulary::Wave;
use std::fmt::Write as _;

/// Writes the whole folder, before anything untidy is planted.
pub(super) fn write(world: &World, folder: &mut Folder) -> Result<(), SimulateError> {
    folder.text(PLAN_FILE, &plan(&world.model))?;
    folder.text("notice.md", include_str!("notice.md"))?;
    groups_and_members(world, folder)?;
    surveys(world, folder)?;
    sessions_and_attendance(world, folder)?;
    beyond_sessions(world, folder)?;
    ties(world, folder)?;
    all_returns(world, folder)?;
    programme_days(world, folder)?;
    outcomes(world, folder)
}

/// The plan, written out with explanations as a person would want to find it.
fn plan(model: &Model) -> String {
    let mut plan = String::from(PLAN_HEAD);
    for term in &model.terms {
        let wave = &term.wave;
        // Writing to a string cannot fail.
        let _ = write!(
            plan,
            "\n[[wave]]\nid = \"{}\"\nlabel = \"{}\"\nfrom = {}\nto = {}\ncensus = {}\n",
            wave.id, wave.label, wave.from, wave.to, wave.census
        );
    }
    for (table, files) in SOURCES {
        let _ = write!(plan, "\n[[source]]\ntable = \"{table}\"\nfiles = [\"{files}\"]\n");
    }
    for wave in model.waves() {
        let _ =
            write!(plan, "\n[[source]]\ntable = \"responses\"\nfiles = [\"survey/{wave}.csv\"]\nwave = \"{wave}\"\n");
    }
    plan
}

const PLAN_HEAD: &str = r#"# The plan of this evaluation. Everything in this folder is synthetic: no group, school, authority
# or answer in it is real.

[programme]
name = "Leadership Learning Groups pilot"
commissioner = "Programme board of the pilot"
contact = "Evaluation team"
as_of = 2004-09-30
framework = "too_busy_to_learn"

# The notice to respondents promised that nothing is shown about fewer than five people.
[protection]
promised = 5
notice = "notice.md"

# It also says until when rows about single people are kept.
[privacy]
retain_until = 2009-09-30

# A wave is a round of the survey with the stretch of register data that goes with it. Who is on
# roll on its census day is asked.
"#;

/// Tables with the files they come from; survey files follow, each with its wave.
const SOURCES: [(&str, &str); 15] = [
    ("groups", "groups.csv"),
    ("members", "members.csv"),
    ("sessions", "registers/sessions-*.csv"),
    ("attendance", "registers/attendance-*.csv"),
    ("activities", "registers/activities.csv"),
    ("outputs", "registers/outputs.csv"),
    ("actions", "registers/actions.csv"),
    ("ties", "network/ties-*.csv"),
    ("facilitator_returns", "returns/facilitator-*.csv"),
    ("school_returns", "returns/school-*.csv"),
    ("lea_returns", "returns/lea-*.csv"),
    ("attainment", "impact/*.csv"),
    ("programme_days", "programme/days.csv"),
    ("coded_answers", "coded/*.csv"),
    ("quotes", "quotes/*.csv"),
];

fn groups_and_members(world: &World, folder: &mut Folder) -> Result<(), SimulateError> {
    let mut register = folder.table("groups.csv")?;
    let mut members = folder.table("members.csv")?;
    for group in &world.groups {
        register.rows([groups::group_row(world, group)])?;
        members.rows(group.members.iter().map(|member| groups::member_row(world, group, member)))?;
    }
    register.finish()?;
    members.finish()
}

fn surveys(world: &World, folder: &mut Folder) -> Result<(), SimulateError> {
    for (number, wave) in world.waves() {
        let mut sheet = folder.sheet(&format!("survey/{}.csv", wave.id))?;
        sheet.cells(survey::header(world, number))?;
        let returns = survey::returns(world, number, wave);
        for returned in &returns {
            sheet.cells(&returned.cells)?;
        }
        sheet.finish()?;
        let mut coded = folder.table(&format!("coded/{}.csv", wave.id))?;
        coded.rows(coding::coded(world, &returns, number, wave))?;
        coded.finish()?;
        let mut quotes = folder.table(&format!("quotes/{}.csv", wave.id))?;
        quotes.rows(quotes::chosen(world, &returns, number, wave))?;
        quotes.finish()?;
    }
    Ok(())
}

fn sessions_and_attendance(world: &World, folder: &mut Folder) -> Result<(), SimulateError> {
    let mut sessions = folder.table("registers/sessions-launch.csv")?;
    let mut attendance = folder.table("registers/attendance-launch.csv")?;
    for group in &world.groups {
        if let Some(launch) = registers::launch(world, group) {
            attendance.rows(registers::attendance(world, group, &launch))?;
            sessions.rows([launch])?;
        }
    }
    sessions.finish()?;
    attendance.finish()?;
    for (number, term) in world.model.terms.iter().enumerate() {
        let mut sessions = folder.table(&format!("registers/sessions-{}.csv", term.wave.id))?;
        let mut attendance = folder.table(&format!("registers/attendance-{}.csv", term.wave.id))?;
        for group in &world.groups {
            for session in registers::sessions(world, group, number, term) {
                attendance.rows(registers::attendance(world, group, &session))?;
                sessions.rows([session])?;
            }
        }
        sessions.finish()?;
        attendance.finish()?;
    }
    Ok(())
}

fn beyond_sessions(world: &World, folder: &mut Folder) -> Result<(), SimulateError> {
    let mut activities = folder.table("registers/activities.csv")?;
    let mut outputs = folder.table("registers/outputs.csv")?;
    let mut actions = folder.table("registers/actions.csv")?;
    for group in &world.groups {
        for (number, wave) in world.waves() {
            activities.rows(activities::activities(world, group, number, wave))?;
            outputs.rows(activities::outputs(world, group, number, wave))?;
        }
        actions.rows(activities::actions(world, group))?;
    }
    activities.finish()?;
    outputs.finish()?;
    actions.finish()
}

fn ties(world: &World, folder: &mut Folder) -> Result<(), SimulateError> {
    for (number, wave) in world.waves() {
        let mut sheet = folder.table(&format!("network/ties-{}.csv", wave.id))?;
        for group in &world.groups {
            sheet.rows(network::ties(world, group, number, wave))?;
        }
        sheet.finish()?;
    }
    Ok(())
}

fn all_returns(world: &World, folder: &mut Folder) -> Result<(), SimulateError> {
    for (number, term) in world.model.terms.iter().enumerate() {
        let mut sheet = folder.table(&format!("returns/facilitator-{}.csv", term.wave.id))?;
        for group in &world.groups {
            sheet.rows(returns::facilitator(world, group, number, term))?;
        }
        sheet.finish()?;
    }
    let Some((_, last)) = world.waves().last() else {
        return Ok(());
    };
    // The year in the file's name is the one in which the school year ends.
    let year = last.to.format("%Y");
    let mut schools = folder.table(&format!("returns/school-{year}.csv"))?;
    for group in &world.groups {
        schools.rows(school_returns::schools(world, group, last))?;
    }
    schools.finish()?;
    authorities(world, folder, last)
}

/// The authorities' returns: for the year, and for the first wave, from which change can be seen.
fn authorities(world: &World, folder: &mut Folder, last: &Wave) -> Result<(), SimulateError> {
    let mut sheet = folder.table(&format!("returns/lea-{}.csv", last.to.format("%Y")))?;
    let later: Vec<_> = (0..world.places.leas()).map(|lea| lea_returns::authority(world, lea, last)).collect();
    if let Some((_, first)) = world.waves().next().filter(|(_, first)| first.id != last.id) {
        let mut before = folder.table(&format!("returns/lea-{}.csv", first.to.format("%Y")))?;
        before.rows(later.iter().enumerate().map(|(lea, later)| lea_returns::earlier(world, lea, first, later)))?;
        before.finish()?;
    }
    sheet.rows(later)?;
    sheet.finish()
}

fn programme_days(world: &World, folder: &mut Folder) -> Result<(), SimulateError> {
    let mut days = folder.table("programme/days.csv")?;
    for cohort in 0..world.places.regions() {
        days.rows(programme::days(world, cohort))?;
    }
    days.finish()
}

fn outcomes(world: &World, folder: &mut Folder) -> Result<(), SimulateError> {
    let mut reading = folder.table("impact/attainment.csv")?;
    let mut attendance = folder.table("impact/attendance.csv")?;
    for group in &world.groups {
        reading.rows(impact::reading(world, group))?;
        attendance.rows(impact::attendance(world, group))?;
    }
    reading.finish()?;
    attendance.finish()
}

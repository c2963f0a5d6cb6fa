//! What the draft of a register or of a meeting's report has to say: whose mark, of which session, and what
//! the mark means.

use super::super::draft::{Part, list, quoted};
use super::super::profile::{Profile, Seen, Table};
use super::super::report::Role;
use super::super::wide::WideKind;
use super::{Judge, is_shared};
use crate::ingest::normal;
use crate::plan::Mapping;

/// Marks that registers use for coming, beside those that mean other things in other registers.
const PRESENT: [&str; 9] = ["p", "present", "y", "yes", "1", "\u{2713}", "\u{2714}", "attended", "/"];
const APOLOGY: [&str; 6] = ["apols", "apologies", "apology", "apol", "ap", "sent apologies"];
const ABSENT: [&str; 4] = ["absent", "0", "no", "dna"];
const NOT_DUE: [&str; 3] = ["n/a", "#n/a", "not due"];
/// Longest mark that is named though it stands in one row.
const MARK: usize = 3;
const NAMES: [&str; 4] = ["name", "person", "first name", "full name"];

impl Judge<'_> {
    /// Judges the columns of a register or report that has been turned into a row a mark.
    pub(in super::super) fn attendance(&mut self, kind: WideKind, mapping: &Mapping) {
        match kind {
            WideKind::Meeting => self.draft.key(Part::Top, "meeting_report = true", 1.0, "it has the headings of one"),
            _ => self.register_keys(mapping),
        }
        for profile in self.free() {
            let form = normal(&profile.header);
            if NAMES.contains(&form.as_ref()) || form == "email" {
                self.take(profile.place, Role::Personal, None, 1.0, "it names people");
            }
        }
        match kind {
            WideKind::Meeting => self.member_by_lookup(),
            _ => self.member(),
        }
        self.session();
        match kind {
            WideKind::Meeting => self.presence(),
            _ => self.marks(),
        }
        self.rest();
        self.damage();
    }

    fn register_keys(&mut self, mapping: &Mapping) {
        let Some(register) = &mapping.register else { return };
        let because = "the columns beside those of the sessions";
        self.draft.key(Part::Register, format!("keep = {}", list(&register.keep)), 0.95, because);
        if let Some(down) = &register.sessions_down {
            self.draft.plain(Part::Register, format!("sessions_down = {}", quoted(down)));
            let text = "Each session has a row here and each person a column. Are the columns beside the days and those kept above \
                        all people? Write their headers here, in the order of the file; the draft does not repeat people's names.";
            self.draft.ask(Part::Register, text, &["register.sessions"], vec!["sessions = [\"...\"]".to_owned()]);
        } else if !register.sessions.is_empty() {
            self.draft.plain(Part::Register, format!("sessions = {}", list(&register.sessions)));
        }
    }

    fn member(&mut self) {
        let known = |profile: &Profile| {
            let values = profile.values.iter().flatten();
            values.filter(|(form, _)| self.known.members.contains(*form)).map(|(_, seen)| seen.count).sum::<usize>()
        };
        let free = self.free();
        let best = free.iter().copied().map(|profile| (known(profile), profile)).max_by_key(|(hits, _)| *hits);
        if let Some((hits, profile)) = best.filter(|(hits, profile)| *hits > 0 && *hits * 10 >= profile.filled * 9) {
            let because = format!("{hits} of {} cells are ids of members", profile.filled);
            let confidence = if hits == profile.filled { 1.0 } else { 0.9 };
            self.draft.key(Part::Columns, format!("member_id = {}", quoted(&profile.reference)), confidence, &because);
            self.take(profile.place, Role::Respondent, Some("member_id"), confidence, because);
            return;
        }
        let ids = ["id", "member", "member id", "member_id", "code", "person id", "pupil id"];
        let by_name = free.into_iter().find(|profile| ids.contains(&normal(&profile.header).as_ref()));
        let line = match by_name {
            Some(profile) => {
                self.take(profile.place, Role::Respondent, Some("member_id"), 0.6, "its header speaks of an id");
                format!("member_id = {}", quoted(&profile.reference))
            }
            None => "member_id = \"...\"".to_owned(),
        };
        let text = "Which column has the members' ids, as the table of members writes them? Names and addresses are no ids: a \
                    [lookup.member_id] can turn them into ids with a file that has both.";
        self.draft.ask(Part::Columns, text, &["columns.member_id", "lookup.member_id"], vec![line]);
    }

    /// A report of a meeting has names and addresses, which another file has to turn into ids.
    fn member_by_lookup(&mut self) {
        let text = "Who are the people of the report? It has names and addresses, and the tables have members' ids. Put a file \
                    with both into the evaluation's folder, and name it in the [lookup.member_id] below.";
        let line = vec!["member_id = \"email\"".to_owned()];
        self.draft.ask(Part::Columns, text, &["columns.member_id", "lookup.member_id"], line);
        let lines = ["file = \"people.csv\"", "from = \"email\"", "to = \"member_id\""].map(str::to_owned);
        self.draft.sleeping(Part::Lookup("member_id".to_owned()), lines.to_vec());
    }

    fn session(&mut self) {
        let day = if self.table.header.find("meeting_date").is_some() { "meeting_date" } else { "date" };
        let text = format!(
            "Which session is a mark of? Ids have to be those of the table of sessions. If they are made of the group's id and \
             the day, write it as below; `{{{day}}}` stands for the day."
        );
        let lines = vec![format!("session_id = \"GROUP-{{{day}}}\"")];
        self.draft.ask(Part::Template, text, &["template.session_id", "columns.session_id"], lines);
        for name in ["session", day] {
            let table: &Table = self.table;
            if let Some(place) = table.header.find(name).filter(|place| self.is_free(*place)) {
                self.take(place, Role::Date, None, 0.9, "the session's header and its day");
            }
        }
    }

    fn presence(&mut self) {
        self.draft.key(Part::Constants, "status = \"present\"", 0.9, "everybody in the report came");
        if let Some(place) = self.table.header.find("minutes") {
            self.draft.key(Part::Columns, "minutes = \"minutes\"", 1.0, "the report's own durations");
            self.take(place, Role::Field, Some("minutes"), 1.0, "the report's own durations");
        }
    }

    fn marks(&mut self) {
        let table = self.table;
        let Some(profile) = table.header.find("mark").and_then(|place| table.columns.get(place)) else { return };
        self.take(
            profile.place,
            Role::Field,
            Some("status"),
            0.95,
            format!("the cells below the sessions: {} marks", profile.distinct),
        );
        self.draft.key(Part::Columns, "status = \"mark\"", 1.0, "the cells below the sessions");
        let known = |form: &str| {
            let words = [(&PRESENT[..], "present"), (&APOLOGY, "apology"), (&ABSENT, "absent"), (&NOT_DUE, "not due")];
            words.into_iter().find(|(words, _)| words.contains(&form)).map(|(_, meaning)| meaning)
        };
        let line = |form: &str, text: &str| format!("{} = {}", quoted(text), quoted(known(form).unwrap_or("...")));
        // A long cell that stands alone is a remark, and may be about somebody.
        let is_mark = |seen: &Seen| is_shared(seen) || seen.text.chars().count() <= MARK;
        let marks = profile.values.iter().flatten().filter(|(form, seen)| known(form).is_some() || is_mark(seen));
        let lines = marks.map(|(form, seen)| line(form, &seen.text)).collect();
        let text = "What does each mark mean: present, apology, absent or not due? The same mark means different things in \
                    different registers. An empty cell says nothing unless you add a line for it: \"\" = \"absent\".";
        self.draft.ask(Part::Values("status".to_owned()), text, &["values.status"], lines);
    }
}

use super::duration::{seconds, whole_minutes};
use super::events::paired;
use super::headings::{Fact, Field, Words, words};
use super::moment::{Moments, has_day};
use super::names::called;
use super::people::{Person, Visit, gather};
use super::report::{Line, Report, yes_or_no};
use crate::finding::{Finding, Place};
use crate::ingest::{Order, Row, Sheet};
use crate::plan::DateOrder;
use csv::StringRecord;

/// The columns that every meeting report becomes.
pub(super) const HEADER: [&str; 11] = [
    "name",
    "email",
    "first_join",
    "last_leave",
    "minutes",
    "role",
    "guest",
    "meeting_title",
    "meeting_date",
    "meeting_start",
    "meeting_minutes",
];

/// Turns an attendance report of Microsoft Teams or Zoom into one row a person, whatever its age, language
/// and delimiter. Minutes are whole, rounded half up from seconds. Times are shown as
/// `2021-04-13T09:01:31` where the report's dates or `order` decide their order, else as they stand. Rows of one
/// person, by e-mail address or else by name, become one, which keeps the number of the first; time
/// spent in two of them at once counts once. Cells that the report says nothing about are empty.
///
/// No sheet, and the finding `unknown-report`, if no table of people is found.
pub(in crate::ingest) fn meeting_report(
    sheet: &Sheet,
    file: &str,
    order: Option<DateOrder>,
) -> (Option<Sheet>, Vec<Finding>) {
    let place = Place { sheet: sheet.name.clone(), ..Place::file(file) };
    let (words, mut findings) = (words(), Vec::new());
    let Some(report) = Report::read(sheet, &place, words, &mut findings) else {
        findings.push(unknown_report(place));
        return (None, findings);
    };
    let times = [Field::Join, Field::Leave, Field::Time].into_iter();
    let stated = [Fact::Start, Fact::End].into_iter().filter_map(|fact| report.facts.get(&fact)).map(String::as_str);
    let in_rows = report.lines.iter().flat_map(|line| times.clone().map(|field| line.cell(field)));
    let moments = Moments::of(stated.chain(in_rows), order);
    findings.extend(order_finding(&place, moments.order));
    let mut visits = if report.columns.contains_key(&Field::Action) {
        paired(&report, moments, words, &place, &mut findings)
    } else {
        report.lines.iter().map(|line| stay(&report, line, moments, words, &place, &mut findings)).collect()
    };
    let promised = report.columns.get(&Field::Name).is_some_and(|(_, heading)| heading.contains('('));
    let replaced = visits.iter_mut().map(|visit| u64::from(take_name(visit, promised, words))).sum();
    let people = gather(visits);
    findings.extend(people_findings(&place, replaced, &people));
    let meeting = meeting_cells(&report, moments, words, &people);
    let mut rows = vec![Row { number: first_row(&people), cells: StringRecord::from(HEADER.as_slice()) }];
    rows.extend(people.iter().map(|person| person_row(person, &meeting)));
    (Some(Sheet { name: sheet.name.clone(), hidden: sheet.hidden, ..Sheet::of_rows(rows) }), findings)
}

/// The header has no row of its own in the file; it is given the row above the first person's.
fn first_row(people: &[Person]) -> u64 {
    people.iter().map(Person::row).min().unwrap_or(2).saturating_sub(1).max(1)
}

/// The stay that a row of coming and going, or of a duration, tells of.
fn stay(
    report: &Report,
    line: &Line,
    moments: Moments,
    words: &Words,
    place: &Place,
    findings: &mut Vec<Finding>,
) -> Visit {
    let came = moments.seconds(line.cell(Field::Join), None);
    let mut went = moments.seconds(line.cell(Field::Leave), came);
    // A time without its day that is earlier than coming is of the next day.
    if let (Some(from), Some(to)) = (came, went)
        && to < from
        && !has_day(line.cell(Field::Leave))
    {
        went = Some(to + 24 * 3600);
    }
    let mut unread = |field: Field, is_read: bool| {
        if !is_read && !line.cell(field).is_empty() {
            let heading = report.columns.get(&field).map_or("", |(_, heading)| heading.as_str());
            findings.push(unread_cell(place.clone().at_row(line.row).at_column(heading)));
        }
    };
    let with_units = seconds(line.cell(Field::Duration), None, words);
    let minutes = seconds(line.cell(Field::Minutes), Some(60), words);
    let stayed_away = yes_or_no(line.cell(Field::Attended), words) == "no";
    unread(Field::Duration, with_units.is_some());
    unread(Field::Minutes, minutes.is_some());
    if moments.order != Order::Contradictory && !stayed_away {
        unread(Field::Join, came.is_some());
        unread(Field::Leave, went.is_some());
    }
    Visit {
        row: line.row,
        name: line.cell(Field::Name).to_owned(),
        email: email(line),
        came,
        went,
        first: moments.shown(line.cell(Field::Join)),
        last: moments.shown(line.cell(Field::Leave)),
        seconds: with_units.or(minutes).or(stayed_away.then_some(0)),
        role: line.cell(Field::Role).to_owned(),
        guest: yes_or_no(line.cell(Field::Guest), words),
    }
}

/// The e-mail address of a row: its own, else that of the registration or the account.
pub(super) fn email(line: &Line) -> String {
    let cells = [Field::Email, Field::RegistrationEmail].map(|field| line.cell(field));
    cells.into_iter().find(|cell| cell.contains('@')).unwrap_or_default().to_owned()
}

/// Puts the name itself in the place of what was shown; whether it was another name.
fn take_name(visit: &mut Visit, promised: bool, words: &Words) -> bool {
    let called = called(&visit.name, promised, words);
    if called.guest {
        "yes".clone_into(&mut visit.guest);
    }
    if visit.role.is_empty() {
        visit.role = called.role;
    }
    visit.name = called.name;
    called.replaced
}

/// The cells of the meeting, alike in every row: title, day, start, minutes. The day is that of the start,
/// else that of the first to come.
fn meeting_cells(report: &Report, moments: Moments, words: &Words, people: &[Person]) -> [String; 4] {
    let fact = |fact| report.facts.get(&fact).map_or("", String::as_str);
    let (start, end) = (fact(Fact::Start), fact(Fact::End));
    let between = || {
        let from = moments.seconds(start, None)?;
        moments.seconds(end, Some(from))?.checked_sub(from)?.try_into().ok()
    };
    let length = seconds(fact(Fact::Duration), None, words)
        .or_else(|| seconds(fact(Fact::Minutes), Some(60), words))
        .or_else(between);
    let first = people.iter().flat_map(|person| &person.visits).min_by_key(|visit| (visit.came.is_none(), visit.came));
    let first = first.map_or("", |visit| &visit.first);
    [
        fact(Fact::Title).to_owned(),
        moments.day(if start.is_empty() { first } else { start }),
        moments.shown(start),
        length.map(|length| whole_minutes(length).to_string()).unwrap_or_default(),
    ]
}

fn person_row(person: &Person, meeting: &[String; 4]) -> Row {
    let minutes = person.seconds().map(|seconds| whole_minutes(seconds).to_string()).unwrap_or_default();
    let own = [
        person.word(|visit| &visit.name),
        person.word(|visit| &visit.email),
        person.first(),
        person.last(),
        &minutes,
        person.word(|visit| &visit.role),
        person.guest(),
    ];
    Row { number: person.row(), cells: own.into_iter().chain(meeting.iter().map(String::as_str)).collect() }
}

fn unknown_report(place: Place) -> Finding {
    let message = format!(
        "the file is no attendance report that is known; looked for were headings such as {}, and what \
         Teams and Zoom call them in French, German, Spanish, Italian, Dutch, Portuguese, Welsh and Polish",
        Words::looked_for()
    );
    let help = "download the attendance report again from Teams or Zoom, or map the file as a register";
    Finding::error("unknown-report", place, message, help)
}

fn order_finding(place: &Place, order: Order) -> Option<Finding> {
    match order {
        Order::Ambiguous => {
            let message = "the dates can be read day first and month first; they are left as they stand";
            Some(Finding::note("date-order", place.clone(), message, "declare `date_order` in the mapping"))
        }
        Order::Contradictory => {
            let message = "some dates can only have the day in front, others only the month; none is read";
            Some(Finding::warning("date-order", place.clone(), message, "write all dates of the file in one order"))
        }
        _ => None,
    }
}

fn unread_cell(place: Place) -> Finding {
    let message = "the cell is in no form of a time or a duration that is known; it is not counted";
    Finding::warning("unread-time", place, message, "write times as 2021-04-13 09:01 and durations as 1h 5m 20s")
}

fn people_findings(place: &Place, replaced: u64, people: &[Person]) -> Vec<Finding> {
    let note =
        |code, many: u64, message: String, help| (many > 0).then(|| Finding::note(code, place.clone(), message, help));
    let joined = people.iter().filter(|person| person.visits.len() > 1);
    let (many, rows) = joined.fold((0, 0), |(many, rows), person| (many + 1, rows + person.visits.len()));
    let renamed = people.iter().filter(|person| person.is_renamed()).count() as u64;
    let message = format!("{many} people came several times; their {rows} stays became one row each");
    let several = note("rejoined", many, message, "nothing, unless two people share a name or an address");
    let message = format!("{renamed} people have one e-mail address and several names; the first name is kept");
    let named = note("renamed", renamed, message, "look whether two people share an address");
    let message = format!("{replaced} rows show a device or a short name; the name in brackets is taken");
    let bracketed = note("name-in-brackets", replaced, message, "look the names up in the register");
    [several, named, bracketed].into_iter().flatten().collect()
}

"""Makes this folder out of a synthetic programme: the same data, as people would have sent them.

    learnframe simulate /tmp/six --groups 6 --seed 11
    python make.py /tmp/six            (needs openpyxl, pandas and pyreadstat)

Three waves of one survey come from three tools, one group keeps its register by hand, one meeting was
held in Teams. Everything else stays as the simulator wrote it. Nothing in it is real.
"""

import csv
import datetime
import shutil
import sys
import tomllib
from pathlib import Path

import openpyxl
import pandas
import pyreadstat

HERE = Path(__file__).parent
FRAMEWORK = HERE.parent.parent / "schemas/framework/too_busy_to_learn.toml"
LABELS = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"]
OPEN = {
    "o1": "What in the group helps your learning, and what gets in the way?",
    "o2": "Has it been worth your time?",
    "o3": "What should change?",
    "o4": "What do you hope for, and what will be hardest?",
}
GROUP, NUMBER = "Which group are you in?", "Your survey number"
NEW, CONSENT, THIRD = "Did you join this year?", "May we quote you?", "Third of the year's attendance"
OWN_REGISTER, BY_TEAMS = "LLG-001", "S002-301"
MARKS = {"present": "P", "apology": "apols", "absent": "A", "not due": "-"}


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path, lines, **form):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding=form.pop("encoding", "utf-8"), newline="") as file:
        csv.writer(file, lineterminator=form.pop("end", "\n"), **form).writerows(lines)


def save(book, path):
    book.properties.created = book.properties.modified = datetime.datetime(2004, 9, 1)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def words():
    with open(FRAMEWORK, "rb") as file:
        return {item["id"]: item["text"] for item in tomllib.load(file)["item"]}


def day_of(row):
    return datetime.date.fromisoformat(row["submitted_on"]) if row["submitted_on"] else None


def label(cell):
    return LABELS[int(cell) - 1] if cell.isdigit() and 1 <= int(cell) <= 5 else cell


def forms(returns, path):
    """Microsoft Forms: a workbook with one column a statement."""
    items = [name for name in returns[0] if name.startswith("ms")]
    text = words()
    page = openpyxl.Workbook()
    sheet = page.active
    sheet.title = "Sheet1"
    sheet.append(["ID", "Start time", "Completion time", "Email", "Name", GROUP, NUMBER, NEW, *(text[item] for item in items), *OPEN.values(), CONSENT])
    for place, row in enumerate(returns, 1):
        day = day_of(row)
        day = day and datetime.datetime.combine(day, datetime.time(10, place % 60))
        sheet.append([place, day, day, "anonymous", None, row["group_id"], row["respondent_id"], row["newcomer"].capitalize() or None, *(label(row[item]) or None for item in items), *(row[name] or None for name in OPEN), row["quote_consent"] or None])
    save(page, path)


def qualtrics(returns, path):
    """Qualtrics: three rows of headers, a preview and an unfinished return among the rows."""
    items = [name for name in returns[0] if name.startswith("ms")]
    text = words()
    fixed = [("StartDate", "Start Date", "startDate"), ("EndDate", "End Date", "endDate"), ("Status", "Response Type", "status"), ("IPAddress", "IP Address", "ipAddress"), ("Progress", "Progress", "progress"), ("Finished", "Finished", "finished"), ("RecordedDate", "Recorded Date", "recordedDate"), ("ResponseId", "Response ID", "_recordId"), ("Q1", GROUP, "QID1"), ("Q2", NUMBER, "QID2"), ("Q3", NEW, "QID3")]
    matrix = [(f"Q4_{place}", f"How far do you agree? - {text[item]}", f"QID4_{place}") for place, item in enumerate(items, 1)]
    rest = [(f"Q{5 + place}", question, f"QID{5 + place}_TEXT") for place, question in enumerate([*OPEN.values(), CONSENT, THIRD])]
    columns = [*fixed, *matrix, *rest]
    lines = [[name for name, _, _ in columns], [question for _, question, _ in columns], [f'{{"ImportId":"{id_}"}}' for _, _, id_ in columns]]
    for place, row in enumerate(returns):
        when = row["submitted_on"] and f"{row['submitted_on']} 10:00:00"
        answers = [label(row[item]) if row[item] else "" for item in items]
        lines.append([when, when, "IP Address", f"192.0.2.{place % 250}", "100", "True", when, f"R_{place:04}", row["group_id"], row["respondent_id"], row["newcomer"], *answers, *(row[name] for name in OPEN), row["quote_consent"], row["attendance_third"]])
    blank = [""] * (len(columns) - 10)
    lines.insert(3, ["2004-03-01 09:00:00"] * 2 + ["Survey Preview", "192.0.2.1", "100", "True", "2004-03-01 09:00:00", "R_test", "LLG-001", "test", *blank])
    lines.append(["2004-03-12 09:00:00"] * 2 + ["IP Address", "192.0.2.2", "12", "False", "2004-03-12 09:00:00", "R_stop", "LLG-003", "stopped", *blank])
    write(path, lines)


def spss(returns, path):
    """Jisc Online Surveys as SPSS data: codes in the order shown, 1 for the most favourable."""
    items = [name for name in returns[0] if name.startswith("ms")]
    text = words()
    code = lambda cell: None if cell == "" else 6 - int(cell) if cell.isdigit() else {"does not apply": 6, "prefer not to say": 7}[cell.lower()]
    names = {item: f"Q4_{place}" for place, item in enumerate(items, 1)}
    data = {"URN": [f"356806-356797-{place:08}" for place in range(len(returns))], "Q1": [row["group_id"] for row in returns], "Q2": [row["respondent_id"] for row in returns], "Q3": [row["newcomer"] for row in returns], "DATE": [day_of(row) for row in returns]}
    data |= {names[item]: [code(row[item]) for row in returns] for item in items}
    data |= {f"Q{5 + place}": [row[name] for row in returns] for place, name in enumerate(OPEN)}
    data |= {"Q9": [row["quote_consent"] for row in returns], "Q10": [float(row["attendance_third"]) if row["attendance_third"] else None for row in returns]}
    values = {6 - place: word for place, word in enumerate(LABELS, 1)} | {6: "Does not apply", 7: "Prefer not to say"}
    labels = {"URN": "Unique Response Number", "Q1": GROUP, "Q2": NUMBER, "Q3": NEW, **{names[item]: text[item] for item in items}, **{f"Q{5 + place}": question for place, question in enumerate(OPEN.values())}, "Q9": CONSENT, "Q10": THIRD}
    path.parent.mkdir(parents=True, exist_ok=True)
    pyreadstat.write_sav(pandas.DataFrame(data), path, column_labels=labels, variable_value_labels={names[item]: values for item in items}, missing_ranges={names[item]: [{"lo": 6, "hi": 7}] for item in items}, row_compress=True)


def register(wave, sessions, marks, members, name, path):
    """A register kept by hand: a title, a row a person, a column a session, a total below."""
    held = [row for row in sessions if row["group_id"] == OWN_REGISTER]
    held.sort(key=lambda row: row["date"])
    page = openpyxl.Workbook()
    sheet = page.active
    sheet.title = "Register"
    sheet.append([f"Register of {name}, {wave}"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=4)
    sheet.append([])
    sheet.append(["Member", "School", *(datetime.datetime.fromisoformat(row["date"]) for row in held), "%"])
    status = {(row["session_id"], row["member_id"]): MARKS[row["status"]] for row in marks}
    total = [0] * len(held)
    for member in members:
        line = [status.get((row["session_id"], member["member_id"])) for row in held]
        total = [sum_ + (mark == "P") for sum_, mark in zip(total, line)]
        came, due = line.count("P"), sum(mark in ("P", "A", "apols") for mark in line)
        sheet.append([member["member_id"], member["school_id"], *line, f"{round(100 * came / due)}%" if due else None])
    sheet.append(["Total", None, *total])
    save(page, path)


def teams(session, marks, path, roster):
    """A Teams attendance report, tab-separated UTF-16, and the members' addresses."""
    when = datetime.datetime.fromisoformat(session["date"])
    start = when.replace(hour=8)
    minutes = int(session["minutes"])
    lines = [["1. Summary"], ["Meeting title", "Learning group"], ["Attended participants", str(len(marks))], ["Start time", f"{start:%d/%m/%Y, %H:%M:%S}"], ["End time", f"{start + datetime.timedelta(minutes=minutes):%d/%m/%Y, %H:%M:%S}"], ["Meeting duration", f"{minutes // 60}h {minutes % 60}m"], [], ["2. Participants"], ["Name", "First Join", "Last Leave", "In-Meeting Duration", "Email", "Participant ID (UPN)", "Role"]]
    people = [["member_id", "email"]]
    for place, row in enumerate(marks, 1):
        stayed = int(row["minutes"])
        left = start + datetime.timedelta(minutes=stayed)
        address = f"head{place:02}@schools.example"
        people.append([row["member_id"], address])
        lines.append([f"Head {place:02}", f"{start:%d/%m/%Y, %H:%M:%S}", f"{left:%d/%m/%Y, %H:%M:%S}", f"{stayed // 60}h {stayed % 60}m", address, address, "Presenter"])
    write(path, lines, encoding="utf-16", delimiter="\t", end="\r\n")
    write(roster, people)


def main(source):
    for folder in ["coded", "impact", "network", "programme", "returns", "registers", "survey"]:
        shutil.rmtree(HERE / folder, ignore_errors=True)
        if folder not in ("registers", "survey"):
            shutil.copytree(source / folder, HERE / folder)
    for name in ["groups.csv", "members.csv"]:
        shutil.copy(source / name, HERE / name)
    returns = lambda wave: [row for row in rows(source / f"survey/{wave}.csv") if any(row.values())]
    forms(returns("2003-autumn"), HERE / "survey/2003-autumn.xlsx")
    qualtrics(returns("2004-spring"), HERE / "survey/2004-spring.csv")
    spss(returns("2004-summer"), HERE / "survey/2004-summer.sav")
    members = [row for row in rows(HERE / "members.csv") if row["group_id"] == OWN_REGISTER]
    name = next(row["name"] for row in rows(HERE / "groups.csv") if row["group_id"] == OWN_REGISTER)
    for path in sorted((source / "registers").glob("*.csv")):
        if not path.name.startswith("attendance-"):
            (HERE / "registers").mkdir(exist_ok=True)
            shutil.copy(path, HERE / "registers" / path.name)
            continue
        wave = path.stem.removeprefix("attendance-")
        sessions, marks = rows(path.with_name(f"sessions-{wave}.csv")), rows(path)
        own = {row["session_id"] for row in sessions if row["group_id"] == OWN_REGISTER}
        if own:
            kept = [row for row in marks if row["session_id"] in own]
            register(wave, sessions, kept, members, name, HERE / f"registers/{OWN_REGISTER}-{wave}.xlsx")
        in_teams = [row for row in marks if row["session_id"] == BY_TEAMS and row["status"] == "present"]
        if in_teams:
            session = next(row for row in sessions if row["session_id"] == BY_TEAMS)
            teams(session, in_teams, HERE / f"registers/{BY_TEAMS}-teams.csv", HERE / "registers/addresses.csv")
        rest = [row for row in marks if row["session_id"] not in own and row not in in_teams]
        write(path_of(path), [list(marks[0]), *(list(row.values()) for row in rest)])


def path_of(path):
    return HERE / "registers" / path.name


main(Path(sys.argv[1]))

"""Writes one survey in every form that people send: run it with openpyxl, pandas and pyreadstat.

    python make.py

The survey is `content.csv`: eight returns, four items on a five-point scale, one from 0 to 10, an open
answer, a question with several answers. Everything else is made of it. People and answers are invented.
"""

import csv
import datetime
from pathlib import Path

import openpyxl
import pandas
import pyreadstat

HERE = Path(__file__).parent
LABELS = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"]
DECLINED = "Prefer not to say"
ITEMS = ["q1", "q2", "q3", "q4"]
WORDS = {
    "q1": "We trust one another",
    "q2": "We plan our meetings together",
    "q3": "Meetings start late",
    "q4": "I use what I learn",
}
LIKELY = "How likely are you to recommend the group?"
OPEN = "What helped most?"
TOPICS = "What did you work on?"
OPTIONS = ["Reading", "Mathematics", "Leading change"]
GROUP = "Which group are you in?"


def content():
    with open(HERE / "content.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def label(code):
    """An answer in words: an empty text, a refusal, or the label of a number from 1 to 5."""
    if code == "":
        return ""
    return DECLINED if code == "refused" else LABELS[int(code) - 1]


def canonical(rows):
    head = ["respondent_id", "group_id", "submitted_on", *ITEMS, "likely", "o1"]
    lines = [head]
    for row in rows:
        answers = [DECLINED if row[item] == "refused" else row[item] for item in ITEMS]
        lines.append([row["id"], row["group"], row["day"], *answers, row["likely"], row["open"]])
    return lines


def write_text(name, lines, delimiter=",", encoding="utf-8", end="\n", quoting=csv.QUOTE_MINIMAL):
    with open(HERE / name, "w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(lines)


def number(text):
    return int(text) if text.isdigit() else text or None


def write_workbook(name, lines, sheet, days=()):
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row, line in enumerate(lines):
        cells = [number(cell) for cell in line]
        for place in days:
            if row:
                cells[place] = datetime.datetime.fromisoformat(line[place])
        page.append(cells)
    book.properties.created = book.properties.modified = datetime.datetime(2004, 7, 1)
    book.save(HERE / name)


def write_spss(rows):
    """Codes count down, as in a survey tool that numbers options as shown; 9 is declared missing."""
    code = lambda text: None if text == "" else 9 if text == "refused" else 6 - int(text)
    data = {
        "id": [row["id"] for row in rows],
        "grp": [row["group"] for row in rows],
        "day": [datetime.date.fromisoformat(row["day"]) for row in rows],
    }
    for item in ITEMS:
        data[item] = [code(row[item]) for row in rows]
    data["likely"] = [float(row["likely"]) if row["likely"] else None for row in rows]
    data["best"] = [row["open"] for row in rows]
    values = {6 - place: text for place, text in enumerate(LABELS, 1)} | {9: DECLINED}
    pyreadstat.write_sav(
        pandas.DataFrame(data),
        HERE / "spss.sav",
        column_labels={**WORDS, "likely": LIKELY, "best": OPEN, "grp": GROUP},
        variable_value_labels={item: values for item in ITEMS},
        missing_ranges={item: [9] for item in ITEMS},
        row_compress=True,
    )


def write_qualtrics(rows):
    ids = ["startDate", "endDate", "status", "finished", "recordedDate", "_recordId", "QID1", *(f"QID2_{n}" for n in range(1, 5)), "QID3", "QID4_TEXT", "QID5"]
    head = ["StartDate", "EndDate", "Status", "Finished", "RecordedDate", "ResponseId", "Q1", *(f"Q2_{n}" for n in range(1, 5)), "Q3", "Q4", "Q5"]
    words = ["Start Date", "End Date", "Response Type", "Finished", "Recorded Date", "Response ID", GROUP, *(f"How far do you agree? - {WORDS[item]}" for item in ITEMS), LIKELY, OPEN, TOPICS]
    lines = [head, words, [f'{{"ImportId":"{name}"}}' for name in ids]]
    for row in rows:
        when = f"{row['day']} 10:00:00"
        # Codes as somebody once edited them: 11 to 15, and 16 for no answer.
        answers = ["-99" if row[item] == "" else "16" if row[item] == "refused" else str(10 + int(row[item])) for item in ITEMS]
        lines.append([when, when, "0", "1", when, row["id"], row["group"], *answers, row["likely"] or "-99", row["open"], row["topics"].replace(";", ",")])
    lines.insert(5, ["2004-06-01 09:00:00"] * 2 + ["1", "1", "2004-06-01 09:00:00", "R_test", "G1", "11", "11", "11", "11", "0", "a test", ""])
    write_text("qualtrics.csv", lines)


def write_forms(rows):
    head = ["ID", "Start time", "Completion time", "Email", "Name", GROUP, "Your number", *(f"{WORDS[item]}\n" for item in ITEMS), LIKELY, OPEN, TOPICS]
    lines = [head]
    for place, row in enumerate(rows, 1):
        topics = "".join(f"{option};" for option in row["topics"].split(";") if option)
        lines.append([str(place), row["day"], row["day"], "anonymous", "", row["group"], row["id"], *(label(row[item]) for item in ITEMS), row["likely"], row["open"], topics])
    write_workbook("forms.xlsx", lines, "Form1", days=(1, 2))


def write_limesurvey(rows):
    head = ["id", "submitdate", "lastpage", "startlanguage", "token", "GRP", *(f"AG[SQ00{n}]" for n in range(1, 5)), "LIKE", "BEST", *(f"TOP[SQ00{n}]" for n in range(1, 4))]
    lines = [head]
    code = lambda text: "" if text == "" else "AO06" if text == "refused" else f"AO0{6 - int(text)}"
    for place, row in enumerate(rows, 1):
        chosen = row["topics"].split(";")
        ticks = ["Y" if option in chosen else "" for option in OPTIONS]
        lines.append([str(place), f"{row['day']} 10:00:00", "3", "en", row["id"], row["group"], *(code(row[item]) for item in ITEMS), row["likely"], row["open"], *ticks])
    lines.append(["99", "", "1", "en", "R99", "G1", "AO01", "", "", "", "", "", "", "", ""])
    with open(HERE / "limesurvey.csv", "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(lines)
        file.write("\r\n")


def main():
    rows = content()
    lines = canonical(rows)
    write_text("comma.csv", lines)
    write_text("semicolon.csv", lines, delimiter=";", encoding="utf-8-sig", end="\r\n")
    write_text("utf16.txt", lines, delimiter="\t", encoding="utf-16", end="\r\n")
    write_text("windows.csv", lines, encoding="windows-1252", end="\r\n")
    write_text("mac.csv", lines, encoding="mac-roman", end="\r", quoting=csv.QUOTE_ALL)
    write_workbook("workbook.xlsx", lines, "Survey", days=(2,))
    write_spss(rows)
    write_qualtrics(rows)
    write_forms(rows)
    write_limesurvey(rows)


main()

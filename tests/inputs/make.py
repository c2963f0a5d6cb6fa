"""Writes the workbooks and SPSS files of the folders beside it. Needs openpyxl, pyreadstat and pandas:

    pip install openpyxl pyreadstat pandas
    python make.py

They are written as the tools write them; every answer and every person is invented. What each holds is counted
by expected.py, which does not use these libraries.
"""

from datetime import datetime
from pathlib import Path

import pandas as pd
import pyreadstat
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.table import Table

HERE = Path(__file__).parent
SAVED = datetime(2025, 7, 1, 9, 30)
NONE = None


def day(text: str) -> datetime:
    return datetime.fromisoformat(text)


def save(book: Workbook, path: str) -> None:
    book.properties.created = book.properties.modified = SAVED
    book.save(HERE / path)


def microsoft_forms() -> None:
    """A table named as Excel names it; no-break spaces and line breaks in headers, a number after a repeated one."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    sheet.append(
        ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time"]
        + ["Which group are you in?", "We\u00a0trust one another.", "I say what\nI really think.\n"]
        + ["A few people do most of the talking.", "How likely are you to recommend\u00a0the group to another head?\u00a0"]
        + ["What did you work on?\u00a0", "Comments", "Comments2"]
    )
    rows = [
        ("2024-11-11 09:02:40", "bethan@school.example", "Bethan Morris", "Bryn", "Strongly agree", "Agree", "Disagree", 9, "Reading;Mathematics;", "A\nB", NONE),
        ("2024-11-11 10:20:11", "owain@school.example", "Owain Pugh", "Bryn", "Agree", NONE, "Neither agree nor disagree", 7, "Lesson study;", NONE, NONE),
        ("2024-11-12 16:30:02", "anonymous", NONE, "Hillside", "Neither agree nor disagree", "Disagree", "Agree", 4, NONE, NONE, NONE),
        ("2024-11-12 17:55:41", "Owain@School.example", "Owain Pugh", "Bryn", "Strongly agree", "Agree", "Disagree", 8, "Mathematics;", NONE, NONE),
        ("2024-11-15 07:40:00", "anonymous", NONE, "Harbour", "Disagree", "Strongly disagree", "Strongly agree", 0, NONE, NONE, "Too far"),
    ]
    for number, (start, email, name, *answers) in enumerate(rows, 1):
        begun = day(start)
        sheet.append([number, begun, begun.replace(second=59), email, name, NONE, *answers])
        for column in ("B", "C"):
            sheet[f"{column}{number + 1}"].number_format = "m/d/yy h:mm:ss"
    table = Table(displayName="Table1", ref=f"A1:N{len(rows) + 1}")
    table._initialise_columns()
    for number, column in enumerate(table.tableColumns):
        column.name = str(sheet.cell(1, number + 1).value).replace("\n", "_x000a_")
    sheet.add_table(table)
    save(book, "microsoft_forms/Learning groups(1-5).xlsx")


def qualtrics() -> None:
    """Two rows of headers and no ImportIds; days as numbers with the form of a date."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet0"
    sheet.append(["StartDate", "EndDate", "Status", "Progress", "Finished", "RecordedDate", "ResponseId", "DistributionChannel", "Q4_1", "Q4_2", "Q9"])
    stem = "How far do you agree with each of these?\n\n(One answer in each row.) - "
    sheet.append(
        ["Start Date", "End Date", "Response Type", "Progress", "Finished", "Recorded Date", "Response ID", "Distribution Channel"]
        + [stem + "We trust one another.", stem + "I say what I really think.", "How likely are you to recommend the group to another head?"]
    )
    rows = [
        (45824.3779, "IP Address", 100, True, "R_x1", "anonymous", "Agree", "Strongly agree", 9),
        (45825.5, "Survey Preview", 100, True, "R_x2", "preview", "Agree", "Agree", 1),
        (45826.25, "IP Address", 60, False, "R_x3", "anonymous", "Disagree", NONE, NONE),
        (45827.75, "IP Address", 100, True, "R_x4", "anonymous", NONE, "Neither agree nor disagree", 6),
    ]
    for number, (ended, status, progress, finished, *rest) in enumerate(rows, 3):
        sheet.append([ended - 0.01, ended, status, progress, finished, ended + 0.00001, *rest])
        for column in ("A", "B", "F"):
            sheet[f"{column}{number}"].number_format = "yyyy-mm-dd hh:mm:ss"
    save(book, "qualtrics/Learning groups_June 27, 2025_15.41.xlsx")


def hand_workbook() -> None:
    """Title rows, merged headers, notes below, a row of totals, a hidden sheet with a list for the cells."""
    book = Workbook()
    waves = {
        "Autumn": [
            ("h1", "Bryn", day("2024-11-11"), "SA", "A", "D", 9),
            ("h2", "Bryn", day("2024-11-12"), "A", "n/a", "N", 7),
            ("h3", "Hillside", day("2024-11-12"), "N", "D", "A", 4),
            ("h4", "Harbour", day("2024-11-15"), "D", "SD", "SA", 0),
        ],
        "Summer": [
            ("h1", "Bryn", day("2025-06-16"), "SA", "SA", "D", 10),
            ("h3", "Hillside", day("2025-06-17"), "A", "N", NONE, 6),
            ("h9", "Rock", day("2025-06-18"), "A", "A", "A", 6),
        ],
    }
    for name, rows in waves.items():
        sheet = book.create_sheet(name)
        sheet["A1"] = "Learning groups: what members said"
        sheet["A1"].font = Font(bold=True, size=14)
        sheet.merge_cells("A1:H1")
        sheet["A3"] = f"{name} survey, typed in by the office"
        header = ["No", "Code", "Group", "Day", "The group", NONE, NONE, "To others"]
        for column, text in enumerate(header, 1):
            sheet.cell(4, column, text)
        for first in ("A4:A5", "B4:B5", "C4:C5", "D4:D5"):
            sheet.merge_cells(first)
        sheet.merge_cells("E4:G4")
        for column, text in zip("EFGH", ["Trust", "Say what I think", "Few talk", "Recommend"]):
            sheet[f"{column}5"] = text
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate((number, *row), 1):
                sheet.cell(5 + number, column, cell)
            sheet.cell(5 + number, 4).number_format = "dd/mm/yyyy"
        last = 5 + len(rows)
        sheet.cell(last + 1, 1, "Total")
        sheet.cell(last + 1, 8, sum(row[6] for row in rows))
        sheet.cell(last + 3, 1, "Two heads were ill on the day.")
        sheet.cell(last + 4, 1, "h2 asked for her answer on saying what she thinks to be left out.")
    hidden = book.create_sheet("Lists")
    for label in ("SD", "D", "N", "A", "SA"):
        hidden.append([label])
    hidden.sheet_state = "hidden"
    book.remove(book["Sheet"])
    save(book, "hand_workbook/survey.xlsx")


AGREE_AS_SHOWN = {1.0: "Strongly agree", 2.0: "Agree", 3.0: "Neither agree nor disagree", 4.0: "Disagree", 5.0: "Strongly disagree"}


def jisc() -> None:
    """Options are numbered as shown; 0 is "not answered", declared missing, on tick boxes too; nothing where a
    question was not shown; URN is the number of the response."""
    frame = pd.DataFrame(
        {
            "URN": [33882794.0, 33882801.0, 33882950.0, 33883007.0, 33883111.0],
            "Q1": [1.0, 1.0, 1.0, 2.0, 1.0],
            "Q2": [1.0, 1.0, 2.0, NONE, 3.0],
            "Q3_1_a": [1.0, 2.0, 3.0, NONE, 4.0],
            "Q3_2_a": [1.0, 0.0, 4.0, NONE, 5.0],
            "Q3_3_a": [4.0, 3.0, NONE, NONE, 1.0],
            "Q4": [1.0, 3.0, 4.0, NONE, 4.0],
            "Q5_1": [1.0, 0.0, 0.0, NONE, 1.0],
            "Q5_2": [1.0, 0.0, 0.0, NONE, 0.0],
            "Q6": ["Café talk", "", "", "", ""],
        }
    )
    likely = {1.0: "Very likely", 2.0: "Likely", 3.0: "Unlikely", 4.0: "Very unlikely"}
    agree = AGREE_AS_SHOWN | {0.0: "Unanswered"}
    scales = dict.fromkeys(["Q3_1_a", "Q3_2_a", "Q3_3_a"], agree)
    pyreadstat.write_sav(
        frame,
        HERE / "jisc/results-for-learning-groups-2025-07-01-0930.sav",
        column_labels=["Unique Response Number", "1. Do you agree to take part?", "2. Which group are you in?"]
        + ["3.1.a. We trust one another.", "3.2.a. I say what I really think.", "3.3.a. A few people do most of the talking."]
        + ["4. How likely are you to recommend the group?", "5. What did you work on? - Reading", "5. What did you work on? - Mathematics", "6. Anything else?"],
        variable_value_labels={
            "Q1": {1.0: "Yes", 2.0: "No"},
            "Q2": {1.0: "Bryn", 2.0: "Hillside", 3.0: "Harbour"},
            "Q4": likely | {0.0: "Unanswered"},
            "Q5_1": {0.0: "Not selected", 1.0: "Reading"},
            "Q5_2": {0.0: "Not selected", 1.0: "Mathematics"},
        }
        | scales,
        missing_ranges={name: [0] for name in ["Q3_1_a", "Q3_2_a", "Q3_3_a", "Q4", "Q5_1", "Q5_2"]},
        variable_format={"URN": "F10.0", "Q6": "A40"},
    )


def spss() -> None:
    """Labels in the file; a range of missing codes and one code beside it; days as SPSS keeps them."""
    epoch = datetime(1582, 10, 14)
    days = ["2024-11-11", "2024-11-12", "2025-06-16", "2025-06-17", "2025-06-17"]
    agree = {6.0 - code: label for code, label in AGREE_AS_SHOWN.items()}
    agree |= {97.0: "Don't know", 98.0: "Refused", -1.0: "Not applicable"}
    frame = pd.DataFrame(
        {
            "pid": ["p1", "p2", "p1", "p3", "p4"],
            "llg": [1.0, 1.0, 1.0, 2.0, 3.0],
            "wave": [1.0, 1.0, 2.0, 2.0, 2.0],
            "day": [(day(text) - epoch).total_seconds() for text in days],
            "trust": [5.0, 4.0, 5.0, 97.0, 1.0],
            "say": [4.0, 98.0, 5.0, 3.0, NONE],
            "few": [2.0, 99.0, 1.0, -1.0, 5.0],
            "nps": [9.0, 7.0, 10.0, 99.0, 0.0],
            "weight": [0.975, 1.0, 1.25, 1.0, 1.0],
        }
    )
    pyreadstat.write_sav(
        frame,
        HERE / "spss_panel/panel.sav",
        column_labels=["Person", "Group", "Wave", "Day of interview", "We trust one another", "I say what I really think"]
        + ["A few people do most of the talking", "Would recommend, 0 to 10", "Weight"],
        variable_value_labels={
            "llg": {1.0: "Bryn", 2.0: "Hillside", 3.0: "Harbour"},
            "wave": {1.0: "Autumn 2024", 2.0: "Summer 2025"},
            "trust": agree,
            "say": agree,
            "few": agree,
            "nps": {0.0: "Not at all likely", 10.0: "Extremely likely", 99.0: "No answer"},
        },
        missing_ranges={name: [{"lo": 97, "hi": 99}, -1] for name in ["trust", "say", "few"]} | {"nps": [99]},
        variable_format={"day": "DATE11", "weight": "F8.3"},
    )


if __name__ == "__main__":
    (HERE / "jisc").mkdir(exist_ok=True)
    microsoft_forms()
    qualtrics()
    hand_workbook()
    jisc()
    spss()

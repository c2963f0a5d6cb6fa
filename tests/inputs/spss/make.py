"""Writes the SPSS files of this folder. Needs pyreadstat and pandas: pip install pyreadstat pandas

    python make.py

The tests of the reader hold every cell, label and missing code against what is written here.
"""

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pyreadstat

HERE = Path(__file__).parent
NONE = None

# A survey as Jisc Online Surveys exports it: options are numbered in the order shown, 0 is "not
# answered" and declared missing (on tick boxes too), and who was not routed to a question has nothing.
ANSWER = {1.0: "Very Likely", 2.0: "Likely", 3.0: "Unlikely", 4.0: "Very Unlikely", 0.0: "Unanswered"}
TICK = {1.0: "Library", 0.0: "Not selected"}


def survey(file: str, **packing: bool) -> None:
    frame = pd.DataFrame(
        {
            "URN": [33882794.0, 33882801.0, 33882950.0, 33883007.0],
            "Q1_consent": [1.0, 1.0, 1.0, 2.0],
            "Q2_recommend": [1.0, 4.0, 0.0, NONE],
            "Q3_1_library": [1.0, 0.0, 0.0, NONE],
            "Q4_hours_a_week": [2.5, -1.25, 300.0, NONE],
            "Q5_comment": ["Café was closed", "", "  two leading spaces", ""],
        }
    )
    pyreadstat.write_sav(
        frame,
        HERE / file,
        column_labels=["Unique Response Number", "Consent", "1. How likely?", "2. Where?", "3. Hours", "4. Why?"],
        variable_value_labels={"Q1_consent": {1.0: "Yes", 2.0: "No"}, "Q2_recommend": ANSWER, "Q3_1_library": TICK},
        missing_ranges={"Q2_recommend": [0], "Q3_1_library": [0]},
        variable_format={"URN": "F10.0", "Q5_comment": "A40"},
        **packing,
    )


def kinds(file: str) -> None:
    day, time = date(2004, 7, 31), datetime(2004, 7, 31, 9, 30)
    epoch = datetime(1582, 10, 14)
    seconds = (time - epoch).total_seconds()
    midnight = (datetime(2004, 7, 31) - epoch).total_seconds()
    days = ["DATE11", "ADATE10", "EDATE10", "SDATE10", "JDATE7", "MOYR8", "QYR8", "WKYR10"]
    columns = {kind: [midnight, NONE, midnight] for kind in days}
    columns |= {"DATETIME20": [seconds, NONE, midnight], "YMDHMS19": [seconds + 0.25, NONE, midnight]}
    columns |= {"TIME8": [34200.0, NONE, 100 * 3600 + 1.5], "DTIME11": [90000.0, NONE, -60.0], "MTIME5": [61.0, NONE, 0.0]}
    columns |= {"WKDAY3": [7.0, NONE, 1.0], "MONTH3": [7.0, NONE, 12.0], "PCT5.1": [12.5, NONE, 0.1]}
    formats = {kind.split(".")[0].rstrip("0123456789") + "_v": kind for kind in columns}
    frame = pd.DataFrame({name: columns[kind] for name, kind in formats.items()})
    frame["as_date"] = [day, NONE, day]
    frame["short"] = ["n/a", "yes", ""]
    frame["medium"] = ["not applicable here", "é" * 20, "x"]
    frame["very_long"] = ["abcdefghij" * 70 + "é", "", "tail"]
    frame["band"] = [-99.0, 3.0, 98.0]
    frame["low"] = [-5.0, 0.0, 1e300]
    pyreadstat.write_sav(
        frame,
        HERE / file,
        row_compress=True,
        variable_format=formats,
        variable_value_labels={
            "short": {"n/a": "Not applicable", "yes": "Yes"},
            "medium": {"not applicable here": "Not applicable"},
            "DATE_v": {midnight: "The last day"},
        },
        missing_ranges={
            "band": [{"lo": 90, "hi": 99}, -99],
            "short": ["n/a"],
            "medium": ["x"],
            "low": [{"lo": -10, "hi": -1}],
        },
    )


survey("jisc.sav", row_compress=True)
survey("jisc_plain.sav", row_compress=False)
survey("jisc.zsav", compress=True)
kinds("kinds.sav")

# The day and time of writing stand in the header; without them the same script gives the same bytes.
for path in HERE.glob("*sav"):
    content = bytearray(path.read_bytes())
    content[92:109] = b"01 Jan 0000:00:00"
    path.write_bytes(content)

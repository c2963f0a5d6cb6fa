"""Counts what the exports of the folders beside it hold, without learnframe, and writes it as expected.json into
each folder. The test `inputs` compares. Run it after a change of a file:

    python expected.py

Each function says of one tool, in the simplest words that Python has, what becomes of each row of its files and
what its cells mean; files are read by the code of counting.py.
"""

from datetime import date, timedelta

from counting import LABELS, NOT_ANSWERED, Folder, agree, number, serial_day, sav, sheets
from expected_others import attendance_registers, dfe_performance, ees, gias, meeting_reports

AUTUMN, SUMMER = "2024-autumn", "2025-summer"
GROUPS = {"Bryn": "LLG-01", "Hillside": "LLG-02", "Harbour": "LLG-03"}
DONE_AGAIN = ("superseded", "answered again")
STRANGE = ("quarantined", "unknown-group")
STATEMENTS = [
    "We trust one another.",
    "I say what I really think.",
    "A few people do most of the talking.",
    "Our sessions have a clear purpose.",
    "Sessions take time from what matters in my school.",
    "I have changed what I do.",
]
RECOMMEND = "How likely are you to recommend the group to another head?"


def answers(cells: list, read) -> dict:
    return {f"q{place}": read(cell) for place, cell in enumerate(cells, 1)}


def limesurvey() -> None:
    folder = Folder("limesurvey")
    folder.groups()
    file, fates = "results-survey412398.csv", []
    meaning = {"AO01": 5, "AO02": 4, "AO03": 3, "AO04": 2, "AO05": 1, "AO06": "declined", "": NOT_ANSWERED, "AO07": "unreadable"}
    for row, cells, _ in folder.rows(file, delimiter=";"):
        if cells["CONSENT"] == "N":
            fates.append(("excluded", "no consent"))
        elif cells["submitdate"] == "":
            fates.append(("excluded", "not finished"))
        elif cells["GRP"] == "-oth-":
            fates.append(("excluded", "no group of the programme"))
        elif cells["id"] == "2":
            folder.warning("duplicate-return", file, row, None)
            fates.append(DONE_AGAIN)
        else:
            kept = {"wave": AUTUMN, "group_id": {"G1": "LLG-01", "G2": "LLG-02", "G3": "LLG-03"}[cells["GRP"]]}
            kept |= answers([cells[f"LLG[SQ00{place}]"] for place in range(1, 7)], meaning.get)
            kept |= {"q7": number(cells["NPS"]), "submitted_on": cells["submitdate"][:10]}
            ticks = {"reading": "TOPIC[SQ001]", "maths": "TOPIC[SQ002]", "other": "TOPIC[other]"}
            chosen = [option for option, column in ticks.items() if cells[column]]
            kept["topics"] = chosen or None
            kept["respondent_id"] = cells["token"] or None
            fates.append(kept)
            if cells["LLG[SQ006]"] == "AO07":
                folder.warning("answer-outside-scale", file, row, "LLG[SQ006]")
    folder.add(file, "responses", fates)
    file, fates = "results-survey518220.csv", []
    for row, cells, _ in folder.rows(file, delimiter=";"):
        if cells["Date submitted"] == "":
            fates.append(("excluded", "not finished"))
        elif cells["Which group are you in?"] == "Other":
            folder.warning("unknown-group", file, row, "Which group are you in?")
            fates.append(STRANGE)
        else:
            stem = "How far do you agree with each statement? [{}]"
            kept = {"wave": SUMMER, "group_id": GROUPS[cells["Which group are you in?"].split()[1]]}
            read = lambda cell: agree(cell, prefer_not_to_say="declined", tend_to_agree=4, **{"n/a": "not applicable"})
            kept |= answers([cells[stem.format(text)] for text in STATEMENTS], read)
            kept |= {"q7": number(cells[RECOMMEND]), "submitted_on": None, "respondent_id": cells["Access code"] or None}
            ticks = {"reading": "Reading", "maths": "Mathematics", "other": "Other"}
            ticks = {option: cells[f"What did you work on? [{name}]"] for option, name in ticks.items()}
            shown = [cell for cell in ticks.values() if cell not in ("", "N/A")]
            chosen = [option for option, cell in ticks.items() if cell not in ("", "N/A", "No")]
            kept["topics"] = chosen if shown else None
            fates.append(kept)
    folder.add(file, "responses", fates)
    folder.write()


def qualtrics() -> None:
    folder = Folder("qualtrics")
    folder.groups()
    file, fates = "Learning groups_November 29, 2024_10.02.csv", []
    meaning = {"13": 1, "12": 2, "11": 3, "10": 4, "1": 5, "-1": "no basis to judge", "-99": "seen and skipped", "2": "unreadable"}
    # One record of headers takes three lines of the file, which a spreadsheet shows as one row.
    for row, cells, _ in folder.rows(file, headers=3):
        if cells["Status"] == "1":
            fates.append(("excluded", "test response"))
        elif cells["Finished"] == "0":
            fates.append(("excluded", "not finished"))
        else:
            kept = {"wave": AUTUMN, "group_id": cells["group"], "submitted_on": cells["RecordedDate"][:10]}
            kept |= answers([cells[name] for name in ("Q4_1", "Q4_2", "Q4_3", "Q4_4", "Q4_5", "Q5")], meaning.get)
            kept |= {"q7": int(cells["Q6"]), "respondent_id": cells["ExternalReference"]}
            options = {"1": "reading", "2": "maths", "4": "other"}
            kept["topics"] = None if cells["Q7"] == "-99" else [options[code] for code in cells["Q7"].split(",")]
            fates.append(kept)
            if cells["Q5"] == "2":
                folder.warning("answer-outside-scale", file, row, "Q5")
    folder.add(file, "responses", fates)
    file, fates = "legacy.csv", []
    for _, _, cells in folder.rows(file, headers=2):
        if cells[6] == "1":
            fates.append(("excluded", "test response"))
        elif cells[9] == "0":
            fates.append(("excluded", "not finished"))
        else:
            kept = {"wave": AUTUMN, "group_id": "LLG-02", "submitted_on": cells[8][:10], "respondent_id": cells[3]}
            kept |= answers(cells[10:14], lambda code: 6 - int(code)) | {"q7": int(cells[14])}
            fates.append(kept)
    folder.add(file, "responses", fates)
    file, fates = "Learning groups_June 27, 2025_15.40.csv", []
    for _, cells, _ in folder.rows(file, headers=3):
        if cells["Status"] == "Survey Preview":
            fates.append(("excluded", "test response"))
        elif cells["Finished"] == "False":
            fates.append(("excluded", "not finished"))
        else:
            kept = {"wave": SUMMER, "group_id": GROUPS[cells["Q1"]], "submitted_on": cells["RecordedDate"][:10]}
            read = lambda cell: agree(cell, not_sure="don't know")
            kept |= answers([cells[name] for name in ("Q4_1", "Q4_2", "Q4_3", "1_Q5", "2_Q5", "Q6#1_1")], read)
            kept |= {"q7": int(cells["Q9"]), "respondent_id": cells["ExternalReference"]}
            ticks = {"reading": cells["Q7_1"], "maths": cells["Q7_2"], "other": cells["Q7_4"]}
            kept["topics"] = [option for option, cell in ticks.items() if cell] or None
            fates.append(kept)
    folder.add(file, "responses", fates)
    # The later form asks this one by itself under a question of its own; what several statements have before
    # them is no part of their wording.
    folder.warning("question-changed", file, None, "Q6#1_1")
    file, fates = "Learning groups_June 27, 2025_15.41.xlsx", []
    for row, cells in sheets(folder.path / file)["Sheet0"].items():
        if row < 3:
            continue
        if cells["C"] == "Survey Preview":
            fates.append(("excluded", "test response"))
        elif cells["E"] == "0":
            fates.append(("excluded", "not finished"))
        else:
            kept = {"wave": SUMMER, "group_id": "LLG-03", "submitted_on": serial_day(cells["F"]), "respondent_id": cells["G"]}
            kept |= answers([cells.get("I", ""), cells.get("J", "")], agree) | {"q7": int(cells["K"])}
            fates.append(kept)
    folder.add(file, "responses", fates, "Sheet0")
    folder.write()


def surveymonkey() -> None:
    folder = Folder("surveymonkey")
    folder.groups()
    file, fates = "Learning groups autumn.csv", []
    collectors = {"456700101": "LLG-01", "456700102": "LLG-02", "456700103": "LLG-03"}
    for row, cells, places in folder.rows(file, encoding="cp1252", headers=2):
        if cells["Collector ID"] not in collectors:
            folder.warning("unknown-group", file, row, "Collector ID")
            fates.append(STRANGE)
            continue
        month, day, year = cells["End Date"].split()[0].split("/")
        kept = {"wave": AUTUMN, "group_id": collectors[cells["Collector ID"]]}
        kept |= answers(places[9:15], lambda cell: agree(cell, neutral=3, **{"n/a": "not applicable"}))
        kept |= {"q7": number(places[15]), "respondent_id": cells["Respondent ID"]}
        kept["submitted_on"] = f"{year}-{int(month):02}-{int(day):02}"
        kept["topics"] = [option for option, cell in zip(("reading", "maths", "other"), places[16:19]) if cell] or None
        fates.append(kept)
    folder.add(file, "responses", fates)
    for place in (3, 4, 5):
        folder.warning("question-left-out", file, None, f"How far do you agree? > {STATEMENTS[place]}")
    file, fates = "mac.csv", []
    groups = {"Bryn": "LLG-01", "Harbour – “Y Glannau”": "LLG-03"}
    for row, cells, places in folder.rows(file, encoding="mac_roman", headers=2, above=1):
        day = cells["End Date"].split()[0].split("/")[1]
        kept = {"wave": SUMMER, "group_id": groups[cells["Which group?"]], "submitted_on": f"2025-06-{day}"}
        weight = lambda cell: NOT_ANSWERED if cell == "" else "unreadable" if cell == "6" else 6 - int(cell)
        kept |= answers(places[5:8], weight) | {"q7": number(places[8]), "respondent_id": cells["Respondent ID"]}
        options = {"Reading": "reading", "Mathematics": "maths", "Café, corridor and staffroom talk": "other"}
        kept["topics"] = [option for text, option in options.items() if text in places[9]] or None
        fates.append(kept)
        if "6" in places[5:8]:
            folder.warning("answer-outside-scale", file, row, "How far do you agree? > I say what I really think.")
    folder.add(file, "responses", fates)
    file, fates = "three_headers.csv", []
    for _, cells, places in folder.rows(file, headers=3):
        kept = {"wave": SUMMER, "group_id": "LLG-02", "submitted_on": f"2025-06-{cells['End Date'][3:5]}"}
        kept |= answers(places[4:6], agree) | {"q7": number(places[6]), "respondent_id": cells["Respondent ID"]}
        fates.append(kept)
    folder.add(file, "responses", fates)
    folder.write()


def google_forms() -> None:
    folder = Folder("google_forms")
    folder.groups()
    file, fates = "Learning groups (Responses) - Form responses 1.csv", []
    stem = "How far do you agree? [{}]"
    for row, cells, _ in folder.rows(file):
        day, month, year = cells["Timestamp"].split()[0].split("/")
        if cells["Email Address"] == "Bethan.Morris@school.example":
            folder.warning("duplicate-return", file, row, None)
            fates.append(DONE_AGAIN)
            continue
        kept = {"wave": AUTUMN, "group_id": GROUPS[cells["Which group are you in?"]], "submitted_on": f"{year}-{month}-{day}"}
        read = lambda cell: agree(cell, prefer_not_to_say="declined")
        kept |= answers([cells[stem.format(text)] for text in STATEMENTS[:3]], read)
        kept["q4"] = agree(cells["Our sessions have a clear purpose."] or cells["Sessions have a purpose."])
        kept["q7"] = number(cells[RECOMMEND])
        topics = {
            "Mathematics, Lesson study, coaching": ["maths", "other"],
            "Reading": ["reading only"],
            "Reading, writing and talk": ["reading"],
            "": None,
        }
        kept["topics"] = topics[cells["What did you work on?"]]
        fates.append(kept)
    folder.add(file, "responses", fates)
    file, fates = "Summer form (Responses) - Form Responses 1.csv", []
    for row, cells, _ in folder.rows(file):
        month, day, year = cells["Timestamp"].split()[0].split("/")
        if cells["Username"] == "":
            fates.append(("excluded", "no respondent key"))
            continue
        kept = {"wave": SUMMER, "group_id": GROUPS[cells["Which group are you in?"]], "submitted_on": f"{year}-{int(month):02}-{int(day):02}"}
        read = lambda cell: agree(cell, **{"2-jan": "unreadable"})
        kept |= answers([cells[stem.format(text)] for text in STATEMENTS[:3]] + [cells[STATEMENTS[3]]], read)
        kept["q7"] = number(cells[RECOMMEND])
        fates.append(kept)
        if cells[stem.format(STATEMENTS[2])] == "2-Jan":
            folder.warning("date-for-answer", file, row, stem.format(STATEMENTS[2]))
    folder.add(file, "responses", fates)
    folder.warning("no-pseudonym-key", "evaluation.toml", None, "privacy.key_file")
    folder.write()


def microsoft_forms() -> None:
    folder = Folder("microsoft_forms")
    folder.groups()
    file, fates = "Learning groups(1-5).xlsx", []
    for row, cells in sheets(folder.path / file)["Sheet1"].items():
        if row == 1:
            continue
        if cells["D"] == "owain@school.example":
            folder.warning("duplicate-return", file, row, None, "Sheet1")
            fates.append(DONE_AGAIN)
            continue
        kept = {"wave": AUTUMN, "group_id": GROUPS[cells["G"]], "submitted_on": serial_day(cells["C"])}
        kept |= answers([cells.get(letter, "") for letter in "HIJ"], agree) | {"q7": number(cells["K"])}
        topics = {"Reading;Mathematics;": ["reading", "maths"], "Lesson study;": ["other"], "Mathematics;": ["maths"]}
        kept["topics"] = topics.get(cells.get("L", ""))
        fates.append(kept)
    folder.add(file, "responses", fates, "Sheet1")
    file, fates = "Learning groups summer(1-3).csv", []
    for _, cells, _ in folder.rows(file):
        day, month, year = cells["Completion time"].split()[0].split("/")
        kept = {"wave": SUMMER, "group_id": GROUPS[cells["Which group are you in?"]], "submitted_on": f"{year}-{month}-{day}"}
        read = lambda cell: agree(cell, somewhat_agree=4, neutral=3)
        kept |= answers([cells[text] for text in STATEMENTS[:3]], read) | {"q7": number(cells[RECOMMEND])}
        fates.append(kept)
    folder.add(file, "responses", fates)
    # "Neutral" instead of "Neither agree nor disagree".
    folder.warning("question-changed", file, None, STATEMENTS[2])
    folder.warning("no-pseudonym-key", "evaluation.toml", None, "privacy.key_file")
    folder.write()


def kobo() -> None:
    folder = Folder("kobo")
    folder.groups()
    file, fates = "values.csv", []
    meaning = {"sd": 1, "d": 2, "n": 3, "a": 4, "sa": 5, "pnts": "declined", "": NOT_ANSWERED}
    groups = {"bryn": "LLG-01", "hillside": "LLG-02", "harbour": "LLG-03"}
    for _, cells, _ in folder.rows(file, delimiter=";"):
        if cells["_validation_status"].endswith("not_approved"):
            fates.append(("excluded", "not approved in KoboToolbox"))
            continue
        kept = {"wave": AUTUMN, "group_id": groups[cells["about/grp"]], "submitted_on": cells["_submission_time"][:10]}
        kept |= answers([cells[name] for name in ("agree/trust", "agree/say", "agree/few")], meaning.get)
        kept |= {"q7": number(cells["recommend"]), "respondent_id": cells["member_code"]}
        ticks = {option: cells[f"topics/{option}"] for option in ("reading", "maths", "other")}
        kept["topics"] = [option for option, cell in ticks.items() if cell == "1"] if any(ticks.values()) else None
        fates.append(kept)
    folder.add(file, "responses", fates)
    file, fates = "labels.csv", []
    for _, cells, _ in folder.rows(file, delimiter=";"):
        kept = {"wave": SUMMER, "group_id": GROUPS[cells["Which group are you in?"]], "submitted_on": cells["_submission_time"][:10]}
        kept |= answers([cells[text] for text in STATEMENTS[:3]], agree)
        kept |= {"q7": number(cells[RECOMMEND]), "respondent_id": cells["Your code"]}
        topics = {"Reading Something else": ["reading", "other"], "Mathematics": ["maths"], "": None}
        kept["topics"] = topics[cells["What did you work on?"]]
        fates.append(kept)
    folder.add(file, "responses", fates)
    folder.write()


def odk() -> None:
    folder = Folder("odk")
    folder.groups()
    file, fates = "group_survey.csv", []
    for row, cells, _ in folder.rows(file):
        day = cells["SubmissionDate"][:10]
        if cells["ReviewState"] == "rejected":
            fates.append(("excluded", "rejected in ODK Central"))
        elif day == "2025-02-11":
            folder.warning("outside-waves", file, row, "SubmissionDate")
            fates.append(("quarantined", "outside-waves"))
        elif cells["KEY"] == "uuid:a3":
            folder.warning("duplicate-return", file, row, None)
            fates.append(DONE_AGAIN)
        else:
            kept = {"wave": AUTUMN if day < "2025" else SUMMER, "group_id": cells["grp"], "submitted_on": day}
            read = lambda cell: {"": NOT_ANSWERED, "99": "declined"}.get(cell) or 6 - int(cell)
            kept |= answers([cells[name] for name in ("agree-trust", "agree-say", "agree-few")], read)
            kept |= {"q7": number(cells["recommend"]), "respondent_id": cells["member_code"]}
            kept["topics"] = cells["topics"].split() or None
            fates.append(kept)
    folder.add(file, "responses", fates)
    folder.write()


def redcap() -> None:
    folder = Folder("redcap")
    folder.groups()
    file, fates = "LearningGroups_DATA_2025-07-01_0930.csv", []
    groups = {"bryn": "LLG-01", "hillside": "LLG-02", "harbour": "LLG-03"}
    lacking = {"": NOT_ANSWERED, "88": "not applicable", "99": "don't know", "-99": "declined", "6": "unreadable"}
    for row, cells, _ in folder.rows(file):
        if cells["redcap_repeat_instrument"] == "visit":
            fates.append(("excluded", "a visit, not a return"))
        elif cells["redcap_event_name"] == "screening_arm_1":
            fates.append(("excluded", "before the survey"))
        elif cells["group_survey_complete"] != "2":
            fates.append(("excluded", "not finished"))
        else:
            kept = {"wave": AUTUMN if cells["redcap_event_name"].startswith("autumn") else SUMMER}
            kept |= {"group_id": groups[cells["redcap_data_access_group"]], "submitted_on": cells["group_survey_timestamp"][:10]}
            kept |= answers([cells[name] for name in ("trust", "say", "few")], lambda cell: lacking.get(cell) or 6 - int(cell))
            kept |= {"q7": lacking.get(cells["recommend"]) or int(cells["recommend"]), "respondent_id": cells["record_id"]}
            ticks = {"reading": "topic___1", "maths": "topic___2", "other": "topic____98"}
            kept["topics"] = [option for option, column in ticks.items() if cells[column] == "1"]
            fates.append(kept)
            if cells["trust"] == "6":
                folder.warning("answer-outside-scale", file, row, "trust")
    folder.add(file, "responses", fates)
    folder.write()


def jisc() -> None:
    folder = Folder("jisc")
    folder.groups()
    file, fates = "results-for-learning-groups-2024-12-02-0930.csv", []
    for _, cells, places in folder.rows(file):
        if cells["1. Do you agree to take part?"] == "No":
            fates.append(("excluded", "no consent"))
            continue
        day, month, year = cells["Completion date"].split()[0].split("/")
        kept = {"wave": AUTUMN, "group_id": GROUPS[places[4]], "submitted_on": f"{year}-{month}-{day}"}
        kept |= answers(places[5:8], agree) | {"respondent_id": places[0]}
        kept["topics"] = [option for option, cell in zip(("reading", "maths"), places[9:11]) if cell] or None
        fates.append(kept)
    folder.add(file, "responses", fates)
    file, fates = "results-for-learning-groups-2025-07-01-0930.sav", []
    for case in sav(folder.path / file):
        if case["Q1"] == 2:
            fates.append(("excluded", "no consent"))
            continue
        group = ["LLG-01", "LLG-02", "LLG-03"][int(case["Q2"]) - 1]
        kept = {"wave": SUMMER, "group_id": group, "submitted_on": None, "respondent_id": str(int(case["URN"]))}
        # 1 is the first option, "Strongly agree"; 0 was left open; nothing was not shown.
        read = lambda code: "not shown" if code is None else NOT_ANSWERED if code == 0 else 6 - int(code)
        kept |= answers([case["Q3_1_a"], case["Q3_2_a"], case["Q3_3_a"]], read)
        kept["topics"] = [option for option, code in (("reading", case["Q5_1"]), ("maths", case["Q5_2"])) if code == 1]
        fates.append(kept)
    folder.add(file, "responses", fates)
    folder.write()


def spss_panel() -> None:
    folder = Folder("spss_panel")
    folder.groups()
    fates = []
    words = {97: "don't know", 98: "declined", 99: "user-missing", -1: "not applicable", None: NOT_ANSWERED}
    for case in sav(folder.path / "panel.sav"):
        kept = {"wave": AUTUMN if case["wave"] == 1 else SUMMER, "group_id": ["LLG-01", "LLG-02", "LLG-03"][int(case["llg"]) - 1]}
        # Seconds since the first midnight of the Gregorian calendar's eve.
        kept["submitted_on"] = str(date(1582, 10, 14) + timedelta(seconds=case["day"]))
        kept |= answers([case["trust"], case["say"], case["few"]], lambda code: words.get(code) or int(code))
        kept |= {"q7": NOT_ANSWERED if case["nps"] == 99 else int(case["nps"]), "respondent_id": case["pid"]}
        fates.append(kept)
    folder.add("panel.sav", "responses", fates)
    folder.write()


def hand_workbook() -> None:
    folder = Folder("hand_workbook")
    folder.groups()
    meaning = {"SD": 1, "D": 2, "N": 3, "A": 4, "SA": 5, "n/a": "not applicable", "": NOT_ANSWERED}
    for sheet, rows in sheets(folder.path / "survey.xlsx").items():
        fates, ended = [], False
        for row, cells in rows.items():
            if row < 6:
                continue
            ended |= row - 1 not in rows
            if ended:
                fates.append(("excluded", "below the table"))
            elif cells["A"] == "Total":
                fates.append(("excluded", "row that sums up others"))
            elif cells["C"] not in GROUPS:
                folder.warning("unknown-group", "survey.xlsx", row, "Group", sheet)
                fates.append(STRANGE)
            else:
                kept = {"wave": AUTUMN if sheet == "Autumn" else SUMMER, "group_id": GROUPS[cells["C"]]}
                kept |= answers([cells.get(letter, "") for letter in "EFG"], meaning.get)
                kept |= {"q7": int(cells["H"]), "submitted_on": serial_day(cells["D"]), "respondent_id": cells["B"]}
                fates.append(kept)
        folder.add("survey.xlsx", "responses", fates, sheet)
    folder.write()


def waves_side_by_side() -> None:
    folder = Folder("waves_side_by_side")
    folder.groups()
    fates = []
    for _, cells, _ in folder.rows("side_by_side.csv"):
        waves = []
        for prefix, wave in (("T1_", AUTUMN), ("T2_", SUMMER)):
            trust, say, recommend = (cells[prefix + name] for name in ("trust", "say", "recommend"))
            if trust or say or recommend:
                kept = {"wave": wave, "group_id": cells["group"], "respondent_id": cells["id"], "q1": number(trust)}
                waves.append(kept | {"q2": "declined" if say == "9" else number(say), "q7": number(recommend)})
        fates.append(waves or ("excluded", "no answer in any wave"))
    folder.add("side_by_side.csv", "responses", fates)
    folder.write()


if __name__ == "__main__":
    assert len(LABELS) == 5
    for tool in (limesurvey, qualtrics, surveymonkey, google_forms, microsoft_forms, kobo, odk, redcap, jisc, spss_panel):
        tool()
    for tool in (hand_workbook, waves_side_by_side, attendance_registers, meeting_reports, dfe_performance, ees, gias):
        tool()

"""What registers, meetings and school data hold; see expected.py."""

import re
from decimal import ROUND_HALF_UP, Decimal

from counting import Folder


def attendance_registers() -> None:
    folder = Folder("attendance_registers")
    folder.groups()
    folder.add("members.csv", "members", [{"member_id": row["member_id"]} for _, row, _ in folder.rows("members.csv")])
    sessions = {row["session_id"]: row for _, row, _ in folder.rows("sessions.csv")}
    folder.add("sessions.csv", "sessions", [{"session_id": one, "minutes": row["minutes"]} for one, row in sessions.items()])
    ids = {row["name"]: row["member_id"] for _, row, _ in folder.rows("names.csv")}
    mark = lambda session, name, status: {"session_id": session, "member_id": ids[name], "status": status, "minutes": None}

    marks = {"x": "present", "L": "present", "apols": "apology", "sub": "absent", "N/A": "not due"}
    fates = []
    for row, cells, _ in folder.rows("bryn.csv", delimiter=";", above=1):
        name = cells["Name"]
        if name not in ids:
            fates.append(("excluded", "no entry of the register"))
            if name == "Total":
                folder.warning("table-end", "bryn.csv", row, None)
            continue
        kept = []
        for header in ("07/10/2024", "04/11/2024", "02/12/2024"):
            day, month, year = header.split("/")
            if cells[header] in marks:
                kept.append(mark(f"LLG-01-{year}-{month}-{day}", name, marks[cells[header]]))
            elif cells[header]:
                folder.warning("unknown-category", "bryn.csv", row, "mark")
        fates.append(kept)
    folder.add("bryn.csv", "attendance", fates)

    fates = []
    for _, cells, _ in folder.rows("hillside.csv"):
        day, month, year = cells["Date"].split("/")
        people = ("Gwen Lewis", "Diego Gomez")
        status = {"x": "absent", "": "present"}
        fates.append([mark(f"LLG-02-{year}-{month}-{day}", name, status[cells[name]]) for name in people])
    folder.add("hillside.csv", "attendance", fates)

    fates, seen = [], set()
    marks = {"/": "present", "\\": "present", "A": "absent", "I": "apology"}
    for row, cells, _ in folder.rows("harbour.csv"):
        key = (f"LLG-03-{cells['Session']}", cells["Head"])
        if key[0] not in sessions:
            folder.warning("unknown-session", "harbour.csv", row, "session_id")
            fates.append(("quarantined", "unknown-session"))
        elif cells["Head"] not in ids:
            folder.warning("unknown-member", "harbour.csv", row, "Head")
            fates.append(("quarantined", "unknown-member"))
        elif key in seen:
            folder.warning("duplicate-key", "harbour.csv", row, None)
            fates.append(("quarantined", "duplicate-key"))
        else:
            seen.add(key)
            fates.append(mark(*key, marks[cells["Mark"]]) | {"minutes": cells["Minutes"] or None})
    folder.add("harbour.csv", "attendance", fates)
    folder.write(count_items=False)


def rounded(minutes: int, seconds: int) -> int:
    return minutes + (seconds >= 30)


def meeting_reports() -> None:
    folder = Folder("meeting_reports")
    # The address that no member has becomes a keyed hash before its row is set aside.
    folder.warning("no-pseudonym-key", "evaluation.toml", None, "privacy.key_file")
    folder.groups()
    folder.add("members.csv", "members", [{"member_id": row["member_id"]} for _, row, _ in folder.rows("members.csv")])
    ids = {row["address"]: row["member_id"] for _, row, _ in folder.rows("people.csv")}
    lines = (folder.path / "teams/report.csv").read_bytes().decode("utf-16").split("\r\n")
    first = lines.index("2. Participants") + 2
    people = [line.split("\t") for line in lines[first : lines.index("3. In-Meeting Activities") - 1]]
    # The report's own length of the meeting; the twelfth of November, as the mapping says.
    session = {"session_id": "LLG-01-2024-11-12", "date": "2024-11-12", "minutes": rounded(83, 20), "setting": "online"}
    repeats = [("excluded", "repeat of a session_id")] * (len(people) - 1)
    folder.add("teams/report.csv", "sessions", [session, *repeats])
    fates = []
    for row, cells in enumerate(people, first + 1):
        if cells[6] == "Organizer":
            fates.append(("excluded", "the facilitator"))
        elif cells[4] == "":
            fates.append(("excluded", "no address in the report"))
        elif cells[4] not in ids:
            folder.warning("unknown-member", "teams/report.csv", row, "email")
            fates.append(("quarantined", "unknown-member"))
        else:
            hours, minutes, seconds = (int(found or 0) for found in re.fullmatch(r"(?:(\d+)h )?(\d+)m(?: (\d+)s)?", cells[3]).groups())
            kept = {"session_id": session["session_id"], "member_id": ids[cells[4]], "status": "present"}
            fates.append(kept | {"minutes": rounded(60 * hours + minutes, seconds)})
    folder.add("teams/report.csv", "attendance", fates)
    # One of the two left and came back: 25 and 30 minutes.
    session = {"session_id": "LLG-03-2024-11-25", "date": "2024-11-25", "minutes": 65, "setting": "online"}
    folder.add("zoom/participants.csv", "sessions", [session, ("excluded", "repeat of a session_id")])
    came = [("m21", 25 + 30), ("m22", 48)]
    kept = [{"session_id": session["session_id"], "member_id": who, "status": "present", "minutes": minutes} for who, minutes in came]
    folder.add("zoom/participants.csv", "attendance", kept)
    folder.write(count_items=False)


def measured(measure: str, mean: str, pupils: str) -> dict:
    """A mean in ten-thousandths."""
    mean = (Decimal(mean.rstrip("%")) * 10000).quantize(Decimal(1), ROUND_HALF_UP)
    return {"measure": measure, "mean": int(mean), "cohort_n": pupils}


def number(cell: str) -> bool:
    return re.fullmatch(r"-?[\d.]+%?", cell) is not None


def dfe_performance() -> None:
    folder = Folder("dfe_performance")
    folder.groups()
    groups = {row["urn"]: row["group_id"] for _, row, _ in folder.rows("schools.csv")}
    for file, wave in (("2023-2024_660_ks2final.csv", "2024-autumn"), ("2024-2025_660_ks2final.csv", "2025-summer")):
        fates = []
        for _, cells, _ in folder.rows(file):
            if not cells["URN"].strip().isdigit():
                fates.append(("excluded", "totals of an authority or the country, not a school"))
                continue
            school = {"school_id": cells["URN"], "group_id": groups.get(cells["URN"]), "time_point": wave, "arm": "programme"}
            pairs = [("reading, writing and maths at the expected standard, %", "PTRWM_EXP", "TELIG"), ("reading progress", "READPROG", "READPUPS")]
            rows = [school | measured(name, cells[mean], cells[n]) for name, mean, n in pairs if number(cells[mean]) and number(cells[n])]
            if not rows:
                fates.append(("excluded", "no outcome: suppressed"))
            elif school["group_id"] is None:
                fates.append(("excluded", "no group of the programme"))
            else:
                fates.append(rows)
        folder.add(file, "attainment", fates)
    folder.write(count_items=False)


def ees() -> None:
    folder = Folder("ees")
    folder.groups()
    groups = {row["urn"]: row["group_id"] for _, row, _ in folder.rows("schools.csv")}
    words = {"c": "suppressed", "x": "not available", "z": "not applicable", "low": "rounds to nothing"}
    fates = []
    for _, cells, _ in folder.rows("absence_by_school.csv"):
        if cells["geographic_level"] != "School":
            fates.append(("excluded", "not a school"))
        elif cells["fsm_eligibility"] != "Total":
            fates.append(("excluded", "part of the pupils only"))
        else:
            wave = {"202425": "2024-autumn", "202526": "2025-summer"}[cells["time_period"]]
            school = {"school_id": cells["school_urn"], "group_id": groups.get(cells["school_urn"]), "time_point": wave, "arm": "programme"}
            pairs = [("overall absence, %", "sess_overall_percent"), ("persistent absentees, %", "enrolments_pa_10_exact_percent")]
            pairs = [(name, cells[mean]) for name, mean in pairs]
            n = cells["enrolments"]
            rows = [school | measured(name, cell, n) for name, cell in pairs if number(cell) and number(n)]
            if not rows:
                fates.append(("excluded", f"no outcome: {words[pairs[0][1]]}"))
            elif school["group_id"] is None:
                fates.append(("excluded", "no group of the programme"))
            else:
                fates.append(rows)
    folder.add("absence_by_school.csv", "attainment", fates)
    folder.write(count_items=False)


def gias() -> None:
    folder = Folder("gias")
    fates, seen = [], set()
    for _, cells, _ in folder.rows("edubasealldata20250701.csv", encoding="cp1252"):
        if not cells["EstablishmentStatus (name)"].startswith("Open"):
            fates.append(("excluded", "closed"))
        elif cells["Trusts (code)"] == "":
            fates.append(("excluded", "in no trust"))
        elif cells["Trusts (code)"] in seen:
            fates.append(("excluded", "repeat of a group_id"))
        else:
            seen.add(cells["Trusts (code)"])
            names = {"group_id": "Trusts (code)", "name": "Trusts (name)", "lea_code": "LA (code)", "lea_name": "LA (name)", "region": "GOR (name)"}
            fates.append({name: cells[header] for name, header in names.items()})
    folder.add("edubasealldata20250701.csv", "groups", fates)
    links = [row for _, row, _ in folder.rows("links_edubasealldata20250701.csv")]
    successors = {row["URN"]: row["LinkURN"] for row in links if row["LinkType"].startswith("Successor")}
    fates = []
    for _, cells, _ in folder.rows("members.csv"):
        urn = cells["School URN"]
        day = "-".join(reversed(cells["Joined"].split("/"))) or None
        fates.append({"member_id": cells["Code"], "group_id": cells["Trust"], "school_id": successors.get(urn, urn) or None, "joined_on": day, "role": "head"})
    folder.add("members.csv", "members", fates)
    folder.write(count_items=False)

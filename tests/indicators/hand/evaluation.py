"""An evaluation as it lies in its folder: rows, units, waves. Nothing is computed here.

Rows that cannot count are treated as sample_data/README.md says they are: a row whose date or group
cannot be is set aside, of two returns by one person the later one counts, an answer that the scale
does not have is set aside alone.
"""

import csv
import tomllib
from datetime import date, timedelta

LEVELS = ["group", "network", "lea", "region", "programme"]
DATES = {
    "date", "joined_on", "left_on", "formed_on", "ended_on", "funding_ends_on", "due_on", "returned_on",
    "aims_reviewed_on", "relaunched_on", "received_on", "submitted_on",
}
LISTS = {
    "documents", "evaluation_levels", "priorities", "knowledge_fields", "processes", "cycle_elements",
    "schools", "members", "led_by", "codes",
}
TRUTHS = {
    "opted_in", "mandate", "outside_funding", "learning_focus_stated", "question_protocol", "triads",
    "closing_review", "pre_reading", "pupil_work", "outcomes_stated", "launch", "shared_beyond", "newcomer",
    "live_enquiry", "log_kept", "leadership_team_involved", "methods_tried", "planned", "delivered",
}
WORDS = {
    "group_id", "name", "network_id", "network_name", "lea_code", "lea_name", "region", "model", "phase",
    "origin", "member_id", "role", "school_id", "left_reason", "session_id", "setting", "host_school_id",
    "focus", "agenda_from", "facilitator_type", "status", "activity_id", "process", "strategy", "level",
    "led_by_role", "output_id", "type", "wave", "stage", "lea_role", "from_member", "to_member", "kind",
    "answer_id", "question", "coder", "respondent_id", "quote_consent", "o1", "o2", "o3", "o4", "measure",
    "time_point", "arm", "pupil_id", "day_id", "cohort", "change_grades", "aspect", "action", "owner", "due",
}
WORDS_IN = {"programme_days": WORDS - {"due"}}


def months_back(day, months):
    """The same day of the month so many months ago, or the last that month has."""
    place = day.year * 12 + day.month - 1 - months
    year, month = divmod(place, 12)
    after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (after - timedelta(days=1)).day))


class Wave:
    """One wave of the plan."""

    def __init__(self, place, given):
        self.place, self.id = place, given["id"]
        self.first, self.last, self.census = given["from"], given["to"], given["census"]

    def begins(self, window):
        """First day of the stretch that ends with the wave."""
        months = {"year": 12, "two_years": 24}.get(window)
        if months:
            return months_back(self.last, months) + timedelta(days=1)
        return self.first if window == "wave" else date.min


class Unit:
    """A unit with the groups and the authorities in it."""

    def __init__(self, level, id, groups, leas):
        self.level, self.id, self.groups, self.leas = level, id, groups, leas


def cell(table, column, text):
    """A cell as what it means; none where it is empty."""
    text = text.strip()
    if not text:
        return None
    if column in DATES:
        return date.fromisoformat(text)
    if column in LISTS:
        return [entry.strip() for entry in text.split(";") if entry.strip()]
    if column in TRUTHS:
        return text == "yes"
    if column in WORDS_IN.get(table, WORDS):
        return text
    if column.startswith("action_") and table == "facilitator_returns":
        return text
    return float(text)


class Evaluation:
    """All rows of an evaluation that count."""

    def __init__(self, folder, framework):
        with open(folder / "evaluation.toml", "rb") as file:
            plan = tomllib.load(file)
        self.items = [item["id"] for item in framework["item"]]
        self.not_at_first = {item["id"] for item in framework["item"] if item.get("not_asked") == "first"}
        self.waves = [Wave(place, wave) for place, wave in enumerate(plan["wave"])]
        self.wave_of = {wave.id: wave for wave in self.waves}
        self.tables, self.asked, self.due_answers = {}, {}, {}
        for source in plan["source"]:
            for pattern in source["files"]:
                for path in sorted(folder.glob(pattern)):
                    self.read(source["table"], path, source.get("wave"))
        self.keep_the_later_returns()
        self.group = {row["group_id"]: row for row in self.tables["groups"]}
        self.session = {row["session_id"]: row for row in self.tables.get("sessions", [])}
        self.group_of_member = {row["member_id"]: row["group_id"] for row in self.tables.get("members", [])}
        self.set_strangers_aside()
        self.units = self.all_units()

    def read(self, table, path, wave):
        """Adds a file's rows to its table."""
        rows = self.tables.setdefault(table, [])
        with open(path, encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if table == "responses":
                self.asked[wave] = [item for item in self.items if item in reader.fieldnames]
            for given in reader:
                if not any(given.values()):
                    continue
                if table == "responses":
                    rows.append(self.response(given, wave))
                    continue
                try:
                    rows.append({column: cell(table, column, text) for column, text in given.items()})
                except ValueError:
                    pass  # The only such cells are dates that no calendar has: the row is set aside.

    def response(self, given, wave):
        """A survey return: answers 1 to 5 by item, and whatever else it says."""
        row = {"wave": wave, "answers": {}}
        for column, text in given.items():
            if column in self.items:
                if text.strip() in {"1", "2", "3", "4", "5"}:
                    row["answers"][column] = int(text)
            else:
                row[column] = cell("responses", column, text)
        return row

    def keep_the_later_returns(self):
        """Of two returns of one person in one wave, the later one."""
        latest, anonymous = {}, []
        for row in self.tables.get("responses", []):
            if row["respondent_id"] is None:
                anonymous.append(row)
                continue
            key = (row["respondent_id"], row["group_id"], row["wave"])
            if key not in latest or row["submitted_on"] >= latest[key]["submitted_on"]:
                latest[key] = row
        if "responses" in self.tables:
            self.tables["responses"] = anonymous + list(latest.values())

    def set_strangers_aside(self):
        """Rows of groups, sessions or members that nobody knows."""
        for table, rows in self.tables.items():
            if table == "attendance":
                for row in rows:
                    session = self.session.get(row["session_id"], {})
                    row["group_id"], row["date"] = session.get("group_id"), session.get("date")
                    row["setting"] = session.get("setting")
            if table == "ties":
                for row in rows:
                    row["group_id"] = self.group_of_member.get(row["from_member"])
            if table not in {"lea_returns", "programme_days"}:
                self.tables[table] = [row for row in rows if row["group_id"] in self.group]

    def all_units(self):
        """Groups and what they belong to, each unit once."""
        groups = list(self.group.values())
        units = [Unit("group", row["group_id"], [row["group_id"]], []) for row in groups]
        for level, column in [("network", "network_id"), ("lea", "lea_code"), ("region", "region")]:
            for id in dict.fromkeys(row[column] for row in groups):
                inside = [row for row in groups if row[column] == id]
                leas = sorted({row["lea_code"] for row in inside}) if level != "network" else []
                units.append(Unit(level, id, [row["group_id"] for row in inside], leas))
        every = [row["group_id"] for row in groups]
        units.append(Unit("programme", "programme", every, sorted({row["lea_code"] for row in groups})))
        return units

    def rows(self, table, unit, wave, window="wave"):
        """The unit's rows of a table that belong to the wave, or to a stretch that ends with it."""
        begins = wave.begins(window)
        found = []
        for row in self.tables.get(table, []):
            if table == "lea_returns":
                inside = row["lea_code"] in unit.leas
            elif table == "programme_days":
                inside = unit.level == "programme"
            else:
                inside = row["group_id"] in unit.groups
            if inside and self.belongs(row, wave, window, begins):
                found.append(row)
        return found

    def belongs(self, row, wave, window, begins):
        """Whether a row's day or wave lies in the stretch."""
        if row.get("wave"):
            of = self.wave_of[row["wave"]]
            return of is wave if window == "wave" else begins <= of.last <= wave.last
        if row.get("date"):
            return begins <= row["date"] <= wave.last
        return True

"""The made data of this evaluation as rows, and its units with what belongs to them at a wave."""

import csv
import math
from datetime import date
from pathlib import Path
from statistics import fmean

DATA = Path(__file__).parent / "data"
WAVES = [("2019-autumn", "2019-09-01", "2019-12-31", "2019-11-15"),
         ("2020-winter", "2020-01-01", "2020-04-30", "2020-03-10"),
         ("2020-summer", "2020-05-01", "2020-08-31", "2020-06-20")]
YEAR = {2: "2019-09-01"}  # The one wave that completes twelve months of records.
BACK = ["2019-01-01", "2019-05-01", "2019-09-01"]  # First day of the twelve months that end with each wave.
OFTEN = ["never", "seldom", "often", "always"]
ENDS = {"talk": (1, 6), "ease": (1, 4), "joy_": (1, 7), "reco": (0, 10), "worr": (0, 10), "habi": (1, 7)}
REVERSED = {"talk_few", "ease_late", "joy_duty", "worry"}
TALK = ["talk_listen", "talk_own", "talk_few"]
EASE = ["ease_room", "ease_late"]
JOY = ["joy_more", "joy_duty", "joy_wider"]
ITEMS = TALK + EASE + JOY + ["recommend", "worry", "habit"]


def rows(name):
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def day(text):
    return date.fromisoformat(text)


GROUPS = {row["group_id"]: row for row in rows("groups.csv")}
MEMBERS, TIES, SCHOOLS = rows("members.csv"), rows("ties.csv"), rows("reading_age.csv")
SESSIONS, MARKS = rows("registers/sessions.csv"), rows("registers/attendance.csv")
ACTIVITIES, OUTPUTS = rows("registers/activities.csv"), rows("registers/outputs.csv")
RETURNS = rows("returns/facilitators.csv")
SURVEY = {at: rows(f"survey/{wave[0]}.csv") for at, wave in enumerate(WAVES)}
HOME = {row["member_id"]: row["group_id"] for row in MEMBERS}
MEETING = {row["session_id"]: row for row in SESSIONS}
for row in MARKS:
    row.update({key: MEETING[row["session_id"]][key] for key in ["group_id", "date", "setting"]})
UNITS = {"group:RC-1": ["RC-1"], "group:RC-2": ["RC-2"], "group:RC-6": ["RC-6"], "network:NW-1": ["RC-1", "RC-2"],
         "lea:B2": ["RC-4", "RC-5"], "programme:programme": sorted(GROUPS)}
LEVELS = ["group", "network", "lea", "region", "programme"]


class Unit:
    """One unit at one wave."""

    def __init__(self, level, groups, at):
        self.level, self.groups, self.at = level, groups, at
        self.wave, self.start, self.end, self.census = WAVES[at]

    def each(self):
        return [Unit("group", [group], self.at) for group in self.groups]

    def of(self, table, window="wave", where=lambda row: True):
        """Rows of the unit that belong to a wave."""
        found = [row for row in table if row["group_id"] in self.groups]
        if "date" in table[0]:
            start = {"wave": self.start, "year": BACK[self.at], "ever": "0000"}[window]
            found = [row for row in found if start <= row["date"] <= self.end]
        elif "wave" in table[0] and window == "wave":
            found = [row for row in found if row["wave"] == self.wave]
        elif "wave" in table[0]:
            found = [row for row in found if row["wave"] in [wave[0] for wave in WAVES[:self.at + 1]]]
        return [row for row in found if where(row)]

    def on_roll(self, and_facilitators=False):
        return [row for row in MEMBERS if row["group_id"] in self.groups and row["joined_on"] <= self.census
                and (not row["left_on"] or row["left_on"] > self.census)
                and (and_facilitators or row["role"] != "facilitator")]

    def survey(self, at=None):
        return [row for row in SURVEY[self.at if at is None else at] if row["group_id"] in self.groups]


def answer(row, item):
    cell = row.get(item, "")
    if cell in ("", "NA"):
        return None
    value = OFTEN.index(cell) + 1 if cell in OFTEN else int(cell)
    low, high = ENDS[item[:4]]
    return low + high - value if item in REVERSED else value


def score(row, items):
    given = [value for value in (answer(row, item) for item in items) if value is not None]
    return fmean(given) if len(given) >= max(math.ceil(2 * len(items) / 3), 1) else None


def scores(unit, items, where=lambda row: True):
    found = [score(row, items) for row in unit.survey() if where(row)]
    return [value for value in found if value is not None]


def mean(values):
    return sum(values) / len(values) if values else None


def share(of, among):
    return of / among if among else None


def middle(values):
    values = sorted(value for value in values if value is not None)
    return values[(len(values) - 1) // 2] if values else None


def over(unit, made, how=middle):
    """A group's own value, or a summary over the groups that have one."""
    if unit.level == "group":
        return made(unit)
    values = [value for value in map(made, unit.each()) if value is not None]
    return how(values) if values else None

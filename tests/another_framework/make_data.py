"""Writes the made data of this evaluation into `data/`. The same bytes every time; no reader is real."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

OUT = Path(__file__).parent / "data"
CHANCE = random.Random(1913)
WAVES = [
    ("2019-autumn", date(2019, 9, 1), date(2019, 12, 31), date(2019, 11, 15)),
    ("2020-winter", date(2020, 1, 1), date(2020, 4, 30), date(2020, 3, 10)),
    ("2020-summer", date(2020, 5, 1), date(2020, 8, 31), date(2020, 6, 20)),
]
# Id, name, network, borough, readers, day formed, end of funding, model, origin, leaning of its answers.
GROUPS = [
    ("RC-1", "Thursday Pages", "NW-1", "B1", 13, "2019-02-04", "2020-03-31", "cohort", "new", 0.9),
    ("RC-2", "Crime & Cocoa", "NW-1", "B1", 12, "2018-10-15", "", "extending", "converted", 0.2),
    ("RC-3", "Poets' Corner", "NW-2", "B1", 14, "2019-06-20", "2019-11-30", "cohort", "new", -0.5),
    ("RC-4", "Short Stories", "", "B2", 11, "2019-08-30", "", "mixed", "other", 0.5),
    ("RC-5", "Translated", "NW-3", "B2", 12, "2017-01-12", "2020-06-30", "extending", "new", -1.0),
    ("RC-6", "Letters by Post", "", "", 12, "2019-09-10", "", "cohort", "other", 0.0),
]
NETWORKS = {"NW-1": "Riverside libraries", "NW-2": "Hill libraries", "NW-3": "Market libraries", "": ""}
BOROUGHS = {"B1": ("Eastmoor", "North"), "B2": ("Wexley", "South"), "": ("", "")}
# Item, lowest value, highest value, whether disagreeing is the good answer, first wave at which it is asked.
ITEMS = [
    ("talk_listen", 1, 6, False, 0),
    ("talk_own", 1, 6, False, 0),
    ("talk_few", 1, 6, True, 0),
    ("ease_room", 1, 4, False, 0),
    ("ease_late", 1, 4, True, 0),
    ("joy_more", 1, 7, False, 0),
    ("joy_duty", 1, 7, True, 0),
    ("joy_wider", 1, 7, False, 0),
    ("recommend", 0, 10, False, 0),
    ("worry", 0, 10, True, 0),
    ("habit", 1, 7, False, 1),
]
OFTEN = ["never", "seldom", "often", "always"]


def chance(share):
    return CHANCE.random() < share


def pick(options):
    return options[int(CHANCE.random() * len(options))]


def some(options, share):
    return ";".join(option for option in options if chance(share))


def write(name, header, rows):
    path = OUT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def groups():
    header = "group_id,name,network_id,network_name,lea_code,lea_name,region,model,origin,formed_on,funding_ends_on"
    rows = []
    for group, name, network, borough, _, formed, funded, model, origin, _ in GROUPS:
        where = [network, NETWORKS[network], borough, *BOROUGHS[borough]]
        rows.append([group, name, *where, model, origin, formed, funded])
    write("groups.csv", header.split(","), rows)


def members():
    """Who is in which group: id, group, library, joined, left."""
    rows, people = [], []
    for number, (group, _, _, _, size, formed, *_) in enumerate(GROUPS, 1):
        for place in range(size):
            joined = date.fromisoformat(formed) + timedelta(days=int(CHANCE.random() * 40))
            if place >= size - 2:
                joined = [date(2019, 11, 1), date(2020, 2, 20)][place - size + 2]
            left = [date(2020, 1, 20), date(2020, 5, 30)][place] if place < 2 and number != 4 else None
            library = f"L{number}{place % 5}"
            people.append((f"R{number}{place:02}", group, library, joined, left))
            years = f"{int(CHANCE.random() * 800) / 100:.2f}" if chance(0.9) else ""
            travel = 5 * (1 + int(CHANCE.random() * 12))
            rows.append([f"R{number}{place:02}", group, pick(["other", "other", "deputy", ""]), library,
                         pick(["yes", "yes", "no", ""]), joined, left or "", travel, years])
        rows.append([f"R{number}99", group, "facilitator", f"L{number}0", "yes", formed, "", 0, ""])
    write("members.csv", "member_id,group_id,role,school_id,opted_in,joined_on,left_on,travel_minutes,years_as_head"
          .split(","), rows)
    return people


def on_roll(people, day):
    return [person for person in people if person[3] <= day and (person[4] is None or person[4] > day)]


def answer(item, lean, wave):
    _, low, high, reverse, _ = item
    level = 0.6 + 0.11 * lean + 0.03 * wave + 0.28 * (CHANCE.random() - 0.5) + 0.3 * (CHANCE.random() - 0.5)
    value = low + min(max(round(level * (high - low)), 0), high - low)
    return low + high - value if reverse else value


def survey(people):
    lean = {group[0]: group[-1] for group in GROUPS}
    own = {person[0]: CHANCE.random() - 0.5 for person in people}
    for at, (wave, _, _, census) in enumerate(WAVES):
        items = [item for item in ITEMS if item[4] <= at]
        header = ["respondent_id", "group_id", "submitted_on", "newcomer", "attendance_third"]
        rows = []
        for person, group, _, joined, _ in on_roll(people, census):
            if not chance(0.93):
                continue
            pseudonym = "" if chance(0.04) else "q" + person[1:]
            new = "yes" if (census - joined).days < 120 else "no"
            row = [pseudonym, group, census + timedelta(days=int(CHANCE.random() * 9)), new,
                   pick(["1", "2", "3", "3", ""])]
            for item in items:
                value = answer(item, lean[group] + 2 * own[person], at)
                text = OFTEN[value - 1] if item[2] == 4 else str(value)
                row.append("NA" if item[0] == "worry" and chance(0.05) else "" if chance(0.015) else text)
            rows.append(row)
        write(f"survey/{wave}.csv", header + [item[0] for item in items], rows)


def registers(people):
    sessions, marks, activities, outputs = [], [], [], []
    for number, (group, *_) in enumerate(GROUPS, 1):
        mine = [person for person in people if person[1] == group]
        for at, (_, start, end, _) in enumerate(WAVES):
            for place in range(3 + (number + at) % 2):
                day = start + timedelta(days=10 + 27 * place + int(CHANCE.random() * 12))
                session = f"S{number}{at}{place}"
                length = 60 + 15 * int(CHANCE.random() * 5)
                sessions.append([session, group, day, length, pick(["twilight", "day", "online", "twilight"]),
                                 pick([f"L{number}0", f"L{number}1", f"L{number}2", ""]),
                                 pick(["enquiry", "leadership", "information", ""]),
                                 some(["personal", "public", "new"], 0.5), some(["reflection", "sharing", "challenge"], 0.4),
                                 pick(["yes", "no", ""]), pick(["0", "5", "10", ""])])
                for person in mine:
                    if person[3] <= day and (person[4] is None or person[4] > day):
                        status = pick(["present"] * 6 + ["apology", "absent", "not due"])
                        marks.append([session, person[0], status])
            for place in range(number % 3 + 1):
                day = start + timedelta(days=int(CHANCE.random() * (end - start).days))
                who = ";".join(person[0] for person in mine if chance(0.2))
                activities.append([f"A{number}{at}{place}", group, day, pick(["visits", "conference", "other"]),
                                   pick(["head", "pupil", "teacher"]), int(CHANCE.random() * 20), who,
                                   ";".join(pick(mine)[0] for _ in range(2))])
            if number != 6 and chance(0.7):
                day = start + timedelta(days=int(CHANCE.random() * 100))
                came = day + timedelta(days=int(CHANCE.random() * 30)) if chance(0.8) else ""
                outputs.append([f"O{number}{at}", group, day, pick(["case study", "exercise", "other"]),
                                pick(["yes", "no", ""]), int(CHANCE.random() * 6), came])
    write("registers/sessions.csv", ("session_id,group_id,date,minutes,setting,host_school_id,focus,knowledge_fields,"
          "cycle_elements,closing_review,admin_minutes").split(","), sessions)
    write("registers/attendance.csv", ["session_id", "member_id", "status"], marks)
    write("registers/activities.csv", "activity_id,group_id,date,strategy,level,people,members,led_by".split(","), activities)
    write("registers/outputs.csv", "output_id,group_id,date,type,shared_beyond,reuse_count,received_on".split(","), outputs)


def returns():
    rows = []
    for number, (group, *_) in enumerate(GROUPS, 1):
        for at, (wave, *_, census) in enumerate(WAVES):
            if (number, at) in [(2, 1), (6, 2)]:
                continue
            listed = 10 + int(CHANCE.random() * 5)
            rows.append([group, wave, census + timedelta(days=20), census + timedelta(days=int(CHANCE.random() * 30)),
                         ["support group", "in transition", "learning community", ""][int(CHANCE.random() * 4)],
                         pick(["invited", "supports", "absent"]), f"{100 + int(CHANCE.random() * 40000) / 100:.2f}",
                         listed, int(CHANCE.random() * listed), some(["aims", "review", "exit plan"], 0.4),
                         1 + int(CHANCE.random() * 5) if chance(0.9) else "",
                         some(["enquiry", "leadership", "information"], 0.5), f"{int(CHANCE.random() * 40) / 4:.2f}"])
    write("returns/facilitators.csv", ("group_id,wave,due_on,returned_on,stage,lea_role,cost_total,members_listed,"
          "members_in_contact,documents,readiness_start,priorities,training_days_done").split(","), rows)


def ties(people):
    rows = []
    for at, (wave, *_, census) in enumerate(WAVES):
        for number, (group, *_) in enumerate(GROUPS, 1):
            mine = [person[0] for person in on_roll(people, census) if person[1] == group]
            for place, person in enumerate(mine):
                # Half of one group never answers; another was not asked at first.
                if (number == 4 and place % 2) or (number == 2 and at == 0) or chance(0.06):
                    continue
                for other in mine + [f"R{number}99"]:
                    if other != person and chance(0.22):
                        rows.append([person, other, wave, pick(["advice", "contact"]), int(CHANCE.random() * 5),
                                     1 + int(CHANCE.random() * 4) if chance(0.9) else ""])
                if chance(0.4):
                    rows.append([person, f"out-{number}", wave, "outside", 2, ""])
    write("ties.csv", "from_member,to_member,wave,kind,contact,trust".split(","), rows)


def attainment():
    rows = []
    for number, (group, *_) in enumerate(GROUPS[:5], 1):
        for place in range(2):
            for arm in ["programme", "comparison"]:
                mean = 95 + 10 * CHANCE.random()
                for at in [0, 2]:
                    gain = at * ((1.2 if arm == "programme" else 0.5) + CHANCE.random())
                    rows.append([f"{arm[0].upper()}{number}{place}", group, "reading age", WAVES[at][0],
                                 arm if arm == "comparison" or place else "", 20 + int(CHANCE.random() * 15),
                                 f"{mean + gain:.2f}", f"{11 + 4 * CHANCE.random():.2f}"])
    write("reading_age.csv", "school_id,group_id,measure,time_point,arm,cohort_n,mean,sd".split(","), rows)


if __name__ == "__main__":
    groups()
    everybody = members()
    survey(everybody)
    registers(everybody)
    returns()
    ties(everybody)
    attainment()

"""Computes the values of `data/` independently of the program, with the standard library alone, and
writes them to `values.csv`: every code for some units at every wave, an empty value where there is none."""

import csv
from pathlib import Path
from statistics import fmean

from evaluation import *
from kinds import *


def values():
    return {
        "TA-1": good_talk,
        "TA-1.newcomers": lambda u: mean(scores(u, TALK, lambda row: row["newcomer"] == "yes")),
        "TA-1.gap": difference,
        "TA-1.change": lambda u: change(u, TALK, 0),
        "TA-2": lambda u: mean(scores(u, EASE)),
        # 4 or less of 10 is 6 or more turned round.
        "TA-3": lambda u: favourable(u, "worry", 6),
        "BO-1": lambda u: mean(scores(u, JOY)),
        "BO-1.with_attendance": slope,
        "BO-2": lambda u: favourable(u, "recommend", 7),
        "BO-3": lambda u: mean(scores(u, ["habit"])),
        "BO-3.share": lambda u: favourable(u, "habit", 6),
        "BO-3.change": lambda u: change(u, ["habit"], 1),
        "BO-4": beside,
        "BO-4.now": reading_age,
        # Two libraries an arm in each circle, and no child's own scores: nothing to reckon from.
        "BO-4.pooled": lambda u: None,
        "BO-4.beyond": lambda u: None,
        "SU-1": lambda u: mean(scores(u, ["recommend", "worry"])),
        "RC-1": attendance,
        "RC-1.evening": lambda u: attendance(u, "year", lambda row: row["setting"] == "twilight"),
        "RC-1.early": lambda u: rate(u, SESSIONS, within_a_year, window="ever"),
        "RC-1.review": lambda u: rate(u, SESSIONS, lambda row: row["closing_review"] == "yes", lambda row: row["closing_review"]),
        "RC-1.chose": lambda u: share(sum(row["opted_in"] == "yes" for row in u.on_roll()), len(u.on_roll())),
        "RC-1.stayed": stayed,
        "RC-2": lambda u: ratio(u, lambda row: int(row["members_in_contact"]), lambda row: int(row["members_listed"])),
        # Each row's hundreds are kept to the fourth decimal place.
        "RC-2.prepared": lambda u: ratio(u, prepared, lambda row: round(float(row["cost_total"]) / 100, 4)),
        "RC-3": lambda u: quotient(u, visitors, lambda g: sum(numbers(g, RETURNS, "members_listed")), 10),
        "RC-4": count,
        "RC-4.libraries": lambda u: over(u, lambda g: float(len(set(entries(g.of(SESSIONS, "ever"), "host_school_id")))), fmean),
        "RC-4.gap": lambda u: over(u, gap),
        "RC-5": lambda u: over(u, shared, fmean),
        "RC-5.first": lambda u: over(u, first_made),
        "RC-5.delay": delay,
        "RC-5.reuse": lambda u: middle(numbers(u, OUTPUTS, "reuse_count", "ever")),
        "RC-6": lambda u: over(u, ways),
        "RC-6.own": lambda u: share(entries(u.of(SESSIONS), "knowledge_fields").count("personal"),
                                    len(entries(u.of(SESSIONS), "knowledge_fields"))),
        "RC-6.least": lambda u: over(u, least),
        "RC-6.even": lambda u: over(u, evenness),
        "RC-6.unlike": lambda u: over(u, unlike),
        "RC-6.led": lambda u: over(u, inequality),
        "RC-7": lambda u: reach(u, "member_id", ACTIVITIES, "members", "ever"),
        "RC-7.hosts": lambda u: reach(u, "school_id", SESSIONS, "host_school_id", "year"),
        "RC-7.meant": lambda u: over(u, meant),
        "WE-1": network("density", lambda row: row["kind"] != "contact" or int(row["contact"]) >= 2),
        "WE-1.new": network("density", new=True),
        "WE-1.reach": network("reach", answering=0.4),
        "WE-1.returned": network("reciprocity"),
        "WE-1.central": network("centralisation", answering=0.5, facilitators=True),
        "WE-1.beyond": network("bridging"),
        "WE-1.trust": network("trust", lambda row: row["kind"] == "advice"),
        "LA-1": lambda u: over(u, active),
        "LA-2": lambda u: over(u, stage),
        "LA-3": readiness,
        "LA-4": lambda u: over(u, plan, fmean),
        "LA-5": lambda u: quotient(u, lambda g: len(g.of(SESSIONS, "ever", after_money)), lambda g: len(g.of(SESSIONS, "ever"))),
        "LA-6": lambda u: over(u, silent, fmean),
        "LA-6.rises": lambda u: over(u, rises, fmean),
        "SU-2": lambda u: over(u, in_place, fmean),
        "SU-3": lambda u: explained(u, good_talk),
        "SU-3.model": lambda u: explained(u, model),
        "PL-1": lambda u: over(u, model, commonest),
        "PL-1.age": lambda u: over(u, lambda g: months(GROUPS[g.groups[0]]["formed_on"], g.census)),
        "PL-1.travel": lambda u: mean([float(row["travel_minutes"]) for row in u.on_roll() if 10 <= int(row["travel_minutes"]) <= 50]),
        "PL-1.spread": lambda u: (lambda years: max(years) - min(years))(
            [years for years in numbers(u, MEMBERS, "years_as_head") if years >= 0.5]),
        "PL-1.cost": lambda u: sum(numbers(u, RETURNS, "cost_total")) or None,
        "TR-1": lambda u: share(len(u.survey()), len(u.on_roll())),
        "TR-1.blank": missing,
        "TR-1.again": again,
        "TR-1.returns": lambda u: share(len(u.of(RETURNS)), len(u.groups)),
        "TR-2": lambda u: over(u, agreement),
        "TR-2.alpha": alpha,
        "TR-2.omega": omega,
        "TR-2.between": icc1,
        "TR-2.means": icc2,
    }


LEAST = {"BO-4.pooled": "lea", "BO-4.beyond": "lea", "BO-1.with_attendance": "programme", "BO-4": "lea", "BO-4.now": "lea", "SU-3": "programme",
         "SU-3.model": "programme", "TR-2.alpha": "lea", "TR-2.omega": "programme", "TR-2.between": "programme",
         "TR-2.means": "programme"}


def main():
    with (Path(__file__).parent / "values.csv").open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["code", "unit", "wave", "value"])
        for name, groups in UNITS.items():
            level = name.split(":")[0]
            for at, wave in enumerate(WAVES):
                unit = Unit(level, groups, at)
                for code, made in values().items():
                    if LEVELS.index(level) >= LEVELS.index(LEAST.get(code, "group")):
                        value = made(unit)
                        out.writerow([code, name, wave[0], "" if value is None else repr(float(value))])


if __name__ == "__main__":
    main()

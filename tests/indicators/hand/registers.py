"""Definitions that are counted in a way of their own."""

from datetime import timedelta

from hand.evaluation import Unit
from hand.methods import diversity, evenness, gini, middle
from hand.ways import (
    Absent, anything, collected, entries, groups_in, members, one, ratio_of, whole,
)

DAYS_IN_A_MONTH = 365.25 / 12
WAYS_OF_LEARNING = [("sessions", "processes", anything), ("activities", "process", anything)]
FOURTEEN = {f"P{place:02}" for place in range(1, 15)}
BETWEEN_SCHOOLS = {"P05", "P06", "P07", "P08", "P12"}
BEYOND_THE_SEMINAR = {"P05", "P06", "P07", "P08", "P12", "P14"}


def active_members(ev, unit, wave):
    """Members who came to one of the last three sessions up to the wave's end, or joined in the ninety
    days before the census."""

    def of_group(ev, unit, wave):
        sessions = ev.rows("sessions", unit, wave, "ever")
        latest = sorted(sessions, key=lambda row: (row["date"], row["session_id"]))[-3:]
        ids = {row["session_id"] for row in latest}
        came = {
            row["member_id"]
            for row in ev.tables["attendance"]
            if row["session_id"] in ids and row["status"] == "present"
        }
        new = wave.census - timedelta(days=90)
        roster = members(ev, unit, wave)
        if not roster:
            raise Absent("nothing_recorded")
        return float(
            sum(1 for row in roster if row["member_id"] in came or row["joined_on"] and row["joined_on"] > new)
        )

    collected(ev, "members", "sessions", "attendance")
    return groups_in(of_group, middle)(ev, unit, wave)


def longest_gap(ev, unit, wave):
    """Longest stretch between two sessions of the year, in weeks."""

    def of_group(ev, unit, wave):
        days = sorted({row["date"] for row in ev.rows("sessions", unit, wave, "year")})
        if len(days) < 2:
            raise Absent("too_little")
        return max((b - a).days for a, b in zip(days, days[1:])) / 7

    collected(ev, "sessions")
    whole(ev, wave, "year")
    return groups_in(of_group, middle)(ev, unit, wave)


def months_from_formed(until):
    """Months from the day the group was formed to another day; the middle group's for larger units."""

    def of_group(ev, unit, wave):
        formed, then = ev.group[unit.id]["formed_on"], until(ev, unit, wave)
        if formed is None or then is None or formed > wave.last or then < formed:
            raise Absent("nothing_recorded")
        return (then - formed).days / DAYS_IN_A_MONTH

    return groups_in(of_group, middle)


def first_product(ev, unit, wave):
    """Day of the group's first product so far."""
    collected(ev, "outputs")
    return min((row["date"] for row in ev.rows("outputs", unit, wave, "ever")), default=None)


def census_day(_ev, _unit, wave):
    """The wave's census day."""
    return wave.census


def total(ev, unit, wave, window, sources):
    """Rows or numbers of several tables added up."""
    found = 0.0
    for table, of in sources:
        found += sum(of(row, wave, ev) or 0 for row in ev.rows(table, unit, wave, window))
    return found


def per(above, below, window="year", times=1.0, known=lambda *_: True):
    """One total over another, of the groups that have something below the line and are known."""

    def value(ev, unit, wave):
        collected(ev, *(table for table, _ in above + below))
        whole(ev, wave, window)
        over = under = 0.0
        for group in map(one, unit.groups):
            mine = total(ev, group, wave, window, below)
            if mine and known(ev, group, wave):
                over, under = over + total(ev, group, wave, window, above), under + mine
        return times * ratio_of(over, under)

    return value


def some_change_returned(ev, group, wave):
    """Whether a school of the group returned how many changes came through it."""
    return any(row["changes_linked"] is not None for row in ev.rows("school_returns", group, wave, "year"))


def cost_for_each(table, of):
    """Cost of the groups that returned one in the year, for each of something of theirs."""
    known = per([("facilitator_returns", lambda row, *_: row["cost_total"])], [(table, of)])

    def value(ev, unit, wave):
        collected(ev, "facilitator_returns")
        returned = {
            row["group_id"]
            for row in ev.rows("facilitator_returns", unit, wave, "year")
            if row["cost_total"] is not None
        }
        return known(ev, Unit(unit.level, unit.id, [group for group in unit.groups if group in returned], []), wave)

    return value


def after_the_money(ev, unit, wave):
    """Sessions after the money ended for each before, in groups whose money ended in the stretch."""
    collected(ev, "sessions")
    whole(ev, wave, "year")
    after = before = 0
    for group in unit.groups:
        ended = ev.group[group]["funding_ends_on"]
        if ended is None or ended >= wave.last:
            continue
        days = [row["date"] for row in ev.rows("sessions", one(group), wave, "year")]
        if any(day <= ended for day in days):
            after += sum(1 for day in days if day > ended)
            before += sum(1 for day in days if day <= ended)
    return ratio_of(after, before)


def counted_mentions(ev, unit, wave, window, sources, wanted=None):
    """How often each entry is mentioned."""
    mentions, _ = entries(ev, unit, wave, window, sources)
    kinds = wanted or sorted(set(mentions))
    counts = [mentions.count(kind) for kind in kinds]
    if not sum(counts):
        raise Absent("nothing_recorded")
    return counts


def mixture(of_counts, sources, window="year", wanted=None):
    """Something of how often a group's entries are mentioned; the middle group's for larger units."""

    def of_group(ev, unit, wave):
        return of_counts(counted_mentions(ev, unit, wave, window, sources, wanted))

    def value(ev, unit, wave):
        collected(ev, *(table for table, _, _ in sources))
        whole(ev, wave, window)
        return groups_in(of_group, middle)(ev, unit, wave)

    return value


def smallest_share(counts):
    """The share of the entry mentioned least."""
    return min(counts) / sum(counts)


def how_even(counts):
    """Pielou's J; one way of learning alone has no evenness."""
    if sum(1 for count in counts if count) < 2:
        raise Absent("too_little")
    return evenness(counts)


def beyond_the_seminar(ev, unit, wave):
    """Of all uses of a way of learning, the share that reaches beyond the seminar."""
    collected(ev, "sessions", "activities")
    whole(ev, wave, "year")
    mentions, _ = entries(ev, unit, wave, "year", WAYS_OF_LEARNING)
    mentions = [way for way in mentions if way in FOURTEEN]
    return ratio_of(sum(1 for way in mentions if way in BEYOND_THE_SEMINAR), len(mentions))


def phases_of_members(ev, unit, wave):
    """Blau's index of the phases of members on roll; the middle group's for larger units."""

    def of_group(ev, unit, wave):
        phases = [row["phase"] for row in members(ev, unit, wave) if row["phase"]]
        if not phases:
            raise Absent("nothing_recorded")
        return diversity([phases.count(phase) for phase in set(phases)])

    collected(ev, "members")
    return groups_in(of_group, middle)(ev, unit, wave)


def inequality_of_leading(ev, unit, wave):
    """Gini over the members on roll of how often they led; the middle group's for larger units."""

    def of_group(ev, unit, wave):
        roster = [row["member_id"] for row in members(ev, unit, wave)]
        led, _ = entries(ev, unit, wave, "year", [("sessions", "led_by", anything)])
        counts = [led.count(member) for member in roster]
        if len(counts) < 2 or not sum(counts):
            raise Absent("nothing_recorded")
        return gini(counts)

    collected(ev, "sessions", "members")
    whole(ev, wave, "year")
    return groups_in(of_group, middle)(ev, unit, wave)


def priorities_in_common(ev, unit, wave):
    """Priorities that both name over those that either names; the middle group's for larger units."""

    def of_group(ev, unit, wave):
        group, schools = (
            set(entries(ev, unit, wave, "year", [(table, "priorities", anything)])[0])
            for table in ["facilitator_returns", "school_returns"]
        )
        if not group or not schools:
            raise Absent("nothing_recorded")
        return len(group & schools) / len(group | schools)

    collected(ev, "facilitator_returns", "school_returns")
    return groups_in(of_group, middle)(ev, unit, wave)


def grade_of_changes(ev, unit, wave):
    """The middle grade over all changes."""
    collected(ev, "school_returns")
    rows = ev.rows("school_returns", unit, wave, "year")
    grades = [int(grade) for row in rows for grade in (row["change_grades"] or "").split(";") if grade]
    if not grades:
        raise Absent("nothing_recorded")
    return float(middle(grades))


def returns_complete(ev, unit, wave):
    """Facilitators' returns received of those due, and schools' where the wave completes a year."""
    due = came = 0
    if "facilitator_returns" in ev.tables:
        due += len(unit.groups)
        came += len({row["group_id"] for row in ev.rows("facilitator_returns", unit, wave)})
    if "school_returns" in ev.tables and ev.waves[0].first <= wave.begins("year"):
        for group in map(one, unit.groups):
            schools = {row["school_id"] for row in members(ev, group, wave)} - {None}
            due += len(schools)
            came += len(schools & {row["school_id"] for row in ev.rows("school_returns", group, wave, "year")})
    if not due:
        raise Absent("not_collected")
    return came / due


def still_members(months, excused):
    """Kaplan and Meier's share still there so many months after joining."""

    def value(ev, unit, wave):
        collected(ev, "members")
        spells = []
        for row in ev.rows("members", unit, wave, "ever"):
            joined, left = row["joined_on"], row["left_on"]
            if row["role"] == "facilitator" or joined is None or joined > wave.last or left and left < joined:
                continue
            has_left = left is not None and left <= wave.last
            days = ((left if has_left else wave.last) - joined).days
            spells.append((days, has_left and row["left_reason"] not in excused))
        if not spells:
            raise Absent("nothing_recorded")
        after = int(months * 365.25 / 12)
        share = 1.0
        for day in sorted({days for days, leaves in spells if leaves and days <= after}):
            there = sum(1 for days, _ in spells if days >= day)
            share *= 1 - sum(1 for days, leaves in spells if leaves and days == day) / there
        # Nobody was there so long, and not because all had left.
        if share > 0 and max(days for days, _ in spells) < after:
            raise Absent("too_little")
        return share

    return value

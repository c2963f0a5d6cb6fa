"""What respondents answered."""

from hand.methods import agreement, alpha, icc1, icc2, mean, middle, omega, slope
from hand.ways import Absent, collected, groups_in, members, one, ratio_of

TURNED_ROUND = {"ms32", "ms33", "ms36"}
CLIMATE = ["ms04", "ms05", "ms16", "ms17", "ms18"]
FEWEST_FOR_RELIABILITY = 50
FEWEST_FOR_SLOPE = 60
FEWEST_GROUPS = 5


def returns(ev, unit, wave):
    """The unit's survey returns of the wave."""
    return ev.rows("responses", unit, wave)


def answer(row, item):
    """An answer, turned round where to disagree is good; none where there is none."""
    given = row["answers"].get(item)
    return 6 - given if given and item in TURNED_ROUND else given


def score(row, items):
    """Mean of a person's answers, if two thirds of the questions or more are answered."""
    given = [answer(row, item) for item in items if answer(row, item) is not None]
    return mean(given) if given and 3 * len(given) >= 2 * len(items) else None


def asked(ev, wave, items):
    """Stops where none of the questions is asked at the wave."""
    collected(ev, "responses")
    if not any(item in ev.asked.get(wave.id, []) for item in items):
        raise Absent("not_asked")


def scores(ev, unit, wave, items):
    """Every score there is."""
    asked(ev, wave, items)
    found = [score(row, items) for row in returns(ev, unit, wave)]
    return [value for value in found if value is not None]


def scale(*items):
    """Mean of the scores of those who answered."""

    def value(ev, unit, wave):
        found = scores(ev, unit, wave, items)
        return ratio_of(sum(found), len(found))

    return value


def agreeing(item):
    """Of those who answered, the share who agree or strongly agree."""

    def value(ev, unit, wave):
        found = scores(ev, unit, wave, [item])
        return ratio_of(sum(1 for given in found if given >= 4), len(found))

    return value


def newcomers_beside_others(*items):
    """Mean of the newcomers less the mean of the others."""

    def value(ev, unit, wave):
        asked(ev, wave, items)
        sides = {True: [], False: []}
        for row in returns(ev, unit, wave):
            if row["newcomer"] is not None and score(row, items) is not None:
                sides[row["newcomer"]].append(score(row, items))
        if not sides[True] or not sides[False]:
            raise Absent("nothing_recorded")
        return mean(sides[True]) - mean(sides[False])

    return value


def matched_change(*items):
    """Mean change of those who have the scale now and at the first wave at which it was asked."""

    def value(ev, unit, wave):
        collected(ev, "responses")
        first = ev.waves[1 if set(items) <= ev.not_at_first else 0]
        if wave.place <= first.place:
            raise Absent("no_earlier_wave")
        then = {row["respondent_id"]: score(row, items) for row in returns(ev, unit, first)}
        changes = []
        for row in returns(ev, unit, wave):
            before, now = then.get(row["respondent_id"]), score(row, items)
            if row["respondent_id"] is not None and before is not None and now is not None:
                changes.append(now - before)
        return ratio_of(sum(changes), len(changes))

    return value


def response_rate(ev, unit, wave):
    """Of the members on roll at the census day, the share whose return can be used."""
    collected(ev, "responses", "members")
    return ratio_of(len(returns(ev, unit, wave)), len(members(ev, unit, wave)))


def answers_missing(ev, unit, wave):
    """Of all answers due from those who returned the survey, the share without one that can be used."""
    collected(ev, "responses")
    found = returns(ev, unit, wave)
    due = len(found) * len(ev.asked.get(wave.id, []))
    return ratio_of(due - sum(len(row["answers"]) for row in found), due)


def matched(ev, unit, wave):
    """Of those who answered at the first wave, the share with an answer now."""
    collected(ev, "responses")
    if wave.place == 0:
        raise Absent("no_earlier_wave")
    first = returns(ev, unit, ev.waves[0])
    now = {row["respondent_id"] for row in returns(ev, unit, wave)} - {None}
    return ratio_of(sum(1 for row in first if row["respondent_id"] in now), len(first))


def group_agreement(ev, unit, wave):
    """rwg(j) on climate; for larger units the middle group's."""

    def of_group(ev, unit, wave):
        rows = returns(ev, unit, wave)
        answers = [[answer(row, item) for row in rows if answer(row, item) is not None] for item in CLIMATE]
        if not all(answers):
            raise Absent("nothing_recorded")
        if any(len(given) < 2 for given in answers):
            raise Absent("too_little")
        return agreement(answers)

    asked(ev, wave, CLIMATE)
    return groups_in(of_group, middle)(ev, unit, wave)


def reliability(coefficient, *items):
    """Alpha or omega among those who answered every question, fifty or more."""

    def value(ev, unit, wave):
        asked(ev, wave, items)
        people = [[answer(row, item) for item in items] for row in returns(ev, unit, wave)]
        people = [person for person in people if None not in person]
        if not people:
            raise Absent("nothing_recorded")
        if len(people) < FEWEST_FOR_RELIABILITY:
            raise Absent("too_little")
        return {"alpha": alpha, "omega": omega}[coefficient](people)

    return value


def between(coefficient):
    """What lies between groups in their members' scores on climate."""

    def value(ev, unit, wave):
        groups = [scores(ev, one(group), wave, CLIMATE) for group in unit.groups]
        groups = [group for group in groups if group]
        if len(groups) < FEWEST_GROUPS:
            raise Absent("too_little")
        return {"icc1": icc1, "icc2": icc2}[coefficient](groups)

    return value


def attendance_and_impact(ev, unit, wave):
    """Least squares of the scores on impact over thirds of attendance, sixty people or more."""
    items = ["ms27", "ms28"]
    asked(ev, wave, items)
    rows = [row for row in returns(ev, unit, wave) if row.get("attendance_third") is not None]
    pairs = [(row["attendance_third"], score(row, items)) for row in rows if score(row, items) is not None]
    if not pairs:
        raise Absent("nothing_recorded")
    if len(pairs) < FEWEST_FOR_SLOPE:
        raise Absent("too_little")
    return slope([third for third, _ in pairs], [value for _, value in pairs])

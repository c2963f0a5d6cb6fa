"""Ways of counting rows that several definitions share. Each makes a function of an evaluation, a unit
and a wave, which gives a number or raises why there is none."""

from collections import Counter

from hand.evaluation import Unit
from hand.methods import mean, middle


class Absent(Exception):
    """There is no value; the reason is the word."""


def collected(ev, *tables):
    """Stops where a table was never supplied."""
    if any(table not in ev.tables for table in tables):
        raise Absent("not_collected")


def whole(ev, wave, window):
    """Stops where the plan's waves do not reach back over the stretch."""
    if window in {"year", "two_years"} and ev.waves[0].first > wave.begins(window):
        raise Absent("year_not_complete")


def one(group):
    """A group as a unit by itself."""
    return Unit("group", group, [group], [])


def groups_in(of_group, how):
    """A group's own value, or for a larger unit something of the values of its groups that have one."""

    def value(ev, unit, wave):
        if unit.level == "group":
            return of_group(ev, unit, wave)
        values, reason = [], "nothing_recorded"
        for group in unit.groups:
            try:
                values.append(of_group(ev, one(group), wave))
            except Absent as absent:
                reason = str(absent)
        if not values:
            raise Absent(reason)
        return how(values)

    return value


def commonest(values):
    """The one that most have; of several the lowest."""
    counted = Counter(values)
    return min(value for value, n in counted.items() if n == max(counted.values()))


def share_that_do(values):
    """The share of groups of which it is so."""
    return mean([1.0 if value > 0 else 0.0 for value in values])


def ratio_of(above, below):
    """One over the other, if there is the other."""
    if not below:
        raise Absent("nothing_recorded")
    return above / below


def share(table, of, among=lambda row, wave: True, window="wave"):
    """Rows among rows."""

    def value(ev, unit, wave):
        collected(ev, table)
        rows = [row for row in ev.rows(table, unit, wave, window) if among(row, wave)]
        return ratio_of(sum(1 for row in rows if of(row, wave)), len(rows))

    return value


def sums(table, of, per, window="wave"):
    """A sum over a sum, of rows that have both."""

    def value(ev, unit, wave):
        collected(ev, table)
        pairs = [(of(row), per(row)) for row in ev.rows(table, unit, wave, window)]
        pairs = [(a, b) for a, b in pairs if a is not None and b is not None]
        return ratio_of(sum(a for a, _ in pairs), sum(b for _, b in pairs))

    return value


def number(table, of, how, where=lambda row, wave: True, window="wave"):
    """A statistic of all the unit's numbers."""

    def value(ev, unit, wave):
        collected(ev, table)
        whole(ev, wave, window)
        rows = [row for row in ev.rows(table, unit, wave, window) if where(row, wave)]
        numbers = [n for n in (of(row, wave) for row in rows) if n is not None]
        if not numbers:
            raise Absent("nothing_recorded")
        return how(numbers)

    return value


def how_many(table, where=lambda row, wave: True, window="year", different=None):
    """Rows, or different entries, of a group; the mean number a group for larger units."""

    def of_group(ev, unit, wave):
        rows = [row for row in ev.rows(table, unit, wave, window) if where(row, wave)]
        if different:
            return float(len({row[different] for row in rows} - {None}))
        return float(len(rows))

    def value(ev, unit, wave):
        collected(ev, table)
        whole(ev, wave, window)
        return groups_in(of_group, mean)(ev, unit, wave)

    return value


def whether(table, where, window="wave"):
    """Whether a group has such a row; the share of groups for larger units."""

    def of_group(ev, unit, wave):
        rows = ev.rows(table, unit, wave, window)
        if not rows:
            raise Absent("nothing_recorded")
        such = any(where(row, wave) for row in rows)
        if not such:
            whole(ev, wave, window)
        return 1.0 if such else 0.0

    def value(ev, unit, wave):
        collected(ev, table)
        return groups_in(of_group, share_that_do)(ev, unit, wave)

    return value


def entries(ev, unit, wave, window, sources):
    """All mentions in the columns of (table, column, condition), and how many rows were looked at."""
    mentions, looked_at = [], 0
    for table, column, where in sources:
        rows = [row for row in ev.rows(table, unit, wave, window) if where(row)]
        looked_at += len(rows)
        for row in rows:
            found = row[column]
            mentions += found if isinstance(found, list) else [found] if found is not None else []
    return mentions, looked_at


def anything(_row):
    """Every row."""
    return True


def kinds_found(sources, wanted, window="year"):
    """How many of some entries occur; for larger units the middle group's number."""

    def of_group(ev, unit, wave):
        mentions, looked_at = entries(ev, unit, wave, window, sources)
        if not looked_at:
            raise Absent("nothing_recorded")
        return float(len(set(mentions) & set(wanted)))

    def value(ev, unit, wave):
        collected(ev, *(table for table, _, _ in sources))
        whole(ev, wave, window)
        return groups_in(of_group, middle)(ev, unit, wave)

    return value


def on_roll(row, day):
    """Whether somebody is a member on a day: joined by then, not gone by then, no facilitator."""
    return row["role"] != "facilitator" and present_on(row, day)


def present_on(row, day):
    """The same, facilitators too."""
    joined, left = row["joined_on"], row["left_on"]
    return (joined is None or joined <= day) and (left is None or left > day)


def members(ev, unit, wave):
    """Members on roll at the census day."""
    return [row for row in ev.rows("members", unit, wave, "ever") if on_roll(row, wave.census)]


def taking_part(sources, who, window="year"):
    """Of the members on roll, or of their schools, the share that some columns name."""

    def value(ev, unit, wave):
        collected(ev, "members", *(table for table, _, _ in sources))
        whole(ev, wave, window)
        named = all_of_them = 0
        for group in map(one, unit.groups):
            roster = {row[who] for row in members(ev, group, wave)} - {None}
            named += len(roster & set(entries(ev, group, wave, window, sources)[0]))
            all_of_them += len(roster)
        return ratio_of(named, all_of_them)

    return value


def step(table, column, ladder, how, window="wave"):
    """Where on a ladder a group's latest return places it, from 1."""

    def of_group(ev, unit, wave):
        rows = [row for row in ev.rows(table, unit, wave, window) if row[column] in ladder]
        if not rows:
            raise Absent("nothing_recorded")
        latest = max(rows, key=lambda row: ev.wave_of[row["wave"]].place if "wave" in row else 0)
        return float(ladder.index(latest[column]) + 1)

    def value(ev, unit, wave):
        collected(ev, table)
        return groups_in(of_group, how)(ev, unit, wave)

    return value


def change_since_first(table, key, of):
    """Mean change of a number since somebody's first return that gave it."""

    def value(ev, unit, wave):
        if wave.place == 0:
            raise Absent("no_earlier_wave")
        collected(ev, table)
        now = {row[key]: of(row) for row in ev.rows(table, unit, wave) if of(row) is not None}
        changes = []
        for who, number_now in now.items():
            for earlier in ev.waves[: wave.place]:
                then = [of(row) for row in ev.rows(table, unit, earlier) if row[key] == who]
                if then and then[0] is not None:
                    changes.append(number_now - then[0])
                    break
        if not changes:
            raise Absent("nothing_recorded")
        return mean(changes)

    return value

"""Who names whom in a group."""

from hand.methods import mean, middle
from hand.ways import Absent, collected, groups_in, on_roll, present_on

LEAST_ANSWERING = 0.75


class Reported:
    """A group's members, those who answered, and the ties they reported: each pair once."""

    def __init__(self, ev, unit, wave, who):
        people = [row for row in ev.rows("members", unit, wave, "ever") if who(row, wave.census)]
        self.members = {row["member_id"]: row for row in people}
        rows = [row for row in ev.rows("ties", unit, wave) if row["from_member"] in self.members]
        self.answered = {row["from_member"] for row in rows}
        if not self.members or not rows:
            raise Absent("nothing_recorded")
        if len(self.members) < 3 or len(self.answered) < LEAST_ANSWERING * len(self.members):
            raise Absent("too_little")
        named = {(row["from_member"], row["to_member"]) for row in rows}
        self.inside = {(a, b) for a, b in named if b in self.members and a != b}
        self.outside = {(a, b) for a, b in named if b not in self.members}
        self.trust = [row["trust"] for row in rows if row["to_member"] in self.members and row["trust"]]


def density(reported, near=lambda row: True):
    """Ties over those that could have been reported, among pairs of which one is of some kind."""
    of_kind = {id for id, row in reported.members.items() if near(row)}
    could = [(a, b) for a in reported.answered for b in reported.members if a != b and {a, b} & of_kind]
    if not could:
        raise Absent("too_little")
    return sum(1 for pair in could if pair in reported.inside) / len(could)


def reach(reported):
    """Share of members in the largest part that ties hold together, whichever way they run."""
    left, largest = set(reported.members), 0
    while left:
        part = {left.pop()}
        open_ends = set(part)
        while open_ends:
            near = {b for a, b in reported.inside if a in open_ends}
            near |= {a for a, b in reported.inside if b in open_ends}
            open_ends = near - part
            part |= near
        largest = max(largest, len(part))
        left -= part
    return largest / len(reported.members)


def trust(reported):
    """Mean rating over ties."""
    if not reported.trust:
        raise Absent("too_little")
    return mean(reported.trust)


def bridging(reported):
    """Ties that leave the group over all ties."""
    return len(reported.outside) / (len(reported.inside) + len(reported.outside))


def reciprocity(reported):
    """Of ties between two who both answered, the share that are returned."""
    ties = [(a, b) for a, b in reported.inside if b in reported.answered]
    if not ties:
        raise Absent("too_little")
    return sum(1 for a, b in ties if (b, a) in reported.inside) / len(ties)


def centralisation(reported):
    """Freeman's, of being named: distances from the most named over the most they could add up to."""
    named = [sum(1 for _, b in reported.inside if b == member) for member in reported.members]
    n, could_name = len(named), len(reported.answered)
    most = (n - 1) * min(could_name, n - 1)
    return sum(max(named) - times for times in named) / most


def network(of, everybody=False):
    """A property of a group's network; for larger units the middle group's."""
    who = present_on if everybody else on_roll

    def value(ev, unit, wave):
        collected(ev, "ties", "members")
        return groups_in(lambda *at: of(Reported(*at, who)), middle)(ev, unit, wave)

    return value


def far(row):
    """More than half an hour from the sessions."""
    return row["travel_minutes"] is not None and row["travel_minutes"] > 30


def near(row):
    """Half an hour or less."""
    return row["travel_minutes"] is not None and row["travel_minutes"] <= 30

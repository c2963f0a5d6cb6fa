"""What other indicators say together."""

from math import ceil, floor

from hand.methods import mean
from hand.ways import Absent, groups_in, one, share_that_do

KEY_CHARACTERISTICS = [
    "KC-01", "KC-02", "KC-04", "KC-06", "KC-07", "KC-08", "KC-09", "KC-10", "KC-11", "KC-12", "KC-13", "KC-14",
    "KC-15", "KC-16", "KC-17",
]
FEWEST_GROUPS = 20
# Places to which a group's value is printed; bands and rules judge what is printed.
PLACES = {"KC-02": 0, "KC-06": 2, "KC-12": 2, "KC-13": 0, "KC-14": 0, "KC-15": 0, "KC-17": 0, "NH-12": 2}
SCALE_OR_NUMBER = 1


def every_group(ev):
    """All groups of the programme as units."""
    return [unit for unit in ev.units if unit.level == "group"]


def known(count, ev, unit, wave, code):
    """Another indicator's value, or none."""
    try:
        return count(code, ev, unit, wave)
    except Absent:
        return None


def printed(value, code):
    """A value as a page has it: halves go up, away from nought."""
    if value is None:
        return None
    scaled = value * 10 ** PLACES.get(code, SCALE_OR_NUMBER)
    whole = floor(abs(scaled) + 0.5 + 1e-9)
    return (whole if scaled >= 0 else -whole) / 10 ** PLACES.get(code, SCALE_OR_NUMBER)


def cosy(count):
    """Trust high, challenge low, few ties outside, all together."""

    def of_group(ev, unit, wave):
        codes = ["KC-07", "CL-02", "NH-12"]
        trust, challenge, ties = (printed(count(code, ev, unit, wave), code) for code in codes)
        return 1.0 if trust >= 4.0 and challenge < 3.5 and ties < 0.10 else 0.0

    return groups_in(of_group, share_that_do)


def inertia(count):
    """Among the tenth of all groups, rounded up, that make least of their time, and those as low."""

    def of_group(ev, unit, wave):
        code = "NH-10.rate"
        mine = printed(count(code, ev, unit, wave), code)
        rates = [printed(known(count, ev, group, wave, code), code) for group in every_group(ev)]
        rates = sorted(rate for rate in rates if rate is not None)
        if rates[0] == rates[-1]:
            raise Absent("no_earlier_wave")
        return 1.0 if mine <= rates[ceil(len(rates) / 10) - 1] else 0.0

    return groups_in(of_group, share_that_do)


def in_place(count, bands):
    """Of the key characteristics that are judged, the share in place."""

    def of_group(ev, unit, wave):
        marks = []
        for code in KEY_CHARACTERISTICS:
            value = printed(known(count, ev, unit, wave, code), code)
            if value is None:
                continue
            if "good_between" in bands[code]:
                low, high = bands[code]["good_between"]
                marks.append(low <= value <= high)
            else:
                marks.append(value >= bands[code]["good"])
        if 2 * len(marks) < len(KEY_CHARACTERISTICS):
            raise Absent("too_little")
        return mean([1.0 if mark else 0.0 for mark in marks])

    return groups_in(of_group, mean)


def goes_with(count, by, how):
    """How much of the groups' differences in the share in place goes with something else."""

    def value(ev, unit, wave):
        groups = map(one, unit.groups)
        pairs = [(known(count, ev, group, wave, by), known(count, ev, group, wave, "AN-01.index")) for group in groups]
        pairs = [(a, b) for a, b in pairs if a is not None and b is not None]
        if len(pairs) < FEWEST_GROUPS:
            raise Absent("too_little")
        return how([a for a, _ in pairs], [b for _, b in pairs])

    return value


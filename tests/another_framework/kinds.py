"""What each indicator comes to for one unit at one wave, computed without the program."""

import math
from statistics import fmean, variance

from evaluation import *


def favourable(unit, item, least):
    given = [value for value in (answer(row, item) for row in unit.survey()) if value is not None]
    return share(sum(value >= least for value in given), len(given))


def change(unit, items, first):
    if unit.at <= first:
        return None
    before = {(row["respondent_id"], row["group_id"]): score(row, items) for row in unit.survey(first) if row["respondent_id"]}
    now = {(row["respondent_id"], row["group_id"]): score(row, items) for row in unit.survey() if row["respondent_id"]}
    return mean([now[who] - before[who] for who in now if now[who] is not None and before.get(who) is not None])


def difference(unit):
    new, old = (scores(unit, TALK, lambda row, flag=flag: row["newcomer"] == flag) for flag in ["yes", "no"])
    return mean(new) - mean(old) if new and old else None


def line(pairs):
    """Slope and squared correlation."""
    xs, ys = [x for x, _ in pairs], [y for _, y in pairs]
    mx, my = fmean(xs), fmean(ys)
    xx, yy = sum((x - mx) ** 2 for x in xs), sum((y - my) ** 2 for y in ys)
    xy = sum((x - mx) * (y - my) for x, y in pairs)
    return xy / xx, xy * xy / (xx * yy)


def slope(unit):
    pairs = [(float(row["attendance_third"]), score(row, JOY)) for row in unit.survey() if row["attendance_third"]]
    pairs = [pair for pair in pairs if pair[1] is not None]
    return line(pairs)[0] if len(pairs) >= 12 else None


def rate(unit, table, of, among=lambda row: True, window="wave"):
    among = unit.of(table, window, among)
    return share(sum(bool(of(row)) for row in among), len(among))


def ratio(unit, of, per):
    found = [(of(row), per(row)) for row in unit.of(RETURNS)]
    return share(sum(pair[0] for pair in found), sum(pair[1] for pair in found))


def quotient(unit, of, per, times=1):
    """A group with nothing below the line adds nothing above it."""
    pairs = [(times * of(group), per(group)) for group in unit.each()]
    pairs = [pair for pair in pairs if pair[1] > 0]
    return share(sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs))


def count(unit):
    return over(unit, lambda group: float(len(group.of(SESSIONS, "year", lambda row: int(row["minutes"]) >= 90))), fmean) \
        if unit.at in YEAR else None


def gap(group):
    days = sorted({day(row["date"]) for row in group.of(SESSIONS, "ever")})
    return max((b - a).days for a, b in zip(days, days[1:])) / 7 if len(days) > 1 else None


def shared(group):
    """No is told only where there are rows at all and a whole year of them."""
    found = group.of(OUTPUTS, "year")
    such = [row for row in found if row["shared_beyond"] == "yes" or int(row["reuse_count"]) > 2]
    return 1.0 if such else 0.0 if found and group.at in YEAR else None


def months(start, end):
    return max((day(end) - day(start)).days, 0) / (365.25 / 12)


def first_made(group):
    made = [row["date"] for row in group.of(OUTPUTS, "ever", lambda row: row["type"] != "other")]
    return months(GROUPS[group.groups[0]]["formed_on"], min(made)) if made else None


def entries(found, column):
    return [entry for row in found for entry in row[column].split(";") if entry]


def ways(group):
    if group.at not in YEAR:
        return None
    met = group.of(SESSIONS, "year")
    found = set(entries(met, "knowledge_fields")) | set(entries([r for r in met if int(r["minutes"]) > 60], "cycle_elements"))
    return float(sum(any(word in found for word in way) for way in [["personal"], ["new", "public"], ["challenge"], ["coaching"]]))


def tally(words, known=()):
    counts = {word: 0 for word in known}
    for word in words:
        if not known or word in counts:
            counts[word] = counts.get(word, 0) + 1
    return list(counts.values()) if sum(counts.values()) else None


def evenness(group):
    counts = tally(entries(group.of(SESSIONS, "wave", lambda row: row["setting"]), "knowledge_fields"))
    if not counts or len(counts) < 2:
        return None
    return -sum(c / sum(counts) * math.log(c / sum(counts)) for c in counts) / math.log(len(counts))


def inequality(group):
    who = [row["member_id"] for row in group.on_roll()]
    counts = tally(entries(group.of(ACTIVITIES, "ever"), "led_by"), who)
    if not counts:
        return None
    pairs = sum(abs(a - b) for a in counts for b in counts)
    return pairs / (2 * len(counts) * sum(counts)) * len(counts) / (len(counts) - 1)


def least(group):
    counts = tally(entries(group.of(SESSIONS, "ever"), "knowledge_fields"), ["personal", "public", "new"])
    return counts and min(counts) / sum(counts)


def unlike(group):
    counts = tally(entries(group.of(SESSIONS, "ever"), "setting"))
    return counts and 1 - sum((c / sum(counts)) ** 2 for c in counts)


def reach(unit, column, table, found, window):
    if window == "year" and unit.at not in YEAR:
        return None
    pairs = []
    for group in unit.each():
        who = {row[column] for row in group.on_roll()}
        pairs.append((len(who & set(entries(group.of(table, window), found))), len(who)))
    return share(sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs))


def meant(group):
    said, done = set(entries(group.of(RETURNS), "priorities")), set(entries(group.of(SESSIONS), "focus"))
    return len(said & done) / len(said | done) if said and done else None


def network(statistic, where=lambda row: True, answering=0.75, facilitators=False, new=False):
    def of_group(group):
        ties = [row for row in TIES if HOME[row["from_member"]] in group.groups and row["wave"] == group.wave]
        if not ties:
            return None
        known = [row["member_id"] for row in group.on_roll(facilitators)]
        asked = {row["from_member"] for row in ties} & set(known)
        if len(asked) / len(known) < answering:
            return None
        inside = [row for row in ties if row["kind"] != "outside" and where(row)]
        pairs = {(row["from_member"], row["to_member"]) for row in inside}
        pairs = {pair for pair in pairs if pair[0] in known and pair[1] in known}
        if statistic == "trust":
            return mean([int(row["trust"]) for row in inside if row["trust"]])
        if statistic == "bridging":
            out = sum(row["kind"] == "outside" and where(row) for row in ties)
            return share(out, out + len(pairs))
        if statistic == "density":
            lately = {row["member_id"] for row in group.on_roll() if (day(group.census) - day(row["joined_on"])).days < 150}
            counts = (lambda a, b: a in lately or b in lately) if new else (lambda a, b: True)
            could = sum(counts(a, b) for a in asked for b in known if a != b)
            return share(sum(counts(*pair) for pair in pairs), could)
        if statistic == "reciprocity":
            both = [pair for pair in pairs if pair[1] in asked]
            return share(sum(pair[::-1] in pairs for pair in both), len(both))
        if statistic == "centralisation":
            named = [sum(pair[1] == who for pair in pairs) for who in known]
            others = len(known) - 1
            return sum(max(named) - times for times in named) / (others * min(len(asked), others))
        return largest_part(known, pairs) / len(known)
    return lambda unit: over(unit, of_group)


def largest_part(known, pairs):
    best, left = 0, set(known)
    while left:
        part, open_ = set(), [left.pop()]
        while open_:
            who = open_.pop()
            part.add(who)
            open_ += [b for a, b in pairs | {pair[::-1] for pair in pairs} if a == who and b not in part]
        left -= part
        best = max(best, len(part))
    return best


def active(group):
    met = sorted({(row["date"], row["session_id"]) for row in MARKS if row["group_id"] in group.groups
                  and row["date"] <= group.end})
    recent = {session for _, session in met if _ in sorted({when for when, _ in met})[-2:]}
    came = {row["member_id"] for row in MARKS if row["session_id"] in recent and row["status"] == "present"}
    return float(sum(row["member_id"] in came or (day(group.census) - day(row["joined_on"])).days < 30
                     for row in group.on_roll()))


def stage(group):
    found = sorted((row["wave"] != WAVES[0][0], row["wave"] == WAVES[2][0], row["stage"]) for row in group.of(RETURNS, "ever")
                   if row["stage"])
    return float(["support group", "in transition", "learning community"].index(found[-1][2]) + 1) if found else None


def readiness(unit):
    changes = []
    for group in unit.each():
        known = {row["wave"]: int(row["readiness_start"]) for row in group.of(RETURNS, "ever") if row["readiness_start"]}
        before = [known[wave[0]] for wave in WAVES[:unit.at] if wave[0] in known]
        if before and unit.wave in known:
            changes.append(known[unit.wave] - before[0])
    return mean(changes)


def plan(group):
    found = group.of(RETURNS)
    return float(any("exit plan" in entries([row], "documents") for row in found)) if found else None


def rounded(value, places):
    """As printed: halves away from zero."""
    return math.copysign(math.floor(abs(value) * 10 ** places + 0.5 + 1e-9) / 10 ** places, value)


def good_talk(unit):
    return mean(scores(unit, TALK))


def attendance(unit, window="wave", among=lambda row: True):
    return rate(unit, MARKS, lambda row: row["status"] == "present",
                lambda row: row["status"] != "not due" and among(row), window)


def silent(group):
    talk, joy = mean(scores(group, TALK)), mean(scores(group, JOY))
    return None if talk is None or joy is None else float(rounded(talk, 1) >= 4 and rounded(joy, 1) < 5)


def rises(group):
    if group.at == 0:
        return None
    before, now = good_talk(Unit("group", group.groups, group.at - 1)), good_talk(group)
    return float(rounded(now, 1) > rounded(before, 1) and rounded(attendance(group), 2) <= 0.9)


def in_place(group):
    judged = [(good_talk(group), 1, 4.5), (mean(scores(group, EASE)), 1, 3), (favourable(group, "worry", 6), 2, 0.75),
              (attendance(group), 2, 0.8)]
    return fmean(rounded(value, places) >= limit for value, places, limit in judged)


def explained(unit, by):
    pairs = [(by(group), mean(scores(group, JOY))) for group in unit.each()]
    if by is good_talk:
        return line(pairs)[1]
    total = sum((joy - fmean(j for _, j in pairs)) ** 2 for _, joy in pairs)
    within = 0.0
    for model in {model for model, _ in pairs}:
        mine = [joy for other, joy in pairs if other == model]
        within += sum((joy - fmean(mine)) ** 2 for joy in mine)
    return 1 - within / total


def model(group):
    return float(["cohort", "extending", "mixed"].index(GROUPS[group.groups[0]]["model"]) + 1)


def commonest(values):
    return min(values, key=lambda value: (-values.count(value), value))


def missing(unit):
    asked = [item for item in ITEMS if item != "habit" or unit.at > 0]
    gone = sum(answer(row, item) is None for row in unit.survey() for item in asked)
    return share(gone, len(unit.survey()) * len(asked))


def again(unit):
    first = [row["respondent_id"] for row in unit.survey(0)]
    return share(sum(row["respondent_id"] in first for row in unit.survey() if row["respondent_id"]), len(first)) \
        if unit.at else None


def agreement(group):
    spreads = []
    for item in TALK:
        given = [value for value in (answer(row, item) for row in group.survey()) if value is not None]
        spreads.append(variance(given) / ((6 * 6 - 1) / 12))
    q = fmean(spreads)
    return 3 * (1 - q) / (3 * (1 - q) + q) if q < 1 else 0.0


def covariances(unit, items):
    found = [[answer(row, item) for item in items] for row in unit.survey()]
    found = [values for values in found if None not in values]
    if len(found) < 50:
        return None
    means = [fmean(column) for column in zip(*found)]
    return [[sum((v[i] - means[i]) * (v[j] - means[j]) for v in found) / (len(found) - 1) for j in range(3)] for i in range(3)]


def alpha(unit):
    c = covariances(unit, TALK)
    return c and 1.5 * (1 - sum(c[i][i] for i in range(3)) / sum(map(sum, c)))


def omega(unit):
    """With three items one factor fits exactly: each loading follows from the three correlations."""
    c = covariances(unit, JOY)
    if not c:
        return None
    r = [[c[i][j] / math.sqrt(c[i][i] * c[j][j]) for j in range(3)] for i in range(3)]
    loadings = [math.sqrt(r[i][j] * r[i][k] / r[j][k]) for i, j, k in [(0, 1, 2), (1, 0, 2), (2, 0, 1)]]
    return sum(loadings) ** 2 / (sum(loadings) ** 2 + sum(1 - loading ** 2 for loading in loadings))


def between(unit, items):
    """Mean squares between and within circles, and the plain mean of their sizes."""
    found = [scores(group, items) for group in unit.each()]
    everyone = [value for values in found for value in values]
    grand = fmean(everyone)
    msb = sum(len(values) * (fmean(values) - grand) ** 2 for values in found) / (len(found) - 1)
    msw = sum(sum((v - fmean(values)) ** 2 for v in values) for values in found) / (len(everyone) - len(found))
    return msb, msw, len(everyone) / len(found)


def icc1(unit):
    msb, msw, size = between(unit, TALK)
    return (msb - msw) / (msb + (size - 1) * msw)


def icc2(unit):
    msb, msw, _ = between(unit, JOY)
    return 1 - msw / msb


def reading_age(unit):
    found = [row for row in SCHOOLS if row["group_id"] in unit.groups and row["time_point"] == unit.wave
             and row["arm"] != "comparison"]
    pupils = sum(int(row["cohort_n"]) for row in found)
    return share(sum(int(row["cohort_n"]) * float(row["mean"]) for row in found), pupils)


def beside(unit):
    """Difference in differences in standard deviations within schools at the first wave, with Hedges' factor."""
    if unit.at != 2:
        return None
    found = [row for row in SCHOOLS if row["group_id"] in unit.groups]
    before = {row["school_id"]: row for row in found if row["time_point"] == WAVES[0][0]}
    changes = {"comparison": [0.0, 0], "": [0.0, 0]}
    for row in found:
        if row["time_point"] == WAVES[2][0]:
            n = int(row["cohort_n"])
            arm = changes["comparison" if row["arm"] == "comparison" else ""]
            arm[0] += n * (float(row["mean"]) - float(before[row["school_id"]]["mean"]))
            arm[1] += n
    first = [(int(row["cohort_n"]), float(row["sd"])) for row in before.values()]
    spread = math.sqrt(sum((n - 1) * sd * sd for n, sd in first) / sum(n - 1 for n, _ in first))
    m = sum(n - 1 for n, _ in first)
    factor = math.exp(math.lgamma(m / 2) - math.lgamma((m - 1) / 2)) / math.sqrt(m / 2)
    return factor * (changes[""][0] / changes[""][1] - changes["comparison"][0] / changes["comparison"][1]) / spread


def stayed(unit):
    """Kaplan and Meier's share after six months; readers still there count as long as they were."""
    spells = []
    for row in MEMBERS:
        if row["group_id"] in unit.groups and row["role"] != "facilitator" and row["joined_on"] <= unit.end:
            left = row["left_on"] if row["left_on"] and row["left_on"] <= unit.end else ""
            spells.append(((day(left or unit.end) - day(row["joined_on"])).days, bool(left)))
    after, there = int(6 * 365.25 / 12), 1.0
    for gone in sorted({days for days, left in spells if left and days <= after}):
        there *= 1 - spells.count((gone, True)) / sum(days >= gone for days, _ in spells)
    return there if there == 0 or any(days >= after for days, _ in spells) else None


def numbers(unit, table, column, window="wave", where=lambda row: True):
    return [float(row[column]) for row in unit.of(table, window, where) if row[column]]


def delay(unit):
    return middle([float((day(row["received_on"]) - day(row["date"])).days) for row in unit.of(OUTPUTS, "ever")
                   if row["received_on"]])


def prepared(row):
    days = float(row["training_days_done"])
    return days - 1 if days >= 2.5 else days


def within_a_year(row):
    return (day(row["date"]) - day(GROUPS[row["group_id"]]["formed_on"])).days <= 365


def after_money(row):
    ends = GROUPS[row["group_id"]]["funding_ends_on"]
    return bool(ends) and row["date"] > ends


def visitors(group):
    people = sum(int(row["people"]) for row in group.of(ACTIVITIES) if row["strategy"] != "conference")
    return people + len(group.of(SESSIONS, "wave", lambda row: row["setting"] == "online"))

"""What was measured in schools, beside comparison schools."""

from hand.methods import hedges_j, mean
from hand.ways import Absent, collected, one


def compared(ev, unit, wave, outcome):
    """Change of programme schools less that of comparison schools, weighted by the pupils tested at the
    end, over the spread of pupils within schools at the first wave, corrected for small samples; and
    the variance of that, schools being free to differ in how much they vary (CR2)."""
    collected(ev, "attainment")
    if wave.place == 0:
        raise Absent("no_earlier_wave")
    rows = [row for row in ev.rows("attainment", unit, wave, "ever") if row["measure"] == outcome]
    first, now = (
        {(row["arm"], row["school_id"]): row for row in rows if row["time_point"] == id}
        for id in [ev.waves[0].id, wave.id]
    )
    if not first or not now:
        raise Absent("nothing_recorded")
    change, variance = {}, 0.0
    for arm in ["programme", "comparison"]:
        both = [key for key in now if key in first and key[0] == arm]
        if len(both) < 3:
            raise Absent("too_little")
        pupils = sum(now[key]["cohort_n"] for key in both)
        schools = [(now[key]["cohort_n"] / pupils, now[key]["mean"] - first[key]["mean"]) for key in both]
        change[arm] = sum(weight * rise for weight, rise in schools)
        variance += sum(weight**2 * (rise - change[arm]) ** 2 / (1 - weight) for weight, rise in schools)
    freedom = sum(row["cohort_n"] - 1 for row in first.values())
    within = sum((row["cohort_n"] - 1) * row["sd"] ** 2 for row in first.values()) / freedom
    effect = hedges_j(freedom) * (change["programme"] - change["comparison"]) / within**0.5
    return effect, variance / within + effect**2 / (2 * freedom)


def beside_comparison(outcome):
    """The effect by itself."""
    return lambda ev, unit, wave: compared(ev, unit, wave, outcome)[0]


def restricted(effects, tau2):
    """The slope, up to a factor of 2, of the restricted log likelihood of the variance between groups;
    and the pooled effect at it."""
    weights = [1 / (variance + tau2) for _, variance in effects]
    pooled = sum(w * effect for w, (effect, _) in zip(weights, effects)) / sum(weights)
    squares = sum(w**2 * (effect - pooled) ** 2 for w, (effect, _) in zip(weights, effects))
    return squares - sum(weights) + sum(w**2 for w in weights) / sum(weights), pooled


def pooled_over_groups(outcome):
    """The groups' own effects, pooled with a variance between them by restricted maximum likelihood."""

    def value(ev, unit, wave):
        effects, reason = [], "nothing_recorded"
        for group in unit.groups:
            try:
                effects.append(compared(ev, one(group), wave, outcome))
            except Absent as absent:
                reason = str(absent)
        if not effects:
            raise Absent(reason)
        if len(effects) < 3:
            raise Absent("too_little")
        low, high = 0.0, 10 * mean([effect**2 + variance for effect, variance in effects])
        if restricted(effects, 0.0)[0] <= 0:
            return restricted(effects, 0.0)[1]
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if restricted(effects, middle)[0] > 0 else (low, middle)
        return restricted(effects, low)[1]

    return value

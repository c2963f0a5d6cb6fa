"""Statistics from their textbook formulas, numbers to numbers."""

from math import exp, lgamma, log, sqrt


def mean(numbers):
    """Their sum over how many they are."""
    return sum(numbers) / len(numbers)


def middle(numbers):
    """The middle one, of two middle ones the lower."""
    return sorted(numbers)[(len(numbers) - 1) // 2]


def variance(numbers):
    """Squared distances from the mean over n - 1."""
    centre = mean(numbers)
    return sum((number - centre) ** 2 for number in numbers) / (len(numbers) - 1)


def covariance(ones, others):
    """Products of distances from both means over n - 1."""
    one, other = mean(ones), mean(others)
    return sum((a - one) * (b - other) for a, b in zip(ones, others)) / (len(ones) - 1)


def squared_correlation(ones, others):
    """Pearson's r, squared."""
    return covariance(ones, others) ** 2 / (variance(ones) * variance(others))


def slope(steps, values):
    """Least squares: how much values rise with one step."""
    return covariance(steps, values) / variance(steps)


def eta_squared(categories, values):
    """Sum of squares between categories over the sum of squares in all."""
    centre = mean(values)
    between = 0.0
    for category in set(categories):
        mine = [value for value, of in zip(values, categories) if of == category]
        between += len(mine) * (mean(mine) - centre) ** 2
    return between / sum((value - centre) ** 2 for value in values)


def alpha(people):
    """Cronbach's alpha: k / (k - 1) times one less the items' variances over that of the sum."""
    k = len(people[0])
    items = sum(variance([person[place] for person in people]) for place in range(k))
    return k / (k - 1) * (1 - items / variance([sum(person) for person in people]))


def omega(people):
    """McDonald's omega of standardised items, from one factor of maximum likelihood, fitted by
    expectation and maximisation."""
    k = len(people[0])
    columns = [[person[place] for person in people] for place in range(k)]
    spread = [sqrt(variance(column)) for column in columns]
    s = [[covariance(columns[i], columns[j]) / spread[i] / spread[j] for j in range(k)] for i in range(k)]
    loads = [sqrt(s[i][i] / 2) for i in range(k)]
    errors = [s[i][i] / 2 for i in range(k)]
    for _ in range(20000):
        weight = 1 + sum(load * load / error for load, error in zip(loads, errors))
        beta = [load / error / weight for load, error in zip(loads, errors)]
        with_factor = [sum(s[i][j] * beta[j] for j in range(k)) for i in range(k)]
        factor = 1 - sum(b * load for b, load in zip(beta, loads))
        factor += sum(beta[i] * with_factor[i] for i in range(k))
        new = [value / factor for value in with_factor]
        errors = [s[i][i] - new[i] * with_factor[i] for i in range(k)]
        moved = max(abs(a - b) for a, b in zip(new, loads))
        loads = new
        if moved < 1e-14:
            break
    common = sum(loads) ** 2
    return common / (common + sum(errors))


def between_groups(groups):
    """Mean squares between and within groups, and the mean size of a group."""
    values = [value for group in groups for value in group]
    centre, n, k = mean(values), len(values), len(groups)
    between = sum(len(group) * (mean(group) - centre) ** 2 for group in groups) / (k - 1)
    within = sum((value - mean(group)) ** 2 for group in groups for value in group) / (n - k)
    return between, within, n / k


def icc1(groups):
    """ICC(1) of Bliese 2000."""
    between, within, size = between_groups(groups)
    return (between - within) / (between + (size - 1) * within)


def icc2(groups):
    """ICC(2) of Bliese 2000."""
    between, within, _ = between_groups(groups)
    return (between - within) / between


def agreement(items):
    """rwg(j) of James, Demaree and Wolf 1984 against answers drawn evenly from five."""
    by_chance = (5 * 5 - 1) / 12
    missed = mean([variance(answers) for answers in items]) / by_chance
    agreed = len(items) * (1 - missed)
    return agreed / (agreed + missed) if missed < 1 else 0.0


def evenness(counts):
    """Pielou's J: Shannon's entropy over the most it could be with so many kinds."""
    counts = [count for count in counts if count > 0]
    total = sum(counts)
    entropy = -sum(count / total * log(count / total) for count in counts)
    return entropy / log(len(counts))


def diversity(counts):
    """Blau's index: one less the sum of squared shares."""
    return 1 - sum((count / sum(counts)) ** 2 for count in counts)


def gini(counts):
    """Mean absolute difference of all pairs over twice the mean, times n / (n - 1)."""
    n = len(counts)
    differences = sum(abs(a - b) for a in counts for b in counts) / n**2
    return differences / (2 * mean(counts)) * n / (n - 1)


def hedges_j(freedom):
    """Hedges' exact factor for small samples."""
    half = freedom / 2
    return exp(lgamma(half) - lgamma(half - 0.5)) / sqrt(half)

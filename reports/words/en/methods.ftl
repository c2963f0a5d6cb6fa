# What the methods page says.

# What each statistic is.
term_scale_score = Scale score
term_scale_score_is = The mean of a person’s answers to the questions of a scale, if at least two thirds of them are answered. Questions worded the other way are turned round first: lowest plus highest answer, minus the answer given.
term_average_answer = Average answer
term_average_answer_is = The mean of people’s scale scores. Every person counts once, at every level.
term_favourable_share = Favourable share
term_favourable_share_is = Those who chose a favourable answer, out of those who answered the question.
term_rate = Rate
term_rate_is = Records of one kind out of all records of the kinds named in the definition. Larger units add up both numbers first; they never average groups’ rates.
term_likely_range = Likely range
term_likely_range_is = A range that is meant to hold the true value in 95 of 100 surveys like this one; a table below says how often each kind did in trials. It is narrower where most of those asked answered. Where everyone answered, what they said needs no range.
term_range_of_a_share = Range of a share
term_range_of_a_share_is = Wilson’s interval, on a number of answers raised for the part of all members that answered (Wilson 1927; Brown, Cai and DasGupta 2001).
term_drawn_towards_the_programme = Drawn towards the programme
term_drawn_towards_the_programme_is = In comparisons a unit’s average is drawn towards that of all units, the more so the fewer its answers (empirical Bayes, random intercept by restricted maximum likelihood; Raudenbush and Bryk 2002). The unit’s own average stands beside it.
term_matched_change = Matched change
term_matched_change_is = The mean of each person’s later score less the earlier one, for people who answered both times, with a t interval. It is not computed where a question or its answers changed in between, unless the plan says why both forms may be taken as one.
term_difference_of_two_kinds_of_people = Difference of two kinds of people
term_difference_of_two_kinds_of_people_is = The average of one kind of people less that of another in the same survey, with Welch’s t interval.
term_difference_from_the_comparator = Difference from the comparator
term_difference_from_the_comparator_is = The change in a school outcome less the change in its comparator, in standard deviations (difference in differences).
term_agreement = Agreement
term_agreement_is = How alike a group’s answers are: 1 if all are the same, 0 if they are spread as if by lot (James, Demaree and Wolf 1984).
term_reliability = Reliability
term_reliability_is = How well the questions of a scale hold together: alpha, from how their answers go together (Cronbach 1951), and omega, from the one thing they have in common (McDonald 1999). Told for 50 people or more.
term_differences_between_groups = Differences between groups
term_differences_between_groups_is = ICC(1) is the part of people’s differences that lies between their groups. ICC(2) is how far the average of a group can be relied on (Bliese 2000).
term_network_measures = Network measures
term_network_measures_is = What the ties that members report make up: how many there are of those there could be, how many are returned, how far they lead, how much hangs on one member. Told where at least three quarters of the members answered, and never tie by tie.
term_mixtures = Mixtures
term_mixtures_is = How things of several kinds are mixed. Evenness is 1 if all kinds occur equally often (Pielou 1966), diversity is the chance that two picked at random differ (Blau 1977), inequality is 0 if all have the same (Gini 1912).
term_slope = Slope
term_slope_is = How much a score rises with each step of a number in the same return. It shows that two things go together, not that one brings about the other. Told for 60 people or more; its range takes groups as they are, alike within (Liang and Zeger 1986).
term_still_there = Still there
term_still_there_is = The share of members still there some months after joining, from everybody’s time so far; who is still there counts as long as they were (Kaplan and Meier 1958).
term_pooled_over_groups = Pooled over groups
term_pooled_over_groups_is = The groups’ own differences from their comparators taken together as studies are, free to differ in truth (restricted maximum likelihood; range by Knapp and Hartung 2003).
term_rules_and_indexes = Rules and indexes
term_rules_and_indexes_is = A rule is met where the indicators it names meet its conditions together. An index is the share of its indicators, as far as they are judged, that are in place.

# How sentences are worded.
wording_higher = higher than, lower than
wording_higher_is = The whole likely range lies on one side of the value it is compared with.
wording_similar = similar to, no clear change
wording_similar_is = The likely range includes that value. It does not mean that there is no difference.
wording_counts = 9 of 12
wording_counts_is = Shares of fewer than 30 people are written as counts.
wording_bands = In place, partly in place, not yet
wording_bands_is = The value as printed, held against the two limits of the indicator. Each indicator’s page entry says who set them.
wording_order = Order of units
wording_order_is = Tables list units by name. Charts of comparisons list them by estimate, and say that the order of overlapping lines is mostly chance.

# The cut-offs of sureness.
sureness_at_least = At least { $rate } of members answered, at least { $answers } answers stand behind the value and, for change, at least { $matched } of those who answered first were matched.
sureness_less = Anything less. The lowest of the parts decides. Where it is not known how many could have answered, answers are low at best.

# The rules that protect people.
protection_pages = Pages for { form_readers }
protection_fewest = Nothing about fewer than { $number } people.
protection_promise = The promise
protection_promise_is = Those asked were told that nothing about fewer than { $number } people is shown.
protection_outcomes = School outcomes
protection_outcomes_is = Pooled from at least { $number } schools.
protection_single = Answers to single questions
protection_single_is = Merged, bounded or left out where a group is small or few gave an answer, so that nobody stands alone in a count.
protection_unanimous = Near unanimity
protection_unanimous_is = Where all but one, or all, answered favourably, only a bound is given, as in “at least 11 of 12”. Where nobody or one person did, nothing is told.
protection_subtraction = Subtraction
protection_subtraction_is = Where one withheld value could be worked out from a total and its shown parts, a second part or the total is withheld as well.
protection_together = Taken together
protection_together_is = Groups or networks that are not shown one by one are shown together, where they are enough people and the total of which they are the rest is shown.
protection_rounded = Rounding
protection_rounded_is = On pages that anybody may see, counts of people and schools are to the nearest 5. Counts from 1 to 7 are not given. Rates are reckoned before rounding.
protection_once = Decided once
protection_once_is = All of this is settled once for every page together. A value is not shown on one page and hidden on another for the same readers.

# The worked example.
example_scores = Three people’s scores on one scale are { $first }, { $second } and { $third }.
example_mean = They add up to { $sum }; divided by 3 that is { $mean }, the average answer.
example_turned = A question worded the other way and answered { $lowest } counts as { $lowest } + { $highest } − { $lowest } = { $highest }.

# What was tried against everything told.
methods_attack = Put to the test
methods_attack_about = Before anything is written, a program plays somebody who holds all these pages and knows who is in which group. It adds and subtracts every number told. Whatever it finds about fewer people than promised is withheld, until it finds nothing.
audit_caption = What was tried, and what protection costs
head_audit = What
head_audit_number = Number
audit_lines = Numbers told that were taken together in the last search, which found nothing
audit_bounded = Counts not told whose least and most were worked out, none of them known
audit_repaired = Numbers withheld because an earlier search found what followed from them
audit_all = Figures and sets of answers that rest on what people said
audit_primary = Told by the size of each alone, which would not be safe together
audit_without_totals = Told if every total with an untold part were withheld instead
audit_released = Told here

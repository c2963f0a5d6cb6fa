# The trials of the ranges, as `reports/coverage.toml` names them: an id is the letters of the English name.

trial_share_in_a_group = Share in a group
trial_share_in_a_group_in_whole_people = Share in a group, in whole people
trial_average_answer_in_a_group = Average answer in a group
trial_average_score_in_a_group = Average score in a group
trial_matched_change_in_a_group = Matched change in a group
trial_difference_of_two_kinds_of_people = Difference of two kinds of people
trial_average_over_groups = Average over groups
trial_rate_over_groups = Rate over groups
trial_group_drawn_towards_the_programme = Group drawn towards the programme
trial_average_of_the_groups = Average of the groups
trial_how_far_groups_differ_icc_1 = How far groups differ (ICC 1)
trial_groups_drawn_again_by_lot_bca = Groups drawn again by lot (BCa)
trial_difference_from_the_comparator = Difference from the comparator
trial_difference_from_the_comparator_in_standard_deviations = Difference from the comparator, in standard deviations
trial_two_groups_in_standard_deviations_hedges_g = Two groups in standard deviations (Hedges’ g)
trial_average_over_studies_knapp_and_hartung = Average over studies (Knapp and Hartung)
trial_share_still_there_kaplan_and_meier = Share still there (Kaplan and Meier)
trial_reliability_alpha = Reliability (alpha)
trial_slope = Slope

# What was drawn; the numbers in the order in which they stand.
drawn_groups_of_to_to_of_answering = groups of { $a } to { $b }, { $c } to { $d } of { $e } answering
drawn_people_of_one_kind_of_the_other = { $a } people of one kind, { $b } of the other
drawn_groups_of_to_of_of_the_spread_between_groups = { $a } groups of { $b } to { $c }, { $d } of { $e } of the spread between groups
drawn_groups_to_places_each_of_taken = { $a } groups, { $b } to { $c } places each, { $d } of { $e } taken
drawn_schools_in_the_programme_beside_it_to_pupils_each = { $a } schools in the programme, { $b } beside it, { $c } to { $d } pupils each
drawn_and_people_half_a_standard_deviation_apart = { $a } and { $b } people half a standard deviation apart
drawn_studies_the_spread_between_their_true_effects = { $a } studies, { $b } the spread between their true effects
drawn_members_a_quarter_gone_within_the_year = { $a } members, a quarter gone within the year
drawn_people_questions_normal_numbers = { $a } people, { $b } questions, normal numbers
drawn_people_no_groups = { $a } people, no groups
drawn_people_in_groups_that_differ_in_both = { $a } people in { $b } groups that differ in both

# Why a range holds the truth more or less often than 95 times in 100.
because_share_in_a_group_in_whole_people = a group has only so many shares to choose from, and the range takes in whole people
because_group_drawn_towards_the_programme = where hardly anything sets groups apart, the method at times finds nothing that does and draws all to one value
because_groups_drawn_again_by_lot_bca = few groups show too little of how groups vary
stray_narrower = { $interval }: with { $setting }, { $share } of 100 ranges held the truth, so they are narrower than they say.
stray_narrower_because = { $interval }: with { $setting }, { $share } of 100 ranges held the truth, so they are narrower than they say: { $because }.
stray_wider = { $interval }: with { $setting }, { $share } of 100 ranges held the truth, so they are wider than they say.
stray_wider_because = { $interval }: with { $setting }, { $share } of 100 ranges held the truth, so they are wider than they say: { $because }.

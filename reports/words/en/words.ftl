# Short words: bands, states, symbols, reasons, units. The end of an id is the key that the program and its data files
# use.

band_in_place = In place
band_partly = Partly in place
band_not_yet = Not yet in place
band_unjudged = Not judged

# Of rows of profiles; in place, partly and not yet have the words of the bands.
state_not_enough = Not enough data
state_withheld = Withheld
state_low = Low
state_watch = Watch
state_high = High

# Symbols in place of values, and what they mean.
symbol_confidential = [c]
symbol_confidential_is = withheld so that nobody's answers can be told
symbol_not_available = [x]
symbol_not_available_is = not available
symbol_not_applicable = [z]
symbol_not_applicable_is = does not apply

# Why a value is withheld.
withheld_too_few_people = too few people answered to show it
withheld_single_item = a single question in a small group
withheld_too_few_schools = too few schools stand behind it
withheld_dominated = one or two schools make nearly all of it
withheld_remainder = by itself or with other figures it would tell somebody's answer
withheld_held = with an earlier release it would tell the answers of a few
withheld_override = withheld by decision, see the limits

# Why there is no value.
absent_not_collected = not collected
absent_not_asked = not asked at this time
absent_nothing_recorded = nothing on record
absent_no_earlier_wave = no earlier survey to compare with
absent_question_changed = the question changed between the surveys
absent_year_not_complete = less than twelve months of records
absent_too_little = too little to say
absent_no_comparator = nothing to compare it with
absent_not_at_this_level = not measured at this level

# What methods say of too little; an id is the letters of the English text.
too_little_of_members_answered_about_ties_fewer_than_the_share_asked_for = { $a } of { $b } members answered about ties, fewer than the share asked for
too_little_there_is_no_such_pair_of_members = there is no such pair of members
too_little_no_tie_has_a_trust_rating = no tie has a trust rating
too_little_fewer_than_two_dated_entries = fewer than two dated entries
too_little_only_of_its_indicators_have_a_value = only { $a } of its { $b } indicators have a value
too_little_groups_have_both_at_least_are_needed = { $a } groups have both, at least { $b } are needed
too_little_there_is_nothing_to_count = there is nothing to count
too_little_a_number_is_missing_or_too_large_to_work_with = a number is missing or too large to work with
too_little_all_values_are_alike_so_no_interval_can_be_drawn = all values are alike, so no interval can be drawn
too_little_too_few_people_at_least_needed = too few people: { $a }, at least { $b } needed
too_little_too_few_clusters_at_least_needed = too few clusters: { $a }, at least { $b } needed
too_little_too_few_categories_at_least_needed = too few categories: { $a }, at least { $b } needed
too_little_too_few_groups_at_least_needed = too few groups: { $a }, at least { $b } needed
too_little_too_few_units_coded_twice_at_least_needed = too few units coded twice: { $a }, at least { $b } needed
too_little_too_few_areas_at_least_needed = too few areas: { $a }, at least { $b } needed
too_little_too_few_studies_at_least_needed = too few studies: { $a }, at least { $b } needed
too_little_too_few_items_at_least_needed = too few items: { $a }, at least { $b } needed
too_little_too_few_schools_in_the_programme_arm_at_least_needed = too few schools in the programme arm: { $a }, at least { $b } needed
too_little_too_few_schools_in_the_comparison_arm_at_least_needed = too few schools in the comparison arm: { $a }, at least { $b } needed

basis_census = everyone asked
basis_sample = some of those asked
basis_record = counted from records
basis_over_groups = each group counted once
basis_contrast = programme set against comparator

# What an n counts.
counted_respondents =
    { $n ->
        [one] { $n } answer
       *[other] { $n } answers
    }
counted_pairs =
    { $n ->
        [one] { $n } matched person
       *[other] { $n } matched people
    }
counted_members =
    { $n ->
        [one] { $n } member
       *[other] { $n } members
    }
counted_places =
    { $n ->
        [one] { $n } place due
       *[other] { $n } places due
    }
counted_entries =
    { $n ->
        [one] { $n } entry
       *[other] { $n } entries
    }
counted_groups =
    { $n ->
        [one] { $n } group
       *[other] { $n } groups
    }
counted_schools =
    { $n ->
        [one] { $n } school
       *[other] { $n } schools
    }
counted_answers =
    { $n ->
        [one] { $n } answer due
       *[other] { $n } answers due
    }
counted_returns =
    { $n ->
        [one] { $n } return due
       *[other] { $n } returns due
    }
counted_figures =
    { $n ->
        [one] { $n } figure
       *[other] { $n } figures
    }

# Units by level, as headings and with their number.
level_group = Group
level_network = Network
level_lea = Authority
level_region = Region
level_programme = Programme
levels_group = Groups
levels_network = Networks
levels_lea = Authorities
levels_region = Regions
levels_programme = Programmes
this_group = This group
this_network = This network
this_lea = This authority
this_region = This region
this_programme = This programme
units_group =
    { $n ->
        [one] { $n } group
       *[other] { $n } groups
    }
units_network =
    { $n ->
        [one] { $n } network
       *[other] { $n } networks
    }
units_lea =
    { $n ->
        [one] { $n } authority
       *[other] { $n } authorities
    }
units_region =
    { $n ->
        [one] { $n } region
       *[other] { $n } regions
    }
units_programme =
    { $n ->
        [one] { $n } programme
       *[other] { $n } programmes
    }
form_level =
    { $level ->
        [group] group
        [network] network
        [lea] authority
        [region] region
       *[programme] programme
    }
form_levels =
    { $level ->
        [group] groups
        [network] networks
        [lea] authorities
        [region] regions
       *[programme] programmes
    }

direction_higher = More is better
direction_lower = Less is better
direction_zone = Best in the middle
direction_context = Background, not judged

severity_error = Stops the run
severity_warning = Needs attention
severity_note = For information

# The kinds of measures.
measure_scale_mean = Average of people's scale scores
measure_share_favourable = Share who gave a favourable answer
measure_difference = Difference between two sets of people
measure_matched_change = Average change of people who answered both times
measure_agreement = Agreement within a group
measure_slope = Rise of an average with each step of something else
measure_rate = Share of records
measure_ratio = One total over another
measure_quotient = One total for each of another
measure_count = How many there are
measure_presence = Whether there is one
measure_longest_gap = Longest gap, in weeks
measure_elapsed = Time between two dates, in months
measure_coverage = How many of a fixed list occur
measure_reach = Share of members or their schools that take part
measure_mix = How entries of a list are mixed
measure_overlap = How far two lists are the same
measure_ordinal = Step reached on a ladder
measure_category = Kind on record
measure_median_grade = Middle grade
measure_summary = A number on record
measure_number_change = Average change of a number on record
measure_active_members = Members who take part
measure_network = A property of the ties that members report
measure_retention = Share of members still there some months after joining
measure_comparison = Change beyond that of the comparator
measure_pooled_comparison = Changes beyond those of comparators, pooled over groups
measure_value_added = Pupils' scores beyond those of pupils who started alike
measure_outcome_mean = Average of a school outcome
measure_response_rate = Share of members who answered
measure_item_missing = Share of answers left out
measure_matched = Share of first answers matched later
measure_returns_received = Share of returns received
measure_reliability = How far the questions of a scale measure one thing
measure_between_groups = How much of people's differences lies between groups
measure_rule = Whether other findings hold together
measure_index = Share of other findings that are in place
measure_explained = How much of groups' differences goes with something else
measure_withheld = Share of figures withheld

# How numbers stand in text.
of = { $part } of { $whole }
of_with_percent = { $part } of { $whole } ({ $share })
over_percent = over { $percent }
under_percent = under { $percent }
range = { $low } to { $high }
at_least = at least { $value }
at_most = at most { $value }
yes = yes
no = no
weeks = { $number } weeks
months = { $number } months
grade = grade { $grade } of { $highest }
favourable = { $answers } favourable
fewer_than = fewer than { $number }
form_spelled =
    { $n ->
        [0] none
        [1] one
        [2] two
        [3] three
        [4] four
        [5] five
        [6] six
        [7] seven
        [8] eight
        [9] nine
       *[other] { $n }
    }

# A day in running text; the month is its number.
day =
    { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }

# Where a session was held and what it was about; other words are shown as they are.
session_breakfast = breakfast
session_day = day
session_twilight = twilight
session_residential = residential
session_online = online
session_pupil_learning = pupil learning
session_leadership = leadership
session_enquiry = enquiry
session_development_planning = development planning
session_information = information

# How a value compares, as a table cell says it.
mark_higher = ▲ higher
mark_similar = ● similar
mark_lower = ▼ lower
change_word_higher = ▲ clear rise
change_word_similar = ● no clear change
change_word_lower = ▼ clear fall
difference_higher = ▲ more than the comparator
difference_similar = ● no clear difference
difference_lower = ▼ less than the comparator

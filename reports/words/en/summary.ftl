# Sentences at the head of pages and sections, and what a page cannot say.

page_kind =
    { $level ->
        [group] Group report
        [network] Network report
        [lea] Authority report
        [region] Region report
       *[programme] Programme report
    }
form_readers =
    { $readers ->
        [internal] the group itself
        [programme] officers of the authority and of the programme
       *[public] anybody
    }
audience = For { form_readers }

missing_people =
    { $n ->
        [one] What the other { $one } thinks is not known.
       *[other] What the other { $n } { $many } think is not known.
    }
nobody_missing = Everyone asked answered, so this is what they said and not an estimate of it.

group_some = { $name } has { $good } of { $judged } characteristics in place
group_little = Little can be said of { $name } yet
group_talk = { $start }; the first to talk about is “{ $subject }”.
group_well = { $start }; “{ $subject }” goes well.
group_plain = { $start }.

area_in_networks = { $groups } in { $networks }
area_answered = { $name } has { $holds }; { $answered } of { $eligible } members ({ $percent }) answered the survey.
area_plain = { $name } has { $holds }.

standing_beside =
    { $verdict ->
        [higher] { $name }: { $band }, at { $own }, higher than the programme’s { $programme }.
        [lower] { $name }: { $band }, at { $own }, lower than the programme’s { $programme }.
        [similar] { $name }: { $band }, at { $own }; no clear difference from the programme’s { $programme }.
       *[none] { $name }: { $band }, at { $own }; the programme has { $programme }.
    }
standing_alone = { $name }: { $band }, at { $own }.

groups_in_place =
    { $which ->
        [none] { $name } is in place in none of { $judged } groups that can be judged.
        [all] { $name } is in place in all { $judged } groups that can be judged.
       *[some] { $name } is in place in { $groups } of { $judged } groups that can be judged.
    }

change_summary =
    { $which ->
        [none] People who answered twice show no clear change since { $since }.
        [up] People who answered twice rose clearly on { $up } of { $scales } scales since { $since }.
        [down] People who answered twice fell clearly on { $down } of { $scales } scales since { $since }.
       *[both] Since { $since }, people who answered twice rose clearly on { $up } scales and fell on { $down }.
    }
change_subject = Change

perceived_scale = { $name }, as members see it: { $value } on a scale of { $from } to { $to }.
perceived_count = { $name }: { $value } members who answered say so.
perceived_share = { $name }: { $value } of members who answered say so.
measured_without_range = { $name }: { $value }, without a likely range.
measured =
    { $verdict ->
        [higher] { $name }: more than the comparator, at { $value } (likely range { $range }).
        [lower] { $name }: less than the comparator, at { $value } (likely range { $range }).
       *[similar] { $name }: no clear difference from the comparator, at { $value } (likely range { $range }).
    }

first_survey = { $wave } is the first survey, so nothing can have changed yet.
no_matched_change = Too few people answered both times, or could be matched, to say what changed.
unmatched = In the table of everybody’s answers the people may differ from survey to survey, not only their answers.
pairs_matched = { $pairs } of the { $first } who answered first could be matched.
pairs_up_to = Up to { $pairs } people answered both times.

no_impact = No outcome was collected, so nothing is said about what the programme led to.
contribution = What members say and what was measured stand side by side here. Neither shows by itself that the programme made the difference.
only_said = Only what members say is on record; nothing was measured to set beside it.
only_measured = Only what was measured is on record; members were not asked.

false_alarms =
    { $looks } comparisons were made. By chance alone { $by_chance ->
        [0] fewer than one
       *[other] about { $by_chance }
    } would look at least a little unusual, and { $far ->
        [0] hardly any
       *[other] about { $far }
    } clearly so. Ask why before drawing any conclusion.
unusual =
    { $verdict ->
        [higher] { $measure } is higher than the programme’s { $programme }: likely range { $range }.
        [lower] { $measure } is lower than the programme’s { $programme }: likely range { $range }.
       *[similar] { $measure } is similar to the programme’s { $programme }: likely range { $range }.
    }
compared_differ = Of { $units }, { $differences }.
compared_alike = The likely range of each of { $units } includes it.
too_many_to_draw = { $units } are too many to draw. The table lists all of them.
not_shown = Not shown: { $names } ({ $reason }).
not_shown_units = { $n } units
ranges_among_peers = Likely ranges of answers are those of groups like this one: drawn towards the programme where answers are few. They decide what is called higher, similar or lower.
symbols_told = { $confidential } { $confidential_is }; { $not_available } { $not_available_is }; { $not_applicable } { $not_applicable_is }

tile_sessions = Sessions held
tile_answered = Answered the survey
tile_answered_note = { $percent } of members on roll
tile_answered_unknown = Not recorded, or withheld to protect people
tile_groups_note = In the register
tile_groups_within = In { $units }
tile_in_place = Characteristics in place
tile_in_place_note = Of those that can be judged and shown
tile_mean_count = a group on average, { $window }
tile_note = { $behind }, { $window }
window_year = twelve months to { $wave }
window_two_years = two years to { $wave }
window_ever = up to { $wave }

# How sure a reader can be.
sureness_high = High
sureness_moderate = Moderate
sureness_low = Low
sureness_very_low = Very low
sureness_because = { $grade }, because { $reason }.
sureness_response = { $answered } of { $eligible } members answered
sureness_response_unknown = it is not known, or not shown, how many could have answered
sureness_answers =
    { $n ->
        [one] { $n } answer stands behind it
       *[other] { $n } answers stand behind it
    }
sureness_matched = { $pairs } of the { $first } who answered first were matched
sureness_nothing = it is not known, or not shown, how many answered

# What a page cannot say.
limit_response = { $share } answered. Those who did not may think otherwise.
limit_decided = { $what } is withheld by decision of { $by }, { $day }: { $reason }
limit_withheld = { $withheld } of { $all } values on this page are withheld or given as a bound, to protect people.
limit_uncollected = { $missing } of { $all } values could not be worked out, because what they need was not collected.
limit_one_wave = There is one survey so far, so nothing can be said about change.
limit_matched = Change rests on { $pairs } of { $first } people who answered first and again.
limit_views = Answers are members’ own views. A single question is a weak measure; scales of several questions are firmer.
limit_contribution = Schools did not join by lot. A difference may have other reasons than the programme.

# Profiles.
profiles_own = These are views: the same findings, in the order of other questions. They collect nothing new.
profiles_own_rule = A row is in place if everything under it is, not yet if nothing is even partly, and partly in between.
profiles_counts = These are views over the groups’ own findings: how many groups stand where on each row.
profiles_counts_rule = Groups are counted where { $fewest } or more have a value that may be shown here.
profiles_too_few = Fewer than { $fewest } groups have a value
profiles_not_counted = Not counted, because fewer than { $fewest } groups have a value on any row: { $titles }.
profiles_quoted = “{ $title }”
profiles_compared = Each cell says how many groups have it in place, of those that can be judged on it.
profiles_by_state = Groups by state: { $title }
profiles_standing = { $n } { $state }
profile_rule_1 = A row looks at the judgements of the indicators it names. All in place: in place. None in place and none partly: not yet in place. Anything else: partly in place.
profile_rule_2 = If fewer than half of them have a value, there is not enough data, or the row is withheld where values are.
profile_rule_3 = Where a row looks at how something moved, a better judgement than at the survey before counts as in place, a worse one as not yet, and the same one as it is.
profile_rule_4 = Where a row names conditions, they count together: all of them hold, more than half, or fewer.
profile_rule_5 = A risk is low where the judgement behind it is in place, to be watched where it is partly, and high where it is not yet.

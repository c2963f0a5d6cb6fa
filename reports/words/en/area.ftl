# Pages of authorities, regions and the programme: units compared, shares in a funnel, indicators beside the programme,
# how members stay, surveys side by side, outcomes, what varies, and what to ask next.

left_off_paper_area = To keep the printed report short, profiles, answers question by question, group by group tables, who answered when and the tables behind drawings are on the screen page only.
left_off_paper_programme = To keep the printed report short, profiles, lesser outcomes and most tables behind drawings are on the screen page only.
read_as_above = It is read like the drawing above.
only_a_bound = Only a bound is told
not_shown_no_range = no likely range to compare by

# Units that stand apart.
unusual_far = Unusual: further from the programme than all but 2 in 1,000 would be by chance.
unusual_little = A little unusual: further than all but 1 in 20 would be by chance.
unusual_more =
    { $n ->
        [one] One more stands apart; the tables below show it.
       *[other] { $n } more stand apart; the tables below show them.
    }

# Shares of many units, as a funnel.
funnel_unusual =
    { $verdict ->
        [higher] { $measure }: { $own }, more than chance explains beside the programme’s { $programme }.
        [lower] { $measure }: { $own }, fewer than chance explains beside the programme’s { $programme }.
       *[similar] { $measure }: { $own }, as chance has it beside the programme’s { $programme }.
    }
funnel_title =
    { $which ->
        [none] { $measure }: none of { $units } is further from the programme than chance takes it
       *[some] { $measure }: of { $units }, { $far } unusual and { $little } a little unusual
    }
funnel_title_short =
    { $which ->
        [none] { $measure }: nothing beyond chance
       *[some] { $measure }: { $far } unusual, { $little } a little
    }
funnel_alternative = Of { $units }, { $far } lie outside both limits and { $little } between them.
funnel_widened = Units differ more than chance alone explains. The limits allow for that, so only the furthest stand out.
funnel_few = the share is of fewer than { $fewest }
funnel_n_line = { $units }, the smallest with { $fewest }, the largest with { $most }.
funnel_read_1 = Each mark is one unit: its share upwards, and to the right how many that share is of.
funnel_read_2 = The line is the programme. By chance alone 95 of 100 units lie within the inner limits and 998 of 1,000 within the outer ones.
funnel_read_3 = Small units lie far apart by chance, so the limits open to the left. Only units outside them are named.
funnel_inner = 95 of 100 by chance
funnel_outer = 998 of 1,000 by chance
funnel_counted = How many the share is of
funnel_key_higher = Above the limits
funnel_key_lower = Below the limits
funnel_key_others = Within the limits
funnel_tip = { $unit }: { $value }
funnel_as_expected = ● as expected
funnel_far_higher = ▲ unusual, higher
funnel_far_lower = ▼ unusual, lower
funnel_little_higher = ▲ a little unusual, higher
funnel_little_lower = ▼ a little unusual, lower
head_expected = Expected by chance

# Indicators in units of their own, beside the programme.
form_what =
    { $what ->
        [last] signs of whether it will last
       *[work] how the groups work
    }
spine_title =
    { $what ->
        [last] Will it last, beside the programme: { $differences }
       *[work] On record beside the programme: { $differences }
    }
spine_title_alike =
    { $what ->
        [last] No clear difference from the programme in whether it will last
       *[work] No clear difference from the programme in what is on record
    }
spine_subtitle = On record: { form_what }, { $unit }, { $wave }
spine_caption = On record: { form_what }, beside the programme
spine_alternative = Each indicator beside the programme, on a scale of its own.
spine_distance = Each row has its own scale: distances in one row cannot be compared with those in another.
spine_no_range =
    { $level ->
        [region] There are too few regions to tell the lowest and the highest.
       *[lea] There are too few authorities to tell the lowest and the highest.
    }
spine_n_line = Each row rests on a number of its own, which stands in the table behind it.
spine_read_1 = Each row is one indicator in its own unit. The upright line is the programme, with its value under it.
spine_read_2 = The mark is this unit. The pale bar reaches from the lowest to the highest unit of its kind, the dark bar over their middle half.
spine_read_3 = A triangle says that the whole likely range lies on one side of the programme. A diamond has no range to compare by.
spine_key_own =
    { $verdict ->
        [higher] { form_this }, higher
        [lower] { form_this }, lower
        [similar] { form_this }, similar
       *[none] { form_this }, not compared
    }
form_this =
    { $level ->
        [region] This region
       *[lea] This authority
    }
spine_key_middle =
    { $level ->
        [region] Middle half of regions
       *[lea] Middle half of authorities
    }
spine_key_range =
    { $level ->
        [region] Lowest to highest region
       *[lea] Lowest to highest authority
    }
spine_label = { $name } ({ $way })
spine_better = { $compared }, better
spine_worse = { $compared }, worse
spine_alike = Wherever it can be compared, nothing differs clearly from the programme.
spine_uncompared = These are counts from records, without a likely range to compare them by.
head_lowest = Lowest
head_highest = Highest

# How members stay.
retention_share = Members still there
retention_time = Months since joining
retention_cut = Too few to tell beyond
retention_subtitle = Members still in their group, month by month since joining, { $unit }, up to { $wave }
retention_n_line =
    { $n ->
        [one] { $n } member, from the day of joining.
       *[other] { $n } members, from the day each joined.
    }
retention_title_few = How { $n } members stayed, up to { $months } months after joining
retention_title = { $share } of members are still there { $months } months after joining
retention_sentence = After { $months } months the likely range is { $range }; { $n } members had been there so long.
retention_sentence_plain = After { $months } months { $n } members had been there so long.
retention_tip = { $unit }: { $share } still there after { $months } months
retention_caption = Members still there, by months since joining
retention_programme = Still there, programme
retention_read_1 = Each step down is members leaving. The band is the likely range for members like these.
retention_read_2 = The numbers below are members followed so long. Who joined lately counts only as long as they have been there.
retention_read_3 = Who left for a reason that the definition excuses counts up to that day and is no step down.
retention_untold = How long members stay cannot be drawn here: { $reason }.
retention_short = the records are too short or too few
head_months = Months
head_still_there = Still there
head_at_risk = Members followed so long

# Surveys side by side.
waves_title = Over { $surveys } surveys, whoever answered: { $differences }, the rest similar
waves_title_alike = Over { $surveys } surveys no average differs clearly from where it began
waves_subtitle = Average answers, survey by survey, { $unit }, up to { $wave }
waves_people = The people may differ from survey to survey, not only their answers.
waves_sentence = Furthest apart is { $scale }: { $first } at first, { $last } at last.
waves_tip = { $name }: { $values }
waves_key_own = Average answer
waves_key_changed = The question changed
waves_read_panels = Each panel is one scale over the surveys, all on the same axis. The band is the likely range; under it stands the number of answers.
waves_read_lines = Each line is one scale over the surveys. Its name stands at its end.
waves_read_2 = An average counts as different where its likely range lies wholly above or below that of the first survey.

# What was measured beside comparison schools.
forest_title = Beside comparison schools, overall: { $differences }
forest_title_alike = No clear difference from comparison schools overall
forest_subtitle = Change beyond that of comparison schools, in standard deviations, { $unit }, up to { $wave }
forest_n_line = Up to { $counted } stand behind a difference.
forest_caption = Differences from comparison schools, in standard deviations
forest_apart = { $found } of { $rows } areas’ ranges leave out the line; chance alone would make about { $by_chance }.
forest_reference = No difference
forest_key_effect = One place, with likely range
forest_key_pooled = All of this page’s schools, end to end of the likely range
forest_heading = Difference (likely range)
forest_hidden = too few schools, or one or two that make nearly all
forest_read_1 = Each row is one place. To the right of the line its schools changed more than comparison schools, to the left less.
forest_read_2 = A row that crosses the line shows no clear difference. A larger square has more schools behind it.
forest_read_3 = Schools did not join by lot, so a difference may have other reasons than the programme.
head_difference = Difference

# What it led to, by whom it is of.
outcomes_pupils = Pupils
outcomes_schools = Schools and their staff
outcomes_members = Members and how they lead
outcomes_groups = Groups
outcomes_areas = Networks and authorities
outcomes_none = No outcome with a comparison, no change and nothing that members say can be told here. The table below tells why.
outcomes_caption = Outcomes: those with a comparison first, then change, then what members say
outcomes_further = Outcomes that were only counted, and those that could not be told
outcomes_further_caption = Counted with nothing to compare, or not told
outcomes_beside = Main outcomes by { form_level }, in order of name
head_difference_or_value = Difference or value
sureness_comparison = schools did not join by lot
sureness_change = there is nobody to compare the change with
sureness_said = it is what members say, with nothing to compare it with
sureness_counted = it is a count with nothing to compare it with
sureness_judged = { $judged } of { $groups } groups can be judged
sureness_compared = it rests on { $counted }
sureness_recorded = it is counted from records
limit_no_comparison = Nothing here was measured beside schools outside the programme, so nothing can be laid to it.

# Who is missing.
answered_low = Fewer than { $share } of members answered in { $n } of { $units }: { $names }.
answered_untold = How many answered is not told for { $n } of { $units }: { $names }.
answered_everywhere = In every { form_level } at least { $share } of members answered.

# What varies.
varies = What varies between groups, and within them
varies_untold = How much lies between groups and how much within them is not measured or may not be told here.
varies_networks = How much of that lies between networks is not measured by this framework.
varies_none = On { $scale }, groups differ no more clearly than people within one group do.
varies_between = On { $scale }, about { $share } of what sets members apart lies between groups (likely range { $low } to { $high }); the rest lies within.
varies_between_plain = On { $scale }, about { $share } of what sets members apart lies between groups; the rest lies within.
varies_average = Of what sets groups’ averages on { $scale } apart, about { $share } is more than chance.
varies_caption = What varies, and what goes with it

# Conclusions and questions.
conclusion_apart =
    { $found ->
        [one] Of { $looks } comparisons with the programme, { $found } stands apart; chance alone would make about { $by_chance }.
       *[other] Of { $looks } comparisons with the programme, { $found } stand apart; chance alone would make about { $by_chance }.
    }
conclusion_stays = { $share } of members are still in their group { $months } months after joining.
to_ask = What to ask next
to_ask_lead = These are questions, not advice. Each comes from a figure on this page and needs people who know the schools.
questions_commissioner = For those who asked for the evaluation
questions_areas = For authorities and regions
questions_area =
    { $level ->
        [region] For officers of the region
       *[lea] For officers of the authority
    }
questions_groups = For facilitators and their groups
question_weakest = { $name } is in place in { $groups } of { $judged } groups. What would the others need?
question_apart =
    { $found ->
        [one] { $found } of { $looks } comparisons stands apart. What do those who know the place say is behind it?
       *[other] { $found } of { $looks } comparisons stand apart. What do those who know these places say is behind it?
    }
question_missing = { $n } { $many } did not answer. Who are they, and would they say the same?
question_leaving = { $share } are still there { $months } months after joining. Why did the others leave?
question_no_comparison = No outcome is told beside schools outside. Which one could be, and who holds the figures?
question_more = { $name }: the difference is on the programme’s side. What else changed in these schools?
question_no_difference = { $name }: no clear difference so far. When would one be expected, and how large should it be?
question_less = { $name }: comparison schools gained more. What else changed, there or here?
question_uncollected = { $n } of { $all } values need returns that were not sent. Which are worth the work?

# Texts of figures: titles that say what the intervals allow, sentences, keys, and how to read each chart.

behind_answered = { $n } of { $eligible } answered
behind_pairs =
    { $n ->
        [one] { $n } answer at both times
       *[other] { $n } answers at both times
    }
response_line = { $answered } of { $eligible } { $many } answered ({ $percent }).
response_unknown = How many answered is not shown here, to protect people or because it is not on record.
values_in_table = The values are in the table.
figure_undrawn = Names here are too long to be drawn legibly, so the table stands in for the drawing.

tally_higher =
    { $n ->
        [one] one is higher
       *[other] { form_spelled } are higher
    }
tally_lower =
    { $n ->
        [one] one is lower
       *[other] { form_spelled } are lower
    }
tally_both = { $higher }, { $lower }

# The strip of characteristics.
strip_title_differ = Beside the programme: { $differences }, the rest similar
strip_title_nothing = What members say about how the group works
strip_title_alike = No clear difference from the programme in how the group works
strip_sentence =
    { $verdict ->
        [higher] { $name } is higher than the programme: { $own } against { $programme }.
        [lower] { $name } is lower than the programme: { $own } against { $programme }.
       *[similar] { $name } stands at { $own }, similar to the programme at { $programme }.
    }
strip_nothing = Nothing here can be compared with the programme yet.
strip_subtitle = Average answer on each characteristic, { $unit }, { $wave }
strip_definition = What each characteristic means
strip_caption = Average answers, with the programme and the middle half of groups
strip_key_middle = Middle half of groups
strip_key_others = Other groups
strip_tip = { $name }: { $own }; programme { $programme }
strip_read_1 = Each row is one characteristic, on the scale of the answers. The diamond is this group.
strip_read_2 = The upright line is the programme. Grey ticks are other groups, never named, and the bar is their middle half.
strip_read_3 = “Similar” means that chance in so small a group could explain the distance to the programme.

# Answers to questions.
answers_title_none_shown = Answers that may not be shown one by one
answers_title_none = Most answers are favourable on none of these questions
answers_title_all =
    { $shown ->
        [one] Most answers are favourable on the one question shown
       *[other] Most answers are favourable on all { $shown } questions shown
    }
answers_title_some = Most answers are favourable on { $favourable } of { $shown } questions shown
answers_key = Questions on how the group works
answers_outlook = Questions on whether it will last
answers_impact = Questions on what it led to
answers_further = Further questions on how the group works
answers_other = Other questions
answers_subtitle = { $questions }, from “{ $first }” to “{ $last }”, { $unit }, { $wave }
answers_subtitle_plain = { $questions }, { $unit }, { $wave }
answers_unfavourable = Unfavourable
answers_neither = Neither
answers_favourable = Favourable
answers_reverse = Disagreeing is the good answer
answers_range = Favourable answers run from { $fewest } to { $most }.
answers_range_one = Every question shown drew { $most } favourable answers.
answers_only = “{ $question }” drew { $share } favourable answers.
answers_lowest = The fewest were for “{ $question }”.
answers_few = The answers are few or alike, so the table tells what may be told.
answers_tip = { $question }: { $answers } favourable
answers_caption = Answers to each question, merged into three
answers_heading = Answers
answers_definition = The questions in full
answers_read_1 = Disagreement runs to the left of the zero line and agreement to the right. “Neither” has its own column.
answers_read_2 = Where disagreeing is the good answer, the row says so; answers are shown as they were given.
answers_read_3 = Answers are merged or left out where showing them would tell one person’s answer.

# Units compared on one measure.
units_title_differ = { $measure }: of { $units }, { $differences } than the programme
units_title_alike =
    { $level ->
        [group] { $measure }: no clear difference between groups and the programme
        [network] { $measure }: no clear difference between networks and the programme
        [lea] { $measure }: no clear difference between authorities and the programme
       *[region] { $measure }: no clear difference between regions and the programme
    }
units_title_differ_short = { $measure }: { $differences }
units_title_alike_short = { $measure }: no clear difference
units_sentence = { $measure } is { $programme } for the programme as a whole.
units_order = The order of units whose lines overlap is mostly chance.
units_subtitle = { $kind }, by { form_level }, { $unit }, { $wave }
units_caption = { $measure }, { form_level } by { form_level } in order of name
units_reference = Programme: { $programme }
units_key_higher = Higher than the programme
units_key_similar = Similar
units_key_lower = Lower
units_key_range = Likely range
units_tip =
    { $verdict ->
        [higher] { $unit }: likely range { $range }, higher than the programme
        [lower] { $unit }: likely range { $range }, lower than the programme
       *[similar] { $unit }: likely range { $range }, similar to the programme
    }
units_read_1 = Each row is one unit: the mark is its estimate and the line its likely range. The dashed line is the programme.
units_read_2 = Estimates are drawn towards the programme where answers are few, so that chance is not taken for difference.
units_read_3 = ▲ the whole line is above the programme, ▼ below it, ● the line includes it.

# Bands over groups.
bands_title_none = None of { $judged } key characteristics is in place in most groups
bands_title = In most groups, { $most } of { $judged } key characteristics are in place
bands_often = { $name } is in place in { $groups } of { $judged } groups.
bands_seldom = The least common is { $name }: { $groups } of { $judged } groups.
bands_subtitle = Groups by judgement on each characteristic, { $unit }, { $wave }
bands_n_line = { $groups } in the register.
bands_definition = How each judgement is made
bands_caption = Groups by judgement
bands_tip = { $name }: in place in { $groups } of { $judged } groups
bands_read_1 = Each row is one characteristic. Groups that have it in place are to the right of zero, groups that do not yet to the left.
bands_read_2 = Groups that have it partly in place are in the grey column. Only groups whose value may be shown are counted.

# Change among the same people.
change_title =
    { $which ->
        [none] No clear change since { $since } among people who answered twice
        [up] Clear rise on { $up } of { $scales } scales since { $since }
        [down] Clear fall on { $down } of { $scales } scales since { $since }
       *[both] Since { $since }: clear rise on { $up }, clear fall on { $down }
    }
change_sentence =
    { $verdict ->
        [higher] { $scale } rose: { $change }, likely range { $range }.
        [lower] { $scale } fell: { $change }, likely range { $range }.
       *[similar] { $scale } shows no clear change: { $change }, likely range { $range }.
    }
change_subtitle = Average change of people who answered in { $first } and { $latest }, { $unit }
change_key_earlier = { $wave } (set to 0)
change_key_later = Change by { $wave }
change_key_unclear = No clear change
change_heading = Change (likely range)
change_label = { $change } ({ $range })
change_tip = { $scale }: { $change }, likely range { $range }
change_caption = Change from { $first } to { $latest } among the same people
change_waves_caption = Everybody’s answers, survey by survey
change_read_1 = Only people who answered both times count. The ring is where they stood first, set to nought; the dot is how far they moved.
change_read_2 = A change is clear when its likely range leaves out nought. Grey dots are changes that may be chance.

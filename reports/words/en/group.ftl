# A group's own page.

group_both = { $start }; “{ $well }” goes well, and the first to talk about is “{ $subject }”.
point_on_record = Counted from the group’s records or a return, so it does not depend on who answered.
sureness_at_best = A group is small: even if all { $n } members answered, this could not be more than { $grade }.
raised_standing = { $value } · { $band }

# Who turns to whom.
ties_title = Who turns to whom
ties_density = Of all the links there could be between members, { $share } are named.
ties_untold = How closely members are linked is not told here: { $why }.
ties_returned = Of the links that are named, { $share } are named from both sides.
ties_outside = Of everybody whom members name, { $share } are outside the group.
ties_no_picture = No picture of the links is drawn, because it would show who stands alone.
ties_all = All figures on links

# The main scales wave by wave.
surveys_title = The main scales, survey by survey
surveys_subtitle = Average answers of all who answered, { $unit }
surveys_ends = At the latest survey, { $high } is highest at { $high_value } and { $low } lowest at { $low_value }.
surveys_alike = At the latest survey, all scales stand at { $value }.
surveys_differ = Since the first survey the answers differ most on { $name }: { $before } then, { $now } now.
surveys_people = People may differ from survey to survey, not only their answers.
surveys_nothing_now = Nothing of the latest survey may be shown here.
surveys_n =
    { $n ->
        [one] { $n } answer
       *[other] { $n } answers
    }
surveys_answered = Answered: { $waves }.
surveys_read_1 = Each panel is one scale. The dark line is this group, the dashed line the programme.
surveys_read_2 = The band is the likely range. Where the bands of two surveys overlap, the difference may be chance.
surveys_read_3 = A gap means that nothing may be shown or nobody was asked. No line crosses it.

# One share as people.
share_title = { $name }: { $value } who answered
share_sentence = { $value } agree: “{ $question }”
share_subtitle = Members who agree or agree strongly, { $unit }, { $wave }
share_caption = Members who agree or agree strongly
share_key_filled = Agree
share_key_possible = May agree: only a bound is told
share_key_empty = Do not agree
share_read_1 = Each figure is one member who answered. Filled figures are those who agree.
share_read_2 = Their order tells nothing about anybody.

# What was agreed.
agreed_title = What we agreed, and what became of it
agreed_moved =
    { $on ->
        [0] Since { $wave }, none of { $all } action points moved on; { $same } stayed and { $back } went back.
       *[other] Since { $wave }, { $on } of { $all } action points moved on; { $same } stayed and { $back } went back.
    }
agreed_first = No earlier return says where the action points stood before.
agreed_nothing = No action is on record for this group, and no return says how far its action points have come.
agreed_no_action = No action of the group’s own is on record.
agreed_as_written = Actions are shown as they were written, on this page alone. Who sees to them is left out.
agreed_two_sources = The first table is what the facilitator’s return says, the second is the group’s own record. Where they differ, ask why.
agreed_caption = Actions on record, by the day they were due
agreed_no_day = no day set
agreed_no_status = not said
agreed_past = its day has passed
head_agreed = What was to be done
head_due = By when
head_status = How far it has come
rubric_caption = How far each action point has come, { $wave }
rubric_point = Action point
rubric_now = Now
rubric_not_here = not here

# Action points to fill in.
actions_lead = These points come from the figures. The questions are a start, not an order; change or cross out what does not fit.
actions_agreed_before = Look first at what was agreed before.
actions_ask = To begin with:
actions_empty = Add your own

# The workbook.
workbook_title = Workbook for the meeting
workbook_lead = Each frame has its questions, what this group’s figures say to them, and room to write.
workbook_use = Choose one frame for ten minutes. Read the questions first, then the figures, then write down what you see.
workbook_jump = In a hurry? Choose one frame of the workbook for your next meeting.
workbook_questions = Questions
workbook_evidence = What our figures say
workbook_notes = Our notes
workbook_tally = { $share } in place
workbook_unjudged = nothing judged yet
brief_missing = Not collected or not on record: { $names }.
brief_withheld = Withheld to protect people: { $names }.
workbook_nothing = No figure of this framework speaks to these questions yet.

# Behind the page.
annex_title = Everything behind this page
annex_about = For looking things up: further questions and characteristics, other views, and the figures behind the charts.
annex_answers = Further answers
annex_figures = The figures behind the charts
annex_values = Every value, with the programme beside it

# What is put in the annex because little of it may be told.
answers_in_annex = Single questions are not drawn here, because too little of them may be told. What may be told is further down.
change_in_annex = Person by person, change may be told on { $told } of { $all } scales. It stands further down.
change_by_person = Change person by person
brief_key = Key characteristics in brief
brief_all = All of them with the programme, likely ranges and what they rest on
how_sure_short = How sure:
standing_plain = { $name }: { $band }.

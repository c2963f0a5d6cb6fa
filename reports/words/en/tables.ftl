# Captions and headings of tables, and what their cells say.

head_indicator = Indicator
head_characteristic = Characteristic
head_statement = Statement
head_programme = Programme
head_judgement = Judgement
head_likely_range = Likely range
head_range_among_groups = Likely range among groups
head_middle_half = Middle half of groups
head_compared = Compared
head_rests_on = Rests on
head_question = Question
head_unfavourable = Unfavourable
head_neither = Neither
head_favourable = Favourable
head_answers = Answers
head_answered = Answered
head_share = Share
head_how_sure = How sure
head_step = Step
head_people = People
head_scale = Scale
head_change = Change
head_reading = Reading
head_outcome = Outcome
head_value = Value
head_own_value = Own value
head_drawn_at = Drawn at
head_in_place = In place
head_partly = Partly in place
head_not_yet = Not yet in place
head_judged_groups = Groups that can be judged
head_session = Session
head_setting = Setting
head_focus = Main focus
head_places = Places
head_present = Present
head_apologies = Apologies
head_absent = Absent
head_file = File
head_table = Table
head_rows = Rows
head_used = Used
head_left_out = Left out by the plan
head_replaced = Replaced by a later return
head_set_aside = Set aside
head_reason = Reason
head_meaning = What it means
head_as_written = As the files write it
head_where = Where
head_weight = Weight
head_found = What was found
head_to_do = What to do
head_times = Times
head_surveys = Surveys
head_what_changed = What changed
head_taken_as_one = Taken as one by the plan
head_what_follows = What follows
head_figures = Figures
head_bytes = Bytes
head_digest = SHA-256
head_range = Range
head_drawn = What was drawn
head_held = Held the truth, of 100
head_width = Mean width
head_draws = Programmes drawn
head_id = Id
head_offered = Answers offered
head_used_in = Used in
head_about = What it is about
head_we_will = What we will do
head_who = Who
head_by_when = By when
head_how_we_know = How we will know
head_groups_spoken_of = Groups it speaks of
head_all_other_groups = All other groups

actions_caption = Action points
flow_caption = From members to matched answers, { $wave }
flow_on_roll = On roll on the survey day
flow_answered = Answered the survey
flow_again = Of those who answered in { $wave }, answered again
flow_share = { $percent } of { $n }
response_caption = Response by { form_level }, { form_levels } in order of name
calendar_caption = Members who answered, by { form_level } and survey
heat_caption = Average answers by { form_level }, in order of name. The stronger the shade, the higher; every cell has its number.
inside_caption = Reports by { form_level }, in order of name
impact_said = What members say
impact_measured = What was counted or measured
sessions_caption = Sessions held and places taken: ● present, – apologies, ○ absent
sessions_all = All sessions

files_caption = Files received and what became of their rows
files_all = All files
files_sentence = Of the rows in { $files_read }, { $used } were used; { $needing } attention.
files_read =
    { $n ->
        [one] { $n } file
       *[other] { $n } files
    }
files_needing =
    { $n ->
        [one] { $n } finding needs
       *[other] { $n } findings need
    }
rows_caption = Why rows were not used
missing_caption = Answers that are missing, and why
missing_empty = (an empty cell or no column)
missing_not_asked = not asked
missing_not_asked_is = The form or the file has no such question.
missing_not_shown = not shown
missing_not_shown_is = The form did not show the question to this person.
missing_seen_and_skipped = seen and skipped
missing_seen_and_skipped_is = The person saw the question and went on.
missing_not_answered = not answered
missing_not_answered_is = The cell is empty; the file does not say why.
missing_declined = declined
missing_declined_is = The person chose not to say.
missing_don_t_know = don't know
missing_don_t_know_is = The person said that they do not know.
missing_not_applicable = not applicable
missing_not_applicable_is = The person said that the question does not apply.
missing_user_missing = user-missing
missing_user_missing_is = The file declares the code as no answer.
missing_not_finished = not finished
missing_not_finished_is = The person stopped before the end.
missing_unreadable = unreadable
missing_unreadable_is = The cell holds something that is no answer; it was set aside.
missing_other_is = As the plan says.

# Why rows were not used; the plan's own reasons are shown as they are.
row_answered_again = answered again
row_empty_row = empty row
row_below_the_table = below the table
row_no_group_of_the_programme = no group of the programme
row_no_respondent_key = no respondent key
row_not_finished = not finished
row_test_response = test response
row_no_entry_of_the_register = no entry of the register
row_no_mark_recorded = no mark recorded

findings_caption = Findings, the weightiest first
finding_rows = { $file }, rows { $rows }
finding_rows_more = { $file }, rows { $rows } and { $more } more
questions_changed_caption = Questions that changed between waves
question_waves = { $earlier } and { $later }
question_named = { $id } ({ $question })
question_taken = Yes: { $because }
question_not_taken = No
altered_wording = Its wording
altered_scale_same = Its answer scale, { $to } answers both times
altered_scale = Its answer scale: { $from } answers, then { $to }
altered_answer_words = The words of its answers
altered_dropped = It was left off the form
altered_added = It was new on the form
follows_not_told = Nothing is told of it where it was not asked; scales rest there on their other questions.
follows_no_change = Change is not computed between these surveys for any scale with this question.
follows_change = Change is computed, on the plan’s word.

trials_used = How often the ranges held in trials
trials_unused = Ranges that no figure here uses
trials_not_drawn = In { $share } of 100 nothing varied and no range could be drawn
withheld_caption = Figures withheld from pages for { form_readers }
inputs_caption = Files that were read
asked_caption = The questions as they were asked

fact_measured = How it is measured
fact_direction = Which way is better
fact_in_place = In place
fact_partly = Partly in place
fact_limits = Who set the limits
fact_level = Smallest unit
fact_source = Source
limits_between = { $from } to { $to }
limits_or_less = { $limit } or less
limits_or_more = { $limit } or more

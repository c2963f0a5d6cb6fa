# What the templates say.

skip_link = Skip to the report
trail = Where this page belongs
everywhere = The whole evaluation
other_language = Cymraeg
about = { $period } · { $audience } · as of { $day } · version { $version }
foot_evaluation = Evaluation for { $commissioner }. Questions to { $contact }.
foot_made = Measured by { $framework }. Made with { $software }.
foot_framework = { $name }, version { $version }
contents = On this page

page_programme = Programme
page_methods = Methods
page_quality = Data quality
page_framework = What is measured
page_data = The data as a table
kind_methods = How this was done
kind_quality = What the figures rest on

how_to_read = How to read this
figures_behind = The figures behind it
origin = Where it comes from
origin_definition = Definition:
origin_working = The working, down to counts:
how_sure = How sure can we be?
see_figure = See the figure
see_figure_on = on { $subject }
unusual_title = Unusual, worth asking why
unusual_none = None does here.
profile_named = Profile: { $title }
profile_statement = Statement, and what it rests on
profile_state = State

stands_out = What stands out
answered = Who answered, and how sure we can be
took_part = Who took part, and how sure we can be
compared = Compared with one another
how_groups_work = How the groups work
how_our_group_works = How our group works
profiles = Profiles
said = What members said
sessions = Sessions and attendance
changed = What changed
will_it_last = Will it last
led_to = What it led to
who_when = Who answered when
inside = Reports inside this one
actions = Action points
cannot_say = What this cannot say
doors = Which report is for you
conclusions = Key conclusions
all_reports = All reports
group_by_group = Group by group
going_well = Going well
worth_talking = Worth talking about
further = Further characteristics, family by family

# Names of tables, read out before their captions.
table_compared = Compared
table_groups = Groups
table_answered = Who answered
table_response = Response
table_reports = Reports
table_sessions = Sessions
table_further = Further characteristics
table_actions = To fill in
table_trials = Trials
table_protection = Protection
table_input = Input
table_files = Files
table_rows = Rows
table_answers = Answers
table_findings = Findings
table_questions = Questions
table_quality = Quality

no_conclusion = Too little may be shown to draw a conclusion.
no_judged_groups = Too few groups can be judged to count them.
no_question = No question was asked in this period.
no_question_at_all = No question was asked.
no_two_units = There are not two units whose values may be shown.
nothing_well = Nothing can yet be said to be in place. The profile below tells why.
nothing_to_talk = Nothing that can be shown falls short of the programme or of the limits set.
marks_sorted = Marks are sorted by kind, so their order tells nothing about anybody.
no_session = No session is on record for this group.
fill_in = Fill in together. Each row that is named leads to the figure behind it.

door_school = You lead a school in a group:
door_school_way = find your group’s report
door_area = You work for an authority or a region:
door_area_way = find its report
door_commissioner = You asked for the evaluation:
door_commissioner_way = read on from the key conclusions
door_check = You want to check a number:
door_check_methods = how this was done
door_check_quality = what it rests on
door_check_framework = what each word means

framework_by_question = By question
framework_indicators = Indicators:
framework_no_indicator = No indicator of this version answers to it.
framework_asked_as = Asked as:
framework_views = Views over the indicators above, in the order of other questions. They collect nothing new.
framework_source = Source: { $source }.
framework_questions = The questions in full

methods_lead = Every number in these reports can be traced: what it counts, how it was worked out, and why some are missing.
methods_numbers = What the numbers are
methods_example = A worked example
methods_explain = To see the working of any value, with its own counts:
methods_trials = How often the ranges held in trials
methods_trials_about = Many small programmes were made up by chance, so that the truth about each is known, and read with the same methods. A likely range should hold the truth in 95 of 100. Widths are in the unit of the value: steps of the answer scale, parts of 1, points or standard deviations.
methods_wording = What the words mean
methods_sureness = How sure we can be
methods_cut_offs = Cut-offs: { $basis }.
methods_protection = How people are protected
methods_nothing_withheld = Nothing had to be withheld.
methods_again = How to do it again
methods_same_bytes = The same files give the same pages, byte for byte, with:

quality_arrived = What arrived
quality_no_file = No file was read.
quality_found = What was found
quality_places = Findings name places, never values.
quality_nothing_found = Nothing was found wrong.
quality_forms = What changed on the forms
quality_trust = How far the data can be trusted

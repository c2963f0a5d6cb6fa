# Yr hyn y mae'r templedi'n ei ddweud.

skip_link = Neidio i’r adroddiad
trail = Ble mae’r dudalen hon yn perthyn
everywhere = Y gwerthusiad cyfan
other_language = English
about = { $period } · { $audience } · fel yr oedd ar { $day } · fersiwn { $version }
foot_evaluation = Gwerthusiad a gomisiynwyd gan: { $commissioner }. Cwestiynau at: { $contact }.
foot_made = Mesurwyd yn ôl: { $framework }. Gwnaed â { $software }.
foot_framework = { $name }, fersiwn { $version }
contents = Ar y dudalen hon

page_programme = Y rhaglen
page_methods = Dulliau
page_quality = Ansawdd data
page_framework = Yr hyn a fesurir
page_data = Y data fel tabl
kind_methods = Sut y gwnaed hyn
kind_quality = Sail y ffigurau

how_to_read = Sut i ddarllen hwn
figures_behind = Y ffigurau y tu ôl iddo
origin = O ble y daw
origin_definition = Diffiniad:
origin_working = Y gwaith cyfrifo, i lawr at y cyfrifon:
how_sure = Pa mor sicr y gallwn fod?
see_figure = Gweld y ffigur
see_figure_on = ({ $subject })
unusual_title = Anarferol, yn werth gofyn pam
unusual_none = Nid oes yr un yma.
profile_named = Proffil: { $title }
profile_statement = Gosodiad, a’i sail
profile_state = Cyflwr

stands_out = Yr hyn sy’n amlwg
answered = Pwy atebodd, a pha mor sicr y gallwn fod
took_part = Pwy gymerodd ran, a pha mor sicr y gallwn fod
compared = O’u cymharu â’i gilydd
how_groups_work = Sut mae’r grwpiau’n gweithio
how_our_group_works = Sut mae ein grŵp yn gweithio
profiles = Proffiliau
said = Yr hyn a ddywedodd aelodau
sessions = Sesiynau a phresenoldeb
changed = Yr hyn a newidiodd
will_it_last = A fydd yn para
led_to = Yr hyn yr arweiniodd ato
who_when = Pwy atebodd pryd
inside = Adroddiadau o fewn hwn
actions = Pwyntiau gweithredu
cannot_say = Yr hyn na all hwn ei ddweud
doors = Pa adroddiad sydd i chi
conclusions = Prif gasgliadau
all_reports = Pob adroddiad
group_by_group = Grŵp wrth grŵp
going_well = Yn mynd yn dda
worth_talking = Gwerth siarad amdano
further = Nodweddion pellach, teulu wrth deulu

# Enwau tablau, a ddarllenir cyn eu capsiynau.
table_compared = Cymhariaeth
table_groups = Grwpiau
table_answered = Pwy atebodd
table_response = Ymateb
table_reports = Adroddiadau
table_sessions = Sesiynau
table_further = Nodweddion pellach
table_actions = I’w lenwi
table_trials = Treialon
table_protection = Diogelu
table_input = Mewnbwn
table_files = Ffeiliau
table_rows = Rhesi
table_answers = Atebion
table_findings = Canfyddiadau
table_questions = Cwestiynau
table_quality = Ansawdd

no_conclusion = Rhy ychydig y gellir ei ddangos i ddod i gasgliad.
no_judged_groups = Rhy ychydig o grwpiau y gellir eu barnu i’w cyfrif.
no_question = Ni ofynnwyd cwestiwn yn y cyfnod hwn.
no_question_at_all = Ni ofynnwyd cwestiwn.
no_two_units = Nid oes dwy uned y gellir dangos eu gwerthoedd.
nothing_well = Ni ellir dweud eto fod dim ar waith. Dywed y proffil isod pam.
nothing_to_talk = Nid oes dim y gellir ei ddangos yn is na’r rhaglen nac yn brin o’r terfynau a osodwyd.
marks_sorted = Trefnir y marciau yn ôl eu math, felly nid yw eu trefn yn dweud dim am neb.
no_session = Nid oes sesiwn ar gofnod ar gyfer y grŵp hwn.
fill_in = Llenwch hwn gyda’ch gilydd. Mae pob rhes ag enw yn arwain at y ffigur y tu ôl iddi.

door_school = Rydych yn arwain ysgol mewn grŵp:
door_school_way = dod o hyd i adroddiad eich grŵp
door_area = Rydych yn gweithio i awdurdod neu ranbarth:
door_area_way = dod o hyd i’w adroddiad
door_commissioner = Chi a ofynnodd am y gwerthusiad:
door_commissioner_way = darllenwch ymlaen o’r prif gasgliadau
door_check = Rydych am wirio rhif:
door_check_methods = sut y gwnaed hyn
door_check_quality = sail y ffigurau
door_check_framework = ystyr pob gair

framework_by_question = Fesul cwestiwn
framework_indicators = Dangosyddion:
framework_no_indicator = Nid oes dangosydd yn y fersiwn hwn sy’n ei ateb.
framework_asked_as = Gofynnwyd fel hyn:
framework_views = Golygon dros y dangosyddion uchod, yn nhrefn cwestiynau eraill. Nid ydynt yn casglu dim byd newydd.
framework_source = Ffynhonnell: { $source }.
framework_questions = Y cwestiynau’n llawn

methods_lead = Gellir olrhain pob rhif yn yr adroddiadau hyn: beth y mae’n ei gyfrif, sut y’i cyfrifwyd, a pham y mae rhai ar goll.
methods_numbers = Ystyr y rhifau
methods_example = Enghraifft
methods_explain = I weld y gwaith cyfrifo y tu ôl i unrhyw werth, gyda’i gyfrifon ei hun:
methods_trials = Pa mor aml y daliodd yr ystodau mewn treialon
methods_trials_about = Lluniwyd llawer o raglenni bach trwy hap, fel bod y gwir am bob un yn hysbys, a’u darllen â’r un dulliau. Dylai ystod debygol gynnwys y gwir mewn 95 o bob 100. Mae’r lledau yn uned y gwerth: camau’r raddfa atebion, rhannau o 1, pwyntiau neu wyriadau safonol.
methods_wording = Ystyr y geiriau
methods_sureness = Pa mor sicr y gallwn fod
methods_cut_offs = Trothwyon: { $basis }.
methods_protection = Sut y diogelir pobl
methods_nothing_withheld = Nid oedd angen atal dim.
methods_again = Sut i’w wneud eto
methods_same_bytes = Mae’r un ffeiliau’n rhoi’r un tudalennau, beit wrth feit, gyda:

quality_arrived = Yr hyn a gyrhaeddodd
quality_no_file = Ni ddarllenwyd ffeil.
quality_found = Yr hyn a ganfuwyd
quality_places = Mae canfyddiadau’n enwi lleoedd, byth werthoedd. Yn Saesneg y mae’r feddalwedd yn eu hysgrifennu.
quality_nothing_found = Ni chanfuwyd dim o’i le.
quality_forms = Yr hyn a newidiodd ar y ffurflenni
quality_trust = I ba raddau y gellir ymddiried yn y data

# Geiriau byr: barnau, cyflyrau, symbolau, rhesymau, unedau. Diwedd pob enw yw'r allwedd y mae'r rhaglen a'i ffeiliau
# data yn ei defnyddio.

band_in_place = Ar waith
band_partly = Ar waith yn rhannol
band_not_yet = Ddim ar waith eto
band_unjudged = Heb ei farnu

# Rhesi proffiliau; mae'r lleill yn defnyddio geiriau'r barnau.
state_not_enough = Dim digon o ddata
state_withheld = Wedi’i atal
state_low = Isel
state_watch = I’w wylio
state_high = Uchel

# Symbolau yn lle gwerthoedd, a'u hystyr.
symbol_confidential = [c]
symbol_confidential_is = cyfrinachol: wedi’i atal fel na ellir adnabod atebion neb
symbol_not_available = [x]
symbol_not_available_is = ddim ar gael
symbol_not_applicable = [z]
symbol_not_applicable_is = ddim yn berthnasol

# Pam y mae gwerth wedi'i atal.
withheld_too_few_people = atebodd rhy ychydig o bobl i’w ddangos
withheld_single_item = un cwestiwn yn unig mewn grŵp bach
withheld_too_few_schools = rhy ychydig o ysgolion yn sail iddo
withheld_dominated = un neu ddwy ysgol sy’n cyfrif am bron y cyfan ohono
withheld_remainder = ar ei ben ei hun neu gyda ffigurau eraill byddai’n datgelu ateb rhywun
withheld_held = gyda chyhoeddiad cynharach byddai’n datgelu atebion ychydig o bobl
withheld_override = ataliwyd trwy benderfyniad, gweler y cyfyngiadau

# Pam nad oes gwerth.
absent_not_collected = heb ei gasglu
absent_not_asked = heb ei ofyn y tro hwn
absent_nothing_recorded = dim ar gofnod
absent_no_earlier_wave = dim arolwg cynharach i gymharu ag ef
absent_question_changed = newidiodd y cwestiwn rhwng yr arolygon
absent_year_not_complete = llai na deuddeg mis o gofnodion
absent_too_little = rhy ychydig i ddweud dim
absent_no_comparator = dim i’w gymharu ag ef
absent_not_at_this_level = heb ei fesur ar y lefel hon

# Yr hyn y mae dulliau'n ei ddweud am rhy ychydig; llythrennau'r testun Saesneg yw pob enw.
too_little_of_members_answered_about_ties_fewer_than_the_share_asked_for = atebodd { $a } o { $b } aelod am gysylltiadau, llai na’r gyfran y gofynnir amdani
too_little_there_is_no_such_pair_of_members = nid oes pâr o’r fath o aelodau
too_little_no_tie_has_a_trust_rating = nid oes sgôr ymddiriedaeth i’r un cysylltiad
too_little_fewer_than_two_dated_entries = llai na dau gofnod â dyddiad
too_little_only_of_its_indicators_have_a_value = dim ond { $a } o’i { $b } dangosydd sydd â gwerth
too_little_groups_have_both_at_least_are_needed = { $a } grŵp sydd â’r ddau; mae angen o leiaf { $b }
too_little_there_is_nothing_to_count = nid oes dim i’w gyfrif
too_little_a_number_is_missing_or_too_large_to_work_with = mae rhif ar goll neu’n rhy fawr i weithio ag ef
too_little_all_values_are_alike_so_no_interval_can_be_drawn = mae’r holl werthoedd yr un fath, felly ni ellir llunio ystod
too_little_too_few_people_at_least_needed = rhy ychydig o bobl: { $a }, mae angen o leiaf { $b }
too_little_too_few_clusters_at_least_needed = rhy ychydig o glystyrau: { $a }, mae angen o leiaf { $b }
too_little_too_few_categories_at_least_needed = rhy ychydig o gategorïau: { $a }, mae angen o leiaf { $b }
too_little_too_few_groups_at_least_needed = rhy ychydig o grwpiau: { $a }, mae angen o leiaf { $b }
too_little_too_few_units_coded_twice_at_least_needed = rhy ychydig o unedau wedi’u codio ddwywaith: { $a }, mae angen o leiaf { $b }
too_little_too_few_areas_at_least_needed = rhy ychydig o ardaloedd: { $a }, mae angen o leiaf { $b }
too_little_too_few_studies_at_least_needed = rhy ychydig o astudiaethau: { $a }, mae angen o leiaf { $b }
too_little_too_few_items_at_least_needed = rhy ychydig o eitemau: { $a }, mae angen o leiaf { $b }
too_little_too_few_schools_in_the_programme_arm_at_least_needed = rhy ychydig o ysgolion yn y rhaglen: { $a }, mae angen o leiaf { $b }
too_little_too_few_schools_in_the_comparison_arm_at_least_needed = rhy ychydig o ysgolion cymharu: { $a }, mae angen o leiaf { $b }

basis_census = pawb y gofynnwyd iddynt
basis_sample = rhai o’r bobl y gofynnwyd iddynt
basis_record = wedi’i gyfrif o gofnodion
basis_over_groups = pob grŵp wedi’i gyfrif unwaith
basis_contrast = y rhaglen ochr yn ochr â chymharydd

# Yr hyn y mae n yn ei gyfrif. Unigol yw'r enw ar ôl rhifol; mae'r treigladau fel pe bai'r rhif yn cael ei ddarllen.
counted_respondents = { $n } ateb
counted_pairs =
    { $n ->
        [one] { $n } person wedi’i baru
        [two] { $n } berson wedi’u paru
        [few] { $n } pherson wedi’u paru
        [many] { $n } pherson wedi’u paru
       *[other] { $n } o bobl wedi’u paru
    }
counted_members = { $n } aelod
counted_places =
    { $n ->
        [two] { $n } le disgwyliedig
       *[other] { $n } lle disgwyliedig
    }
counted_entries =
    { $n ->
        [two] { $n } gofnod
        [few] { $n } chofnod
        [many] { $n } chofnod
       *[other] { $n } cofnod
    }
counted_groups = { $n } grŵp
counted_schools = { $n } ysgol
counted_answers = { $n } ateb disgwyliedig
counted_returns = { $n } ffurflen ddisgwyliedig
counted_figures = { $n } ffigur

# Unedau yn ôl lefel, fel penawdau a chyda'u nifer.
level_group = Grŵp
level_network = Rhwydwaith
level_lea = Awdurdod
level_region = Rhanbarth
level_programme = Rhaglen
levels_group = Grwpiau
levels_network = Rhwydweithiau
levels_lea = Awdurdodau
levels_region = Rhanbarthau
levels_programme = Rhaglenni
this_group = Y grŵp hwn
this_network = Y rhwydwaith hwn
this_lea = Yr awdurdod hwn
this_region = Y rhanbarth hwn
this_programme = Y rhaglen hon
units_group = { $n } grŵp
units_network =
    { $n ->
        [two] { $n } rwydwaith
       *[other] { $n } rhwydwaith
    }
units_lea = { $n } awdurdod
units_region =
    { $n ->
        [two] { $n } ranbarth
       *[other] { $n } rhanbarth
    }
units_programme =
    { $n ->
        [two] { $n } raglen
       *[other] { $n } rhaglen
    }
form_level =
    { $level ->
        [group] grŵp
        [network] rhwydwaith
        [lea] awdurdod
        [region] rhanbarth
       *[programme] rhaglen
    }

direction_higher = Gorau po fwyaf
direction_lower = Gorau po leiaf
direction_zone = Gorau yn y canol
direction_context = Cefndir, heb ei farnu

severity_error = Yn atal y rhediad
severity_warning = Angen sylw
severity_note = Er gwybodaeth

# Y mathau o fesurau.
measure_scale_mean = Cyfartaledd sgorau pobl ar y raddfa
measure_share_favourable = Cyfran a roddodd ateb ffafriol
measure_difference = Gwahaniaeth rhwng dwy set o bobl
measure_matched_change = Newid cyfartalog ymhlith pobl a atebodd y ddau dro
measure_agreement = Cytundeb o fewn grŵp
measure_slope = Cynnydd cyfartaledd gyda phob cam o rywbeth arall
measure_rate = Cyfran o gofnodion
measure_ratio = Un cyfanswm dros un arall
measure_quotient = Un cyfanswm am bob un o rywbeth arall
measure_count = Faint sydd
measure_presence = A oes un
measure_longest_gap = Y bwlch hiraf, mewn wythnosau
measure_elapsed = Amser rhwng dau ddyddiad, mewn misoedd
measure_coverage = Faint o restr benodol sy’n digwydd
measure_reach = Cyfran yr aelodau neu eu hysgolion sy’n cymryd rhan
measure_mix = Sut y mae eitemau rhestr yn gymysg
measure_overlap = I ba raddau y mae dwy restr yr un fath
measure_ordinal = Cam a gyrhaeddwyd ar ysgol o gamau
measure_category = Math ar gofnod
measure_median_grade = Gradd ganol
measure_summary = Rhif ar gofnod
measure_number_change = Newid cyfartalog mewn rhif ar gofnod
measure_active_members = Aelodau sy’n cymryd rhan
measure_network = Priodwedd y cysylltiadau y mae aelodau’n eu hadrodd
measure_retention = Cyfran yr aelodau sy’n dal yno rai misoedd ar ôl ymuno
measure_comparison = Newid y tu hwnt i newid y cymharydd
measure_pooled_comparison = Newidiadau y tu hwnt i rai’r cymaryddion, wedi’u cyfuno dros y grwpiau
measure_value_added = Sgorau disgyblion y tu hwnt i rai disgyblion a ddechreuodd yn debyg
measure_outcome_mean = Cyfartaledd canlyniad ysgol
measure_response_rate = Cyfran yr aelodau a atebodd
measure_item_missing = Cyfran yr atebion a adawyd allan
measure_matched = Cyfran yr atebion cyntaf a barwyd wedyn
measure_returns_received = Cyfran y ffurflenni a dderbyniwyd
measure_reliability = I ba raddau y mae cwestiynau graddfa yn mesur yr un peth
measure_between_groups = Faint o wahaniaethau pobl sydd rhwng grwpiau
measure_rule = A yw canfyddiadau eraill yn dal gyda’i gilydd
measure_index = Cyfran y canfyddiadau eraill sydd ar waith
measure_explained = Faint o wahaniaethau grwpiau sy’n mynd gyda rhywbeth arall
measure_withheld = Cyfran y ffigurau a ataliwyd

# Sut y mae rhifau'n sefyll mewn testun.
of = { $part } o { $whole }
of_with_percent = { $part } o { $whole } ({ $share })
over_percent = dros { $percent }
under_percent = dan { $percent }
range = { $low } i { $high }
at_least = o leiaf { $value }
at_most = { $value } ar y mwyaf
yes = oes
no = nac oes
weeks = { $number } wythnos
months = { $number } o fisoedd
grade = gradd { $grade } o { $highest }
favourable = { $answers } yn ffafriol
fewer_than = llai na { $number }

# Diwrnod mewn testun; rhif y mis yw'r mis.
day =
    { $day } { $month ->
        [1] Ionawr
        [2] Chwefror
        [3] Mawrth
        [4] Ebrill
        [5] Mai
        [6] Mehefin
        [7] Gorffennaf
        [8] Awst
        [9] Medi
        [10] Hydref
        [11] Tachwedd
       *[12] Rhagfyr
    } { $year }

# Ble y cynhaliwyd sesiwn ac am beth yr oedd; dangosir geiriau eraill fel y maent.
session_breakfast = brecwast
session_day = yn ystod y dydd
session_twilight = gyda’r nos
session_residential = preswyl
session_online = ar-lein
session_pupil_learning = dysgu disgyblion
session_leadership = arweinyddiaeth
session_enquiry = ymholi
session_development_planning = cynllunio datblygu
session_information = gwybodaeth

# Sut y mae gwerth yn cymharu, fel y dywed cell tabl.
mark_higher = ▲ yn uwch
mark_similar = ● yn debyg
mark_lower = ▼ yn is
change_word_higher = ▲ cynnydd clir
change_word_similar = ● dim newid clir
change_word_lower = ▼ gostyngiad clir
difference_higher = ▲ mwy na’r cymharydd
difference_similar = ● dim gwahaniaeth clir
difference_lower = ▼ llai na’r cymharydd

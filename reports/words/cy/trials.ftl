# Treialon yr ystodau, fel y mae `reports/coverage.toml` yn eu henwi: llythrennau'r enw Saesneg yw pob enw.

trial_share_in_a_group = Cyfran mewn grŵp
trial_share_in_a_group_in_whole_people = Cyfran mewn grŵp, mewn pobl gyfan
trial_average_answer_in_a_group = Ateb cyfartalog mewn grŵp
trial_average_score_in_a_group = Sgôr gyfartalog mewn grŵp
trial_matched_change_in_a_group = Newid ymhlith pobl wedi’u paru mewn grŵp
trial_difference_of_two_kinds_of_people = Gwahaniaeth rhwng dau fath o bobl
trial_average_over_groups = Cyfartaledd dros grwpiau
trial_rate_over_groups = Cyfradd dros grwpiau
trial_group_drawn_towards_the_programme = Grŵp wedi’i dynnu tuag at y rhaglen
trial_average_of_the_groups = Cyfartaledd y grwpiau
trial_how_far_groups_differ_icc_1 = I ba raddau y mae grwpiau’n wahanol (ICC 1)
trial_groups_drawn_again_by_lot_bca = Grwpiau wedi’u tynnu eto trwy hap (BCa)
trial_difference_from_the_comparator = Gwahaniaeth oddi wrth y cymharydd
trial_difference_from_the_comparator_in_standard_deviations = Gwahaniaeth oddi wrth y cymharydd, mewn gwyriadau safonol
trial_two_groups_in_standard_deviations_hedges_g = Dau grŵp mewn gwyriadau safonol (g Hedges)
trial_average_over_studies_knapp_and_hartung = Cyfartaledd dros astudiaethau (Knapp a Hartung)
trial_share_still_there_kaplan_and_meier = Cyfran sy’n dal yno (Kaplan a Meier)
trial_reliability_alpha = Dibynadwyedd (alffa)
trial_slope = Goledd

# Yr hyn a luniwyd; y rhifau yn y drefn y maent yn sefyll yn y ffeil.
drawn_groups_of_to_to_of_answering = grwpiau o { $a } i { $b } o bobl, { $c } i { $d } o bob { $e } yn ateb
drawn_people_of_one_kind_of_the_other = { $a } o bobl o un math, { $b } o’r llall
drawn_groups_of_to_of_of_the_spread_between_groups = { $a } grŵp o { $b } i { $c } o bobl, { $d } o bob { $e } o’r gwasgariad rhwng grwpiau
drawn_groups_to_places_each_of_taken = { $a } grŵp, { $b } i { $c } lle yr un, { $d } o bob { $e } wedi’u cymryd
drawn_schools_in_the_programme_beside_it_to_pupils_each = { $a } ysgol yn y rhaglen, { $b } wrth ei hochr, { $c } i { $d } o ddisgyblion yr un
drawn_and_people_half_a_standard_deviation_apart = { $a } a { $b } o bobl, hanner gwyriad safonol ar wahân
drawn_studies_the_spread_between_their_true_effects = { $a } o astudiaethau, { $b } yn wasgariad rhwng eu gwir effeithiau
drawn_members_a_quarter_gone_within_the_year = { $a } o aelodau, chwarter wedi mynd o fewn y flwyddyn
drawn_people_questions_normal_numbers = { $a } o bobl, { $b } cwestiwn, rhifau normal
drawn_people_no_groups = { $a } o bobl, dim grwpiau
drawn_people_in_groups_that_differ_in_both = { $a } o bobl mewn { $b } grŵp sy’n wahanol yn y ddau

# Pam y mae ystod yn cynnwys y gwir yn fwy neu'n llai aml na 95 o bob 100 tro.
because_share_in_a_group_in_whole_people = hyn a hyn o gyfrannau yn unig sydd gan grŵp i ddewis ohonynt, ac mae’r ystod yn cynnwys pobl gyfan
because_group_drawn_towards_the_programme = lle nad oes fawr ddim yn gwahanu grwpiau, weithiau nid yw’r dull yn canfod dim sy’n gwneud ac mae’n tynnu popeth at un gwerth
because_groups_drawn_again_by_lot_bca = nid yw ychydig o grwpiau’n dangos digon o’r modd y mae grwpiau’n amrywio
stray_narrower = { $interval } ({ $setting }): roedd { $share } o bob 100 ystod yn cynnwys y gwir, felly maent yn gulach nag y dywedant.
stray_narrower_because = { $interval } ({ $setting }): roedd { $share } o bob 100 ystod yn cynnwys y gwir, felly maent yn gulach nag y dywedant: { $because }.
stray_wider = { $interval } ({ $setting }): roedd { $share } o bob 100 ystod yn cynnwys y gwir, felly maent yn lletach nag y dywedant.
stray_wider_because = { $interval } ({ $setting }): roedd { $share } o bob 100 ystod yn cynnwys y gwir, felly maent yn lletach nag y dywedant: { $because }.

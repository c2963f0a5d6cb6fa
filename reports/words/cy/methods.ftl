# Yr hyn y mae tudalen y dulliau'n ei ddweud.

# Beth yw pob ystadegyn.
term_scale_score = Sgôr graddfa
term_scale_score_is = Cymedr atebion person i gwestiynau graddfa, os atebwyd o leiaf ddwy ran o dair ohonynt. Yn gyntaf troir cwestiynau sydd wedi’u geirio’r ffordd arall: yr ateb isaf plws yr uchaf, minws yr ateb a roddwyd.
term_average_answer = Ateb cyfartalog
term_average_answer_is = Cymedr sgorau graddfa pobl. Mae pob person yn cyfrif unwaith, ar bob lefel.
term_favourable_share = Cyfran ffafriol
term_favourable_share_is = Y rhai a ddewisodd ateb ffafriol, o’r rhai a atebodd y cwestiwn.
term_rate = Cyfradd
term_rate_is = Cofnodion o un math o blith holl gofnodion y mathau a enwir yn y diffiniad. Mae unedau mwy’n adio’r ddau rif yn gyntaf; nid ydynt byth yn cymryd cyfartaledd cyfraddau grwpiau.
term_likely_range = Ystod debygol
term_likely_range_is = Ystod a ddylai gynnwys y gwir werth mewn 95 o bob 100 arolwg fel hwn; dywed tabl isod pa mor aml y gwnaeth pob math hynny mewn treialon. Mae’n gulach lle atebodd y rhan fwyaf o’r bobl y gofynnwyd iddynt. Lle atebodd pawb, nid oes angen ystod ar yr hyn a ddywedwyd.
term_range_of_a_share = Ystod cyfran
term_range_of_a_share_is = Cyfwng Wilson, ar nifer o atebion a godwyd am y rhan o’r holl aelodau a atebodd (Wilson 1927; Brown, Cai a DasGupta 2001).
term_drawn_towards_the_programme = Wedi’i dynnu tuag at y rhaglen
term_drawn_towards_the_programme_is = Mewn cymariaethau tynnir cyfartaledd uned tuag at gyfartaledd yr holl unedau, yn fwy po leiaf ei hatebion (Bayes empirig, rhyngdoriad ar hap trwy debygolrwydd mwyaf cyfyngedig; Raudenbush a Bryk 2002). Saif cyfartaledd yr uned ei hun wrth ei ochr.
term_matched_change = Newid ymhlith pobl wedi’u paru
term_matched_change_is = Cymedr sgôr diweddarach pob person minws yr un cynharach, ar gyfer pobl a atebodd y ddau dro, gyda chyfwng t. Nis cyfrifir lle newidiodd cwestiwn neu ei atebion yn y cyfamser, oni bai bod y cynllun yn dweud pam y gellir cymryd y ddwy ffurf fel un.
term_difference_of_two_kinds_of_people = Gwahaniaeth rhwng dau fath o bobl
term_difference_of_two_kinds_of_people_is = Cyfartaledd un math o bobl minws cyfartaledd math arall yn yr un arolwg, gyda chyfwng t Welch.
term_difference_from_the_comparator = Gwahaniaeth oddi wrth y cymharydd
term_difference_from_the_comparator_is = Y newid mewn canlyniad ysgol minws y newid yn ei gymharydd, mewn gwyriadau safonol (gwahaniaeth mewn gwahaniaethau).
term_agreement = Cytundeb
term_agreement_is = Pa mor debyg yw atebion grŵp: 1 os ydynt i gyd yr un fath, 0 os ydynt ar wasgar fel pe bai trwy hap (James, Demaree a Wolf 1984).
term_reliability = Dibynadwyedd
term_reliability_is = Pa mor dda y mae cwestiynau graddfa yn dal gyda’i gilydd: alffa, o’r modd y mae eu hatebion yn cyd-fynd (Cronbach 1951), ac omega, o’r un peth sydd ganddynt yn gyffredin (McDonald 1999). Fe’i dangosir ar gyfer 50 o bobl neu fwy.
term_differences_between_groups = Gwahaniaethau rhwng grwpiau
term_differences_between_groups_is = ICC(1) yw’r rhan o wahaniaethau pobl sydd rhwng eu grwpiau. ICC(2) yw i ba raddau y gellir dibynnu ar gyfartaledd grŵp (Bliese 2000).
term_network_measures = Mesurau rhwydwaith
term_network_measures_is = Yr hyn y mae’r cysylltiadau a adroddir gan aelodau yn ei ffurfio: faint sydd o’r rhai a allai fod, faint a ddychwelir, pa mor bell y maent yn arwain, faint sy’n dibynnu ar un aelod. Fe’i dangosir lle atebodd o leiaf dri chwarter yr aelodau, a byth fesul cysylltiad.
term_mixtures = Cymysgeddau
term_mixtures_is = Sut y mae pethau o sawl math yn gymysg. Mae gwastadrwydd yn 1 os yw pob math yn digwydd yr un mor aml (Pielou 1966), amrywiaeth yw’r siawns bod dau a ddewisir trwy hap yn wahanol (Blau 1977), ac mae anghydraddoldeb yn 0 os oes gan bawb yr un faint (Gini 1912).
term_slope = Goledd
term_slope_is = Faint y mae sgôr yn codi gyda phob cam o rif yn yr un ymateb. Dengys fod dau beth yn mynd gyda’i gilydd, nid bod y naill yn peri’r llall. Fe’i dangosir ar gyfer 60 o bobl neu fwy; mae ei ystod yn cymryd grwpiau fel y maent, yn debyg o’u mewn (Liang a Zeger 1986).
term_still_there = Yn dal yno
term_still_there_is = Cyfran yr aelodau sy’n dal yno rai misoedd ar ôl ymuno, o amser pawb hyd yma; mae’r rhai sy’n dal yno yn cyfrif cyhyd ag y buont (Kaplan a Meier 1958).
term_pooled_over_groups = Wedi’i gyfuno dros y grwpiau
term_pooled_over_groups_is = Gwahaniaethau’r grwpiau eu hunain oddi wrth eu cymaryddion wedi’u cymryd gyda’i gilydd fel y gwneir ag astudiaethau, yn rhydd i fod yn wahanol mewn gwirionedd (tebygolrwydd mwyaf cyfyngedig; ystod yn ôl Knapp a Hartung 2003).
term_rules_and_indexes = Rheolau a mynegeion
term_rules_and_indexes_is = Bodlonir rheol lle mae’r dangosyddion y mae’n eu henwi yn bodloni ei hamodau gyda’i gilydd. Mynegai yw’r gyfran o’i ddangosyddion, cyn belled ag y’u bernir, sydd ar waith.

# Sut y geirir brawddegau.
wording_higher = yn uwch na, yn is na
wording_higher_is = Mae’r ystod debygol gyfan ar un ochr i’r gwerth y’i cymherir ag ef.
wording_similar = yn debyg i, dim newid clir
wording_similar_is = Mae’r ystod debygol yn cynnwys y gwerth hwnnw. Nid yw’n golygu nad oes gwahaniaeth.
wording_counts = 9 o 12
wording_counts_is = Ysgrifennir cyfrannau o lai na 30 o bobl fel cyfrifon.
wording_bands = Ar waith, ar waith yn rhannol, ddim eto
wording_bands_is = Y gwerth fel y’i hargreffir, wedi’i ddal yn erbyn dau derfyn y dangosydd. Dywed cofnod pob dangosydd pwy a’u gosododd.
wording_order = Trefn unedau
wording_order_is = Mae tablau’n rhestru unedau yn ôl enw. Mae siartiau cymharu’n eu rhestru yn ôl amcangyfrif, ac yn dweud mai hap yw trefn llinellau sy’n gorgyffwrdd, gan mwyaf.

# Trothwyon sicrwydd.
sureness_at_least = Atebodd o leiaf { $rate } o’r aelodau, mae o leiaf { $answers } o atebion yn sail i’r gwerth ac, ar gyfer newid, parwyd o leiaf { $matched } o’r rhai a atebodd y tro cyntaf.
sureness_less = Unrhyw beth llai. Yr isaf o’r rhannau sy’n penderfynu. Lle nad yw’n hysbys faint a allai fod wedi ateb, isel ar y gorau yw’r sicrwydd.

# Y rheolau sy'n diogelu pobl.
protection_pages = Tudalennau ar gyfer { form_readers }
protection_fewest = Dim byd am lai na { $number } o bobl.
protection_promise = Yr addewid
protection_promise_is = Dywedwyd wrth y rhai y gofynnwyd iddynt na ddangosir dim am lai na { $number } o bobl.
protection_outcomes = Canlyniadau ysgolion
protection_outcomes_is = Wedi’u cyfuno o leiafswm o { $number } ysgol.
protection_single = Atebion i gwestiynau unigol
protection_single_is = Fe’u cyfunir, eu rhoi fel terfyn neu eu gadael allan lle mae grŵp yn fach neu lle rhoddodd ychydig ateb, fel nad oes neb yn sefyll ar ei ben ei hun mewn cyfrif.
protection_unanimous = Bron yn unfrydol
protection_unanimous_is = Lle rhoddodd pawb, neu bawb ond un, yr un math o ateb, terfyn yn unig a roddir, fel yn “o leiaf 11 o 12”. Lle na wnaeth neb, neu lle y gwnaeth un person, ni ddywedir dim.
protection_subtraction = Tynnu
protection_subtraction_is = Lle gellid cyfrifo un gwerth a ataliwyd o gyfanswm a’i rannau a ddangosir, atelir ail ran neu’r cyfanswm hefyd.
protection_together = Gyda’i gilydd
protection_together_is = Dangosir gyda’i gilydd y grwpiau neu’r rhwydweithiau na ddangosir fesul un, lle maent yn ddigon o bobl a lle dangosir y cyfanswm y maent yn weddill ohono.
protection_rounded = Talgrynnu
protection_rounded_is = Ar dudalennau y caiff unrhyw un eu gweld, mae cyfrifon o bobl ac ysgolion i’r 5 agosaf. Ni roddir cyfrifon o 1 i 7. Cyfrifir cyfraddau cyn talgrynnu.
protection_once = Penderfynir unwaith
protection_once_is = Penderfynir hyn i gyd unwaith ar gyfer pob tudalen gyda’i gilydd. Ni ddangosir gwerth ar un dudalen a’i guddio ar un arall i’r un darllenwyr.

# Yr enghraifft.
example_scores = Sgorau tri pherson ar un raddfa yw { $first }, { $second } a { $third }.
example_mean = Eu cyfanswm yw { $sum }; o’i rannu â 3, { $mean } yw’r ateb cyfartalog.
example_turned = Mae cwestiwn a eiriwyd y ffordd arall, â’r ateb { $lowest }, yn cyfrif fel { $lowest } + { $highest } − { $lowest } = { $highest }.

# What was tried against everything told.
methods_attack = Rhoi ar brawf
methods_attack_about = Cyn ysgrifennu dim, mae rhaglen yn chwarae rhan rhywun sydd â’r holl dudalennau hyn ac sy’n gwybod pwy sydd ym mha grŵp. Mae’n adio ac yn tynnu pob rhif a ddangosir. Atelir beth bynnag a ganfyddir am lai o bobl nag a addawyd, nes na chanfyddir dim.
audit_caption = Beth a brofwyd, a beth yw cost diogelu
head_audit = Beth
head_audit_number = Nifer
audit_lines = Rhifau a ddangosir a gymerwyd gyda’i gilydd yn y chwiliad olaf, na chanfu ddim
audit_bounded = Cyfrifon nas dangosir y cyfrifwyd eu lleiaf a’u mwyaf, heb wybod yr un
audit_repaired = Rhifau a ataliwyd am fod chwiliad cynharach wedi canfod beth oedd yn dilyn ohonynt
audit_all = Ffigurau a setiau o atebion sy’n dibynnu ar yr hyn a ddywedodd pobl
audit_primary = I’w dangos yn ôl maint pob un yn unig, na fyddai’n ddiogel gyda’i gilydd
audit_without_totals = I’w dangos pe bai pob cyfanswm â rhan gudd yn cael ei atal yn lle hynny
audit_released = A ddangosir yma

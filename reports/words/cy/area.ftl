# Tudalennau awdurdodau, rhanbarthau a'r rhaglen: unedau wedi'u cymharu, cyfrannau mewn twndis, dangosyddion wrth ochr y
# rhaglen, sut mae aelodau'n aros, arolygon ochr yn ochr, canlyniadau, yr hyn sy'n amrywio, a'r hyn i'w ofyn nesaf.

left_off_paper_area = Er mwyn cadw’r adroddiad printiedig yn fyr, dim ond ar y dudalen sgrin y mae proffiliau, atebion fesul cwestiwn, tablau grŵp wrth grŵp, pwy atebodd pryd a’r tablau y tu ôl i’r darluniau.
left_off_paper_programme = Er mwyn cadw’r adroddiad printiedig yn fyr, dim ond ar y dudalen sgrin y mae proffiliau, canlyniadau llai a’r rhan fwyaf o’r tablau y tu ôl i’r darluniau.
read_as_above = Fe’i darllenir fel y darlun uchod.
only_a_bound = Dim ond terfyn a ddywedir
not_shown_no_range = dim ystod debygol i gymharu wrthi

# Unedau sy'n sefyll ar wahân.
unusual_far = Anarferol: ymhellach oddi wrth y rhaglen nag y byddai pob un ond 2 o bob 1,000 trwy hap.
unusual_little = Ychydig yn anarferol: ymhellach nag y byddai pob un ond 1 o bob 20 trwy hap.
unusual_more = Nifer y rhai eraill sy’n sefyll ar wahân: { $n }; dengys y tablau isod hwy.

# Cyfrannau llawer o unedau, fel twndis.
funnel_unusual =
    { $verdict ->
        [higher] { $measure }: { $own }, mwy nag y mae hap yn ei esbonio wrth ochr y rhaglen ({ $programme }).
        [lower] { $measure }: { $own }, llai nag y mae hap yn ei esbonio wrth ochr y rhaglen ({ $programme }).
       *[similar] { $measure }: { $own }, fel y byddai trwy hap wrth ochr y rhaglen ({ $programme }).
    }
funnel_title =
    { $which ->
        [none] { $measure }: o { $units }, dim un ymhellach o’r rhaglen na hap
       *[some] { $measure }: o { $units }, { $far } yn anarferol a { $little } ychydig yn anarferol
    }
funnel_title_short =
    { $which ->
        [none] { $measure }: dim y tu hwnt i hap
       *[some] { $measure }: { $far } yn anarferol, { $little } ychydig
    }
funnel_alternative = O { $units }: { $far } y tu allan i’r ddau derfyn a { $little } rhyngddynt.
funnel_widened = Mae’r unedau’n amrywio mwy nag y mae hap yn unig yn ei esbonio. Mae’r terfynau’n caniatáu hynny, felly dim ond y pellaf sy’n amlwg.
funnel_few = mae’r gyfran yn rhan o lai na { $fewest }
funnel_n_line = { $units }, y lleiaf â { $fewest }, y fwyaf â { $most }.
funnel_read_1 = Un uned yw pob marc: ei chyfran tuag i fyny, ac i’r dde faint y mae’r gyfran yn rhan ohono.
funnel_read_2 = Y llinell yw’r rhaglen. Trwy hap yn unig mae 95 o bob 100 uned o fewn y terfynau mewnol a 998 o bob 1,000 o fewn y rhai allanol.
funnel_read_3 = Mae unedau bach ymhell oddi wrth ei gilydd trwy hap, felly mae’r terfynau’n agor i’r chwith. Dim ond unedau y tu allan iddynt a enwir.
funnel_inner = 95 o bob 100 trwy hap
funnel_outer = 998 o bob 1,000 trwy hap
funnel_counted = Faint y mae’r gyfran yn rhan ohono
funnel_key_higher = Uwchben y terfynau
funnel_key_lower = Islaw’r terfynau
funnel_key_others = O fewn y terfynau
funnel_tip = { $unit }: { $value }
funnel_as_expected = ● fel y disgwylid
funnel_far_higher = ▲ anarferol, yn uwch
funnel_far_lower = ▼ anarferol, yn is
funnel_little_higher = ▲ ychydig yn anarferol, yn uwch
funnel_little_lower = ▼ ychydig yn anarferol, yn is
head_expected = Disgwyliedig trwy hap

# Dangosyddion yn eu hunedau eu hunain, wrth ochr y rhaglen.
form_what =
    { $what ->
        [last] arwyddion a fydd yn para
       *[work] sut mae’r grwpiau’n gweithio
    }
spine_title =
    { $what ->
        [last] A fydd yn para, wrth ochr y rhaglen: { $differences }
       *[work] Ar gofnod, wrth ochr y rhaglen: { $differences }
    }
spine_title_alike =
    { $what ->
        [last] Dim gwahaniaeth clir oddi wrth y rhaglen o ran a fydd yn para
       *[work] Dim gwahaniaeth clir oddi wrth y rhaglen yn yr hyn sydd ar gofnod
    }
spine_subtitle = Ar gofnod: { form_what }, { $unit }, { $wave }
spine_caption = Ar gofnod: { form_what }, wrth ochr y rhaglen
spine_alternative = Pob dangosydd wrth ochr y rhaglen, ar ei raddfa ei hun.
spine_distance = Mae gan bob rhes ei graddfa ei hun: ni ellir cymharu pellter mewn un rhes â phellter mewn rhes arall.
spine_no_range =
    { $level ->
        [region] Mae rhy ychydig o ranbarthau i ddweud yr isaf a’r uchaf.
       *[lea] Mae rhy ychydig o awdurdodau i ddweud yr isaf a’r uchaf.
    }
spine_n_line = Mae pob rhes yn seiliedig ar nifer ei hun, sydd yn y tabl y tu ôl iddi.
spine_read_1 = Un dangosydd yn ei uned ei hun yw pob rhes. Y llinell unionsyth yw’r rhaglen, a’i gwerth oddi tani.
spine_read_2 = Y marc yw’r uned hon. Mae’r bar golau’n ymestyn o’r isaf i’r uchaf o’i math, a’r bar tywyll dros eu hanner canol.
spine_read_3 = Dywed triongl fod yr ystod debygol gyfan ar un ochr i’r rhaglen. Nid oes gan ddiemwnt ystod i gymharu wrthi.
spine_key_own =
    { $verdict ->
        [higher] { form_this }, yn uwch
        [lower] { form_this }, yn is
        [similar] { form_this }, yn debyg
       *[none] { form_this }, heb ei gymharu
    }
form_this =
    { $level ->
        [region] Y rhanbarth hwn
       *[lea] Yr awdurdod hwn
    }
spine_key_middle =
    { $level ->
        [region] Hanner canol y rhanbarthau
       *[lea] Hanner canol yr awdurdodau
    }
spine_key_range =
    { $level ->
        [region] O’r rhanbarth isaf i’r uchaf
       *[lea] O’r awdurdod isaf i’r uchaf
    }
spine_label = { $name } ({ $way })
spine_better = { $compared }, yn well
spine_worse = { $compared }, yn waeth
spine_alike = Lle gellir cymharu, nid oes dim yn wahanol yn glir i’r rhaglen.
spine_uncompared = Cyfrifon o gofnodion yw’r rhain, heb ystod debygol i’w cymharu wrthi.
head_lowest = Isaf
head_highest = Uchaf

# Sut mae aelodau'n aros.
retention_share = Aelodau sy’n dal yno
retention_time = Misoedd ers ymuno
retention_cut = Rhy ychydig i ddweud ymhellach
retention_subtitle = Aelodau sy’n dal yn eu grŵp, fis wrth fis ers ymuno, { $unit }, hyd at { $wave }
retention_n_line = Nifer yr aelodau, o’r diwrnod yr ymunodd pob un: { $n }.
retention_title_few = Sut yr arhosodd { $n } o aelodau, hyd at { $months } mis ar ôl ymuno
retention_title = Mae { $share } o’r aelodau’n dal yno { $months } mis ar ôl ymuno
retention_sentence = Ar ôl { $months } mis yr ystod debygol yw { $range }; dilynwyd { $n } aelod mor hir â hynny.
retention_sentence_plain = Ar ôl { $months } mis dilynwyd { $n } aelod mor hir â hynny.
retention_tip = { $unit }: { $share } yn dal yno ar ôl { $months } mis
retention_caption = Aelodau sy’n dal yno, yn ôl misoedd ers ymuno
retention_programme = Yn dal yno, y rhaglen
retention_read_1 = Aelodau’n gadael yw pob gris i lawr. Y band yw’r ystod debygol ar gyfer aelodau fel y rhain.
retention_read_2 = Y rhifau isod yw’r aelodau a ddilynwyd mor hir â hynny. Dim ond am yr amser y buont yno y mae’r rhai a ymunodd yn ddiweddar yn cyfrif.
retention_read_3 = Mae pwy bynnag a adawodd am reswm y mae’r diffiniad yn ei esgusodi yn cyfrif hyd y diwrnod hwnnw, ac nid yw’n ris i lawr.
retention_untold = Ni ellir darlunio yma pa mor hir y mae aelodau’n aros: { $reason }.
retention_short = mae’r cofnodion yn rhy fyr neu’n rhy brin
head_months = Misoedd
head_still_there = Yn dal yno
head_at_risk = Aelodau a ddilynwyd mor hir

# Arolygon ochr yn ochr.
waves_title = Dros { $surveys } arolwg, pwy bynnag a atebodd: { $differences }, y gweddill yn debyg
waves_title_alike = Dros { $surveys } arolwg nid oes cyfartaledd yn wahanol yn glir i’w fan cychwyn
waves_subtitle = Atebion cyfartalog, arolwg wrth arolwg, { $unit }, hyd at { $wave }
waves_people = Gall y bobl fod yn wahanol o arolwg i arolwg, nid eu hatebion yn unig.
waves_sentence = Y pellaf oddi wrth ei gilydd: { $scale }, { $first } ar y dechrau, { $last } ar y diwedd.
waves_tip = { $name }: { $values }
waves_key_own = Ateb cyfartalog
waves_key_changed = Newidiodd y cwestiwn
waves_read_panels = Un raddfa dros yr arolygon yw pob panel, i gyd ar yr un echelin. Y band yw’r ystod debygol; oddi tano mae nifer yr atebion.
waves_read_lines = Un raddfa dros yr arolygon yw pob llinell. Saif ei henw ar ei diwedd.
waves_read_2 = Mae cyfartaledd yn wahanol lle mae ei ystod debygol yn gyfan gwbl uwchben neu islaw un yr arolwg cyntaf.

# Yr hyn a fesurwyd wrth ochr ysgolion cymharu.
forest_title = Wrth ochr ysgolion cymharu, ar y cyfan: { $differences }
forest_title_alike = Dim gwahaniaeth clir oddi wrth ysgolion cymharu ar y cyfan
forest_subtitle = Newid y tu hwnt i newid ysgolion cymharu, mewn gwyriadau safonol, { $unit }, hyd at { $wave }
forest_n_line = Y nifer mwyaf sy’n sail i wahaniaeth: { $counted }.
forest_caption = Gwahaniaethau oddi wrth ysgolion cymharu, mewn gwyriadau safonol
forest_apart = Nid yw { $found } o’r { $rows } o ystodau’r ardaloedd yn cynnwys y llinell; byddai hap yn unig yn gwneud tua { $by_chance }.
forest_reference = Dim gwahaniaeth
forest_key_effect = Un lle, â’i ystod debygol
forest_key_pooled = Holl ysgolion y dudalen hon, o ben i ben yr ystod debygol
forest_heading = Gwahaniaeth (ystod debygol)
forest_hidden = rhy ychydig o ysgolion, neu un neu ddwy sy’n gwneud bron y cyfan
forest_read_1 = Un lle yw pob rhes. I’r dde o’r llinell newidiodd ei ysgolion fwy nag ysgolion cymharu, i’r chwith llai.
forest_read_2 = Nid yw rhes sy’n croesi’r llinell yn dangos gwahaniaeth clir. Mae mwy o ysgolion y tu ôl i sgwâr mwy.
forest_read_3 = Nid trwy hap yr ymunodd ysgolion, felly gall fod rhesymau heblaw’r rhaglen dros wahaniaeth.
head_difference = Gwahaniaeth

# Yr hyn yr arweiniodd ato, yn ôl pwy sydd dan sylw.
outcomes_pupils = Disgyblion
outcomes_schools = Ysgolion a’u staff
outcomes_members = Aelodau a’u ffordd o arwain
outcomes_groups = Grwpiau
outcomes_areas = Rhwydweithiau ac awdurdodau
outcomes_none = Ni ellir dweud yma am ganlyniad â chymhariaeth, newid, na’r hyn a ddywed aelodau. Dywed y tabl isod pam.
outcomes_caption = Canlyniadau: y rhai â chymhariaeth yn gyntaf, wedyn newid, wedyn yr hyn a ddywed aelodau
outcomes_further = Canlyniadau a gyfrifwyd yn unig, a’r rhai na ellid eu dweud
outcomes_further_caption = Wedi’u cyfrif heb ddim i’w gymharu, neu heb eu dweud
outcomes_beside = Y prif ganlyniadau fesul { form_level }, yn nhrefn enwau
head_difference_or_value = Gwahaniaeth neu werth
sureness_comparison = nid trwy hap yr ymunodd ysgolion
sureness_change = nid oes neb i gymharu’r newid ag ef
sureness_said = yr hyn a ddywed aelodau ydyw, heb ddim i’w gymharu ag ef
sureness_counted = cyfrif ydyw heb ddim i’w gymharu ag ef
sureness_judged = gellir barnu { $judged } o { $groups } grŵp
sureness_compared = ei sail yw { $counted }
sureness_recorded = fe’i cyfrifir o gofnodion
limit_no_comparison = Ni fesurwyd dim yma wrth ochr ysgolion y tu allan i’r rhaglen, felly ni ellir priodoli dim iddi.

# Pwy sydd ar goll.
answered_low = Atebodd llai na { $share } o’r aelodau mewn { $n } o { $units }: { $names }.
answered_untold = Ni ddywedir faint a atebodd yn achos { $n } o { $units }: { $names }.
answered_everywhere = Ym mhob { form_level } atebodd o leiaf { $share } o’r aelodau.

# Yr hyn sy'n amrywio.
varies = Yr hyn sy’n amrywio rhwng grwpiau, ac o’u mewn
varies_untold = Ni fesurir, neu ni ellir dweud yma, faint sydd rhwng grwpiau a faint sydd o’u mewn.
varies_networks = Nid yw’r fframwaith hwn yn mesur faint o hynny sydd rhwng rhwydweithiau.
varies_none = { $scale }: nid yw grwpiau’n amrywio’n gliriach na phobl o fewn un grŵp.
varies_between = { $scale }: mae tua { $share } o’r hyn sy’n gwahanu aelodau rhwng grwpiau (ystod debygol { $low } i { $high }); mae’r gweddill o’u mewn.
varies_between_plain = { $scale }: mae tua { $share } o’r hyn sy’n gwahanu aelodau rhwng grwpiau; mae’r gweddill o’u mewn.
varies_average = { $scale }: o’r hyn sy’n gwahanu cyfartaleddau’r grwpiau, mae tua { $share } yn fwy na hap.
varies_caption = Yr hyn sy’n amrywio, a’r hyn sy’n mynd gydag ef

# Casgliadau a chwestiynau.
conclusion_apart = O { $looks } o gymariaethau â’r rhaglen, mae { $found } yn sefyll ar wahân; byddai hap yn unig yn gwneud tua { $by_chance }.
conclusion_stays = Mae { $share } o’r aelodau’n dal yn eu grŵp { $months } mis ar ôl ymuno.
to_ask = Yr hyn i’w ofyn nesaf
to_ask_lead = Cwestiynau yw’r rhain, nid cyngor. Daw pob un o ffigur ar y dudalen hon ac mae angen pobl sy’n adnabod yr ysgolion.
questions_commissioner = I’r rhai a ofynnodd am y gwerthusiad
questions_areas = I awdurdodau a rhanbarthau
questions_area =
    { $level ->
        [region] I swyddogion y rhanbarth
       *[lea] I swyddogion yr awdurdod
    }
questions_groups = I hwyluswyr a’u grwpiau
question_weakest = { $name }: ar waith mewn { $groups } o { $judged } grŵp. Beth fyddai ei angen ar y lleill?
question_apart = Mae { $found } o { $looks } o gymariaethau yn sefyll ar wahân. Beth, yn ôl y rhai sy’n adnabod y lleoedd hyn, sydd y tu ôl i hynny?
question_missing = Ni atebodd pawb ({ $many }: { $n }). Pwy ydynt, ac a fyddent yn dweud yr un peth?
question_leaving = Mae { $share } yn dal yno { $months } mis ar ôl ymuno. Pam y gadawodd y lleill?
question_no_comparison = Ni ddywedir canlyniad wrth ochr ysgolion y tu allan. Pa un y gellid ei ddweud, a phwy sydd â’r ffigurau?
question_more = { $name }: mae’r gwahaniaeth o blaid y rhaglen. Beth arall a newidiodd yn yr ysgolion hyn?
question_no_difference = { $name }: dim gwahaniaeth clir hyd yma. Pryd y disgwylid un, a pha mor fawr y dylai fod?
question_less = { $name }: enillodd ysgolion cymharu fwy. Beth arall a newidiodd, yno neu yma?
question_uncollected = Mae angen ffurflenni na chawsant eu hanfon ar { $n } o’r { $all } o werthoedd. Pa rai sy’n werth y gwaith?

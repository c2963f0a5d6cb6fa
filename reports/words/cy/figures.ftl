# Testunau ffigurau: teitlau sy'n dweud yr hyn y mae'r ystodau'n ei ganiatáu, brawddegau, allweddi, a sut i'w darllen.

behind_answered = atebodd { $n } o { $eligible }
behind_pairs = { $n } ateb ar y ddwy adeg
response_line = { $many }: atebodd { $answered } o { $eligible } ({ $percent }).
response_unknown = Ni ddangosir yma faint a atebodd, i ddiogelu pobl neu am nad yw ar gofnod.
values_in_table = Mae’r gwerthoedd yn y tabl.
figure_undrawn = Mae’r enwau’n rhy hir i’w darlunio’n ddarllenadwy, felly saif y tabl yn lle’r darlun.

tally_higher = { $n } yn uwch
tally_lower = { $n } yn is
tally_both = { $higher }, { $lower }

# Y stribed o nodweddion.
strip_title_differ = O gymharu â’r rhaglen: { $differences }, y gweddill yn debyg
strip_title_nothing = Yr hyn a ddywed aelodau am sut mae’r grŵp yn gweithio
strip_title_alike = Dim gwahaniaeth clir oddi wrth y rhaglen yn y ffordd y mae’r grŵp yn gweithio
strip_sentence =
    { $verdict ->
        [higher] { $name }: yn uwch na’r rhaglen, { $own } o gymharu â { $programme }.
        [lower] { $name }: yn is na’r rhaglen, { $own } o gymharu â { $programme }.
       *[similar] { $name }: { $own }, yn debyg i’r rhaglen, { $programme }.
    }
strip_nothing = Ni ellir cymharu dim yma â’r rhaglen eto.
strip_subtitle = Ateb cyfartalog ar bob nodwedd, { $unit }, { $wave }
strip_definition = Ystyr pob nodwedd
strip_caption = Atebion cyfartalog, gyda’r rhaglen a hanner canol y grwpiau
strip_key_middle = Hanner canol y grwpiau
strip_key_others = Grwpiau eraill
strip_tip = { $name }: { $own }; y rhaglen { $programme }
strip_read_1 = Un nodwedd yw pob rhes, ar raddfa’r atebion. Y diemwnt yw’r grŵp hwn.
strip_read_2 = Y llinell unionsyth yw’r rhaglen. Grwpiau eraill, heb eu henwi byth, yw’r marciau llwyd, a’r bar yw eu hanner canol.
strip_read_3 = Ystyr “yn debyg” yw y gallai hap mewn grŵp mor fach esbonio’r pellter oddi wrth y rhaglen.

# Atebion i gwestiynau.
answers_title_none_shown = Atebion na ellir eu dangos fesul un
answers_title_none = Nid yw’r rhan fwyaf o atebion yn ffafriol ar yr un o’r cwestiynau hyn
answers_title_all =
    { $shown ->
        [one] Y rhan fwyaf o atebion yn ffafriol ar yr un cwestiwn a ddangosir
       *[other] Y rhan fwyaf o atebion yn ffafriol ar bob cwestiwn a ddangosir ({ $shown })
    }
answers_title_some = Y rhan fwyaf o atebion yn ffafriol ar { $favourable } o’r { $shown } cwestiwn a ddangosir
answers_key = Cwestiynau am sut mae’r grŵp yn gweithio
answers_outlook = Cwestiynau am a fydd yn para
answers_impact = Cwestiynau am yr hyn yr arweiniodd ato
answers_further = Cwestiynau pellach am sut mae’r grŵp yn gweithio
answers_other = Cwestiynau eraill
answers_subtitle = { $questions }, o “{ $first }” i “{ $last }”, { $unit }, { $wave }
answers_subtitle_plain = { $questions }, { $unit }, { $wave }
answers_unfavourable = Anffafriol
answers_neither = Y naill na’r llall
answers_favourable = Ffafriol
answers_reverse = Anghytuno yw’r ateb da
answers_range = Mae’r atebion ffafriol yn amrywio o { $fewest } i { $most }.
answers_range_one = Cafodd pob cwestiwn a ddangosir { $most } o atebion ffafriol.
answers_only = Cafodd “{ $question }” { $share } o atebion ffafriol.
answers_lowest = Cafwyd y lleiaf ar gyfer “{ $question }”.
answers_few = Mae’r atebion yn brin neu’n debyg i’w gilydd, felly dywed y tabl yr hyn y gellir ei ddweud.
answers_tip = { $question }: { $answers } yn ffafriol
answers_caption = Atebion i bob cwestiwn, wedi’u cyfuno’n dri
answers_heading = Atebion
answers_definition = Y cwestiynau’n llawn
answers_read_1 = Mae anghytuno’n rhedeg i’r chwith o’r llinell sero a chytuno i’r dde. Mae gan “y naill na’r llall” ei golofn ei hun.
answers_read_2 = Lle mai anghytuno yw’r ateb da, dywed y rhes hynny; dangosir atebion fel y’u rhoddwyd.
answers_read_3 = Cyfunir atebion neu fe’u gadewir allan lle byddai eu dangos yn datgelu ateb un person.

# Unedau wedi'u cymharu ar un mesur.
units_title_differ = { $measure }: o { $units }, { $differences } na’r rhaglen
units_title_alike =
    { $level ->
        [group] { $measure }: dim gwahaniaeth clir rhwng y grwpiau a’r rhaglen
        [network] { $measure }: dim gwahaniaeth clir rhwng y rhwydweithiau a’r rhaglen
        [lea] { $measure }: dim gwahaniaeth clir rhwng yr awdurdodau a’r rhaglen
       *[region] { $measure }: dim gwahaniaeth clir rhwng y rhanbarthau a’r rhaglen
    }
units_title_differ_short = { $measure }: { $differences }
units_title_alike_short = { $measure }: dim gwahaniaeth clir
units_sentence = { $measure }: { $programme } ar gyfer y rhaglen gyfan.
units_order = Hap yw trefn unedau y mae eu llinellau’n gorgyffwrdd, gan mwyaf.
units_subtitle = { $kind }, fesul { form_level }, { $unit }, { $wave }
units_caption = { $measure }, fesul { form_level } yn nhrefn enwau
units_reference = Y rhaglen: { $programme }
units_key_higher = Yn uwch na’r rhaglen
units_key_similar = Yn debyg
units_key_lower = Yn is
units_key_range = Ystod debygol
units_tip =
    { $verdict ->
        [higher] { $unit }: ystod debygol { $range }, yn uwch na’r rhaglen
        [lower] { $unit }: ystod debygol { $range }, yn is na’r rhaglen
       *[similar] { $unit }: ystod debygol { $range }, yn debyg i’r rhaglen
    }
units_read_1 = Un uned yw pob rhes: y marc yw ei hamcangyfrif a’r llinell ei hystod debygol. Y llinell doredig yw’r rhaglen.
units_read_2 = Tynnir amcangyfrifon tuag at y rhaglen lle mae’r atebion yn brin, rhag cymryd hap am wahaniaeth.
units_read_3 = ▲ mae’r llinell gyfan uwchben y rhaglen, ▼ oddi tani, ● mae’r llinell yn ei chynnwys.

# Barnau dros y grwpiau.
bands_title_none = Yn y rhan fwyaf o grwpiau, mae 0 o’r { $judged } nodwedd allweddol ar waith
bands_title = Yn y rhan fwyaf o grwpiau, mae { $most } o’r { $judged } nodwedd allweddol ar waith
bands_often = { $name }: ar waith mewn { $groups } o { $judged } grŵp.
bands_seldom = Y lleiaf cyffredin: { $name }, { $groups } o { $judged } grŵp.
bands_subtitle = Grwpiau yn ôl y farn ar bob nodwedd, { $unit }, { $wave }
bands_n_line = { $groups } yn y gofrestr.
bands_definition = Sut y llunnir pob barn
bands_caption = Grwpiau yn ôl barn
bands_tip = { $name }: ar waith mewn { $groups } o { $judged } grŵp
bands_read_1 = Un nodwedd yw pob rhes. Mae’r grwpiau lle mae ar waith i’r dde o sero, a’r grwpiau lle nad yw eto i’r chwith.
bands_read_2 = Mae’r grwpiau lle mae ar waith yn rhannol yn y golofn lwyd. Dim ond grwpiau y gellir dangos eu gwerth a gyfrifir.

# Newid ymhlith yr un bobl.
change_title =
    { $which ->
        [none] Dim newid clir ers { $since } ymhlith pobl a atebodd ddwywaith
        [up] Cynnydd clir ar { $up } o { form_scales } ers { $since }
        [down] Gostyngiad clir ar { $down } o { form_scales } ers { $since }
       *[both] Ers { $since }: cynnydd clir ar { $up }, gostyngiad clir ar { $down }
    }
change_sentence =
    { $verdict ->
        [higher] { $scale }: cynnydd, { $change }, ystod debygol { $range }.
        [lower] { $scale }: gostyngiad, { $change }, ystod debygol { $range }.
       *[similar] { $scale }: dim newid clir, { $change }, ystod debygol { $range }.
    }
change_subtitle = Newid cyfartalog y bobl a atebodd yn y ddau arolwg ({ $first }, { $latest }), { $unit }
change_key_earlier = { $wave } (wedi’i osod ar 0)
change_key_later = Newid erbyn: { $wave }
change_key_unclear = Dim newid clir
change_heading = Newid (ystod debygol)
change_label = { $change } ({ $range })
change_tip = { $scale }: { $change }, ystod debygol { $range }
change_caption = Newid ymhlith yr un bobl: { $first } i { $latest }
change_waves_caption = Atebion pawb, arolwg wrth arolwg
change_read_1 = Dim ond pobl a atebodd y ddau dro sy’n cyfrif. Y cylch yw lle’r oeddent gyntaf, wedi’i osod ar sero; y smotyn yw pa mor bell y symudasant.
change_read_2 = Mae newid yn glir pan nad yw ei ystod debygol yn cynnwys sero. Newidiadau a all fod trwy hap yw’r smotiau llwyd.

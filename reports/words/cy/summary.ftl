# Brawddegau ar ben tudalennau ac adrannau, a'r hyn na all tudalen ei ddweud. Mae enwau a roddir i mewn yn sefyll lle
# nad oes treiglad.

page_kind =
    { $level ->
        [group] Adroddiad grŵp
        [network] Adroddiad rhwydwaith
        [lea] Adroddiad awdurdod
        [region] Adroddiad rhanbarth
       *[programme] Adroddiad y rhaglen
    }
form_readers =
    { $readers ->
        [internal] y grŵp ei hun
        [programme] swyddogion yr awdurdod a’r rhaglen
       *[public] unrhyw un
    }
audience = Ar gyfer { form_readers }

missing_people = Nid yw barn y lleill ({ $many }: { $n }) yn hysbys.
nobody_missing = Atebodd pawb y gofynnwyd iddynt, felly dyma’r hyn a ddywedwyd ac nid amcangyfrif ohono.

group_some = { $name }: mae { $good } o { $judged } nodwedd ar waith
group_little = { $name }: ychydig y gellir ei ddweud eto
group_talk = { $start }; y peth cyntaf i siarad amdano yw “{ $subject }”.
group_well = { $start }; mae “{ $subject }” yn mynd yn dda.
group_plain = { $start }.

area_in_networks = { $groups } mewn { $networks }
area_answered = { $name }: { $holds }; atebodd { $answered } o { $eligible } aelod ({ $percent }) yr arolwg.
area_plain = { $name }: { $holds }.

standing_beside =
    { $verdict ->
        [higher] { $name }: { $band } ({ $own }), yn uwch na’r rhaglen ({ $programme }).
        [lower] { $name }: { $band } ({ $own }), yn is na’r rhaglen ({ $programme }).
        [similar] { $name }: { $band } ({ $own }); dim gwahaniaeth clir oddi wrth y rhaglen ({ $programme }).
       *[none] { $name }: { $band } ({ $own }); y rhaglen: { $programme }.
    }
standing_alone = { $name }: { $band } ({ $own }).

groups_in_place =
    { $which ->
        [none] { $name }: heb fod ar waith yn yr un o’r { $judged } grŵp y gellir eu barnu.
        [all] { $name }: ar waith ym mhob un o’r { $judged } grŵp y gellir eu barnu.
       *[some] { $name }: ar waith mewn { $groups } o’r { $judged } grŵp y gellir eu barnu.
    }

form_scales =
    { $scales ->
        [one] { $scales } raddfa
        [two] { $scales } raddfa
       *[other] { $scales } graddfa
    }
change_summary =
    { $which ->
        [none] Dim newid clir ers { $since } ymhlith pobl a atebodd ddwywaith.
        [up] Cynnydd clir ar { $up } o { form_scales } ers { $since } ymhlith pobl a atebodd ddwywaith.
        [down] Gostyngiad clir ar { $down } o { form_scales } ers { $since } ymhlith pobl a atebodd ddwywaith.
       *[both] Ers { $since }, ymhlith pobl a atebodd ddwywaith: cynnydd clir ar { $up } o’r graddfeydd a gostyngiad clir ar { $down }.
    }
change_subject = Newid

perceived_scale = { $name }, ym marn yr aelodau: { $value } ar raddfa o { $from } i { $to }.
perceived_count = { $name }: { $value } o’r aelodau a atebodd sy’n dweud hynny.
perceived_share = { $name }: { $value } o’r aelodau a atebodd sy’n dweud hynny.
measured_without_range = { $name }: { $value }, heb ystod debygol.
measured =
    { $verdict ->
        [higher] { $name }: mwy na’r cymharydd, { $value } (ystod debygol { $range }).
        [lower] { $name }: llai na’r cymharydd, { $value } (ystod debygol { $range }).
       *[similar] { $name }: dim gwahaniaeth clir oddi wrth y cymharydd, { $value } (ystod debygol { $range }).
    }

first_survey = { $wave } yw’r arolwg cyntaf, felly ni all dim fod wedi newid eto.
no_matched_change = Atebodd rhy ychydig o bobl y ddau dro, neu ni ellid eu paru, i ddweud beth a newidiodd.
unmatched = Yn nhabl atebion pawb gall y bobl fod yn wahanol o arolwg i arolwg, ac nid eu hatebion yn unig.
pairs_matched = Gellid paru { $pairs } o’r { $first } a atebodd y tro cyntaf.
pairs_up_to = Atebodd hyd at { $pairs } o bobl y ddau dro.

no_impact = Ni chasglwyd canlyniadau, felly ni ddywedir dim am yr hyn yr arweiniodd y rhaglen ato.
contribution = Saif yr hyn a ddywed aelodau yma ochr yn ochr â’r hyn a fesurwyd. Nid yw’r naill na’r llall ynddo’i hun yn dangos mai’r rhaglen a wnaeth y gwahaniaeth.
only_said = Dim ond yr hyn a ddywed aelodau sydd ar gofnod; ni fesurwyd dim i’w osod wrth ei ochr.
only_measured = Dim ond yr hyn a fesurwyd sydd ar gofnod; ni ofynnwyd i’r aelodau.

false_alarms =
    Nifer y cymariaethau a wnaed: { $looks }. Trwy hap yn unig byddai { $by_chance ->
        [0] llai nag un
       *[other] tua { $by_chance }
    } yn edrych o leiaf ychydig yn anarferol, a { $far ->
        [0] phrin un
       *[other] thua { $far }
    } yn glir felly. Gofynnwch pam cyn dod i gasgliad.
unusual =
    { $verdict ->
        [higher] { $measure }: yn uwch na’r rhaglen ({ $programme }); ystod debygol { $range }.
        [lower] { $measure }: yn is na’r rhaglen ({ $programme }); ystod debygol { $range }.
       *[similar] { $measure }: yn debyg i’r rhaglen ({ $programme }); ystod debygol { $range }.
    }
compared_differ = O blith { $units }, mae { $differences }.
compared_alike = Mae ystod debygol pob un o’r { $units } yn cynnwys gwerth y rhaglen.
too_many_to_draw = Mae { $units } yn ormod i’w darlunio. Mae’r tabl yn eu rhestru i gyd.
not_shown = Heb eu dangos: { $names } ({ $reason }).
not_shown_units = { $n } uned
ranges_among_peers = Ystodau tebygol grwpiau tebyg i’r un hwn yw’r rhai ar gyfer atebion: fe’u tynnir tuag at y rhaglen lle mae’r atebion yn brin. Nhw sy’n penderfynu beth a elwir yn uwch, yn debyg neu’n is.
symbols_told = { $confidential } { $confidential_is }; { $not_available } { $not_available_is }; { $not_applicable } { $not_applicable_is }

tile_sessions = Sesiynau a gynhaliwyd
tile_answered = Wedi ateb yr arolwg
tile_answered_note = { $percent } o’r aelodau ar y gofrestr
tile_answered_unknown = Heb ei gofnodi, neu wedi’i atal i ddiogelu pobl
tile_groups_note = Yn y gofrestr
tile_groups_within = Mewn { $units }
tile_in_place = Nodweddion ar waith
tile_in_place_note = O’r rhai y gellir eu barnu a’u dangos
tile_mean_count = cyfartaledd i bob grŵp, { $window }
tile_note = { $behind }, { $window }
window_year = deuddeg mis hyd at { $wave }
window_two_years = dwy flynedd hyd at { $wave }
window_ever = hyd at { $wave }

# Pa mor sicr y gall darllenydd fod.
sureness_high = Uchel
sureness_moderate = Cymedrol
sureness_low = Isel
sureness_very_low = Isel iawn
sureness_because = { $grade }: { $reason }.
sureness_response = atebodd { $answered } o { $eligible } aelod
sureness_response_unknown = nid yw’n hysbys, neu ni ddangosir, faint a allai fod wedi ateb
sureness_answers = mae { $n } ateb yn sail iddo
sureness_matched = parwyd { $pairs } o’r { $first } a atebodd y tro cyntaf
sureness_nothing = nid yw’n hysbys, neu ni ddangosir, faint a atebodd

# Yr hyn na all tudalen ei ddweud.
limit_response = Atebodd { $share }. Gall y rhai na wnaeth ateb feddwl yn wahanol.
limit_decided = Ataliwyd { $what } trwy benderfyniad { $by }, { $day }: { $reason }
limit_withheld = Cafodd { $withheld } o’r { $all } o werthoedd ar y dudalen hon eu hatal neu eu rhoi fel terfyn, i ddiogelu pobl.
limit_uncollected = Ni ellid cyfrifo { $missing } o’r { $all } o werthoedd, am na chasglwyd yr hyn sydd ei angen arnynt.
limit_one_wave = Un arolwg sydd hyd yma, felly ni ellir dweud dim am newid.
limit_matched = Mae’r newid yn seiliedig ar { $pairs } o’r { $first } o bobl a atebodd y tro cyntaf ac a atebodd eto.
limit_views = Barn yr aelodau eu hunain yw’r atebion. Mesur gwan yw un cwestiwn; mae graddfeydd o sawl cwestiwn yn gadarnach.
limit_contribution = Nid trwy hap yr ymunodd ysgolion. Gall fod rhesymau heblaw’r rhaglen dros wahaniaeth.

# Proffiliau.
profiles_own = Golygon yw’r rhain: yr un canfyddiadau, yn nhrefn cwestiynau eraill. Nid ydynt yn casglu dim byd newydd.
profiles_own_rule = Mae rhes ar waith os yw popeth odani ar waith, ddim eto os nad oes dim ar waith hyd yn oed yn rhannol, ac yn rhannol fel arall.
profiles_counts = Golygon dros ganfyddiadau’r grwpiau eu hunain yw’r rhain: faint o grwpiau sy’n sefyll ble ar bob rhes.
profiles_counts_rule = Cyfrifir grwpiau lle mae gan { $fewest } neu fwy ohonynt werth y gellir ei ddangos yma.
profiles_too_few = Llai na { $fewest } grŵp sydd â gwerth
profiles_not_counted = Heb eu cyfrif, am mai llai na { $fewest } grŵp sydd â gwerth ar unrhyw res: { $titles }.
profiles_quoted = “{ $title }”
profiles_compared = Dywed pob cell faint o grwpiau sydd â hyn ar waith, o’r rhai y gellir eu barnu arno.
profiles_by_state = Grwpiau yn ôl cyflwr: { $title }
profiles_standing = { $n } { $state }
profile_rule_1 = Mae rhes yn edrych ar farnau’r dangosyddion y mae’n eu henwi. Pob un ar waith: ar waith. Dim un ar waith na’n rhannol felly: ddim ar waith eto. Unrhyw beth arall: ar waith yn rhannol.
profile_rule_2 = Os oes gan lai na’u hanner werth, nid oes digon o ddata, neu atelir y rhes lle mae gwerthoedd wedi’u hatal.
profile_rule_3 = Lle mae rhes yn edrych ar sut y symudodd rhywbeth, mae barn well nag yn yr arolwg blaenorol yn cyfrif fel ar waith, un waeth fel ddim eto, a’r un farn fel y mae.
profile_rule_4 = Lle mae rhes yn enwi amodau, cyfrifant gyda’i gilydd: pob un yn dal, mwy na’u hanner, neu lai.
profile_rule_5 = Mae risg yn isel lle mae’r farn y tu ôl iddi ar waith, i’w gwylio lle mae ar waith yn rhannol, ac yn uchel lle nad yw ar waith eto.

# Tudalen y grŵp ei hun. Mae enwau a roddir i mewn yn sefyll lle nad oes treiglad.

group_both = { $start }; mae “{ $well }” yn mynd yn dda, a’r peth cyntaf i siarad amdano yw “{ $subject }”.
point_on_record = Fe’i cyfrifwyd o gofnodion y grŵp neu o ddychweleb, felly nid yw’n dibynnu ar bwy atebodd.
sureness_at_best = Mae grŵp yn fach: hyd yn oed pe bai pob aelod ({ $n }) yn ateb, ni allai fod yn well nag: { $grade }.
raised_standing = { $value } · { $band }

# Pwy sy'n troi at bwy.
ties_title = Pwy sy’n troi at bwy
ties_density = O’r holl gysylltiadau a allai fod rhwng aelodau, enwir { $share }.
ties_untold = Ni ddywedir yma pa mor agos yw’r cysylltiadau rhwng aelodau: { $why }.
ties_returned = O’r cysylltiadau a enwir, enwir { $share } o’r ddwy ochr.
ties_outside = O bawb y mae aelodau’n eu henwi, mae { $share } y tu allan i’r grŵp.
ties_no_picture = Ni thynnir llun o’r cysylltiadau, am y byddai’n dangos pwy sy’n sefyll ar ei ben ei hun.
ties_all = Pob ffigur am gysylltiadau

# Y prif raddfeydd o arolwg i arolwg.
surveys_title = Y prif raddfeydd, o arolwg i arolwg
surveys_subtitle = Atebion cyfartalog pawb a atebodd, { $unit }
surveys_ends = Yn yr arolwg diweddaraf, { $high } sydd uchaf ({ $high_value }) a { $low } sydd isaf ({ $low_value }).
surveys_alike = Yn yr arolwg diweddaraf, { $value } yw gwerth pob graddfa.
surveys_differ = Ers yr arolwg cyntaf, ar { $name } y mae’r atebion fwyaf gwahanol: { $before } bryd hynny, { $now } nawr.
surveys_people = Gall y bobl fod yn wahanol o arolwg i arolwg, ac nid eu hatebion yn unig.
surveys_nothing_now = Ni ellir dangos dim o’r arolwg diweddaraf yma.
surveys_n = { $n } ateb
surveys_answered = Wedi ateb: { $waves }.
surveys_read_1 = Un raddfa yw pob panel. Y llinell dywyll yw’r grŵp hwn, a’r llinell doredig yw’r rhaglen.
surveys_read_2 = Y band yw’r ystod debygol. Lle mae bandiau dau arolwg yn gorgyffwrdd, gall mai hap yw’r gwahaniaeth.
surveys_read_3 = Ystyr bwlch yw na ellir dangos dim, neu na ofynnwyd i neb. Nid oes llinell yn ei groesi.

# Un gyfran fel pobl.
share_title = { $name }: { $value } a atebodd
share_sentence = Mae { $value } yn cytuno: “{ $question }”
share_subtitle = Aelodau sy’n cytuno neu’n cytuno’n gryf, { $unit }, { $wave }
share_caption = Aelodau sy’n cytuno neu’n cytuno’n gryf
share_key_filled = Yn cytuno
share_key_possible = Gall gytuno: terfyn yn unig a ddywedir
share_key_empty = Ddim yn cytuno
share_read_1 = Un aelod a atebodd yw pob ffigur. Y rhai sy’n cytuno yw’r ffigurau llawn.
share_read_2 = Nid yw eu trefn yn dweud dim am neb.

# Yr hyn y cytunwyd arno.
agreed_title = Yr hyn y cytunwyd arno, a beth ddaeth ohono
agreed_moved = Ers { $wave }, o blith y pwyntiau gweithredu ({ $all }): { $on } wedi symud ymlaen, { $same } heb symud a { $back } wedi mynd yn ôl.
agreed_first = Nid oes dychweleb gynharach sy’n dweud ble safai’r pwyntiau gweithredu o’r blaen.
agreed_nothing = Nid oes gweithred ar gofnod ar gyfer y grŵp hwn, na dychweleb sy’n dweud pa mor bell y mae ei bwyntiau gweithredu wedi dod.
agreed_no_action = Nid oes un o weithredoedd y grŵp ei hun ar gofnod.
agreed_as_written = Dangosir gweithredoedd fel y’u hysgrifennwyd, ar y dudalen hon yn unig. Ni ddangosir pwy sy’n gofalu amdanynt.
agreed_two_sources = Dychweleb yr hwylusydd yw’r tabl cyntaf, a chofnod y grŵp ei hun yw’r ail. Lle maent yn wahanol, gofynnwch pam.
agreed_caption = Gweithredoedd ar gofnod, yn ôl y diwrnod penodedig
agreed_no_day = dim diwrnod penodedig
agreed_no_status = heb ei ddweud
agreed_past = aeth ei ddiwrnod heibio
head_agreed = Yr hyn yr oedd i’w wneud
head_due = Erbyn pryd
head_status = Pa mor bell y mae wedi dod
rubric_caption = Pa mor bell y mae pob pwynt gweithredu wedi dod, { $wave }
rubric_point = Pwynt gweithredu
rubric_now = Nawr
rubric_not_here = ddim yma

# Pwyntiau gweithredu i'w llenwi.
actions_lead = Daw’r pwyntiau hyn o’r ffigurau. Man cychwyn yw’r cwestiynau, nid gorchymyn; newidiwch neu croeswch allan yr hyn nad yw’n addas.
actions_agreed_before = Edrychwch yn gyntaf ar yr hyn y cytunwyd arno o’r blaen.
actions_ask = I ddechrau:
actions_empty = Ychwanegwch eich rhai eich hun

# Y llyfr gwaith.
workbook_title = Llyfr gwaith ar gyfer y cyfarfod
workbook_lead = Mae gan bob ffrâm ei chwestiynau, yr hyn y mae ffigurau’r grŵp hwn yn ei ddweud amdanynt, a lle i ysgrifennu.
workbook_use = Dewiswch un ffrâm am ddeng munud. Darllenwch y cwestiynau yn gyntaf, yna’r ffigurau, yna ysgrifennwch yr hyn a welwch.
workbook_jump = Ar frys? Dewiswch un ffrâm o’r llyfr gwaith ar gyfer eich cyfarfod nesaf.
workbook_questions = Cwestiynau
workbook_evidence = Yr hyn a ddywed ein ffigurau
workbook_notes = Ein nodiadau
workbook_tally = { $share } ar waith
workbook_unjudged = dim wedi’i farnu eto
brief_missing = Heb eu casglu neu heb eu cofnodi: { $names }.
brief_withheld = Wedi’u hatal i ddiogelu pobl: { $names }.
workbook_nothing = Nid oes ffigur yn y fframwaith hwn yn ateb y cwestiynau hyn eto.

# Y tu ôl i'r dudalen.
annex_title = Popeth y tu ôl i’r dudalen hon
annex_about = I chwilio am bethau: cwestiynau a nodweddion pellach, golygon eraill, a’r ffigurau y tu ôl i’r siartiau.
annex_answers = Atebion pellach
annex_figures = Y ffigurau y tu ôl i’r siartiau
annex_values = Pob gwerth, gyda’r rhaglen wrth ei ochr

# Yr hyn a roddir yn yr atodiad am na ellir dweud llawer ohono.
answers_in_annex = Ni ddarlunnir cwestiynau fesul un yma, am mai ychydig y gellir ei ddweud amdanynt. Mae’r hyn y gellir ei ddweud ymhellach i lawr.
change_in_annex = Fesul person, gellir dweud am newid ar { $told } o’r { $all } o raddfeydd. Mae ymhellach i lawr.
change_by_person = Newid fesul person
brief_key = Nodweddion allweddol yn gryno
brief_all = Pob un gyda’r rhaglen, ystodau tebygol a’u sail
how_sure_short = Pa mor sicr:
standing_plain = { $name }: { $band }.

# Niferoedd a ffeiliau na ddywedir popeth amdanynt.

about_so_many = tua { $number }
not_told = heb ei ddweud
head_digest = Ôl bys
head_digest_kind = Math o ôl bys
input_plain = SHA-256
input_keyed = HMAC-SHA-256, ag allwedd y rhaglen
input_no_key = dim, gan nad oes allwedd yn y cynllun
input_untold = heb ei ddweud
methods_inputs_about = Saif ffeil nad yw’n enwi neb yma gyda’i maint a’i SHA-256. Nid oes gan ffeil sy’n enwi pobl y naill na’r llall, oherwydd buan y dyfelir ychydig o atebion. Lle mae gan y cynllun allwedd, gwneir yr ôl bys â hi (HMAC-SHA-256), a gall pwy bynnag sydd â’r ddau ei wirio.
quality_rounded = Talgrynnir niferoedd rhesi am bobl i luosrif o { $step }, fel na ellir tynnu un cyhoeddiad o’r llall i ganfod neb.

# Yr hyn a ddywedodd aelodau, yn eu geiriau eu hunain.

quotes_title = Yng ngeiriau’r aelodau
quotes_lead =
    { $number ->
        [one] Un sylw gan rywun a gytunodd i gael ei ddyfynnu. Cymeradwywyd ef gan ddarllenydd o’r tu allan i’r grŵp.
       *[other] { $number } o sylwadau gan bobl a gytunodd i gael eu dyfynnu. Cymeradwywyd pob un gan ddarllenydd o’r tu allan i’r grwpiau.
    }
quotes_order = Maent yn nhrefn eu llythrennau cyntaf ac nid ydynt ynghlwm wrth unrhyw sgôr, felly maent yn dweud beth a ddywedwyd, nid faint sy’n meddwl felly.
quotes_more =
    { $number ->
        [one] Un sylw arall
       *[other] { $number } o sylwadau eraill
    }
quotes_none = Ni ellir dyfynnu unrhyw sylw yma. Naill ai ni chytunodd neb i hynny a chael cymeradwyo sylw, neu atebodd rhy ychydig o bobl i’w geiriau aros yn ddienw.

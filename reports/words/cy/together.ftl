# Unedau na ddangosir fesul un, gyda'i gilydd.

together_head =
    { $level ->
        [lea] Awdurdodau na ddangosir fesul un, gyda’i gilydd
        [network] Rhwydweithiau na ddangosir fesul un, gyda’i gilydd
       *[group] Grwpiau na ddangosir fesul un, gyda’i gilydd
    }
together_units =
    { $spread ->
        [same] { $most } ohonynt
       *[differs] { $least } i { $most } ohonynt, yn ôl y golofn
    }

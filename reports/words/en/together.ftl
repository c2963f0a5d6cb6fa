# Units that are not shown one by one, taken together.

together_head =
    { $level ->
        [lea] Authorities not shown one by one, together
        [network] Networks not shown one by one, together
       *[group] Groups not shown one by one, together
    }
together_units =
    { $spread ->
        [same] { $most } of them
       *[differs] { $least } to { $most } of them, by column
    }

# What members said, in their own words.

quotes_title = In members’ words
quotes_lead =
    { $number ->
        [one] One remark of somebody who agreed to be quoted. A reader outside the group saw it first and found that it names nobody.
       *[other] { $number } remarks of people who agreed to be quoted. A reader outside the groups saw each one first and found that it names nobody.
    }
quotes_order = They stand in the order of their first letters and are tied to no score, so they tell what was said, not how many think so.
quotes_more =
    { $number ->
        [one] One more remark
       *[other] { $number } more remarks
    }
quotes_none = No remark may be quoted here. Either nobody agreed to it and had a remark cleared, or too few people answered for their words to stay nameless.

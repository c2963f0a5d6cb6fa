"""Every code of the framework, from its definition in plain words."""

from hand import derived as made, network as net, outcomes as out, registers as reg, survey as say
from hand.evaluation import months_back
from hand.methods import eta_squared, mean, middle, squared_correlation
from hand.ways import (
    anything, change_since_first, commonest, how_many, kinds_found, number, on_roll, share, step, sums,
    taking_part, whether,
)

RETURNS, SCHOOLS, LEAS, DAYS = "facilitator_returns", "school_returns", "lea_returns", "programme_days"
ACTIONS = "setting_out models ownership principles climate aims processes sustainability impact".split()
DONE = {"agreed", "in place", "reviewed"}
FOURTEEN = [f"P{place:02}" for place in range(1, 15)]
STEPS = ["not started", "agreed", "in place", "reviewed"]
SESSION_ELEMENTS = ["learning_focus_stated", "question_protocol", "triads", "closing_review"]
MINUTES = ["tutor_input", "collaborative", "reflection", "action_learning", "reading"]
BROKERAGE = "relationships membership partnerships resources knowledge".split()
BARRIERS = {
    "time": "time", "experience": "bad experience", "indulgent": "self-indulgent", "exposed": "exposes not knowing",
    "more_work": "reward is more work", "habits": "old habits", "short_term": "short-term policy",
    "doubt": "doubts it matters", "openness": "risk of openness", "answers": "expected to have answers",
    "individualism": "individualism", "norms": "against norms",
}
HOPES = {
    "": "start and keep a group", ".benefit": "personal benefit", ".methods": "sample methods",
    ".others": "gain from others", ".facilitating": "facilitating not advising", ".roles": "understanding roles",
}
FEEDBACK = {
    "": "method works", ".issues": "others' issues", ".steps": "next steps", ".outsider": "outsider view",
    ".questioning": "mutual questioning",
}
ONE_ITEM = {
    "KC-01": 1, "KC-04": 2, "KC-05": 3, "KC-08": 6, "KC-09": 7, "KC-10": 8, "KC-11": 9, "KC-16": 10, "OF-02": 11,
    "OF-03": 12, "PL-01": 13, "PL-02": 14, "PL-03": 15, "CL-01": 16, "CL-02": 17, "CL-06": 18, "AE-01": 19,
    "AE-02": 20, "AE-03": 21, "AE-08": 22, "PR-08": 23, "SU-06": 24, "SU-11": 25, "SU-12": 26, "IM-01": 27,
    "IM-03": 29, "IM-07": 30, "NH-04": 31, "NH-08": 32, "NH-11": 33, "NH-15": 34, "DL-01": 35, "SY-02": 36,
}
SCALES = {
    "CS-01": [4, 5, 16, 17, 18], "CS-02": [1, 2, 3, 6], "CS-03": [7, 11, 12], "CS-04": [8, 9, 10, 13, 14, 15, 23],
    "CS-05": [19, 20, 21, 22, 31], "CS-06": [24, 25, 26], "CS-07": [27, 28, 29, 30], "CS-08": [32, 33, 34, 35, 36],
}


def items(numbers):
    """Ids of items by their numbers."""
    return [f"ms{number:02}" for number in numbers]


def column(name):
    """A row's own number."""
    return lambda row, *_: row[name]


def spread(numbers):
    """The highest less the lowest."""
    return max(numbers) - min(numbers)


def yes(name):
    """Of the rows that answer yes or no, those that say yes: the two conditions of a share."""
    return (lambda row, wave: row[name] is True), (lambda row, wave: row[name] is not None)


def is_in(name, *words):
    """Of the rows that say something, those that say one of these."""
    return (lambda row, wave: row[name] in words), (lambda row, wave: row[name] is not None)


def any_document(*wanted):
    """Whether a return names one of these."""
    return lambda row, wave: any(word in (row["documents"] or []) for word in wanted)


def within(row, name, wave, months):
    """Whether a day on record lies in the months that end with the wave."""
    return row[name] is not None and months_back(wave.last, months) < row[name] <= wave.last


def coded(questions, code):
    """Of the answers to some questions that were coded, the share that was given a code."""
    return share(
        "coded_answers",
        lambda row, wave: (set(row["codes"]) != {"none"}) if code is None else code in row["codes"],
        lambda row, wave: row["question"] in questions and row["coder"] == "agreed",
        "ever",
    )


def member(row, wave):
    """On roll at the census day."""
    return on_roll(row, wave.census)


def due(row):
    """A place at a session that was to be taken."""
    return row["status"] in {"present", "apology", "absent"}


def there(row, wave=None):
    """A place that was taken."""
    return row["status"] == "present"


def minutes(row, kinds=MINUTES):
    """Minutes of some kinds in a day of the facilitators' programme."""
    return sum(row[f"{kind}_minutes"] or 0 for kind in kinds)


def used(row, names):
    """How many of some numbers are above nought; one left blank is not."""
    return sum(1 for name in names if (row[name] or 0) > 0)


def from_answers():
    """What the survey says."""
    codes = {code: say.scale(*items([place])) for code, place in ONE_ITEM.items()}
    for code, places in SCALES.items():
        codes[code] = say.scale(*items(places))
        codes[f"{code}.change"] = say.matched_change(*items(places))
    codes |= {
        "KC-01.favourable": say.agreeing("ms01"),
        "KC-07": say.scale("ms04", "ms05"),
        "IM-02": say.agreeing("ms28"),
        "IM-01.change": say.matched_change("ms27"),
        "IM-03.change": say.matched_change("ms29"),
        "SU-06.gap": say.newcomers_beside_others("ms04", "ms05"),
        "DQ-01": say.response_rate,
        "DQ-02": say.answers_missing,
        "DQ-03": say.group_agreement,
        "DQ-04": say.reliability("alpha", *say.CLIMATE),
        "DQ-04.omega": say.reliability("omega", *say.CLIMATE),
        "DQ-04.impact": say.reliability("alpha", "ms27", "ms28", "ms29", "ms30"),
        "DQ-05": say.between("icc1"),
        "DQ-05.icc2": say.between("icc2"),
        "DQ-07": say.matched,
        "AN-02": say.attendance_and_impact,
    }
    codes["BA-01"] = coded(["o2"], None)
    codes |= {f"BA-01.{key}": coded(["o2"], code) for key, code in BARRIERS.items()}
    codes |= {f"FP-05{key}": coded(["o4"], code) for key, code in HOPES.items()}
    codes |= {f"FP-06{key}": coded(["o1", "o3"], code) for key, code in FEEDBACK.items()}
    return codes


def from_registers():
    """What registers of members, sessions, activities and products say."""
    processes = lambda row, *_: row["process"] in reg.BETWEEN_SCHOOLS
    sessions_led, activities_led = ("sessions", "led_by", anything), ("activities", "led_by", anything)
    hosts = ("sessions", "host_school_id", anything)
    below_heads = lambda row: row["level"] in {"leadership team", "teacher", "support", "governor", "pupil"}
    coaching = lambda row: row["process"] == "P05"
    return {
        "KC-01.recorded": share(
            "members",
            lambda row, wave: row["opted_in"],
            lambda row, wave: member(row, wave) and row["opted_in"] is not None,
            "ever",
        ),
        "KC-02": reg.active_members,
        "KC-06": share("attendance", there, lambda row, wave: due(row)),
        "KC-08.recorded": share("sessions", *is_in("agenda_from", "members")),
        "KC-13": how_many("sessions"),
        "KC-13.gap": reg.longest_gap,
        "KC-14": whether("sessions", lambda row, wave: row["setting"] == "residential", "year"),
        "KC-14.attendance": share(
            "attendance", there, lambda row, wave: row["setting"] == "residential" and due(row), "year"
        ),
        "KC-15": kinds_found([("activities", "strategy", anything)], ["online community", "learning logs", "visits"]),
        "KC-16.recorded": kinds_found(
            [("sessions", "cycle_elements", anything)], ["reflection", "sharing", "feedback", "coaching", "challenge"]
        ),
        "OF-01": share("sessions", *is_in("facilitator_type", "external", "peer trained", "peer untrained", "lea")),
        "OF-01.external": share("sessions", *is_in("facilitator_type", "external")),
        "OF-01.peer": share("sessions", *is_in("facilitator_type", "peer trained", "peer untrained")),
        "OF-01.lea": share("sessions", *is_in("facilitator_type", "lea")),
        "PL-02.recorded": share(
            "sessions", lambda row, wave: "public" in row["knowledge_fields"], lambda row, wave: row["knowledge_fields"]
        ),
        "PL-04": reg.mixture(
            reg.smallest_share, [("sessions", "knowledge_fields", anything)], wanted=["personal", "public", "new"]
        ),
        "CL-03": sums(
            "sessions",
            lambda row: sum(1 for name in SESSION_ELEMENTS if row[name]),
            lambda row: None if any(row[name] is None for name in SESSION_ELEMENTS) else 4,
        ),
        "CL-05": reg.per([("activities", lambda *_: 1)], [(RETURNS, lambda *_: 1)], "wave"),
        "AE-04": taking_part([sessions_led, activities_led], "member_id"),
        "AE-04.hosting": taking_part([hosts], "school_id"),
        "PR-01": kinds_found(reg.WAYS_OF_LEARNING, FOURTEEN),
        "PR-02": reg.mixture(reg.how_even, reg.WAYS_OF_LEARNING, wanted=FOURTEEN),
        "PR-03": reg.beyond_the_seminar,
        "PR-04": share("sessions", *yes("pupil_work")),
        "PR-05": taking_part([("activities", "members", coaching)], "member_id"),
        "PR-06": reg.per(
            [("activities", lambda row, *_: row["process"] == "P06")],
            [("members", lambda row, wave, ev: member(row, wave))],
        ),
        "PR-07": share("sessions", *yes("pre_reading")),
        "PR-09": taking_part([hosts], "school_id"),
        "NH-03": number(
            "outputs",
            lambda row, wave: row["received_on"] and (row["received_on"] - row["date"]).days,
            middle,
            window="year",
        ),
        "NH-06": reg.months_from_formed(reg.first_product),
        "NH-07": whether("activities", processes, "year"),
        "NH-07.uses": how_many("activities", processes),
        "NH-08.after_funding": reg.after_the_money,
        "NH-10.rate": reg.per(
            [("outputs", lambda *_: 1), (SCHOOLS, column("changes_linked"))],
            [("attendance", lambda row, *_: (row["minutes"] or 0) / 60 if there(row) else 0)],
            times=100,
            known=reg.some_change_returned,
        ),
        "NH-16.online": share("sessions", *is_in("setting", "online"), "year"),
        "DL-02": taking_part([sessions_led], "member_id"),
        "DL-02.inequality": reg.inequality_of_leading,
        "DL-03": share(
            "activities", lambda row, wave: row["led_by_role"] != "head", lambda row, wave: row["led_by_role"], "year"
        ),
        "NS-01": kinds_found([("activities", "strand", anything)], range(1, 7)),
        "SY-02.recorded": sums("sessions", column("admin_minutes"), column("minutes")),
        "SU-01": taking_part([("activities", "schools", below_heads)], "school_id"),
        "SU-02": share("sessions", *is_in("focus", "pupil learning")),
        "SU-04": how_many("activities", lambda row, wave: row["strategy"] in {"e-learning", "conference"}),
        "SU-07": share("members", lambda row, wave: on_roll(row, wave.last), retained_among, "ever"),
        "SU-07.year": reg.still_members(12, {"left headship", "school closed"}),
        "IM-04": how_many("outputs"),
        "IM-04.reused": share(
            "outputs",
            lambda row, wave: row["shared_beyond"] or (row["reuse_count"] or 0) > 0,
            lambda row, wave: row["shared_beyond"] is not None or row["reuse_count"] is not None,
            "year",
        ),
        "CX-02.mix": reg.phases_of_members,
        "CX-03": how_many("members", member, "ever", "lea_code"),
        "CX-03.across": share("members", lambda row, wave: row["lea_code"] is not None, member, "ever"),
        "CX-04.age": reg.months_from_formed(reg.census_day),
        "CX-05": number("members", column("travel_minutes"), middle, member, "ever"),
        "CX-07": number("members", column("years_as_head"), middle, member, "ever"),
        "CX-07.in_group": number(
            "members",
            lambda row, wave: row["joined_on"] and (wave.census - row["joined_on"]).days,
            middle,
            member,
            "ever",
        ),
        "DQ-06": reg.returns_complete,
    }


def retained_among(row, wave):
    """On roll when the wave began, and not gone since from headship or from a school that closed."""
    gone = row["left_on"] is not None and row["left_on"] <= wave.last
    excused = gone and row["left_reason"] in {"left headship", "school closed"}
    return on_roll(row, wave.first) and not excused


def launched(ev):
    """A launch within eight months of the group's first day."""

    def where(row, wave):
        formed = ev.group[row["group_id"]]["formed_on"]
        return row["launch"] and formed is not None and row["date"] <= months_back(formed, -8)

    return where


def from_facilitators():
    """What facilitators return."""
    steering = any_document("steering review")
    codes = {
        "KC-03": whether(RETURNS, lambda row, wave: row["outside_funding"], "ever"),
        "KC-12": sums(RETURNS, column("members_online"), column("members_listed")),
        "KC-17": step(RETURNS, "stage", ["support group", "in transition", "learning community"], middle),
        "OF-03.mandate": whether(RETURNS, lambda row, wave: row["mandate"]),
        "OF-04": sums(RETURNS, column("training_days_done"), column("training_days_planned")),
        "OF-05": step(RETURNS, "lea_role", ["absent", "invited", "supports", "brokers", "directs"], commonest),
        "OF-05.directs": whether(RETURNS, lambda row, wave: row["lea_role"] == "directs"),
        "PL-05": whether(RETURNS, any_document("principles"), "year"),
        "CL-01.written": whether(RETURNS, any_document("protocols"), "year"),
        "CL-04": lambda ev, unit, wave: whether("sessions", launched(ev), "ever")(ev, unit, wave),
        "AE-07": whether(RETURNS, lambda row, wave: within(row, "aims_reviewed_on", wave, 12), "ever"),
        "NH-04.priorities": reg.priorities_in_common,
        "SY-01": number(RETURNS, column("symptoms"), mean),
        "AP-01": number(
            RETURNS, lambda row, wave: sum(1 for action in ACTIONS if row[f"action_{action}"] in DONE), mean
        ),
        "SU-03": sums(RETURNS, column("members_in_contact"), column("members_listed")),
        "SU-05": whether(
            RETURNS, lambda row, wave: within(row, "relaunched_on", wave, 24) or steering(row, wave), "two_years"
        ),
        "SU-08": sums(RETURNS, column("cost_met_by_schools"), column("cost_total"), "year"),
        "SU-09": whether(RETURNS, any_document("successor named", "shared facilitation"), "year"),
        "SU-10": whether(RETURNS, any_document("steering review", "exit plan"), "year"),
        "IM-05": kinds_found([(RETURNS, "evaluation_levels", anything)], ["network", "group", "schools"]),
        "IM-14": whether(RETURNS, lambda row, wave: (row["new_groups_started"] or 0) > 0, "year"),
        "IM-18": reg.cost_for_each("members", lambda row, wave, ev: member(row, wave)),
        "IM-18.session": reg.cost_for_each("sessions", lambda *_: 1),
        "FP-10": sums(RETURNS, column("methods_used"), column("methods_met")),
        "CX-01": step(RETURNS, "model", ["cohort", "extending", "role-determined", "mixed"], commonest, "ever"),
        "CX-02": step("groups", "phase", ["primary", "secondary", "special", "cross"], commonest, "ever"),
        "CX-04": step("groups", "origin", ["new", "converted", "zone", "other"], commonest, "ever"),
        "DQ-08": share(
            RETURNS,
            lambda row, wave: row["returned_on"] <= row["due_on"],
            lambda row, wave: row["returned_on"] and row["due_on"],
        ),
    }
    for place, name in enumerate(["led_by_schools", "leadership_dispersed", "reaches_across", "shares_knowledge"]):
        codes[f"NH-{19 + place}"] = number(RETURNS, column(name), mean)
    for place, name in enumerate(["start", "sustain", "process"]):
        codes[f"FP-{7 + place:02}"] = change_since_first(RETURNS, "group_id", column(f"readiness_{name}"))
        codes[f"FP-{7 + place:02}.now"] = number(RETURNS, column(f"readiness_{name}"), mean)
    return codes | {f"AP-01.{action}": step(RETURNS, f"action_{action}", STEPS, middle) for action in ACTIONS}


def from_schools():
    """What member schools return, and what was measured in them."""
    means = {
        "NH-17": "culture_obstacle", "NH-18": "structure_obstacle", "DL-05": "time_given", "DL-06": "roles_created",
        "IM-08": "leadership_sharing", "IM-16": "share_not_compete", "IM-18.days": "days_out",
        "IM-18.cover": "supply_cost", "CX-08": "other_initiatives",
    }
    codes = {code: number(SCHOOLS, column(name), mean, window="year") for code, name in means.items()}
    some = lambda name: (
        lambda row, wave: row[name] > 0, lambda row, wave: row[name] is not None, "year",
    )
    return codes | {
        "AE-05": share(SCHOOLS, *yes("live_enquiry"), "year"),
        "AE-06": share(SCHOOLS, *yes("log_kept"), "year"),
        "DL-04": sums(SCHOOLS, column("roles_by_choice"), column("roles_created"), "year"),
        "IM-06": share(SCHOOLS, *some("changes_linked")),
        "IM-06.grade": reg.grade_of_changes,
        "IM-07.recorded": sums(SCHOOLS, column("staff_involved_n"), column("staff_n"), "year"),
        "IM-08.change": change_since_first(SCHOOLS, "school_id", column("leadership_sharing")),
        "IM-09": out.beside_comparison("reading"),
        "IM-09.pooled": out.pooled_over_groups("reading"),
        "IM-10": out.beside_comparison("attendance"),
        "IM-11": share(SCHOOLS, *some("candidates")),
        "IM-11.number": reg.per(
            [(SCHOOLS, column("candidates"))], [(SCHOOLS, lambda row, *_: row["candidates"] is not None)], times=10
        ),
        "IM-16.change": change_since_first(SCHOOLS, "school_id", column("share_not_compete")),
        "IM-17": number(SCHOOLS, column("contribution"), middle, window="year"),
        "FP-10.school": share(SCHOOLS, *yes("methods_tried"), "year"),
        "CX-06": number(SCHOOLS, column("roll"), spread, window="year"),
        "CX-06.disadvantage": number(SCHOOLS, column("disadvantage_quintile"), spread, window="year"),
    }


def from_authorities_and_programme():
    """What authorities return, and the days of the facilitators' programme."""
    brokerage = [f"brokerage_{kind}" for kind in BROKERAGE]
    own = ["collaborative", "reflection", "action_learning"]
    codes = {f"BR-{place + 1:02}": number(LEAS, column(name), sum) for place, name in enumerate(brokerage)}
    return codes | {
        "IM-12": sums(LEAS, column("heads_left"), column("heads_n")),
        "IM-12.vacancies": number(LEAS, column("vacancies"), sum),
        "IM-13": number(LEAS, column("concern_schools"), sum),
        "IM-13.change": change_since_first(LEAS, "lea_code", column("concern_schools")),
        "IM-14.reported": number(LEAS, column("new_groups"), sum),
        "IM-15": sums(LEAS, column("meeting_learning_minutes"), column("meeting_minutes")),
        "IM-15.change": change_since_first(
            LEAS,
            "lea_code",
            lambda row: row["meeting_minutes"] and 100 * row["meeting_learning_minutes"] / row["meeting_minutes"],
        ),
        "BR-06": number(LEAS, lambda row, wave: used(row, brokerage), mean),
        "FP-01": sums(DAYS, column("enrolled"), column("places_planned")),
        "FP-02": share(DAYS, lambda row, wave: row["delivered"], lambda row, wave: row["planned"] is not False, "ever"),
        "FP-03": sums(DAYS, column("present"), column("due")),
        "FP-04": sums(DAYS, lambda row: minutes(row, own), minutes, "ever"),
        "FP-04.tutor": sums(DAYS, lambda row: minutes(row, ["tutor_input"]), minutes, "ever"),
        "FP-04.kinds": number(
            DAYS,
            lambda row, wave: sum(1 for kind in MINUTES if minutes(row, [kind]) > 0),
            mean,
            lambda row, wave: row["delivered"],
            "ever",
        ),
    }


def from_ties():
    """What ties say."""
    return {
        "NH-01": net.network(net.density),
        "NH-02": net.network(net.reach),
        "NH-05": net.network(net.trust),
        "NH-12": net.network(net.bridging),
        "NH-13": net.network(net.reciprocity),
        "NH-14": net.network(net.centralisation),
        "NH-14.with_facilitator": net.network(net.centralisation, everybody=True),
        "NH-16": net.network(lambda reported: net.density(reported, net.far)),
        "NH-16.near": net.network(lambda reported: net.density(reported, net.near)),
    }


def from_the_others(count, bands):
    """What several of the above say together."""
    return {
        "NH-09": made.cosy(count),
        "NH-10": made.inertia(count),
        "AN-01.index": made.in_place(count, bands),
        "AN-01": made.goes_with(count, "KC-05", squared_correlation),
        "AN-01.model": made.goes_with(count, "CX-01", eta_squared),
        "AN-01.phase": made.goes_with(count, "CX-02", eta_squared),
        "AN-01.span": made.goes_with(count, "CX-03", squared_correlation),
    }


def all_codes(count, bands):
    """Every code with its way of counting; `count` gives the value of another code."""
    families = [
        from_answers(), from_registers(), from_facilitators(), from_schools(), from_authorities_and_programme(),
        from_ties(), from_the_others(count, bands),
    ]
    codes = {}
    for family in families:
        codes |= family
    return codes

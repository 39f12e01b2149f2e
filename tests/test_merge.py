"""Merging what somebody sent back: who may say what, three ways, conflicts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from merge_cases import actions, base, concept, rendering, spelled

from glossary.merge import merge
from glossary.model import SAID, WAIVER, Authority, Concept, Kind, Place, State, Term, Termbase, Usage


def test_what_is_not_a_term_of_this_glossary_is_rejected_with_the_reason() -> None:
    rows = [
        concept("x" * 501, "х"),
        concept("Duma", "Д" * 501),
        Concept((Term("Кремль", "ru"),)),
        concept(" ", "Кремль"),
    ]
    merged = merge(base(), base(*rows, concept("Kremlin", "К" * 500)), by=Authority.PERSON, add=False)
    assert [(row.action, row.concept, row.reason) for row in merged.changes] == [
        ("rejected", "x" * 57 + "…", "longer than 500 characters: that is not a term"),
        ("rejected", "Duma", "longer than 500 characters: that is not a term"),
        ("rejected", "Кремль", "it has no term in en"),
        ("rejected", " ", "a term without text"),
        ("rejected", "Kremlin", "not in this glossary"),
    ]
    assert merged.termbase.concepts == ()


def test_a_sense_tells_homographs_apart_where_both_sides_name_one() -> None:
    mine = base(concept("Georgia", sense="country"))
    other = merge(mine, base(concept("Georgia", "Джорджия", sense="state")), by=Authority.PERSON).termbase
    assert [(row.sense, row.rendering("ru") is not None) for row in other.concepts] == [
        ("country", False),
        ("state", True),
    ]
    again = merge(other, base(concept("Georgia", "Грузия", sense="country")), by=Authority.PERSON).termbase
    assert [row.rendering("ru").text for row in again.concepts] == ["Грузия", "Джорджия"]
    for one, two in (("country", ""), ("", "country")):
        news = base(concept("Georgia", "Грузия", sense=two))
        plain = merge(base(concept("Georgia", sense=one)), news, by=Authority.PERSON, add=False).termbase
        assert [(row.sense, row.rendering("ru") is not None) for row in plain.concepts] == [(one, True)]


def test_an_empty_rendering_does_not_count() -> None:
    mine, theirs = (
        base(concept("Kremlin", "Кремль")),
        base(replace(concept("Kremlin"), terms=(Term("Kremlin", "en"), Term("", "ru")))),
    )
    assert rendering(merge(mine, theirs, by=Authority.PERSON).termbase, "Kremlin") == ("Кремль", State.APPROVED)
    assert rendering(merge(theirs, mine, by=Authority.PERSON).termbase, "Kremlin") == ("Кремль", State.APPROVED)


@pytest.mark.parametrize(
    ("mine", "theirs", "by", "action", "result"),
    [
        (None, ("Кремль", "approved"), "person", "changed", ("Кремль", "approved")),
        (None, ("Кремль", "proposed"), "machine", "changed", ("Кремль", "proposed")),
        (("Кремль", "approved"), None, "person", None, ("Кремль", "approved")),
        (("Кремль", "approved"), ("Кремль", "approved"), "person", "unchanged", ("Кремль", "approved")),
        (("Кремль", "approved"), ("кремль", "approved"), "person", "conflict", ("Кремль", "approved")),
        (("Кремль", "approved"), ("кремль", "proposed"), "person", "rejected", ("Кремль", "approved")),
        (("Кремль", "approved"), ("кремль", "approved"), "machine", "rejected", ("Кремль", "approved")),
        (("Кремль", "proposed"), ("Кремль", "approved"), "person", "changed", ("Кремль", "approved")),
        (("Кремль", "proposed"), ("Кремль", "approved"), "machine", "unchanged", ("Кремль", "proposed")),
        (("Кремль", "proposed"), ("Москва", "approved"), "person", "changed", ("Москва", "approved")),
        (("Кремль", "proposed"), ("Москва", "proposed"), "person", "conflict", ("Кремль", "proposed")),
    ],
)
def test_a_person_may_replace_a_proposal_and_a_machine_nothing(
    mine: tuple[str, str] | None,
    theirs: tuple[str, str] | None,
    by: str,
    action: str | None,
    result: tuple[str, str],
) -> None:
    ours = concept("Kremlin", *((mine[0], State(mine[1])) if mine else ()))
    news = concept("Kremlin", *((theirs[0], State(theirs[1])) if theirs else ()))
    merged = merge(base(ours), base(news), by=Authority(by))
    assert rendering(merged.termbase, "Kremlin") == (result[0], State(result[1]))
    assert actions(merged) == ([action] if action else [])


@pytest.mark.parametrize(
    ("was", "mine", "theirs", "action"),
    [
        (None, ("Кремль", ""), ("Москва", "cldr"), "rejected"),
        (None, ("Кремль", "cldr"), ("Москва", ""), "changed"),
        (("Кремль", ""), ("Кремль", ""), ("Москва", "cldr"), "rejected"),
        (("Кремль", "cldr"), ("кремль", ""), ("Москва", "cldr"), "conflict"),  # its origin stayed when it was rewritten
    ],
)
def test_what_a_machine_proposed_never_replaces_what_a_person_did(
    was: tuple[str, str] | None, mine: tuple[str, str], theirs: tuple[str, str], action: str
) -> None:
    def proposed(text: str, origin: str) -> Termbase:
        return base(concept("Kremlin").with_terms("ru", [Term(text, "ru", state=State.PROPOSED, origin=origin)]))

    sent = proposed(*was) if was else None
    merged = merge(proposed(*mine), proposed(*theirs), by=Authority.PERSON, ancestor=sent)
    assert actions(merged) == [action]
    assert merged.termbase == proposed(*(theirs if action == "changed" else mine))


@pytest.mark.parametrize("state", [State.APPROVED, State.PROPOSED])
@pytest.mark.parametrize(
    ("was", "mine", "theirs", "action", "result"),
    [
        ("Кремль", "Кремль", "Московский Кремль", "changed", "Московский Кремль"),
        ("Кремль", "Московский Кремль", "Кремль", "unchanged", "Московский Кремль"),
        ("Кремль", "Московский Кремль", "кремль", "conflict", "Московский Кремль"),
    ],
)
def test_who_changed_a_rendering_alone_is_heard(
    was: str, mine: str, theirs: str, action: str, result: str, state: State
) -> None:
    merged = merge(
        base(concept("Kremlin", mine, state)),
        base(concept("Kremlin", theirs, state)),
        by=Authority.PERSON,
        ancestor=base(concept("Kremlin", was, state)),
    )
    assert actions(merged) == [action]
    assert rendering(merged.termbase, "Kremlin") == (result, state)


@pytest.mark.parametrize(("theirs", "action"), [("", "unchanged"), ("Кремль", "added")])
def test_what_left_the_glossary_since_it_was_sent_out_comes_back_with_a_rendering_or_a_note_only(
    theirs: str, action: str
) -> None:
    back = base(concept("Kremlin", theirs))
    merged = merge(base(), back, by=Authority.PERSON, ancestor=base(concept("Kremlin")))
    assert merged.changes[0].action == action
    assert len(merged.termbase.concepts) == (action == "added")
    assert merge(base(), back, by=Authority.PERSON).changes[0].action == "added"
    noted = base(replace(concept("Kremlin", theirs), note="or the Moscow one?"))
    merged = merge(base(), noted, by=Authority.PERSON, ancestor=base(concept("Kremlin")))
    assert [row.note for row in merged.termbase.concepts] == ["or the Moscow one?"]


@pytest.mark.parametrize(
    ("ours", "state", "theirs"),
    [
        ("Кремль", State.APPROVED, "Московский Кремль"),
        ("Московский Кремль", State.APPROVED, "Кремль"),
        ("Московский Кремль", State.PROPOSED, "Кремль"),
    ],
)
def test_a_proposal_approved_on_one_side_and_rewritten_on_the_other_is_a_conflict(
    ours: str, state: State, theirs: str
) -> None:
    merged = merge(
        base(concept("Kremlin", ours, state)),
        base(concept("Kremlin", theirs)),
        by=Authority.PERSON,
        ancestor=base(concept("Kremlin", "Кремль", State.PROPOSED)),
    )
    assert actions(merged) == ["conflict"]
    assert rendering(merged.termbase, "Kremlin") == (ours, state)


def test_what_comes_back_under_a_former_name_goes_to_the_concept_that_has_it_now() -> None:
    variant = Term("Powell", "en", Usage.ADMITTED)
    full = Concept((Term("Colin Powell", "en"), variant, Term("Пауэлл", "ru", state=State.PROPOSED)), kind=Kind.PERSON)
    start = base(replace(concept("Powell", "Пауэлл"), obsolete=True), full)
    merged = merge(start, base(concept("Powell", "Пауэлл")), by=Authority.PERSON)
    assert rendering(merged.termbase, "Colin Powell") == ("Пауэлл", State.APPROVED)
    old = base(replace(concept("Powell", "Пауэл"), obsolete=True))
    assert rendering(merge(start, old, by=Authority.PERSON).termbase, "Colin Powell")[1] is State.PROPOSED


def test_a_comment_that_came_back_on_two_lines_is_the_same_comment() -> None:
    mine = replace(concept("Kremlin"), extra=((f"{SAID}ru", "ask Anna, who knows"), (f"{SAID}zh-Hans", "ask Li")))
    there = replace(concept("Kremlin"), extra=((f"{SAID}ru", "ask Anna,"), (f"{SAID}ru", "who knows")))
    assert merge(base(mine), base(there), by=Authority.PERSON).termbase == base(mine)


def test_an_unclear_homograph_is_rejected() -> None:
    ours = base(concept("Georgia", sense="country"), concept("Georgia", sense="US state"))
    merged = merge(ours, base(concept("Georgia", "Грузия")), by=Authority.PERSON)
    assert merged.termbase == ours
    assert [change.reason for change in merged.changes] == ["it has several senses here; say which (msgctxt)"]
    both = merge(base(), base(ours.concepts[0], concept("Georgia", "Грузия")), by=Authority.PERSON).termbase
    assert [(row.sense, len(row.terms)) for row in both.concepts] == [("country", 2)], "of one that has just come, too"


def test_a_term_that_comes_a_thousand_times_is_one_with_all_that_was_said() -> None:
    rows = [
        Concept((Term("Kremlin", "en"), Term(text, "ru")), note=note)
        for text, note in [("Кремль", "seat"), ("Кремль", "seat"), ("кремль", "fortress"), ("Кремль", "")] * 500
    ]
    merged = merge(Termbase((), "en", ("ru",)), Termbase(tuple(rows), "en", ("ru",)), by=Authority.PERSON)
    (concept,) = merged.termbase.concepts
    assert [(term.text, term.usage) for term in concept.terms] == [
        ("Kremlin", Usage.PREFERRED),
        ("Кремль", Usage.PREFERRED),
        ("кремль", Usage.ADMITTED),
    ]
    assert concept.note == "seat\nfortress"


def test_a_note_stays_where_the_rendering_changes() -> None:
    mine = Term("Самарканд", "ru", note="город", forms=("Самарканда",))
    ours = base(Concept((Term("Samarkand", "en"), mine)))
    theirs = Term("Самарканд-сити", "ru", note="так в уставе")
    news = base(Concept((Term("Samarkand", "en"), theirs)))
    merged = merge(ours, news, by=Authority.PERSON, ancestor=ours)
    assert actions(merged) == ["changed"]
    assert merged.termbase.concepts[0].rendering("ru") == replace(theirs, note="город\nтак в уставе")


def test_an_admitted_rendering_that_becomes_the_preferred_one_is_not_both() -> None:
    old = Concept((Term("Congress", "en"), Term("Конгресс", "ru"), Term("Съезд", "ru", Usage.ADMITTED, note="in news")))
    news = Concept((Term("Congress", "en"), Term("Съезд", "ru")))
    base = Termbase((old,), "en", ("ru",))
    made = merge(base, Termbase((news,), "en", ("ru",)), by=Authority.PERSON, ancestor=base)
    assert made.termbase.concepts[0].terms_in("ru") == (Term("Съезд", "ru", note="in news"),)


def test_all_that_was_added_is_reported() -> None:
    old = Concept((Term("Georgia", "en"), Term("Грузия", "ru")))
    news = [Concept((Term("Georgia", "en"), Term(text, "ru"))) for text in ("Сакартвело", "Грузия", "Джорджия")]
    made = merge(Termbase((old,), "en", ("ru",)), Termbase(tuple(news), "en", ("ru",)), by=Authority.PERSON)
    assert [change.reason for change in made.changes] == ["admitted: Сакартвело | Джорджия"]
    made = merge(Termbase((old,), "en", ("ru",)), Termbase((news[0], news[2]), "en", ("ru",)), by=Authority.PERSON)
    assert [change.action for change in made.changes] == ["conflict"]


def test_a_person_may_say_that_an_approved_rendering_needs_work() -> None:
    sure, doubted = base(concept("Kremlin", "Кремль")), base(concept("Kremlin", "Кремль", State.PROPOSED))
    made = merge(sure, doubted, by=Authority.PERSON, ancestor=sure)
    assert (actions(made), made.changes[0].reason) == (["changed"], "marked as needing work")
    assert rendering(made.termbase, "Kremlin") == ("Кремль", State.PROPOSED)
    # It was approved since, or we do not know, or a machine says so, or the file cannot tell: the approval stays.
    for more in (
        {"ancestor": doubted},
        {},
        {"ancestor": sure, "by": Authority.MACHINE},
        {"ancestor": sure, "says": lambda term: False},
    ):
        kept = merge(sure, doubted, **{"by": Authority.PERSON, **more})
        assert (actions(kept), kept.termbase) == (["unchanged"], sure)


def test_a_proposal_rewritten_in_a_table_is_no_longer_a_proposal() -> None:
    def proposed(text: str) -> Termbase:
        return base(Concept((Term("Kremlin", "en"), Term(text, "ru", state=State.PROPOSED, origin="lexicon"))))

    sent, back = proposed("кремль"), proposed("Кремль")
    made = merge(sent, back, by=Authority.PERSON, ancestor=sent, beside=True)
    assert made.termbase.concepts[0].rendering("ru") == Term("Кремль", "ru")
    for ancestor, beside, text in ((None, True, "Кремль"), (sent, False, "Кремль"), (back, True, "кремль")):
        left = merge(sent, back, by=Authority.PERSON, ancestor=ancestor, beside=beside)
        assert rendering(left.termbase, "Kremlin") == (text, State.PROPOSED)


REFUSALS = [
    Term("Кремль", "ru", Usage.ADMITTED, State.REJECTED),
    Term("Кремль", "ru", state=State.REJECTED),
    Term("Кремль", "ru", Usage.FORBIDDEN),
]


@pytest.mark.parametrize("refused", REFUSALS)
def test_a_person_may_turn_a_proposal_down(refused: Term) -> None:
    proposal = Term("Кремль", "ru", state=State.PROPOSED, origin="lexicon", note="a fortress")
    ours, news = base(Concept((Term("Kremlin", "en"), proposal))), base(Concept((Term("Kremlin", "en"), refused)))
    made = merge(ours, news, by=Authority.PERSON, ancestor=ours)
    (change,) = made.changes
    assert (change.action, change.before, change.after) == ("changed", "Кремль", "")
    (kept,) = made.termbase.concepts[0].terms_in("ru")
    assert (kept.state, kept.note, kept.usable) == (refused.state, "a fortress", False)
    assert made.termbase.concepts[0].rendering("ru") is None
    assert merge(made.termbase, news, by=Authority.PERSON, ancestor=ours).termbase == made.termbase
    assert merge(ours, news, by=Authority.MACHINE).termbase == ours


@pytest.mark.parametrize("refused", REFUSALS)
def test_who_turns_down_what_another_person_approved_disagrees(refused: Term) -> None:
    ours, news = base(concept("Kremlin", "Кремль")), base(Concept((Term("Kremlin", "en"), refused)))
    made = merge(ours, news, by=Authority.PERSON, ancestor=ours)
    assert (actions(made), made.termbase) == (["conflict"], ours)
    # It was refused when it was sent out, and approved here since.
    assert actions(merge(ours, news, by=Authority.PERSON, ancestor=news)) == ["unchanged"]


def test_a_file_that_cannot_tell_proposals_approves_none() -> None:
    ours = base(Concept((Term("Kremlin", "en"), Term("Кремль", "ru", state=State.PROPOSED, origin="lexicon"))))
    news = base(concept("Kremlin", "Кремль"))
    assert merge(ours, news, by=Authority.PERSON, says=lambda term: False).termbase == ours
    terms = [Term("Кремль", "ru", place=Place("a.csv", 2)), Term("Кремль", "ru", Usage.ADMITTED)]
    unsaid = base(concept("Kremlin").with_terms("ru", terms))
    assert merge(ours, unsaid, by=Authority.PERSON, says=lambda term: not term.place).termbase == ours
    (term,) = merge(ours, news, by=Authority.PERSON).termbase.concepts[0].terms_in("ru")
    assert (term.state, term.origin) == (State.APPROVED, ""), "it is a person's now"


def test_forms_of_an_admitted_rendering_come_along_when_it_is_preferred() -> None:
    admitted = Term("Кремлин", "ru", Usage.ADMITTED, forms=("Кремлина",))
    ours = base(Concept((Term("Kremlin", "en"), Term("Кремль", "ru", state=State.PROPOSED, origin="x"), admitted)))
    made = merge(ours, base(concept("Kremlin", "Кремлин")), by=Authority.PERSON)
    assert made.termbase.concepts[0].rendering("ru") == Term("Кремлин", "ru", forms=("Кремлина",))


def test_what_was_refused_is_said_so() -> None:
    terms = (Term("Кремль", "ru"), Term("Крэмль", "ru", state=State.REJECTED), Term("Кремлин", "ru", Usage.FORBIDDEN))
    news = base(Concept((Term("Kremlin", "en"), *terms)))
    (change,) = merge(base(concept("Kremlin", "Кремль")), news, by=Authority.PERSON).changes
    assert change.reason == "rejected: Крэмль; forbidden: Кремлин"


def test_a_new_concept_is_added_with_all_that_it_has_and_told_once() -> None:
    news = base(concept("Kremlin", "Кремль", note="a fortress", definition="a seat"))
    made = merge(replace(base(), languages=()), news, by=Authority.PERSON)
    assert made.termbase.languages == ("ru",)
    assert [(row.action, row.language) for row in made.changes] == [("added", ""), ("changed", "ru")]
    assert (made.termbase.concepts[0].note, made.termbase.concepts[0].definition) == ("a fortress", "a seat")


def test_missing_data_of_a_concept_is_filled_in_by_a_merge() -> None:
    mine = replace(
        spelled("Kremlin", "Kreml"),
        definition="a seat",
        flags=frozenset("a"),
        waivers=("entry.copy -- a name",),
        extra=((f"{SAID}ru", "ask Anna"),),
    )
    told = {"note": "a fortress", "subject": "politics", "flags": frozenset("b"), "id": "7"}
    extra = (*mine.extra, (f"{SAID}ru", "ask Boris"), ("tmx:prop:x", "y"))
    news = replace(
        spelled("Kremlin", "Kremlins"), definition="x", waivers=(*mine.waivers, "a -- b"), extra=extra, **told
    )
    made = merge(base(mine), base(news), by=Authority.PERSON)
    assert made.changes[0].reason == "variants, note, subject, waivers, comments"
    waived = (f"{SAID}ru", f"{WAIVER}a -- b")
    assert made.termbase.concepts == (
        replace(
            spelled("Kremlin", "Kreml", "Kremlins"),
            definition="a seat",
            waivers=news.waivers,
            extra=(*extra[:2], waived),
            **told | {"flags": frozenset("ab"), "id": ""},
        ),
    )
    assert merge(made.termbase, base(replace(news, subject="x", id="8")), by=Authority.PERSON).termbase == made.termbase
    gone = base(replace(mine, obsolete=True))
    assert merge(gone, base(spelled("Kremlin", "Kremlins")), by=Authority.PERSON).changes == (), "it keeps no variants"


def test_what_comes_back_as_it_was_sent_approves_nothing() -> None:
    sent = Termbase((concept("Kremlin", ru="Кремль"),), "en", ("ru",))
    doubted = [replace(term, state=State.PROPOSED) for term in sent.concepts[0].terms_in("ru")]
    base = replace(sent, concepts=(sent.concepts[0].with_terms("ru", doubted),))
    assert merge(base, sent, by=Authority.PERSON, ancestor=sent).termbase == base
    (row,) = merge(base, sent, by=Authority.PERSON).changes
    assert row.reason == "approved", "without an ancestor it may be news"


@pytest.mark.parametrize(
    ("ru", "state", "usage", "note", "states", "action"),
    [
        ("Джорджия", State.APPROVED, Usage.PREFERRED, "", True, "unchanged"),
        ("Грузия", State.PROPOSED, Usage.PREFERRED, "", True, "unchanged"),
        ("Грузия", State.APPROVED, Usage.PREFERRED, "", False, "unchanged"),
        ("Грузия", State.APPROVED, Usage.PREFERRED, "", True, "rejected"),
        ("Джорджия", State.APPROVED, Usage.FORBIDDEN, "", True, "rejected"),
        ("Джорджия", State.REJECTED, Usage.PREFERRED, "", True, "rejected"),
        ("Джорджия", State.APPROVED, Usage.PREFERRED, "not the country", True, "rejected"),
    ],
)
def test_what_is_said_of_one_of_several_senses_is_not_lost_unsaid(
    ru: str, state: State, usage: Usage, note: str, states: bool, action: str
) -> None:
    start = base(
        concept("Georgia", "Грузия", State.PROPOSED, sense="country"), concept("Georgia", "Джорджия", sense="state")
    )
    news = base(Concept((Term("Georgia", "en"), Term(ru, "ru", usage=usage, state=state)), note=note))
    merged = merge(start, news, by=Authority.PERSON, says=lambda term: states)
    assert ([change.action for change in merged.changes], merged.termbase) == ([action], start)


@pytest.mark.parametrize("state", [State.PROPOSED, State.APPROVED])
def test_a_proposal_that_comes_back_as_it_was_sent_undoes_nothing(state: State) -> None:
    def said(text: str, state: State) -> Termbase:
        return base(Concept((Term("Kremlin", "en"), Term(text, "ru", state=state, origin="lexicon"))))

    ours, sent, approved = said("Кремль", state), said("кремль", State.PROPOSED), said("кремль", State.APPROVED)
    for back, states in ((sent, True), (sent, False), (approved, False)):
        made = merge(ours, back, by=Authority.PERSON, ancestor=sent, says=lambda term, states=states: states)
        assert (made.termbase.concepts, made.changes[0].reason) == (ours.concepts, "only we changed it")
    heard = merge(ours, approved, by=Authority.PERSON, ancestor=sent)
    assert heard.count("changed") == (state is not State.APPROVED)


def test_what_was_turned_down_here_does_not_come_back() -> None:
    def merged(news: Term, sent: tuple[Term, ...] | None) -> tuple[str, list[str]]:
        def base(*terms: Term) -> Termbase:
            return Termbase((Concept((Term("dam", "en"), *terms)),), "en", ("ru",))

        found = merge(base(refused), base(news), by=Authority.PERSON, ancestor=base(*sent) if sent else None)
        return found.changes[0].action, [f"{term.text} {term.state}" for term in found.termbase.concepts[0].terms[1:]]

    refused, approved = Term("дамба", "ru", state=State.REJECTED), Term("дамба", "ru")
    proposed = replace(approved, state=State.PROPOSED)
    assert merged(proposed, (proposed,)) == ("unchanged", ["дамба rejected"])
    assert merged(proposed, (refused,)) == merged(proposed, None) == ("rejected", ["дамба rejected"])
    assert merged(approved, (proposed,)) == merged(approved, None) == ("conflict", ["дамба rejected"])
    assert merged(approved, (refused,)) == ("changed", ["дамба approved"])

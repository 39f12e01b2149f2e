"""Merging what a machine found in the texts: heads, variants, what vanished and what came back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from merge_cases import base, concept, rendering, spelled

from glossary.merge import extracted, worked_on
from glossary.model import Concept, Kind, State, Term, Termbase, Usage


def test_an_imported_term_in_title_case_is_the_phrase_of_the_texts() -> None:
    start = base(concept("Carbon Sink", "поглотитель углерода", seen=0))
    found = extracted(start, [concept("carbon sink", seen=2, kind=Kind.PHRASE)]).termbase.concepts
    assert [(row.name, row.frequency, row.variants) for row in found] == [("Carbon Sink", 2, ("carbon sink",))]
    both = extracted(start, [concept("carbon sink", kind=Kind.PHRASE), concept("Carbon Sink", kind=Kind.WORK)]).termbase
    assert len(both.concepts) == 2
    for known, news in ((Kind.WORK, Kind.PHRASE), (Kind.PHRASE, Kind.PLACE)):
        other = extracted(base(concept("Turkey", kind=known)), [concept("turkey", kind=news)]).termbase
        assert len(other.concepts) == 2, "a name is spelled with its capitals"


def test_extracting_again_changes_nothing() -> None:
    start = base(concept("Kremlin", "Кремль"), concept("Taiwan"))
    again = extracted(start, [concept("Kremlin"), concept("Taiwan")])
    assert again.termbase == start
    assert {change.action for change in again.changes} == {"unchanged"}


def test_what_vanished_becomes_obsolete_and_comes_back_whole() -> None:
    start = base(concept("Kremlin", "Кремль"))
    gone = extracted(start, [])
    left = gone.termbase.concepts[0]
    assert (left.obsolete, left.frequency, left.documents, left.occurrences) == (True, 0, 0, ())
    assert rendering(gone.termbase, "Kremlin") == ("Кремль", State.APPROVED)
    back = extracted(gone.termbase, [concept("Kremlin")])
    assert back.termbase == start
    assert [change.action for change in back.changes] == ["revived"]


def test_what_a_person_added_does_not_vanish() -> None:
    start = base(concept("House style", "Стиль", seen=0))
    assert extracted(start, []).termbase == start


def test_renderings_follow_a_new_head_as_proposals_and_what_was_refused_stays_so() -> None:
    refused = Term("Крэмль", "ru", state=State.REJECTED)
    start = base(Concept((Term("Kremlin", "en"), Term("Кремль", "ru"), refused), frequency=1))
    news = spelled("the Kremlin", "Kreml", "Kremlin")
    merged = extracted(start, [news])
    old, found = merged.termbase.concepts
    assert old == replace(start.concepts[0], obsolete=True, frequency=0)
    assert ([change.action for change in merged.changes], found.previous) == (["respelled"], "Kremlin")
    assert found.terms_in("ru") == (Term("Кремль", "ru", state=State.PROPOSED), refused)


def test_a_variant_that_a_person_forbade_stays_forbidden_where_the_texts_have_it() -> None:
    forbidden = Term("Kreml", "en", Usage.FORBIDDEN)
    start = base(Concept((Term("Kremlin", "en"), forbidden), frequency=1))
    variants = (Term("Kreml", "en", Usage.ADMITTED), Term("Kremlins", "en", Usage.ADMITTED))
    (found,) = extracted(start, [Concept((Term("Kremlin", "en"), *variants), frequency=1)]).termbase.concepts
    assert found.terms[1:] == (variants[1], forbidden)
    (left,) = extracted(base(found), [concept("Kremlin")]).termbase.concepts
    assert left.terms[1:] == (forbidden,), "a variant that the texts have not any more goes"
    (found,) = extracted(start, [Concept((forbidden, Term("Kremlin", "en", Usage.ADMITTED)))]).termbase.concepts
    assert found.terms == (Term("Kremlin", "en"), forbidden), "it does not become the head either"


def test_a_term_that_a_person_worked_on_stays_although_its_other_spelling_is_a_term_already() -> None:
    worked = replace(concept("territorial integrity"), flags=frozenset({"read-only"}))
    start = base(worked, concept("Territorial Integrity"))
    news = spelled("Territorial Integrity", "territorial integrity")
    merged = extracted(start, [news])
    kept, other = merged.termbase.concepts
    assert (kept.name, kept.obsolete, kept.flags, other.obsolete) == (worked.name, False, worked.flags, True)
    assert merged.changes[-1].reason == "it is a variant of 'territorial integrity' now"
    assert extracted(base(kept), [news]).termbase == base(kept)


def test_a_name_that_a_person_worked_on_stays_when_the_texts_have_it_in_other_capitals() -> None:
    noted = concept("Central Asia", kind=Kind.PLACE, note="the region")
    for news, kept in ((concept("central Asia", kind=Kind.PLACE), True), (concept("central Asia"), False)):
        found = extracted(base(noted), [news]).termbase.concepts[0]
        assert (found.name, found.obsolete) == ("Central Asia", not kept)


def test_a_fuller_name_that_is_a_term_already_gets_the_rendering_of_the_shorter_as_a_proposal() -> None:
    start = base(concept("Powell", "Пауэлл"), concept("Colin Powell"))
    merged = extracted(start, [spelled("Colin Powell", "Powell", kind=Kind.PERSON)])
    assert merged.termbase.concepts[0] == replace(start.concepts[0], obsolete=True, frequency=0, documents=0)
    assert rendering(merged.termbase, "Colin Powell") == ("Пауэлл", State.PROPOSED)


def test_a_variant_that_becomes_the_head_carries_the_renderings_along() -> None:
    start = base(
        replace(
            concept("Putin"),
            id="17",
            terms=(Term("Putin", "en"), Term("Vladimir Putin", "en", Usage.ADMITTED), Term("Путин", "ru")),
        )
    )
    merged = extracted(start, [concept("Vladimir Putin")])
    assert [(row.name, row.obsolete, row.id) for row in merged.termbase.concepts] == [
        ("Putin", True, "17"),
        ("Vladimir Putin", False, ""),
    ]
    assert rendering(merged.termbase, "Vladimir Putin") == ("Путин", State.PROPOSED)
    back = extracted(merged.termbase, [concept("Putin")])
    assert [(row.action, row.concept) for row in back.changes] == [("revived", "Putin"), ("retired", "Vladimir Putin")]
    assert rendering(back.termbase, "Putin") == ("Путин", State.APPROVED)


def test_two_variants_that_become_heads_are_two_concepts() -> None:
    variants = (Term("Putin", "en", Usage.ADMITTED), Term("Mr Putin", "en", Usage.ADMITTED))
    start = base(replace(concept("Vladimir Putin"), terms=(Term("Vladimir Putin", "en"), *variants, Term("П", "ru"))))
    merged = extracted(start, [concept("Putin"), concept("Mr Putin")])
    assert [row.name for row in merged.termbase.live] == ["Putin", "Mr Putin"]
    assert [change.action for change in merged.changes] == ["respelled", "added"]


def test_what_changed_about_a_concept_is_reported() -> None:
    start = base(concept("Kremlin", "Кремль", kind=Kind.PLACE, context="one"))
    news = concept("Kremlin", seen=2, kind=Kind.ORGANIZATION, context="two")
    (change,) = extracted(start, [news]).changes
    assert (change.action, change.reason) == ("changed", "kind: place -> organization, seen, context")
    news = replace(start.concepts[0], terms=(Term("Kremlin", "en"), Term("Kreml", "en", Usage.ADMITTED)))
    assert [change.reason for change in extracted(start, [news]).changes] == ["variants"]


def test_a_respelled_head_is_proposed_what_the_vanished_one_had() -> None:
    old, new = "Shanghai Institute of International Studies", "Shanghai Institutes of International Studies"
    terms = [Term("Институт", "ru"), Term("Институты", "ru", state=State.REJECTED)]
    rendered = spelled(old, "SIIS").with_terms("ru", terms)
    start = base(rendered, concept("Li Keqiang", "Ли Кэцян"), concept("Central Bank"))
    merged = extracted(start, [concept(new), concept("Li Zhanshu"), concept("Central Banks")])
    assert rendering(merged.termbase, old) == ("Институт", State.APPROVED)
    made = merged.termbase.concepts[3]
    assert (made.name, made.previous, made.terms[1:]) == (new, old, (replace(terms[0], state=State.PROPOSED), terms[1]))
    assert [row.reason for row in merged.changes if row.action == "added"] == [
        f"proposed with what '{old}' has",
        "",
        "",
    ]
    both = extracted(start, [concept(old), concept(new)]).termbase
    assert rendering(both, new) is None, "the old one is still written"
    short = extracted(base(concept("Moldova", "Молдова")), [concept("Moldava")])
    assert rendering(short.termbase, "Moldava") is None, "a short name is near to too many"


def test_a_variant_that_is_a_concept_of_its_own_takes_no_rendering_away() -> None:
    start = base(concept("Zhao", "Чжао"))
    news = replace(concept("Zhao Long"), terms=(Term("Zhao Long", "en"), Term("Zhao", "en", Usage.ADMITTED)))
    merged = extracted(start, [concept("Zhao"), news])
    assert rendering(merged.termbase, "Zhao") == ("Чжао", State.APPROVED)
    assert rendering(merged.termbase, "Zhao Long") is None
    was = base(*start.concepts, concept("Long Zhao", "Чжао Лун"))
    news = replace(news, terms=(*news.terms, Term("Long Zhao", "en", Usage.ADMITTED)))
    merged = extracted(was, [concept("Zhao"), news])
    assert merged.termbase.concepts[1].variants == ("Zhao Long", "Zhao"), "the next variant is looked at"


def test_a_former_variant_takes_nothing_from_a_head_that_is_still_there() -> None:
    known = replace(concept("Zhao Long", "Чжао Лун"), terms=(*concept("Zhao Long", "Чжао Лун").terms, VARIANT))
    merged = extracted(base(known), [concept("Zhao"), concept("Zhao Long")])
    assert rendering(merged.termbase, "Zhao Long") == ("Чжао Лун", State.APPROVED)
    assert rendering(merged.termbase, "Zhao") is None


VARIANT = Term("Zhao", "en", Usage.ADMITTED)


def test_homographs_are_all_refreshed() -> None:
    start = base(concept("Georgia", "Грузия", sense="country"), concept("Georgia", "Джорджия", sense="US state"))
    merged = extracted(start, [replace(concept("Georgia", seen=7), kind=Kind.PLACE)])
    assert [row.frequency for row in merged.termbase.concepts] == [7, 7]
    assert [row.rendering("ru").text for row in merged.termbase.concepts] == ["Грузия", "Джорджия"]


def test_typography_makes_no_new_concept() -> None:
    start = base(concept("National People's Congress", "ВСНП"))
    for other in ("National People’s Congress", "National People‘s  Congress", "National\u00a0Peopleʼs Congress"):
        assert extracted(start, [concept(other)]).termbase == start
    for one, other in (
        ("the “two sessions”", 'the "two sessions"'),
        ("Sino\u2010Russian\u2011led", "Sino-Russian-led"),
    ):
        assert extracted(base(concept(one)), [concept(other)]).termbase == base(concept(one))


@pytest.mark.parametrize(
    ("old", "news", "kept"),
    [
        ("victims", spelled("victim", "victims"), True),
        ("UK", spelled("United Kingdom", "U.K.", "UK", kind=Kind.PLACE), True),
        ("Prime Minister", spelled("prime minister"), True),
        ("prime minister", spelled("Prime Minister"), True),
        ("Powell", spelled("Colin Powell", "Powell", kind=Kind.PERSON), False),
        ("Turkey", spelled("Türkiye", kind=Kind.PLACE), False),
    ],
)
def test_an_approved_head_that_is_still_written_stays_the_head(old: str, news: Concept, kept: bool) -> None:
    """The machine prefers another spelling; a person's approval is not taken back for that."""
    start = base(replace(concept(old, "так"), kind=news.kind))
    merged = extracted(start, [news])
    found = merged.termbase.concepts[0]
    if kept:
        assert rendering(merged.termbase, old) == ("так", State.APPROVED)
        found_as_it_is = {news.name} if news.name != "Prime Minister" else set()  # small letters find the capitals
        assert {*found.variants} == found_as_it_is | {*news.variants} - {old}
    else:
        assert rendering(merged.termbase, news.name) in (("так", State.PROPOSED), None)
    again = extracted(merged.termbase, [news])
    assert again.termbase == merged.termbase
    assert {change.action for change in again.changes} == {"unchanged"}


def test_a_proposal_follows_the_spelling() -> None:
    start = base(concept("victims"))
    start = replace(start, concepts=(start.concepts[0].with_terms("ru", [Term("жертвы", "ru", state=State.PROPOSED)]),))
    assert extracted(start, [spelled("victim", "victims")]).changes[0].action == "respelled"


def test_what_is_not_a_term_any_more_says_why() -> None:
    start = base(concept("mainstay"), concept("AI", "ИИ"), concept("artificial intelligence"), concept("cordon"))
    merged = extracted(
        start, [spelled("AI", "artificial intelligence")], passed={"mainstay": "it scores less than 0.5 now"}
    )
    assert {change.concept: change.reason for change in merged.changes if change.action == "retired"} == {
        "mainstay": "it scores less than 0.5 now",
        "artificial intelligence": "it is a variant of 'AI' now",
        "cordon": "no longer found in the sources",
    }


@pytest.mark.parametrize(
    ("terms", "more", "worked"),
    [
        ([], {}, False),
        ([Term("так", "ru", state=State.PROPOSED, origin="parts (low)")], {}, False),
        ([Term("так", "ru")], {}, True),
        ([Term("так", "ru", state=State.REJECTED)], {}, True),
        ([Term("так", "ru", state=State.PROPOSED, note="ask Anna")], {}, True),
        *(([], {name: "a word"}, True) for name in ("sense", "definition", "note", "subject")),
        ([], {"flags": frozenset(["read-only"])}, True),
        ([], {"waivers": ("entry.copy -- a name",)}, True),
        ([], {"terms": (Term("Kremlin", "en"), Term("the Kreml", "en", usage=Usage.FORBIDDEN))}, True),
        ([], {"terms": (Term("Kremlin", "en"), Term("the Kreml", "en", usage=Usage.ADMITTED))}, False),
        ([], {"extra": (("po:comment:ru", "ask Anna"),)}, True),
    ],
)
def test_whether_a_person_has_worked_on_it(terms: list[Term], more: dict[str, Any], worked: bool) -> None:
    assert worked_on(replace(concept("Kremlin").with_terms("ru", terms), **more)) is worked


def test_many_respelled_terms_take_no_quadratic_time() -> None:
    count = 20_000
    other = (Term(f"Name {number} Bb", "en", usage=Usage.ADMITTED) for number in range(count))
    base = Termbase(tuple(Concept((Term(term.text + " aa", "en"), term)) for term in other), "en", ())
    news = [Concept((Term(f"Name {number} Bb", "en"),)) for number in range(count)]
    assert extracted(base, news).count("respelled") == count

"""Merging by random edits: what holds whatever the two sides say."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from merge_cases import NAMES, actions, base, concept, rendering

from glossary.merge import extracted, merge
from glossary.model import Authority, Concept, State, Term, Termbase, Usage

texts = st.sampled_from(["", "Кремль", "Москва", "Си", "Тайвань", "кремль"])
states = st.sampled_from([State.APPROVED, State.PROPOSED])
rows = st.dictionaries(st.sampled_from(NAMES), st.tuples(texts, states, st.integers(0, 3)))


def termbase(values: dict[str, tuple[str, State, int]]) -> Termbase:
    return base(*(concept(name, ru, state, seen) for name, (ru, state, seen) in values.items()))


@given(rows, rows)
def test_no_word_of_a_person_is_ever_lost(ours: dict, theirs: dict) -> None:
    start = termbase(ours)
    for result in (
        merge(start, termbase(theirs), by=Authority.PERSON).termbase,
        merge(start, termbase(theirs), by=Authority.MACHINE).termbase,
        extracted(start, termbase(theirs).concepts).termbase,
    ):
        for row in start.concepts:
            term = row.rendering("ru")
            if term and term.state is State.APPROVED:
                assert rendering(result, row.name) == (term.text, State.APPROVED)
        assert [row.name for row in result.concepts][: len(start.concepts)] == [row.name for row in start.concepts]


@given(rows, rows, rows)
def test_importing_twice_changes_nothing_the_second_time(ours: dict, theirs: dict, was: dict) -> None:
    for ancestor in (None, termbase(was)):
        once = merge(termbase(ours), termbase(theirs), by=Authority.PERSON, ancestor=ancestor)
        twice = merge(once.termbase, termbase(theirs), by=Authority.PERSON, ancestor=ancestor)
        assert twice.termbase == once.termbase
        assert twice.count("added", "changed") == 0


@given(rows, rows)
def test_extraction_is_idempotent_and_forgets_nothing(ours: dict, theirs: dict) -> None:
    news = [replace(row, terms=row.terms[:1], frequency=1, documents=1) for row in termbase(theirs).concepts]
    once = extracted(termbase(ours), news)
    assert extracted(once.termbase, news).termbase == once.termbase
    gone_and_back = extracted(extracted(once.termbase, []).termbase, news).termbase
    assert [row.terms for row in gone_and_back.concepts] == [row.terms for row in once.termbase.concepts]


@given(rows, rows)
def test_every_rendering_that_came_is_accounted_for(ours: dict, theirs: dict) -> None:
    merged = merge(termbase(ours), termbase(theirs), by=Authority.PERSON)
    came = sum(bool(ru) for ru, _, _ in theirs.values())
    assert len(actions(merged)) == came


# Three ways, with all that a term may be

kinds = st.tuples(st.sampled_from(["Кремль", "кремль", "Москва", "Си"]), st.sampled_from(Usage), st.sampled_from(State))
spoken = st.lists(st.tuples(st.sampled_from(["ru", "zh-Hans"]), kinds), max_size=3)
named = st.lists(st.tuples(st.sampled_from(NAMES[:3]), spoken), max_size=4)


def glossary_of(entries: list, *, once: bool = True) -> Termbase:
    """Return *entries* as a glossary; with *once*, no concept, and no term of a language, stands there twice."""
    concepts, seen = [], set()
    for name, found in entries:
        terms: dict[tuple[str, str], Term] = {}
        preferred: set[str] = set()
        for language, (text, usage, state) in found:
            if usage is Usage.PREFERRED and state is not State.REJECTED:
                if language in preferred:
                    continue
                preferred.add(language)
            terms.setdefault((language, text), Term(text, language, usage, state))
        if not (once and name in seen):
            concepts.append(Concept((Term(name, "en"), *terms.values())))
        seen.add(name)
    return Termbase(tuple(concepts), "en", ("ru", "zh-Hans"))


@given(named, named, named, st.booleans())
def test_three_ways_no_word_of_either_side_is_lost(ours: list, theirs: list, was: list, known: bool) -> None:
    start, news = glossary_of(ours), glossary_of(theirs, once=False)
    ancestor = glossary_of(was) if known else None
    made = merge(start, news, by=Authority.PERSON, ancestor=ancestor)
    after = {row.name: row for row in made.termbase.concepts}
    said = {(row.concept, row.language, row.action): row for row in made.changes}
    for old in start.concepts:
        for language in ("ru", "zh-Hans"):
            mine, now = old.terms_in(language), after[old.name].terms_in(language)
            came = [term for row in news.concepts if row.name == old.name for term in row.terms_in(language)]
            if not came:
                assert now == mine  # a blank deletes nothing
            changed = said.get((old.name, language, "changed"))
            for term in mine:
                kept = any(term.text == other.text for other in now)
                assert kept or (changed is not None and changed.before == term.text)
            if conflict := said.get((old.name, language, "conflict")):
                before, still = old.rendering(language), after[old.name].rendering(language)
                assert before is not None
                assert still is not None
                assert (before.text, before.state) == (still.text, still.state) == (conflict.before, before.state)
    for row in news.concepts:
        for term in row.terms[1:]:
            there = any(term.text == other.text for other in after[row.name].terms_in(term.language))
            told = [change for change in made.changes if (change.concept, change.language) == (row.name, term.language)]
            assert there or any(change.after == term.text or change.reason for change in told)
    again = merge(made.termbase, news, by=Authority.PERSON, ancestor=ancestor)
    assert again.termbase == made.termbase
    assert again.count("added", "changed") == 0

"""Glossaries for the tests of the formats: one written by hand, and strategies for many."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from glossary.formats.terms import in_order
from glossary.model import Concept, Kind, Occurrence, State, Term, Termbase, Usage

LANGUAGES = ("zh-Hans", "ru")

text = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp"), exclude_characters="\ufffe\uffff")
    | st.sampled_from(" =+-@'|\\,;\"<&"),
    max_size=10,
)
line = text.map(lambda found: " ".join(found.split()))
solid = line.filter(bool)


def terms(language: str, usages: list[Usage], *, plain: bool = False) -> st.SearchStrategy[Term]:
    """Terms in *language*; *plain* ones have nothing but their text."""
    if plain:
        return st.builds(Term, solid, st.just(language), st.sampled_from(usages))
    return st.builds(
        Term,
        solid,
        st.just(language),
        st.sampled_from(usages),
        st.sampled_from(State),
        line,
        line,
        st.lists(solid, max_size=2).map(tuple),
    )


def about(
    line: st.SearchStrategy[str] = line, solid: st.SearchStrategy[str] = solid
) -> dict[str, st.SearchStrategy[Any]]:
    """What may be said of a concept beside its terms, in words that are a *line*, or a *solid* one."""
    return {
        **dict.fromkeys(("sense", "definition", "note", "subject", "part_of_speech", "context", "previous"), line),
        **dict.fromkeys(("frequency", "documents"), st.integers(0, 99)),
        "kind": st.sampled_from(Kind),
        "flags": st.frozensets(st.sampled_from(["read-only", "terminology"])),
        "waivers": st.lists(solid, max_size=2).map(tuple),
        "obsolete": st.booleans(),
        "id": line,
    }


def concepts(others: st.SearchStrategy[Term], languages: tuple[str, ...] = LANGUAGES) -> st.SearchStrategy[Concept]:
    """Concepts with a head and some of *others*, in canonical order."""
    return st.builds(
        lambda head, more, **about: in_order(Concept((head, *more), **about), languages),
        terms("en", [Usage.PREFERRED]),
        st.lists(others, max_size=5),
        **about() | {"note": line.filter(lambda found: ": " not in found), "id": st.sampled_from(["", "c1", "x-7"])},
    )


def termbases(found: st.SearchStrategy[Concept], languages: tuple[str, ...] = LANGUAGES) -> st.SearchStrategy[Termbase]:
    return st.builds(lambda some: Termbase(tuple(some), "en", languages), st.lists(found, max_size=3))


any_term = st.sampled_from(["en", *LANGUAGES]).flatmap(lambda code: terms(code, list(Usage)))


def glossary() -> Termbase:
    """A small glossary that has a bit of everything."""
    npc = Concept(
        (
            Term("National People's Congress", "en"),
            Term("NPC", "en", Usage.ADMITTED),
            Term("National Congress", "en", Usage.FORBIDDEN, note="another body"),
            Term("全国人民代表大会", "zh-Hans"),
            Term("全国人大", "zh-Hans", Usage.ADMITTED),
            Term("Всекитайское собрание народных представителей", "ru", state=State.PROPOSED, origin="memory"),
        ),
        kind=Kind.ORGANIZATION,
        context="the head of the National People's Congress & others",
        note="the legislature",
        frequency=3,
        documents=2,
        occurrences=(Occurrence("seeds/summit.md", 9, -1, -1, ""),),
    )
    putin = Concept(
        (
            Term("Vladimir Putin", "en"),
            Term("普京", "zh-Hans"),
            Term("Владимир Путин", "ru", forms=("Владимира Путина", "Владимиру Путину")),
            Term("Путин", "ru", Usage.ADMITTED),
        ),
        kind=Kind.PERSON,
        definition="president of Russia",
        subject="politics",
    )
    limits = Concept((Term("no limits", "en"),), kind=Kind.PHRASE)
    return Termbase((npc, putin, limits), "en", LANGUAGES)

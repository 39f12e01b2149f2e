"""Checks of one entry of the glossary: whether it is rendered, approved, and has exactly one preferred rendering."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary import languages
from glossary.checks import Problem, rule
from glossary.model import Concept, Kind, Severity, State, Usage

_PROPOSED = State.PROPOSED
_PUBLIC_BODY = re.compile(
    r"\b(?:Academy|Agency|Army|Assembly|Association|Authority|Bureau|Church|College|Commission|Committee|Congress|Council"
    r"|Court|Department|Federation|Front|Government|Institute|League|Ministry|Movement|Museum|Navy|Office|Organi[sz]ation"
    r"|Parliament|Party|Police|School|Senate|Service|Society|Union|University)\b"
)
"""Words in the names of public bodies, which are translated; Russian may keep other names in Latin letters."""
_SEPARATOR = "[;；/](?:(?<!/)|(?<= /) )"
_ACRONYM = re.compile(r"[A-Z0-9][A-Z0-9&.\-]*(?:-\d+)?")


@rule("concept", Severity.INFO, usual=False)
def empty(concept: Concept, language: str) -> Iterator[Problem]:
    """no rendering yet

    Wrong: en "Kremlin" ru ""
    Right: en "Kremlin" ru "Кремль"
    """
    if concept.rendering(language) is None and "read-only" not in concept.flags:
        yield Problem()


@rule("concept", Severity.INFO, usual=False)
def fuzzy(concept: Concept, language: str) -> Iterator[Problem]:
    """proposed, and approved by nobody yet

    A tilde marks the ``fuzzy`` flag here.

    Wrong: en "Kremlin" ru ~"Кремль"
    Right: en "Kremlin" ru "Кремль"
    """
    term = concept.rendering(language)
    if term is not None and term.state is _PROPOSED:
        yield Problem(f"'{term.text}' is proposed, and approved by nobody yet", hint="look at it and remove 'fuzzy'")


@rule("concept", Severity.WARNING, usual=False)
def copy(concept: Concept, language: str) -> Iterator[Problem]:
    """the rendering is a copy of the source term

    Names are written in the script of the target language, except for acronyms, entries flagged ``read-only``, and in
    Cyrillic the names of firms and newspapers. If both languages have the same script, only phrases are checked.

    Wrong: en "Renmin University" ru "Renmin University"
    Right: en "Renmin University" ru "Народный университет Китая"
    Right: en "NATO" zh-Hans "NATO"
    """
    term = concept.rendering(language)
    if term is None or term.text != concept.name or "read-only" in concept.flags:
        return
    firm = concept.kind is Kind.ORGANIZATION and not _PUBLIC_BODY.search(concept.name)
    if firm and languages.script(language) == "Cyrl":
        return
    if not any(letter.isalpha() for letter in term.text) or _ACRONYM.fullmatch(term.text):
        return
    if languages.script(language) != languages.script(concept.head.language) or concept.kind is Kind.PHRASE:
        yield Problem(hint="translate it, or flag the entry read-only")


@rule("concept", Severity.ERROR, usual=False)
def several(concept: Concept, language: str) -> Iterator[Problem]:
    """several preferred renderings for one concept

    One term is preferred; the others are admitted, deprecated or forbidden. A bar separates the terms here.

    Wrong: en "Xi Jinping" ru "Си Цзиньпин" | "Си Дзиньпин"
    Right: en "Xi Jinping" ru "Си Цзиньпин"
    """
    if len(concept.terms) < 2 or (len(concept.terms) == 2 and concept.head.language != language):
        return  # the usual case
    found = [term.text for term in concept.terms if term.language == language and term.usage is Usage.PREFERRED]
    if len(found) > 1 and len(set(found)) > 1:
        yield Problem(f"several preferred renderings: {', '.join(found)}", hint="keep one, make the others admitted")


@rule("pair", Severity.WARNING, segments=False, needs=_SEPARATOR)
def listed(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """a semicolon or slash between several renderings

    A text has only one of them in one place, so the whole list is never found.

    Wrong: en "envoy" ru "посланник; представитель"
    Right: en "envoy" ru "посланник"
    Right: en "HIV/AIDS" ru "ВИЧ / СПИД"
    """
    if re.search(_SEPARATOR, target) and not re.search("[;；/]", source):
        yield Problem(hint="keep one, and write the others as '# admitted: …'")


@rule("concept", Severity.ERROR, usual=False)
def forbidden(concept: Concept, language: str) -> Iterator[Problem]:
    """the preferred rendering is forbidden in the same entry

    An exclamation mark marks a forbidden term here.

    Wrong: en "Beijing" ru "Пекин" | !"Пекин"
    Right: en "Beijing" ru "Пекин" | !"Бейджинг"
    """
    if len(concept.terms) < 3 and concept.head.language != language:
        return  # the usual case
    bad = [term.text for term in concept.terms if term.usage is Usage.FORBIDDEN and term.language == language]
    term = concept.rendering(language) if bad else None
    if term is not None and term.text in bad:
        yield Problem(f"'{term.text}' is both preferred and forbidden")

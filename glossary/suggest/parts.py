"""Drafts of phrases, built from the renderings of their parts in the glossary and the shipped lexicon.

:func:`suggest` first looks up the whole phrase. Failing that, a :class:`_Builder` tries its rules in turn, each for one
pattern of English: a row of modifiers and a head, ``X of Y``, ``A's B``, ``A, B and C``, and the rules of its base
classes (bodies, government, joints, compounds, names). A rule asks for the renderings of the parts, recursively, and
combines them: Russian adjectives agree and nouns are inflected (by pymorphy3, the extra ru; without it only whole
phrases are proposed), Chinese parts are concatenated. All results are drafts.
"""

from __future__ import annotations

import re
from dataclasses import replace

from glossary.languages import base
from glossary.model import Concept, Kind, State, Suggestion, Term
from glossary.suggest import Context, classes, cyrillic, lexicon, places, regnal
from glossary.suggest.bodies import Phrase, spelled
from glossary.suggest.classes import COUNTRIES
from glossary.suggest.named import Named, without_article
from glossary.suggest.pieces import PRENOMINAL, Piece, idiomatic
from glossary.suggest.rows import Rows
from glossary.suggest.senses import senses
from glossary.text import palladius, russian_words
from glossary.text.lexicon import Entry

_REPETITION = re.compile(r"\b(?P<stem>[а-яё]{6})[а-яё]* (?P=stem)|\b(?P<word>[а-яё]{3,}) (?P=word)\b", re.I)
"""A repeated Russian word or stem: *conservation* is «охрана природы», so *nature conservation* would repeat it."""
_TITLED = re.compile(" [A-Z][^ ]+$")
_PROPER_START = re.compile("[A-Za-z«]")
"""The first character of a proper name after a common noun that only says what it is: клуб «Валдай»."""
_COMPANY_ADJECTIVE = re.compile("-(?:listed|traded|quoted|headquartered)$")
"""Adjectives for companies: a "miner" that is London-listed is a mining company, not a person."""
_MINERS = {"miner": ("mining", "company"), "miners": ("mining", "companies")}
_RECURRING = re.compile(r"\b(?:Forum|Games|Cup)$")
_ARTICLES = frozenset(("the", "a", "an"))
_MAX_DEPTH = 4


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the lexicon's rendering of *concept*, or a draft built from its parts."""
    source = base(concept.head.language)
    if source in ("ru", "zh") and source != base(language):
        text, sure = lexicon.translated(concept.name, source, language)
        return [Suggestion(text, language, "lexicon", sure)] if text else []
    if language not in ("ru", "zh-Hans") or source != "en" or not concept.name.strip():
        return []
    if concept.kind is Kind.PERSON:
        return suggest(replace(concept, kind=Kind.PHRASE), language, context) if _is_office(concept.name) else []
    builder = _Builder(language, concept.key, _renderings_by_name(language, context), concept.kind is Kind.ORGANIZATION)
    return _from_lexicon(concept, builder) or _drafted(concept, builder)


def _from_lexicon(concept: Concept, builder: _Builder) -> list[Suggestion]:
    """Return the lexicon's rendering of the name of *concept*, or of one of its full variants."""
    for name in [concept.name, *(name for name in concept.variants if _is_as_specific(name, concept.name))]:
        entry = lexicon.row(name)
        if not entry and name == concept.name and concept.kind is Kind.PHRASE:  # the team Rangers is not the plural
            entry = lexicon.row(lexicon.unhyphenated(name)) or lexicon.other_number(name, builder.language)
        if entry and entry.sort == "a" and concept.kind is Kind.ORGANIZATION:
            if people := lexicon.row(f"{name}s"):  # Houthi: хуситы
                name, entry = f"{name}s", people
            elif builder.russian:
                continue
        if entry and not _is_something_else(name, concept):
            common = _is_common_word(name, entry, concept)
            if common and (name != concept.name or builder.is_opaque(lexicon.normalized(name), concept.kind)):
                continue  # Music, for Universal Music
            text = _capitalized_body(entry.russian, name, concept) if builder.russian else entry.chinese
            return [Suggestion(text, builder.language, "lexicon", "low" if entry.mark or common else "medium")]
    return []


def _drafted(concept: Concept, builder: _Builder) -> list[Suggestion]:
    """Return what *builder* makes of the name; whole places and persons are left to the other suggesters."""
    if len(concept.name.split()) > 10 or _is_something_else(concept.name, concept):
        return []
    name = lexicon.unhyphenated(lexicon.normalized(concept.name))
    builder.senses = senses(name)
    if builder.russian and not russian_words.available():
        piece = builder.known(name)
    elif not (piece := builder.by_form(name, concept.kind)):
        opaque = builder.is_opaque(name, concept.kind)
        piece = builder.group(name, concept.kind) if opaque else builder.build(name)
    if not piece or _REPETITION.search(piece.text) or (piece.sort in ("place", "person") and builder.known(name)):
        return []
    text = _capitalized(piece.text, concept) if builder.russian else idiomatic(piece.text, "whole")
    return [Suggestion(text, builder.language, "parts", "low")]


def _is_office(name: str) -> bool:
    """Return whether a person's name is an office: *Grand Mufti of Egypt*, but not *Catherine of Aragon*."""
    title, _, place = name.partition(" of ")
    entry = lexicon.row(title) if place else None
    return entry is not None and entry.sort != "a" and lexicon.is_person(entry)


def _capitalized_body(text: str, name: str, concept: Concept) -> str:
    """Return the lexicon's Russian, capitalized like the name of a body: *Monetary Policy Committee*."""
    body = concept.kind is Kind.ORGANIZATION and _TITLED.search(name) and not _PROPER_START.search(text)
    return _capitalized(text, concept) if body else text


def _is_as_specific(variant: str, name: str) -> bool:
    """Return whether a variant is as specific as the name: *UN*, but not *Navy* for the German Navy."""
    return variant.isupper() or len(variant.split()) >= len(name.split())


def _is_common_word(name: str, entry: Entry, concept: Concept) -> bool:
    """Return whether a company or work has a name that the lexicon lists as a common word: *Target*, *The Bear*."""
    bare = without_article(lexicon.normalized(name))
    single = concept.kind in (Kind.ORGANIZATION, Kind.OTHER, Kind.EVENT) and " " not in bare
    named = concept.kind is Kind.WORK or single
    listed = not {bare, lexicon.normalized(name)}.isdisjoint(entry.names.split("|"))
    return named and not listed and bare[:1].isupper() and bare.lower() not in classes.words("alone")


def _is_something_else(name: str, concept: Concept) -> bool:
    """Return whether a one-word place is something else in the lexicon (word, people, club, company): *Hill*."""
    if concept.kind is not Kind.PLACE or " " in name:
        return False
    entry = lexicon.words().get(name)
    return entry is None or _PROPER_START.match(entry.russian) is not None or lexicon.is_person(entry)


def _capitalized(text: str, concept: Concept) -> str:
    """Return *text*, capitalized if it names an organization, work, recurring event or place: площадь Победы."""
    place = concept.kind is Kind.PLACE and concept.name.istitle() and russian_words.available()
    if place and text.islower() and text.count(" ") == 1:
        first, _, second = text.partition(" ")
        return text.capitalize() if russian_words.adjectives(first) else f"{first} {second.capitalize()}"
    common, again = re.search("government|media|party$|team$|^Team ", concept.name), _RECURRING.search(concept.name)
    body, event = concept.kind is Kind.ORGANIZATION and not common, concept.kind is Kind.EVENT and again
    return text[:1].upper() + text[1:] if concept.kind is Kind.WORK or body or event else text


def _renderings_by_name(language: str, context: Context) -> dict[str, tuple[tuple[str, str], Term]]:
    """Return (key of the concept, rendering) by lowercase source name, without uncertain drafts."""
    found: dict[str, tuple[tuple[str, str], Term]] | None = context.kept.get(f"parts {language}")
    if found is None:
        found = context.kept[f"parts {language}"] = {}
        for concept in context.termbase.concepts:
            term = concept.rendering(language)
            if term is not None and not concept.obsolete and not term.origin.endswith("(low)"):
                for name in (concept.name, *concept.variants):
                    found.setdefault(lexicon.normalized(name).casefold(), (concept.key, term))
    return found


class _Builder(Rows, Named):
    """Builds renderings in one language; those of the glossary take precedence."""

    def build(self, phrase: Phrase) -> Piece | None:
        """Return the rendering of *phrase*, or None if a part of it is unknown."""
        words = spelled(phrase).split()
        if words and words[0].lower() in _ARTICLES and not self.known(phrase):
            words = words[1:]
        if not words or self.depth > _MAX_DEPTH:
            return None
        whole = self.known(words)
        if whole:
            return whole
        if words[-1] in _MINERS and any(map(_COMPANY_ADJECTIVE.search, words[:-1])):
            words = [*words[:-1], *_MINERS[words[-1]]]
        if classes.ends(words[-1], "law") and words[-1][:1].isupper() and "of" in words[:-1]:
            return None  # Government of Wales Act is not "government of a law"
        offices = self.ambassador, self.battle, self.deputy, self.president, self.local, self.flight
        between = self.championship, self.dealings, self.between, self.chamber, self.law, self.governed, self.governs
        bodies = self.joint, self.body, self.for_, self.on, self.of, self.in_, self.and_, self.field, self.inherited
        ways = (*offices, *between, *bodies, self.possessive, self.direction, self.row)
        self.depth += 1
        piece = next((piece for way in ways if (piece := way(words))), None)
        self.depth -= 1
        return piece

    def known(self, phrase: Phrase) -> Piece | None:
        """Return the rendering that the glossary or a table has for *phrase* as a whole."""
        phrase = spelled(phrase)
        key, term = self.glossary.get(phrase.casefold(), (self.own, None))
        decided = term is not None and key != self.own and term.state is State.APPROVED
        if phrase in self.senses and not decided:
            return self.meant(phrase)
        common = phrase.islower() and " " not in phrase and phrase != key[0]
        if term and key != self.own and not (common and phrase == key[0].casefold()):  # nice is not Nice
            return Piece(term.text, "noun")
        if entry := lexicon.row(phrase):
            text = entry.text(self.language)
            sort = "adjective" if entry.sort == "a" else "noun"
            if self.russian and sort == "adjective" and " " in text and not PRENOMINAL.search(text):
                sort = "after"  # intermediate-range, средней дальности
            return Piece(text, sort) if text and entry.mark != "ambiguous" else None
        if (counted := lexicon.other_number(phrase, self.language)) and counted.mark != "ambiguous":
            return Piece(counted.text(self.language), "noun", lexicon.singular(phrase))
        if phrase[:1].isupper():
            concept = Concept((Term(phrase, "en"),), kind=Kind.PLACE)
            if found := places.suggest(concept, self.language, Context()):
                return Piece(found[0].text, "place")
            if person := self._person(phrase) or self._city(phrase):
                return person
        return self.compound(phrase) if 0 < phrase.count("-") <= _MAX_DEPTH else None

    def _city(self, phrase: str) -> Piece | None:
        """Return a place with "city" in its name: 台南市; not a country or state, whose city has another name."""
        name = phrase.removesuffix(" City")
        place = self.place(name) if name != phrase and name not in COUNTRIES.values() else None
        if not place or re.search("[州省县郡国]$", place.text):
            return None
        return place if self.russian else Piece(f"{place.text.removesuffix('市')}市", "place")

    def _person(self, phrase: str) -> Piece | None:
        if king := regnal.render(phrase, self.language):
            return Piece(king, "person")
        if whole := cyrillic.known_name(phrase):  # Peter the Great
            return Piece(whole.russian if self.russian else whole.chinese, "person")
        known = [cyrillic.known_name(part) for part in phrase.split()]
        if all(known):
            texts = [row.russian if self.russian else row.chinese for row in known if row]
            return Piece((" " if self.russian else "·").join(texts), "person")
        if self.russian:
            texts, how = palladius.person(phrase)
            if texts and how != "surname":
                return Piece(texts[0], "person")
        return None

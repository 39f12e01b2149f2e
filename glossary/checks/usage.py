"""Checks of translated segments against the glossary: is the agreed rendering used, and in the right form?

:mod:`glossary.checks.renderings` explains how terms and renderings are matched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from glossary.checks import Problem, endings, instead, rule
from glossary.checks.renderings import ALLOWED, MANY, Mention, Terms, Used
from glossary.model import Concept, Kind, Place, Severity, Term, TranslationUnit, Usage

_MAX_LENGTH = 10_000
"""The length above which pronouns and separated words in a translation prove nothing."""

_MAX_SHOWN = 10
"""The maximum number of renderings named in a message."""

_PREFIX = re.compile(
    r"\b(?:anti|co|counter|inter|intra|neo|non|pan|post|pre|pro|re|sub|trans|ultra|un)[-‐‑]$", re.IGNORECASE
)
"""A prefix that makes another word of the term: *pro-European*, проевропейский."""


# The checks


@rule("unit", Severity.WARNING, usual=False)
def missing(unit: TranslationUnit, terms: Terms) -> Iterator[Problem]:
    """the translation lacks the glossary's rendering of a term

    A longer term hides a shorter one: "congress" is not expected in "party congress", nor "European" in
    "pro-European". Any allowed rendering will do, and one is enough for a segment; so will a person's surname, or for
    something named before, a pronoun or the noun of a Russian phrase (ставка). Russian may use the adjective for a noun
    (китайский, Китая), and a verb for an action (эвакуация, эвакуировать); Chinese may contract a term (全国人大), or
    insert 的 or another word for *and*.

    Wrong: en "to the party congress" ru "на собрании" (en "party congress" ru "съезд партии")
    Right: en "to the party congress" ru "на съезде партии" (en "party congress" ru "съезд партии")
    Right: en "The NPC met." ru "Собрался парламент." (en "party congress" ru "съезд партии")
    Right: en "a pro-European party" ru "проевропейская партия" (en "European" ru "европейский")
    Wrong: en "India and China" zh-Hans "印度尼西亚和中国" (en "India" zh-Hans "印度"; en "China" zh-Hans "中国")
    """
    for mention, count, there in _lacking(unit, terms):
        concept = mention.concepts[0]
        agreed = [term for one in mention.concepts[:MANY] for term in terms.agreed(one)[:3]]
        texts = list(dict.fromkeys(f"'{term.text}'" for term in agreed))
        renderings = " or ".join(texts[:_MAX_SHOWN] + ["…"] * (len(texts) > _MAX_SHOWN))
        method = "forms" if any(term.forms for term in agreed) else terms.method
        hint = f"the source is {unit.source_place}" if unit.source_place else ""
        message = _missing_message(mention.form, renderings, method)
        if there:
            message = f"'{concept.name}' is rendered {there} of {count} times as {renderings}"
        yield Problem(message, hint=hint, concept=concept.name)


def _lacking(unit: TranslationUnit, terms: Terms) -> Iterator[tuple[Mention, int, int]]:
    """Yield the terms that lack a rendering, with the numbers of their mentions and of their renderings."""
    for mention, count in _expected(unit, terms):
        found = terms.read(unit.source, unit.target).of(mention)
        there = len({(row.start, row.end) for row in found if row.term.usage in ALLOWED})
        if there >= (count if terms.strict else 1) or _wrong_form(unit, terms, mention):
            continue
        if not any(_has_alternative(unit, terms, one, mention.form) for one in mention.concepts[:MANY]):
            yield mention, count, there


def _has_alternative(unit: TranslationUnit, terms: Terms, concept: Concept, form: str) -> bool:
    """Return whether an acceptable alternative stands for *concept*, which is *form* in the source."""
    agreed = terms.agreed(concept)
    if any(instead.derived(unit.target, term, concept) or instead.in_variants(unit.target, term) for term in agreed):
        return True
    if terms.strict or len(unit.target) > _MAX_LENGTH:
        return False
    if any(_has_variant(unit.target, terms, term, form, concept) for term in agreed):
        return True
    if not terms.read(unit.source, unit.target).again(concept):
        return False
    for term in agreed if concept.kind is Kind.PHRASE else ():
        forms = terms.forms(term.text, concept.kind, term.forms)
        if instead.with_demonstrative(unit.target, unit.target_language, forms):
            return True
        if terms.method == "forms" and instead.by_its_noun(unit.target, term, forms):
            return True
    return instead.pronoun(unit, agreed, concept.kind)


def _has_variant(target: str, terms: Terms, term: Term, form: str, concept: Concept) -> bool:
    """Return whether *target* has *term* in a shorter or rearranged form, for *form* in the source."""
    if concept.kind is Kind.PERSON:
        first = instead.first_name(term.text, concept.name, form)
        if first and instead.unfollowed(target, terms.forms(first, concept.kind)):
            return True
    elif terms.method in ("forms", "endings"):
        forms = terms.forms(term.text, concept.kind, term.forms)
        if instead.scattered(target, forms) or instead.of_place(target, term, forms):
            return True
        if instead.with_acronym(target, term.text, forms) or instead.as_compound(target, forms):
            return True
    if concept.kind is Kind.PHRASE and (instead.verbal(target, term) or instead.feminine(target, term)):
        return True
    return instead.shortened(target, term, form, concept) or instead.contracted(target, term, concept.kind)


def _missing_message(form: str, renderings: str, method: str) -> str:
    """Return the message that *form* is not rendered as *renderings*, and what else this *method* accepts."""
    if method == "stems":
        return f"'{form}' is not rendered as {renderings} or another word of that stem"  # message
    if method == "endings":
        return f"'{form}' is not rendered as {renderings} or with another ending"  # message
    if method == "exact":
        return f"'{form}' is not rendered as {renderings}, written just so"  # message
    return f"'{form}' is not rendered as {renderings}"  # message


def _expected(unit: TranslationUnit, terms: Terms) -> list[tuple[Mention, int]]:
    """Return (mention, number of mentions) for each concept with an agreed rendering."""
    counts: dict[int, list[Mention]] = {}
    for mention in terms.read(unit.source, unit.target).mentions:
        if terms.asked(mention) and not _PREFIX.search(unit.source, max(0, mention.start - 8), mention.start):
            counts.setdefault(id(mention.concepts), []).append(mention)
    return [(mentions[0], len(mentions)) for mentions in counts.values()]


@rule("unit", Severity.ERROR, usual=False)
def forbidden(unit: TranslationUnit, terms: Terms) -> Iterator[Problem]:
    """the translation uses a rendering that the glossary forbids, or advises against, for the term

    Wrong: en "Beijing is silent." ru "Бэйцзин молчит." (en "Beijing" ru "Пекин" | !"Бэйцзин")
    Right: en "Beijing is silent." ru "Пекин молчит." (en "Beijing" ru "Пекин" | !"Бэйцзин")
    """
    for concept, row in _misused(unit, terms):
        wanted = concept.rendering(terms.language)
        message = f"'{row.form}' is forbidden for '{concept.name}'"
        if row.term.usage is Usage.DEPRECATED:
            message = f"'{row.form}' is deprecated for '{concept.name}'"
        yield Problem(
            message,
            row.start,
            row.end,
            hint=f"write '{wanted.text}'" if wanted else "",
            concept=concept.name,
        )


def _misused(unit: TranslationUnit, terms: Terms) -> Iterator[tuple[Concept, Used]]:
    """Yield the disallowed renderings in the translation, except those inside an allowed one."""
    reading = terms.read(unit.source, unit.target)
    used = reading.used()
    good = [(row.start, row.end) for _, rows in used for row in rows if row.term.usage in ALLOWED]
    for concept, rows in used:
        for row in rows:
            if row.term.usage not in ALLOWED and not any(at <= row.start and row.end <= to for at, to in good):
                yield concept, row


@rule("unit", Severity.INFO, usual=False)
def inconsistent(unit: TranslationUnit, terms: Terms) -> Iterator[Problem]:
    """a term is rendered in two ways, both allowed, in one text

    An acronym or a short form of the other rendering is left alone.

    Wrong: en "the rift, a deep rift" ru "раскол, глубокий разлад" (en "rift" ru "раскол" | +"разлад")
    Right: en "the rift, a deep rift" ru "раскол, глубокий раскол" (en "rift" ru "раскол" | +"разлад")
    Right: en "NPC, the NPC" ru "Собрание, ВСНП" (en "NPC" ru "Собрание" | +"ВСНП")
    """
    reading = terms.read(unit.source, unit.target)
    counts = Counter(id(concept) for mention in reading.mentions for concept in mention.concepts[:MANY])
    for concept, rows in reading.used():
        once = counts[id(concept)] < 2
        for row in rows:
            if row.short or row.term.usage not in ALLOWED or row.term.text.isupper():
                continue
            earlier, place = terms.first.setdefault(id(concept), (row, unit.place))
            if once and any(other.term is earlier.term for other in rows):
                continue  # of two renderings in one place, the other need not be this term's
            one, two = earlier.term.text, row.term.text
            if one != two and not (one.casefold() in two.casefold() or two.casefold() in one.casefold()):
                where = f" at {place}" if place else ""
                yield Problem(
                    f"'{concept.name}' is rendered '{two}' here and '{one}'{where}",
                    hint="agree on one",
                    concept=concept.name,
                )
                break


@rule("unit", Severity.INFO, usual=False)
def proposed(unit: TranslationUnit, terms: Terms) -> Iterator[Problem]:
    """a term has only a proposed rendering, which is not checked

    Reported once in each text.

    Wrong: en "Beijing is silent." ru "Китай молчит." (en "Beijing" ru ~"Пекин")
    Right: en "Beijing is silent." ru "Пекин молчит." (en "Beijing" ru "Пекин")
    Right: en "Beijing is silent." ru "Пекин молчит." (en "Beijing" ru "")
    """
    reading = terms.read(unit.source, unit.target)
    new = [mention.concepts for mention in reading.mentions if not reading.again(mention.concepts)]
    for concept in {id(one): one for concepts in new for one in concepts}.values():
        rendering = concept.rendering(terms.language)
        if rendering and not reading.again(concept) and not terms.agreed(concept):
            message = f"'{concept.name}' has only a proposal, '{rendering.text}'"
            yield Problem(message, hint="approve it to have it checked", concept=concept.name)


@rule("unit", Severity.WARNING, languages=("ru",), usual=False)
def grammar(unit: TranslationUnit, terms: Terms) -> Iterator[Problem]:
    """the words of the rendering are there, but in the wrong form or with the wrong capitals

    Wrong: en "at the institute" ru "в Шанхайском института" (en "institute" ru "Шанхайский институт")
    Right: en "at the institute" ru "в Шанхайском институте" (en "institute" ru "Шанхайский институт")
    Wrong: en "the new rate" ru "на новую процентная ставка" (en "rate" ru "процентная ставка")
    Wrong: en "without the institute" ru "без Шанхайский институт" (en "institute" ru "Шанхайский институт")
    Wrong: en "from the institute" ru "от Шанхайскому институту" (en "institute" ru "Шанхайский институт")
    """
    for mention, _ in _expected(unit, terms):
        found = terms.read(unit.source, unit.target).of(mention)
        exact = {row.start for row in found if not _has_extra_capital(row.form, row.term.text)}
        for row in found:
            concept, known = mention.concepts[0], terms.method == "forms" and not row.short
            if known and (
                before := endings.governing(unit.target, row.start, row.form, row.term.text, concept.kind.value)
            ):
                message = f"'{row.form}' is not in the case that '{before}' asks for"
                yield Problem(message, row.start, row.end, concept=concept.name)
            if known and row.start not in exact:
                message = f"'{row.form}' has capitals that '{row.term.text}' does not have"
                yield Problem(message, row.start, row.end, concept=concept.name)
        if not any(row.term.usage in ALLOWED for row in found):
            wrong = _wrong_form(unit, terms, mention)
            if wrong and (wrong[2].forms or terms.method == "forms"):
                start, end, term = wrong
                if endings.counted(unit.target, start, end, term.text):
                    continue
                name = mention.concepts[0].name
                yield Problem(f"'{unit.target[start:end]}' is not a form of '{term.text}'", start, end, concept=name)


def _has_extra_capital(form: str, agreed: str) -> bool:
    """Return whether a word of *form* after the first is capitalized though it is not in the *agreed* rendering."""
    pairs = list(zip(form.split(), agreed.split(), strict=False))[1:]
    return any(word.istitle() and other.islower() for word, other in pairs)


def _wrong_form(unit: TranslationUnit, terms: Terms, mention: Mention) -> tuple[int, int, Term] | None:
    """Return the span and term of a rendering in an unknown form, as found by :meth:`Terms.alike`."""
    found = (terms.alike(concept, unit.target) for concept in mention.concepts[:MANY])
    return next((row for row in found if row), None)


def contradictions(unit: TranslationUnit, terms: Terms) -> Iterator[tuple[Concept, str]]:
    """Yield the concepts that *unit*, taken by itself, renders differently from the glossary.

    Each comes once, with the disallowed form, or an empty string if the rendering is missing.
    """
    terms.begin()
    found = {concept.name: (concept, row.form) for concept, row in _misused(unit, terms)}
    for mention, _, _ in _lacking(unit, terms):
        found.setdefault(mention.concepts[0].name, (mention.concepts[0], ""))
    yield from found.values()


# Coverage


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far translations follow the glossary for one concept."""

    concept: Concept
    mentions: int
    """The number of segments whose source has the term and for which a rendering is agreed."""
    rendered: int
    """The number of these whose translation has an agreed rendering, or an alternative that :func:`missing` accepts."""
    forms: tuple[str, ...]
    """The renderings used, the most frequent first."""
    places: tuple[Place, ...]
    """Places where the rendering is missing."""


def coverage(units: Iterable[TranslationUnit], terms: Terms) -> list[Coverage]:
    """Return how often the rendering of each concept mentioned in *units* is used; all units belong to one text.

    The order is that of the glossary. Units without a translation are skipped.
    """
    counts: dict[int, tuple[list[int], dict[str, int], list[Place]]] = {}
    terms.begin()
    for unit in units:
        if not unit.target.strip():
            continue
        reading = terms.read(unit.source, unit.target)
        lacking = {id(mention.concepts) for mention, _, _ in _lacking(unit, terms)}
        for mention, _ in _expected(unit, terms):
            rows = [row for row in reading.of(mention) if row.term.usage in ALLOWED]
            # Of several homographs, the rendered one is meant.
            meant = next((row.concept for row in reading.of(mention)), mention.concepts[0])
            numbers, texts, places = counts.setdefault(id(meant), ([0, 0], {}, []))
            numbers[0] += 1
            for text in dict.fromkeys(row.term.text for row in rows):
                texts[text] = texts.get(text, 0) + 1
            if id(mention.concepts) not in lacking:
                numbers[1] += 1
            elif unit.place:
                places.append(unit.place)
    covered = []
    for concept in terms.termbase.concepts:
        if id(concept) in counts:
            (mentions, rendered), texts, places = counts[id(concept)]
            forms = tuple(text for _, text in sorted((-count, text) for text, count in texts.items()))
            covered.append(Coverage(concept, mentions, rendered, forms, tuple(places)))
    return covered

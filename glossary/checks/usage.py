"""Checks of translated segments against the glossary: is the agreed rendering used, and in the right form?

How terms and their renderings are found, :mod:`glossary.checks.renderings` tells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from glossary.checks import Problem, endings, instead, rule
from glossary.checks.renderings import ALLOWED, MANY, Mention, Terms, Used
from glossary.model import Concept, Kind, Place, Severity, Term, TranslationUnit, Usage

_LONG = 10_000
"""In a longer translation a pronoun or scattered words tell nothing."""

_SHOWN = 10
"""So many renderings are named in a message."""

_PREFIX = re.compile(
    r"\b(?:anti|co|counter|inter|intra|neo|non|pan|post|pre|pro|re|sub|trans|ultra|un)[-‐‑]$", re.IGNORECASE
)
"""What makes another word of the term behind it: *pro-European*, проевропейский."""


# The checks


@rule("unit", Severity.WARNING, usual=False)
def missing(unit: TranslationUnit, terms: Terms) -> Iterator[Problem]:
    """the translation lacks the glossary's rendering of a term

    A longer term shadows a shorter one: where "party congress" stands, "congress" is not asked for, nor is "European"
    in "pro-European". Several allowed renderings are alternatives, the surname of a person will do, one rendering is
    enough for a segment, and a pronoun for what the text has named before. Russian may say the adjective or the noun
    (китайский, Китая), and for what happens the noun or the verb (эвакуация, эвакуировать); Chinese may contract
    (全国人大), and put 的 or another word for *and* in between: that is not asked about.

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
        renderings = " or ".join(texts[:_SHOWN] + ["…"] * (len(texts) > _SHOWN))
        method = "forms" if any(term.forms for term in agreed) else terms.method
        hint = f"the source is {unit.source_place}" if unit.source_place else ""
        message = _unrendered(mention.form, renderings, method)
        if there:
            message = f"'{concept.name}' is rendered {there} of {count} times as {renderings}"
        yield Problem(message, hint=hint, concept=concept.name)


def _lacking(unit: TranslationUnit, terms: Terms) -> Iterator[tuple[Mention, int, int]]:
    """Yield the terms that the translation lacks the rendering of, how often they stand there, how often rendered."""
    for mention, count in _asked(unit, terms):
        found = terms.read(unit.source, unit.target).of(mention)
        there = len({(row.start, row.end) for row in found if row.term.usage in ALLOWED})
        if there >= (count if terms.strict else 1) or _wrong_form(unit, terms, mention):
            continue
        if not any(_instead(unit, terms, one, mention.form) for one in mention.concepts[:MANY]):
            yield mention, count, there


def _instead(unit: TranslationUnit, terms: Terms, concept: Concept, form: str) -> bool:
    """Return whether something else stands for *concept*, *form* in the source, that is no mistake."""
    agreed = terms.agreed(concept)
    if any(instead.derived(unit.target, term, concept) or instead.otherwise(unit.target, term) for term in agreed):
        return True
    if terms.strict or len(unit.target) > _LONG:
        return False
    if any(_otherwise(unit.target, terms, term, form, concept) for term in agreed):
        return True
    if not terms.read(unit.source, unit.target).again(concept):
        return False
    written = [one for term in agreed for one in terms.forms(term.text, concept.kind, term.forms)]
    such = concept.kind is Kind.PHRASE and instead.such(unit.target, unit.target_language, written)
    return such or instead.pronoun(unit, agreed, concept.kind)


def _otherwise(target: str, terms: Terms, term: Term, form: str, concept: Concept) -> bool:
    """Return whether *target* has *term*, *form* in the source, shorter or with its words put otherwise."""
    if concept.kind is Kind.PERSON:
        first = instead.first_name(term.text, concept.name, form)
        if first and instead.unfollowed(target, terms.forms(first, concept.kind)):
            return True
    elif terms.method in ("forms", "endings"):
        forms = terms.forms(term.text, concept.kind, term.forms)
        if instead.scattered(target, forms) or instead.of_place(target, term, forms):
            return True
        if instead.with_acronym(target, term.text, forms) or instead.clipped(target, forms):
            return True
    if concept.kind is Kind.PHRASE and (instead.verbal(target, term) or instead.feminine(target, term)):
        return True
    return instead.shortened(target, term, form, concept) or instead.contracted(target, term, concept.kind)


def _unrendered(form: str, renderings: str, method: str) -> str:
    """Return that *form* has none of its *renderings*, and what would have counted as one by this *method*."""
    if method == "stems":
        return f"'{form}' is not rendered as {renderings} or another word of that stem"  # message
    if method == "endings":
        return f"'{form}' is not rendered as {renderings} or with another ending"  # message
    if method == "exact":
        return f"'{form}' is not rendered as {renderings}, written just so"  # message
    return f"'{form}' is not rendered as {renderings}"  # message


def _asked(unit: TranslationUnit, terms: Terms) -> list[tuple[Mention, int]]:
    """Return the mentions whose rendering is agreed, each concept once, with the number of its mentions."""
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
    """Yield the renderings in the translation that are not to be used, but for those inside one that is."""
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

    What is an acronym or a short form of the other is left alone.

    Wrong: en "the rift, a deep rift" ru "раскол, глубокий разлад" (en "rift" ru "раскол" | +"разлад")
    Right: en "the rift, a deep rift" ru "раскол, глубокий раскол" (en "rift" ru "раскол" | +"разлад")
    Right: en "NPC, the NPC" ru "Собрание, ВСНП" (en "NPC" ru "Собрание" | +"ВСНП")
    """
    reading = terms.read(unit.source, unit.target)
    counts = Counter(id(one) for mention in reading.mentions for one in mention.concepts[:MANY])
    for concept, rows in reading.used():
        once = counts[id(concept)] < 2
        for row in rows:
            if row.short or row.term.usage not in ALLOWED or row.term.text.isupper():
                continue
            earlier, place = terms.first.setdefault(id(concept), (row, unit.place))
            if once and any(other.term is earlier.term for other in rows):
                continue  # of two words in one place, the other need not be the term
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
    """a term has only a proposed rendering, which is not asked for

    It is said once in a text.

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
    """the words of the rendering are there, but not in one of its forms, or with capitals that it has not

    Wrong: en "at the institute" ru "в Шанхайском института" (en "institute" ru "Шанхайский институт")
    Right: en "at the institute" ru "в Шанхайском институте" (en "institute" ru "Шанхайский институт")
    Wrong: en "the new rate" ru "на новую процентная ставка" (en "rate" ru "процентная ставка")
    Wrong: en "without the institute" ru "без Шанхайский институт" (en "institute" ru "Шанхайский институт")
    Wrong: en "from the institute" ru "от Шанхайскому институту" (en "institute" ru "Шанхайский институт")
    """
    for mention, _ in _asked(unit, terms):
        found = terms.read(unit.source, unit.target).of(mention)
        exact = {row.start for row in found if not _raised(row.form, row.term.text)}
        for row in found:
            concept, known = mention.concepts[0], terms.method == "forms" and not row.short
            if known and (
                before := endings.governing(unit.target, row.start, row.form, row.term.text, concept.kind.value)
            ):
                message = f"'{row.form}' is not in the case that '{before}' asks for"
                yield Problem(message, row.start, row.end, concept=concept.name)
            if known and row.start not in exact:
                message = f"'{row.form}' has capitals that '{row.term.text}' has not"
                yield Problem(message, row.start, row.end, concept=concept.name)
        if not any(row.term.usage in ALLOWED for row in found):
            wrong = _wrong_form(unit, terms, mention)
            if wrong and (wrong[2].forms or terms.method == "forms"):
                start, end, term = wrong
                if endings.counted(unit.target, start, end, term.text):
                    continue
                name = mention.concepts[0].name
                yield Problem(f"'{unit.target[start:end]}' is no form of '{term.text}'", start, end, concept=name)


def _raised(form: str, agreed: str) -> bool:
    """Return whether a word of *form*, but for the first, has a capital where the *agreed* rendering has none."""
    pairs = list(zip(form.split(), agreed.split(), strict=False))[1:]
    return any(word.istitle() and other.islower() for word, other in pairs)


def _wrong_form(unit: TranslationUnit, terms: Terms, mention: Mention) -> tuple[int, int, Term] | None:
    """Return where a rendering of the mentioned term stands in a form that is not known: :meth:`Terms.alike`."""
    found = (terms.alike(concept, unit.target) for concept in mention.concepts[:MANY])
    return next((row for row in found if row), None)


def contradictions(unit: TranslationUnit, terms: Terms) -> Iterator[tuple[Concept, str]]:
    """Yield the concepts that the glossary renders otherwise today than *unit*, looked at by itself, does.

    Each comes once, with the form that is not to be used for it, or an empty one where its rendering is missing.
    """
    terms.begin()
    found = {concept.name: (concept, row.form) for concept, row in _misused(unit, terms)}
    for mention, _, _ in _lacking(unit, terms):
        found.setdefault(mention.concepts[0].name, (mention.concepts[0], ""))
    yield from found.values()


# Coverage


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far translations follow the glossary in one concept."""

    concept: Concept
    mentions: int
    """Segments in which the source uses the term, its rendering being agreed."""
    rendered: int
    """Of these, the segments whose translation has an agreed rendering, or what :func:`missing` takes for one."""
    forms: tuple[str, ...]
    """The renderings that were used, the most frequent first."""
    places: tuple[Place, ...]
    """Where the rendering is missing."""


def coverage(units: Iterable[TranslationUnit], terms: Terms) -> list[Coverage]:
    """Return, for every concept that the sources of *units*, one text, mention, how often its rendering is used.

    In the order of the glossary; units without a translation are passed over.
    """
    counts: dict[int, tuple[list[int], dict[str, int], list[Place]]] = {}
    terms.begin()
    for unit in units:
        if not unit.target.strip():
            continue
        reading = terms.read(unit.source, unit.target)
        lacking = {id(mention.concepts) for mention, _, _ in _lacking(unit, terms)}
        for mention, _ in _asked(unit, terms):
            rows = [row for row in reading.of(mention) if row.term.usage in ALLOWED]
            # Of homographs, the one that is rendered is meant.
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

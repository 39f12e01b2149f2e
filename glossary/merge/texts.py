"""What a machine found in the texts -> the termbase brought up to date with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from glossary import decisions
from glossary.merge.records import Merged, tidy
from glossary.model import SAID, Candidate, Change, Concept, Kind, State, Term, Termbase, Usage


def concepts(candidates: Iterable[Candidate], source_language: str) -> tuple[Concept, ...]:
    """Return *candidates* as concepts without renderings, in their order."""
    return tuple(
        Concept(
            terms=(
                Term(found.term, source_language),
                *(Term(text, source_language, usage=Usage.ADMITTED) for text in found.variants),
            ),
            kind=found.kind,
            context=found.context,
            frequency=found.frequency,
            documents=found.documents,
            occurrences=found.occurrences,
        )
        for found in candidates
    )


def approved(concept: Concept) -> bool:
    """Return whether a person stands behind a rendering of *concept*."""
    return any(term.state is State.APPROVED and term.language != concept.head.language for term in concept.terms)


def worked_on(concept: Concept) -> bool:
    """Return whether a person has worked on *concept*: rendered it, turned a proposal down, or noted something."""
    said = (concept.sense, concept.flags, concept.waivers, concept.definition, concept.note, concept.subject)
    return (
        any((*said, concept.part_of_speech))
        or any(term.usage in (Usage.DEPRECATED, Usage.FORBIDDEN) for term in concept.terms)
        or any(name.startswith(SAID) for name, _ in concept.extra)
        or any(
            term.language != concept.head.language and (term.state is not State.PROPOSED or term.note)
            for term in concept.terms
        )
    )


def extracted(base: Termbase, found: Iterable[Concept], *, passed: Mapping[str, str] | None = None) -> Merged:
    """Return *base* brought up to date with what was *found* in the sources, and the changes.

    A concept is recognised by its head, or else by a variant: when the best spelling of a known concept changes,
    its renderings come along, are marked as proposed, and the old head stays in ``previous``. Where a person has
    approved one, the old head stays an obsolete concept, which is approved when it comes back; if it is still written,
    it stays the head, unless the new one is the fuller name. A new
    concept whose head is nearly that of one that vanished is proposed its renderings; the vanished one keeps them,
    too. Homographs of one head that a person told apart (by ``sense``) are all refreshed. A concept that was seen
    before and is not found now becomes obsolete; one that never was (a person added it) stays as it is.
    *passed* says why terms (folded as decisions are) that do stand in the sources were not taken.

    >>> base = Termbase((Concept((Term("Kremlin", "en"), Term("Кремль", "ru"))),), "en", ("ru",))
    >>> merged = extracted(base, [Concept((Term("Kremlin", "en"),), frequency=2, documents=1)])
    >>> merged.termbase.concepts[0].rendering("ru").text, merged.changes[0].reason
    ('Кремль', 'seen')
    """
    spelled = _spellings(base.concepts)
    news = list(found)
    fresh = {tidy(concept.name) for concept in news}
    result = list(base.concepts)
    touched: set[int] = set()
    added: list[Concept] = []
    carried: list[Concept] = []
    changes: list[Change] = []
    for concept in news:
        known = spelled.heads.get(tidy(concept.name), [])
        if not known and (position := _respelled(concept, spelled, fresh, touched)) is not None:
            old = result[position]
            if same := _called(concept, old):
                known, concept = [position], same
            else:
                touched.add(position)
                changes.append(Change("respelled", concept.name, before=old.name, after=concept.name))
                result[position] = new = _refreshed(old, concept, respelled=True)
                if approved(old):
                    result[position] = _retired(old)
                    carried.append(replace(new, id=""))
                continue
        for position in known:
            touched.add(position)
            old, new = result[position], _refreshed(result[position], concept)
            result[position] = new
            changes.append(_seen(old, new))
        if not known:
            added.append(concept)
    gone = [concept for position, concept in enumerate(base.concepts) if position not in touched]
    welcomed = list(_welcomed(added, gone))
    changes += [change for _, change in welcomed]
    owners = {tidy(text): concept.name for concept in news for text in concept.variants}
    for position, concept in enumerate(base.concepts):
        if position not in touched:
            result[position], change = _missed(concept, owners, passed or {})
            changes.append(change)
    result += [*carried, *(concept for concept, _ in welcomed)]
    return Merged(replace(base, concepts=tuple(result)), tuple(changes))


def _welcomed(added: list[Concept], gone: list[Concept]) -> Iterator[tuple[Concept, Change]]:
    """Yield the concepts that were *added*, proposed what a near one that is *gone* has, each with its change."""
    for concept, near in zip(added, _near(added, gone), strict=True):
        reason = ""
        if near is not None:
            concept, reason = _proposed(concept, near), f"proposed with what '{near.name}' has"
        yield concept, Change("added", concept.name, after=concept.name, reason=reason)


def _missed(concept: Concept, owners: Mapping[str, str], passed: Mapping[str, str]) -> tuple[Concept, Change]:
    """Return a concept that was not found, obsolete if it had been before, and its change."""
    if not concept.frequency:
        return concept, Change("unchanged", concept.name)
    why = _why(concept, owners, passed)
    return _retired(concept), Change("retired", concept.name, before=concept.name, reason=why)


def _retired(concept: Concept) -> Concept:
    return replace(concept, obsolete=True, frequency=0, documents=0, occurrences=())


def _why(concept: Concept, owners: Mapping[str, str], passed: Mapping[str, str]) -> str:
    """Return why *concept* is no term of the sources now: a variant of another one, passed over, or not there."""
    if owner := owners.get(tidy(concept.name)):
        return f"it is a variant of '{owner}' now"  # message
    return passed.get(decisions.fold(concept.name)) or "no longer found in the sources"  # message


def _called(news: Concept, old: Concept) -> Concept | None:
    """Return *news* under the head of *old*, if that is as good; a person may have approved a rendering for that head.

    It is not where nothing is approved, where nobody writes it so any more, or where the new head is the fuller name.
    """
    if not approved(old):
        return None
    same = decisions.fold(old.name) == decisions.fold(news.name)
    fuller = set(tidy(news.name).split()) > set(tidy(old.name).split())
    if not same and (fuller or tidy(old.name) not in map(tidy, news.variants)):
        return None
    # In small letters it is another word to find: "White House" is not found as "white house".
    variants = () if same and not news.name.islower() else (replace(news.head, usage=Usage.ADMITTED),)
    return replace(news, terms=(old.head, *variants, *news.terms[1:]))


class _Spelled(NamedTuple):
    """The positions of concepts by how they are spelled."""

    names: list[str]
    """The heads, by position."""
    heads: dict[str, list[int]]
    variants: dict[str, int]
    """By variants and former heads."""
    cased: dict[str, int]
    """By the heads of phrases, whatever their capitals, and of what came in without a kind."""


def _spellings(concepts: Sequence[Concept]) -> _Spelled:
    """Return the positions of *concepts* by how they are spelled."""
    names = [tidy(concept.name) for concept in concepts]
    heads: dict[str, list[int]] = {}
    for position, name in enumerate(names):
        heads.setdefault(name, []).append(position)
    variants: dict[str, int] = {}
    cased: dict[str, int] = {}
    for position, concept in enumerate(concepts):
        for text in (*concept.variants, concept.previous):
            variants.setdefault(tidy(text), position)
        if concept.kind in (Kind.PHRASE, Kind.OTHER):
            cased[concept.name.casefold()] = position
    return _Spelled(names, heads, variants, cased)


def _respelled(concept: Concept, there: _Spelled, fresh: set[str], touched: set[int]) -> int | None:
    """Return the position in the base of what *concept* is under a new head; None where it is nothing there.

    Its head was a variant (or the former head) there, or, of a phrase, was written in other capitals, or one of its
    variants was a head there; and in all cases the old head must not be a concept of its own among the news (*fresh*),
    nor be taken by another one (*touched*).
    """
    position = there.variants.get(tidy(concept.name))
    if position is None and concept.kind is Kind.PHRASE:
        position = there.cased.get(concept.name.casefold())
    if position is None:
        for text in concept.variants:
            if tidy(text) in there.heads and tidy(text) not in fresh:
                position = there.heads[tidy(text)][0]
                break
    return None if position is None or position in touched or there.names[position] in fresh else position


NEAR = 85.0
"""From which score on (0 to 100) a new head is taken for a respelling of one that vanished."""


def _near(added: list[Concept], gone: list[Concept]) -> list[Concept | None]:
    """Return for each new concept the one of those *gone* that it is probably a respelling of, or None.

    Only what has renderings is worth it, and a name of one short word is near to too many others.
    """
    rendered = [concept for concept in gone if any(term.language != concept.head.language for term in concept.terms)]
    if not rendered or not added:
        return [None] * len(added)
    from glossary.text.near import NearIndex

    index = NearIndex(concept.name for concept in rendered)
    found: list[Concept | None] = []
    for concept in added:
        near = index.nearest(concept.name, minimum=NEAR, limit=1) if len(concept.name) > 7 else []
        found.append(rendered[near[0][0]] if near else None)
    return found


def _proposed(concept: Concept, near: Concept) -> Concept:
    """Return the new *concept* with the renderings of *near* as proposals; *near* keeps its own."""
    language = concept.head.language
    terms = [
        replace(term, state=State.PROPOSED if term.state is State.APPROVED else term.state, place=None)
        for term in near.terms
        if term.language != language
    ]
    return replace(concept, terms=(*concept.terms, *terms), previous=near.name)


def _refreshed(old: Concept, news: Concept, *, respelled: bool = False) -> Concept:
    """Return *old* with what machines write taken from *news*; what people wrote stays."""
    language = old.head.language
    head = replace(old.head, text=news.name) if respelled else old.head
    own = [  # what a person forbade, a text may have all the same
        term
        for term in old.terms[1:]
        if term.language == language and term.usage is not Usage.ADMITTED and tidy(term.text) != tidy(head.text)
    ]
    spelled = {tidy(term.text) for term in (head, *own)}
    variants = [term for term in news.terms_in(language)[1:] if tidy(term.text) not in spelled]
    rest = [term for term in old.terms[1:] if term.language != language]
    if respelled:
        rest = [replace(term, state=State.PROPOSED) if term.state is State.APPROVED else term for term in rest]
    return replace(
        old,
        terms=(head, *variants, *own, *rest),
        kind=news.kind,
        context=news.context,
        frequency=news.frequency,
        documents=news.documents,
        occurrences=news.occurrences,
        obsolete=False,
        previous=old.name if respelled else old.previous,
    )


def _seen(old: Concept, new: Concept) -> Change:
    """Return what happened to a concept that was found again: in a few words what about it changed."""
    if old.obsolete:
        return Change("revived", new.name, after=new.name)
    parts = {
        f"kind: {old.kind} -> {new.kind}": old.kind != new.kind,
        "variants": old.variants != new.variants,
        "seen": (old.frequency, old.documents) != (new.frequency, new.documents),
        "context": old.context != new.context,
    }
    why = ", ".join(name for name, changed in parts.items() if changed)
    return Change("unchanged" if new == old else "changed", new.name, reason=why)

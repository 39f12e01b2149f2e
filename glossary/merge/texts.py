"""Merging what extraction found in the texts."""

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
    """Return whether a person has approved a rendering of *concept*."""
    return any(term.state is State.APPROVED and term.language != concept.head.language for term in concept.terms)


def worked_on(concept: Concept) -> bool:
    """Return whether a person has worked on *concept*: rendered it, rejected a proposal, or noted something."""
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
    """Return *base* updated with what was *found* in the sources, and the changes.

    A concept is recognised by its head, or else by a variant. When the best spelling of a known concept changes, its
    renderings are carried along as proposals, and the old head is kept in ``previous``. If a person has approved a
    rendering, the old head remains as an obsolete concept, which keeps its approval if it comes back. If a person has
    worked on a concept and its spelling still occurs, it stays the head, unless the new one is a fuller name.

    A new concept whose head is similar to one that is gone gets its renderings as proposals; the old one keeps them,
    too. Homographs that a person distinguished (by ``sense``) are all refreshed. A concept that was seen before and is
    not found now becomes obsolete; one never seen (a person added it) stays as it is.

    *passed* gives the reasons why terms (folded as for decisions) that do occur in the sources were not taken.

    >>> base = Termbase((Concept((Term("Kremlin", "en"), Term("Кремль", "ru"))),), "en", ("ru",))
    >>> merged = extracted(base, [Concept((Term("Kremlin", "en"),), frequency=2, documents=1)])
    >>> merged.termbase.concepts[0].rendering("ru").text, merged.changes[0].reason
    ('Кремль', 'seen')
    """
    spelled = _spellings(base.concepts)
    news = list(found)
    fresh = {tidy(concept.name) for concept in news}
    owners = {tidy(text): concept.name for concept in news for text in concept.variants}
    result = list(base.concepts)
    touched: set[int] = set()
    added: list[Concept] = []
    carried: list[Concept] = []
    changes: list[Change] = []
    for concept in news:
        known = spelled.heads.get(tidy(concept.name), [])
        if known and (position := _rival_index(concept, result[known[0]], result, spelled, fresh, touched)) is not None:
            if same := _under_old_head(concept, result[position]):
                owners[tidy(concept.name)] = same.name
                known, concept = [position], same
            else:
                result[known[0]] = _proposed(result[known[0]], result[position])
        if not known and (position := _respelled_index(concept, spelled, fresh, touched)) is not None:
            old = result[position]
            if same := _under_old_head(concept, old):
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
            changes.append(_change_of(old, new))
        if not known:
            added.append(concept)
    gone = [concept for position, concept in enumerate(base.concepts) if position not in touched]
    welcomed = list(_with_proposals(added, gone))
    changes += [change for _, change in welcomed]
    for position, concept in enumerate(base.concepts):
        if position not in touched:
            result[position], change = _not_found(concept, owners, passed or {})
            changes.append(change)
    result += [*carried, *(concept for concept, _ in welcomed)]
    return Merged(replace(base, concepts=tuple(result)), tuple(changes))


def _with_proposals(added: list[Concept], gone: list[Concept]) -> Iterator[tuple[Concept, Change]]:
    """Yield each concept that was *added*, with proposals from a similar one that is *gone*, and its change."""
    for concept, near in zip(added, _near(added, gone), strict=True):
        reason = ""
        if near is not None:
            concept, reason = _proposed(concept, near), f"proposed with what '{near.name}' has"
        yield concept, Change("added", concept.name, after=concept.name, reason=reason)


def _not_found(concept: Concept, owners: Mapping[str, str], passed: Mapping[str, str]) -> tuple[Concept, Change]:
    """Return a concept that was not found, obsolete if it had been found before, and its change."""
    if not concept.frequency:
        return concept, Change("unchanged", concept.name)
    why = _why(concept, owners, passed)
    return _retired(concept), Change("retired", concept.name, before=concept.name, reason=why)


def _retired(concept: Concept) -> Concept:
    return replace(concept, obsolete=True, frequency=0, documents=0, occurrences=())


def _why(concept: Concept, owners: Mapping[str, str], passed: Mapping[str, str]) -> str:
    """Return the reason why *concept* is no longer a term: it is a variant of another one, filtered out, or gone."""
    if owner := owners.get(tidy(concept.name)):
        return f"it is a variant of '{owner}' now"  # message
    return passed.get(decisions.fold(concept.name)) or "no longer found in the sources"  # message


def _under_old_head(news: Concept, old: Concept) -> Concept | None:
    """Return *news* under the head of *old*, which a person has worked on, or None.

    None if nobody has, nobody writes the old head any more, or the new head is the fuller name.
    """
    if not worked_on(old):
        return None
    same = decisions.fold(old.name) == decisions.fold(news.name)
    fuller = set(tidy(news.name).split()) > set(tidy(old.name).split())
    if not same and (fuller or tidy(old.name) not in map(tidy, news.variants)):
        return None
    # Lowercase is a different word to search for: "White House" does not match "white house".
    variants = () if same and not news.name.islower() else (replace(news.head, usage=Usage.ADMITTED),)
    return replace(news, terms=(old.head, *variants, *news.terms[1:]))


class _Spellings(NamedTuple):
    """An index of concepts by spelling."""

    names: list[str]
    """The heads, by index."""
    heads: dict[str, list[int]]
    variants: dict[str, int]
    """Variant or former head -> index."""
    cased: dict[tuple[str, Kind], int]
    """Casefolded head and kind -> index, for phrases (or concepts without a kind), and names people worked on."""


def _spellings(concepts: Sequence[Concept]) -> _Spellings:
    """Return the index of *concepts* by spelling."""
    names = [tidy(concept.name) for concept in concepts]
    heads: dict[str, list[int]] = {}
    for position, name in enumerate(names):
        heads.setdefault(name, []).append(position)
    variants: dict[str, int] = {}
    cased: dict[tuple[str, Kind], int] = {}
    for position, concept in enumerate(concepts):
        for text in (*concept.variants, concept.previous):
            variants.setdefault(tidy(text), position)
        if concept.kind in (Kind.PHRASE, Kind.OTHER) or worked_on(concept):
            kind = Kind.PHRASE if concept.kind is Kind.OTHER else concept.kind
            cased[concept.name.casefold(), kind] = position
    return _Spellings(names, heads, variants, cased)


def _respelled_index(concept: Concept, there: _Spellings, fresh: set[str], touched: set[int]) -> int | None:
    """Return the index of the known concept that *concept* respells, or None.

    Its head was a variant or the former head of that one, or differs only in case (of a phrase, or of a name that a
    person has worked on), or one of its variants was the head. The old head must not be among the news itself (*fresh*)
    nor be taken already (*touched*).
    """
    position = there.variants.get(tidy(concept.name))
    if position is None:
        position = there.cased.get((concept.name.casefold(), concept.kind))
    if position is None:
        for text in concept.variants:
            if tidy(text) in there.heads and tidy(text) not in fresh:
                position = there.heads[tidy(text)][0]
                break
    return None if position is None or position in touched or there.names[position] in fresh else position


def _rival_index(
    concept: Concept, known: Concept, there: Sequence[Concept], spelled: _Spellings, fresh: set[str], touched: set[int]
) -> int | None:
    """Return the index of a live concept that a person has worked on and that is now a variant of *concept*, or None.

    None if somebody has worked on the *known* concept of that name, too.
    """
    if worked_on(known):
        return None
    heads = (at for text in concept.variants if tidy(text) not in fresh for at in spelled.heads.get(tidy(text), ()))
    return next((at for at in heads if at not in touched and not there[at].obsolete and worked_on(there[at])), None)


NEAR = 85.0
"""The similarity (0 to 100) from which a new head counts as a respelling of one that is gone."""


def _near(added: list[Concept], gone: list[Concept]) -> list[Concept | None]:
    """Return for each new concept the one that is *gone* which it probably respells, or None.

    Only concepts with renderings are considered. New heads of up to 7 characters are not; they resemble too many.
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
    spoken = {term.language for term in concept.terms}
    terms = [
        replace(term, state=State.PROPOSED if term.state is State.APPROVED else term.state, place=None)
        for term in near.terms
        if term.language not in spoken
    ]
    return replace(concept, terms=(*concept.terms, *terms), previous=near.name)


def _refreshed(old: Concept, news: Concept, *, respelled: bool = False) -> Concept:
    """Return *old* with machine-written fields taken from *news*; what people wrote stays."""
    language = old.head.language
    head = replace(old.head, text=news.name) if respelled else old.head
    own = [  # terms that a person forbade stay, even if the texts use them
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


def _change_of(old: Concept, new: Concept) -> Change:
    """Return the change of a concept that was found again, naming what changed."""
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

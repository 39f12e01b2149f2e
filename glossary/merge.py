"""Termbase + news -> termbase + changes. Nothing is ever deleted here, and a person's word is never altered.

Two flows meet in this room. :func:`extracted` takes what a machine found in the sources: it adds, refreshes what
machines write (kind, variants, context, where it was seen), retires what vanished and carries renderings along when
a head is respelled. :func:`merge` takes what somebody sent back: it fills in renderings, and where two persons
disagree it changes nothing and reports a conflict.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from glossary import decisions
from glossary.model import (
    NOTED,
    SAID,
    WAIVER,
    Authority,
    Candidate,
    Change,
    Concept,
    Kind,
    Place,
    State,
    Term,
    Termbase,
    Usage,
    replace,
)
from glossary.text.fold import NOTHING

_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"})


def fold(text: str) -> str:
    """Return the key under which two spellings of a source term are the same term: typography aside, case kept."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_PLAIN)
    return " ".join(text.split())


def key(concept: Concept) -> tuple[str, str]:
    """Return what makes *concept* the same one elsewhere: its name as :func:`fold` has it, and its sense."""
    return fold(concept.name), concept.sense


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge gives back."""

    termbase: Termbase
    changes: tuple[Change, ...]
    """One row for every rendering (or concept) that was looked at, ``unchanged`` ones too."""

    def count(self, *actions: str) -> int:
        """Return how many changes are one of *actions*."""
        return sum(change.action in actions for change in self.changes)


# From the sources


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
        any(said)
        or any(term.usage in (Usage.DEPRECATED, Usage.FORBIDDEN) for term in concept.terms)
        or any(name.startswith((SAID, NOTED)) for name, _ in concept.extra)
        or any(
            term.language != concept.head.language and (term.state is not State.PROPOSED or term.note)
            for term in concept.terms
        )
    )


def extracted(base: Termbase, found: Iterable[Concept], *, passed: Mapping[str, str] | None = None) -> Merged:
    """Return *base* brought up to date with what was *found* in the sources, and the changes.

    A concept is recognised by its head, or else by a variant: when the best spelling of a known concept changes,
    its renderings come along, are marked as proposed, and the old head stays in ``previous``. Where a person has
    approved one and the old head is still written, it stays the head, unless the new one is the fuller name. A new
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
    fresh = {fold(concept.name) for concept in news}
    result = list(base.concepts)
    touched: set[int] = set()
    added: list[Concept] = []
    changes: list[Change] = []
    for concept in news:
        known = spelled.heads.get(fold(concept.name), [])
        respelled = False
        if not known:
            known = _respelled(concept, spelled, fresh, touched)
            respelled = bool(known)
        if not known:
            added.append(concept)
        for position in known:
            old = result[position]
            if respelled and (same := _called(concept, old)):
                concept, respelled = same, False
            new = _refreshed(old, concept, respelled=respelled)
            result[position] = new
            touched.add(position)
            if respelled:
                changes.append(Change("respelled", new.name, before=old.name, after=new.name))
            elif old.obsolete:
                changes.append(Change("revived", new.name, after=new.name))
            else:
                changes.append(Change("unchanged" if new == old else "changed", new.name, reason=_difference(old, new)))
    gone = [concept for position, concept in enumerate(base.concepts) if position not in touched]
    welcomed = list(_welcomed(added, gone))
    changes += [change for _, change in welcomed]
    owners = {fold(text): concept.name for concept in news for text in concept.variants}
    for position, concept in enumerate(base.concepts):
        if position not in touched:
            result[position], change = _missed(concept, owners, passed or {})
            changes.append(change)
    concepts = (*result, *(concept for concept, _ in welcomed))
    return Merged(replace(base, concepts=concepts), tuple(changes))


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
    retired = replace(concept, obsolete=True, frequency=0, documents=0, occurrences=())
    return retired, Change("retired", concept.name, before=concept.name, reason=_why(concept, owners, passed))


def _why(concept: Concept, owners: Mapping[str, str], passed: Mapping[str, str]) -> str:
    """Return why *concept* is no term of the sources now: a variant of another one, passed over, or not there."""
    if owner := owners.get(fold(concept.name)):
        return f"it is a variant of '{owner}' now"  # message
    return passed.get(decisions.fold(concept.name)) or "no longer found in the sources"  # message


def _called(news: Concept, old: Concept) -> Concept | None:
    """Return *news* under the head of *old*, if that is as good; a person may have approved a rendering for that head.

    It is not where nothing is approved, where nobody writes it so any more, or where the new head is the fuller name.
    """
    if not approved(old):
        return None
    same = decisions.fold(old.name) == decisions.fold(news.name)
    fuller = set(fold(news.name).split()) > set(fold(old.name).split())
    if not same and (fuller or fold(old.name) not in map(fold, news.variants)):
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
    names = [fold(concept.name) for concept in concepts]
    heads: dict[str, list[int]] = {}
    for position, name in enumerate(names):
        heads.setdefault(name, []).append(position)
    variants: dict[str, int] = {}
    cased: dict[str, int] = {}
    for position, concept in enumerate(concepts):
        for text in (*concept.variants, concept.previous):
            variants.setdefault(fold(text), position)
        if concept.kind in (Kind.PHRASE, Kind.OTHER):
            cased[concept.name.casefold()] = position
    return _Spelled(names, heads, variants, cased)


def _respelled(concept: Concept, there: _Spelled, fresh: set[str], touched: set[int]) -> list[int]:
    """Return the concept of the base that *concept* is under a new head, as a list of one position, or of none.

    Its head was a variant (or the former head) there, or, of a phrase, was written in other capitals, or one of its
    variants was a head there; and in all cases the old head must not be a concept of its own among the news (*fresh*),
    nor be taken by another one (*touched*).
    """
    position = there.variants.get(fold(concept.name))
    if position is None and concept.kind is Kind.PHRASE:
        position = there.cased.get(concept.name.casefold())
    if position is None:
        for text in concept.variants:
            if fold(text) in there.heads and fold(text) not in fresh:
                position = there.heads[fold(text)][0]
                break
    if position is None or position in touched or there.names[position] in fresh:
        return []
    return [position]


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


def _refreshed(old: Concept, news: Concept, *, respelled: bool) -> Concept:
    """Return *old* with what machines write taken from *news*; what people wrote stays."""
    language = old.head.language
    head = replace(old.head, text=news.name) if respelled else old.head
    own = [  # what a person forbade, a text may have all the same
        term
        for term in old.terms[1:]
        if term.language == language and term.usage is not Usage.ADMITTED and fold(term.text) != fold(head.text)
    ]
    spelled = {fold(term.text) for term in (head, *own)}
    variants = [term for term in news.terms_in(language)[1:] if fold(term.text) not in spelled]
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


def _difference(old: Concept, new: Concept) -> str:
    """Return what about the concept changed, in a few words."""
    parts = []
    if old.kind != new.kind:
        parts.append(f"kind: {old.kind} -> {new.kind}")
    if old.variants != new.variants:
        parts.append("variants")
    if (old.frequency, old.documents) != (new.frequency, new.documents):
        parts.append("seen")
    if old.context != new.context:
        parts.append("context")
    return ", ".join(parts)


# From people and their tools

LONGEST = 500
"""How many characters a term may have: who imports a whole memory by mistake gets no glossary of sentences."""
NOT_HERE = "not in this glossary"  # message
"""Why a new concept is rejected where none are added."""


def merge(
    base: Termbase,
    incoming: Termbase,
    *,
    by: Authority,
    ancestor: Termbase | None = None,
    add: bool = True,
    states: bool = True,
    unsaid: Collection[Place] = (),
    beside: bool = False,
) -> Merged:
    """Return *base* enriched by *incoming*, and one change for every rendering that came.

    *by* says who speaks. A machine may fill what is empty; it never alters what is there. A person may also approve
    or replace what a machine proposed. Two persons who disagree leave *base* as it was and come back as a
    ``conflict``, unless *ancestor*, the state that was sent out, shows that only one of them changed something.
    Where *incoming* comes from a file that cannot tell a proposal (*states* is false), one of ours that it repeats is
    not approved by that, nor by a rendering that stands at one of the places *unsaid*. Where its states stand *beside*
    the terms, as in a table, a proposal that was rewritten is no proposal any more. An empty rendering never deletes.
    Concepts that *base* lacks are added unless *add* is false. Other renderings (admitted, deprecated, forbidden),
    notes and forms are joined, never replaced.

    >>> base = Termbase((Concept((Term("Kremlin", "en"), Term("Кремль", "ru"))),), "en", ("ru",))
    >>> news = Termbase((Concept((Term("Kremlin", "en"), Term("кремль", "ru", state=State.PROPOSED))),), "en", ("ru",))
    >>> [change.action for change in merge(base, news, by=Authority.MACHINE).changes]
    ['rejected']
    """
    known = _Known(base.concepts)
    result = known.concepts
    origins = {key(row): row for row in ancestor.concepts} if ancestor else {}
    changes: list[Change] = []
    languages = dict.fromkeys(base.languages)
    for concept in _gathered(incoming.concepts):
        if reason := _unfit(concept, base.source_language):
            name = concept.name if len(concept.name) < 60 else concept.name[:57] + "…"
            changes.append(Change("rejected", name, reason=reason))
            continue
        found = known.find(concept)
        if len(found) > 1:
            heard = states and not any(term.place in unsaid for term in concept.terms)
            if _is_told(concept, [result[index] for index in found], heard):
                changes.append(Change("unchanged", concept.name))
                continue
        if len(found) > 1 or not (found or add):
            reason = "it has several senses here; say which (msgctxt)" if found else NOT_HERE  # message
            changes.append(Change("rejected", concept.name, reason=reason))
            continue
        is_new = not found
        if is_new:
            found = [known.add(replace(concept, terms=concept.terms_in(base.source_language), place=None))]
            changes.append(Change("added", concept.name, after=concept.name))
        (index,) = found
        origin = origins.get(key(concept))
        for language in dict.fromkeys(term.language for term in concept.terms if term.language != base.source_language):
            languages.setdefault(language)
            old = result[index]
            sent = origin.terms_in(language) if origin else None
            news = concept.terms_in(language)
            if beside and sent:
                news = _rewritten(news, sent)
            terms, change = _decide(
                old.terms_in(language),
                news,
                sent,
                by,
                states and not any(term.place in unsaid for term in news),
            )
            result[index] = old.with_terms(language, terms)
            changes.append(replace(change, concept=old.name, language=language))
        if is_new:
            continue  # it has all that it says of itself
        old = result[index]
        result[index] = _joined(old, concept, base.source_language, incoming.languages)
        if what := _more(old, result[index]):
            changes.append(Change("changed", old.name, reason=what))
    return Merged(replace(base, concepts=tuple(result), languages=tuple(languages)), tuple(changes))


def _is_told(concept: Concept, homographs: Sequence[Concept], heard: bool) -> bool:
    """Return whether the *homographs* together say all of *concept*, which does not say which of them it is.

    Of what nobody approved in them, an approval says something new where it is *heard*.
    """
    terms = [term for other in homographs for term in other.terms]
    there = {(term.language, term.text, term.usable) for term in terms}
    firm = {(term.language, term.text, term.usable) for term in terms if term.state is not State.PROPOSED}
    noted = _noted(*homographs, *terms)
    return noted >= _noted(concept, *concept.terms) and all(
        (term.language, term.text, term.usable) in (firm if heard and term.state is not State.PROPOSED else there)
        for term in concept.terms
    )


def _noted(*rows: Concept | Term) -> set[str]:
    """Return the lines of the notes of *rows*, and an empty one."""
    return {"", *(line for row in rows for line in row.note.split("\n"))}


class _Known:
    """Concepts, and how others call them; they may grow in number."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = list(concepts)
        self._by_key: dict[tuple[str, str], int] = {}
        self._by_name: dict[str, list[int]] = {}
        for index, concept in enumerate(self.concepts):
            self._list(concept, index)
        for index, concept in enumerate(self.concepts):
            for text in concept.variants:
                self._by_name.setdefault(fold(text), [index])

    def _list(self, concept: Concept, index: int) -> None:
        self._by_key.setdefault(key(concept), index)
        self._by_name.setdefault(fold(concept.name), []).append(index)

    def add(self, concept: Concept) -> int:
        """Take in *concept*, and return its position."""
        self._list(concept, len(self.concepts))
        self.concepts.append(concept)
        return len(self.concepts) - 1

    def find(self, concept: Concept) -> list[int]:
        """Return the position of what *concept* is here, by its name and sense, or by a name of one sense only.

        There are several where its name has several senses and it does not say which.
        """
        index = self._by_key.get(key(concept))
        if index is not None:
            return [index]
        found = self._by_name.get(fold(concept.name), [])
        if concept.sense and (len(found) != 1 or self.concepts[found[0]].sense):
            return []
        return found


def _unfit(concept: Concept, source_language: str) -> str:
    """Return why *concept* cannot be one of a glossary in *source_language*; empty where it can."""
    if not concept.name.strip():
        where = f"{concept.place}: " if concept.place else ""
        return f"{where}a term without text"  # message
    if any(len(term.text) > LONGEST for term in concept.terms):
        return f"longer than {LONGEST} characters: that is no term"  # message
    if concept.head.language != source_language:
        return f"it has no term in {source_language}"  # message
    return ""


def _gathered(concepts: Iterable[Concept]) -> Iterable[Concept]:
    """Yield *concepts* with those of one key made one, which then may have several preferred renderings."""
    groups: dict[tuple[str, str, str], dict[Concept, None]] = {}
    for concept in concepts:
        same = (concept.head.language, *key(concept))
        groups.setdefault(same, {})[concept] = None  # a row that stands there a thousand times is one
    for first, *others in groups.values():
        if not others:
            yield first
            continue
        # Renderings and notes are gathered apart: joined pair by pair, they would be copied again and again.
        language = first.head.language
        group = (first, *others)
        made = replace(first, terms=first.terms_in(language), note="")
        for concept in others:
            made = _joined(made, replace(concept, note=""), language)
        renderings = tuple(term for concept in group for term in concept.terms if term.language != language)
        note = _lines("", "\n".join(concept.note for concept in group))
        yield replace(made, terms=made.terms + renderings, note=note)


def _joined(old: Concept, news: Concept, source_language: str, languages: Collection[str] = ()) -> Concept:
    """Return *old* with what *news* says about the concept itself, where *old* says nothing.

    A waiver that *old* lacks is about the entries in *languages*.
    """
    waivers = [text for text in dict.fromkeys(news.waivers) if text not in old.waivers]
    said = [pair for pair in news.extra if pair[0].startswith(SAID)]
    said += [(f"{SAID}{language}", WAIVER + text) for language in languages for text in waivers]
    known = {fold(term.text) for term in old.terms_in(source_language)}
    own = list(old.terms_in(source_language))
    own += [term for term in news.terms_in(source_language)[1:] if fold(term.text) not in known]
    return replace(
        old,
        terms=(*own, *(term for term in old.terms if term.language != source_language)),
        definition=old.definition or news.definition,
        note=_lines(old.note, news.note),
        subject=old.subject or news.subject,
        flags=old.flags | news.flags,
        waivers=(*old.waivers, *waivers),
        id=old.id or news.id,
        extra=old.extra + tuple(pair for pair in said if pair not in old.extra),
    )


def _more(old: Concept, new: Concept) -> str:
    """Return what :func:`_joined` has added to *old*, as far as a glossary keeps it; in a few words."""
    parts = {
        "variants": old.variants != new.variants and not old.obsolete,
        "definition": old.definition != new.definition,
        "note": old.note != new.note,
        "subject": old.subject != new.subject,
        "waivers": old.waivers != new.waivers,
        "comments": any(not text.startswith(WAIVER) for _, text in new.extra[len(old.extra) :]),
    }
    return ", ".join(name for name, changed in parts.items() if changed)


def _lines(old: str, news: str) -> str:
    """Return the two notes as one, without saying a line twice, nor again what a format has put on one line."""
    if " ".join(news.split()) in ("", " ".join(old.split())):
        return old
    return "\n".join(dict.fromkeys(line for line in (old + "\n" + news).split("\n") if line.strip()))


def _preferred(terms: tuple[Term, ...], like: Term | None = None) -> Term | None:
    """Return the preferred one of *terms*; of several, the one that is spelled like *like*, or the first."""
    found = [term for term in terms if term.usage is Usage.PREFERRED and term.text and term.state is not State.REJECTED]
    return next((term for term in found if like and term.text == like.text), found[0] if found else None)


def _decide(
    old: tuple[Term, ...], news: tuple[Term, ...], origin: tuple[Term, ...] | None, by: Authority, states: bool
) -> tuple[list[Term], Change]:
    """Return the terms of one concept in one language after the merge, and what happened to its rendering."""
    mine = _preferred(old)
    theirs = _preferred(news, mine)
    if theirs is None:
        change = _kept(mine, news, origin, by)
        kept = mine if change.action != "changed" else None
    elif mine is not None and mine.text == theirs.text:
        kept, change = _agreed(mine, theirs, origin, by, states)
    else:
        refused = next((term for term in old if term.text == theirs.text and _refused(term)), None)
        change = _disputed(mine, theirs, refused, origin, by, states)
        kept = theirs if change.action == "changed" else mine
    others = list(dict.fromkeys(term for term in old if term is not mine))
    if kept is not None and kept is theirs:
        if mine is not None:
            # Forms are those of a text; a note is a person's word, and stays.
            kept = replace(kept, note=_lines(mine.note, kept.note))
        # What was one of several renderings, or turned down, is the preferred one now, and not both.
        for term in [term for term in others if term.text == kept.text]:
            kept = replace(kept, note=_lines(kept.note, term.note), forms=kept.forms or term.forms)
            others.remove(term)
    made = [replace(kept, place=None), *others] if kept else others
    added = _added(made, [term for term in news if term is not theirs], mine)
    if added and change.action in ("unchanged", "changed"):
        what: dict[str, list[str]] = {}
        for term in added:
            what.setdefault(term.state if term.state is State.REJECTED else term.usage, []).append(term.text)
        said = "; ".join(f"{usage}: {' | '.join(texts)}" for usage, texts in what.items())
        change = replace(change, action="changed", reason=f"{change.reason}; {said}" if change.reason else said)
    return made + added, change


def _added(terms: Sequence[Term], news: Iterable[Term], mine: Term | None) -> list[Term]:
    """Return those of *news* that no one of *terms* is spelled like; none is preferred. *mine* was our rendering."""
    spelled = {term.text for term in terms} | {""}
    found = []
    for term in news:
        if term.text not in spelled:
            usage = Usage.ADMITTED if term.usage is Usage.PREFERRED else term.usage
            note = _lines(mine.note, term.note) if mine is not None and mine.text == term.text else term.note
            found.append(replace(term, usage=usage, note=note, place=None))
            spelled.add(term.text)
    return found


def _change(action: str, before: Term | None, after: Term | None, *, reason: str = "") -> Change:
    """Return what happened to a rendering; the concept and the language are filled in later."""
    return Change(action, "", before=before.text if before else "", after=after.text if after else "", reason=reason)


def _kept(mine: Term | None, news: tuple[Term, ...], origin: tuple[Term, ...] | None, by: Authority) -> Change:
    """Return what becomes of our rendering where *news* bring none: it stays, unless a person turned it down there."""
    refused, before = ({term.text for term in terms if _refused(term)} for terms in (news, origin or ()))
    if mine is None or by is Authority.MACHINE or mine.text not in refused - before:
        return _change("unchanged", mine, mine)
    if mine.state is State.PROPOSED:
        return _change("changed", mine, None)
    return _change("conflict", mine, None, reason="two persons disagree")


def _refused(term: Term) -> bool:
    return term.state is State.REJECTED or term.usage in (Usage.DEPRECATED, Usage.FORBIDDEN)


def _disputed(
    mine: Term | None,
    theirs: Term,
    refused: Term | None,
    origin: tuple[Term, ...] | None,
    by: Authority,
    states: bool,
) -> Change:
    """Return what becomes of a rendering that the two sides spell differently: theirs is taken where it *changed*.

    *refused* is theirs, where we have turned it down. *origin* are the terms that were sent out, where that is known.
    What comes back as it was sent says nothing, a proposal either, unless its state is another now, and *states* are
    heard.
    """
    if by is Authority.MACHINE and mine:
        return _change("rejected", mine, theirs, reason="a machine does not replace a rendering")
    sent = _preferred(origin or (), theirs)
    if sent and (mine or refused) and sent.text == theirs.text and (sent.state is theirs.state or not states):
        return _change("unchanged", mine, mine, reason="only we changed it")
    if refused and (by is Authority.MACHINE or theirs.state is State.PROPOSED):
        return _change("rejected", refused, theirs, reason="it was turned down here")
    if refused and refused.text not in {term.text for term in origin or () if _refused(term)}:
        return _change("conflict", refused, theirs, reason="two persons disagree")
    if mine is None:
        return _change("changed", mine, theirs, reason="it was empty")
    if theirs.state is State.PROPOSED and not (mine.state is State.PROPOSED and mine.origin):
        return _change("rejected", mine, theirs, reason="it is marked fuzzy, ours is not a machine's")
    if mine.state is State.PROPOSED:
        return _change("changed", mine, theirs, reason="ours was only proposed")
    if origin is None:
        if _spaced(mine.text) == _spaced(theirs.text):
            return _change("conflict", mine, theirs, reason="they differ in spaces or invisible characters only")
        return _change("conflict", mine, theirs, reason="two persons disagree")
    was = _preferred(origin)
    text = was.text if was else ""
    if was and text == mine.text:
        if was.state is State.PROPOSED:  # and approved here since
            return _change("conflict", mine, theirs, reason="two persons disagree")
        return _change("changed", mine, theirs, reason="only they changed it")
    if text == theirs.text:
        return _change("unchanged", mine, mine, reason="only we changed it")
    return _change("conflict", mine, theirs, reason=f"both changed it; it was '{text}'")


def _spaced(text: str) -> str:
    """Return *text* as it looks: spaces of any kind alike, and without what nobody sees."""
    return " ".join(text.translate(NOTHING).split())


def _rewritten(news: tuple[Term, ...], sent: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return *news* with its rendering approved where it is another than was *sent* out, and its state still that."""
    was, now = _preferred(sent), _preferred(news)
    if was is None or now is None or was.text == now.text or {was.state, now.state} != {State.PROPOSED}:
        return news
    made = replace(now, state=State.APPROVED, origin="" if now.origin == was.origin else now.origin)
    return tuple(made if term is now else term for term in news)


def _agreed(
    mine: Term, theirs: Term, origin: tuple[Term, ...] | None, by: Authority, states: bool
) -> tuple[Term, Change]:
    """Return the rendering that both sides spell alike, with what either knows of it, and the change.

    A person who takes the approval of what was sent out as approved, as Poedit's *needs work* does, is heard; if that
    was one of us meanwhile, what comes back as it was sent approves nothing.
    """
    joined = replace(mine, note=_lines(mine.note, theirs.note), forms=mine.forms or theirs.forms)
    was = _preferred(origin or (), mine)
    sure = was is not None and was.text == mine.text and was.state is State.APPROVED
    if (
        by is Authority.PERSON
        and mine.state is State.PROPOSED
        and theirs.state is State.APPROVED
        and states
        and not sure
    ):
        return replace(joined, state=State.APPROVED, origin=""), _change("changed", mine, mine, reason="approved")
    if by is Authority.PERSON and sure and mine.state is State.APPROVED and theirs.state is State.PROPOSED and states:
        return replace(joined, state=State.PROPOSED), _change("changed", mine, mine, reason="marked as needing work")
    what = [*["notes"] * (joined.note != mine.note), *["forms"] * (joined.forms != mine.forms)]
    return joined, _change("changed" if what else "unchanged", mine, mine, reason=", ".join(what))

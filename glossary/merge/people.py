"""Merging what a person or a program sent back."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from glossary.merge.records import Merged, key, tidy
from glossary.model import SAID, WAIVER, Authority, Change, Concept, Kind, State, Term, Termbase, Usage
from glossary.text.fold import NOTHING

LONGEST = 500
"""The most characters in a term: a memory imported by mistake must not make a glossary of sentences."""
NOT_HERE = "not in this glossary"  # message
"""Why a new concept is rejected if none are to be added."""
_SEVERAL = "it has several senses here; say which (msgctxt)"  # message


def merge(
    base: Termbase,
    incoming: Termbase,
    *,
    by: Authority,
    ancestor: Termbase | None = None,
    add: bool = True,
    says: Callable[[Term], bool] = lambda term: True,
    beside: bool = False,
) -> Merged:
    """Return *base* merged with *incoming*, and one change for every rendering that came in.

    *by* is the author of *incoming*. A machine may fill gaps but never alters anything. A person may also approve or
    replace what a machine proposed. If two persons disagree, *base* stays as it was and a ``conflict`` is reported,
    unless *ancestor*, the state that was sent out, shows that only one of them changed something.

    A term that repeats our proposal does not approve it if the file does not state its state (*says* is false). If
    *incoming* has states *beside* the terms, as a table does, a rewritten proposal is no longer a proposal. An empty
    rendering never deletes.

    Concepts that *base* lacks are added unless *add* is false, or *ancestor* has them and they came back unchanged.
    Other renderings (admitted, deprecated, forbidden), notes and forms are added, never replaced.

    >>> base = Termbase((Concept((Term("Kremlin", "en"), Term("Кремль", "ru"))),), "en", ("ru",))
    >>> news = Termbase((Concept((Term("Kremlin", "en"), Term("кремль", "ru", state=State.PROPOSED))),), "en", ("ru",))
    >>> [change.action for change in merge(base, news, by=Authority.MACHINE).changes]
    ['rejected']
    """
    known = Known(base.concepts)
    result = known.concepts
    origins = {key(row): row for row in ancestor.concepts} if ancestor else {}
    changes: list[Change] = []
    languages = dict.fromkeys(base.languages)
    senses = any(concept.sense for concept in incoming.concepts)
    for concept in _without_duplicates(map(_with_note_on_concept, incoming.concepts)):
        name, passed = concept.name, None
        found, origin = known.find(concept) if senses else known.homographs(concept), origins.get(key(concept))
        if reason := _unfit_reason(concept, base.source_language):
            passed = Change("rejected", name if len(name) < 60 else name[:57] + "…", reason=reason)
        elif len(found) > 1 and _is_known(concept, [result[index] for index in found], all(map(says, concept.terms))):
            passed = Change("unchanged", name)
        elif len(found) > 1:
            passed = Change("rejected", name, reason=_SEVERAL)
        elif not found and not add:
            passed = Change("rejected", name, reason=NOT_HERE)
        elif not found and origin and _is_bare(concept, origin, incoming.languages):
            passed = Change("unchanged", name)  # it was removed from the glossary after it was sent out
        elif not found:
            changes.append(Change("added", name, after=name))
        if passed:
            changes.append(passed)
            continue
        own = concept.terms_in(base.source_language)
        index = found[0] if found else known.add(replace(concept, terms=own, place=None))
        for language in dict.fromkeys(term.language for term in concept.terms if term.language != base.source_language):
            languages.setdefault(language)
            old = result[index]
            sent = origin.terms_in(language) if origin else None
            news = concept.terms_in(language)
            if sent and not all(map(says, news)):
                news = _with_tabs(news, sent)
            if beside and sent:
                news = _rewritten(news, sent)
            terms, change = _decide(old.terms_in(language), news, _Speaker(by, all(map(says, news)), sent))
            result[index] = old.with_terms(language, terms)
            changes.append(replace(change, concept=old.name, language=language))
        if found:  # a new concept is complete already
            old = result[index]
            result[index] = _joined(old, concept, base.source_language, incoming.languages)
            if what := _changes(old, result[index]):
                changes.append(Change("changed", old.name, reason=what))
    return Merged(replace(base, concepts=tuple(result), languages=tuple(languages)), tuple(changes))


def _with_note_on_concept(concept: Concept) -> Concept:
    """Return *concept* with the note on its head moved to the concept: a glossary has no field for the former."""
    head = concept.head
    if not head.note:
        return concept
    terms = (replace(head, note=""), *concept.terms[1:])
    return replace(concept, terms=terms, note=_lines(concept.note, head.note))


def _is_bare(concept: Concept, origin: Concept, languages: Collection[str]) -> bool:
    """Return whether *concept* has no rendering, and nothing that *origin*, the concept sent out, lacks."""
    source = concept.head.language
    return concept.terms == concept.terms_in(source) and not _changes(
        origin, _joined(origin, concept, source, languages)
    )


def _is_known(concept: Concept, homographs: Sequence[Concept], heard: bool) -> bool:
    """Return whether the *homographs* together already contain all of *concept*, which does not name its sense.

    If *heard*, an approved term is new unless it is approved in one of them.
    """
    terms = [term for other in homographs for term in other.terms]
    there = {(term.language, term.text, term.usable) for term in terms}
    firm = {(term.language, term.text, term.usable) for term in terms if term.state is not State.PROPOSED}
    noted = _note_lines(*homographs, *terms)
    return noted >= _note_lines(concept, *concept.terms) and all(
        (term.language, term.text, term.usable) in (firm if heard and term.state is not State.PROPOSED else there)
        for term in concept.terms
    )


def _note_lines(*rows: Concept | Term) -> set[str]:
    """Return all note lines of *rows*, and an empty one."""
    return {"", *(line for row in rows for line in row.note.split("\n"))}


class Known:
    """An index of concepts by the names that others use for them; concepts can be added."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = list(concepts)
        self._by_key: dict[tuple[str, str], int] = {}
        self._by_name: dict[str, list[int]] = {}
        self._phrases: dict[str, list[int]] = {}
        """The indexes of lowercase phrases of several words, to find them in title case: *Supply Chains*."""
        for index, concept in enumerate(self.concepts):
            self._list(concept, index)
            if " " in concept.name and concept.name.islower():
                self._phrases.setdefault(tidy(concept.name), []).append(index)
        self._live: dict[str, int] = {}
        """The indexes of concepts that are not obsolete, by variant."""
        for index, concept in enumerate(self.concepts):
            for text in concept.variants:
                self._by_name.setdefault(tidy(text), [index])
                if not concept.obsolete:
                    self._live.setdefault(tidy(text), index)

    def _list(self, concept: Concept, index: int) -> None:
        self._by_key.setdefault(key(concept), index)
        self._by_name.setdefault(tidy(concept.name), []).append(index)

    def add(self, concept: Concept) -> int:
        """Add *concept*, and return its index."""
        self._list(concept, len(self.concepts))
        self.concepts.append(concept)
        return len(self.concepts) - 1

    def homographs(self, concept: Concept) -> list[int]:
        """Return the indexes of the concepts that *concept* may be if the file that it is from has no senses."""
        found = [index for index in self._by_name.get(tidy(concept.name), ()) if not self.concepts[index].obsolete]
        return found if len(found) > 1 else self.find(concept)

    def find(self, concept: Concept) -> list[int]:
        """Return the indexes of the concepts that *concept* may be, by name and sense, or by an unambiguous name."""
        index = self._by_key.get(key(concept))
        if index is not None:
            stale = self.concepts[index].obsolete and not concept.obsolete  # Powell, now a variant of Colin Powell
            return [self._live.get(tidy(concept.name), index) if stale else index]
        found = self._by_name.get(tidy(concept.name), [])
        if not found and concept.kind in (Kind.PHRASE, Kind.OTHER):
            found = self._phrases.get(tidy(concept.name).lower(), [])
        if concept.sense and (len(found) != 1 or self.concepts[found[0]].sense):
            return []
        return found


def _unfit_reason(concept: Concept, source_language: str) -> str:
    """Return the reason why *concept* cannot enter a glossary in *source_language*, or an empty string."""
    if not concept.name.strip():
        where = f"{concept.place}: " if concept.place else ""
        return f"{where}a term without text"  # message
    if any(len(term.text) > LONGEST for term in concept.terms):
        return f"longer than {LONGEST} characters: that is not a term"  # message
    if concept.head.language != source_language:
        return f"it has no term in {source_language}"  # message
    return ""


def _without_duplicates(concepts: Iterable[Concept]) -> Iterator[Concept]:
    """Yield *concepts*, merging those with equal keys, which can give one several preferred renderings."""
    groups: dict[tuple[str, str, str], dict[Concept, None]] = {}
    for concept in concepts:
        same = (concept.head.language, *key(concept))
        groups.setdefault(same, {})[concept] = None  # a dict, so that identical rows count once
    for first, *others in groups.values():
        if not others:
            yield first
            continue
        # Renderings and notes are collected separately: joining them pair by pair would take quadratic time.
        language = first.head.language
        group = (first, *others)
        made = replace(first, terms=first.terms_in(language), note="")
        for concept in others:
            made = _joined(made, replace(concept, note=""), language)
        renderings = tuple(term for concept in group for term in concept.terms if term.language != language)
        note = _lines("", "\n".join(concept.note for concept in group))
        yield replace(made, terms=made.terms + renderings, note=note)


def _joined(old: Concept, news: Concept, source_language: str, languages: Collection[str] = ()) -> Concept:
    """Return *old*, with gaps in what it says about the concept itself filled from *news*.

    Identifiers are not taken: tools number what they are given. A waiver that *old* lacks is attached to the entries in
    *languages*.
    """
    waivers = [text for text in dict.fromkeys(news.waivers) if text not in old.waivers]
    said = [pair for pair in news.extra if pair[0].startswith(SAID)]
    if _words(said) == _words(pair for pair in old.extra if pair[0] in dict(said)):
        said = []  # the same comments, wrapped differently, as polib does
    said += [(f"{SAID}{language}", WAIVER + text) for language in languages for text in waivers]
    known = {tidy(term.text) for term in old.terms_in(source_language)}
    own = list(old.terms_in(source_language))
    own += [term for term in news.terms_in(source_language)[1:] if tidy(term.text) not in known]
    return replace(
        old,
        terms=(*own, *(term for term in old.terms if term.language != source_language)),
        definition=old.definition or news.definition,
        note=_lines(old.note, news.note),
        subject=old.subject or news.subject,
        part_of_speech=old.part_of_speech or news.part_of_speech,
        flags=old.flags | news.flags,
        waivers=(*old.waivers, *waivers),
        extra=old.extra + tuple(pair for pair in said if pair not in old.extra),
    )


def _words(said: Iterable[tuple[str, str]]) -> list[str]:
    """Return the words of the comments *said*, ignoring line breaks."""
    return [word for _, text in said for word in text.split()]


def _changes(old: Concept, new: Concept) -> str:
    """Return the names of the fields that :func:`_joined` changed in *old*, if a glossary keeps them."""
    parts = {  # message
        "variants": old.variants != new.variants and not old.obsolete,
        "definition": old.definition != new.definition,
        "note": old.note != new.note,
        "subject": old.subject != new.subject,
        "part of speech": old.part_of_speech != new.part_of_speech,
        "waivers": old.waivers != new.waivers,
        "comments": any(not text.startswith(WAIVER) for _, text in new.extra[len(old.extra) :]),
    }
    return ", ".join(name for name, changed in parts.items() if changed)


def _lines(old: str, news: str) -> str:
    """Return two notes as one, without repeating a line, or a note that a format has put on one line."""
    if " ".join(news.split()) in ("", " ".join(old.split())):
        return old
    return "\n".join(dict.fromkeys(line for line in (old + "\n" + news).split("\n") if line.strip()))


def _preferred(terms: tuple[Term, ...], like: Term | None = None) -> Term | None:
    """Return the preferred one of *terms*, or None; of several, the one spelled like *like*, or else the first."""
    found = [term for term in terms if term.usage is Usage.PREFERRED and term.text and term.state is not State.REJECTED]
    return next((term for term in found if like and term.text == like.text), found[0] if found else None)


class _Speaker(NamedTuple):
    """The author of the news, and the terms that were sent out."""

    by: Authority
    states: bool
    """Whether the states of the incoming terms are meaningful."""
    sent: tuple[Term, ...] | None
    """The terms as they were sent out, if known."""

    @property
    def heard(self) -> bool:
        """Whether the author is a person and the states are meaningful."""
        return self.states and self.by is Authority.PERSON

    def refused(self, term: Term) -> bool:
        """Return whether *term* was already rejected, deprecated or forbidden when it was sent out."""
        return term.text in {other.text for other in self.sent or () if _refused(other)}


def _decide(old: tuple[Term, ...], news: tuple[Term, ...], said: _Speaker) -> tuple[list[Term], Change]:
    """Return the merged terms of a concept in one language, and the change to its rendering."""
    mine = _preferred(old)
    theirs = _preferred(news, mine)
    if theirs is None:
        change = _kept(mine, news, said)
        kept = mine if change.action != "changed" else None
    elif mine is not None and mine.text == theirs.text:
        kept, change = _agreed(mine, theirs, said)
    else:
        refused = next((term for term in old if term.text == theirs.text and _refused(term)), None)
        change = _disputed(mine, theirs, refused, said)
        kept = theirs if change.action == "changed" else mine
    others = list(dict.fromkeys(term for term in old if term is not mine))
    if kept is not None and kept is theirs:
        if mine is not None:
            # Forms belong to the old text; the note was written by a person and stays.
            kept = replace(kept, note=_lines(mine.note, kept.note))
        # Another term with the same text is now the preferred one, and must not appear twice.
        for term in [term for term in others if term.text == kept.text]:
            kept = replace(kept, note=_lines(kept.note, term.note), forms=kept.forms or term.forms)
            others.remove(term)
    made = [replace(kept, place=None), *others] if kept else others
    added = _added(made, [term for term in news if term is not theirs], mine)
    if added and change.action in ("unchanged", "changed"):
        what: dict[str, list[str]] = {}
        for term in added:
            what.setdefault(term.state if term.state is State.REJECTED else term.usage, []).append(term.text)
        more = [f"{usage}: {' | '.join(texts)}" for usage, texts in what.items()]
        change = replace(change, action="changed", reason="; ".join(filter(None, (change.reason, *more))))
    return made + added, change


def _added(terms: Sequence[Term], news: Iterable[Term], mine: Term | None) -> list[Term]:
    """Return the *news* spelled unlike all *terms*, none of them preferred; *mine* was our rendering.

    Whitespace around a term does not count: few formats keep it.
    """
    spelled = {term.text.strip() for term in terms} | {""}
    found = []
    for term in news:
        if term.text.strip() not in spelled:
            usage = Usage.ADMITTED if term.usage is Usage.PREFERRED else term.usage
            note = _lines(mine.note, term.note) if mine is not None and mine.text == term.text else term.note
            found.append(replace(term, usage=usage, note=note, place=None))
            spelled.add(term.text.strip())
    return found


def _change(action: str, before: Term | None, after: Term | None, *, reason: str = "") -> Change:
    """Return the change of a rendering; the concept and the language are filled in later."""
    return Change(action, "", before=before.text if before else "", after=after.text if after else "", reason=reason)


def _kept(mine: Term | None, news: tuple[Term, ...], said: _Speaker) -> Change:
    """Return the change if *news* have no rendering: ours stays, unless a person rejected it there."""
    refused = mine is not None and any(term.text == mine.text and _refused(term) for term in news)
    if mine is None or said.by is Authority.MACHINE or not refused or said.refused(mine):
        return _change("unchanged", mine, mine)
    if mine.state is State.PROPOSED:
        return _change("changed", mine, None)
    return _change("conflict", mine, None, reason="two persons disagree")


def _refused(term: Term) -> bool:
    return term.state is State.REJECTED or term.usage in (Usage.DEPRECATED, Usage.FORBIDDEN)


def _disputed(mine: Term | None, theirs: Term, refused: Term | None, said: _Speaker) -> Change:
    """Return the change if the two sides spell the rendering differently; theirs is taken if the action is *changed*.

    *refused* is their rendering if we rejected it. A term, even a proposal, that comes back as it was sent says
    nothing, unless its state changed and states are meaningful.
    """
    if said.by is Authority.MACHINE and mine:
        return _change("rejected", mine, theirs, reason="a machine does not replace a rendering")
    sent = _preferred(said.sent or (), theirs)
    if sent and (mine or refused) and sent.text == theirs.text and (sent.state is theirs.state or not said.states):
        return _change("unchanged", mine, mine, reason="only we changed it")
    if refused and (said.by is Authority.MACHINE or theirs.state is State.PROPOSED):
        return _change("rejected", refused, theirs, reason="it was turned down here")
    if refused and not said.refused(refused):
        return _change("conflict", refused, theirs, reason="two persons disagree")
    if mine is None:
        return _change("changed", mine, theirs, reason="it was empty")
    was = _preferred(said.sent or ())
    made = theirs.origin not in ("", was.origin if was else "")  # editors keep the old origin on a rewrite
    if theirs.state is State.PROPOSED and (mine.state is not State.PROPOSED or (made and not mine.origin)):
        return _change("rejected", mine, theirs, reason="it is marked fuzzy, ours is not a machine's")
    drafted = said.sent is not None and not (was and was.text == mine.text)  # we drafted it after the export
    if mine.state is State.PROPOSED and (mine.origin or (theirs.state is not State.PROPOSED and not drafted)):
        return _change("changed", mine, theirs, reason="ours was only proposed")
    if said.sent is not None:
        return _compared(mine, theirs, was)
    if _visible(mine.text) == _visible(theirs.text):
        return _change("conflict", mine, theirs, reason="they differ in spaces or invisible characters only")
    return _change("conflict", mine, theirs, reason="two persons disagree")


def _compared(mine: Term, theirs: Term, was: Term | None) -> Change:
    """Return the change according to which side differs from *was*, the rendering sent out; a conflict if both do."""
    text = was.text if was else ""
    approved = was and was.state is State.PROPOSED and theirs.state is State.APPROVED
    if approved and text in (mine.text, theirs.text):  # one side approved it, the other rewrote it
        return _change("conflict", mine, theirs, reason="two persons disagree")
    if text == mine.text:
        return _change("changed", mine, theirs, reason="only they changed it")
    if text == theirs.text:
        return _change("unchanged", mine, mine, reason="only we changed it")
    return _change("conflict", mine, theirs, reason=f"both changed it; it was '{text}'")


def _visible(text: str) -> str:
    """Return *text* as it looks: all whitespace as single spaces, without invisible characters."""
    return " ".join(text.translate(NOTHING).split())


def _with_tabs(news: tuple[Term, ...], sent: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return *news* with the tabs and line breaks of the terms that were *sent*, if the format made them spaces."""
    flat = {re.sub(r"[\t\r\n]+", " ", term.text): term.text for term in sent}
    return tuple(replace(term, text=flat.get(term.text, term.text)) for term in news)


def _rewritten(news: tuple[Term, ...], sent: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return *news*, with the rendering approved if its text was changed since it was *sent*, but not its state."""
    was, now = _preferred(sent), _preferred(news)
    if was is None or now is None or was.text == now.text or {was.state, now.state} != {State.PROPOSED}:
        return news
    made = replace(now, state=State.APPROVED, origin="" if now.origin == was.origin else now.origin)
    return tuple(made if term is now else term for term in news)


def _agreed(mine: Term, theirs: Term, said: _Speaker) -> tuple[Term, Change]:
    """Return the rendering that both sides spell alike, merging notes and forms, and the change.

    A person can withdraw the approval of what was sent out as approved (Poedit's *needs work*). A term that we sent out
    as approved and made a proposal since is not approved by its return.
    """
    joined = replace(mine, note=_lines(mine.note, theirs.note), forms=mine.forms or theirs.forms)
    was = _preferred(said.sent or (), mine)
    sure = was is not None and was.text == mine.text and was.state is State.APPROVED
    states = (mine.state, theirs.state)
    if said.heard and not sure and states == (State.PROPOSED, State.APPROVED):
        return replace(joined, state=State.APPROVED, origin=""), _change("changed", mine, mine, reason="approved")
    if said.heard and sure and states == (State.APPROVED, State.PROPOSED):
        return replace(joined, state=State.PROPOSED), _change("changed", mine, mine, reason="marked as needing work")
    what = [*["notes"] * (joined.note != mine.note), *["forms"] * (joined.forms != mine.forms)]  # message
    return joined, _change("changed" if what else "unchanged", mine, mine, reason=", ".join(what))

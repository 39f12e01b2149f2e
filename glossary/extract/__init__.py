"""Texts -> candidates: names and key phrases, best first.

::

    documents ─► read ──► settle ──► tally ──► group ──► measure ──► score ──► choose
                 names    surnames   all       forms     numbers     one       least score,
                 and      follow     texts     of one    for each    figure    limit, kinds,
                 phrases  full       added     concept   concept     0 to 1    decisions
                          names      up        together
                 (some texts at a time,        (all texts together)
                  in any process)

Nothing is dropped for its score before the last stage, so that every threshold can change without a rerun.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import import_module
from typing import Any, NamedTuple

from glossary.decisions import Decisions, fold
from glossary.engines import Engine, serial
from glossary.errors import ConfigError
from glossary.extract import calling, measures, variants
from glossary.extract.calling import Node
from glossary.extract.groups import Groups
from glossary.extract.reading import Reader, Reading, gathered
from glossary.extract.score import Scorer
from glossary.extract.seen import NOWHERE, Seen, Table, better, lesser
from glossary.extract.tally import LARGE, Tally
from glossary.model import Candidate, Document, Kind, Occurrence
from glossary.text.segments import walk

MINIMUM = 0.5
"""The least score of a candidate, if nobody says otherwise."""
RARE = 3
"""How often a verb or adjective has to be seen."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in some texts."""

    candidates: tuple[Candidate, ...]
    """Best first."""
    words: int = 0
    """How many running words were read."""
    documents: int = 0
    trace: tuple[str, ...] = ()
    """What happened to the term that was asked for, stage by stage."""
    warnings: tuple[str, ...] = ()
    """What makes the result worth less than it looks."""
    passed: Mapping[str, str] = field(default_factory=dict)
    """Known terms, folded, that stand in the texts and were not chosen -> why."""


def extract(
    documents: Iterable[Document],
    *,
    minimum_score: float | None = None,
    limit: int | None = None,
    kinds: Collection[Kind] = (),
    decisions: Decisions | None = None,
    source_language: str = "en",
    entities: str = "tagger",
    engine: Engine[list[Document], Iterable[Reading]] = serial,
    explain: str = "",
    known: Collection[str] = (),
) -> Extraction:
    """Return the candidates in *documents*, best first.

    *minimum_score* is :data:`MINIMUM` if it is None. *decisions* are what people decided before: rejected terms
    never come back, kept ones come whatever their score, *limit* and *kinds*. *entities* names the extractor that
    finds names, *engine* is where texts are read; the result is the same for every engine and any order of documents.
    *explain* is a term: the trace of the extraction then says what happened to it. Of *known* terms it is said why they
    were passed over.
    """
    decisions = decisions or Decisions()
    language = source_language.partition("-")[0].lower()
    if language not in READERS:
        raise ConfigError(
            f"nothing is extracted from '{source_language}' yet, only from {', '.join(READERS)}",
            hint="bring terms in with 'glossary import'",
        )
    part_by_part = engine is serial  # what goes to another process has to come back whole
    way = _Way(language, entities, explain, frozenset(decisions.kept), decisions.split)
    work = partial(parts if part_by_part else read, way=way)
    with _seldom_collected(), Tally(language) as tally:
        for readings in engine(work, gathered(documents, lambda document: len(document.text))):
            for reading in readings:
                tally.add(reading)
        minimum = MINIMUM if minimum_score is None else minimum_score
        return _Choice(tally, decisions, minimum, kinds, language, explain, known).extraction(limit)


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Look for cyclic garbage seldom: there is next to none among millions of tuples, and looking costs a fifth.

    Nor is all that was made looked at in the end, as it would be for its number: it counts as old.
    """
    before = gc.get_threshold()
    gc.set_threshold(500_000, 50, 100)
    try:
        yield
    finally:
        if gc.get_freeze_count() < _FROZEN:  # others may have frozen something
            gc.freeze()
            gc.unfreeze()
        gc.set_threshold(*before)


_FROZEN = 1000
"""What Python 3.12 freezes by itself is less."""
READERS = {"en": "reading", "ru": "russian", "zh": "chinese"}
"""Source language -> the module of this package that reads it."""


class _Way(NamedTuple):
    """How texts are read."""

    language: str = "en"
    entities: str = "tagger"
    watch: str = ""
    kept: frozenset[str] = frozenset()
    """Folded terms to be noted wherever they stand, because somebody said so."""
    apart: frozenset[tuple[str, str]] = frozenset()
    """Pairs of folded names that are two concepts."""


def parts(documents: Iterable[Document], way: _Way) -> Iterator[Reading]:
    """Yield what *documents* hold, part by part, their persons settled."""
    around: dict[str, list[str]] = {}
    if way.watch:
        documents = _looked_at(documents, fold(way.watch).casefold(), around)
    for reading in _reader(way).read(documents):
        reading.trace[:0] = around.pop(reading.document, ())
        variants.settle(reading, way.apart)
        yield reading


def _looked_at(documents: Iterable[Document], watch: str, around: dict[str, list[str]]) -> Iterator[Document]:
    """Yield *documents*; *around* gets, by their names, what stands around the text with the term *watch* in it."""
    for document in documents:
        around[document.name] = [
            f"{segment.document}:{segment.line}: {' '.join(segment.text.split())} (around the text, where no terms are)"
            for segment in walk(document)
            if segment.role == "aside" and watch in fold(segment.text).casefold()
        ]
        yield document


def read(documents: Iterable[Document], way: _Way) -> list[Reading]:
    """Return :func:`parts`, all of them: the work that an engine spreads over processes."""
    with _seldom_collected():
        return list(parts(documents, way))


@cache
def _reader(way: _Way) -> Any:
    """Return the reader for texts of a language: English has taggers, the others their own rules."""
    if way.language != "en":
        return import_module(f"glossary.extract.{READERS[way.language]}").Reader(way.watch)
    from glossary.extract.entities import finder

    return Reader(finder(way.entities), way.watch, way.kept)


class _Judged(NamedTuple):
    """What is known of a concept before it is chosen or not."""

    best: Node
    """The member that names it."""
    seen: Seen
    kind: Kind
    numbers: dict[str, float]
    score: float


class _Choice:
    """From what was seen to the candidates that are chosen; keeps the story of one term."""

    def __init__(
        self,
        tally: Tally,
        decisions: Decisions,
        minimum: float,
        kinds: Collection[Kind],
        language: str = "en",
        watch: str = "",
        known: Collection[str] = (),
    ) -> None:
        self.tally = tally
        self.decisions = decisions
        self.minimum = minimum
        self.kinds = kinds
        self.language = language
        self.watch = fold(watch)
        self.known = frozenset(map(fold, known))
        self.passed: dict[str, str] = {}
        self.trace = list(tally.trace)

    def extraction(self, limit: int | None) -> Extraction:
        """Return the candidates of at least the minimum and of the kinds that are wanted (all, if there are none),
        *limit* of them at most."""
        found = sorted(self._candidates(), key=lambda one: (-one.score, one.term, one.kind.value))
        chosen = found if limit is None else self._best(found, limit)
        if self.watch:
            self._tell_place(found, chosen)
        return Extraction(
            tuple(chosen),
            self.tally.words,
            self.tally.documents,
            tuple(self.trace),
            tuple(warnings(self.tally)),
            self.passed,
        )

    def _best(self, found: list[Candidate], limit: int) -> list[Candidate]:
        """Return the best of *found*, *limit* in all; what a person wants to be kept goes before all others."""
        kept = self.decisions.kept.keys()
        sure = [not kept.isdisjoint(map(fold, (one.term, *one.variants))) for one in found]
        left, chosen = limit - sum(sure), []
        for one, certain in zip(found, sure, strict=True):
            if certain or left > 0:
                chosen.append(one)
                left -= not certain
            else:
                self._pass((one.term, *one.variants), "it is over the limit")  # message
        return chosen

    def _pass(self, forms: Iterable[str], why: str) -> None:
        """Note *why* a concept is not chosen, if one of its *forms* is known."""
        for term in self.known.intersection(map(fold, forms)):
            self.passed[term] = why

    def _candidates(self) -> Iterator[Candidate]:
        """Yield the candidates in no order; the tables are empty then."""
        tally = self.tally
        tally.close()
        names, phrases = tally.names, tally.phrases
        short_of = variants.shortened(names, phrases)
        for short, (_, seen) in short_of.items():
            phrases[short] = there = Seen.of(phrases.get(short, seen))
            there.marks["shortened"] = 1
        nesting = measures.Nesting(phrases)
        for part, seen in measures.parts(phrases, nesting, tally.places, self.language):
            phrases[part] = tally.kept(seen)
        for key, only in tally.inside.items():
            phrases.setdefault(key, only)
        nesting.forget(phrases)
        groups = variants.group(names, phrases, tally.pairs, self.decisions)
        for short, (long, _) in short_of.items():
            groups.link(("phrase", short), ("phrase", long), "a modifier in the middle is left out")
        measurer = measures.Measurer(tally.lows, tally.words, nesting, self.language)
        scorer = Scorer(tally.words, measures.subject(phrases, measurer, tally.documents), self.language)
        for table, nodes in (("name", names), ("phrase", phrases)):
            for key in list(nodes):
                if key not in nodes:
                    continue  # taken with the rest of its concept
                node = (table, key)
                members = groups.members(groups.find(node)) if groups.linked(node) else [node]
                judged = self._judged(members, measurer, scorer)
                found = self._candidate(members, judged) if judged else None
                if self.watch:
                    self._tell(members, judged, found, groups, scorer)
                if self.known and not found and judged and not self.known.isdisjoint(fold(key) for _, key in members):
                    self._pass((key for _, key in members), self._why(members, judged))
                for kind, member in members:
                    (names if kind == "name" else phrases).pop(member)
                if found is not None:
                    yield found

    def _judged(self, members: list[Node], measurer: measures.Measurer, scorer: Scorer) -> _Judged | None:
        """Return what is known of the concept that *members* make; None where it is not to be considered."""
        names, phrases = self.tally.names, self.tally.phrases
        best = calling.best(members, names, phrases)
        seen = _together(members, best, names, phrases)
        named = any(table == "name" for table, _ in members)
        if not named and not _supported(seen) and not self._decided(members):
            return None
        name = best[0] == "name"
        kind = calling.name_kind(best[1], seen.marks) if name else calling.phrase_kind(best[1], seen)
        numbers = measurer.measure(best[1], seen, [key for table, key in members if table == "phrase"], named)
        chosen = calling.chosen(members, self.decisions) or best
        return _Judged(chosen, seen, kind, numbers, scorer.score(numbers, kind))

    def _candidate(self, members: list[Node], judged: _Judged) -> Candidate | None:
        """Return the candidate that *members* make; None where it does not reach the minimum or is not wanted."""
        best, seen, kind, numbers, score = judged
        decisions = self.decisions
        if score < self.minimum and not decisions.kept:
            return None
        head, others = calling.head(best, members, self.tally.names, self.tally.phrases)
        spelled = {fold(form) for form in (head, *others)}
        kept = sorted(spelled & decisions.kept.keys())
        for term in kept:
            kind = decisions.kept[term] or kind
        unwanted = score < self.minimum or (self.kinds and kind not in self.kinds)
        if (unwanted and not kept) or fold(head) in decisions.rejected:
            return None
        return Candidate(
            term=head,
            kind=kind,
            score=score,
            variants=tuple(form for form in others if fold(form) not in decisions.rejected),
            measures=measures.Measures(numbers),
            frequency=int(numbers["frequency"]),
            documents=int(numbers["documents"]),
            occurrences=tuple(
                Occurrence(document, line, start, end, form) for document, start, end, line, form in seen.places
            ),
            context=self.tally.sentence(seen.context),
        )

    def _why(self, members: list[Node], judged: _Judged) -> str:
        """Return why the concept of *members* is no candidate."""
        head, _ = calling.head(judged.best, members, self.tally.names, self.tally.phrases)
        if fold(head) in self.decisions.rejected:
            return "a person rejected it"  # message
        if judged.score < self.minimum:
            return f"it scores less than {self.minimum:g} now"  # message
        return "it is not of the kinds that are asked for"  # message

    def _decided(self, members: list[Node]) -> bool:
        """Return whether a person said that one of *members* is a term, or one of its own."""
        decisions = self.decisions
        if not decisions.kept and not decisions.split:
            return False
        apart = {term for pair in decisions.split for term in pair}
        return any(term in decisions.kept or term in apart for term in (fold(key) for _, key in members))

    # The story of one term

    def _tell(
        self,
        members: list[Node],
        judged: _Judged | None,
        found: Candidate | None,
        groups: Groups,
        scorer: Scorer,
    ) -> None:
        """Say what became of the concept of *members*, if the watched term is one of its forms."""
        names, phrases = self.tally.names, self.tally.phrases
        best = calling.chosen(members, self.decisions) or calling.best(members, names, phrases)
        head, others = calling.head(best, members, names, phrases)
        if self.watch not in {fold(form) for form in (head, *others, *(key for _, key in members))}:
            return
        self.trace.append(f"grouped: '{head}'" + (f", with {', '.join(map(repr, others))}" if others else ", alone"))
        self.trace += [f"  {why}" for why in (*groups.reasons(members), *variants.told(members, names))]
        if judged is None:
            self.trace.append(
                "dropped: a verb or adjective needs three sightings, 'A of the B' needs 'B A' in the texts"
            )
            return
        _, _, kind, numbers, score = judged
        count = round(numbers["frequency"])
        seen = f"seen {count} time{'s' if count != 1 else ''}"
        self.trace.append(f"scored: {score:.2f} as {kind.value}, {seen}")
        self.trace += [f"  {value:+.2f} {reason}" for reason, value in scorer.reasons(numbers, kind)]
        if found is None:
            if fold(head) in self.decisions.rejected:
                self.trace.append("dropped: a person rejected it")
            elif score < self.minimum:
                self.trace.append(f"dropped: below the least score of {self.minimum}")
            else:
                kinds = ", ".join(sorted(one.value for one in self.kinds))
                self.trace.append(f"dropped: not one of the kinds {kinds}")
        elif score < self.minimum:
            self.trace.append("kept: a person decided so")

    def _tell_place(self, found: list[Candidate], chosen: list[Candidate]) -> None:
        """Say at which place of the list the watched term is."""
        for place, one in enumerate(found, 1):
            if self.watch in {fold(form) for form in (one.term, *one.variants)}:
                over = "" if any(one is row for row in chosen) else ": over the limit"
                self.trace.append(f"place {place} of {len(found)}{over}")
                return
        if not any(line.startswith("grouped") for line in self.trace):
            self.trace.append(
                "dropped: it stands in the texts, but is neither a name nor a phrase there"
                f"{', or was seen too seldom in so much text' if self.tally.words > LARGE else ''} (see above)"
                if self.trace
                else "it does not stand in the texts"
            )


def _together(members: list[Node], best: Node, names: Table, phrases: Table) -> Seen:
    """Return how a concept was seen under all its *members*; the sentence of the *best* one shows it best."""
    sightings = [Seen.of((names if table == "name" else phrases)[key]) for table, key in members]
    if len(sightings) == 1:
        return sightings[0]
    total = Seen()
    total.documents = 0
    context = NOWHERE
    for member, seen in zip(members, sightings, strict=True):
        total.add(seen)
        context = better(context, seen.context if member == best else lesser(seen.context))
    total.context = context
    total.documents = max(*(seen.documents for seen in sightings), len({place[0] for place in total.places}))
    return total


def _supported(seen: Seen) -> bool:
    """Return whether a phrase has what it needs to be considered.

    A verb or adjective has to be seen three times; "congress of the party" needs "party congress" somewhere.
    """
    marks = seen.marks
    if not _GOOD.isdisjoint(marks):
        return True
    return "party" not in marks and seen.count >= RARE


_GOOD = frozenset(("noun", "quoted", "part", "of", "on", "pair", "shortened"))


def warnings(tally: Tally) -> list[str]:
    """Return what makes the result worth less than it looks."""
    found = list(tally.notes)
    if not tally.words:
        return ["the texts hold no words"] if tally.documents else []  # message
    if tally.words >= 50 and tally.solid + tally.named < 0.4 * tally.words:
        found.append("most of it is figures and marks, not words")  # message
    elif tally.solid >= 50 and tally.known < 0.5 * tally.solid:
        share = tally.known / tally.solid
        found.append(
            f"only {share:.0%} of the words are common ones: no running text, or not in --source-language?"  # message
        )
    elif tally.words >= 50 and tally.words < 2 * tally.lines:
        found.append("hardly two words stand in a line: phrases are found in sentences")  # message
    elif tally.words >= 50 and tally.loud > 0.5 * tally.words:
        found.append("most of it is in capitals, so that names and their kinds are hard to tell")  # message
    elif tally.language == "en" and tally.solid >= 50 and tally.running < 0.05 * tally.solid:
        found.append(
            "hardly any 'the', 'of' or 'and' in it: no running text, or not in --source-language?"  # message
        )
    return found

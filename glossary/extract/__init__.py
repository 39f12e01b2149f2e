"""Find candidates in texts: names and key phrases, best first.

::

    documents ─► read ──► settle ──► tally ──► group ──► measure ──► score ──► choose
                 names    surnames   sums of   forms     numbers     0 to 1    minimum score,
                 and      to full    all       of one    for each              limit, kinds,
                 phrases  names      texts     concept   concept               decisions
                 (a batch of texts,            (all texts together)
                  in any process)

Nothing is dropped because of its score before the last stage.
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
"""The default minimum score of a candidate."""
RARE = 3
"""How often a single verb or adjective has to be seen to become a candidate."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """The result of an extraction."""

    candidates: tuple[Candidate, ...]
    """Best first."""
    words: int = 0
    """The number of running words read."""
    documents: int = 0
    trace: tuple[str, ...] = ()
    """What happened to the term being explained, stage by stage."""
    warnings: tuple[str, ...] = ()
    """Reasons why the result may be poor."""
    passed: Mapping[str, str] = field(default_factory=dict)
    """Known terms (folded) that occur in the texts but were not chosen -> the reason."""


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

    *minimum_score* defaults to :data:`MINIMUM`. *decisions* are what people decided earlier: rejected terms never
    come back; kept ones always do, whatever their score, *limit* and *kinds*. *entities* names the extractor of names.
    *engine* runs the reading of texts; the result is the same for every engine and any order of documents. If *explain*
    is a term, the trace says what happened to it. For *known* terms that were not chosen, ``passed`` says why.

    Raises ConfigError if *source_language* is not supported.
    """
    decisions = decisions or Decisions()
    language = source_language.partition("-")[0].lower()
    if language not in READERS:
        raise ConfigError(
            f"nothing is extracted from '{source_language}' yet, only from {', '.join(READERS)}",
            hint="bring terms in with 'glossary import'",
        )
    part_by_part = engine is serial  # results from another process have to be lists
    options = _Options(language, entities, explain, frozenset(decisions.kept), decisions.split)
    work = partial(parts if part_by_part else read, options=options)
    with _rare_collections(), Tally(language) as tally:
        for readings in engine(work, gathered(documents, lambda document: len(document.text))):
            for reading in readings:
                tally.add(reading)
        minimum = MINIMUM if minimum_score is None else minimum_score
        return _Selection(tally, decisions, minimum, kinds, language, explain, known).extraction(limit)


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Let the garbage collector run rarely within the block: millions of tuples hold hardly any cycles, and scanning
    them takes a fifth of the time.

    At the end, everything alive moves to the oldest generation, so that it is not scanned at once.
    """
    before = gc.get_threshold()
    gc.set_threshold(500_000, 50, 100)
    try:
        yield
    finally:
        if gc.get_freeze_count() < _FROZEN:  # do not unfreeze what others have frozen
            gc.freeze()
            gc.unfreeze()
        gc.set_threshold(*before)


_FROZEN = 1000
"""More objects than Python 3.12 freezes by itself."""
READERS = {"en": "reading", "ru": "russian", "zh": "chinese"}
"""Source language -> the module of this package that reads it."""


class _Options(NamedTuple):
    """How texts are read."""

    language: str = "en"
    entities: str = "tagger"
    watch: str = ""
    """The term to explain."""
    kept: frozenset[str] = frozenset()
    """Folded terms that a person keeps: they are noted wherever they occur."""
    apart: frozenset[tuple[str, str]] = frozenset()
    """Pairs of folded names that a person split into two concepts."""


def parts(documents: Iterable[Document], options: _Options) -> Iterator[Reading]:
    """Yield the readings of *documents*, part by part, with surnames assigned to full names."""
    asides: dict[str, list[str]] = {}
    if options.watch:
        documents = _with_asides(documents, fold(options.watch).casefold(), asides)
    for reading in _reader(options).read(documents):
        reading.trace[:0] = asides.pop(reading.document, ())
        variants.settle(reading, options.apart)
        yield reading


def _with_asides(documents: Iterable[Document], watch: str, asides: dict[str, list[str]]) -> Iterator[Document]:
    """Yield *documents*; put the lines outside of the articles that hold the term *watch* in *asides*, by document."""
    for document in documents:
        asides[document.name] = [
            f"{segment.document}:{segment.line}: {' '.join(segment.text.split())} (outside of the article, not read)"
            for segment in walk(document)
            if segment.role == "aside" and watch in fold(segment.text).casefold()
        ]
        yield document


def read(documents: Iterable[Document], options: _Options) -> list[Reading]:
    """Return all of :func:`parts` as a list, for engines that use other processes."""
    with _rare_collections():
        return list(parts(documents, options))


@cache
def _reader(options: _Options) -> Any:
    """Return the reader of a language: for English it uses taggers, for the others rules."""
    if options.language != "en":
        return import_module(f"glossary.extract.{READERS[options.language]}").Reader(options.watch)
    from glossary.extract.entities import finder

    return Reader(finder(options.entities), options.watch, options.kept)


class _Assessment(NamedTuple):
    """What the choice of a concept is based on."""

    head: Node
    """The member that names it."""
    seen: Seen
    kind: Kind
    numbers: dict[str, float]
    score: float


class _Selection:
    """Chooses the candidates from a tally, and traces one term."""

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
        """Return the extraction, with at most *limit* candidates of at least the minimum score and of the wanted kinds
        (of all kinds if none are given)."""
        found = sorted(
            self._candidates(), key=lambda candidate: (-candidate.score, candidate.term, candidate.kind.value)
        )
        chosen = found if limit is None else self._best(found, limit)
        if self.watch:
            self._trace_rank(found, chosen)
        return Extraction(
            tuple(chosen),
            self.tally.words,
            self.tally.documents,
            tuple(self.trace),
            tuple(warnings(self.tally)),
            self.passed,
        )

    def _best(self, found: list[Candidate], limit: int) -> list[Candidate]:
        """Return the best *limit* candidates of *found*; those that a person keeps take precedence."""
        kept_terms = self.decisions.kept.keys()
        is_kept = [not kept_terms.isdisjoint(map(fold, (row.term, *row.variants))) for row in found]
        room, chosen = limit - sum(is_kept), []
        for candidate, kept in zip(found, is_kept, strict=True):
            if kept or room > 0:
                chosen.append(candidate)
                room -= not kept
            else:
                self._pass((candidate.term, *candidate.variants), "it is over the limit")  # message
        return chosen

    def _pass(self, forms: Iterable[str], why: str) -> None:
        """Record *why* a concept is not chosen, if one of its *forms* is a known term."""
        for term in self.known.intersection(map(fold, forms)):
            self.passed[term] = why

    def _candidates(self) -> Iterator[Candidate]:
        """Yield the candidates in no particular order, emptying the tables."""
        tally = self.tally
        tally.close()
        names, phrases = tally.names, tally.phrases
        shortened = variants.shortened(names, phrases)
        for short, (_, seen) in shortened.items():
            phrases[short] = sighting = Seen.of(phrases.get(short, seen))
            sighting.marks["shortened"] = 1
        nesting = measures.Nesting(phrases)
        for part, seen in measures.parts(phrases, nesting, tally.places, self.language):
            phrases[part] = tally.kept(seen)
        for key, nested in tally.inside.items():
            phrases.setdefault(key, nested)
        nesting.keep_only(phrases)
        groups = variants.group(names, phrases, tally.pairs, self.decisions)
        for short, (long, _) in shortened.items():
            groups.link(("phrase", short), ("phrase", long), "a modifier in the middle is left out")
        measurer = measures.Measurer(tally.lows, tally.words, nesting, self.language)
        scorer = Scorer(tally.words, measures.subject(phrases, measurer, tally.documents), self.language)
        for table, nodes in (("name", names), ("phrase", phrases)):
            for key in list(nodes):
                if key not in nodes:
                    continue  # handled with the rest of its concept
                node = (table, key)
                members = groups.members(groups.find(node)) if groups.linked(node) else [node]
                assessed = self._assess(members, measurer, scorer)
                found = self._candidate(members, assessed) if assessed else None
                if self.watch:
                    self._trace_concept(members, assessed, found, groups, scorer)
                if self.known and not found and assessed and not self.known.isdisjoint(fold(key) for _, key in members):
                    self._pass((key for _, key in members), self._why(members, assessed))
                for kind, member in members:
                    (names if kind == "name" else phrases).pop(member)
                if found is not None:
                    yield found

    def _assess(self, members: list[Node], measurer: measures.Measurer, scorer: Scorer) -> _Assessment | None:
        """Return the assessment of the concept made of *members*, or None if it lacks the support it needs."""
        names, phrases = self.tally.names, self.tally.phrases
        best = calling.best(members, names, phrases)
        seen = _together(members, best, names, phrases)
        keys = [key for table, key in members if table == "phrase"]
        named = len(keys) < len(members)
        if not named and not _is_supported(seen) and not self._decided(members):
            return None
        is_name = best[0] == "name"
        kind = calling.name_kind(best[1], seen.marks) if is_name else calling.phrase_kind(best[1], seen)
        numbers = measurer.measure(best[1], seen, keys, named)
        head = calling.chosen(members, self.decisions) or best
        return _Assessment(head, seen, kind, numbers, scorer.score(numbers, kind))

    def _candidate(self, members: list[Node], assessed: _Assessment) -> Candidate | None:
        """Return the candidate made of *members*, or None if its score is too low or it is not wanted."""
        node, seen, kind, numbers, score = assessed
        decisions = self.decisions
        if score < self.minimum and not decisions.kept:
            return None
        head, others = calling.head(node, members, self.tally.names, self.tally.phrases)
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

    def _why(self, members: list[Node], assessed: _Assessment) -> str:
        """Return why the concept of *members* is not a candidate."""
        head, _ = calling.head(assessed.head, members, self.tally.names, self.tally.phrases)
        if fold(head) in self.decisions.rejected:
            return "a person rejected it"  # message
        if assessed.score < self.minimum:
            return f"it scores less than {self.minimum:g} now"  # message
        return "it is not of a requested kind"  # message

    def _decided(self, members: list[Node]) -> bool:
        """Return whether a person decided that one of *members* is a term, or a separate concept."""
        decisions = self.decisions
        if not decisions.kept and not decisions.split:
            return False
        apart = {term for pair in decisions.split for term in pair}
        return any(term in decisions.kept or term in apart for term in (fold(key) for _, key in members))

    # The trace of one term

    def _trace_concept(
        self,
        members: list[Node],
        assessed: _Assessment | None,
        found: Candidate | None,
        groups: Groups,
        scorer: Scorer,
    ) -> None:
        """Trace what became of the concept of *members*, if the watched term is one of its forms."""
        names, phrases = self.tally.names, self.tally.phrases
        node = calling.chosen(members, self.decisions) or calling.best(members, names, phrases)
        head, others = calling.head(node, members, names, phrases)
        if self.watch not in {fold(form) for form in (head, *others, *(key for _, key in members))}:
            return
        self.trace.append(f"grouped: '{head}'" + (f", with {', '.join(map(repr, others))}" if others else ", alone"))
        self.trace += [f"  {why}" for why in (*groups.reasons(members), *variants.reasons_for_forms(members, names))]
        if assessed is None:
            self.trace.append(
                "dropped: a single verb or adjective has to occur three times; 'A of the B' needs 'B A' in the texts"
            )
            return
        _, _, kind, numbers, score = assessed
        count = round(numbers["frequency"])
        seen = f"seen {count} time{'s' if count != 1 else ''}"
        self.trace.append(f"scored: {score:.2f} as {kind.value}, {seen}")
        self.trace += [f"  {value:+.2f} {reason}" for reason, value in scorer.reasons(numbers, kind)]
        if found is None:
            if fold(head) in self.decisions.rejected:
                self.trace.append("dropped: a person rejected it")
            elif score < self.minimum:
                self.trace.append(f"dropped: below the minimum score of {self.minimum}")
            else:
                kinds = ", ".join(sorted(one.value for one in self.kinds))
                self.trace.append(f"dropped: not one of the kinds {kinds}")
        elif score < self.minimum or found.kind is not kind:
            self.trace.append(f"kept as {found.kind.value}: a person decided so")

    def _trace_rank(self, found: list[Candidate], chosen: list[Candidate]) -> None:
        """Trace the rank of the watched term in the list of candidates."""
        for rank, candidate in enumerate(found, 1):
            if self.watch in {fold(form) for form in (candidate.term, *candidate.variants)}:
                over = "" if any(candidate is row for row in chosen) else ": over the limit"
                self.trace.append(f"rank {rank} of {len(found)}{over}")
                return
        if not any(line.startswith("grouped") for line in self.trace):
            self.trace.append(
                "dropped: it occurs in the texts, but neither as a name nor as a phrase"
                f"{', or was seen too seldom in so much text' if self.tally.words > LARGE else ''} (see above)"
                if self.trace
                else "it does not occur in the texts"
            )


def _together(members: list[Node], best: Node, names: Table, phrases: Table) -> Seen:
    """Return the sightings of all *members* of a concept, added up; a sentence with the *best* member is preferred as
    the context."""
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


def _is_supported(seen: Seen) -> bool:
    """Return whether a phrase has the support it needs to be considered.

    A single verb or adjective has to be seen three times; "congress of the party" needs "party congress" in the texts.
    """
    marks = seen.marks
    if not _SUFFICIENT.isdisjoint(marks):
        return True
    return "party" not in marks and seen.count >= RARE


_SUFFICIENT = frozenset(("noun", "quoted", "part", "of", "on", "pair", "shortened"))
"""Marks of phrases that need no further support."""


def warnings(tally: Tally) -> list[str]:
    """Return the reasons why the result may be poor."""
    found = list(tally.notes)
    if not tally.words:
        return ["the texts hold no words"] if tally.documents else []  # message
    if tally.words >= 50 and tally.solid + tally.named < 0.4 * tally.words:
        found.append("most of it is numbers and symbols, not words")  # message
    elif tally.solid >= 50 and tally.known < 0.5 * tally.solid:
        share = tally.known / tally.solid
        found.append(
            f"only {share:.0%} of the words are common ones: not running text, or not in --source-language?"  # message
        )
    elif tally.words >= 50 and tally.words < 2 * tally.lines:
        found.append("fewer than two words per line: phrases are only found in sentences")  # message
    elif tally.words >= 50 and tally.loud > 0.5 * tally.words:
        found.append("most of it is in capitals, so names and their kinds are uncertain")  # message
    elif tally.language == "en" and tally.solid >= 50 and tally.running < 0.05 * tally.solid:
        found.append(
            "hardly any 'the', 'of' or 'and' in it: not running text, or not in --source-language?"  # message
        )
    return found

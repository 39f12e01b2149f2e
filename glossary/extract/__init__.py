"""Texts -> candidates: names and key phrases, best first.

::

    documents ─► read ─► settle ─► tally ─► group ─► measure ─► score ─► choose
                 names   surnames  all      one      numbers    one      least score,
                 and     follow    texts    concept  for each   figure   limit, kinds,
                 phrases full      together of all   concept    0 to 1   decisions
                         names              forms
                 (a text by itself, in any process)  (all texts together)

Nothing is dropped for its score before the last stage, so that every threshold can change without a rerun.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from glossary.decisions import Decisions, fold
from glossary.engines import Engine, serial
from glossary.extract import measures, reference, score, variants
from glossary.extract.reading import Reading, Seen, read
from glossary.extract.variants import Node
from glossary.model import Candidate, Document, Kind, Occurrence

RARE = 3
"""How often a verb or adjective has to be seen."""
MINIMUM = 0.5
"""The least score of a candidate, if nobody says otherwise."""


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


def extract(
    documents: Iterable[Document],
    *,
    minimum_score: float | None = None,
    limit: int | None = None,
    kinds: Collection[Kind] = (),
    decisions: Decisions | None = None,
    source_language: str = "en",
    entities: str = "tagger",
    engine: Engine[Document, Reading] = serial,
    explain: str = "",
) -> Extraction:
    """Return the candidates in *documents*, best first.

    *minimum_score* is :data:`MINIMUM` if it is None. *decisions* are what people decided before: rejected terms
    never come back, kept ones come whatever their score. *entities* names the extractor that finds names, *engine*
    is where texts are read; the result is the same for every engine and any order of documents.
    """
    decisions = decisions or Decisions()
    minimum = MINIMUM if minimum_score is None else minimum_score
    tally = Tally()
    for reading in engine(partial(_read, entities=entities), documents):
        tally.add(reading)
    concepts = _concepts(tally, decisions)
    ranked = sorted(concepts, key=lambda found: (-found.score, found.term, found.kind.value))
    trace: list[str] = []
    chosen = [found for found in ranked if _chosen(found, minimum, kinds, decisions)]
    if limit is not None:
        chosen = chosen[:limit]
    return Extraction(tuple(chosen), tally.words, tally.documents, tuple(trace))


def _read(document: Document, entities: str) -> Reading:
    """Return what *document* holds, with its persons settled."""
    from glossary.extract.entities import finder

    reading = read(document, finder(entities))
    variants.settle(reading)
    return reading


class Tally:
    """What was seen in all texts."""

    def __init__(self) -> None:
        self.names: dict[str, Seen] = {}
        self.phrases: dict[str, Seen] = {}
        self.pairs: dict[tuple[str, str], int] = {}
        self.lows: dict[str, int] = {}
        self.words = 0
        self.documents = 0

    def add(self, reading: Reading) -> None:
        """Take in the *reading* of one more text."""
        for mine, theirs in ((self.names, reading.names), (self.phrases, reading.phrases)):
            for key, seen in theirs.items():
                if key in mine:
                    mine[key].add(seen)
                else:
                    mine[key] = seen
        for pair, count in reading.pairs.items():
            self.pairs[pair] = self.pairs.get(pair, 0) + count
        for low, count in reading.lows.items():
            self.lows[low] = self.lows.get(low, 0) + count
        self.words += reading.words
        self.documents += 1


def _concepts(tally: Tally, decisions: Decisions) -> Iterator[Candidate]:
    shortened = variants.shortened(tally.names, tally.phrases)
    for short, (_, seen) in shortened.items():
        tally.phrases.setdefault(short, seen)
    nesting = measures.Nesting(tally.phrases)
    for part, seen in measures.parts(tally.phrases, nesting):
        tally.phrases[part] = seen
    groups = variants.group(tally.names, tally.phrases, tally.pairs, decisions)
    for short, (long, _) in shortened.items():
        groups.link(("phrase", short), ("phrase", long), "its modifier is left out")
    common = reference.common("en")
    done: set[Node] = set()
    for table, seen_of in (("name", tally.names), ("phrase", tally.phrases)):
        for key in seen_of:
            root = groups.find((table, key))
            if root in done:
                continue
            done.add(root)
            if table == "phrase" and not _supported([tally.phrases[key] for _, key in groups.members(root)]):
                continue
            yield _candidate(groups.members(root), tally, nesting, common, decisions)


def _supported(found: list[Seen]) -> bool:
    """Return whether a phrase has what it needs to be considered.

    A verb or adjective has to be seen three times; "congress of the party" needs "party congress" somewhere.
    """
    marks = {mark for seen in found for mark in seen.marks}
    if marks & {"noun", "quoted", "part", "of", "on", "pair", "shortened"}:
        return True
    return "party" not in marks and sum(seen.count for seen in found) >= RARE


def _candidate(
    members: list[Node],
    tally: Tally,
    nesting: measures.Nesting,
    common: Mapping[str, float],
    decisions: Decisions,
) -> Candidate:
    """Return the candidate that *members* make."""
    total = Seen()
    total.documents = 0
    documents: set[str] = set()
    for table, key in members:
        total.add((tally.names if table == "name" else tally.phrases)[key])
    named = any(table == "name" for table, _ in members)
    head, ordered = variants.head(members, tally.names, tally.phrases)
    if len(members) > 1:
        documents = {place[0] for place in total.places}
        total.documents = max(
            len(documents), max((tally.names if t == "name" else tally.phrases)[k].documents for t, k in members)
        )
    kind = variants.kind_of(total.marks) if named else variants.phrase_kind(head, total)
    kind = decisions.kept.get(fold(head)) or kind
    numbers = measures.measure(head, total, members, named, tally.lows, tally.words, nesting, common)
    return Candidate(
        term=head,
        kind=kind,
        score=score.score(numbers, kind),
        variants=tuple(ordered),
        measures=numbers,
        frequency=total.count,
        documents=total.documents,
        occurrences=tuple(
            Occurrence(document, line, start, end, form) for document, start, end, line, form in total.places
        ),
        context=total.context[3],
    )


def _chosen(found: Candidate, minimum: float, kinds: Collection[Kind], decisions: Decisions) -> bool:
    term = fold(found.term)
    if term in decisions.rejected:
        return False
    if kinds and found.kind not in kinds:
        return False
    return found.score >= minimum or term in decisions.kept

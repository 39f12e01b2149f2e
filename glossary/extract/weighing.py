"""The kind of a name where the tagger is in doubt, weighed over all that the document says of it.

The tagger sees two words on both sides of one mention. Here a form of a name is looked at once for all its mentions:
its words, what stands beside each, the names beside it, and those that share a word with it. The weights were learnt
on what a tagger made of texts that it was not trained on, so that they know where it errs (Krishnan and Manning 2006).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np

from glossary.extract import features, kinds, linear, lists, reference, runs
from glossary.extract.features import Document, Spelling
from glossary.extract.forms import Form, form_of, settled
from glossary.extract.linear import Model
from glossary.extract.names import KINDS
from glossary.extract.runs import Span

DOUBT = 40.0
"""How far the two best kinds of a mention may lie apart, in the weights of the tagger, for it to be in doubt."""
CLEAR = 10.0
"""By how much another kind has to be the better one."""
AROUND = 6
"""How many words on both sides are looked at."""
APPOSED = 7
"""How many words an apposition may have."""
_LEAST = (1, 3, 6, 10, 15)
_GAPS = ("1", "3", "6", "10", "15", "+")
"""How far apart two kinds are: the least of these that is more, or no such."""
_PLACES = lists.SITES | lists.WAYS
_INITIALS = re.compile(r"(?:[A-Z]\.)+").fullmatch


class Doubt(NamedTuple):
    """A form whose kind is in doubt."""

    label: str
    """What the tagger says of most of its mentions."""
    attributes: dict[str, float]
    """What is known of it, with the share of its mentions for which it holds."""


def weighed(
    document: Document, spans: Sequence[Sequence[Span]], weights: Sequence[Sequence[bytes]]
) -> list[list[Span]]:
    """Return *spans* with other labels for the forms that are rather something else than the tagger says.

    *weights* are those that the tagger gives each kind, word by word (:attr:`glossary.extract.names.Tagged.weights`).
    """
    found = dict(doubts(document, spans, weights))
    changed = (decided(found) if found else {}) | told(document, spans)
    if not changed:
        return [list(here) for here in spans]
    return [
        [Span(start, end, changed.get(form_of(row, start, end), label)) for start, end, label in here]
        for row, here in zip(document.rows, spans, strict=True)
    ]


def told(document: Document, spans: Sequence[Sequence[Span]]) -> dict[Form, str]:
    """Return the labels of the forms that the text itself gives one, wherever it does, by most of those places."""
    votes: defaultdict[Form, Counter[str]] = defaultdict(Counter)
    for row, here in zip(document.rows, spans, strict=True):
        for span in here:
            label = kinds.told(row, span)
            if label:
                votes[form_of(row, span.start, span.end)][label] += 1
    return {form: counts.most_common(1)[0][0] for form, counts in votes.items() if not settled(form)}


def decided(found: Mapping[Form, Doubt]) -> dict[Form, str]:
    """Return the labels of the forms that get another one."""
    model = shipped()
    number, nothing = model.attributes.get, len(model.attributes)  # the weights of what is not known are 0
    numbers = [number(name, nothing) for doubt in found.values() for name in doubt.attributes]
    shares = np.fromiter(chain.from_iterable(doubt.attributes.values() for doubt in found.values()), np.float64)
    ends = np.cumsum([len(doubt.attributes) for doubt in found.values()])
    sums = np.add.reduceat(model.weights[numbers] * shares[:, None], np.append(0, ends[:-1]))
    changed = {}
    for (form, doubt), best, row in zip(found.items(), sums.argmax(axis=1).tolist(), sums, strict=True):
        kept = (doubt.label == "LOC" and _place(form)) or (doubt.label == "MISC" and form[0] == "The")  # The Salt Roads
        if row[best] - row[model.labels.index(doubt.label)] > CLEAR and not kept:
            changed[form] = model.labels[best]
    return changed


def _place(form: Form) -> bool:
    """Says the last of several words that this is a place: *Trans-Caspian International Transport Route*?"""
    last = form[-1].lower()
    return len(form) > 1 and (last in _PLACES or "place" in reference.classes().get(last, ()))


@cache
def shipped() -> Model:
    """Return the shipped weights."""
    return linear.shipped("kinds")


# What is known of a form


def doubts(
    document: Document, spans: Sequence[Sequence[Span]], weights: Sequence[Sequence[bytes]]
) -> Iterator[tuple[Form, Doubt]]:
    """Yield the forms of *document* whose kind the tagger is in doubt about."""
    seen: defaultdict[Form, list[tuple[int, Span]]] = defaultdict(list)
    for place, (row, here) in enumerate(zip(document.rows, spans, strict=True)):
        for span in here:
            seen[form_of(row, span.start, span.end)].append((place, span))
    shared: _Shared | None = None
    for form, mentions in seen.items():
        if settled(form):
            continue
        given = [word for place, span in mentions for word in weights[place][span.start : span.end]]
        scores = [sum(kind) / len(mentions) for kind in zip(*given, strict=True)]
        *_, second, best = sorted(scores)
        if best - second > DOUBT:
            continue
        shared = shared or _Shared({form: _label(mentions) for form, mentions in seen.items()})
        label = shared.labels[form]
        place, span = mentions[0]
        words = document.rows[place][span.start : span.end]
        if _sure(form, words, label) or kinds.stated(document.rows[place], span._replace(label=label)):
            continue
        known = [*_words(words), *_votes(mentions, label, scores), *shared.beside(form, label)]
        attributes = dict.fromkeys(known, 1.0)
        share = 1 / len(mentions)
        for place, span in mentions:
            for name in dict.fromkeys(_context(document.rows[place], spans[place], span)):
                attributes[name] = attributes.get(name, 0.0) + share
        yield form, Doubt(label, attributes)


def _label(mentions: Sequence[tuple[int, Span]]) -> str:
    """Return the label of most of the *mentions*."""
    labels = [span.label for _, span in mentions]
    return max(dict.fromkeys(labels), key=lambda label: (labels.count(label), label))


def _sure(form: Form, words: Sequence[Spelling], label: str) -> bool:
    """Is there no doubt about this: a known name, a people, a person with initials, a firm with "&", a law?"""
    if label == "GROUP" or (label == "PER" and len(form) > 1 and _INITIALS(form[0])):
        return True
    if label == "ORG" and "&" in form:
        return True
    if label == "MISC" and (kinds.document(words) or any(word.lower in lists.POLLS for word in words)):
        return True
    if label == "MISC" and len(words) > 1 and (kinds.particular(words) or words[-1].lower in lists.OCCASIONS):
        return True  # Wade Trophy
    loud = any(len(word) > 3 and word.isupper() for word in form)  # LOS ANGELES
    return loud and settled(tuple([word.capitalize() if word.isupper() else word for word in form])) != ""


def _gap(distance: float) -> str:
    return _GAPS[bisect_right(_LEAST, distance)]


def _votes(mentions: Sequence[tuple[int, Span]], label: str, scores: Sequence[float]) -> Iterator[str]:
    """Yield what the tagger says."""
    labels = [span.label for _, span in mentions]
    votes = dict.fromkeys(labels)
    yield f"v={label}"
    yield f"vn={label}{min(len(mentions), 3)}{'!' if len(votes) == 1 else ''}"
    for other in votes:
        yield f"vs={other}{round(4 * labels.count(other) / len(labels))}"
    best, second, *_ = sorted(range(len(KINDS)), key=scores.__getitem__, reverse=True)
    gap = _gap(scores[best] - scores[second])
    yield f"o={KINDS[best]}|{KINDS[second]}|{gap}"
    yield f"o1={KINDS[best]}|{gap}"
    for kind, score in zip(KINDS, scores, strict=True):
        yield f"m{kind}={_gap(scores[best] - score)}"


def _words(words: Sequence[Spelling]) -> Iterator[str]:
    """Yield what the words of a name say."""
    first, last = words[0], words[-1]
    yield from (f"n={min(len(words), 6)}", "F=" + first.lower, "Z=" + last.lower, "FC=" + first.cluster)
    yield from ("ZC=" + last.cluster, "sh=" + " ".join([word.shape for word in words[:4]]))
    yield "nm=" + "|".join([word.names for word in words[:4]])
    if len(words) == 1:
        yield from ("1w=" + first.lower, "1c=" + first.cluster, f"1s={first.shape}|{first.names}")
    else:
        yield "FF=" + " ".join([word.lower for word in words[:2]])
        yield "ZZ=" + " ".join([word.lower for word in words[-2:]])
        yield f"CC={first.cluster}|{last.cluster}"
        yield from ("gw=" + features.known_name([word]) for word in words)
    for word in words:
        yield from ("w=" + word.lower, "c=" + word.cluster)
        yield from ("k=" + name for name in word.classes)
    yield from ("ZK=" + name for name in last.classes)
    yield "g=" + features.known_name(words)


def _context(row: Sequence[Spelling], spans: Sequence[Span], span: Span) -> Iterator[str]:
    """Yield what stands beside a mention."""
    start, end, _ = span
    index = spans.index(span)
    before, after = row[max(0, start - AROUND) : start], row[end : end + AROUND]
    for side, words in (("-", before[::-1]), ("+", after)):
        for at, word in enumerate(words[:2], 1):
            yield f"{side}{at}={word.form}"
        for at, word in enumerate(words[:3], 1):
            yield f"{side}{at}c={word.cluster}"
        if words:
            yield from (f"{side}k={name}" for name in words[0].classes)
        else:
            yield side + "1=^"
        yield from (f"{side}{word.cluster}" for word in words)
    if index and start - spans[index - 1].end < 3:
        yield _beside("L", row[spans[index - 1].end : start], spans[index - 1])
    if index + 1 < len(spans) and spans[index + 1].start - end < 3:
        yield _beside("R", row[end : spans[index + 1].start], spans[index + 1])
    if len(after) > 2 and after[0].text == "," and after[1].lower in ("a", "an", "the"):
        stop = end + 2
        while stop < min(len(row), end + 2 + APPOSED) and row[stop].small and "func" not in row[stop].classes:
            stop += 1
        if stop > end + 2:
            yield from ("ap=" + row[stop - 1].lower, "apc=" + row[stop - 1].cluster)
    if runs.fresh(row, start):
        yield "fresh"


def _beside(side: str, between: Iterable[Spelling], span: Span) -> str:
    """Return what says that the name *span* stands beside this one, and what stands between them."""
    return f"{side}={' '.join([word.lower for word in between])}|{span.label}"


class _Shared:
    """What the names of a document say of one another: which share words, and what most of them are."""

    def __init__(self, labels: Mapping[Form, str]) -> None:
        self.labels = labels
        self._first: defaultdict[str, dict[str, int]] = defaultdict(dict)
        """Word -> label of the names that begin with it -> how many they are."""
        self._last: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self._middle: defaultdict[str, dict[str, int]] = defaultdict(dict)
        most = Counter(labels.values())
        self._most = [f"d{kind}={round(5 * most[kind] / len(labels))}" for kind in KINDS]
        for form, label in labels.items():
            if len(form) > 1:
                places = (self._first[form[0]], self._last[form[-1]], *[self._middle[word] for word in form[1:-1]])
                for counts in places:  # a Counter is slower
                    counts[label] = counts.get(label, 0) + 1

    def beside(self, form: Form, label: str) -> Iterator[str]:
        """Yield what the other names say of *form*, which has *label*."""
        yield from (share + ("+" if len(form) > 1 else "1") for share in self._most)
        if len(form) == 1:
            for at, names in (("1", self._first), ("9", self._last), ("5", self._middle)):
                yield from (f"r{at}={other}" for other in names.get(form[0], ()))
            return
        for at, word, names in (("F", form[0], self._first), ("Z", form[-1], self._last)):
            if (word,) in self.labels:
                yield f"in{at}={self.labels[word,]}"
            yield from (f"s{at}={other}" for other, count in names[word].items() if count > (other == label))

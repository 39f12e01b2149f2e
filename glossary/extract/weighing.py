"""Decide the kind of names that the tagger is in doubt about, from the whole document.

The tagger sees two words on both sides of one mention. Here all mentions of a form are judged together: its words, the
words and names beside each mention, and the names that share a word with it. The weights were trained on the output of
a tagger for texts that it had not seen, so that they learn where it errs (Krishnan and Manning 2006).
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
from glossary.extract.forms import Form, form_of, known_label
from glossary.extract.linear import Model
from glossary.extract.names import KINDS
from glossary.extract.runs import Span

DOUBT = 40.0
"""The tagger is in doubt if the weights of its two best kinds differ by no more than this."""
CLEAR = 10.0
"""The least lead that another kind needs to replace the tagger's."""
CONTEXT = 6
"""How many words on each side of a mention are used."""
APPOSITION = 7
"""The longest apposition, in words."""
_GAP_BOUNDS = (1, 3, 6, 10, 15)
_GAPS = ("1", "3", "6", "10", "15", "+")
"""Names of the intervals between :data:`_GAP_BOUNDS`."""
_PLACE_NOUNS = lists.SITES | lists.WAYS
_is_initials = re.compile(r"(?:[A-Z]\.)+").fullmatch


class Doubt(NamedTuple):
    """A form whose kind is in doubt."""

    label: str
    """The tagger's label for most of its mentions."""
    attributes: dict[str, float]
    """Its features, each with the share of mentions that have it."""


def weighed(
    document: Document, spans: Sequence[Sequence[Span]], weights: Sequence[Sequence[bytes]]
) -> list[list[Span]]:
    """Return *spans*, relabelling the forms that are more likely something else than the tagger says. *weights* are
    those that the tagger gives each kind, word by word (:attr:`glossary.extract.names.Tagged.weights`)."""
    found = dict(doubts(document, spans, weights))
    changed = (decided(found) if found else {}) | labels_in_context(document, spans)
    if not changed:
        return [list(here) for here in spans]
    return [
        [Span(start, end, changed.get(form_of(row, start, end), label)) for start, end, label in here]
        for row, here in zip(document.rows, spans, strict=True)
    ]


def labels_in_context(document: Document, spans: Sequence[Sequence[Span]]) -> dict[Form, str]:
    """Return the label that the text itself most often implies for each form (:func:`kinds.label_in_context`)."""
    votes: defaultdict[Form, Counter[str]] = defaultdict(Counter)
    for row, here in zip(document.rows, spans, strict=True):
        for span in here:
            label = kinds.label_in_context(row, span)
            if label:
                votes[form_of(row, span.start, span.end)][label] += 1
    return {form: counts.most_common(1)[0][0] for form, counts in votes.items() if not known_label(form)}


def decided(found: Mapping[Form, Doubt]) -> dict[Form, str]:
    """Return the labels of the forms that get a new one."""
    model = shipped()
    number, nothing = model.attributes.get, len(model.attributes)  # unknown features have weight 0
    numbers = [number(name, nothing) for doubt in found.values() for name in doubt.attributes]
    shares = np.fromiter(chain.from_iterable(doubt.attributes.values() for doubt in found.values()), np.float64)
    ends = np.cumsum([len(doubt.attributes) for doubt in found.values()])
    sums = np.add.reduceat(model.weights[numbers] * shares[:, None], np.append(0, ends[:-1]))
    changed = {}
    for (form, doubt), best, row in zip(found.items(), sums.argmax(axis=1).tolist(), sums, strict=True):
        keep = (doubt.label == "LOC" and _is_place(form)) or (doubt.label == "MISC" and form[0] == "The")  # The Wire
        if row[best] - row[model.labels.index(doubt.label)] > CLEAR and not keep:
            changed[form] = model.labels[best]
    return changed


def _is_place(form: Form) -> bool:
    """Return whether the last of several words is a kind of place: *Trans-Caspian International Transport Route*."""
    last = form[-1].lower()
    return len(form) > 1 and (last in _PLACE_NOUNS or "place" in reference.classes().get(last, ()))


@cache
def shipped() -> Model:
    """Return the shipped weights."""
    return linear.shipped("kinds")


# Features


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
        if known_label(form):
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
        if _is_certain(form, words, label) or kinds.is_stated_person(document.rows[place], span._replace(label=label)):
            continue
        known = [*_word_features(words), *_vote_features(mentions, label, scores), *shared.beside(form, label)]
        attributes = dict.fromkeys(known, 1.0)
        share = 1 / len(mentions)
        for place, span in mentions:
            for name in dict.fromkeys(_context_features(document.rows[place], spans[place], span)):
                attributes[name] = attributes.get(name, 0.0) + share
        yield form, Doubt(label, attributes)


def _label(mentions: Sequence[tuple[int, Span]]) -> str:
    """Return the most frequent label of *mentions*."""
    labels = [span.label for _, span in mentions]
    return max(dict.fromkeys(labels), key=lambda label: (labels.count(label), label))


def _is_certain(form: Form, words: Sequence[Spelling], label: str) -> bool:
    """Return whether the label is beyond doubt: a known name, a nationality, initials and a surname, a law."""
    if label == "GROUP" or (label == "PER" and len(form) > 1 and _is_initials(form[0])):
        return True
    if label == "ORG" and "&" in form:
        return True
    if label == "MISC" and (kinds.is_document(words) or any(word.lower in lists.POLLS for word in words)):
        return True
    if label == "MISC" and len(words) > 1 and (kinds.is_particular(words) or words[-1].lower in lists.OCCASIONS):
        return True  # Wade Trophy
    loud = any(len(word) > 3 and word.isupper() for word in form)  # LOS ANGELES
    return loud and known_label(tuple([word.capitalize() if word.isupper() else word for word in form])) != ""


def _gap(distance: float) -> str:
    """Return the name of the interval that contains *distance*."""
    return _GAPS[bisect_right(_GAP_BOUNDS, distance)]


def _vote_features(mentions: Sequence[tuple[int, Span]], label: str, scores: Sequence[float]) -> Iterator[str]:
    """Yield the features of the tagger's decisions."""
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


def _word_features(words: Sequence[Spelling]) -> Iterator[str]:
    """Yield the features of the words of a name."""
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


def _context_features(row: Sequence[Spelling], spans: Sequence[Span], span: Span) -> Iterator[str]:
    """Yield the features of the context of a mention."""
    start, end, _ = span
    index = spans.index(span)
    before, after = row[max(0, start - CONTEXT) : start], row[end : end + CONTEXT]
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
        yield _neighbour_feature("L", row[spans[index - 1].end : start], spans[index - 1])
    if index + 1 < len(spans) and spans[index + 1].start - end < 3:
        yield _neighbour_feature("R", row[end : spans[index + 1].start], spans[index + 1])
    if len(after) > 2 and after[0].text == "," and after[1].lower in ("a", "an", "the"):
        stop = end + 2
        while stop < min(len(row), end + 2 + APPOSITION) and row[stop].small and "func" not in row[stop].classes:
            stop += 1
        if stop > end + 2:
            yield from ("ap=" + row[stop - 1].lower, "apc=" + row[stop - 1].cluster)
    if runs.is_initial(row, start):
        yield "fresh"


def _neighbour_feature(side: str, between: Iterable[Spelling], span: Span) -> str:
    """Return the feature of a name *span* next to this one, with the words *between* them."""
    return f"{side}={' '.join([word.lower for word in between])}|{span.label}"


class _Shared:
    """The names of a document that share words, and the labels of most of its names."""

    def __init__(self, labels: Mapping[Form, str]) -> None:
        self.labels = labels
        self._first: defaultdict[str, dict[str, int]] = defaultdict(dict)
        """First word -> label -> number of names."""
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
        """Yield the features of *form*, labelled *label*, from the other names."""
        yield from (share + ("+" if len(form) > 1 else "1") for share in self._most)
        if len(form) == 1:
            for at, names in (("1", self._first), ("9", self._last), ("5", self._middle)):
                yield from (f"r{at}={other}" for other in names.get(form[0], ()))
            return
        for at, word, names in (("F", form[0], self._first), ("Z", form[-1], self._last)):
            if (word,) in self.labels:
                yield f"in{at}={self.labels[word,]}"
            yield from (f"s{at}={other}" for other, count in names[word].items() if count > (other == label))

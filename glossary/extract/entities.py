"""The names in a text, each with its place and kind: tagged, trimmed, then made to agree through the document.

The order matters. Titles, determiners and possessives are cut off first, so that the forms of one name are alike;
then the document votes on the kind of each form; then what the votes have settled is sought where it was missed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from glossary import plugins
from glossary.extract import features, tagger
from glossary.model import Kind
from glossary.text.words import Sentence


class Mention(NamedTuple):
    """A name at a place."""

    start: int
    """Offset in :attr:`glossary.model.Document.text`."""
    end: int
    kind: Kind
    text: str
    """The name as it stands there, in one line; without determiner, title of a person, possessive."""
    confidence: float
    """0 to 1: how sure the tagger is; the mean over the document for a form that is seen more than once."""


class Span(NamedTuple):
    """A name in the words of a sentence, while we work on it."""

    start: int
    end: int
    label: str


Finder = Callable[[Sequence[Sentence]], list[list[Mention]]]
"""What an extractor of the table ``extractors`` makes: a function like :func:`mentions`."""

_KINDS = {"PER": Kind.PERSON, "ORG": Kind.ORGANIZATION, "LOC": Kind.PLACE}
_POSSESSIVE_NAMES = frozenset(
    "people women men children workers farmers citizens king queen mcdonald lloyd moody christie sotheby st wendy levi macy".split()
)
"""Words whose possessive stands inside a name: National People's Congress."""
_DETERMINERS = frozenset("the a an this that these those his her its their our my your".split())


def finder(name: str = "tagger") -> Finder:
    """Return the function that finds names, for ``tagger`` (ours) or ``spacy:MODEL`` or one of another package.

    What follows the colon is given to the extractor. Raises ConfigError for a name that is not known.
    """
    extractor, _, argument = name.partition(":")
    made: Finder = plugins.load("extractors", extractor)(argument)
    return made


def shipped(argument: str = "") -> Finder:
    """Return :func:`mentions`, with its models loaded; there is nothing to choose."""
    tagger.Tagger.load("entities")
    return mentions


def mentions(sentences: Sequence[Sentence]) -> list[list[Mention]]:
    """Return the names in the *sentences* of one document, sentence by sentence, in order and without overlap."""
    rows = [[word for word in sentence.words if word.text not in "[]"] for sentence in sentences]
    document = features.Document([[word.text for word in row] for row in rows])
    tags = tagger.entities(document)
    spans = [trimmed(row, spans_of(labels)) for row, labels in zip(document.rows, tags, strict=True)]
    agreed = agree(document, spans)
    found = []
    for sentence, words, row, here in zip(sentences, rows, document.rows, agreed, strict=True):
        line = []
        for span in here:
            start, end = words[span.start].start, words[span.end - 1].end
            text = " ".join(sentence.text[start - sentence.start : end - sentence.start].split())
            line.append(Mention(start, end, kind(row, span), text, 1.0))
        found.append(line)
    return found


def spans_of(tags: Sequence[str]) -> list[Span]:
    """Return the spans that BIO *tags* mark."""
    found = []
    start, label = 0, ""
    for index, tag in enumerate(tags):
        if label and (tag == "O" or tag[0] == "B" or tag[2:] != label):
            found.append(Span(start, index, label))
            label = ""
        if tag != "O" and not label:
            start, label = index, tag[2:]
    if label:
        found.append(Span(start, len(tags), label))
    return found


def trimmed(row: Sequence[features.Spelling], spans: Sequence[Span]) -> list[Span]:
    """Return *spans* without determiners, titles of persons, possessives; split where an owner owns."""
    found = []
    for span in spans:
        start, end, label = span
        for index in range(start + 1, end - 1):
            owner = row[start:index]
            if (
                row[index].text in ("'s", "'")
                and row[index + 1].capital
                and owner[-1].lower not in _POSSESSIVE_NAMES
                and (_known(owner) or any("org" in word.classes for word in owner))
            ):
                found.append(Span(start, index, "LOC" if _known(owner) in ("place", "city") else label))
                start = index + 1
                break
        while start < end and row[start].lower in _DETERMINERS and row[start].text != "US":
            start += 1
        while end > start and row[end - 1].text in ("'s", "'", "-", ",", "--"):
            end -= 1
        if label == "PER":
            while start + 1 < end and not {"title", "office"}.isdisjoint(row[start].classes):
                start += 1
        if start < end and any(word.capital or word.figure for word in row[start:end]):
            found.append(Span(start, end, label))
    return found


def _known(words: Sequence[features.Spelling]) -> str:
    return features.gazetteer()[0].get(tuple([word.text for word in words]), "")


Form = tuple[str, ...]


def agree(document: features.Document, spans: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """Return *spans* with one label per form, surnames that follow their full name, and missed repeats filled in."""
    votes: defaultdict[Form, Counter[str]] = defaultdict(Counter)
    surnames: set[str] = set()
    for row, here in zip(document.rows, spans, strict=True):
        for start, end, label in here:
            form = tuple([word.text for word in row[start:end]])
            votes[form][label] += 1
            if label == "PER" and end - start > 1:
                surnames.add(form[-1])
    best: dict[Form, str] = {}
    for form, counts in votes.items():
        label = counts.most_common(1)[0][0]
        if len(form) == 1 and form[0] in surnames and not features.gazetteer()[0].get(form):
            label = "PER"
        best[form] = label
    agreed = []
    for row, here in zip(document.rows, spans, strict=True):
        agreed.append([Span(s, e, best[tuple([word.text for word in row[s:e]])]) for s, e, _ in here])
    return agreed


def kind(row: Sequence[features.Spelling], span: Span) -> Kind:
    """Return the kind of the name *span*: what the tagger only calls miscellaneous is told apart here."""
    if span.label in _KINDS:
        return _KINDS[span.label]
    words = row[span.start : span.end]
    known = _known(words)
    if known.startswith("group"):
        return Kind.GROUP
    if known in ("event", "work"):
        return Kind.EVENT if known == "event" else Kind.WORK
    last = words[-1]
    if "event" in last.classes or any("event" in word.classes for word in words):
        return Kind.EVENT
    if "work" in last.classes:
        return Kind.WORK
    if len(words) == 1 and last.lower.endswith(("ian", "ians", "ese", "ish", "ist", "ists", "stani", "stanis")):
        return Kind.GROUP
    if span.start and row[span.start - 1].text == '"':
        return Kind.WORK
    return Kind.OTHER

"""Headlines made from sentences with parts of speech, since the corpora of the small model have almost none.

Articles are left out, and so are *is* and *has* before another verb; a verb with an object is put in the present: *The
storm has damaged the crops.* becomes *Storm damages crops*, where the verb looks like a plural.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from glossary.extract import reference

EVERY = 3
"""One sentence out of this many becomes a headline too."""
SIZES = range(6, 31)
"""Lengths of the sentences that may become one, in words."""
OBJECTS = frozenset(("DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM"))
AUXILIARIES = frozenset("is are was were has have had".split())

Tagged = tuple[list[str], list[str]]
"""The words of a sentence and their universal part-of-speech tags."""


def headlines(rows: Iterable[Tagged]) -> Iterator[Tagged]:
    """Yield some of the sentences *rows* as headlines."""
    fit = (row for row in rows if len(row[0]) in SIZES and row[0][-1] == "." and "VERB" in row[1])
    for number, (words, tags) in enumerate(fit, 1):
        if number % EVERY == 0:
            yield headline(words, tags)


def headline(words: Sequence[str], tags: Sequence[str]) -> Tagged:
    """Return a sentence as a headline.

    >>> headline("The storm has damaged the crops .".split(), "DET NOUN AUX VERB DET NOUN PUNCT".split())
    (['Storm', 'damaged', 'crops'], ['NOUN', 'VERB', 'NOUN'])
    >>> headline("Critics panned the film .".split(), "NOUN VERB DET NOUN PUNCT".split())
    (['Critics', 'pan', 'film'], ['NOUN', 'VERB', 'NOUN'])
    """
    found: list[tuple[str, str]] = []
    for word, tag, before, after in zip(words, tags, ("", *tags), (*tags[1:], ""), strict=False):
        low = word.lower()
        if low in ("the", "a", "an") and tag == "DET":
            continue
        if low in AUXILIARIES and tag == "AUX" and after == "VERB" and before not in ("AUX", "PART"):
            continue
        if tag == "VERB" and word.islower() and before in ("NOUN", "PROPN") and after in OBJECTS:
            subject = found[-1][0] if found and before == "NOUN" else ""
            word = present(low, many=subject.endswith("s") and not subject.endswith(("ss", "us", "is"))) or word
        found.append((word, tag))
    while found and found[-1][1] == "PUNCT":
        found.pop()
    forms = [word for word, _ in found]
    if forms[0].islower():
        forms[0] = forms[0].capitalize()
    return forms, [tag for _, tag in found]


def present(past: str, *, many: bool) -> str:
    """Return the present of a regular verb in the *past*, singular or plural (*many*); an empty string for other verbs.

    >>> present("carried", many=False), present("stopped", many=True), present("said", many=False)
    ('carries', 'stop', '')
    """
    stem = past.removesuffix("ed")
    if stem == past or len(stem) < 3:
        return ""
    bases = (stem[:-1] + "y" if stem[-1] == "i" else stem + "e", stem, stem[:-1] if stem[-1] == stem[-2] else "")
    base = next((base for base in bases if base in reference.words("bases")), "")
    if many or not base:
        return base
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return base + "es"
    return base[:-1] + "ies" if stem[-1] == "i" else base + "s"

"""What the extractor knows about words: lists that a linguist can read and mend, and how common a word is."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path


def _lines(name: str) -> list[str]:
    text = (files("glossary.extract") / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def weak(language: str = "en") -> dict[str, str]:
    """Return the words that carry no term by themselves (:func:`stem`), with the reason: edge, praise, light."""
    return _labelled("weak", language)


def _labelled(name: str, language: str) -> dict[str, str]:
    """Return word -> label of a list whose lines are ``label: words``."""
    found: dict[str, str] = {}
    for line in _lines(f"{name}.txt" if language == "en" else f"{name}_{language}.txt"):
        label, _, listed = line.partition(":")
        for word in listed.split():
            found.setdefault(stem(word, language), label)
    return found


_RUSSIAN = re.compile(r"(?:[ыио]й|[аояеы][яе]|ь?[аоеуыи]|ь|[иь]?[яеию])$")


def stem(word: str, language: str) -> str:
    """Return *word* as the lists of *language* know it: a Russian one without its ending, others as they are.

    >>> stem("внешняя", "ru") == stem("внешний", "ru"), stem("санкции", "ru") == stem("санкция", "ru")
    (True, True)
    """
    return _RUSSIAN.sub("", word.lower()) if language == "ru" and len(word) > 3 else word


@cache
def words(name: str) -> frozenset[str]:
    """Return the list *name* (``titles``, ``events``, ``quantity`` …) as a set."""
    return frozenset(" ".join(_lines(f"{name}.txt")).split())


@cache
def aliases() -> dict[str, str]:
    """Return other names -> full name."""
    rows = (line.split("\t") for line in _lines("aliases.tsv"))
    return {other: full for full, *others in rows for other in others}


UNKNOWN = 2.5
"""The Zipf value of a word that is not on the list of common words, which ends at 3."""


@cache
def common(language: str) -> dict[str, float]:
    """Return word -> Zipf value (log10 of its frequency in a billion words) of the common words of *language*.

    The figures are those of wordfreq (Speer 2022): its short list, some 30,000 words. It is read without
    importing the package, which would cost more time than everything else that a small extraction does.
    Empty where wordfreq has no list for the language.
    """
    import gzip

    import msgpack  # type: ignore[import-untyped]

    spec = find_spec("wordfreq")
    if spec is None or spec.origin is None:
        return {}
    path = Path(spec.origin).with_name("data") / f"small_{language}.msgpack.gz"
    if not path.is_file():
        return {}
    with gzip.open(path) as stream:
        buckets = msgpack.load(stream, raw=False)[1:]
    return {word: 9 - centibels / 100 for centibels, bucket in enumerate(buckets) for word in bucket}


ORDINARY = 4.6
"""The Zipf value from which a verb or adjective is so common that it is no term by itself."""


@cache
def ordinary() -> frozenset[str]:
    """Return the words of general English from :data:`ORDINARY` on, and those that carry no term."""
    return frozenset(word for word, value in common("en").items() if value >= ORDINARY) | weak().keys()


@cache
def fields(language: str = "en") -> dict[str, str]:
    """Return the common words that belong to a subject (:func:`stem`), with the subject."""
    return _labelled("fields", language)

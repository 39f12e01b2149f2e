"""Lexical knowledge of the extractor: word lists that a linguist can edit, and word frequencies."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from glossary import tables
from glossary.extract.keys import singular
from glossary.text import lexicon


@cache
def weak(language: str = "en") -> dict[str, str]:
    """Return word (:func:`stem`) -> why it is not a term by itself: ``edge``, ``praise`` or ``light``."""
    return labelled("weak", language)


def labelled(name: str, language: str = "en") -> dict[str, str]:
    """Return word (:func:`stem`) -> label of the list *name* of *language*, whose lines are ``label: words``."""
    found: dict[str, str] = {}
    for label, listed in tables.labelled(__package__, f"data/{name}{'' if language == 'en' else f'_{language}'}.txt"):
        for word in listed.split():
            found.setdefault(stem(word, language), label)
    return found


_RUSSIAN_ENDING = re.compile(r"(?:[ыио]й|[аояеы][яе]|ь?[аоеуыи]|ь|[иь]?[яеию])$")


def stem(word: str, language: str) -> str:
    """Return *word* as it stands in the lists of *language*: a Russian word without its ending, others unchanged.

    >>> stem("внешняя", "ru") == stem("внешний", "ru"), stem("санкции", "ru") == stem("санкция", "ru")
    (True, True)
    """
    return _RUSSIAN_ENDING.sub("", word.lower()) if language == "ru" and len(word) > 3 else word


@cache
def entries(language: str) -> frozenset[str]:
    """Return the set phrases of *language*, without spaces and, in Russian, without the endings of words."""
    return frozenset("".join([stem(word, language) for word in term.split(" ")]) for term in lexicon.terms(language))


@cache
def words(name: str) -> frozenset[str]:
    """Return the list *name* (``titles``, ``events``, ``quantity`` …) as a set."""
    return frozenset(" ".join(tables.lines(__package__, f"data/{name}.txt")).split())


@cache
def table(name: str) -> dict[str, frozenset[str]]:
    """Return label -> words of the table *name*, whose lines are ``label: words``; a label may have several lines."""
    return tables.named_lists(__package__, f"data/{name}.txt")


def ending(listed: Iterable[str]) -> Callable[[str], bool]:
    """Return a function that tests whether a word of two or more characters ends with one of *listed*, but not with one
    that is listed with ``-``.

    >>> state = ending(["局", "署", "-邮局"])
    >>> [state(word) for word in ("总署", "航天局", "邮局", "局")]
    [True, True, False, False]
    """
    ends = tuple(sorted(end for end in listed if end[0] != "-"))
    others = tuple(sorted(end[1:] for end in listed if end[0] == "-"))
    return lambda word: len(word) > 1 and word.endswith(ends) and not word.endswith(others)


@cache
def finite() -> frozenset[str]:
    """Return verb forms that are hardly ever nouns or adjectives: *opens*, *spoke*, *dismantles*, *improve*."""
    return words("finite") | words("thirds") | (bare() - words("either"))


@cache
def bare() -> frozenset[str]:
    """Return the base forms of verbs that are not nouns: *seem*, *collide*, *identify*."""
    found = set()
    for third in words("thirds"):
        sibilant = third.endswith(("ses", "xes", "zes", "ches", "shes", "oes"))
        found.add(third[:-3] + "y" if third.endswith("ies") else third[:-2] if sibilant else third[:-1])
        found.add(third[:-1])  # oozes
    return frozenset(found & words("bases"))


@cache
def aliases() -> dict[str, str]:
    """Return alias -> full name."""
    return {other: full for full, *others in tables.rows(__package__, "data/aliases.tsv") for other in others}


UNKNOWN = 2.5
"""The Zipf value assumed for words outside the list of common words, which ends at 3."""


@cache
def common(language: str) -> dict[str, float]:
    """Return word (:func:`spelled`) -> Zipf value (log10 of its frequency in a billion words) for *language*.

    The values come from the short list of wordfreq (Speer 2022), some 30,000 words, or none if it lacks the language.
    Its file is read directly, since importing the package would take longer than the rest of a small extraction.
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
    found = {word: 9 - centibels / 100 for centibels, bucket in enumerate(buckets) for word in bucket}
    for word in [word for word in found if "ё" in word]:
        found[spelled(word)] = math.log10(10 ** found.pop(word) + 10 ** found.get(spelled(word), 0))
    return found


def spelled(word: str) -> str:
    """Return *word* with е for ё, as in most Russian texts, so that *расчёты* and *расчеты* have one frequency."""
    return word.replace("ё", "е")


_SHORTEST_STEM = 5
"""Minimum length of a Russian stem: shorter ones are shared by unrelated words."""


@cache
def inflected() -> dict[str, float]:
    """Return stem -> Zipf value of its most common form, for the common words of Russian.

    It covers forms that are too rare for the list: *откат* is on it, *откаты* is not.
    """
    found: dict[str, float] = {}
    for word, value in common("ru").items():
        base = stem(word, "ru")
        if len(base) >= _SHORTEST_STEM:
            found[base] = max(value, found.get(base, value))
    return found


ORDINARY = 4.6
"""The Zipf value from which a verb or adjective is too common to be a term by itself."""


@cache
def ordinary() -> frozenset[str]:
    """Return the English words from :data:`ORDINARY` on, and those of :func:`weak`."""
    return frozenset(weak()).union(word for word, value in common("en").items() if value >= ORDINARY)


@cache
def fields(language: str = "en") -> dict[str, str]:
    """Return word (:func:`stem`) -> the subject it belongs to."""
    return labelled("fields", language)


@cache
def bodies() -> frozenset[tuple[str, ...]]:
    """Return the names (as tuples of words) that always mean a firm, club, newspaper or other organization."""
    return frozenset(
        tuple(name.split())
        for listed in ("bodies", "firms")
        for name in tables.lines(__package__, f"data/{listed}.txt")
    )


@cache
def regions() -> frozenset[tuple[str, ...]]:
    """Return the names (as tuples of words) that always mean a state, province or other region."""
    return frozenset(tuple(name.split()) for name in tables.lines(__package__, "data/regions.txt"))


@cache
def things() -> dict[tuple[str, ...], str]:
    """Return the names (as tuples of words) that always mean a product, event, work or the like -> their kind."""
    return {
        tuple(name.split()): kind
        for kind, names in tables.labelled(__package__, "data/things.txt")
        for name in names.split(", ")
    }


@cache
def gerunds() -> dict[str, str]:
    """Return *-ing* word that is a noun -> ``activity`` (also before other nouns) or ``result``."""
    return labelled("gerunds")


@cache
def _compounds() -> dict[str, str]:
    """Return first word of compounds -> the possible rests, separated and enclosed by commas."""
    return {first: f", {rest}, " for first, rest in tables.labelled(__package__, "data/compounds.txt")}


def opens(words: Sequence[str]) -> bool:
    """Return whether *words* are, or begin with, a compound of a dictionary: *rare earth exports*."""
    return any(compound(words[:size]) for size in range(2, min(len(words), 4) + 1))


def closes(words: Sequence[str]) -> bool:
    """Return whether *words* are, or end with, a compound of a dictionary: *nuclear power plant*."""
    return any(compound(words[-size:]) for size in range(2, min(len(words), 4) + 1))


def compound(words: Sequence[str]) -> bool:
    """Return whether *words*, in lowercase and singular or plural, are a compound of a dictionary or thesaurus.

    >>> compound(["space", "stations"]), compound(["space", "men"])
    (True, False)
    """
    rest = _compounds().get(words[0]) if len(words) > 1 else None
    return rest is not None and f", {' '.join((*words[1:-1], singular(words[-1])))}, " in rest


# The lists in ``lexicon``, which the models were trained with; the others are in ``data``


@cache
def classes() -> dict[str, tuple[str, ...]]:
    """Return word -> its classes, for words that hint at the kind of a name that they are in or next to."""
    found: dict[str, list[str]] = {}
    for name, members in tables.labelled(__package__, "lexicon/classes.txt"):
        for word in dict.fromkeys(members.split()):
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


class Words:
    """Looks up single words: their cluster by meaning, and whether they are names of persons or cities."""

    __slots__ = ("_lines",)

    def __init__(self) -> None:
        read = tables.data(__package__, "lexicon/words.txt").splitlines()
        # Decoding line by line saves memory: most lines are ASCII, which Python stores in a quarter of the space.
        self._lines = {line.partition(":")[0][:3]: f" {line} " for line in map(bytes.decode, read)}

    def __call__(self, word: str) -> tuple[str, str]:
        """Return the cluster of *word* (in lowercase), and letters from ``cgs``: it is a city, given name, surname."""
        line = self._lines.get(word[:3], "")
        found = line.find(f" {word}:")
        if found < 0:
            return "", ""
        start = found + len(word) + 2
        entry = line[start : line.index(" ", start)]
        if entry.isdigit():
            return entry, ""
        cluster = entry.rstrip("cgs")
        return cluster, entry[len(cluster) :]


@cache
def known_words() -> Words:
    """Return the lookup of words, loaded once."""
    return Words()


@cache
def gazetteer() -> dict[tuple[str, ...], str]:
    """Return known name (as a tuple of words) -> its kinds."""
    return {tuple(name.split()): kinds for name, kinds in tables.rows(__package__, "lexicon/gazetteer.txt")}

